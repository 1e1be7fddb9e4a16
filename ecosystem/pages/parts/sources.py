"""The samples that ship, a source with its column setup, and Google Sheets shared by all viewers."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import streamlit as st

from ecosystem.collect.google import is_sheet_address, read_google
from ecosystem.collect.google_files import tab_files
from ecosystem.collect.google_shared import SharedSheet
from ecosystem.collect.recipes import Recipe
from ecosystem.collect.sheet import Source
from ecosystem.errors import SourceError
from ecosystem.shipped import shipped
from ecosystem.translation import gettext

SAMPLE_DATA = shipped("sample_data")
SAMPLES = {
    "civic-graph": (SAMPLE_DATA / "civic_graph_2015", "Civic Graph 2015"),
    "riverton": (SAMPLE_DATA / "riverton", "Riverton, an invented city"),
}
Read = Callable[[Recipe | None], Source]


class LoadedSource(NamedTuple):
    """A source, the column setup it was read by, and a function that reads it again under another setup."""

    source: Source
    recipe: Recipe | None
    read: Read


@st.cache_resource(max_entries=20, show_spinner=False)
def shared_sheet(address: str) -> SharedSheet:
    """Return the one copy of a Google Sheet that all viewers share; it is safe to use from many threads."""
    return SharedSheet(lambda: tuple(read_google(address)))


def fetched(address: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Return the title of a Google Sheet and its tabs as files, fetched now unless that was a moment ago.

    SourceError where the address or the sheet cannot be used.
    """
    if not is_sheet_address(address):
        raise SourceError(
            gettext(
                "This is not the address of a Google Sheet. Paste one that begins with "
                "https://docs.google.com/spreadsheets/"
            )
        )
    copy = shared_sheet(address).refresh(datetime.now().astimezone())
    if copy.error:
        raise copy.error
    return copy.sheets[0].origin.document, tab_files(copy.sheets)
