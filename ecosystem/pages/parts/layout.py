"""Sentences, captions and tables as every page draws them, and keys for widgets."""

import hashlib
from typing import Any

import pandas as pd
import streamlit as st

from ecosystem.show.text import plain
from ecosystem.translation import gettext


def say(text: str) -> None:
    """Draw a sentence made from the data, every character as written."""
    st.markdown(plain(text))


def caption(text: str) -> None:
    """Draw a note in small print, every character as written."""
    st.caption(plain(text))


def table(frame: pd.DataFrame, **options: Any) -> None:
    """Draw a table to read: no row numbers, full width, empty cells where nothing is known."""
    if frame.empty:
        caption(gettext("Nothing to list."))
        return
    st.dataframe(frame, hide_index=True, width="stretch", placeholder="", **options)


def widget_key(*parts: object) -> str:
    """Return a key for a widget that holds no name of a file or a column, as keys stand in the page's source."""
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()[:12]
