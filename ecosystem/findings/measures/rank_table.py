"""The table ``ranks``: each organization's rank in each measure, and its likely range if everyone had answered."""

import pandas as pd

from ecosystem.findings.limits import MOST_CITIES_WITH_RANGES
from ecosystem.findings.measures.intervals import Intervals, with_ranges
from ecosystem.findings.measures.measure_tables import MEASURE_KEY, MEASURED_ON, NAMED_BY, city_measures
from ecosystem.findings.response.reporting_rules import reporting_rules
from ecosystem.findings.site_network import SiteNetwork, cities
from ecosystem.findings.site_tables import typed
from ecosystem.schema import Column, Table
from ecosystem.tables.dataset import Ecosystem
from ecosystem.translation import gettext, ngettext

TABLE = Table(
    "ranks",
    "the rank of one organization in one measure",
    (*MEASURE_KEY, "organization_id"),
    (
        *MEASURED_ON,
        Column("organization_id", "text", "The organization's id", True),
        Column("organization", "text", "Its name"),
        Column("rank", "integer", "Its rank by the reported value, 1 the largest; equal values share the first"),
        Column("low", "integer", "The best rank of its likely range: it contains the rank in 90% of simulations"),
        Column("high", "integer", "The last rank of that range; both are empty where no simulation was run"),
        Column("top3", "number", "Share of simulations in which it is among the first three, 0 to 1"),
        Column("footing", "text", "Among how many organizations it is ranked, or how many respondents could name it"),
        Column("reason", "text", "Why there is no rank, or no range"),
    ),
)


def rank_table(ecosystem: Ecosystem, site: str | None = None) -> pd.DataFrame:
    """Return the table ``ranks`` of one site or of all, in every wave: the order of `measure_table`."""
    asked = cities(ecosystem, site)
    tables = [city_ranks(city, ranges) for city, ranges in with_ranges(asked)]
    return pd.concat(tables, ignore_index=True) if tables else typed(TABLE, [])


def city_ranks(city: SiteNetwork, ranges: Intervals | None) -> pd.DataFrame:
    """Return the table of one city; ``ranges`` is None where they are left out for the number of cities.

    Ranks that the response rate does not allow to report are withheld, with the sentence that says so.
    """
    table = city_measures(city, "organization")
    order = table["value"].round(9).groupby(table["measure"]).rank(method="min", ascending=False)
    table["rank"] = order.astype("Int64")
    table["footing"] = _footing(city, table)
    table = table.drop(columns=["low", "high"])
    if ranges is not None and ranges.draws:
        columns = {"rank_low": "low", "rank_high": "high", "top3": "top3"}
        found = ranges.organizations[["measure", "organization_id", *columns]].rename(columns=columns)
        table = table.merge(found, on=["measure", "organization_id"], how="left")
        table["reason"] = table["reason"].where(table["low"].isna())
    else:
        table = table.assign(low=pd.NA, high=pd.NA, top3=pd.NA)
        table["reason"] = table["reason"].fillna(_too_many() if ranges is None else str(ranges.reason))
    rule = reporting_rules(city)
    withheld = table["measure"].map({m: rule.allows(m) == "nothing" for m in table["measure"].unique()}).astype(bool)
    table.loc[withheld, ["rank", "low", "high", "top3"]] = pd.NA
    table.loc[withheld, "reason"] = rule.why
    table["footing"] = table["footing"].where(table["rank"].notna() | table["low"].notna())
    return typed(TABLE, table).reset_index(drop=True)


def _footing(city: SiteNetwork, table: pd.DataFrame) -> list[str]:
    ranked = table["value"].notna().groupby(table["measure"]).sum()
    among = {
        measure: ngettext("among {count:,} organization", "among {count:,} organizations", count).format(count=count)
        for measure, count in ranked.items()
    }
    texts = []
    for measure, organization in zip(table["measure"], table["organization_id"], strict=True):
        if measure == NAMED_BY and city.survey:
            count = city.other_respondents(organization)
            texts.append(ngettext("of {count:,} respondent", "of {count:,} respondents", count).format(count=count))
        else:
            texts.append(among[measure])
    return texts


def _too_many() -> str:
    return gettext(
        "Ranges are simulated for the {count:,} cities with the most ties; choose this city alone to have them."
    ).format(count=MOST_CITIES_WITH_RANGES)
