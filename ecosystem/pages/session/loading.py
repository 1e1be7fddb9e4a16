"""How data are read into the session: a source into tables, again as decisions about names are added."""

from collections.abc import Sequence

import streamlit as st

from ecosystem.collect.recipes import Recipe
from ecosystem.collect.sources import shown_name
from ecosystem.errors import EcosystemError, NoMapError
from ecosystem.names.decisions import Decision, DecisionError
from ecosystem.pages.parts import shared
from ecosystem.pages.parts.sources import LoadedSource, Read
from ecosystem.pages.session import decisions
from ecosystem.pages.session.state import OPENS, PROJECT, WAITING, key, tell
from ecosystem.show.text import plain
from ecosystem.tables import setup_preview
from ecosystem.tables.assemble import recipe_beside
from ecosystem.translation import gettext


def stop_waiting() -> None:
    """Forget the source that waits to be imported."""
    st.session_state.setdefault("sources", {}).pop(WAITING, None)
    st.session_state.pop("waits", None)


def read_in(read: Read, label: str, recipe: Recipe | None, where: str) -> bool:
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


def activate(shown: str) -> None:
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
    activate(shown)
