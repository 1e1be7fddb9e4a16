"""The tables of a map cut down to one site, or to what may be shown outside the group."""

from dataclasses import replace

import pandas as pd

from ecosystem.tables.consent import mask, without_hidden
from ecosystem.tables.ecosystem import Ecosystem


def only_site(ecosystem: Ecosystem, site: str) -> Ecosystem:
    """The ecosystem with the rows of ``site``: its organizations, the ties that touch it, what was said there.

    Organizations at the far end of a tie that crosses the border are in ``ties`` by id and not in ``organizations``.
    Issues stand for the whole source and stay.
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
    elif name == "locations":
        kept = table["site"] == site
    elif "organization_id" in table.columns:
        kept = table["organization_id"].isin(here)
    else:
        return table
    return table[kept].reset_index(drop=True)


def for_public(ecosystem: Ecosystem) -> Ecosystem:
    """The ecosystem as it may leave the group: whoever consented to the group alone is unnamed too.

    Who decided about names is the group's own business and left out.
    """
    hidden = group_only(ecosystem)
    tables = mask(ecosystem.tables, hidden)
    tables = tables | {"names": tables["names"].assign(by=pd.array([None] * len(tables["names"]), dtype="string"))}
    decisions = [replace(each, by="") for each in without_hidden(ecosystem.decisions, ecosystem.tables, hidden)]
    return replace(ecosystem, tables=tables, decisions=tuple(decisions))


def group_only(ecosystem: Ecosystem) -> list[str]:
    """The ids of the organizations that are named to the group and unnamed in public.

    In a survey an organization that did not answer the question of consent counts as consenting to the group; in a
    plain list, which somebody published already, it counts as public.
    """
    organizations = ecosystem.tables["organizations"]
    asked = bool(organizations["consent"].notna().any())
    unsure = organizations["consent"] == "group"
    if asked:
        unsure |= (organizations["status"] == "respondent") & organizations["consent"].isna()
    return organizations.loc[unsure.fillna(False), "organization_id"].tolist()
