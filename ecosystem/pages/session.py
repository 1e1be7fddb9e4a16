"""Session state: which data are loaded, the city looked at, and results kept; the only module that touches it."""

import sys
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from ecosystem.collect.google_shared import changes
from ecosystem.collect.recipes import Recipe, load_recipe_file
from ecosystem.collect.sheet import Sheet, Source
from ecosystem.collect.sources import google_source, open_source, open_upload, shown_name
from ecosystem.errors import EcosystemError, NoMapError
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.names.decisions import Decision, DecisionError
from ecosystem.names.gate import NameGate
from ecosystem.pages.menu import page_path
from ecosystem.pages.parts import shared
from ecosystem.pages.parts.decision_records import DecisionLog, log_name
from ecosystem.pages.parts.look import style_sheet
from ecosystem.pages.parts.sources import SAMPLES, LoadedSource, Read, read_sheet, shared_sheet
from ecosystem.projects import store
from ecosystem.result_cache import ResultCache
from ecosystem.show import phrases
from ecosystem.show.text import plain
from ecosystem.tables import setup_preview
from ecosystem.tables.assemble import recipe_beside
from ecosystem.tables.consent import group_only, not_named
from ecosystem.tables.dataset import ALL, Ecosystem
from ecosystem.translation import gettext, gettext_noop

WAITING = "waiting"  # key of a source that was opened and could not be imported yet
OWN = "own"  # key, also in the address, of data that exist only in this session
GONE = gettext_noop(
    "This address belongs to data loaded in one browser tab. They are gone once the page is reloaded. "
    "Load the file again on the page Home."
)
_COLUMNS = "What is in each column?"  # the page on which a waiting source is imported
_REMEMBERED = 60  # results about the source, kept per session
T = TypeVar("T")


def page_header(title: str) -> None:
    """Draw what every page has: its question, the data and the city shown, and the last error."""
    _ensure_loaded()
    found = ecosystem()
    st.html(style_sheet(pictures=not (group_only(found) or not_named(found))))
    with st.sidebar, st.container(key="project", border=True, gap="small"):
        st.markdown(f"**{plain(st.session_state['map_label'])}**")
        if waiting := st.session_state.get("sources", {}).get(WAITING):
            named = plain(gate()(waiting.source.title))
            st.caption(gettext("These are still the earlier data: “{name}” is not imported yet.").format(name=named))
        if len(found.sites) > 1:
            st.selectbox(gettext("City"), found.sites, key="site", bind="query-params", persist_state="session")
        _sheet_panel()
    st.title(title)
    if message := st.session_state.pop("map_error", None):
        st.error(plain(message))
    waits = st.session_state.get("waits")
    if waits and (title != _COLUMNS or st.session_state["mistake"]):
        st.warning(plain(waits))
        if title != _COLUMNS and st.button(gettext("Say what is in its columns"), type="primary"):
            open_page("data")


def open_page(file: str) -> None:
    """Go to a page at once, with an address that names the data alone, not the city or a filter of another page."""
    st.switch_page(page_path(file), query_params={"data": st.session_state["map_key"]})


def next_page_link(page: Any, headline: str) -> None:
    """Draw the link to the next page of the menu, named by the question it answers."""
    st.divider()
    label = gettext("Next: {question}").format(question=headline)
    st.page_link(page, label=label, icon=":material/arrow_forward:")


def _ensure_loaded() -> None:
    """Load what the address or the command line names, else the first sample; keep the address up to date.

    The address is read only when a browser tab opens, because later it may lag behind a click for a moment.
    """
    if "map_key" not in st.session_state:
        key = st.query_params.get("data")
        if key in SAMPLES:
            use_sample(key)
        elif len(sys.argv) > 1:
            recipe = load_recipe_file(Path(sys.argv[2])) if len(sys.argv) > 2 else None
            st.session_state["served"] = (lambda by: _read_served(sys.argv[1], by), str(Path(sys.argv[1]).resolve()))
            use_source(st.session_state["served"][0], Path(sys.argv[1]).name, recipe)
        elif key == OWN:
            st.session_state["map_error"] = gettext(GONE)
    if "map_key" not in st.session_state:
        use_sample(next(iter(SAMPLES)))
    if _reload_if_decided(st.session_state["map_key"]):
        _activate(st.session_state["map_key"])
    if st.query_params.get("data") != st.session_state["map_key"]:
        st.query_params["data"] = st.session_state["map_key"]


def _read_served(data: str, recipe: Recipe | None) -> Source:
    return shared.read_path(Path(data), recipe) if Path(data).exists() else open_source(data, recipe)


def use_sample(key: str) -> None:
    """Show one of the samples."""
    path, label = SAMPLES[key]
    if key not in st.session_state.setdefault("maps", {}):
        source = shared.read_path(path, None)
        st.session_state["maps"][key] = (shared.dataset(source, None), label)
        laid = LoadedSource(source, recipe_beside(source), lambda by: shared.read_path(path, by))
        st.session_state.setdefault("sources", {})[key] = laid
    _activate(key)


def use_dropped(files: list[Any]) -> bool:
    """Load the files of an uploader, once; return whether they are new.

    A file that cannot be read leaves the data shown as they were, with a message.
    """
    dropped = [file.file_id for file in files]
    if not dropped or st.session_state.get("dropped") == dropped:
        return False
    st.session_state["dropped"] = dropped
    content = [(file.name, file.getvalue()) for file in files]
    use_source(lambda by: open_upload(content, by), content[0][0])
    return True


def use_address(address: str) -> None:
    """Load a Google Sheet. This is the only feature of the app that uses the internet."""
    address = address.strip()
    if use_source(lambda _: read_sheet(address), "Google Sheet"):
        st.session_state["address"] = address


def _sheet_panel() -> None:
    """Draw when the Google Sheet was fetched, and a button that fetches it again and says what changed."""
    address = st.session_state.get("address")
    if address is None or st.session_state["map_key"] != OWN:
        return
    before = shared_sheet(address).get(datetime.now().astimezone())
    if before.fetched_at:
        time = f"{before.fetched_at:%I:%M %p}".lstrip("0")
        st.caption(gettext("Showing your sheet as of {time}").format(time=time))
    if st.button(gettext("Refresh from Google")):
        after = shared_sheet(address).refresh(datetime.now().astimezone())
        recipe = st.session_state["sources"][OWN].recipe
        if after.error:
            st.session_state["map_error"] = gettext("{error} What you see is the last good copy.").format(
                error=after.error
            )
        elif use_source(lambda _: google_source(after.sheets), "Google Sheet", recipe):
            st.session_state["address"] = address
            st.session_state["news"] = changes(before.sheets, after.sheets) or [gettext("No changes in the sheet.")]
        st.rerun()
    for line in st.session_state.pop("news", []):
        st.info(plain(ecosystem().gate(line)))


def use_source(read: Read, label: str, recipe: Recipe | None = None) -> bool:
    """Load what ``read`` returns and show it; return whether it could be imported.

    An error becomes a message and the data shown stay. A source that was opened but cannot be imported yet waits for
    the page that asks about its columns.
    """
    kept = st.session_state.setdefault("sources", {})
    for past in (kept, st.session_state):
        past.pop(WAITING if past is kept else "waits", None)
    label = shown_name(label)
    place = st.empty()
    with place, st.status(gettext("Opening {name} ...").format(name=plain(label))) as stage:
        try:
            source = read(recipe)
            kept[WAITING] = LoadedSource(source, recipe or recipe_beside(source), read)
            rows = phrases.rows(sum(len(sheet.frame) for sheet in source.sheets))
            sheets = phrases.sheets(len(source.sheets))
            stage.update(label=gettext("Reading {rows} in {sheets} ...").format(rows=rows, sheets=sheets))
            found = shared.dataset(source, recipe)
        except EcosystemError as error:
            stage.update(label=gettext("Stopped"), state="error")
            _keep_error(error)
            return False
    place.empty()
    kept[OWN] = kept.pop(WAITING)
    st.session_state.pop("address", None)
    st.session_state.setdefault("maps", {})[OWN] = (found, found.gate(label))
    _activate(OWN)
    return True


def _keep_error(error: EcosystemError) -> None:
    """Keep the message about a source that could not be opened, or that waits to be imported."""
    waiting = st.session_state["sources"].get(WAITING)
    st.session_state["mistake"] = not isinstance(error, NoMapError)
    if waiting and not st.session_state["mistake"]:
        st.session_state["waits"] = gettext(
            "“{title}” is open but not imported yet: check what its columns hold. Suggestions are filled in."
        ).format(title=gate()(waiting.source.title))
    elif waiting:
        st.session_state["waits"] = str(error)
    else:
        st.session_state["map_error"] = str(error)


def has_mistake() -> bool:
    """Whether the source waits because of a mistake in it, not because its columns were never described."""
    return bool(st.session_state.get("waits")) and st.session_state["mistake"]


def source() -> tuple[Source, Recipe | None, bool]:
    """Return the source that the page Data is about, its column setup, and whether it waits to be imported."""
    laid, waiting = _loaded()
    return laid.source, laid.recipe, waiting


def gate() -> NameGate:
    """Return the gate that text of the source must pass before the page Data shows it."""
    laid, waiting = _loaded()
    if not waiting:
        return ecosystem().gate
    return remember_source(("gate", laid.source.fingerprint), lambda: setup_preview.gate_of(laid.source, laid.recipe))


def _loaded() -> tuple[LoadedSource, bool]:
    kept = st.session_state["sources"]
    waiting = WAITING in kept
    return kept[WAITING if waiting else st.session_state["map_key"]], waiting


def use_recipe(recipe: Recipe) -> bool:
    """Import the source again under a column setup; return whether it could be imported."""
    laid, waiting = _loaded()
    address = st.session_state.get("address")
    done = use_source(lambda _: laid.source, laid.source.title if waiting else st.session_state["map_label"], recipe)
    if done:
        st.session_state["sources"][OWN] = LoadedSource(laid.source, recipe, laid.read)
        if address and not waiting:
            st.session_state["address"] = address
    else:
        st.session_state["sources"][WAITING] = LoadedSource(laid.source, recipe, laid.read)
        if not st.session_state["mistake"]:  # a mistake is shown until it is corrected
            st.session_state["map_error"] = st.session_state["waits"]
    return done


def read_otherwise(sheet: Sheet, encoding: str, separator: str) -> None:
    """Read the source again with another encoding or separator for one text file; it then waits to be imported."""
    laid, _ = _loaded()
    try:
        anew = setup_preview.read_otherwise(laid.source, laid.recipe, laid.read, sheet, encoding, separator)
        st.session_state["sources"][WAITING] = LoadedSource(*anew, laid.read)
    except EcosystemError as error:
        st.session_state["map_error"] = str(error)
    st.rerun()


def keep_imported(before: Ecosystem | None) -> None:
    """Keep what an import changed for the page that is drawn after it."""
    st.session_state["imported"] = setup_preview.before_and_after(before, ecosystem())


def last_import() -> pd.DataFrame | None:
    """Return what the last import changed; None before any."""
    return st.session_state.get("imported")


def chosen(key: str) -> Any:
    """Return the value of the widget with this key; None before it was drawn."""
    return st.session_state.get(key)


def mark_made(name: str, view: Hashable) -> None:
    """Keep that a file was asked for, and for which view."""
    st.session_state[f"made {name}"] = view


def was_made(name: str, view: Hashable) -> bool:
    """Whether this file was asked for in this view."""
    return st.session_state.get(f"made {name}") == view


def decision_log() -> DecisionLog:
    """Return the log of decisions about names that belongs to the data shown."""
    return _log_of(st.session_state["map_key"])


def _log_of(key: str) -> DecisionLog:
    samples = st.session_state.setdefault("sample_logs", {})
    if key != OWN:
        return DecisionLog(log_name(sample=key), samples)
    served, address = st.session_state.get("served"), st.session_state.get("address")
    path = served[1] if served and served[0] is st.session_state["sources"][key].read else None
    return DecisionLog(log_name(path=path, address=address, code=decision_code()), samples)


def recorded() -> list[Decision]:
    """Return the records of the log, read once as the page was drawn."""
    return [*st.session_state.get("recorded", ())]


def decision_code() -> str:
    """Return the code of this session, with which another person can decide on the same file."""
    return str(st.session_state.setdefault("code", store.new_code()))


def use_decision_code(code: str) -> None:
    """Join the session of another person's code; DecisionError where it is not a code."""
    st.session_state["code"] = store.code(code)


def keep_refused(reasons: Sequence[str]) -> None:
    """Keep why decisions were not recorded, for the page that is drawn next."""
    st.session_state["decision_news"] = list(reasons)


def take_refused() -> list[str]:
    """Return why decisions were not recorded, once."""
    return list(st.session_state.pop("decision_news", ()))


def _reload_if_decided(key: str) -> bool:
    """Read the data again if their log of decisions has grown since; return whether it has."""
    maps, applied = st.session_state["maps"], st.session_state.setdefault("applied", {})
    log = _log_of(key)
    try:
        records: list[Decision] = log.records()
    except DecisionError as error:
        keep_refused([str(error)])
        return False
    st.session_state["recorded"] = records
    found, label = maps[key]
    made, known = applied.get(key, (None, None))
    if (log.name, len(records)) == (known if made is found else (log.name, 0)):
        return False
    laid = st.session_state["sources"][key]
    maps[key] = (shared.dataset(laid.source, laid.recipe, records), label)
    applied[key] = (maps[key][0], (log.name, len(records)))
    return True


def own_label() -> str | None:
    """Return the name of the data a person loaded, while a sample is shown instead; else None."""
    kept = st.session_state["maps"].get(OWN)
    return kept[1] if kept and st.session_state["map_key"] != OWN else None


def use_own() -> None:
    """Show the data a person loaded again."""
    _activate(OWN)


def _activate(key: str) -> None:
    """Show data that were read before."""
    found, label = st.session_state["maps"][key]
    st.session_state["ecosystem"] = found
    st.session_state["map_label"] = label
    st.session_state["map_key"] = key
    st.session_state.pop("remembered", None)
    for choice, known in (("site", found.sites), ("relation", found.relations)):
        if st.session_state.get(choice) not in known:
            st.session_state.pop(choice, None)


def ecosystem() -> Ecosystem:
    """Return the tables of the data shown."""
    found: Ecosystem = st.session_state["ecosystem"]
    return found


def site() -> str:
    """Return the city chosen; the one with most ties before any choice."""
    found, picked = ecosystem(), chosen("site")
    return picked if picked in found.sites else found.site(None)


def city(relation: str = ALL, rule: str = "union") -> SiteNetwork:
    """Return the network of the chosen city under a relation and a rule, kept with its results."""
    found = ecosystem()
    return remember(
        ("city", site(), relation, rule), lambda: SiteNetwork(found, site(), relation, rule, found.waves[-1])
    )


def remember(key: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` returns, computed once for all viewers of the data shown; ``make`` draws nothing."""
    found: T = ecosystem().results.get(key, make)
    return found


def remember_source(key: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` returns about the source of this session, computed once; the oldest results are dropped."""
    kept: ResultCache[T] = st.session_state.setdefault("remembered", ResultCache(_REMEMBERED))
    return kept.get(key, make)
