"""A newer export that waits: what is new in it, in words and row by row, then one click."""

import functools
from collections.abc import Callable

import streamlit as st

from ecosystem.collect.new_answers import CHANGED, GONE, NEW
from ecosystem.collect.recipes import Recipe
from ecosystem.pages import session
from ecosystem.pages.parts import layout
from ecosystem.projects.arrivals import Arrival, arrivals
from ecosystem.projects.project import ARRIVED, Project, content_key
from ecosystem.projects.sources import setup_of
from ecosystem.show.text import plain
from ecosystem.tables.setup_preview import gate_of
from ecosystem.translation import gettext, gettext_noop

Gate = Callable[[str], str]
_WHAT = {NEW: gettext_noop("new"), CHANGED: gettext_noop("changed"), GONE: gettext_noop("gone")}


def show_arrivals(project: Project) -> bool:
    """Draw each file that waits for a decision, with the ways to decide; return whether any waits."""
    setup = setup_of(project)
    waiting = project.values(ARRIVED)
    key = ("arrivals", content_key(project), repr(waiting))
    found = session.remember_source(key, lambda: arrivals(project, setup)) if waiting else []
    for arrival in found:
        gate = session.remember_source((*key, arrival.name), functools.partial(_gate, arrival, setup))
        with st.container(border=True):
            _arrival(project, arrival, gate)
    return bool(found)


def _gate(arrival: Arrival, setup: Recipe | None) -> Gate:
    """Return the gate for what it brings: of the organizations not shown by name there, then of those on the map."""
    gates = [gate_of(arrival.source, setup)] if arrival.source else []
    gates += [session.gate()] if session.has_map() else []
    return lambda text: functools.reduce(lambda passed, gate: gate.cell(passed), gates, text)


def _arrival(project: Project, arrival: Arrival, gate: Gate) -> None:
    named = gate(arrival.name)
    if arrival.fault:
        st.error(plain(gate(arrival.fault)))
    elif arrival.new:
        layout.say(
            gettext("{file} is a newer version of {source}: {summary}.").format(
                file=named, source=gate(arrival.replaces), summary=arrival.new.summary
            )
        )
        _what_is_new(arrival, gate)
    elif arrival.new is not None:
        layout.say(gettext("{file} holds the same as {source}.").format(file=named, source=gate(arrival.replaces)))
    elif arrival.replaces:
        layout.say(gettext("{file} is there already; this is another version of it.").format(file=named))
    else:
        layout.say(gettext("{file} is about something else than the sources you have.").format(file=named))
    _buttons(project, arrival)


def _what_is_new(arrival: Arrival, gate: Gate) -> None:
    """Draw what changed in sheets and columns, then the rows."""
    if arrival.new is None:
        return
    for line in arrival.new.lines:
        layout.caption(gate(line))
    heads = {
        "what": gettext("What"),
        "organization": gettext("Organization"),
        "questions": gettext("Changed in"),
        "sheet": gettext("Sheet"),
        "row": gettext("Row"),
    }
    shown = arrival.new.table.assign(what=arrival.new.table["what"].map(lambda what: gettext(_WHAT[what])))
    for column in ("organization", "questions", "sheet"):
        shown[column] = shown[column].map(gate)
    layout.table(shown.rename(columns=heads))


def _buttons(project: Project, arrival: Arrival) -> None:
    key = f"{project.id} {project.seen} {layout.widget_key(arrival.name)}"
    with st.container(horizontal=True):
        if arrival.replaces:
            label = gettext("Use the new answers") if _answers(arrival) else gettext("Use the new version")
            st.button(label, key=f"use {key}", type="primary", on_click=session.keep, args=arrival.use())
        if not arrival.fault:
            label = gettext("Add as a further source")
            st.button(label, key=f"add {key}", on_click=session.keep, args=arrival.add())
        st.button(gettext("Leave it"), key=f"leave {key}", type="tertiary", on_click=session.keep, args=arrival.leave())


def _answers(arrival: Arrival) -> bool:
    return arrival.new is not None and arrival.new.answers
