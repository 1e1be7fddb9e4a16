"""At which stage of growing together a network is, and the evidence for it (Krebs & Holley 2006)."""

import numpy as np
import pandas as pd

from ecosystem.findings.comparison.comparison import LEAST_ORGANIZATIONS
from ecosystem.findings.response.reporting_rules import LEAST_COMPARED
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.findings.site_tables import ABOUT, ABOUT_KEY, city_table
from ecosystem.findings.structure.connectivity import organizations_to_split, ties_to_split
from ecosystem.findings.structure.core_periphery import core_of
from ecosystem.findings.structure.robustness import by_partners, remaining
from ecosystem.schema import Column, Table

FRAGMENTS, ONE_HUB = "scattered fragments", "single hub"
HUBS, CORE = "several hubs", "core and periphery"

# The four stages come without numbers. Where a line was needed it is drawn at half, the plainest there is: a reader
# who would draw it elsewhere has the evidence beside the stage.
LINKED = 0.5  # share of organizations in the largest part, below which they are fragments
HALVED = 0.5  # share of the largest part below which it counts as fallen apart when hubs leave
CORE_DENSITY = 0.5  # share of the possible ties among the core that must be there
PERIPHERY_LINKED = 0.5  # share of the periphery that must have a partner in the core
# Where chance deals out who is tied with whom, five partners each, the largest part halves when about 30% have left,
# most partners first (50 to 300 organizations); one that halves sooner hangs on those who left.
HUBS_AT_MOST = 0.25

TABLE = Table(
    "stage",
    "one city, with the stage its network is like and the evidence",
    ABOUT_KEY,
    (
        *ABOUT,
        Column("stage", "text", "What the network is most like", values=(FRAGMENTS, ONE_HUB, HUBS, CORE)),
        Column("because", "text", "The evidence in one sentence"),
        Column("reason", "text", "Why no stage is named"),
        Column("organizations", "integer", "How many organizations there are whose ties are known", True),
        Column("largest_part", "integer", "How many of them are in the largest linked part", True),
        Column("hub", "text", "Who has most partners; the first by id if several have"),
        Column("hub_partners", "integer", "How many partners that one has"),
        Column(
            "losses_to_halve",
            "integer",
            "How many must leave, most partners first, for the largest part to fall below half",
        ),
        Column("core", "integer", "How many organizations are in the best core"),
        Column("core_density", "number", "What share of the possible ties inside that core is there, 0 to 1"),
        Column("periphery_linked", "number", "What share of the others has a partner in it, 0 to 1"),
        Column("organizations_to_split", "integer", "How many must leave, at the least, to part any two others", True),
        Column("ties_to_split", "integer", "How many ties must end, at the least, to part any two", True),
    ),
)


def stage_table(city: SiteNetwork, seed: int = 0) -> pd.DataFrame:
    """One row, with the columns of ``TABLE``: what the undirected union of the organizations with known ties is like.

    In this order: scattered fragments, where the largest linked part holds less than half of them; single hub, where
    that part falls below half when the one with most partners leaves; several hubs, where it does when a quarter
    leave; core and periphery, where half of the possible ties in the core are there and half of the others have a
    partner in it; else none. None either of fewer than ten organizations or where under 70% of those invited have
    answered.
    """
    network = city.network
    size = int(network.observed.sum())
    if not len(network.pairs):
        return city_table(TABLE, city, [(None, None, "there is no tie", size, min(size, 1), *[None] * 6, 0, 0)])
    parts = remaining(network, by_partners(network)[None], np.arange(size))[0][0]
    largest, halves = int(parts[0]), int(np.argmax(np.append(parts, 0) < HALVED * parts[0]))
    hub = int(np.argmax(network.degree))
    core, density, linked = _core(city, seed)
    stage = _stage(size, largest, halves, density, linked)
    reason = _why_not(city, size) or (None if stage else "the evidence fits none of the four stages")
    leaving = "the one with most partners leaves" if halves == 1 else f"the {halves} with most partners leave"
    because = f"{largest} of {size} organizations are linked by some way; that part falls below half when {leaving}"
    if core is not None:
        because += (
            f"; of the possible ties among a core of {core}, {density:.0%} are there, and {linked:.0%} of the others "
            "have a partner in it"
        )
    evidence = (size, largest, city.names[network.ids[hub]], int(network.degree[hub]), halves, core, density, linked)
    splits = (organizations_to_split(network), ties_to_split(network))
    return city_table(TABLE, city, [(None if reason else stage, f"{because}.", reason, *evidence, *splits)])


def _stage(size: int, largest: int, halves: int, density: float | None, linked: float | None) -> str | None:
    if largest < LINKED * size:
        return FRAGMENTS
    if halves == 1:
        return ONE_HUB
    if halves <= HUBS_AT_MOST * largest:
        return HUBS
    if density is not None and linked is not None and density >= CORE_DENSITY and linked >= PERIPHERY_LINKED:
        return CORE
    return None


def _core(city: SiteNetwork, seed: int) -> tuple[int | None, float | None, float | None]:
    """How many are in the best core, the density of ties in it, and the share of the others with a partner there."""
    network, core = city.network, core_of(city, seed)
    if core is None:
        return None, None, None
    inside = network.over_observed(core.members) == 1
    ends = inside[network.pairs]
    number = int(inside.sum())
    touching = np.unique(network.pairs[ends[:, ::-1] & ~ends])  # the other end of a tie to the core
    others = int(network.observed.sum()) - number
    return number, float(ends.all(axis=1).sum() / (number * (number - 1) / 2)), len(touching) / others


def _why_not(city: SiteNetwork, size: int) -> str | None:
    if size < LEAST_ORGANIZATIONS:
        return f"fewer than {LEAST_ORGANIZATIONS} organizations whose ties are known"
    rate = city.response_rate
    if city.ecosystem.survey and (rate is None or rate < LEAST_COMPARED):
        return f"only {city.respondents} of {city.invited} invited have answered, under {LEAST_COMPARED:.0%}"
    return None
