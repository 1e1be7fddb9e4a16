"""Counts with their nouns, and who answered of those invited: the phrases that sentences of all pages share."""

import datetime

from ecosystem.findings.site_network import SiteNetwork
from ecosystem.translation import ngettext


def organizations(count: int) -> str:
    """Return "1 organization", "1,204 organizations"."""
    return ngettext("{count:,} organization", "{count:,} organizations", count).format(count=count)


def ties(count: int) -> str:
    """Return "1 tie", "1,204 ties"."""
    return ngettext("{count:,} tie", "{count:,} ties", count).format(count=count)


def cities(count: int) -> str:
    """Return "1 city", "99 cities"."""
    return ngettext("{count:,} city", "{count:,} cities", count).format(count=count)


def partners(count: int) -> str:
    """Return "1 partner", "18 partners"."""
    return ngettext("{count:,} partner", "{count:,} partners", count).format(count=count)


def rows(count: int) -> str:
    """Return "1 row", "1,204 rows"."""
    return ngettext("{count:,} row", "{count:,} rows", count).format(count=count)


def sheets(count: int) -> str:
    """Return "1 sheet", "5 sheets"."""
    return ngettext("{count:,} sheet", "{count:,} sheets", count).format(count=count)


def answered(city: SiteNetwork) -> str:
    """Return how many organizations answered, of those invited where that is known; no full stop."""
    if city.invited_known:
        invited = city.invited
        return ngettext(
            "{answered:,} of {invited:,} invited organization answered",
            "{answered:,} of {invited:,} invited organizations answered",
            invited,
        ).format(answered=city.respondents, invited=invited)
    return ngettext(
        "{count:,} respondent; nobody said who was invited",
        "{count:,} respondents; nobody said who was invited",
        city.respondents,
    ).format(count=city.respondents)


def day(date: str) -> str:
    """Return a day as people write it.

    >>> day("2026-03-05"), day("")
    ('Mar 5, 2026', '')
    """
    found = datetime.date.fromisoformat(date) if date else None
    return f"{found:%b} {found.day}, {found.year}" if found else ""
