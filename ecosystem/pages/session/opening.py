"""What is shown next: a sample, a project, or what was named at the start; and the same, read otherwise."""

from pathlib import Path

import streamlit as st

from ecosystem.collect.recipes import Recipe
from ecosystem.collect.sheet import Sheet, Source
from ecosystem.collect.sources import open_source
from ecosystem.errors import EcosystemError
from ecosystem.pages.parts import shared
from ecosystem.pages.parts.sources import SAMPLES, LoadedSource, Read
from ecosystem.pages.session.data import ecosystem, loaded
from ecosystem.pages.session.loading import activate, read_in, stop_waiting
from ecosystem.pages.session.state import OWN, PROJECT, WAITING, key, tell
from ecosystem.projects.cards import show_on_card
from ecosystem.projects.project import Project, holds_data
from ecosystem.projects.sources import setup_of
from ecosystem.tables import setup_preview
from ecosystem.tables.assemble import recipe_beside


def use_sample(sample: str) -> None:
    """Show one of the samples."""
    path, label = SAMPLES[sample]
    if sample not in st.session_state.setdefault("maps", {}):
        source = shared.read_path(path, None)
        st.session_state["maps"][sample] = (shared.dataset(source, None), label)
        laid = LoadedSource(source, recipe_beside(source), lambda by: shared.read_path(path, by))
        st.session_state.setdefault("sources", {})[sample] = laid
    activate(sample)


def use_named(data: str, recipe: Recipe | None) -> None:
    """Show the path or Google Sheet that the program was started with."""

    def read(by: Recipe | None) -> Source:
        return shared.read_path(Path(data), by) if Path(data).exists() else open_source(data, by)

    st.session_state["served"] = (read, str(Path(data).resolve()))
    use_source(read, Path(data).name, recipe)


def use_project(project: Project) -> bool:
    """Show a project; return whether it holds a map. What cannot be read yet waits for the page Data."""
    stop_waiting()
    st.session_state[PROJECT] = project
    st.session_state.setdefault("maps", {}).pop(project.id, None)
    st.session_state.setdefault("sources", {}).pop(project.id, None)
    done = False
    if holds_data(project):
        done = read_in(lambda by: shared.project_source(project, by), project.title, setup_of(project), project.id)
    activate(project.id)
    if done:
        show_on_card(project, ecosystem())
    return done


def leave_project() -> None:
    """Show a sample instead of the project shown, of which nothing stays in the session."""
    shown = key()
    stop_waiting()
    for kept in ("maps", "sources", "applied"):
        st.session_state.get(kept, {}).pop(shown, None)
    use_sample(next(iter(SAMPLES)))


def use_source(read: Read, label: str, recipe: Recipe | None = None) -> bool:
    """Show what ``read`` returns, in this session alone; return whether it could be imported.

    An error becomes a message and the data shown stay. A source that was opened but cannot be imported yet waits for
    the page that asks about its columns.
    """
    stop_waiting()
    done = read_in(read, label, recipe, OWN)
    if done:
        activate(OWN)
    return done


def use_recipe(recipe: Recipe) -> bool:
    """Import the source again under a column setup; return whether it could be imported."""
    laid, waiting = loaded()
    shown, title = key(), laid.source.title if waiting else st.session_state["map_label"]
    stop_waiting()
    where = shown if PROJECT in st.session_state and st.session_state[PROJECT].id == shown else OWN
    done = read_in(lambda _: laid.source, title, recipe, where)
    if done:
        st.session_state["sources"][where] = LoadedSource(laid.source, recipe, laid.read)
        activate(where)
    else:
        st.session_state["sources"][WAITING] = LoadedSource(laid.source, recipe, laid.read)
        if not st.session_state["mistake"]:  # a mistake is shown until it is corrected
            tell(st.session_state["waits"])
    return done


def read_otherwise(sheet: Sheet, encoding: str, separator: str) -> None:
    """Read the source again with another encoding or separator for one text file; it then waits to be imported."""
    laid, _ = loaded()
    try:
        anew = setup_preview.read_otherwise(laid.source, laid.recipe, laid.read, sheet, encoding, separator)
        st.session_state["sources"][WAITING] = LoadedSource(*anew, laid.read)
    except EcosystemError as error:
        tell(str(error))
    st.rerun()
