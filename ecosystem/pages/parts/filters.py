"""Filters that several pages share: the relation, and ties reported by both ends only."""

import streamlit as st

from ecosystem.pages import session
from ecosystem.show.map_data import relation_label
from ecosystem.show.text import distinct_labels
from ecosystem.tables.dataset import ALL
from ecosystem.translation import gettext


def pick_relation() -> str:
    """Draw the choice of a relation, one for all pages and kept in the address; return its id."""
    relations = session.ecosystem().relations
    labels = distinct_labels({ALL: gettext("All ties")} | {r: relation_label(r) for r in relations if r != ALL})
    return st.selectbox(
        gettext("Relation"),
        list(labels),
        format_func=labels.__getitem__,
        key="relation",
        bind="query-params",
        persist_state="session",
    )


def pick_rule() -> str:
    """Draw the choice of confirmed ties where the city was surveyed; return "union" or "confirmed"."""
    if session.city().survey and st.toggle(
        gettext("Only ties both ends report"), key="confirmed", bind="query-params", persist_state="session"
    ):
        return "confirmed"
    return "union"
