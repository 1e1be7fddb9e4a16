"""The drawer of the desk that holds decisions about names: whose log it is, who decides, what came of it.

Everybody on a server may open a sample, so decisions about one stay in the session and never reach the store.
"""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from ecosystem.collect.google import KEY
from ecosystem.errors import EcosystemError
from ecosystem.names.decisions import Decision, DecisionError, effective, now, who_decides
from ecosystem.projects import store
from ecosystem.show.text import plain
from ecosystem.tables.apply_decisions import uploaded_decisions
from ecosystem.tables.assemble import assemble

_SAMPLE = "sample "


def project(key: str) -> str:
    """Whose log it is: of a sample in this session, of data named at the start, of a Google Sheet, or of a code.

    A file's name is no key: strangers on one server may both have an "answers.xlsx".
    """
    if key != "own":
        return f"{_SAMPLE}{key}"
    laid = st.session_state["sources"][key]
    served = st.session_state.get("served")
    if served and served[0] is laid.read:
        return f"path {served[1]}"
    if found := KEY.search(st.session_state.get("address") or ""):
        return f"sheet {found[1]}"
    return f"code {code()}"


def _recorded(whose: str) -> list[Decision]:
    """The records of a project, the oldest first."""
    return [*_of_samples().get(whose, ())] if whose.startswith(_SAMPLE) else store.log(whose)


def _record(whose: str, decisions: Sequence[Decision]) -> list[str]:
    """Append to a project's log what can stand; the reasons, in words, for what cannot."""
    beside = _beside(_recorded(whose))
    if not whose.startswith(_SAMPLE):
        return store.add(whose, decisions, beside)
    accepted, refused = store.sort_out(decisions, [*beside, *_recorded(whose)])
    _of_samples().setdefault(whose, []).extend(accepted)
    return refused


def _of_samples() -> dict[str, list[Decision]]:
    return st.session_state.setdefault("sample_logs", {})


def code() -> str:
    """The code of this session, by which another person can decide on the same file."""
    return st.session_state.setdefault("code", store.new_code())


def reload_if_decided(key: str) -> bool:
    """Make the map laid under ``key`` anew if its log has grown since; whether it has."""
    maps, replayed = st.session_state["maps"], st.session_state.setdefault("replayed", {})
    whose = project(key)
    try:
        records = _recorded(whose)
    except DecisionError as error:
        st.session_state["decision_news"] = [str(error)]
        return False
    found, label = maps[key]
    made, known = replayed.get(key, (None, None))
    if (whose, len(records)) == (known if made is found else (whose, 0)):
        return False
    laid = st.session_state["sources"][key]
    maps[key] = (assemble(laid.source, laid.recipe, records), label)
    replayed[key] = (maps[key][0], (whose, len(records)))
    return True


def log() -> list[Decision]:
    """All records about the map on the desk: those of its alias lists, then those of the store."""
    recorded = _recorded(project(st.session_state["map_key"]))
    return [*_beside(recorded), *recorded]


def _beside(recorded: Sequence[Decision]) -> list[Decision]:
    """The decisions that the data brings along."""
    known = {decision.decision_id for decision in recorded}
    found = st.session_state["ecosystem"]
    return [d for d in (found.unmasked or found).decisions if d.decision_id not in known]


def decide(*decisions: Decision) -> None:
    """Record decisions, and keep in mind which could not be. Made to be called by a button as it is pressed.

    What is recorded is what was drawn when the button was pressed, and it is checked against the log of this moment:
    what another person decided meanwhile is never overwritten.
    """
    try:
        stamped = [decision if decision.at else replace(decision, at=now()) for decision in decisions]
        refused = _record(project(st.session_state["map_key"]), stamped)
    except EcosystemError as error:
        refused = [str(error)]
    st.session_state["decision_news"] = refused


def decide_by_file(name: str, content: bytes, by: str) -> None:
    """Record the decisions of an uploaded alias list."""
    try:
        decide(*uploaded_decisions(name, content, by))
    except EcosystemError as error:
        st.session_state["decision_news"] = [str(error)]


def last_own(by: str) -> Decision | None:
    """The last decision of this person that holds."""
    return next((each for each in reversed(effective(log())) if each.by == by), None)


def news() -> None:
    """What could not be recorded, once."""
    for line in st.session_state.pop("decision_news", []):
        st.error(plain(line))


def who() -> str:
    """Who decides, asked once a session; empty, with a word on why, until somebody says so."""
    typed = st.text_input(
        "Who decides?",
        key="who_decides",
        persist_state="session",
        max_chars=30,
        placeholder="your initials",
        help="Initials or a short name. It stands beside each decision in the list of decisions.",
    )
    try:
        return who_decides(typed)
    except DecisionError as error:
        if typed:
            st.error(plain(error))
        return ""


def together() -> None:
    """The code by which two people who load the same file decide together; for a sample, that nobody else sees it."""
    whose = project(st.session_state["map_key"])
    if whose.startswith(_SAMPLE):
        st.caption("What you decide about a sample only you see, until this page is loaded anew.")
    if not whose.startswith("code "):
        return
    with st.popover("Decide together"):
        st.write(
            "Decisions about an uploaded file belong to this code. Another person who loads the same file and types it "
            "decides with you. Keep it: after a reload you go on where you were."
        )
        st.code(code(), language=None)
        typed = st.text_input("Another person's code", placeholder="ABCD-2345", max_chars=12, key="others_code")
        if st.button("Use this code") and typed:
            try:
                st.session_state["code"] = store.code(typed)
                st.rerun()
            except DecisionError as error:
                st.error(plain(error))
