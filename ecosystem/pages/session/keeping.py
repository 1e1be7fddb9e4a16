"""What is typed, dropped and clicked in the project shown: kept at once, change by change."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from ecosystem.collect.sources import open_upload, upload_names
from ecosystem.errors import EcosystemError
from ecosystem.pages.session import access
from ecosystem.pages.session.projects import initials, project
from ecosystem.pages.session.state import PROJECT, keep_news, tell
from ecosystem.projects import lifecycle
from ecosystem.projects import project as projects
from ecosystem.projects.arrivals import sort_files
from ecosystem.projects.by_hand import from_files, without_typed
from ecosystem.projects.changes import Change, ConflictError
from ecosystem.projects.links import EDIT_ANSWERS, MANAGE
from ecosystem.projects.project import Project
from ecosystem.projects.sources import setup_of
from ecosystem.translation import gettext

T = TypeVar("T")


def keep(*changes: Change) -> None:
    """Keep changes of the project shown: the callback of what is typed and clicked.

    Of two different changes of the same, both are shown for a choice: see ``conflict``.
    """
    known = project()
    if known is None:
        return
    try:
        access.check_changes(known, changes)
        fresh = projects.record(known, *map(signed, changes))
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
        st.session_state[PROJECT] = projects.record(known, signed(error.mine), alone=True)


def signed(change: Change) -> Change:
    return change if change.by else change.signed(initials())


def _show(known: Project, fresh: Project) -> None:
    """Show what was changed; where the map changes too, ``refresh`` reads it as the page is drawn again."""
    if projects.content_key(fresh) == projects.content_key(known):
        st.session_state[PROJECT] = fresh
        st.session_state["map_label"] = fresh.title
