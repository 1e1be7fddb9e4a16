"""Tables worked out city by city: the columns they share, and their types."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from ecosystem.findings.site_network import SiteNetwork, cities_now
from ecosystem.schema import DTYPES, WAVE, Column, Table
from ecosystem.tables.dataset import Ecosystem

ABOUT = (
    Column("site", "text", "The city", True),
    WAVE,
    Column("relation", "text", "The relation it was worked out on; all means every relation that is a tie", True),
)
ABOUT_KEY = ("site", "wave", "relation")


def city_table(table: Table, city: SiteNetwork, rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    """The rows with site, wave and relation of ``city`` before them, in the columns and types of ``table``."""
    return typed(table, [(city.site, city.wave, city.relation, *row) for row in rows])


def of_every_city(
    table: Table, make: Callable[[SiteNetwork], pd.DataFrame]
) -> Callable[[Ecosystem, str | None], pd.DataFrame]:
    """A function of a map and a site: what ``make`` gives of that site, or of all, in the last wave.

    Cities where nobody was asked about ties have no rows; large ones neither, `left_out` says so.
    """

    def made(ecosystem: Ecosystem, site: str | None) -> pd.DataFrame:
        tables = [make(city) for city in cities_now(ecosystem, site) if city.ties_asked and not city.large]
        return pd.concat([typed(table, []), *tables], ignore_index=True)

    return made


def typed(table: Table, rows: pd.DataFrame | list[tuple[Any, ...]]) -> pd.DataFrame:
    """Return rows in the columns and types of ``table``."""
    frame = pd.DataFrame(rows, columns=table.names)
    return frame.astype({column.name: DTYPES[column.type] for column in table.columns})
