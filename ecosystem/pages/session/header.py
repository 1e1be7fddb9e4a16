"""What every page has: its question, the data and the city shown, what went wrong, and the way on."""

import sys
from pathlib import Path
from typing import Any

import streamlit as st

from ecosystem.collect.recipes import load_recipe_file
from ecosystem.errors import EcosystemError
from ecosystem.pages.menu import MENU, page_path
from ecosystem.pages.menu import PROJECT as OF_PROJECT
from ecosystem.pages.parts import cities, rounds
from ecosystem.pages.parts.look import style_sheet
from ecosystem.pages.parts.sources import SAMPLES
from ecosystem.pages.session import data, keeping, loading, opening, projects
from ecosystem.pages.session.state import GONE, OWN, PROJECT, chosen, key, take_news, tell
from ecosystem.projects.change_words import describe
from ecosystem.projects.project import called
from ecosystem.projects.sources import PREFIX, is_project
from ecosystem.show.text import plain
from ecosystem.tables.consent import group_only, not_named
from ecosystem.tables.dataset import Ecosystem
from ecosystem.translation import gettext

_ABOUT_ALL = frozenset(gettext(entry.headline) for entry in MENU if entry.section == OF_PROJECT)  # rounds
_HOME, _COLUMNS = "What are we mapping?", "What is in each column?"  # headlines of pages that need no map


def page_header(title: str) -> None:
    """Draw what every page has; a page that needs a map and has none ends here."""
    _ensure_loaded()
    found = data.every_round()
    st.html(style_sheet(pictures=found is None or found.results.get("all named", lambda: _all_named(found))))
    with st.sidebar, st.container(key="project", border=True, gap="small"):
        st.markdown(f"**{plain(st.session_state['map_label'])}**")
        if found is not None and (waiting := data.waiting_source()):
            named = plain(data.gate()(waiting.title))
            st.caption(gettext("These are still the earlier data: “{name}” is not imported yet.").format(name=named))
        if found is not None and len(found.sites) > 1:
            cities.choose_city(found)
        if found is not None:
            rounds.choose_round(found)
    about_all = title in _ABOUT_ALL
    data.see(found if found is None or about_all else rounds.in_chosen_round(found, chosen(rounds.KEY)))
    st.title(title)
    _say_faults()
    waits = st.session_state.get("waits")
    if waits and (title != gettext(_COLUMNS) or st.session_state["mistake"]):
        if title == gettext(_COLUMNS):
            lead = gettext("Not imported yet: check below what the columns hold, then press Import. {reason}")
            st.warning(plain(lead.format(reason=waits)))
        else:
            st.warning(plain(waits))
            if st.button(gettext("Say what is in its columns"), type="primary"):
                open_page("data")
    needs_a_map = title != gettext(_HOME) and not (
        title == gettext(_COLUMNS) and (data.has_source() or projects.project())
    )
    if needs_a_map and found is None:
        if not waits:
            st.info(gettext("This project holds no data yet. Add a spreadsheet on the page Home."))
            st.page_link(page_path("home"), label=gettext("Add data"), icon=":material/home:")
        st.stop()
    if found is not None and not about_all:
        rounds.say_round(data.ecosystem())


def _all_named(found: Ecosystem) -> bool:
    """Whether a picture of the map may leave the group, as nobody is shown by name to the group alone."""
    return not (group_only(found) or not_named(found))


def _say_faults() -> None:
    """Draw the last error, a fault of the store, and a change of two people about the same."""
    if news := take_news("project"):
        st.info(plain(news))
    if message := st.session_state.pop("map_error", None):
        st.error(plain(message))
    if fault := projects.fault():
        st.error(plain(gettext("{fault} You can read on; nothing you change is kept.").format(fault=fault)))
    if found := keeping.conflict():
        with st.container(border=True):
            st.warning(plain(str(found)))
            theirs, mine = st.columns(2)
            theirs.markdown(plain(gettext("Theirs: {change}").format(change=describe(found.theirs))))
            theirs.button(gettext("Keep theirs"), on_click=keeping.settle, kwargs={"mine": False})
            mine.markdown(plain(gettext("Yours: {change}").format(change=describe(found.mine))))
            mine.button(gettext("Use mine"), on_click=keeping.settle, kwargs={"mine": True})


def open_page(file: str) -> None:
    """Go to a page at once, with an address that names the data alone, not the city or a filter of another page."""
    st.switch_page(page_path(file), query_params=_address())


def next_page_link(page: Any, headline: str) -> None:
    """Draw the link to the next page of the menu, named by the question it answers."""
    st.divider()
    label = gettext("Next: {question}").format(question=headline)
    st.page_link(page, label=label, icon=":material/arrow_forward:")


def _address() -> dict[str, str]:
    return {"project" if projects.project() else "data": key()}


def _ensure_loaded() -> None:
    """Load what the address or the command line names, else the first sample; keep the address up to date.

    The address is read only when a browser tab opens, because later it may lag behind a click for a moment.
    """
    if "map_key" not in st.session_state:
        _load_first()
    if "map_key" not in st.session_state:
        opening.use_sample(next(iter(SAMPLES)))
    projects.refresh()
    loading.apply_decisions()
    for name in ("project", "data"):
        wanted = _address().get(name)
        if wanted is None:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != wanted:
            st.query_params[name] = wanted


def _load_first() -> None:
    named, sample = st.query_params.get(PROJECT), st.query_params.get("data")
    if "site" in st.query_params:  # an address of an earlier version
        st.session_state["city"] = st.query_params.pop("site")
    if named:
        projects.open_address(named)
    elif sample in SAMPLES:
        opening.use_sample(sample)
    elif len(sys.argv) > 1 and is_project(sys.argv[1]):
        _open_called(sys.argv[1].removeprefix(PREFIX))
    elif len(sys.argv) > 1:
        opening.use_named(sys.argv[1], load_recipe_file(Path(sys.argv[2])) if len(sys.argv) > 2 else None)
    elif sample == OWN:
        tell(gettext(GONE))


def _open_called(name: str) -> None:
    try:
        projects.open_address(called(name).id)
    except EcosystemError as error:
        tell(str(error))
