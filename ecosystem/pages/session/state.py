"""The names under which a session keeps its state; shared by the modules of this package."""

from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from ecosystem.translation import gettext_noop

WAITING = "waiting"  # key of a source that was opened and could not be imported yet
OWN = "own"  # key, also in the address, of data that exist only in this session
PROJECT = "project"  # in the address: the id of the project shown
GONE = gettext_noop(
    "This address belongs to data loaded in one browser tab. They are gone once the page is reloaded. "
    "Load the file again on the page Home."
)
OPENS = gettext_noop("“{title}” is open but not imported yet: check what its columns hold. Suggestions are filled in.")


def key() -> str:
    """Return the key of the data shown: of a sample, OWN, or a project's id."""
    return str(st.session_state["map_key"])


def chosen(widget: str) -> Any:
    """Return the value of the widget with this key; None before it was drawn."""
    return st.session_state.get(widget)


def within(widget: str, options: Collection[Any]) -> str:
    """Return the key of a widget, whose choice is dropped where it is none of these options: of another city's."""
    if st.session_state.get(widget) not in (None, *options):
        del st.session_state[widget]
    return widget


def mark_made(name: str, view: object) -> None:
    """Keep that a file was asked for, and for which view."""
    st.session_state[f"made {name}"] = view


def was_made(name: str, view: object) -> bool:
    """Whether this file was asked for in this view."""
    return bool(st.session_state.get(f"made {name}") == view)


def tell(message: str) -> None:
    """Keep an error for the page that is drawn next."""
    st.session_state["map_error"] = message


def new_files(files: Sequence[Any]) -> list[tuple[str, bytes]]:
    """Return the files of an uploader, name and bytes, the first time that they are there; none afterwards."""
    dropped = [file.file_id for file in files]
    if not dropped or st.session_state.get("dropped") == dropped:
        return []
    st.session_state["dropped"] = dropped
    return [(file.name, file.getvalue()) for file in files]


def keep_news(what: str, text: str) -> None:
    """Keep a text for the page that is drawn next."""
    st.session_state[f"news {what}"] = text


def take_news(what: str) -> str:
    """Return a text kept for this page, once; "" if there is none."""
    return str(st.session_state.pop(f"news {what}", ""))


def base_address() -> str:
    """Return where the app is, as this browser names it, without a path: https://map.example.org."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme or 'http'}://{parts.netloc or 'localhost:8501'}"
