"""The project that is open: what it is for, what it holds, what is missing, and the next step."""

import streamlit as st

from ecosystem.pages import session
from ecosystem.pages.parts import layout
from ecosystem.pages.parts.current_data import next_steps
from ecosystem.pages.parts.decision_log import ask_initials
from ecosystem.pages.parts.new_export import show_arrivals
from ecosystem.pages.parts.project_log import show_log
from ecosystem.pages.parts.project_manage import manage
from ecosystem.projects.changes import Change
from ecosystem.projects.links import EDIT_ANSWERS, MANAGE
from ecosystem.projects.project import (
    AUDIENCE,
    BOUNDARY,
    CONSENT,
    GOOGLE,
    NAME_CAP,
    PURPOSE,
    ROUNDS,
    SOURCE,
    TITLE,
    Project,
)
from ecosystem.show.sentences import after_loading
from ecosystem.show.text import plain
from ecosystem.translation import gettext


def show_project(project: Project) -> None:
    """Draw the open project."""
    layout.say(gettext("What is there, what is missing, and the next step."))
    usable = not session.fault()
    if usable:
        show_arrivals(project)
    left, right = st.columns([11, 9], gap="medium")
    with left:
        with st.container(border=True):
            _about(project)
        if usable:
            manage(project)
    with right, st.container(border=True):
        _sources(project)
    with st.expander(gettext("What was changed ({count:,})").format(count=len(project.changes)), key="log"):
        show_log(project)


def _about(project: Project) -> None:
    st.subheader(plain(project.title), anchor=False)
    if session.may(MANAGE):
        _fields(project)
    elif purpose := project.value(PURPOSE):
        layout.say(str(purpose))
    if session.has_map():
        found = session.ecosystem()
        layout.say(after_loading(found, session.city()))
        next_steps(found)
    if session.may(EDIT_ANSWERS):
        ask_initials()
        layout.caption(gettext("Everything is kept as you type it. There is no button to save."))


def _fields(project: Project) -> None:
    _text(project, PURPOSE, gettext("What is this map for, in one sentence? Who will act on it?"))
    with st.expander(gettext("Title, who counts as part of the map, rounds, consent")):
        _line(project, TITLE, gettext("Title"))
        _text(project, BOUNDARY, gettext("Who counts as part of the map?"))
        _number(project, NAME_CAP, gettext("How many partners may one person name?"))
        _line(project, ROUNDS, gettext("Rounds and their dates, such as 2026: March to May"))
        _line(project, AUDIENCE, gettext("Who will see the map?"))
        _text(project, CONSENT, gettext("In which words do you ask for consent?"))


def _line(project: Project, kind: str, label: str) -> None:
    """Draw a field for a line about the project; what is typed into it is kept at once."""
    key = _key(project, kind)
    st.text_input(label, str(project.value(kind) or ""), key=key, max_chars=120, on_change=_keep, args=(kind, key))


def _text(project: Project, kind: str, label: str) -> None:
    """Draw a field for a sentence or more."""
    key, value = _key(project, kind), str(project.value(kind) or "")
    st.text_area(label, value, height=68, key=key, max_chars=500, on_change=_keep, args=(kind, key))


def _key(project: Project, kind: str) -> str:
    """Return the key of a field, which is another one once somebody has changed what it is for."""
    return f"{kind} {project.id} {max((change.number for change in project.changes if change.kind == kind), default=0)}"


def _number(project: Project, kind: str, label: str) -> None:
    """Draw a field for a number of the project, empty while there is none; what is typed into it is kept at once."""
    key = _key(project, kind)
    st.number_input(label, 1, 100, project.value(kind), key=key, on_change=_keep, args=(kind, key))


def _keep(kind: str, key: str) -> None:
    typed = session.chosen(key)
    session.keep(Change(kind, (typed.strip() if isinstance(typed, str) else typed) or None))


def _sources(project: Project) -> None:
    st.subheader(gettext("Data"), anchor=False)
    held, may_remove = project.values(SOURCE), session.may(MANAGE)
    for number, name in enumerate(held):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
            layout.say(gettext("{file}, {size} kB").format(file=name, size=max(1, held[name]["size"] // 1000)))
            if may_remove:
                gone = (Change(SOURCE, None, subject=name),)
                key = f"remove {project.id} {number}"
                st.button(gettext("Remove"), key=key, type="tertiary", on_click=session.keep, args=gone)
    if not held:
        layout.say(gettext("No data yet. Drop a spreadsheet: survey answers, or lists of organizations and ties."))
    if project.value(GOOGLE):
        last = max(change.at for change in project.changes if change.kind == SOURCE)
        layout.caption(gettext("From a Google Sheet, last new on {time}.").format(time=last[:16].replace("T", " ")))
        label = gettext("Check for new answers")
        st.button(label, on_click=session.check_sheet, help=gettext("Asks Google, over the internet."))
    files = st.file_uploader(gettext("Add data, or a newer export of the same form"), accept_multiple_files=True)
    if dropped := session.new_files(files):
        session.keep_files(dropped)
        st.rerun()
    if news := session.take_news("files"):
        layout.caption(news)
