"""Form for a column that holds ties: the relation, its direction, the partner, and the scale of its answers."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ecosystem.collect.recipes import TIE_TO_ONE
from ecosystem.collect.vocabularies import load_relations
from ecosystem.columns.describe import DIRECTIONS
from ecosystem.columns.edit import ColumnQuestion
from ecosystem.pages import session
from ecosystem.show.text import distinct_labels
from ecosystem.translation import gettext


def pick(place: DeltaGenerator, label: str, words: Mapping[str, str], chosen: str, key: str, **options: Any) -> str:
    """Draw a select box in ``place``; return one of the keys of ``words``, the first where ``chosen`` is not one."""
    at = [*words].index(chosen) if chosen in words else 0
    return str(place.selectbox(label, [*words], at, distinct_labels(words).__getitem__, key=key, **options))


def tie_settings(question: ColumnQuestion, becomes: str, key: str) -> dict[str, object]:
    """Draw what a tie needs to know; return it as settings of the column."""
    decided, relations = question.decided, load_relations()
    known = {one: relations[one].label for one in relations}
    if decided.relation:
        known.setdefault(decided.relation, decided.relation)
    left, right = st.columns(2)
    relation = pick(left, gettext("Kind of tie"), known, decided.relation or "works_with", f"relation {key}")
    settings: dict[str, object] = {"relation": relation}
    if relation in relations and relations[relation].directed:
        ways = {way: gettext(DIRECTIONS[way]) for way in ("gives", "gets")}
        settings["direction"] = pick(right, gettext("Who gives?"), ways, decided.direction, f"way {key}")
    if becomes == TIE_TO_ONE and not question.rows:
        shown = session.gate()(decided.named)
        typed = st.text_input(gettext("About which partner?"), shown, key=f"named {key}")
        settings["named"] = decided.named if typed == shown else typed
    if question.answers and becomes == TIE_TO_ONE:
        settings |= scale_settings(question, key)
    return settings


def scale_settings(question: ColumnQuestion, key: str) -> dict[str, object]:
    """Draw the answers of a scale, weakest first, and those for no tie; return them as settings of the column."""
    decided = question.decided
    left, right = st.columns(2)
    no_tie = left.multiselect(
        gettext("Answers that mean no tie"),
        question.answers,
        list(decided.no_tie),
        key=f"no tie {key}",
        format_func=session.gate(),
    )
    others = [answer for answer in question.answers if answer not in no_tie]
    scale = right.multiselect(
        gettext("Other answers, weakest first"),
        others,
        [answer for answer in decided.scale if answer in others],
        key=f"scale {key}",
        format_func=session.gate(),
        help=gettext("Choose them in order. If left empty, the ties have no strength."),
    )
    return {"no_tie": no_tie, "scale": scale}
