"""The project shown: opened by its address, made of what is dropped, kept change by change."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import streamlit as st

from ecosystem.collect.google import KEY
from ecosystem.collect.recipes import Recipe, dump_recipe
from ecosystem.collect.redaction import redacted
from ecosystem.collect.sources import open_upload, upload_names
from ecosystem.errors import EcosystemError, RequestError, StoreError
from ecosystem.pages.parts.sources import fetched
from ecosystem.pages.session import access, data
from ecosystem.pages.session.state import PROJECT, keep_news, tell
from ecosystem.projects import database, kinds, lifecycle, store
from ecosystem.projects import project as projects
from ecosystem.projects.arrivals import sort_files
from ecosystem.projects.box import read_box
from ecosystem.projects.by_hand import from_files, without_typed
from ecosystem.projects.changes import Change, ConflictError
from ecosystem.projects.glances import glances
from ecosystem.projects.links import EDIT_ANSWERS, MANAGE, USE_PAGES
from ecosystem.projects.project import DRAFT, GOOGLE, SETUP, TITLE, Project
from ecosystem.projects.sources import log_name, setup_of
from ecosystem.show import phrases
from ecosystem.show.text import plain
from ecosystem.tables.builder import EVERYWHERE
from ecosystem.tables.dataset import Ecosystem
from ecosystem.text import tidy
from ecosystem.translation import gettext

T = TypeVar("T")


def project() -> Project | None:
    """Return the project shown; None while a sample or data of this session alone are shown."""
    found: Project | None = st.session_state.get(PROJECT)
    return found


def projects_seen() -> tuple[list[Project], dict[str, Any]]:
    """Return the projects that may be seen here, the one changed last first, and a glance of each by its id."""
    try:
        here = access.visitor()
        return [project for project in projects.every() if here.may(USE_PAGES, project.id)], glances()
    except EcosystemError as error:
        st.session_state["store_fault"] = str(error)
        return [], {}


def open_project(found: Project) -> bool:
    """Show a project; return whether it holds a map."""
    return data.use_project(found)


def open_address(identifier: str) -> bool:
    """Show the project whose id or name the address gives; return whether it is there and may be seen."""
    try:
        found = projects.found(identifier) if access.is_local() else projects.by_id(identifier)
        access.check(found, USE_PAGES)
        _check_not_deleted(found)
        data.use_project(found)
    except EcosystemError as error:
        tell(str(error))
        return False
    return True


def refresh() -> None:
    """Read what others have changed in the project shown since it was drawn."""
    known = project()
    if known is None:
        return
    st.session_state["store_fault"] = str(database.fault() or "")
    try:
        access.check(known, USE_PAGES)
        fresh = projects.refreshed(known)
        _check_not_deleted(fresh)
    except RequestError as error:
        data.leave_project()
        keep_news("project", str(error))
        return
    except EcosystemError as error:  # the map that was read stays
        st.session_state["store_fault"] = str(error)
        return
    if projects.content_key(fresh) != projects.content_key(known):
        data.use_project(fresh)
    elif fresh is not known:
        st.session_state[PROJECT] = fresh
        st.session_state["map_label"] = fresh.title


def start(name: str, files: Sequence[tuple[str, bytes]], *made: Change) -> bool:
    """Make a project of files, none of them perhaps, and show it; return whether it holds a map.

    Its title is the city where the files are about a single one, else the name of a file. Nothing is kept of files
    that cannot be read; where nothing can be kept, they are shown in this session alone.
    """
    named = list(zip(upload_names(files), (content for _, content in files), strict=True))
    title = tidy(redacted(name).text.replace("_", " "))
    try:
        _check_local()
        if named:
            open_upload(named)  # which says what is wrong
        found = projects.create(projects.free_name(title), [*made], title=title, by=initials())
        if named:
            found = projects.keep_files(found, dict(named), initials())
    except StoreError as error:
        st.session_state["store_fault"] = str(error)
        return bool(named) and data.use_source(lambda by: open_upload(named, by), title)
    except EcosystemError as error:
        tell(str(error))
        return False
    done = data.use_project(found)
    if done and (better := _title_of(data.ecosystem(), len(named))):
        with suppress(EcosystemError):
            found = projects.record(projects.call(found, better), Change(TITLE, better))
            st.session_state[PROJECT], st.session_state["map_label"] = found, found.title
    return done


def _title_of(found: Ecosystem, files: int) -> str:
    """Return what a project of these files is called: its city, or how many there are; "" for a name of a file."""
    cities = [site for site in found.sites if site != EVERYWHERE]
    if len(cities) == len(found.sites) == 1:
        return cities[0]
    return phrases.cities(len(cities)) if files > 1 and len(cities) > 1 else ""


def start_sheet(address: str) -> bool:
    """Make a project of a Google Sheet; return whether it holds a map. Only this and ``check_sheet`` use the internet.

    Decisions about names that an earlier version kept for the sheet are taken over.
    """
    address = address.strip()
    try:
        title, files = fetched(address)
    except EcosystemError as error:
        tell(str(error))
        return False
    done = start(title, files, Change(GOOGLE, address))
    if made := project():
        key = KEY.search(address)
        with suppress(EcosystemError):  # what cannot be taken over is no reason to show no map
            store.add(log_name(made), store.log(f"sheet {key[1]}") if key else ())
    return done


def check_sheet() -> None:
    """Fetch the Google Sheet of the project shown again; what is new in it is kept."""
    known = project()
    if known is None:
        return
    try:
        _, files = fetched(str(known.value(GOOGLE)))
    except EcosystemError as error:
        tell(gettext("{error} What you see is the last good copy.").format(error=error))
        return
    keep_files(files)


def open_box(content: bytes) -> bool:
    """Make a project of a hand-over box and show it; return whether it holds a map."""
    try:
        _check_local()
        found = read_box(content)
    except EcosystemError as error:
        tell(str(error))
        return False
    return data.use_project(found)


def keep(*changes: Change) -> None:
    """Keep changes of the project shown: the callback of what is typed and clicked.

    Of two different changes of the same, both are shown for a choice: see ``conflict``.
    """
    known = project()
    if known is None:
        return
    try:
        access.check_changes(known, changes)
        fresh = projects.record(known, *map(_signed, changes))
    except ConflictError as error:
        st.session_state["conflict"] = error
    except EcosystemError as error:
        tell(str(error))
    else:
        _show(known, fresh)


def keep_files(files: Sequence[tuple[str, bytes]]) -> None:
    """Keep files in the project shown: further sources at once; newer versions of one wait for a decision."""
    known = project()
    if known is None:
        return
    named = dict(zip(upload_names(files), (content for _, content in files), strict=True))
    try:
        access.check(known, EDIT_ANSWERS)
        open_upload(list(named.items()), setup_of(known))  # which says what is wrong
        typed = from_files(named, initials())
        further, waiting = sort_files(known, without_typed(named), setup_of(known))
        fresh = projects.record(known, *typed) if typed else known
        fresh = projects.keep_files(fresh, further, initials()) if further else fresh
        fresh = projects.keep_files(fresh, waiting, initials(), kind=projects.ARRIVED) if waiting else fresh
        if fresh is known:
            keep_news("files", gettext("Nothing new: the project holds these files already."))
    except EcosystemError as error:
        tell(str(error))
        return
    _show(known, fresh)


def use_recipe(recipe: Recipe) -> bool:
    """Import the source again under a column setup; return whether it could be imported, and is kept then."""
    known, text = project(), dump_recipe(recipe)
    done = data.use_recipe(recipe)
    if done and known is not None and known.value(SETUP) != text:
        try:
            access.check(known, MANAGE)
            st.session_state[PROJECT] = projects.record(known, _signed(Change(SETUP, text)))
        except ConflictError as error:
            st.session_state["conflict"] = error
        except EcosystemError as error:
            tell(str(error))
    return done


def keep_draft(recipe: Recipe) -> str:
    """Keep the column setup as chosen on the page Data, once it differs from the one first drawn; return it as text."""
    text, known = dump_recipe(recipe), project()
    if known is None:
        return text
    key = f"drawn {projects.content_key(known)}"
    if st.session_state.setdefault(key, text) != text:
        st.session_state[key] = text
        try:
            access.check(known, MANAGE)
            st.session_state[PROJECT] = projects.record(known, _signed(Change(DRAFT, text)), alone=True)
        except EcosystemError as error:
            st.error(plain(str(error)))
    return text


def act(step: Callable[[Project], T]) -> T | None:
    """Do something to the whole project shown, the callback of buttons; return the result, None if refused."""
    known = project()
    if known is None:
        return None
    try:
        access.check(known, MANAGE)
        return step(known)
    except EcosystemError as error:
        tell(str(error))
        return None


def bring_back(found: Project) -> None:
    """Bring a deleted project back and show it; the callback of a button in local use."""
    try:
        access.check(found, MANAGE)
        lifecycle.undelete(found, initials())
    except EcosystemError as error:
        tell(str(error))


def deleted_projects() -> list[Project]:
    """Return the deleted projects that can be brought back, in local use."""
    try:
        return projects.every(deleted=True) if access.is_local() else []
    except EcosystemError:
        return []


def undo(change: Change, said: str = "") -> None:
    """Take back a change of the project shown; ``said`` in words, the next page tells that it was."""
    known = project()
    if known is None:
        return
    try:
        access.check_changes(known, (change,), undoing=True)
        _show(known, projects.undo(known, change, initials()))
    except EcosystemError as error:
        tell(str(error))
    else:
        if said:
            keep_news("undone", gettext("Taken back: {change}").format(change=said))


def conflict() -> ConflictError | None:
    """Return the change that somebody else made of what was changed here; None if there is none."""
    found: ConflictError | None = st.session_state.get("conflict")
    return found


def settle(*, mine: bool) -> None:
    """End a conflict: keep what was written here after all, or leave what the other person wrote."""
    error: ConflictError = st.session_state.pop("conflict")
    known = project()
    if mine and known is not None:
        st.session_state[PROJECT] = projects.record(known, _signed(error.mine), alone=True)


def fault() -> str:
    """Return what is wrong with the store; "" while it works."""
    return str(st.session_state.get("store_fault", ""))


def initials() -> str:
    """Return the initials given in this session; "" before any, and where what was typed is none."""
    return kinds.initials(str(st.session_state.get("who_decides") or ""))


def _check_local() -> None:
    if not access.is_local():
        raise RequestError(gettext("On a shared server, whoever runs it makes the projects: project create NAME"))


def _check_not_deleted(found: Project) -> None:
    if found.state == projects.DELETED:
        said = gettext("The project {title} is deleted. It can be brought back on Home for 30 days.")
        raise RequestError(said.format(title=found.title))


def _signed(change: Change) -> Change:
    return change if change.by else change.signed(initials())


def _show(known: Project, fresh: Project) -> None:
    """Show what was changed; where the map changes too, ``refresh`` reads it as the page is drawn again."""
    if projects.content_key(fresh) == projects.content_key(known):
        st.session_state[PROJECT] = fresh
        st.session_state["map_label"] = fresh.title
