"""Decisions about names in this session: their log, and what was refused."""

from collections.abc import Sequence

import streamlit as st

from ecosystem.names.decisions import Decision, DecisionError
from ecosystem.pages.parts.decision_records import DecisionLog, log_name
from ecosystem.pages.session import access
from ecosystem.pages.session.state import OWN, PROJECT, key
from ecosystem.projects import store
from ecosystem.projects.links import DECIDE_NAMES
from ecosystem.translation import gettext


def decision_log() -> DecisionLog:
    """Return the log of decisions about names that belongs to the data shown."""
    return log_of(key())


def log_of(shown: str) -> DecisionLog:
    """Return the log of decisions about names that belongs to data with this key."""
    samples = st.session_state.setdefault("sample_logs", {})
    project = st.session_state.get(PROJECT)
    if project and project.id == shown:
        return DecisionLog(log_name(project=project), samples)
    if shown != OWN:
        return DecisionLog(log_name(sample=shown), samples)
    served = st.session_state.get("served")
    path = served[1] if served and served[0] is st.session_state["sources"][shown].read else None
    return DecisionLog(log_name(path=path), samples)


def check_may_decide() -> None:
    """Raise RequestError where the visitor may not decide about names in the project shown."""
    if project := st.session_state.get(PROJECT):
        access.check(project, DECIDE_NAMES)


def recorded() -> list[Decision]:
    """Return the records of the log, read once as the page was drawn."""
    return [*st.session_state.get("recorded", ())]


def take_over(code: str) -> None:
    """Add the decisions that an earlier version kept under a code to those of the project shown.

    DecisionError where it is not a code, or none were kept under it.
    """
    records = store.log(f"code {store.code(code)}")
    if not records:
        raise DecisionError(gettext("No decisions were kept under this code on this machine."))
    keep_refused(decision_log().add(records, ()))


def keep_refused(reasons: Sequence[str]) -> None:
    """Keep why decisions were not recorded, for the page that is drawn next."""
    st.session_state["decision_news"] = list(reasons)


def take_refused() -> list[str]:
    """Return why decisions were not recorded, once."""
    return list(st.session_state.pop("decision_news", ()))
