"""What may be said at which response: the one place of the thresholds (docs/methods.md, section 4.3)."""

from dataclasses import dataclass
from typing import Literal

from ecosystem.findings.response.response import NO_SECTOR, answers_by_sector
from ecosystem.findings.site_network import SiteNetwork

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
_MEANS: dict[Level, str] = {
    "everything": "nearly all have, so places can be read as they stand",
    "bands": "places are shown as ranges, and single links as chances",
    "no broker ranks": "who stands between others is not ranked, and everything else is shown as a range",
    "named by only": "only by how many each is named can be read",
    "collecting": "too few to rank anybody; see whom to ask next",
}


@dataclass(frozen=True)
class ReportingRule:
    """How far the answers of one city carry."""

    level: Level
    why: str  # one sentence
    rate: float | None  # share of those invited who answered; None in a plain list
    lowest_sector: str | None  # among sectors of at least three invited
    lowest_rate: float | None

    def allows(self, measure_id: str) -> Shown:
        """Whether the places of organizations by this measure are shown as such, as ranges, or not at all."""
        if self.level == "everything":
            return "rank"
        if self.level == "collecting":
            return "nothing"
        if measure_id in NAMED_BY:
            return "band"
        if self.level == "named by only" or (self.level == AT_MOST and measure_id.startswith(BROKERS)):
            return "nothing"
        return "band"


def confidence_lost(rate: float | None) -> int:
    """Return by how many steps the confidence in what nobody reported falls at a response rate; None is a plain list.

    >>> [confidence_lost(rate) for rate in (None, 0.9, 0.7, 0.69, 0.5, 0.49)]
    [0, 0, 0, 1, 1, 2]
    """
    if rate is None:
        return 0
    return (rate < LEAST_COMPARED) + (rate < LEAST_RELIED_ON)


def reporting_rules(city: SiteNetwork) -> ReportingRule:
    """What may be shown of ``city``, given who answered."""
    if not city.ecosystem.survey:
        why = "Nobody was asked: the figures hold for the ties in the list, and what it left out could change them all."
        return ReportingRule("everything", why, None, None, None)
    rate = city.response_rate or 0.0
    level = next(level for level, least in LEVELS.items() if rate >= least)
    sectors = answers_by_sector(city)
    sectors = sectors[(sectors["invited"] >= SMALLEST_SECTOR) & (sectors["sector"] != NO_SECTOR)]
    lowest = sectors.sort_values("response_rate", kind="stable").iloc[0] if len(sectors) else None
    why = f"{city.respondents} of {city.invited} invited have answered"
    if lowest is not None and lowest["response_rate"] < LEAST_OF_A_SECTOR:
        why += f", of the sector {lowest['sector']} only {lowest['answered']} of {lowest['invited']}"
        level = min(level, AT_MOST, key=LEVELS.__getitem__)
    return ReportingRule(
        level,
        f"{why}: {_MEANS[level]}.",
        city.response_rate,
        None if lowest is None else str(lowest["sector"]),
        None if lowest is None else float(lowest["response_rate"]),
    )
