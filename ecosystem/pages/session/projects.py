"""The project shown, opened by its address and read again as others change it."""

from typing import Any

import streamlit as st

from ecosystem.errors import EcosystemError, RequestError
from ecosystem.pages.session import access, opening
from ecosystem.pages.session.state import PROJECT, keep_news, tell
from ecosystem.projects import database, kinds
from ecosystem.projects import project as projects
from ecosystem.projects.glances import glances
from ecosystem.projects.links import USE_PAGES
from ecosystem.projects.project import Project
from ecosystem.translation import gettext


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
    return opening.use_project(found)


def open_address(identifier: str) -> bool:
    """Show the project whose id or name the address gives; return whether it is there and may be seen."""
    try:
        found = projects.found(identifier) if access.is_local() else projects.by_id(identifier)
        access.check(found, USE_PAGES)
        _check_not_deleted(found)
        opening.use_project(found)
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
        opening.leave_project()
        keep_news("project", str(error))
        return
    except EcosystemError as error:  # the map that was read stays
        st.session_state["store_fault"] = str(error)
        return
    if projects.content_key(fresh) != projects.content_key(known):
        opening.use_project(fresh)
    elif fresh is not known:
        st.session_state[PROJECT] = fresh
        st.session_state["map_label"] = fresh.title


def fault() -> str:
    """Return what is wrong with the store; "" while it works."""
    return str(st.session_state.get("store_fault", ""))


def initials() -> str:
    """Return the initials given in this session; "" before any, and where what was typed is none."""
    return kinds.initials(str(st.session_state.get("who_decides") or ""))


def deleted_projects() -> list[Project]:
    """Return the deleted projects that can be brought back, in local use."""
    try:
        return projects.every(deleted=True) if access.is_local() else []
    except EcosystemError:
        return []


def check_local() -> None:
    if not access.is_local():
        raise RequestError(gettext("On a shared server, whoever runs it makes the projects: project create NAME"))


def _check_not_deleted(found: Project) -> None:
    if found.state == projects.DELETED:
        said = gettext("The project {title} is deleted. It can be brought back on Home for 30 days.")
        raise RequestError(said.format(title=found.title))
