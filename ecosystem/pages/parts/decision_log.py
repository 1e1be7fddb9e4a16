"""Decisions about names on a page: who decides, what could not be recorded, and how two people decide together."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from ecosystem.errors import EcosystemError
from ecosystem.names.decisions import (
    Decision,
    DecisionError,
    describe_decision,
    effective,
    now,
    undo,
    who_decides,
)
from ecosystem.pages import session
from ecosystem.show.text import plain
from ecosystem.tables.apply_decisions import uploaded_decisions
from ecosystem.translation import gettext


def log() -> list[Decision]:
    """Return all records about the data shown: those of its alias lists, then those recorded here."""
    recorded = session.recorded()
    return [*_beside(recorded), *recorded]


def _beside(recorded: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that come with the data."""
    known = {decision.decision_id for decision in recorded}
    found = session.ecosystem()
    return [d for d in (found.unmasked or found).decisions if d.decision_id not in known]


def decide(*decisions: Decision) -> None:
    """Record decisions and keep the reasons for those that could not be recorded; the callback of buttons.

    What is recorded is what was drawn when the button was pressed. It is checked against the log at this moment, so
    what another person decided meanwhile is never overwritten.
    """
    try:
        session.check_may_decide()
        stamped = [decision if decision.at else replace(decision, at=now()) for decision in decisions]
        refused = session.decision_log().add(stamped, _beside(session.recorded()))
    except EcosystemError as error:
        refused = [str(error)]
    session.keep_refused(refused)


def decide_by_file(name: str, content: bytes, by: str) -> None:
    """Record the decisions of an uploaded alias list."""
    try:
        decide(*uploaded_decisions(name, content, by))
    except EcosystemError as error:
        session.keep_refused([str(error)])


def last_own(by: str) -> Decision | None:
    """Return the last decision of this person that is in effect."""
    return next((each for each in reversed(effective(log())) if each.by == by), None)


def undo_last(by: str) -> None:
    """Draw the button that undoes the last decision of this person, if there is one."""
    last = last_own(by) if by else None
    if last:
        st.button(
            gettext("Undo my last decision"),
            type="tertiary",
            shortcut="U",
            help=plain(describe_decision(last)),
            on_click=decide,
            args=(undo(last, by),),
        )


def say_initials_needed(by: str) -> None:
    """Draw why the buttons cannot be used, while no initials are given."""
    if not by:
        st.caption(gettext("Enter your initials above to use the buttons and the keys shown on them."))


def show_refused() -> None:
    """Draw why decisions could not be recorded, once."""
    for line in session.take_refused():
        st.error(plain(line))


def ask_initials() -> str:
    """Draw the field for initials, kept for the session; return them, or "" with an error until they are valid."""
    typed = st.text_input(
        gettext("Your initials"),
        key="who_decides",
        persist_state="session",
        max_chars=30,
        placeholder=gettext("initials or a short name"),
        help=gettext("Recorded with each decision and shown in the list of decisions."),
    )
    try:
        return who_decides(typed)
    except DecisionError as error:
        if typed:
            st.error(plain(error))
        return ""


def decide_together() -> None:
    """Draw how two people decide together on a project; for data of this session alone, a note instead."""
    if session.decision_log().of_sample:
        st.caption(gettext("Only you see what you decide about these data, until this page is reloaded."))
    if session.project() is None:
        return
    with st.popover(gettext("Decide together")):
        st.write(
            gettext(
                "Whoever opens this project decides with you: each sees what the others decided, and nobody's "
                "decision is overwritten."
            )
        )
        typed = st.text_input(
            gettext("A code from an earlier version"), placeholder="ABCD-2345", max_chars=12, key="earlier_code"
        )
        if st.button(gettext("Take over its decisions")) and typed:
            try:
                session.take_over(typed)
                st.rerun()
            except DecisionError as error:
                st.error(plain(error))
