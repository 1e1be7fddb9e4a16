"""What is looked at in the data shown: the city, its network, and results kept."""

from collections.abc import Callable, Hashable
from typing import TypeVar

import streamlit as st

from ecosystem.findings.site_network import SiteNetwork
from ecosystem.pages.session.state import chosen
from ecosystem.result_cache import ResultCache
from ecosystem.tables.dataset import ALL, Ecosystem

_REMEMBERED = 60  # results about the source, kept per session
T = TypeVar("T")


def _shown() -> Ecosystem:
    found: Ecosystem = st.session_state["seen"]
    return found


def site() -> str:
    """Return the city chosen; the one with most ties before any choice."""
    found, picked = _shown(), chosen("city")
    return picked if picked in found.sites else found.site(None)


def city(relation: str = ALL, rule: str = "union") -> SiteNetwork:
    """Return the network of the chosen city under a relation and a rule, kept with its results."""
    found = _shown()
    return remember(("city", site(), relation, rule), lambda: SiteNetwork(found, site(), relation, rule))


def remember(key: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` returns, computed once for all viewers of the data shown; ``make`` draws nothing."""
    found: T = _shown().results.get(key, make)
    return found


def remember_source(key: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` returns about the source of this session, computed once; the oldest results are dropped."""
    kept: ResultCache[T] = st.session_state.setdefault("remembered", ResultCache(_REMEMBERED))
    return kept.get(key, make)
