"""Who answered: the footing of every other number."""

import pandas as pd

from ecosystem.findings.site_network import SiteNetwork
from ecosystem.tables import summary

NO_SECTOR = "Sector not known"


def answers_by_sector(city: SiteNetwork) -> pd.DataFrame:
    """One row a sector: sector, organizations, invited, answered, named_only, response_rate (0 to 1 or <NA>).

    Sorted by how many have not answered yet, most first.
    """
    members = city.members.assign(sector=city.members["sector"].fillna(NO_SECTOR))
    table = members.groupby("sector").agg(
        organizations=("status", "size"),
        invited=("status", lambda s: int(s.isin(["respondent", "invited"]).sum())),
        answered=("status", lambda s: int((s == "respondent").sum())),
        named_only=("status", lambda s: int((s == "named only").sum())),
    )
    table["response_rate"] = pd.array(
        [a / i if i and city.invited_known else None for a, i in zip(table["answered"], table["invited"], strict=True)],
        dtype="Float64",
    )
    waiting = table["invited"] - table["answered"]
    return table.assign(waiting=waiting).sort_values(["waiting", "organizations"], ascending=False).reset_index()


def still_to_ask(city: SiteNetwork) -> pd.DataFrame:
    """Organizations that have not answered, those named by most first.

    Columns: organization_id, name, sector, status, named_by (by how many others).
    """
    silent = city.members[city.members["status"].isin(["invited", "named only"])]
    table = silent[["organization_id", "name", "sector", "status"]].assign(
        named_by=[city.named_by.get(o, 0) for o in silent["organization_id"]]
    )
    order = ["named_by", "status", "name"]
    return table.sort_values(order, ascending=[False, True, True]).reset_index(drop=True)


def confirmation(city: SiteNetwork) -> tuple[int, int]:
    """How many ties inside the city both ends report, and how many one of two ends that were asked."""
    return summary.confirmation(city.all_ties[city.all_ties["inside"]])
