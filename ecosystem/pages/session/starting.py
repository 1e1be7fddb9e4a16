"""Projects made of what is dropped: files, a Google Sheet, a hand-over box."""

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from ecosystem.collect.google import KEY
from ecosystem.collect.redaction import redacted
from ecosystem.collect.sources import open_upload, upload_names
from ecosystem.errors import EcosystemError, StoreError
from ecosystem.pages.parts.sources import fetched
from ecosystem.pages.session import data, opening
from ecosystem.pages.session.keeping import keep_files
from ecosystem.pages.session.projects import check_local, initials, project
from ecosystem.pages.session.state import PROJECT, tell
from ecosystem.projects import project as projects
from ecosystem.projects import store
from ecosystem.projects.box import read_box
from ecosystem.projects.changes import Change
from ecosystem.projects.project import GOOGLE, TITLE
from ecosystem.projects.sources import log_name
from ecosystem.show import phrases
from ecosystem.tables.builder import EVERYWHERE
from ecosystem.tables.dataset import Ecosystem
from ecosystem.text import tidy
from ecosystem.translation import gettext


def start(name: str, files: Sequence[tuple[str, bytes]], *made: Change) -> bool:
    """Make a project of files, none of them perhaps, and show it; return whether it holds a map.

    Its title is the city where the files are about a single one, else the name of a file. Nothing is kept of files
    that cannot be read; where nothing can be kept, they are shown in this session alone.
    """
    named = list(zip(upload_names(files), (content for _, content in files), strict=True))
    title = tidy(redacted(name).text.replace("_", " "))
    try:
        check_local()
        if named:
            open_upload(named)  # which says what is wrong
        found = projects.create(projects.free_name(title), [*made], title=title, by=initials())
        if named:
            found = projects.keep_files(found, dict(named), initials())
    except StoreError as error:
        st.session_state["store_fault"] = str(error)
        return bool(named) and opening.use_source(lambda by: open_upload(named, by), title)
    except EcosystemError as error:
        tell(str(error))
        return False
    done = opening.use_project(found)
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
        check_local()
        found = read_box(content)
    except EcosystemError as error:
        tell(str(error))
        return False
    return opening.use_project(found)
