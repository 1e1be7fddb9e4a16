"""What became of the data that is loaded: in a sentence, row by row where something was not used, sheet by sheet."""

import pandas as pd
import streamlit as st

from ecosystem.pages import session
from ecosystem.show.sentences import after_loading
from ecosystem.tables.dataset import Ecosystem
from ecosystem.translation import gettext, gettext_noop

_KINDS = {"set aside": gettext_noop("not used"), "doubt": gettext_noop("please check")}
_ISSUES = {  # column of the table of issues -> heading
    "message": gettext_noop("What happened"),
    "kind": gettext_noop("What it means for the row"),
    "action": gettext_noop("What you can do"),
    "source": gettext_noop("File or sheet"),
    "row": gettext_noop("Row"),
    "column": gettext_noop("Column"),
}
_SHEETS = {  # column of the counts of each sheet -> heading
    "sheet": gettext_noop("File or sheet"),
    "read_as": gettext_noop("Read as"),
    "rows_read": gettext_noop("Rows"),
    "rows_kept": gettext_noop("Rows used"),
    "rows_set_aside": gettext_noop("Rows not used"),
    "reports_read": gettext_noop("Answers about ties"),
    "reports_kept": gettext_noop("Answers used"),
    "reports_set_aside": gettext_noop("Answers not used"),
}


def show_current_data(found: Ecosystem) -> None:
    """Draw the sentence on what is loaded and what can be opened below it."""
    session.say(after_loading(found, session.city()))
    issues = found.table("issues")
    with st.expander(gettext("Every row is either used or listed here ({count:,})").format(count=len(issues))):
        if issues.empty:
            session.caption(gettext("Every row is used."))
        else:
            wide = {gettext(_ISSUES["message"]): st.column_config.TextColumn(width=420)}
            session.table(issues_in_words(issues), column_config=wide)
            session.caption(gettext("Row numbers are those your spreadsheet shows."))
    with st.expander(gettext("What each sheet became")):
        session.table(found.counts[list(_SHEETS)].rename(columns={c: gettext(h) for c, h in _SHEETS.items()}))


def issues_in_words(issues: pd.DataFrame) -> pd.DataFrame:
    """Return the issues as people read them; a column of which nothing is known is left out."""
    kinds = {code: gettext(words) for code, words in _KINDS.items()}
    shown = issues[list(_ISSUES)].assign(kind=[kinds.get(kind, kind) for kind in issues["kind"]])
    return shown.dropna(axis="columns", how="all").rename(columns={c: gettext(h) for c, h in _ISSUES.items()})
