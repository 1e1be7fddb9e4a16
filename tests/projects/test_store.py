"""The store of decisions: a log a project, kept through restarts, shared by two without overwriting."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.names.consistency import DecisionSet
from ecosystem.names.decisions import Decision, DecisionError, effective, undo
from ecosystem.projects import database, store

ONE = Decision("same", "A", "B", "X", by="MK", at="2026-03-14T09:05:00+00:00")
OTHER = Decision("different", "A", "B", "X", by="LO", at="2026-03-14T09:05:01+00:00")


def test_nothing_is_written_before_somebody_decides(folder: Path) -> None:
    assert store.log("p") == []
    assert not folder.exists()


def test_the_log_holds_every_record_in_its_order_also_after_a_restart() -> None:
    records = [ONE, undo(ONE, "LO", "2026-03-14T10:00:00+00:00"), OTHER]
    assert store.add("p", records) == []
    database.forget()
    assert store.log("p") == records


def test_projects_do_not_see_each_other() -> None:
    store.add("p", [ONE])
    assert store.log("q") == []
    assert store.add("q", [OTHER]) == []


def test_what_somebody_else_decided_meanwhile_is_not_overwritten_and_is_shown() -> None:
    assert store.add("p", [ONE]) == []
    [reason] = store.add("p", [OTHER])
    assert "“A” is “B” (MK, 2026-03-14 09:05)" in reason
    assert effective(store.log("p")) == [ONE]


def test_after_an_undo_the_other_may_decide() -> None:
    store.add("p", [ONE])
    assert store.add("p", [undo(ONE, "LO", ""), OTHER]) == []
    assert effective(store.log("p")) == [OTHER]


def test_two_who_undo_the_same_undo_it_once() -> None:
    store.add("p", [ONE])
    assert store.add("p", [undo(ONE, "MK", "1")]) == []
    assert store.add("p", [undo(ONE, "LO", "2")])[0].startswith("Undone already")
    assert len(store.log("p")) == 2


def test_a_row_of_an_alias_list_counts_as_decided() -> None:
    assert "your alias list" in store.add("p", [OTHER], beside=[Decision("same", "A", "B")])[0]
    assert store.add("p", [undo(Decision("same", "A", "B"), "MK", "")], beside=[Decision("same", "A", "B")]) == []


def test_of_many_who_decide_one_pair_at_once_one_is_recorded() -> None:
    decisions = [Decision("different", "A", "B", by=f"P{n}") for n in range(16)]
    with ThreadPoolExecutor(8) as together:
        reasons = list(together.map(lambda decision: store.add("p", [decision]), decisions))
    assert sum(reason == [] for reason in reasons) == 1
    assert len(store.log("p")) == 1


def test_a_store_that_cannot_be_written_says_what_to_do(file: Path) -> None:
    file.parent.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(DecisionError, match=store.FOLDER_VARIABLE):
        store.add("p", [ONE])


def test_a_code_is_taken_however_it_is_typed_and_nothing_else() -> None:
    assert store.code(" abcd-2345 ") == "ABCD-2345"
    with pytest.raises(DecisionError):
        store.code("riverton.xlsx")


NAMED = st.sampled_from(["A", "B", "b", "C", "a"])
DECIDED = st.builds(
    Decision,
    st.sampled_from(["same", "different", "part of", "later", "rename"]),
    NAMED,
    NAMED,
    st.sampled_from(["", "X"]),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(DECIDED, max_size=8))
def test_decisions_taken_together_are_sorted_out_as_if_taken_one_by_one(decisions: list[Decision]) -> None:
    one_by_one: list[Decision] = []
    for decision in decisions:
        if decision.decision_id not in DecisionSet([*one_by_one, decision]).refused:
            one_by_one.append(decision)
    assert store.sort_out(decisions, [])[0] == one_by_one


def test_two_thousand_decisions_are_kept_at_once() -> None:
    decisions = [Decision("same", f"name {n}", f"organization {n}", "X", by="MK") for n in range(2000)]
    assert store.add("p", decisions) == []
    assert len(store.log("p")) == 2000
