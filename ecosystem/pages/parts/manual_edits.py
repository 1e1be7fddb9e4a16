"""Edits of names by hand: merge two, split off a spelling, rename, undo, and move decisions to another project."""

import pandas as pd
import streamlit as st

from ecosystem.errors import EcosystemError
from ecosystem.names.decisions import describe_decision, effective, to_file, undo
from ecosystem.names.matching.suggestions import suggestions
from ecosystem.pages.parts import decision_log, layout, questions
from ecosystem.show import name_review_text as words
from ecosystem.show.files import csv_bytes
from ecosystem.show.text import distinct_labels, plain
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.name_queue import side_by_side
from ecosystem.tables.name_review import renamed, shown, spellings_of, split_off
from ecosystem.translation import gettext


def merge(found: Ecosystem, here: pd.DataFrame, by: str) -> None:
    """Draw the search for two names, then the same buttons as for a suggested pair."""
    st.subheader(gettext("Merge two organizations"))
    left, right = st.columns(2)
    with left:
        a = _search(gettext("First organization"), here, "one")
    with right:
        b = _search(gettext("Second organization"), here, "other")
    if a and b and a == b:
        layout.caption(gettext("These are the same organization already."))
    elif a and b:
        names = found.names()
        st.markdown(words.side_by_side_text(side_by_side(found, a, b), names[a], names[b]))
        questions.choose(found, a, b, by, shortcuts=False)


def _search(label: str, here: pd.DataFrame, key: str) -> str | None:
    """Draw a search field; return the id of the organization found, None while nothing matches."""
    typed = st.text_input(label, key=f"sought {key}", placeholder=gettext("type a name, part of it, or initials"))
    names = distinct_labels(dict(zip(here["organization_id"], here["name"], strict=True)))
    by_name = {name: organization for organization, name in names.items()}
    near = suggestions(typed, list(by_name))
    if typed and not near:
        layout.caption(gettext("No similar name was found."))
    if not near:
        return None
    chosen = st.radio(
        gettext("Organization found"),
        range(len(near)),
        format_func=lambda at: plain(near[at].name),
        captions=[plain(each.reasons) for each in near],
        key=f"meant {key} {typed}",
        label_visibility="collapsed",
    )
    return str(by_name[near[chosen].name])


def split(found: Ecosystem, here: pd.DataFrame, by: str) -> None:
    """Draw the choice of a spelling to take out of an organization again."""
    st.subheader(gettext("Split off a spelling"))
    spellings = spellings_of(found, here)
    if spellings.empty:
        layout.caption(gettext("No organization here was written in more than one way."))
        return
    at = st.selectbox(
        gettext("Spelling"),
        range(len(spellings)),
        format_func=distinct_labels(
            dict(enumerate(spellings["name_as_written"] + "  →  " + spellings["name"]))
        ).__getitem__,
    )
    made = split_off(found, spellings.iloc[at], by)
    if made is None:
        layout.caption(
            gettext("This spelling stands in a row with the organization's own id: correct the id in your sheet.")
        )
    else:
        st.button(gettext("Split off"), disabled=not by, on_click=decision_log.decide, args=(made,))


def rename(found: Ecosystem, here: pd.DataFrame, by: str) -> None:
    """Draw the form that gives an organization another name; its id and ties stay."""
    st.subheader(gettext("Rename"))
    names = distinct_labels(dict(zip(here["organization_id"], here["name"], strict=True)))
    chosen = st.selectbox(gettext("Organization"), list(names), format_func=names.__getitem__)
    wanted = st.text_input(gettext("New name"), max_chars=300)
    try:
        made = [renamed(found, chosen, wanted, by)] if wanted.strip() else []
    except EcosystemError as error:
        made = []
        st.error(plain(error))
    st.button(gettext("Rename"), disabled=not (by and made), on_click=decision_log.decide, args=made)


def decisions(found: Ecosystem, by: str) -> None:
    """Draw the list of decisions, the undo of any of them, and their download and upload."""
    log = shown(found, decision_log.log())
    if log:
        layout.table(words.log_in_words(log))
        held = effective(log)[::-1]
        left, right = st.columns([4, 1], vertical_alignment="bottom")
        said = distinct_labels({at: describe_decision(decision) for at, decision in enumerate(held)})
        at = left.selectbox(gettext("Decision to undo"), list(said), format_func=said.__getitem__)
        made = [undo(held[at], by)] if held else []
        right.button(gettext("Undo this decision"), disabled=not (by and made), on_click=decision_log.decide, args=made)
    else:
        layout.caption(gettext("No decisions have been made yet."))
    st.subheader(gettext("Reuse decisions"))
    st.write(gettext("Load this file together with your data, in the next round too: nothing decided is asked again."))
    st.download_button(
        gettext("Download decisions (aliases.csv)"),
        csv_bytes(to_file(found.decisions)),
        "aliases.csv",
        on_click="ignore",
        disabled=not found.decisions,
    )
    given = st.file_uploader(gettext("Decisions from a file"), type=["csv"], key="aliases_file")
    if given:
        file = (given.name, given.getvalue(), by)
        st.button(gettext("Use these decisions"), disabled=not by, on_click=decision_log.decide_by_file, args=file)
