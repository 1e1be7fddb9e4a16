"""The desk every page works at: which map lies on it, which city is looked at, what was already worked out."""

import hashlib
import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pandas as pd
import streamlit as st

from ecosystem.collect.google import is_sheet_address
from ecosystem.collect.google_shared import SharedSheet, changes
from ecosystem.collect.recipes import Recipe, dump_recipe, load_recipe_file
from ecosystem.collect.sheet import Sheet, Source
from ecosystem.collect.sources import google_source, open_source, open_upload, shown_name
from ecosystem.errors import EcosystemError, NoMapError, SourceError
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.names.gate import NameGate
from ecosystem.pages.parts import decision_log
from ecosystem.show.map_data import relation_label
from ecosystem.show.text import plain, told_apart
from ecosystem.tables import setup_preview
from ecosystem.tables.assemble import assemble, recipe_beside
from ecosystem.tables.consent import group_only, not_named
from ecosystem.tables.dataset import ALL, Ecosystem
from ecosystem.text import counted
from ecosystem.translation import gettext

SAMPLE_DATA = Path(__file__).parents[2] / "sample_data"
SAMPLES = {
    "civic-graph": (SAMPLE_DATA / "civic_graph_2015", "Civic Graph 2015"),
    "riverton": (SAMPLE_DATA / "riverton", "Riverton, an invented city"),
}
WAITING = "waiting"  # a source that was opened and is no map yet
OWN = "own"  # the address of a map that lies only in this session
GONE = (
    "This address belongs to a map that lay in one browser tab only: such a map is gone when the page is loaded anew. "
    "Load the file again under “Where do I start?”."
)
_COLUMNS = "What is in each column?"  # the page on which a source that waits becomes a map
_REMEMBERED = 60  # results kept a session: some pages of one city, times a few filters
_STYLE = (
    ".stMainBlockContainer {padding-top: 3rem; padding-bottom: 3rem}"
    "[data-testid=stCaptionContainer] {opacity: 0.85}"  # small print, dark enough for a projector
    "@media (max-width: 1100px) {.stMainBlockContainer {padding-left: 2rem; padding-right: 2rem}}"
    "@media (max-width: 640px) {.stMainBlockContainer {padding-left: 1rem; padding-right: 1rem}"
    " .stMarkdown table {display: block; overflow-x: auto; font-size: 0.875rem}}"
)
# A picture would name those who agreed to the group alone.
_NO_PICTURES = '[data-testid=stElementToolbarButton]:has([aria-label^="Download as PNG"]) {display: none}'
T = TypeVar("T")


class LoadedSource(NamedTuple):
    """A source, the recipe it was read by, and how to read it anew where a recipe says otherwise of its bytes."""

    source: Source
    recipe: Recipe | None
    read: Callable[[Recipe | None], Source]


def page_header(title: str) -> None:
    """Draw what every page has: its question, whose map lies on the desk, the choice of a city, the last mishap."""
    _ensure_loaded()
    found = ecosystem()
    no_pictures = _NO_PICTURES if group_only(found) or not_named(found) else ""
    st.html(f"<style>{_STYLE}{no_pictures}</style>")
    with st.sidebar:
        st.markdown(f"**Map:** {plain(st.session_state['map_label'])}")
        if waiting := st.session_state.get("sources", {}).get(WAITING):
            named = plain(gate()(waiting.source.title))
            st.caption(f"This is still the map from before: “{named}” waits for its columns.")
        if len(found.sites) > 1:
            st.selectbox("City", found.sites, key="site", bind="query-params", persist_state="session")
        _sheet_panel()
    st.title(title)
    if message := st.session_state.pop("map_error", None):
        st.error(plain(message))
    waits = st.session_state.get("waits")
    if waits and (title != _COLUMNS or st.session_state["mistake"]):
        st.warning(plain(waits))
        if title != _COLUMNS and st.button("Say what is in its columns", type="primary"):
            st.switch_page("ecosystem/pages/data.py")


def next_page_link(page: Any, headline: str) -> None:
    """Draw the link to the next page of the menu, named by the question it answers."""
    st.divider()
    label = gettext("Next: {question}").format(question=headline)
    st.page_link(page, label=label, icon=":material/arrow_forward:")


def _ensure_loaded() -> None:
    """Make sure a map lies on the desk, and that the address says which.

    The address is asked once, when a browser tab comes in: later it may lag behind a click by a moment.
    """
    if "map_key" not in st.session_state:
        asked = st.query_params.get("data")
        if asked in SAMPLES:
            use_sample(asked)
        elif len(sys.argv) > 1:
            recipe = load_recipe_file(Path(sys.argv[2])) if len(sys.argv) > 2 else None
            st.session_state["served"] = (lambda by: open_source(sys.argv[1], by), str(Path(sys.argv[1]).resolve()))
            use_source(st.session_state["served"][0], Path(sys.argv[1]).name, recipe)
        elif asked == OWN:
            st.session_state["map_error"] = GONE
    if "map_key" not in st.session_state:
        use_sample(next(iter(SAMPLES)))
    if decision_log.reload_if_decided(st.session_state["map_key"]):  # somebody decided about names since
        _activate(st.session_state["map_key"])
    if st.query_params.get("data") != st.session_state["map_key"]:
        st.query_params["data"] = st.session_state["map_key"]


def use_sample(key: str) -> None:
    """Lay one of the maps that ship on the desk."""
    path, label = SAMPLES[key]
    if key not in st.session_state.setdefault("maps", {}):
        source = open_source(path)
        st.session_state["maps"][key] = (assemble(source), label)
        laid = LoadedSource(source, recipe_beside(source), lambda by: open_source(path, by))
        st.session_state.setdefault("sources", {})[key] = laid
    _activate(key)


def use_upload(files: list[tuple[str, bytes]]) -> None:
    """Lay uploaded files on the desk; a file that cannot be read leaves the desk as it was, with a message."""
    use_source(lambda by: open_upload(files, by), files[0][0])


def use_dropped(files: list[Any]) -> bool:
    """Lay the files of an uploader on the desk as soon as they are there, once; whether they are new."""
    dropped = [file.file_id for file in files]
    if not dropped or st.session_state.get("dropped") == dropped:
        return False
    st.session_state["dropped"] = dropped
    use_upload([(file.name, file.getvalue()) for file in files])
    return True


@st.cache_resource(max_entries=20, show_spinner=False)
def _shared(address: str) -> SharedSheet:
    """One copy of a sheet for all viewers; it is made to be asked from many threads."""
    return SharedSheet(lambda: open_source(address).sheets)


def use_address(address: str) -> None:
    """Lay a Google Sheet on the desk; this is the only way from the app to the internet, and only when asked."""
    address = address.strip()

    def read(_: Recipe | None) -> Source:
        if not is_sheet_address(address):
            raise SourceError(
                "This is not a Google Sheet's address: it begins with https://docs.google.com/spreadsheets/"
            )
        copy = _shared(address).get(datetime.now().astimezone())
        if not copy.sheets and copy.error:
            raise copy.error
        return google_source(copy.sheets)

    if use_source(read, "Google Sheet"):
        st.session_state["address"] = address


def _sheet_panel() -> None:
    """When the Google Sheet on the desk was fetched, and a button to fetch it anew and say what is new."""
    address = st.session_state.get("address")
    if address is None or st.session_state["map_key"] != OWN:
        return
    before = _shared(address).get(datetime.now().astimezone())
    if before.fetched_at:
        st.caption(f"Showing your sheet as of {before.fetched_at:%H:%M}")
    if st.button("Refresh from Google"):
        after = _shared(address).refresh(datetime.now().astimezone())
        recipe = st.session_state["sources"][OWN].recipe
        if after.error:
            st.session_state["map_error"] = f"{after.error} What you see is the last good copy."
        elif use_source(lambda _: google_source(after.sheets), "Google Sheet", recipe):
            st.session_state["address"] = address
            st.session_state["news"] = changes(before.sheets, after.sheets) or ["Nothing new in the sheet."]
        st.rerun()
    for line in st.session_state.pop("news", []):
        st.info(plain(ecosystem().gate(line)))


def use_source(read: Callable[[Recipe | None], Source], label: str, recipe: Recipe | None = None) -> bool:
    """Lay what ``read`` gives on the desk; our own errors become a message, and what lay there stays.

    A source that was opened but cannot be made into a map yet waits for the page that asks about its columns.
    """
    kept = st.session_state.setdefault("sources", {})
    for past in (kept, st.session_state):
        past.pop(WAITING if past is kept else "waits", None)
    label = shown_name(label)
    with st.status(f"Opening {plain(label)} ...") as stage:
        try:
            source = read(recipe)
            kept[WAITING] = LoadedSource(source, recipe or recipe_beside(source), read)
            rows = counted(sum(len(sheet.frame) for sheet in source.sheets), "row")
            stage.update(label=f"Making tables of {rows} in {counted(len(source.sheets), 'sheet')} ...")
            found = assemble(source, recipe)
        except EcosystemError as error:
            stage.update(label="Stopped", state="error")
            _stopped(error)
            return False
    kept[OWN] = kept.pop(WAITING)
    st.session_state.pop("address", None)
    st.session_state.setdefault("maps", {})[OWN] = (found, found.gate(label))
    _activate(OWN)
    return True


def _stopped(error: EcosystemError) -> None:
    """Keep what to say: why nothing was read, or, of a source that was opened, that it waits and for what."""
    waiting = st.session_state["sources"].get(WAITING)
    st.session_state["mistake"] = not isinstance(error, NoMapError)
    if waiting and not st.session_state["mistake"]:
        title = gate()(waiting.source.title)
        st.session_state["waits"] = (
            f"“{title}” was opened, but nothing in it is a map by itself: say what its columns hold. "
            "A guess is filled in already."
        )
    elif waiting:
        st.session_state["waits"] = str(error)
    else:
        st.session_state["map_error"] = str(error)


def has_mistake() -> bool:
    """Whether the source waits because of a mistake in it, and not because nobody said what its columns hold."""
    return bool(st.session_state.get("waits")) and st.session_state["mistake"]


def source() -> tuple[Source, Recipe | None, bool]:
    """The source that the columns page is about, its recipe, and whether it still waits to become a map."""
    laid, waiting = _loaded()
    return laid.source, laid.recipe, waiting


def widget_key(*parts: object) -> str:
    """A key for a widget: the page's source holds it, so no name of a file or a column stands in it."""
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()[:12]


def gate() -> NameGate:
    """What the text of the source that the columns page is about must pass before it is shown."""
    laid, waiting = _loaded()
    if not waiting:
        return ecosystem().gate
    return remember(("gate", laid.source.fingerprint), lambda: setup_preview.gate_of(laid.source, laid.recipe))


def _loaded() -> tuple[LoadedSource, bool]:
    kept = st.session_state["sources"]
    waiting = WAITING in kept
    return kept[WAITING if waiting else st.session_state["map_key"]], waiting


def use_recipe(recipe: Recipe) -> bool:
    """Lay the source on the desk anew, as the recipe says."""
    laid, waiting = _loaded()
    address = st.session_state.get("address")
    done = use_source(lambda _: laid.source, laid.source.title if waiting else st.session_state["map_label"], recipe)
    if done:
        st.session_state["sources"][OWN] = LoadedSource(laid.source, recipe, laid.read)
        if address and not waiting:
            st.session_state["address"] = address
    else:
        st.session_state["sources"][WAITING] = LoadedSource(laid.source, recipe, laid.read)
        if not st.session_state["mistake"]:  # a mistake is told until it is mended
            st.session_state["map_error"] = st.session_state["waits"]
    return done


def read_otherwise(sheet: Sheet, encoding: str, separator: str) -> None:
    """Read the source anew with another encoding or separator for one text file; it waits until it is imported."""
    laid, _ = _loaded()
    try:
        anew = setup_preview.read_otherwise(laid.source, laid.recipe, laid.read, sheet, encoding, separator)
        st.session_state["sources"][WAITING] = LoadedSource(*anew, laid.read)
    except EcosystemError as error:
        st.session_state["map_error"] = str(error)
    st.rerun()


def preview_unused_rows(recipe: Recipe, sheet: Sheet) -> pd.DataFrame | str:
    """The rows of a sheet that would be set aside under a recipe, without importing it; an error in words."""
    key = ("tried", sheet.source, dump_recipe(recipe))
    return remember(key, lambda: setup_preview.unused_rows_or_error(source()[0], recipe, sheet))


def imported(before: Ecosystem | None) -> None:
    """Remember what an import changed, for the page that comes up after it."""
    st.session_state["imported"] = setup_preview.before_and_after(before, ecosystem())


def show_imported() -> None:
    """What the last import changed, if there was one."""
    if "imported" in st.session_state:
        table(st.session_state["imported"])


def own_label() -> str | None:
    """The name of the map brought along that lies under another one, if there is one."""
    kept = st.session_state["maps"].get(OWN)
    return kept[1] if kept and st.session_state["map_key"] != OWN else None


def use_own() -> None:
    """Lay the map brought along on the desk again."""
    _activate(OWN)


def _activate(key: str) -> None:
    """Lay a map read before on the desk."""
    found, label = st.session_state["maps"][key]
    st.session_state["ecosystem"] = found
    st.session_state["map_label"] = label
    st.session_state["map_key"] = key
    st.session_state["remembered"] = OrderedDict()
    for choice, known in (("site", found.sites), ("relation", found.relations)):
        if st.session_state.get(choice) not in known:
            st.session_state.pop(choice, None)


def ecosystem() -> Ecosystem:
    """The map on the desk."""
    return st.session_state["ecosystem"]


def site() -> str:
    """The city chosen; the one with most ties until somebody chooses."""
    chosen = st.session_state.get("site")
    found = ecosystem()
    return chosen if chosen in found.sites else found.site(None)


def city(relation: str = ALL, rule: str = "union") -> SiteNetwork:
    """The chosen city under a relation and a rule, with everything already worked out about it."""
    found = ecosystem()
    return remember(
        ("city", site(), relation, rule), lambda: SiteNetwork(found, site(), relation, rule, found.waves[-1])
    )


def remember(key: Hashable, make: Callable[[], T]) -> T:
    """What ``make`` gives, worked out once for this map and session; the oldest results are forgotten first."""
    kept: OrderedDict[Hashable, Any] = st.session_state.setdefault("remembered", OrderedDict())
    if key not in kept:
        kept[key] = make()
        while len(kept) > _REMEMBERED:
            kept.popitem(last=False)
    kept.move_to_end(key)
    return kept[key]


def say(text: str) -> None:
    """A sentence made from the data, shown letter by letter as it is."""
    st.markdown(plain(text))


def caption(text: str) -> None:
    """What a page cannot say, in small print."""
    st.caption(plain(text))


def table(frame: pd.DataFrame, **options: Any) -> None:
    """A table for reading: no row numbers, full width, empty where nothing is known."""
    if frame.empty:
        caption("Nothing to list.")
        return
    st.dataframe(frame, hide_index=True, width="stretch", placeholder="", **options)


def pick_relation() -> str:
    """The relation to look at; one choice for all pages that have it, kept in the address."""
    labels = told_apart({ALL: "All ties"} | {r: relation_label(r) for r in ecosystem().relations if r != ALL})
    return st.selectbox(
        "Relation",
        list(labels),
        format_func=labels.__getitem__,
        key="relation",
        bind="query-params",
        persist_state="session",
    )


def pick_rule() -> str:
    """The rule "union", or "confirmed" where a survey lets people choose it."""
    label = "Only ties both ends report"
    if ecosystem().survey and st.toggle(label, key="confirmed", bind="query-params", persist_state="session"):
        return "confirmed"
    return "union"
