"""Decisions about names in this session: their log, the code that two people share, and what was refused."""

from collections.abc import Sequence

import streamlit as st

from ecosystem.names.decisions import Decision
from ecosystem.pages.parts.decision_records import DecisionLog, log_name
from ecosystem.pages.session.state import OWN, PROJECT, key
from ecosystem.projects import store


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
    return DecisionLog(log_name(path=path, code=decision_code()), samples)


def recorded() -> list[Decision]:
    """Return the records of the log, read once as the page was drawn."""
    return [*st.session_state.get("recorded", ())]


def decision_code() -> str:
    """Return the code of this session, with which another person can decide on the same file."""
    return str(st.session_state.setdefault("code", store.new_code()))


def use_decision_code(code: str) -> None:
    """Join the session of another person's code; DecisionError where it is not a code."""
    st.session_state["code"] = store.code(code)


def keep_refused(reasons: Sequence[str]) -> None:
    """Keep why decisions were not recorded, for the page that is drawn next."""
    st.session_state["decision_news"] = list(reasons)


def take_refused() -> list[str]:
    """Return why decisions were not recorded, once."""
    return list(st.session_state.pop("decision_news", ()))
