"""Every table of a map by name, whether it was collected or found."""

import pandas as pd

from ecosystem.findings.comparison import compare
from ecosystem.findings.gaps import gap_table
from ecosystem.findings.measure_tables import measure_table
from ecosystem.tables.ecosystem import Ecosystem
from ecosystem.tables.site_view import only_site

_FOUND = {
    "organization_measures": lambda ecosystem, site: measure_table(ecosystem, "organization", site=site),
    "network_measures": lambda ecosystem, site: measure_table(ecosystem, "network", site=site),
    "gaps": gap_table,
    "comparison": lambda ecosystem, site: compare(ecosystem),
}


def one_table(ecosystem: Ecosystem, name: str, site: str | None = None) -> pd.DataFrame:
    """One table of the design by name, of one site or of all; RequestError names the ones there are."""
    if name in _FOUND:
        return _FOUND[name](ecosystem, site)
    ecosystem.table(name)  # an unknown name is told before a site is looked for
    seen = ecosystem if site is None else only_site(ecosystem, ecosystem.site(site))
    return seen.table(name)


def all_tables(ecosystem: Ecosystem, site: str | None = None) -> dict[str, pd.DataFrame]:
    """Name -> table: those of the design, the measures, the gaps and the comparison."""
    return {name: one_table(ecosystem, name, site) for name in (*ecosystem.tables, *_FOUND)}
