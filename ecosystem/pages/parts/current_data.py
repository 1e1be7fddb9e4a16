"""What became of the data that is loaded: in a sentence, row by row where something was not used, sheet by sheet."""

import streamlit as st

from ecosystem.pages import session
from ecosystem.pages.parts import layout
from ecosystem.show.files import csv_bytes
from ecosystem.show.sentences import after_loading
from ecosystem.show.source_tables import issues_in_words, sheets_in_words
from ecosystem.tables.dataset import Ecosystem
from ecosystem.translation import gettext


def show_current_data(found: Ecosystem) -> None:
    """Draw the sentence on what is loaded and what can be opened below it."""
    layout.say(after_loading(found, session.city()))
    issues = found.table("issues")
    with st.expander(gettext("Every row is either used or listed here ({count:,})").format(count=len(issues))):
        if issues.empty:
            layout.caption(gettext("Every row is used."))
        else:
            wide = {gettext("What happened"): st.column_config.TextColumn(width=420)}
            layout.table(issues_in_words(issues), column_config=wide)
            layout.caption(gettext("Row numbers are those your spreadsheet shows."))
            label = gettext("Download all of them, one per row (.csv)")
            st.download_button(label, csv_bytes(issues), "issues.csv", on_click="ignore")
    with st.expander(gettext("What each sheet became")):
        layout.table(sheets_in_words(found.counts))
