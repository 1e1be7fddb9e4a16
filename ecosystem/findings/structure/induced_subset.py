"""Restriction of a city to a subset of its organizations, so that every finding can be recomputed for the subset."""

from collections.abc import Collection
from dataclasses import replace

from ecosystem.findings.site_network import SiteNetwork

_ID = "organization_id"


def induced_subset(city: SiteNetwork, organizations: Collection[str]) -> SiteNetwork:
    """Return the city with only these organizations (by id) and the ties and reports among them.

    All others are treated as never mapped: response rates, measures and ranges are those of the subset.
    """
    here = set(organizations)
    tables = {}
    for name, table in city.ecosystem.tables.items():
        ends = {"ties": ["source_id", "target_id"], "reports": ["reporter_id", "named_id"]}.get(name, [_ID])
        tables[name] = table[table[ends].isin(here).all(axis="columns")] if set(ends) <= set(table.columns) else table
    return replace(city, ecosystem=replace(city.ecosystem, tables=tables))
