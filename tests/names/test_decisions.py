"""Decisions: a log that only grows, what holds of it, and what contradicts what."""

import pytest

from ecosystem.names.consistency import DecisionSet, refusal
from ecosystem.names.decisions import (
    Decision,
    DecisionError,
    describe_decision,
    effective,
    from_row,
    now,
    to_file,
    undo,
    who_decides,
)

MK = {"by": "MK", "at": "2026-03-14T09:05:00.000+00:00"}


def same(a: str, b: str, **more: str) -> Decision:
    return Decision("same", a, b, **more)


def apart(a: str, b: str, **more: str) -> Decision:
    return Decision("different", a, b, **more)


def part(a: str, b: str) -> Decision:
    return Decision("part of", a, b)


def test_an_undone_decision_does_not_hold_and_stays_in_the_log() -> None:
    log = [same("A", "B", **MK)]
    log.append(undo(log[0], "LO", "2026-03-15T10:00:00+00:00"))
    assert effective(log) == []
    assert [describe_decision(record) for record in log] == [
        "“A” is “B” (MK, 2026-03-14 09:05)",
        "taken back: “A” and “B” (LO, 2026-03-15 10:00)",
    ]


def test_what_was_undone_can_be_decided_again() -> None:
    first = same("A", "B", **MK)
    again = same("A", "B", by="MK", at="2026-03-16T09:05:00+00:00")
    assert effective([first, undo(first, "MK", now()), again]) == [again]


def test_the_same_record_twice_is_one_decision() -> None:
    assert effective([same("A", "B", **MK), same("A", "B", **MK)]) == [same("A", "B", **MK)]


CONTRADICTIONS = {
    "same after different": ([apart("A", "B")], same("B", "A"), ["A B"]),
    "different after same": ([same("A", "B")], apart("A", "B"), ["A B"]),
    "through a chain": ([same("A", "B"), apart("B", "C")], same("C", "A"), ["B C", "A B"]),
    "different through a chain": ([same("A", "B"), same("C", "B")], apart("A", "C"), ["A B", "C B"]),
    "a part of itself": ([part("A", "B"), part("B", "C")], part("C", "A"), ["A B", "B C"]),
    "one with its whole's whole": ([part("A", "B"), part("B", "C")], same("A", "C"), ["A B", "B C"]),
    "a part of what it is": ([same("A", "B")], part("A", "B"), ["A B"]),
    "a part of two": ([part("A", "B")], part("A", "C"), ["A B"]),
    "two names for one spelling": ([same("A", "B")], same("A", "C"), ["A B"]),
    "in one city after all": ([same("A", "B")], apart("A", "B", site="Boston"), ["A B"]),
}


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_a_decision_that_contradicts_earlier_ones_is_refused_with_all_of_them(case: str) -> None:
    held, decision, shown = CONTRADICTIONS[case]
    found = refusal(held, decision)
    assert found is not None
    assert found.kind != "already"
    assert [f"{earlier.name_a} {earlier.name_b}" for earlier in found.earlier] == shown
    assert refusal([], decision) is None


def test_another_city_is_another_question() -> None:
    assert refusal([same("A", "B", site="Boston")], apart("A", "B", site="Lowell")) is None


def test_an_organization_with_another_id_is_another_organization() -> None:
    assert refusal([same("A", "B", id_a="1", id_b="2")], apart("A", "B", id_a="3", id_b="2")) is None


@pytest.mark.parametrize("decision", [same("B", "A"), same("A", "C"), Decision("later", "A", "B")])
def test_what_follows_from_decisions_is_decided_already(decision: Decision) -> None:
    found = refusal([same("A", "B"), same("B", "C")], decision)
    assert found is not None
    assert found.kind == "already"


def test_a_pair_left_for_later_can_be_decided() -> None:
    assert refusal([Decision("later", "A", "B")], same("A", "B")) is None


def test_the_first_of_two_contradicting_decisions_holds() -> None:
    standing = DecisionSet([same("A", "B"), apart("A", "B")])
    assert standing.decisions == [same("A", "B")]
    assert [decision for decision, _ in standing.refused.values()] == [apart("A", "B")]


@pytest.mark.parametrize("order", [1, -1])
def test_a_chain_of_names_leads_to_its_last_whatever_the_order_of_the_rows(order: int) -> None:
    standing = DecisionSet([same("A", "B"), same("B", "C")][::order])
    assert {standing.meaning(name).name for name in "ABC"} == {"C"}  # type: ignore[union-attr]


def test_the_last_new_name_counts_even_an_old_one() -> None:
    standing = DecisionSet([same("A", "B"), Decision("rename", "B", "N"), Decision("rename", "N", "A")])
    assert {standing.meaning(name).name for name in "ABN"} == {"A"}  # type: ignore[union-attr]


def test_two_spellings_alike_to_the_last_letter_cannot_be_told_apart() -> None:
    found = refusal([], apart("Parks", "Parks"))
    assert found is not None
    assert "give them ids" in found.words


def test_a_spelling_split_off_in_one_city_is_whole_in_another() -> None:
    standing = DecisionSet([apart("Parks Dept", "Parks dept.", site="Boston")])
    assert standing.key("Parks dept.", "Boston") != standing.key("Parks Dept", "Boston")
    assert standing.key("Parks dept.", "Lowell") == standing.key("Parks Dept", "Lowell")


def test_a_row_of_an_old_alias_list_says_same() -> None:
    assert from_row({"name_as_written": " RDC ", "name": "Data Collab"}) == same("RDC", "Data Collab")


def test_decisions_come_back_from_their_file_as_they_were() -> None:
    log = [same("A", "B", site="Boston | New York", id_a="1", id_b="2", **MK), apart("C", "D"), part("E", "F")]
    rows = to_file([*log, undo(log[1], "MK", "")]).rename(columns={"organization": "name"}).to_dict("records")
    assert [from_row(row) for row in rows] == [log[0], log[2]]


@pytest.mark.parametrize("text", ["", "  ", "mk@example.org", "x" * 31])
def test_who_decides_is_a_short_name_and_no_address(text: str) -> None:
    with pytest.raises(DecisionError):
        who_decides(text)
