"""The tables ``organization_measures`` and ``network_measures`` of the design, for one site or all."""

import pandas as pd

from ecosystem.findings.measures.intervals import Intervals, with_ranges
from ecosystem.findings.measures.measure_record import NO_TIES_ASKED, why_no_ties
from ecosystem.findings.measures.measures import network_measures, organization_measures
from ecosystem.findings.measures.register import MEASURES
from ecosystem.findings.site_network import SiteNetwork, cities
from ecosystem.schema import WAVE, Column, Table
from ecosystem.tables.dataset import ALL, Ecosystem

MEASURED_ON = (
    Column("site", "text", "The city", True),
    WAVE,
    Column("relation", "text", "The relation it was measured on; all means every relation that is a tie", True),
    Column("measure", "text", "The measure; docs/measures.md says how to read it", True),
)
_SHARED = (
    *MEASURED_ON,
    Column("organization_id", "text", "Whose it is; empty where it is the whole city's"),
    Column("organization", "text", "That organization's name"),
    Column("value", "number", "Its value; empty where there is none"),
    Column("low", "number", "Lower end of where it would lie if everybody had answered; empty in a plain list"),
    Column("high", "number", "Upper end of where it would lie if everybody had answered; empty in a plain list"),
    Column("reason", "text", "Why there is no value"),
)
MEASURE_KEY = ("site", "wave", "relation", "measure")
ORGANIZATION_TABLE = Table(
    "organization_measures", "one measure of one organization", (*MEASURE_KEY, "organization_id"), _SHARED
)
NETWORK_TABLE = Table("network_measures", "one measure of one city", MEASURE_KEY, _SHARED)
COLUMNS = ORGANIZATION_TABLE.names
NAMED_BY = "named_by"
_PLAIN_LIST = "a plain list of ties was not asked of both ends, so nothing in it can be confirmed"
_SILENT = "has not answered: none of its ties can be confirmed yet"


def measure_table(
    ecosystem: Ecosystem,
    level: str = "organization",
    *,
    site: str | None = None,
    relation: str = ALL,
    rule: str = "union",
) -> pd.DataFrame:
    """One row a measure, wave, site and (at level "organization") organization, with the columns ``COLUMNS``.

    ``value`` is empty where ``reason`` says why. ``low`` and ``high`` are the range over 200 draws of what those who
    have not answered might have said (`intervals`, seed 0): 90% of them for an organization, 95% for a city; the
    value itself where everybody has answered, and empty where nothing can be drawn. Rows keep the order of sites,
    waves, the register, and ids.
    """
    asked = cities(ecosystem, site, relation, rule)
    tables = [city_measures(city, level, ranges) for city, ranges in with_ranges(asked)]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=COLUMNS)


def city_measures(city: SiteNetwork, level: str = "organization", ranges: Intervals | None = None) -> pd.DataFrame:
    """The same for one city under its own relation, rule and wave; without ``ranges`` low and high are empty."""
    if level == "organization":
        table = organization_measures(city.network)
        unknown = sorted(set(city.members.index) - set(city.network.ids))
        if unknown:  # the rule "confirmed" knows nothing of those who have not answered
            measures = [measure for of, measure in MEASURES if of == level]
            reason = NO_TIES_ASKED if not city.ties_asked else _SILENT if city.survey else _PLAIN_LIST
            named = (
                city.survey and city.ties_asked and city.respondents > 0
            )  # which does not depend on what is confirmed
            rows = [(m, o, pd.NA, reason) for m in measures for o in unknown if m != NAMED_BY or not named]
            rows += [(NAMED_BY, o, float(city.named_by[o]), pd.NA) for o in unknown if named]
            extra = pd.DataFrame(rows, columns=["measure", "organization_id", "value", "reason"])
            table = pd.concat([table, extra.astype(table.dtypes.to_dict())], ignore_index=True)
            order = table["measure"].map({m: n for n, m in enumerate(measures)})
            table = table.assign(order=order).sort_values(["order", "organization_id"])
        table["organization"] = table["organization_id"].map(city.names)
    else:
        table = network_measures(city.network)
        if city.rule == "confirmed" and not city.survey and city.ties_asked:
            table["value"], table["reason"] = pd.NA, _PLAIN_LIST
        table["organization_id"] = table["organization"] = pd.NA
    found = None if ranges is None else ranges.organizations if level == "organization" else ranges.network
    if found is None or found.empty:
        table["low"] = table["high"] = pd.Series(pd.NA, table.index, dtype="Float64")
    else:
        on = ["measure", "organization_id"] if level == "organization" else ["measure"]
        table = table.merge(found[[*on, "low", "high"]], on=on, how="left")
    table["reason"] = table["reason"].replace(NO_TIES_ASKED, why_no_ties(city.ecosystem.round))
    table = table.assign(site=city.site, wave=city.wave, relation=city.relation)
    return table[COLUMNS].reset_index(drop=True)
