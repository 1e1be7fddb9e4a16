"""What was changed in a project, by whom and when, and the way to take each step back."""

import pandas as pd
import streamlit as st

from ecosystem.pages import session
from ecosystem.pages.parts import layout
from ecosystem.projects.change_words import describe
from ecosystem.projects.changes import UNDO, in_force
from ecosystem.projects.project import Project
from ecosystem.translation import gettext

_LATEST = 50


def show_log(project: Project) -> None:
    """Draw the latest changes, newest first, and a choice of one to take back."""
    standing = {change.number: change for change in in_force(project.changes)}
    gate = session.gate() if session.has_map() else str  # what was typed may name organizations that are not shown
    latest = project.changes[: -_LATEST - 1 : -1]
    rows = [
        {
            gettext("No."): change.number,
            gettext("What"): gate(describe(change)),
            gettext("By"): change.by,
            gettext("When"): change.at[:16].replace("T", " "),
            gettext("Undone"): "" if change.number in standing or change.kind == UNDO else gettext("yes"),
        }
        for change in latest
    ]
    layout.table(pd.DataFrame(rows))
    choice = [change.number for change in latest if change.number in standing]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox(
            gettext("Take a change back"),
            choice,
            index=None,
            format_func=lambda number: gettext("{number}: {change}").format(
                number=number, change=gate(describe(standing[number]))
            ),
            placeholder=gettext("Choose a change"),
        )
        if number is not None:
            st.button(gettext("Undo"), on_click=session.undo, args=(standing[number],))
