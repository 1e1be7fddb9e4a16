"""When answers came in: counted by day where the time stamps say the day, never guessed where they do not."""

from datetime import date

import pandas as pd

from ecosystem.collect.forms.dates import Order, date_order
from ecosystem.collect.time_stamps import is_serial, read_stamp
from ecosystem.findings.site_network import SiteNetwork, cities_now
from ecosystem.schema import Column, Table
from ecosystem.tables.dataset import Ecosystem

TABLE = Table(
    "answer_days",
    "one day on which an organization answered for the first time",
    ("site", "day"),
    (
        Column("site", "text", "The city", True),
        Column("day", "text", "The day, as YYYY-MM-DD", True),
        Column("answers", "integer", "How many organizations first answered that day", True),
        Column("so_far", "integer", "How many had answered by the end of it", True),
    ),
)
NO_STAMP = "no time stamp came with it"
TWO_DAYS = "the time stamp can be read as two days, day first or month first"


def answer_day_table(ecosystem: Ecosystem, site: str | None = None) -> pd.DataFrame:
    """The table ``answer_days`` of one site or of all, in the order of sites and days."""
    tables = [answer_days(city) for city in cities_now(ecosystem, site)]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=TABLE.names)


def answer_days(city: SiteNetwork) -> pd.DataFrame:
    """The table ``answer_days`` of one city, in order of days.

    Answers without a readable day are in no row; ``undated`` says how many there are and why.
    """
    counts = _first_days(city).dropna().value_counts().sort_index()
    columns = {
        "site": pd.array([city.site] * len(counts), dtype="string"),
        "day": pd.array([day.isoformat() for day in counts.index], dtype="string"),
        "answers": pd.array(counts, dtype="Int64"),
        "so_far": pd.array(counts.cumsum(), dtype="Int64"),
    }
    return pd.DataFrame(columns)


def undated(city: SiteNetwork) -> tuple[int, str]:
    """How many of those who answered have no readable day, and why in words; (0, "") where every day is known."""
    days = _first_days(city)
    missing = city.respondents - int(days.notna().sum())
    if missing <= 0:
        return 0, ""
    responses = _responses(city)
    without = responses[~responses["organization_id"].isin(days.dropna().index)]
    return missing, TWO_DAYS if without["answered_at"].notna().any() else NO_STAMP


def _responses(city: SiteNetwork) -> pd.DataFrame:
    responses = city.ecosystem.rows_within("responses", city.site)
    return responses[responses["wave"] == city.wave]


def _first_days(city: SiteNetwork) -> pd.Series:
    """The day of each organization's first answer, indexed by its id; empty where no stamp can be read."""
    responses = _responses(city)
    days = days_written(responses, "answered_at")
    return pd.Series(days, index=responses["organization_id"], dtype=object).groupby(level=0).min()


def days_written(rows: pd.DataFrame, column: str) -> list[date | None]:
    """Return the day that each row names in ``column``, as its own sheet (``source``) writes days; None where unread.

    Each sheet is judged by itself: two sheets need not write dates alike.
    """
    orders = {source: date_order(written.dropna()).order for source, written in rows.groupby("source")[column]}
    return [_day(written, orders[source]) for written, source in zip(rows[column], rows["source"], strict=True)]


def _day(stamp: object, order: Order) -> date | None:
    """Return the day a time stamp names in this order; None where the order is unclear or there is no such day."""
    if pd.isna(stamp) or (order == "unclear" and not is_serial(str(stamp))):
        return None
    found = read_stamp(str(stamp), order)
    return found.day if found else None
