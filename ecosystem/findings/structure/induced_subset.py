"""A city cut down to some of its organizations: every finding can then be worked out anew on what is left."""

from collections.abc import Collection
from dataclasses import replace

from ecosystem.findings.site_network import SiteNetwork

_ID = "organization_id"


def induced_subset(city: SiteNetwork, organizations: Collection[str]) -> SiteNetwork:
    """The city with these organizations (by id) alone, and the ties and reports among them.

    Whoever is left out is as if never mapped: response rates, measures and ranges are those of the others.
    """
    here = set(organizations)
    tables = {}
    for name, table in city.ecosystem.tables.items():
        ends = {"ties": ["source_id", "target_id"], "reports": ["reporter_id", "named_id"]}.get(name, [_ID])
        tables[name] = table[table[ends].isin(here).all(axis="columns")] if set(ends) <= set(table.columns) else table
    return replace(city, ecosystem=replace(city.ecosystem, tables=tables))
