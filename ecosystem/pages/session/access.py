"""What the visitor may do in the project shown: everything in local use, what a link's role allows in shared use."""

import streamlit as st

from ecosystem.asking.access import Rights, rights
from ecosystem.errors import RequestError
from ecosystem.pages.session.state import PROJECT
from ecosystem.projects import project as projects
from ecosystem.projects.changes import UNDO, Change
from ecosystem.projects.links import EDIT_ANSWERS, MANAGE, USE_PAGES
from ecosystem.projects.project import Project
from ecosystem.translation import gettext

_NEEDS = {  # kind of change -> what one must be allowed to; to manage the project for all others
    **dict.fromkeys((projects.SOURCE, projects.ARRIVED, projects.ORGANIZATION), EDIT_ANSWERS),
    **dict.fromkeys((projects.TIE, projects.INVITED, projects.ATTRIBUTE), EDIT_ANSWERS),
    projects.PUBLISHED: USE_PAGES,
}


def visitor() -> Rights:
    """Return the rights of the visitor as of now; a link may have been revoked meanwhile."""
    from_where = st.context.ip_address
    return rights(st.context.cookies, st.context.headers, from_where if isinstance(from_where, str) else None)


def is_local() -> bool:
    """Whether the app runs for this computer alone, so that its user may make, open and delete any project."""
    return visitor().roles is None


def may(action: str) -> bool:
    """Return whether the visitor may do something to what is shown; with data that are no project, anything."""
    shown: Project | None = st.session_state.get(PROJECT)
    return shown is None or visitor().may(action, shown.id)


def check_changes(project: Project, changes: tuple[Change, ...], *, undoing: bool = False) -> None:
    """Raise RequestError where the visitor may not make these changes, or take them back (``undoing``)."""
    here = visitor()
    kinds = {change.number: change.kind for change in project.changes}
    for change in changes:
        kind = kinds.get(change.undoes, "") if change.kind == UNDO else change.kind
        if kind == projects.SOURCE and (undoing or change.value is None):  # no answer goes by a helper's click
            check(project, MANAGE, here)
        check(project, _NEEDS.get(kind, MANAGE), here)


def check(project: Project, action: str, here: Rights | None = None) -> None:
    """Raise RequestError where the visitor may not do something in a project."""
    if not (here or visitor()).may(action, project.id):
        raise RequestError(gettext("Your link does not allow this. Ask the organizer of the project for another one."))
