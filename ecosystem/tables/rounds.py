"""Rounds of data collection: their order, and the tables of one of them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from ecosystem.collect.time_stamps import read_stamp

_NUMBER = re.compile(r"(?:(?:round|wave|year|r|w|t|y)[\s_.-]*)?(\d{1,18})")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_ENDS = {"ties": ("source_id", "target_id"), "reports": ("reporter_id", "named_id"), "responses": ("organization_id",)}


def in_order(rounds: Iterable[str]) -> list[str]:
    """Return the rounds, each once: numbers by value, then dates, then other words in the order given.

    >>> in_order(["spring", "Round 10", "2024-05-01", "9", "fall", "2023-11"])
    ['9', 'Round 10', '2023-11', '2024-05-01', 'spring', 'fall']
    """
    found = list(dict.fromkeys(rounds))

    def place(name: str) -> tuple[int, int, int]:
        if number := _NUMBER.fullmatch(name.strip().casefold()):
            return 0, int(number[1]), found.index(name)
        day = _day(name)
        return (1, day.toordinal(), found.index(name)) if day else (2, 0, found.index(name))

    return sorted(found, key=place)


def _day(name: str) -> date | None:
    """Return the first day of a round that is called by a date: a day whose order is clear, or a year and a month."""
    month = _MONTH.fullmatch(name.strip())
    stamp = read_stamp(f"{month[1]}-{month[2]}-1" if month else name, "unclear")
    return stamp.day if stamp else None


def rounds_of(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return the rounds that the reports and responses name, in order; "1" where there are none."""
    rows = [tables[name][["source", "row", "wave"]] for name in ("responses", "reports")]
    if all(each["wave"].nunique() < 2 for each in rows):
        found = dict.fromkeys(wave for each in rows for wave in each["wave"].unique())
    else:  # of words alone, the order in which the source has them counts
        found = dict.fromkeys(pd.concat(rows).sort_values(["source", "row"], kind="stable")["wave"])
    return in_order(found or ["1"])


def tables_of(tables: Mapping[str, pd.DataFrame], name: str) -> dict[str, pd.DataFrame]:
    """Return the tables of one round: its ties, reports and responses, and the organizations that were there.

    An organization is there if it answered, was named, or stands in a list: a list of organizations has no round, so
    that it holds for each. One that is known only from the ties and answers of other rounds is not. One that answered
    a form in another round alone has not answered in this one, and was asked nothing in it.
    """
    ours, others = set[str](), set[str]()
    made = dict(tables)
    for table, ends in _ENDS.items():
        now = tables[table]["wave"] == name
        made[table] = tables[table][now].reset_index(drop=True)
        for end in ends:
            ours |= set(made[table][end])
            others |= set(tables[table].loc[~now, end])
    listed = _listed(tables)
    gone = others - ours - listed
    for table in ("organizations", "locations", "names", "memberships", "asked"):
        made[table] = tables[table][~tables[table]["organization_id"].isin(gone)].reset_index(drop=True)
    silent = set(tables["responses"]["organization_id"]) - set(made["responses"]["organization_id"])
    made["asked"] = made["asked"][~made["asked"]["organization_id"].isin(silent)].reset_index(drop=True)
    organizations = made["organizations"]
    instead = ["invited" if each in listed else "named only" for each in organizations["organization_id"]]
    status = organizations["status"].where(~organizations["organization_id"].isin(silent), instead)
    made["organizations"] = organizations.assign(status=status.astype("string"))
    joined = tables["initiatives"]["initiative_id"].isin(made["memberships"]["initiative_id"])
    made["initiatives"] = tables["initiatives"][joined].reset_index(drop=True)
    return made


def _listed(tables: Mapping[str, pd.DataFrame]) -> set[str]:
    """Return the organizations of lists; one whose spellings are withheld counts as listed, as no one can tell."""
    organizations, names = tables["organizations"], tables["names"]
    invited = organizations.loc[organizations["status"] == "invited", "organization_id"]
    listed = names.loc[names["how"] == "listed", "organization_id"]
    return {*invited, *listed, *organizations["organization_id"]} - (
        set(names["organization_id"]) - {*invited, *listed}
    )
