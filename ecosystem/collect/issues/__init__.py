"""Register of the reasons why a row, cell, column or sheet is not used or needs a look; source of all issues."""

from types import MappingProxyType
from typing import Any

from ecosystem.collect.issues.by_hand import BY_HAND
from ecosystem.collect.issues.by_values import BY_VALUES
from ecosystem.collect.issues.files import FILES
from ecosystem.collect.issues.forms import FORMS
from ecosystem.collect.issues.layout import LAYOUT
from ecosystem.collect.issues.names import NAMES
from ecosystem.collect.issues.record import DOUBT, SET_ASIDE, IssueReason, Wording
from ecosystem.collect.issues.rows import ANSWERS, LISTS
from ecosystem.collect.issues.ties import TIES
from ecosystem.collect.sheet import Issue
from ecosystem.translation import gettext, gettext_noop, ngettext

__all__ = ["CHAPTERS", "DOUBT", "REASONS", "SET_ASIDE", "IssueReason", "Wording", "issue"]

CHAPTERS = {
    gettext_noop("Files, sheets and headers"): FILES,
    gettext_noop("Layout of sheets"): LAYOUT,
    gettext_noop("Forms and columns"): FORMS,
    gettext_noop("Names and decisions"): NAMES,
    gettext_noop("Answers"): ANSWERS,
    gettext_noop("Lists of organizations and cities"): LISTS,
    gettext_noop("Typed by hand"): BY_HAND,
    gettext_noop("Ties"): BY_VALUES + TIES,
}
REASONS = MappingProxyType({record.code: record for chapter in CHAPTERS.values() for record in chapter})


def issue(
    reason: str,
    wording: str = "",
    /,
    *,
    source: str = "",
    row: int | None = None,
    column: str = "",
    count: int = 1,
    **fields: Any,
) -> Issue:
    """Return the issue with this reason, in the wording for its situation; ``fields`` fill the templates.

    >>> issue("names itself", source="ties.csv", row=4, name="City IT").message
    '“City IT” is the organization that answers.'
    """
    record = REASONS[reason]
    said = record.wordings[wording]
    fields |= {"count": count, "row": row, "column": column}
    template = ngettext(said.message, said.plural, count) if said.plural else gettext(said.message)
    action = gettext(said.action).format(**fields) if said.action else ""  # gettext returns the catalog's header for ""
    return Issue(said.kind or record.kind, reason, source, row, column, template.format(**fields), action)
