"""The samples that ship, a source with its column setup, and Google Sheets shared by all viewers."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import streamlit as st

from ecosystem.collect.google import is_sheet_address
from ecosystem.collect.google_shared import SharedSheet
from ecosystem.collect.recipes import Recipe
from ecosystem.collect.sheet import Source
from ecosystem.collect.sources import google_source, open_source
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
    return SharedSheet(lambda: open_source(address).sheets)


def read_sheet(address: str) -> Source:
    """Return the tabs of a Google Sheet; SourceError where the address or the sheet cannot be used."""
    if not is_sheet_address(address):
        raise SourceError(
            gettext(
                "This is not the address of a Google Sheet. Paste one that begins with "
                "https://docs.google.com/spreadsheets/"
            )
        )
    copy = shared_sheet(address).get(datetime.now().astimezone())
    if not copy.sheets and copy.error:
        raise copy.error
    return google_source(copy.sheets)
