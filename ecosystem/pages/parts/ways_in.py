"""Three ways in: a real map, the sample survey, one's own data; each leads straight to what it promises."""

from pathlib import PurePath

import streamlit as st

from ecosystem.collect.google import service_account_address
from ecosystem.pages import session
from ecosystem.projects.box import is_box
from ecosystem.show.exports import template_workbook
from ecosystem.tables.nothing_read import unread_answers
from ecosystem.translation import gettext


def show_ways_in() -> None:
    """Draw the three cards; a click on a sample and a file that could be read lead on to another page."""
    _sample(
        "civic-graph",
        gettext("Explore a real map"),
        gettext("Civic technology in many cities in 2015, as Microsoft listed it."),
        gettext("Open the map"),
    )
    _sample(
        "riverton",
        gettext("Try the sample survey"),
        gettext("Riverton is an invented city. See what answers that are missing do to a map."),
        gettext("Open Riverton"),
    )
    with st.container(border=True, gap="small"):
        _own()


def _sample(key: str, title: str, about: str, button: str) -> None:
    with st.container(border=True, gap="small"):
        st.subheader(title, anchor=False)
        words, door = st.columns([3, 2], vertical_alignment="center", gap="small")
        words.markdown(about)
        clicked = door.button(button, type="primary", key=f"open {key}", width="stretch")
    if clicked:
        session.use_sample(key)
        session.open_page("map")


def _own() -> None:
    st.subheader(gettext("Start your own"), anchor=False)
    # Every ending is taken: the reader says of a kind that it does not read what it is and what to do.
    files = st.file_uploader(
        gettext("A spreadsheet: survey answers, or lists of organizations and ties; or a hand-over box"),
        accept_multiple_files=True,
    )
    if dropped := session.new_files(files):
        name, content = dropped[0]
        if len(dropped) == 1 and is_box(content):
            _lead_on(done=session.open_box(content))
        _lead_on(done=session.start(PurePath(name).stem, dropped))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        address = st.text_input(
            gettext("Or the address of a Google Sheet"), placeholder="https://docs.google.com/spreadsheets/d/..."
        )
        asked = address and st.button(
            gettext("Read this sheet"), help=gettext("The only feature that uses the internet.")
        )
    if asked:
        _lead_on(done=session.start_sheet(address))
    if shared_with := service_account_address():
        st.caption(
            gettext("A private sheet: in Google, share it with this address as a viewer, then paste its address above.")
        )
        st.code(shared_with, language=None)
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            gettext("Download the template"), template_workbook(), "ecosystem-template.xlsx", on_click="ignore"
        )
        if session.is_local() and st.button(gettext("Start without a file")):
            session.start(gettext("New project"), [])
            session.open_page("home")


def _lead_on(*, done: bool) -> None:
    """Go to the map that was just read, or to the question that must be answered first; stay where neither came."""
    if done:
        session.open_page("data" if unread_answers(session.ecosystem()) else "map")
    elif session.waits():
        session.open_page("data")
    st.rerun()
