"""The data shown: their tables, and the source that the page Data is about."""

from typing import Any

import streamlit as st

from ecosystem.collect.recipes import Recipe
from ecosystem.collect.sheet import Source
from ecosystem.names.gate import NameGate
from ecosystem.pages.parts.sources import LoadedSource
from ecosystem.pages.session import view
from ecosystem.pages.session.state import PROJECT, WAITING, key
from ecosystem.projects.project import Project
from ecosystem.projects.sources import draft_of
from ecosystem.tables import setup_preview
from ecosystem.tables.dataset import Ecosystem


def has_mistake() -> bool:
    """Whether the source waits because of a mistake in it, not because its columns were never described."""
    return bool(st.session_state.get("waits")) and st.session_state["mistake"]


def waits() -> bool:
    """Whether a source was opened and waits to be imported."""
    return WAITING in st.session_state.get("sources", {})


def waiting_source() -> Source | None:
    """Return the source that was opened and waits to be imported; None if none does."""
    waiting = st.session_state.get("sources", {}).get(WAITING)
    return waiting.source if waiting else None


def source() -> tuple[Source, Recipe | None, bool]:
    """Return the source that the page Data is about, its column setup, and whether it waits to be imported."""
    laid, waiting = loaded()
    project: Project | None = st.session_state.get(PROJECT)
    return laid.source, (draft_of(project) if project else None) or laid.recipe, waiting


def has_source() -> bool:
    """Whether there is a source for the page Data to be about; a new project holds none."""
    kept = st.session_state["sources"]
    return WAITING in kept or key() in kept


def shown(text: str) -> str:
    """Return a text that people of the project wrote, without the organizations that are not shown by name."""
    found = every_round()
    return found.gate(text) if found else text


def gate() -> NameGate:
    """Return the gate that text of the source must pass before the page Data shows it."""
    laid, waiting = loaded()
    if not waiting:
        return ecosystem().gate
    made: NameGate = view.remember_source(
        ("gate", laid.source.fingerprint), lambda: setup_preview.gate_of(laid.source, laid.recipe)
    )
    return made


def loaded() -> tuple[LoadedSource, bool]:
    """Return the source that waits to be imported, else that of the data shown, and whether it waits."""
    kept = st.session_state["sources"]
    waiting = WAITING in kept
    return kept[WAITING if waiting else key()], waiting


def keep_imported(before: Ecosystem | None) -> None:
    """Keep what an import changed for the page that is drawn after it."""
    st.session_state["imported"] = setup_preview.before_and_after(before, ecosystem())


def last_import() -> Any:
    """Return the table of what the last import changed; None before any."""
    return st.session_state.get("imported")


def has_map() -> bool:
    """Whether there is a map to show; a new project, or one whose columns are open questions, has none."""
    return st.session_state.get("ecosystem") is not None


def every_round() -> Ecosystem | None:
    """Return the tables of all rounds; None where there is no map."""
    found: Ecosystem | None = st.session_state.get("ecosystem")
    return found


def see(found: Ecosystem | None) -> None:
    """Let the page drawn now be about these tables: those of the round chosen, or of all rounds."""
    st.session_state["seen"] = found


def ecosystem() -> Ecosystem:
    """Return the tables that the page is about."""
    found: Ecosystem = st.session_state["seen"]
    return found
