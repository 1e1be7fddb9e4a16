"""The data shown: a sample, a project, or what was named at the start; how they are read, and read again."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import streamlit as st

from ecosystem.collect.recipes import Recipe
from ecosystem.collect.sheet import Sheet, Source
from ecosystem.collect.sources import open_source, shown_name
from ecosystem.errors import EcosystemError, NoMapError, StoreError
from ecosystem.names.decisions import Decision, DecisionError
from ecosystem.names.gate import NameGate
from ecosystem.pages.parts import shared
from ecosystem.pages.parts.sources import SAMPLES, LoadedSource, Read
from ecosystem.pages.session import decisions, view
from ecosystem.pages.session.state import OPENS, OWN, PROJECT, WAITING, key, tell
from ecosystem.projects.glances import keep_glance
from ecosystem.projects.project import Project, holds_data
from ecosystem.projects.sources import draft_of, setup_of
from ecosystem.show.glance import glance
from ecosystem.show.text import plain
from ecosystem.tables import setup_preview
from ecosystem.tables.assemble import recipe_beside
from ecosystem.tables.dataset import Ecosystem
from ecosystem.translation import gettext


def use_sample(sample: str) -> None:
    """Show one of the samples."""
    path, label = SAMPLES[sample]
    if sample not in st.session_state.setdefault("maps", {}):
        source = shared.read_path(path, None)
        st.session_state["maps"][sample] = (shared.dataset(source, None), label)
        laid = LoadedSource(source, recipe_beside(source), lambda by: shared.read_path(path, by))
        st.session_state.setdefault("sources", {})[sample] = laid
    _activate(sample)


def use_named(data: str, recipe: Recipe | None) -> None:
    """Show the path or Google Sheet that the program was started with."""

    def read(by: Recipe | None) -> Source:
        return shared.read_path(Path(data), by) if Path(data).exists() else open_source(data, by)

    st.session_state["served"] = (read, str(Path(data).resolve()))
    use_source(read, Path(data).name, recipe)


def use_project(project: Project) -> bool:
    """Show a project; return whether it holds a map. What cannot be read yet waits for the page Data."""
    _stop_waiting()
    st.session_state[PROJECT] = project
    st.session_state.setdefault("maps", {}).pop(project.id, None)
    st.session_state.setdefault("sources", {}).pop(project.id, None)
    done = False
    if holds_data(project):
        done = _read(lambda by: shared.project_source(project, by), project.title, setup_of(project), project.id)
    _activate(project.id)
    if done:
        found = ecosystem()
        with suppress(StoreError):  # a store that can only be read keeps no glance
            keep_glance(project, found.fingerprint, lambda: glance(found))
    return done


def leave_project() -> None:
    """Show a sample instead of the project shown, of which nothing stays in the session."""
    shown = key()
    _stop_waiting()
    for kept in ("maps", "sources", "applied"):
        st.session_state.get(kept, {}).pop(shown, None)
    use_sample(next(iter(SAMPLES)))


def use_source(read: Read, label: str, recipe: Recipe | None = None) -> bool:
    """Show what ``read`` returns, in this session alone; return whether it could be imported.

    An error becomes a message and the data shown stay. A source that was opened but cannot be imported yet waits for
    the page that asks about its columns.
    """
    _stop_waiting()
    done = _read(read, label, recipe, OWN)
    if done:
        _activate(OWN)
    return done


def _stop_waiting() -> None:
    st.session_state.setdefault("sources", {}).pop(WAITING, None)
    st.session_state.pop("waits", None)


def _read(read: Read, label: str, recipe: Recipe | None, where: str) -> bool:
    """Read a source and make its tables, under the key ``where``; a source that cannot become tables waits."""
    kept = st.session_state.setdefault("sources", {})
    label = shown_name(label)
    with st.spinner(gettext("Opening {name} ...").format(name=plain(label)), show_time=True):  # where it takes long
        try:
            source = read(recipe)
            kept[WAITING] = LoadedSource(source, recipe or recipe_beside(source), read)
            found = shared.dataset(source, recipe)
        except EcosystemError as error:
            _keep_error(error)
            return False
    kept[where] = kept.pop(WAITING)
    st.session_state.setdefault("maps", {})[where] = (found, found.gate(label))
    return True


def _keep_error(error: EcosystemError) -> None:
    """Keep the message about a source that could not be opened, or that waits to be imported."""
    waiting = st.session_state["sources"].get(WAITING)
    st.session_state["mistake"] = not isinstance(error, NoMapError)
    if waiting and not st.session_state["mistake"]:
        title = setup_preview.gate_of(waiting.source, waiting.recipe)(waiting.source.title)
        st.session_state["waits"] = gettext(OPENS).format(title=title)
    elif waiting:
        st.session_state["waits"] = str(error)
    else:
        tell(str(error))


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
    laid, waiting = _loaded()
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
    laid, waiting = _loaded()
    if not waiting:
        return ecosystem().gate
    made: NameGate = view.remember_source(
        ("gate", laid.source.fingerprint), lambda: setup_preview.gate_of(laid.source, laid.recipe)
    )
    return made


def _loaded() -> tuple[LoadedSource, bool]:
    kept = st.session_state["sources"]
    waiting = WAITING in kept
    return kept[WAITING if waiting else key()], waiting


def use_recipe(recipe: Recipe) -> bool:
    """Import the source again under a column setup; return whether it could be imported."""
    laid, waiting = _loaded()
    shown, title = key(), laid.source.title if waiting else st.session_state["map_label"]
    _stop_waiting()
    where = shown if PROJECT in st.session_state and st.session_state[PROJECT].id == shown else OWN
    done = _read(lambda _: laid.source, title, recipe, where)
    if done:
        st.session_state["sources"][where] = LoadedSource(laid.source, recipe, laid.read)
        _activate(where)
    else:
        st.session_state["sources"][WAITING] = LoadedSource(laid.source, recipe, laid.read)
        if not st.session_state["mistake"]:  # a mistake is shown until it is corrected
            tell(st.session_state["waits"])
    return done


def read_otherwise(sheet: Sheet, encoding: str, separator: str) -> None:
    """Read the source again with another encoding or separator for one text file; it then waits to be imported."""
    laid, _ = _loaded()
    try:
        anew = setup_preview.read_otherwise(laid.source, laid.recipe, laid.read, sheet, encoding, separator)
        st.session_state["sources"][WAITING] = LoadedSource(*anew, laid.read)
    except EcosystemError as error:
        tell(str(error))
    st.rerun()


def keep_imported(before: Ecosystem | None) -> None:
    """Keep what an import changed for the page that is drawn after it."""
    st.session_state["imported"] = setup_preview.before_and_after(before, ecosystem())


def last_import() -> Any:
    """Return the table of what the last import changed; None before any."""
    return st.session_state.get("imported")


def apply_decisions() -> None:
    """Make the tables of the data shown anew if their log of decisions has grown since."""
    shown = key()
    maps, applied = st.session_state["maps"], st.session_state.setdefault("applied", {})
    if shown not in maps:
        return
    log = decisions.log_of(shown)
    try:
        records: Sequence[Decision] = log.records()
    except DecisionError as error:
        decisions.keep_refused([str(error)])
        return
    st.session_state["recorded"] = records
    found, label = maps[shown]
    made, known = applied.get(shown, (None, None))
    if (log.name, len(records)) == (known if made is found else (log.name, 0)):
        return
    laid = st.session_state["sources"][shown]
    maps[shown] = (shared.dataset(laid.source, laid.recipe, records), label)
    applied[shown] = (maps[shown][0], (log.name, len(records)))
    _activate(shown)


def _activate(shown: str) -> None:
    """Show data that were read before; those of a project that holds no map yet are none."""
    found, label = st.session_state.setdefault("maps", {}).get(shown, (None, ""))
    if PROJECT in st.session_state and st.session_state[PROJECT].id == shown:
        label = st.session_state[PROJECT].title
    elif PROJECT in st.session_state:
        del st.session_state[PROJECT]
    st.session_state["ecosystem"] = st.session_state["seen"] = found
    st.session_state["map_label"] = label
    st.session_state["map_key"] = shown
    st.session_state.pop("remembered", None)
    sites, relations, rounds = (found.sites, found.relations, found.rounds) if found else ((), (), ())
    for choice, known in (("city", sites), ("relation", relations), ("round", rounds)):
        if st.session_state.get(choice) not in known:
            st.session_state.pop(choice, None)


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
