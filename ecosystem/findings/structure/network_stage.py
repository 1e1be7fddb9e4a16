"""Stage of a network's development, with the evidence for it (Krebs & Holley 2006)."""

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

# The source gives no thresholds for its four stages. Thresholds here are one half where possible, and the evidence is
# reported beside the stage so that readers can apply others.
LINKED = 0.5  # share of organizations in the largest component, below which the network is fragmented
HALVED = 0.5  # share of the largest component below which it counts as broken up when hubs leave
CORE_DENSITY = 0.5  # minimum share of the possible ties within the core
PERIPHERY_LINKED = 0.5  # minimum share of the periphery with a partner in the core
# In random networks with five partners each, the largest component halves after about 30% have left, those with most
# partners first (50 to 300 organizations). A network that halves sooner depends on the organizations that left.
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
    """Return one row, with the columns of ``TABLE``, for the undirected union of the organizations with known ties.

    Stages are tested in this order: scattered fragments, if the largest component holds less than half of the
    organizations; single hub, if that component falls below half when the organization with most partners leaves;
    several hubs, if it does so when a quarter leave; core and periphery, if half of the possible ties in the core exist
    and half of the others have a partner in it; otherwise none. No stage is given for fewer than ten organizations or a
    response rate below 70%.
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
    """Return the size of the best core, its density, and the share of the others with a partner in it."""
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
    if city.survey and city.respondents and not city.invited_known:
        return "nobody said who was invited"
    if city.survey and (rate is None or rate < LEAST_COMPARED):
        return f"only {city.respondents} of {city.invited} invited have answered, under {LEAST_COMPARED:.0%}"
    return None
