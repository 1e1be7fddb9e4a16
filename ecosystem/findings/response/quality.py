"""How good the survey is: what every other number stands on, each with its footing or the reason why there is none."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from ecosystem.findings.measures.measure_record import NO_TIES_ASKED, NO_TIES_THIS_ROUND, why_no_ties
from ecosystem.findings.response.reporting_rules import LEAST_RELIED_ON
from ecosystem.findings.response.response import NO_SECTOR, answers_by_sector, confirmation
from ecosystem.findings.response.unseen_species import estimate_unseen, mention_coverage
from ecosystem.findings.site_network import SiteNetwork, cities_now
from ecosystem.schema import DTYPES, Column, Table
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.ties import was_asked
from ecosystem.text import counted, joined

LABELS = {
    "invited": "Invited",
    "answered": "Answered",
    "response_rate": "Share of those invited who answered",
    "named_only": "Named by others only",
    "pairs_observed": "Share of pairs of which at least one has answered",
    "most_named": "Most organizations named in one question",
    "at_most_named": "Share of those who answered who name that many",
    "named_freely": "Share of mentions written freely, not chosen from a list",
    "confirmed": "Ties both ends report",
    "one_sided": "Ties one of two ends reports",
    "confirmation_rate": "Share of these ties that both ends report",
    "agreement": "Agreement of two ends beyond chance (kappa)",
    "mention_coverage": "Share of mentions that fall on the map (estimate)",
    "unmapped": "Organizations still off the map (estimate)",
}
TABLE = Table(
    "quality",
    "one figure about the survey in one city, or in one sector of it, in one round, the last unless asked otherwise; "
    "none in a plain list of ties",
    ("site", "sector", "measure"),
    (
        Column("site", "text", "The city", True),
        Column("sector", "text", "The sector; empty where it is the whole city"),
        Column("measure", "text", "What is told", True, values=tuple(LABELS)),
        Column("value", "number", "Its value; empty where there is none"),
        Column("low", "number", "Lower end of its 95% interval, of an estimate"),
        Column("high", "number", "Upper end of its 95% interval; empty where it is too wide to be of use"),
        Column("unit", "text", "What is counted", True),
        Column("reason", "text", "Why there is no value"),
        Column("footing", "text", "Of what the figure is made"),
    ),
)
NOBODY = "nobody has answered yet"
INVITED_UNKNOWN = "nobody said who was invited"
ONLY_A_LIST = "everybody chose from a list, and whoever is not on it could not be named"
# Below it one answer moves the estimate more than all others together (our own judgement).
LEAST_RESPONDENTS = 5
LEAST_PAIRS = 10  # so too with agreement beyond chance
LEAST_RESPONSE = LEAST_RELIED_ON  # from here on what is off the map may be estimated (docs/methods.md, section 4.3)


class _Row(NamedTuple):
    """A figure or the reason why there is none."""

    measure: str
    value: float | None
    unit: str
    footing: str = ""
    reason: str = ""
    low: float | None = None
    high: float | None = None
    sector: str = ""


def quality_table(ecosystem: Ecosystem, site: str | None = None) -> pd.DataFrame:
    """The table ``quality`` of one site or of all, in the order of sites."""
    return pd.concat(
        [city_quality(city) for city in cities_now(ecosystem, site)] or [_frame("", [])], ignore_index=True
    )


def city_quality(city: SiteNetwork) -> pd.DataFrame:
    """The table ``quality`` of one city: the whole city in the order of ``LABELS``, then its sectors.

    What rests on a question nobody was asked, or on a list of those invited that nobody gave, has no value.

    Ties are counted under the relation of the city; ``value`` is <NA> exactly where ``reason`` says why. Where nobody
    was asked, in a plain list of ties, there is nothing to tell, and the table is empty.
    """
    rows = (
        []
        if not city.survey
        else [*_answers(city), *_names_given(city), *_agreement(city), *_off_the_map(city), *_by_sector(city)]
    )
    return _frame(city.site, rows)


def _frame(site: str, rows: list[_Row]) -> pd.DataFrame:
    frame = pd.DataFrame([{"site": site, **row._asdict()} for row in rows], columns=TABLE.names)
    return frame.replace({"": pd.NA}).astype({column.name: DTYPES[column.type] for column in TABLE.columns})


def _answers(city: SiteNetwork) -> Iterator[_Row]:
    invited, answered = city.invited if city.invited_known else 0, city.respondents
    on_the_map = f"of {counted(len(city.members), 'organization')} on the map"
    of_invited = f"of {counted(invited, 'invited organization')}" if city.invited_known else INVITED_UNKNOWN
    unknown = "" if city.invited_known else INVITED_UNKNOWN
    nobody = unknown or ("" if invited else "nobody was invited")
    yield _Row("invited", None if unknown else invited, "organizations", on_the_map, unknown)
    yield _Row("answered", answered, "organizations", on_the_map if unknown else of_invited)
    yield _Row("response_rate", city.response_rate, "share", of_invited, nobody)
    named_only = int((city.members["status"] == "named only").sum())
    yield _Row("named_only", named_only, "organizations", f"named by {counted(answered, 'organization')} who answered")
    pairs, silent = _pairs(invited), _pairs(invited - answered)
    reason = _not_asked(city) or unknown or ("" if pairs else "needs at least two invited organizations")
    footing = unknown or f"of {counted(pairs, 'pair')} among {counted(invited, 'invited organization')}"
    yield _Row("pairs_observed", None if reason else 1 - silent / pairs, "share", footing, reason)


def _not_asked(city: SiteNetwork) -> str:
    """Return the reason why nothing can be said of ties; "" where somebody was asked about them."""
    return "" if city.ties_asked else why_no_ties(city.ecosystem.round)


def _pairs(organizations: int) -> int:
    return organizations * (organizations - 1) // 2


def _names_given(city: SiteNetwork) -> Iterator[_Row]:
    """How many names one question brought: many who stop at the same number hint at a form that allowed no more."""
    reports = _own_reports(city)
    footing = f"of {counted(city.respondents, 'organization')} who answered"
    asked = reports[reports["asked"].isin(["roster", "recall"])]
    nobody = "nobody who answered names anybody" if city.respondents else NOBODY
    reason = "" if len(reports) else _not_asked(city) or nobody
    each = reports.groupby(["reporter_id", "relation", "direction"])["named_id"].nunique()
    most = int(each.max()) if len(each) else None
    stop = each[each == most].reset_index()["reporter_id"].nunique() if len(each) else 0
    yield _Row("most_named", most, "organizations", footing, reason)
    yield _Row("at_most_named", stop / city.respondents if most else None, "share", footing, reason)
    yield _Row(
        "named_freely",
        float((asked["asked"] == "recall").mean()) if len(asked) else None,
        "share",
        _not_asked(city) or f"of {counted(len(asked), 'mention')}",
        reason if not len(reports) else "" if len(asked) else "the ties came as a list: how they were asked is unknown",
    )


def _own_reports(city: SiteNetwork) -> pd.DataFrame:
    """What those who answered said of others here, under the city's relation and wave."""
    answered = city.members.index[city.members["status"] == "respondent"]
    return city.reports[city.reports["reporter_id"].isin(answered)]


def _agreement(city: SiteNetwork) -> Iterator[_Row]:
    both, one = confirmation(city)
    asked = _not_asked(city)
    footing = asked or f"of {counted(both + one, 'tie')} about which both ends were asked"
    reason = asked or ("" if both + one else "no tie is known about which both ends were asked")
    yield _Row("confirmed", None if asked else both, "ties", footing, asked)
    yield _Row("one_sided", None if asked else one, "ties", footing, asked)
    yield _Row("confirmation_rate", both / (both + one) if both + one else None, "share", footing, reason)
    none = _pairs_without(city)
    pairs = both + one + none
    value = kappa(both, one, none) if pairs >= LEAST_PAIRS else None
    alike = "all pairs are alike, so that agreement cannot be told from chance"
    few = f"needs at least {LEAST_PAIRS} pairs both ends of which were asked"
    yield _Row(
        "agreement",
        value,
        "from -1 to 1; 0 is chance",
        asked
        or f"of {counted(pairs, 'pair')} both ends of which were asked, each relation and each direction by itself",
        asked or ("" if value is not None else alike if pairs >= LEAST_PAIRS else few),
    )


def _pairs_without(city: SiteNetwork) -> int:
    """How many pairs there are both ends of which were asked and of which no tie is told.

    Of a directed relation A to B and B to A are two pairs, as they are two ties; of a mutual one they are one.
    """
    asked: dict[str, set[tuple[str, str]]] = {}
    here = city.ecosystem.rows_within("asked", city.site)
    for organization, relation, direction in here.itertuples(index=False, name=None):
        asked.setdefault(organization, set()).add((relation, direction))
    ties = city.all_ties[city.all_ties["relation"].map(city.ecosystem.is_tie).astype(bool)]
    without = 0
    for (relation, directed), told in ties.groupby(["relation", "directed"]):
        ways = ("gives", "gets") if directed else ("mutual", "mutual")
        sources, targets = ({o for o, about in asked.items() if was_asked(about, relation, way)} for way in ways)
        ends = zip(told["source_id"], told["target_id"], strict=True)
        known = sum(source in sources and target in targets for source, target in ends)
        pairs = len(sources) * len(targets) - len(sources & targets) if directed else _pairs(len(sources))
        without += pairs - known
    return without


def kappa(both: int, one: int, none: int) -> float | None:
    """Agreement of the two ends of pairs beyond chance: 1 always, 0 as by chance; None where all pairs are alike.

    Cohen's kappa over both orders of each pair, as no end is the first: (observed - chance) / (1 - chance), where
    chance is p^2 + (1 - p)^2 for the share p of answers that say yes.

    >>> kappa(20, 0, 30), kappa(25, 50, 25), kappa(0, 0, 9)
    (1.0, 0.0, None)
    """
    pairs = both + one + none
    says_yes = (2 * both + one) / (2 * pairs) if pairs else 0.0
    chance = says_yes**2 + (1 - says_yes) ** 2
    return ((both + none) / pairs - chance) / (1 - chance) if 0 < says_yes < 1 else None


def _off_the_map(city: SiteNetwork) -> Iterator[_Row]:
    """What is still missing, from those nobody invited: whoever was invited is on the map, named or not."""
    named, all_mentions = _named(city)
    mapped, reason = len(city.members), _why_no_estimate(city)
    silent = reason if reason in (NO_TIES_ASKED, NO_TIES_THIS_ROUND, INVITED_UNKNOWN) else ""
    footing = silent or (
        f"from {counted(named.shape[1], 'organization')} that nobody invited, named by "
        f"{counted(city.respondents, 'organization')} who answered; {mapped} on the map"
    )
    mentions = named.sum(axis=0)
    share = None if reason else mention_coverage(mentions, len(named), all_mentions)
    yield _Row("mention_coverage", share, "share", silent or f"of {counted(all_mentions, 'mention')}", reason)
    if reason:
        yield _Row("unmapped", None, "organizations", footing, reason)
        return
    found = estimate_unseen(named, mapped)
    # An upper end above the size of the map itself says nothing (docs/methods.md, section 7).
    yield _Row(
        "unmapped",
        found.guess,
        "organizations",
        footing,
        low=found.low,
        high=found.high if found.high < mapped else None,
    )


def _named(city: SiteNetwork) -> tuple[np.ndarray, int]:
    """Who of those who answered names which organization that nobody invited; and how many mentions there are."""
    answered = city.members.index[city.members["status"] == "respondent"]
    arcs = list(city.nominations.itertuples(index=False, name=None))
    place = {o: n for n, o in enumerate(answered)}
    outside = {o: n for n, o in enumerate(city.members.index[city.members["status"] == "named only"])}
    named = np.zeros((len(place), len(outside)), dtype=bool)
    for reporter, organization in arcs:
        if organization in outside:
            named[place[reporter], outside[organization]] = True
    return named[:, named.any(axis=0)], len(arcs)


def _why_no_estimate(city: SiteNetwork) -> str:
    """Why nothing can be said of what is off the map; "" where it can."""
    reports, by_sector = _own_reports(city), answers_by_sector(city)
    unheard = (by_sector["answered"] == 0) & (by_sector["invited"] > 0) & (by_sector["sector"] != NO_SECTOR)
    silent = joined(by_sector.loc[unheard, "sector"].tolist())
    reasons = {
        why_no_ties(city.ecosystem.round): not city.ties_asked,
        NOBODY: not city.respondents,
        INVITED_UNKNOWN: not city.invited_known,
        "nobody who answered names anybody": reports.empty,
        ONLY_A_LIST: bool((reports["asked"] == "roster").all()),
        f"needs at least {LEAST_RESPONDENTS} answers": city.respondents < LEAST_RESPONDENTS,
        f"under {LEAST_RESPONSE:.0%} of those invited have answered": (city.response_rate or 0) < LEAST_RESPONSE,
        f"nobody has answered of: {silent}; whom they would name cannot be estimated": bool(silent),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _by_sector(city: SiteNetwork) -> Iterator[_Row]:
    for row in answers_by_sector(city).itertuples():
        unknown = "" if city.invited_known else INVITED_UNKNOWN
        on_the_map = f"of {row.organizations} on the map"
        of_invited = unknown or f"of {row.invited} invited"
        rate = None if pd.isna(row.response_rate) else float(row.response_rate)
        invited = None if unknown else row.invited
        nobody = unknown or ("" if row.invited else "nobody was invited")
        yield _Row("invited", invited, "organizations", on_the_map, unknown, sector=row.sector)
        yield _Row("answered", row.answered, "organizations", on_the_map if unknown else of_invited, sector=row.sector)
        yield _Row("response_rate", rate, "share", of_invited, nobody, sector=row.sector)
        yield _Row("named_only", row.named_only, "organizations", "named by others only", sector=row.sector)
