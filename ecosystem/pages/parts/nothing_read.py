"""A red box where nothing was read that a map needs: no organizations, or no ties."""

import streamlit as st

from ecosystem.pages import session
from ecosystem.show.text import plain
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.nothing_read import nothing_read


def say_nothing_read(found: Ecosystem) -> None:
    """Draw the warning and what to do; nothing where there are organizations and ties."""
    lines = session.remember("nothing read", lambda: nothing_read(found))
    if lines:
        st.error("  \n".join(plain(line) for line in lines))
