"""Every table of a map by name, whether it was collected or found."""

import pandas as pd

from ecosystem.errors import RequestError
from ecosystem.findings.comparison import comparison
from ecosystem.findings.gaps import gaps
from ecosystem.findings.measures import measure_tables, rank_table
from ecosystem.findings.response import answer_days, faded, quality, reminders
from ecosystem.findings.site_tables import of_every_city
from ecosystem.findings.structure import (
    brokerage_tests,
    communities,
    core_periphery,
    key_players,
    mixing,
    network_stage,
    null_model_tests,
    robustness,
)
from ecosystem.schema import SPECS, Table
from ecosystem.tables import public_preview
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.site_view import only_site

_FOUND = {
    measure_tables.ORGANIZATION_TABLE: lambda e, site: measure_tables.measure_table(e, "organization", site=site),
    measure_tables.NETWORK_TABLE: lambda e, site: measure_tables.measure_table(e, "network", site=site),
    rank_table.TABLE: rank_table.rank_table,
    gaps.TABLE: gaps.gap_table,
    comparison.TABLE: comparison.compare,
    quality.TABLE: quality.quality_table,
    reminders.TABLE: reminders.reminder_table,
    answer_days.TABLE: answer_days.answer_day_table,
}
# What an organizer works with; it is for nobody else, and in no export.
_PREVIEWS = {public_preview.TABLE: public_preview.public_preview, faded.TABLE: faded.faded_table}
# These take seconds in a large city, so they come when asked for by name, and not with every export.
_ON_REQUEST = {
    table: of_every_city(table, make)
    for table, make in (
        (network_stage.TABLE, network_stage.stage_table),
        (mixing.TABLE, mixing.mixing),
        (brokerage_tests.TABLE, brokerage_tests.brokerage_table),
        (communities.TABLE, communities.community_table),
        (core_periphery.TABLE, core_periphery.core_table),
        (null_model_tests.TABLE, null_model_tests.against_chance),
        (key_players.TABLE, key_players.key_player_table),
        (robustness.TABLE, robustness.robustness_table),
    )
}
_MAKE = {table.name: make for table, make in (_FOUND | _PREVIEWS | _ON_REQUEST).items()}
EXPORTED = (*SPECS, *(table.name for table in _FOUND))
ON_REQUEST = tuple(table.name for table in _ON_REQUEST)
DESCRIPTIONS: dict[str, Table] = SPECS | {table.name: table for table in (*_FOUND, *_PREVIEWS, *_ON_REQUEST)}


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
    """Name -> table: those that were collected, then those that were found; not those that come on request."""
    return {name: one_table(ecosystem, name, site) for name in EXPORTED}
