"""What became of the data that is loaded: in a sentence, row by row where something was not used, sheet by sheet."""

import streamlit as st

from ecosystem.pages import session
from ecosystem.pages.menu import page_path
from ecosystem.pages.parts import layout
from ecosystem.show.files import csv_bytes
from ecosystem.show.source_tables import issues_in_words, sheets_in_words
from ecosystem.tables.dataset import Ecosystem
from ecosystem.translation import gettext


def next_steps(found: Ecosystem) -> None:
    """Draw the links to what comes next: the open question, who answered, the map."""
    with st.container(horizontal=True):
        if session.waits():
            label = gettext("Next step: say what the columns hold")
            st.page_link(page_path("data"), label=label, icon=":material/table:")
        elif found.surveyed(session.city().site):
            label = gettext("Next step: see who answered")
            st.page_link(page_path("responses"), label=label, icon=":material/how_to_reg:")
        st.page_link(page_path("map"), label=gettext("See the map"), icon=":material/hub:")


def show_current_data(found: Ecosystem) -> None:
    """Draw what can be opened about the data: rows not used, and what each sheet became."""
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
