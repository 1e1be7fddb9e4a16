"""Restriction of a map's tables to one site."""

from dataclasses import replace

import numpy as np
import pandas as pd

from ecosystem.tables.dataset import Ecosystem, stated_sites
from ecosystem.text import LIST_SEPARATOR


def only_site(ecosystem: Ecosystem, site: str) -> Ecosystem:
    """Return the map with the rows of ``site`` only: its organizations, the ties that touch it, and its responses.

    Organizations at the far end of a tie that crosses the border are in ``ties`` by id but not in ``organizations``.
    Issues concern the whole source and are kept.
    """
    here = set(ecosystem.members(site)["organization_id"])
    tables = {name: _cut(name, table, site, here) for name, table in ecosystem.tables.items()}
    joined = set(tables["memberships"]["initiative_id"])
    initiatives = tables["initiatives"]
    tables["initiatives"] = initiatives[initiatives["initiative_id"].isin(joined)].reset_index(drop=True)
    return replace(ecosystem, tables=tables)


def _cut(name: str, table: pd.DataFrame, site: str, here: set[str]) -> pd.DataFrame:
    if name in ("ties", "reports"):
        ends = ("source_id", "target_id") if name == "ties" else ("reporter_id", "named_id")
        kept = table[ends[0]].isin(here) | table[ends[1]].isin(here)
        own = stated_sites(name, table)
        if own is not None:
            kept &= np.array([pd.isna(cell) or site in cell.split(LIST_SEPARATOR) for cell in own], dtype=bool)
    elif name == "locations":
        kept = table["site"] == site
    elif "organization_id" in table.columns:
        kept = table["organization_id"].isin(here)
    else:
        return table
    return table[kept].reset_index(drop=True)
