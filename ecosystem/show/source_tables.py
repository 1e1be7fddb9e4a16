"""What became of the source, as tables to read: one row for each sheet, and what was not used or needs a look."""

import pandas as pd

from ecosystem.columns.describe import KINDS
from ecosystem.tables.issue_groups import grouped_issues
from ecosystem.text import LIST_SEPARATOR
from ecosystem.translation import gettext, gettext_noop, ngettext

_SHEETS = {
    "sheet": gettext_noop("Sheet"),
    "read_as": gettext_noop("Read as"),
    "rows_read": gettext_noop("Rows"),
    "rows_kept": gettext_noop("Rows used"),
    "rows_set_aside": gettext_noop("Rows not used"),
    "reports_read": gettext_noop("Answers about ties"),
    "reports_kept": gettext_noop("Answers used"),
    "reports_set_aside": gettext_noop("Answers not used"),
}
_ISSUES = {
    "message": gettext_noop("What happened"),
    "action": gettext_noop("What to do"),
    "kind": gettext_noop("Kind"),
    "reason": gettext_noop("Reason"),
    "source": gettext_noop("Sheet"),
    "count": gettext_noop("How many"),
    "rows": gettext_noop("First rows"),
    "column": gettext_noop("Column"),
}
_TYPED = {"by hand": gettext_noop("what was typed by hand")}
_KINDS = {"set aside": gettext_noop("not used"), "doubt": gettext_noop("please check")}


def sheets_in_words(counts: pd.DataFrame) -> pd.DataFrame:
    """Return ``Ecosystem.counts`` with headings in words: one row for each sheet, how many rows it had and gave."""
    read_as = [gettext((KINDS | _TYPED).get(kind, kind)) for kind in counts["read_as"]]
    shown = counts.assign(read_as=read_as)[[column for column in _SHEETS if column in counts]]
    return shown.rename(columns={column: gettext(head) for column, head in _SHEETS.items()})


def issues_in_words(issues: pd.DataFrame) -> pd.DataFrame:
    """Return the table ``issues`` with headings and kinds in words, one row for all of one reason in one sheet."""
    groups = grouped_issues(issues)
    kinds = [gettext(_KINDS[kind]) if kind in _KINDS else kind for kind in groups["kind"]]
    said = [_with_more(message, count) for message, count in zip(groups["message"], groups["count"], strict=True)]
    shown = groups.assign(
        kind=pd.array(kinds, dtype="string"),
        message=pd.array(said, dtype="string"),
        rows=groups["rows"].str.replace(LIST_SEPARATOR, ", ", regex=False),
        column=groups["column"].str.replace(LIST_SEPARATOR, ", ", regex=False),
    )
    return shown[list(_ISSUES)].rename(columns={column: gettext(head) for column, head in _ISSUES.items()})


def _with_more(message: str, count: int) -> str:
    """Return the first message of a group, with how many others there are."""
    if count == 1:
        return message
    more = count - 1
    return ngettext("{message} And {count:,} more like it.", "{message} And {count:,} more like it.", more).format(
        message=message, count=more
    )
