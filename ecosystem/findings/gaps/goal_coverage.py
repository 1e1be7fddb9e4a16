"""Who works for what: the matrix of sectors and goals, with its empty fields."""

import pandas as pd

from ecosystem.findings.site_network import SiteNetwork
from ecosystem.text import split_list


def coverage(city: SiteNetwork) -> pd.DataFrame:
    """Goals in rows, sectors in columns, how many organizations of the sector name the goal; <NA> where none does.

    Only organizations of a known sector that name a goal count. The first column is the goal, the second how many
    organizations in all; rows are sorted by it, the least covered first. Empty where no organization names a goal.
    """
    known = city.members.dropna(subset=["sector", "goals"])
    pairs = [(g, s) for goals, s in zip(known["goals"], known["sector"], strict=True) for g in split_list(goals)]
    if not pairs:
        return pd.DataFrame()
    frame = pd.DataFrame(pairs, columns=["Goal", "sector"])
    frame["sector"] = frame["sector"].replace({own: f"{own} (sector)" for own in ("Goal", "All")})
    table = frame.groupby(["Goal", "sector"]).size().unstack().astype("Int64")
    table.insert(0, "All", table.sum(axis=1))
    return table.sort_values(["All", "Goal"]).reset_index().rename_axis(columns=None)
