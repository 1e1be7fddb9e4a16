"""Facts fade: whose last answer is older than a limit, and what rests on it alone; whom to ask again."""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from ecosystem.errors import RequestError
from ecosystem.findings.response.answer_days import days_written
from ecosystem.findings.site_network import SiteNetwork, cities_now
from ecosystem.findings.site_tables import typed
from ecosystem.schema import Column, Table
from ecosystem.tables.by_site import NONE
from ecosystem.tables.dataset import Ecosystem
from ecosystem.translation import gettext

MONTHS = 24  # our own judgement: staff, budgets and partners have changed by then
NO_DATE = "no day can be read with its answers"
STAMP, DATE, ROUND = "time stamp", "date", "round"  # what dates an answer, the first that can be read
TABLE = Table(
    "faded",
    "one organization whose last answer, of all rounds, is as old as the limit (24 months unless set otherwise) or "
    "older, counted to today, or has no day that can be read; none where no answer of its city has one",
    ("site", "organization_id"),
    (
        Column("site", "text", "The city", True),
        Column("organization_id", "text", "Whom to ask again", True, organization=True),
        Column("organization", "text", "That organization's name", True),
        Column("last_answer", "text", "The day of its last answer, as YYYY-MM-DD; of a month or a year, the last day"),
        Column("dated_by", "text", "What says so", values=(STAMP, DATE, ROUND)),
        Column("months", "integer", "How many full months ago that was"),
        Column("ties_alone", "integer", "Ties that it alone reports in any round; empty where none were asked about"),
        Column("note", "text", "Why there is no day"),
    ),
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = re.compile(r"((?:19|20)\d\d)[-/.](\d{1,2})")


def faded_table(
    ecosystem: Ecosystem, site: str | None = None, *, months: int = MONTHS, today: date | None = None
) -> pd.DataFrame:
    """Return the table ``faded`` of one site or of all, in the order of sites, then as `faded`."""
    tables = [faded(city, months=months, today=today) for city in cities_now(ecosystem, site)]
    return pd.concat([typed(TABLE, []), *tables], ignore_index=True)


def faded(city: SiteNetwork, *, months: int = MONTHS, today: date | None = None) -> pd.DataFrame:
    """Return the table of one city: the oldest answer first, then those without a day; by id where they are equal.

    The answers of all rounds count, whichever round ``city`` is of: who answered again has not faded, and who has not
    been there since is to be asked again.

    ``months``: the limit. An answer is a form, or a row of a list of ties by the organization that it begins with; it
    is dated by its time stamp, else by its own date, else by a round that is called by one. No row is given where no
    answer has a day.
    """
    if months < 1:
        raise RequestError(gettext("Answers fade after 1 month or more, not {months}.").format(months=months))
    today = today or date.today()
    whole, site = city.ecosystem.every_round or city.ecosystem, city.site
    last, names = _last_days(whole, site), whole.names()
    if not any(day for day, _ in last.values()):
        return typed(TABLE, [])
    asked = any(SiteNetwork(whole, site, wave=wave).ties_asked for wave in whole.waves)
    alone = _ties_alone(whole, site) if asked else None
    rows: list[tuple[Any, ...]] = []
    for organization, (day, by) in sorted(last.items(), key=lambda each: (each[1][0] or date.max, each[0])):
        ties = pd.NA if alone is None else alone.get(organization, 0)
        about = (site, organization, names[organization])
        if day is None:
            rows.append((*about, None, None, None, ties, NO_DATE))
        elif (age := _months_between(day, today)) >= months:
            rows.append((*about, day.isoformat(), by, age, ties, None))
    return typed(TABLE, rows)


def _last_days(whole: Ecosystem, site: str) -> dict[str, tuple[date | None, str]]:
    """Return organization_id -> the day of its last answer, and what dates it; None for those who gave no day."""
    found: dict[str, tuple[date | None, str]] = {}
    members = whole.members(site)
    here = set(members["organization_id"])
    for organization, day, by in _answers(whole, site, members):
        if organization in here:
            before = found.get(organization, (None, ""))
            found[organization] = max(before, (day, by), key=lambda each: each[0] or date.min)
    return found


def _answers(whole: Ecosystem, site: str, members: pd.DataFrame) -> Iterator[tuple[str, date | None, str]]:
    """Each answer: whose it is, its day, and what dates it.

    In a survey without forms, those who answered gave answers, whether or not they name anybody.
    """
    if whole.surveyed(site):
        answered = members.loc[members["status"] == "respondent", "organization_id"]
        yield from ((each, None, "") for each in answered)
    responses = whole.rows_within("responses", site)
    by_round = {wave: _of_month_or_year(wave) for wave in whole.waves}
    days = days_written(responses, "answered_at")
    for organization, wave, day in zip(responses["organization_id"], responses["wave"], days, strict=True):
        yield organization, day or by_round[wave], STAMP if day else ROUND
    reports = _reports(whole, site)
    reports = reports[reports["asked"] == "list"]  # the others are answers of a form
    written = [_of_month_or_year(text) for text in reports["date"]]
    days = days_written(reports, "date")
    for organization, wave, exact, rough in zip(reports["reporter_id"], reports["wave"], days, written, strict=True):
        day = rough or exact
        yield organization, day or by_round[wave], DATE if day else ROUND


def _reports(whole: Ecosystem, site: str) -> pd.DataFrame:
    """What was said about ties of this city, also to organizations elsewhere; wishes are no ties."""
    places = whole.rows_of("reports").get(site, NONE).places
    reports = whole.tables["reports"].take(places)
    return reports[reports["relation"].map(whole.is_tie).astype(bool)]


def _ties_alone(whole: Ecosystem, site: str) -> dict[str, int]:
    """Return organization_id -> how many ties it alone reports."""
    reports = _reports(whole, site)
    one = reports["reporter_id"].where(reports["direction"] != "gets", reports["named_id"]).to_numpy(object)
    other = reports["named_id"].where(reports["direction"] != "gets", reports["reporter_id"]).to_numpy(object)
    mutual = (reports["direction"] == "mutual").to_numpy(bool)
    first, second = np.minimum(one, other), np.maximum(one, other)
    ends = [np.where(mutual, first, one), np.where(mutual, second, other), mutual]
    reporters = reports["reporter_id"].groupby([*ends, reports["relation"].to_numpy(object)])
    said = reporters.agg(["nunique", "first"])
    return {str(k): int(n) for k, n in said.loc[said["nunique"] == 1, "first"].value_counts().items()}


def _of_month_or_year(text: object) -> date | None:
    """Return the last day of a month or year that is written as such (2024-05, 2024), as nothing says it is older."""
    written = "" if pd.isna(text) else str(text).strip()
    if _YEAR.fullmatch(written):
        return date(int(written), 12, 31)
    found = _MONTH.fullmatch(written)
    if found is None or not 1 <= int(found[2]) <= 12:
        return None
    year, month = int(found[1]), int(found[2])
    return date(year, month, calendar.monthrange(year, month)[1])


def _months_between(day: date, today: date) -> int:
    """Return the full months from one day to another; negative for a day to come.

    >>> _months_between(date(2024, 3, 15), date(2026, 3, 14)), _months_between(date(2024, 3, 15), date(2026, 3, 15))
    (23, 24)
    """
    return (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
