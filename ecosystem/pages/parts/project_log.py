"""What was changed in a project, by whom and when, and the way to take each step back."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from ecosystem.names.decisions import UNDO as TAKEN_BACK
from ecosystem.names.decisions import describe_decision, effective
from ecosystem.pages import session
from ecosystem.pages.parts import layout
from ecosystem.projects.change_words import describe
from ecosystem.projects.changes import Change, taken_back
from ecosystem.projects.project import SOURCE, Project
from ecosystem.show.text import plain
from ecosystem.translation import gettext

_LATEST = 50


def show_log(project: Project) -> None:
    """Draw the latest changes, newest first, and a choice of one to take back."""
    if news := session.take_news("undone"):
        st.success(plain(news), icon=":material/undo:")
    gate = session.gate() if session.has_map() else str  # what was typed may name organizations that are not shown
    undone = taken_back(project.changes)
    said = {change.number: gate(text) for change, text in _described(project)}
    latest = project.changes[: -_LATEST - 1 : -1]
    rows = [_row(change.number, said[change.number], change, change.number in undone) for change in latest]
    layout.table(
        pd.DataFrame(sorted([*rows, *_decided(gate)], key=lambda row: row["at"], reverse=True)).drop(columns="at")
    )
    layout.caption(gettext("Decisions about names are taken back on the page Names."))
    choice = {change.number: change for change in latest if change.number not in undone}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox(
            gettext("Take a change back"),
            list(choice),
            index=None,
            format_func=lambda number: gettext("{number}: {change} ({time})").format(
                number=number, change=said[number], time=_time(choice[number].at)
            ),
            placeholder=gettext("Choose a change"),
        )
        if number is not None:
            st.button(gettext("Undo"), on_click=session.undo, args=(choice[number], said[number]))


def _described(project: Project) -> list[tuple[Change, str]]:
    """Return each change with its words; a file that was there before is a newer version of it."""
    seen: set[str] = set()
    found = []
    for change in project.changes:
        newer = change.kind == SOURCE and change.value is not None and change.subject in seen
        text = gettext("Newer version of {file}").format(file=change.subject) if newer else describe(change)
        found.append((change, text))
        seen |= {change.subject} if change.kind == SOURCE else set()
    return found


def _decided(gate: Callable[[str], str]) -> list[dict[str, Any]]:
    """Return a row for each of the latest decisions about names."""
    records = session.recorded()
    standing = {each.decision_id for each in effective(records)}
    latest = [each for each in records if each.verdict != TAKEN_BACK][-_LATEST:]
    return [_row(None, gate(describe_decision(each)), each, each.decision_id not in standing) for each in latest]


def _row(number: int | None, said: str, made: Any, undone: bool) -> dict[str, Any]:
    return {
        gettext("No."): number,
        gettext("What"): said,
        gettext("By"): made.by,
        gettext("When"): _time(made.at),
        gettext("Undone"): gettext("yes") if undone else "",
        "at": made.at,
    }


def _time(at: str) -> str:
    return at[:16].replace("T", " ")
