"""What became of the source, as tables to read: one row for each sheet, and what was not used or needs a look."""

import pandas as pd

from ecosystem.columns.describe import KINDS
from ecosystem.translation import gettext, gettext_noop

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
    "row": gettext_noop("Row"),
    "column": gettext_noop("Column"),
}
_KINDS = {"set aside": gettext_noop("not used"), "doubt": gettext_noop("please check")}


def sheets_in_words(counts: pd.DataFrame) -> pd.DataFrame:
    """Return ``Ecosystem.counts`` with headings in words: one row for each sheet, how many rows it had and gave."""
    read_as = [gettext(KINDS.get(kind, kind)) for kind in counts["read_as"]]
    shown = counts.assign(read_as=read_as)[[column for column in _SHEETS if column in counts]]
    return shown.rename(columns={column: gettext(head) for column, head in _SHEETS.items()})


def issues_in_words(issues: pd.DataFrame) -> pd.DataFrame:
    """Return the table ``issues`` with headings and kinds in words."""
    kinds = [gettext(_KINDS[kind]) if kind in _KINDS else kind for kind in issues["kind"]]
    shown = issues.assign(kind=pd.array(kinds, dtype="string"))[list(_ISSUES)]
    return shown.rename(columns={column: gettext(head) for column, head in _ISSUES.items()})
