"""What people do about names unasked: join two, split a spelling off, rename, undo, take decisions along."""

import pandas as pd
import streamlit as st

from ecosystem.errors import EcosystemError
from ecosystem.names.decisions import describe_decision, effective, to_file, undo
from ecosystem.names.matching.suggestions import suggestions
from ecosystem.pages import session
from ecosystem.pages.parts import decision_log, questions
from ecosystem.show import name_review_text as words
from ecosystem.show.files import csv_bytes
from ecosystem.show.text import plain, told_apart
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.name_review import renamed, shown, side_by_side, spellings_of, split_off


def join(found: Ecosystem, here: pd.DataFrame, by: str) -> None:
    """Two names sought while typing, then the answers of the queue."""
    st.subheader("Join two by hand")
    left, right = st.columns(2)
    with left:
        a = _sought("The one", here, "one")
    with right:
        b = _sought("and the other", here, "other")
    if a and b and a == b:
        session.caption("These are one organization already.")
    elif a and b:
        names = found.names()
        st.markdown(words.side_by_side_text(side_by_side(found, a, b), names[a], names[b]))
        questions.choose(found, a, b, by, shortcuts=False)


def _sought(label: str, here: pd.DataFrame, key: str) -> str | None:
    """The organization a person means by what is typed: its id; None while nothing fits."""
    typed = st.text_input(label, key=f"sought {key}", placeholder="type a name, a part of it, or initials")
    names = told_apart(dict(zip(here["organization_id"], here["name"], strict=True)))
    by_name = {name: organization for organization, name in names.items()}
    near = suggestions(typed, list(by_name))
    if typed and not near:
        session.caption("No name here looks like it.")
    if not near:
        return None
    chosen = st.radio(
        "Meant",
        range(len(near)),
        format_func=lambda at: plain(near[at].name),
        captions=[plain(each.reasons) for each in near],
        key=f"meant {key} {typed}",
        label_visibility="collapsed",
    )
    return by_name[near[chosen].name]


def split(found: Ecosystem, here: pd.DataFrame, by: str) -> None:
    """Take a spelling out of an organization again."""
    st.subheader("Split a spelling off")
    spellings = spellings_of(found, here)
    if spellings.empty:
        session.caption("Nobody here was written in two ways.")
        return
    at = st.selectbox(
        "Spelling",
        range(len(spellings)),
        format_func=told_apart(dict(enumerate(spellings["name_as_written"] + "  →  " + spellings["name"]))).__getitem__,
    )
    made = split_off(found, spellings.iloc[at], by)
    if made is None:
        session.caption("This spelling stands beside the organization's own id: mend the id in your sheet.")
    else:
        st.button("Split off", disabled=not by, on_click=decision_log.decide, args=(made,))


def rename(found: Ecosystem, here: pd.DataFrame, by: str) -> None:
    """Give an organization another name; its id and its ties stay."""
    st.subheader("Rename")
    names = told_apart(dict(zip(here["organization_id"], here["name"], strict=True)))
    chosen = st.selectbox("Organization", list(names), format_func=names.__getitem__)
    wanted = st.text_input("New name", max_chars=300)
    try:
        made = [renamed(found, chosen, wanted, by)] if wanted.strip() else []
    except EcosystemError as error:
        made = []
        st.error(plain(error))
    st.button("Rename", disabled=not (by and made), on_click=decision_log.decide, args=made)


def manual_decisions(found: Ecosystem, by: str) -> None:
    """The log, the undo of any decision, and the file it travels in."""
    log = shown(found, decision_log.log())
    if log:
        session.table(words.log_in_words(log))
        held = effective(log)[::-1]
        left, right = st.columns([4, 1], vertical_alignment="bottom")
        said = told_apart({at: describe_decision(decision) for at, decision in enumerate(held)})
        at = left.selectbox("Undo", list(said), format_func=said.__getitem__)
        made = [undo(held[at], by)] if held else []
        right.button("Undo this one", disabled=not (by and made), on_click=decision_log.decide, args=made)
    else:
        session.caption("Nobody has decided anything yet.")
    st.subheader("Take decisions along")
    st.write("Load this file beside your data, in the next round too, and nothing decided is asked again.")
    kept = csv_bytes(to_file(found.decisions))
    st.download_button("Decisions (aliases.csv)", kept, "aliases.csv", on_click="ignore", disabled=not found.decisions)
    given = st.file_uploader("Decisions from a file", type=["csv"], key="aliases_file")
    if given:
        file = (given.name, given.getvalue(), by)
        st.button("Use these decisions", disabled=not by, on_click=decision_log.decide_by_file, args=file)
