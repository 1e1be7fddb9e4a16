"""Every table of a map by name, whether it was collected or found."""

import pandas as pd

from ecosystem.errors import RequestError
from ecosystem.findings import answer_days, comparison, gaps, measure_tables, quality, reminders
from ecosystem.tables.ecosystem import Ecosystem
from ecosystem.tables.site_view import only_site
from ecosystem.tables.spec import SPECS, Table

_FOUND = {
    measure_tables.ORGANIZATION_TABLE: lambda e, site: measure_tables.measure_table(e, "organization", site=site),
    measure_tables.NETWORK_TABLE: lambda e, site: measure_tables.measure_table(e, "network", site=site),
    gaps.TABLE: gaps.gap_table,
    comparison.TABLE: comparison.compare,
    quality.TABLE: quality.quality_table,
    reminders.TABLE: reminders.reminder_table,
    answer_days.TABLE: answer_days.answer_day_table,
}
_MAKE = {table.name: make for table, make in _FOUND.items()}
DESCRIPTIONS: dict[str, Table] = SPECS | {table.name: table for table in _FOUND}


def one_table(ecosystem: Ecosystem, name: str, site: str | None = None) -> pd.DataFrame:
    """One table of the design by name, of one site or of all; RequestError names the ones there are."""
    if name in _MAKE:
        return _MAKE[name](ecosystem, site)
    if name not in DESCRIPTIONS and name != "contacts":  # why there are no contacts, the ecosystem says
        raise RequestError(f"There is no table “{name}”. There are: {', '.join(DESCRIPTIONS)}.")
    ecosystem.table(name)  # what cannot be shown is told before a site is looked for
    seen = ecosystem if site is None else only_site(ecosystem, ecosystem.site(site))
    return seen.table(name)


def all_tables(ecosystem: Ecosystem, site: str | None = None) -> dict[str, pd.DataFrame]:
    """Name -> table: those that were collected, then those that were found."""
    return {name: one_table(ecosystem, name, site) for name in DESCRIPTIONS}
