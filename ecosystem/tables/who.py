"""Which organizations of a map may be one: its names handed to the proposals, and proposals written as aliases."""

from collections.abc import Callable

import pandas as pd

from ecosystem.tables.ecosystem import Ecosystem

COLUMNS = ["site", "name_a", "name_b", "verdict", "score", "reasons"]


def name_proposals(
    ecosystem: Ecosystem, site: str | None = None, progress: Callable[[float], None] | None = None
) -> pd.DataFrame:
    """One row a pair of organizations whose names may mean one, with the columns ``COLUMNS`` and id_a, id_b.

    Verdict: match, possible, part of, or trap (they look alike and differ in a distinctive word). Of one site or of
    all, each by itself; matches first, traps last. Nothing is joined: people decide.
    """
    from ecosystem.tables.alike import proposals  # noqa: PLC0415  its libraries are heavy, and most pages do without

    places = ecosystem.table("locations")[["organization_id", "site", "address", "latitude", "longitude"]]
    organizations = ecosystem.table("organizations")[["organization_id", "name", "website"]]
    rows = organizations.merge(places, on="organization_id", how="left")
    if site is not None:
        rows = rows[rows["site"] == ecosystem.site(site)]
    reports = ecosystem.table("reports")[["named_id", "reporter_id"]].drop_duplicates()
    named_by = reports.groupby("named_id")["reporter_id"].agg("|".join)
    rows = rows[~rows["organization_id"].str.fullmatch(r"unnamed-\d+")]
    return proposals(rows.assign(named_by=rows["organization_id"].map(named_by)), progress=progress)


def as_aliases(proposals: pd.DataFrame) -> pd.DataFrame:
    """The matches as an alias list to look through: name_as_written and organization, the longer name kept."""
    matches = proposals[proposals["verdict"] == "match"]
    pairs = [
        sorted(pair, key=lambda name: (len(name), name))
        for pair in zip(matches["name_a"], matches["name_b"], strict=True)
    ]
    return pd.DataFrame(pairs, columns=["name_as_written", "organization"], dtype="string").drop_duplicates()
