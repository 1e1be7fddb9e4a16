"""Fields to type in: an organization of the map or a new one, its city, an attribute and its value."""

import streamlit as st

from ecosystem.collect.by_hand import ATTRIBUTES
from ecosystem.pages import session
from ecosystem.show.attribute_text import attribute_label, words_for
from ecosystem.show.text import distinct_labels, plain
from ecosystem.tables.by_hand import named_organizations
from ecosystem.tables.dataset import Ecosystem
from ecosystem.text import LIST_SEPARATOR, split_list
from ecosystem.translation import gettext


def organization(found: Ecosystem | None, label: str, key: str) -> tuple[str, str]:
    """Draw the choice of an organization of the map, or of a new name; return its name and city."""
    known = named_organizations(found) if found else {}
    labels = distinct_labels({each: name for each, (name, _) in known.items()})
    typed = st.selectbox(
        label,
        list(labels.values()),
        index=None,
        key=key,
        accept_new_options=True,
        placeholder=gettext("choose one, or type a new name"),
    )
    by_label = {label: known[each] for each, label in labels.items()}
    return by_label.get(typed or "", (typed or "", ""))


def listed_organization(found: Ecosystem | None, key: str) -> tuple[str, str, str] | None:
    """Draw the choice of an organization of the map; return its id, name and city, None before one is chosen."""
    known = named_organizations(found) if found else {}
    labels = distinct_labels({each: name for each, (name, _) in known.items()})
    chosen = st.selectbox(
        gettext("Organization"), list(labels), index=None, key=key, format_func=lambda each: labels[each]
    )
    return (chosen, *known[chosen]) if chosen else None


def city(found: Ecosystem | None, key: str) -> str:
    """Draw the choice of a city of the map, or of a new one; return it, "" where the map has no cities."""
    cities = _cities(found)
    here = session.site() if found else ""
    label = gettext("City")
    at = cities.index(here) if here in cities else None
    chosen = st.selectbox(label, cities, index=at, key=f"city {key}", accept_new_options=True, placeholder="")
    return chosen or ""


def city_of_both(found: Ecosystem | None, one: tuple[str, str], other: tuple[str, str]) -> str:
    """Return the city of a tie of two organizations, each with its name and city; "" where they are in different ones.

    New organizations are in the city that is shown.
    """
    cities = {place for _, place in (one, other) if place} or {session.site() if found else ""}
    return next(iter(cities)) if len(cities) == 1 and cities <= set(_cities(found)) else ""


def _cities(found: Ecosystem | None) -> list[str]:
    return sorted({place for _, place in named_organizations(found).values()} - {""}) if found else []


def attribute(key: str) -> str:
    """Draw the choice of an attribute; return its column."""
    return str(st.selectbox(gettext("Attribute"), list(ATTRIBUTES), key=key, format_func=attribute_label))


def value(found: Ecosystem, column: str, now: str, key: str) -> str:
    """Draw the field for the value of an attribute, filled with what the map says now; return what it holds."""
    words, label = words_for(found, column), attribute_label(column)
    if words and ATTRIBUTES[column].type == "list":
        held = split_list(now)
        options = list(dict.fromkeys([*words, *held]))
        return LIST_SEPARATOR.join(st.multiselect(label, options, held, key=key, accept_new_options=True))
    if words:
        at = words.index(now) if now in words else None
        return st.selectbox(label, words, index=at, key=key, format_func=plain) or ""
    return st.text_input(label, now, key=key, max_chars=2000)
