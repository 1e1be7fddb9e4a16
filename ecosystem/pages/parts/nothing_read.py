"""A red box where nothing was read that a map needs: no organizations, no ties, or not the answers to a survey."""

import streamlit as st

from ecosystem.pages import session
from ecosystem.show.text import plain
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.nothing_read import nothing_read, unread_answers


def say_nothing_read(found: Ecosystem) -> None:
    """Draw the warning and what to do; nothing where there are organizations and ties."""
    lines = session.remember("nothing read", lambda: [*unread_answers(found), *nothing_read(found)])
    if lines:
        st.error("  \n".join(plain(line) for line in lines))
