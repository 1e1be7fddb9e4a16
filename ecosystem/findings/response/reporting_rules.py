"""What may be reported at which response rate: all thresholds (docs/methods.md, section 4.3)."""

from dataclasses import dataclass
from typing import Literal

from ecosystem.findings.response.response import NO_SECTOR, answers_by_sector
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.translation import gettext, ngettext
from ecosystem.translation import gettext_noop as _

Level = Literal["everything", "bands", "no broker ranks", "named by only", "collecting"]
Shown = Literal["rank", "band", "nothing"]

# Response rate of the invited from which on a level holds. Read off simulations of drop-out on eleven networks, on
# the careful side; they are a judgement and not a published standard.
LEVELS: dict[Level, float] = {
    "everything": 0.9,
    "bands": 0.8,
    "no broker ranks": 0.7,
    "named by only": 0.5,
    "collecting": 0.0,
}
# From here on cities are compared (docs/methods.md, section 5), and gaps keep their confidence.
LEAST_COMPARED = LEVELS["no broker ranks"]
LEAST_RELIED_ON = LEVELS["named by only"]  # below it two steps of confidence are lost
# A sector that is mostly silent distorts who stands between others more than who is named, so it takes these away.
LEAST_OF_A_SECTOR, SMALLEST_SECTOR = 0.5, 3  # a sector of one or two says little
AT_MOST: Level = "no broker ranks"

NAMED_BY = ("in_degree", "named_by")
BROKERS = ("betweenness", "constraint", "effective_size", "cut_point", "brokerage")  # and what begins so
_ALL_SECTORS: dict[Level, str] = {
    "everything": _("{answered} of {invited} invited have answered: nearly all, so ranks can be read as they are."),
    "bands": _(
        "{answered} of {invited} invited have answered: "
        "ranks are shown as ranges, and only connections as probabilities."
    ),
    "no broker ranks": _(
        "{answered} of {invited} invited have answered: "
        "brokers are not ranked, and all other ranks are shown as ranges."
    ),
    "named by only": _(
        "{answered} of {invited} invited have answered: only the number of respondents that name each can be read."
    ),
    "collecting": _("{answered} of {invited} invited have answered: too few to rank anyone. See whom to ask next."),
}
_LOW_SECTOR: dict[Level, str] = {
    "no broker ranks": _(
        "{answered} of {invited} invited have answered, of the sector {sector} only {of_sector} of {in_sector}: "
        "brokers are not ranked, and all other ranks are shown as ranges."
    ),
    "named by only": _(
        "{answered} of {invited} invited have answered, of the sector {sector} only {of_sector} of {in_sector}: "
        "only the number of respondents that name each can be read."
    ),
    "collecting": _(
        "{answered} of {invited} invited have answered, of the sector {sector} only {of_sector} of {in_sector}: "
        "too few to rank anyone. See whom to ask next."
    ),
}


@dataclass(frozen=True)
class ReportingRule:
    """What may be reported of one city, and why."""

    level: Level
    why: str  # one sentence
    rate: float | None  # share of those invited who answered; None in a plain list and where it is not known
    lowest_sector: str | None  # among sectors of at least three invited
    lowest_rate: float | None

    def allows(self, measure_id: str) -> Shown:
        """Return whether ranks in this measure are shown as they are, as ranges (band), or not at all."""
        if self.level == "everything":
            return "rank"
        if self.level == "collecting":
            return "nothing"
        if measure_id in NAMED_BY:
            return "band"
        if self.level == "named by only" or (self.level == AT_MOST and measure_id.startswith(BROKERS)):
            return "nothing"
        return "band"


def confidence_lost(rate: float | None, *, survey: bool = False) -> int:
    """Return by how many steps the confidence in what nobody reported falls at a response rate.

    None is a plain list, where nothing is lost, or a ``survey`` of which nobody said who was invited.

    >>> [confidence_lost(rate) for rate in (None, 0.9, 0.7, 0.69, 0.5, 0.49)]
    [0, 0, 0, 1, 1, 2]
    >>> confidence_lost(None, survey=True)
    1
    """
    if rate is None:
        return int(survey)
    return (rate < LEAST_COMPARED) + (rate < LEAST_RELIED_ON)


def reporting_rules(city: SiteNetwork) -> ReportingRule:
    """Return what may be shown of ``city`` at its response rate."""
    if not city.survey:
        why = gettext("This is a list of ties, not a survey: ties that it leaves out could change all figures.")
        return ReportingRule("everything", why, None, None, None)
    if not city.invited_known:
        why = ngettext(
            "{count:,} respondent; nobody said who was invited, so how complete the answers are is not known and "
            "likely ranges are not shown.",
            "{count:,} respondents; nobody said who was invited, so how complete the answers are is not known and "
            "likely ranges are not shown.",
            city.respondents,
        ).format(count=city.respondents)
        return ReportingRule("everything", why, None, None, None)
    rate = city.response_rate or 0.0
    level = next(level for level, least in LEVELS.items() if rate >= least)
    sectors = answers_by_sector(city)
    sectors = sectors[(sectors["invited"] >= SMALLEST_SECTOR) & (sectors["sector"] != NO_SECTOR)]
    lowest = sectors.sort_values("response_rate", kind="stable").iloc[0] if len(sectors) else None
    fields = {"answered": city.respondents, "invited": city.invited}
    templates = _ALL_SECTORS
    if lowest is not None and lowest["response_rate"] < LEAST_OF_A_SECTOR:
        fields |= {"sector": lowest["sector"], "of_sector": lowest["answered"], "in_sector": lowest["invited"]}
        level, templates = min(level, AT_MOST, key=LEVELS.__getitem__), _LOW_SECTOR
    return ReportingRule(
        level,
        gettext(templates[level]).format(**fields),
        city.response_rate,
        None if lowest is None else str(lowest["sector"]),
        None if lowest is None else float(lowest["response_rate"]),
    )
