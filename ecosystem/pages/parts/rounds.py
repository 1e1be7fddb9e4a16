"""The round shown: which there are, which was chosen, and the sentence that says so."""

import streamlit as st

from ecosystem.errors import RequestError
from ecosystem.pages.parts import layout
from ecosystem.show.rounds import about_round
from ecosystem.show.text import plain
from ecosystem.tables.dataset import Ecosystem
from ecosystem.translation import gettext

KEY = "round"  # of the choice, and in the address


def choose_round(found: Ecosystem) -> None:
    """Draw the choice of a round where the data have several; a round of the address that is none is an error.

    ``found`` holds every round. The last one is chosen until somebody chooses another.
    """
    if len(found.rounds) == 1:
        return
    named = st.query_params.get(KEY)
    if named is not None and named not in found.rounds:
        try:
            st.query_params[KEY] = found.in_round(named).round  # as the data write it
        except RequestError as error:
            del st.query_params[KEY]
            st.error(plain(str(error)))
        else:
            st.rerun()  # a choice reads the address as it was when the run began
    last = len(found.rounds) - 1
    st.selectbox(gettext("Round"), found.rounds, last, key=KEY, bind="query-params", persist_state="session")


def in_chosen_round(found: Ecosystem, chosen: object) -> Ecosystem:
    """Return the data in the round that ``KEY`` holds; in the last where nothing, or a round of other data, is chosen.

    Data of one round are returned as they are.
    """
    return found.in_round(str(chosen) if chosen in found.rounds else None)


def say_round(seen: Ecosystem) -> None:
    """Draw which round a page shows, where the data have several."""
    for line in about_round(seen):
        layout.caption(line)
