"""Warnings where a source gave no organizations or no ties, with the sheet that looks like the ones missed."""

from collections.abc import Iterable
from dataclasses import asdict

import pandas as pd

from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Issue
from ecosystem.tables.consent import about_similar
from ecosystem.tables.consent_answers import UNCLEAR
from ecosystem.tables.dataset import Ecosystem
from ecosystem.translation import gettext

LOOKS_LIKE_TIES = "looks like ties"  # reason of the issue about a sheet or column that was not read
LOOKS_LIKE_ANSWERS = "looks like answers"  # reason of the issue about such a sheet


def remarks(ecosystem: Ecosystem) -> list[str]:
    """Return what to say beside any output: that nothing was read, consent in doubt, or names left out as similar."""
    return [
        *unread_answers(ecosystem),
        *nothing_read(ecosystem),
        *consent_in_doubt(ecosystem),
        *([about_similar(ecosystem.similar)] if ecosystem.similar else ()),
    ]


def consent_in_doubt(ecosystem: Ecosystem) -> list[str]:
    """Return a line for each column whose answers on consent are not certain, with what to do."""
    issues = ecosystem.table("issues")
    not_understood = issues["action"] == issue("not in the word list", "consent").action
    unclear = issues[((issues["reason"] == UNCLEAR) | not_understood).fillna(False).astype(bool)]
    return _hints(unclear)


def unread_answers(ecosystem: Ecosystem) -> list[str]:
    """Return a warning for each sheet that looks like answers to a survey and was not read."""
    issues = ecosystem.table("issues")
    return _hints(issues[issues["reason"] == LOOKS_LIKE_ANSWERS])


def nothing_read(ecosystem: Ecosystem) -> list[str]:
    """Return a warning if the map has no organizations or no ties, and a line for each sheet that may hold them."""
    empty = [name for name in ("organizations", "ties") if ecosystem.table(name).empty]
    if not empty:
        return []
    issues = ecosystem.table("issues")
    likely = issues[issues["reason"] == LOOKS_LIKE_TIES]
    hints = _hints(likely)
    if "organizations" in empty:
        warning = gettext("No organizations were read from {title}, so the map is empty.")
    elif len(ecosystem.table("memberships")):
        warning = gettext(
            "No ties were read from {title}: the map shows organizations and what they take part in, without lines "
            "between them."
        )
    else:
        warning = gettext("No ties were read from {title}: the map shows organizations without lines between them.")
    return [warning.format(title=ecosystem.title), *(hints or [_what_to_do(ecosystem)])]


def _hints(issues: pd.DataFrame) -> list[str]:
    """Return a line for each of these issues, with where it stands and what to do."""
    return [_hint(row) for row in issues[["source", "column", "message", "action"]].fillna("").to_dict("records")]


def _hint(row: dict[str, str]) -> str:
    if row["column"]:
        return gettext("{source}, column “{column}”: {message} {action}").format(**row)
    return gettext("{source}: {message} {action}").format(**row)


def _what_to_do(ecosystem: Ecosystem) -> str:
    """Return what to do where no sheet looks like ties: name the sheets that were not used, or ask for a list."""
    unused = ecosystem.counts.loc[ecosystem.counts["read_as"] == "not used", "sheet"]
    if len(unused):
        text = gettext("Not used: {sheets}. If one of them holds ties, choose that on the Data page, or write a setup.")
        return text.format(sheets=", ".join(unused))
    return gettext(
        "If there are ties, add them as a list with the columns source and target, in a sheet or file of its own."
    )


def sheets_like_ties(issues: Iterable[Issue]) -> str:
    """Return a sentence for each sheet that looks like ties, for the error that no sheet was read; "" for none."""
    return "".join(f" {_hint(asdict(each))}" for each in issues if each.reason == LOOKS_LIKE_TIES)
