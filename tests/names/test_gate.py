"""The gate of names: what it finds however it is written, what it lets through, and that it never takes long."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.names import gate as gate_module
from ecosystem.names.gate import NameGate, is_everyday, letters_of

NAMES = {"Hidden Shelter, Inc.": "U1", "Peña & Sons": "U2", "社区中心": "U3", "City IT (DoIT)": "U4"}
gate = NameGate(NAMES.items())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Support for Hidden Shelter", "Support for U1"),
        ("HIDDEN  SHELTER inc", "U1"),
        ("the hidden-shelter's friends", "the U1 friends"),
        ("#HiddenShelter, @hidden_shelter", "#U1, @U1"),
        ("see hiddenshelter.org", "see U1.org"),
        ("hid\u200bden shel\u00adter", "U1"),
        ("Pena and Sons; PEÑA & SONS", "U2; U2"),
        ("我们和社区中心合作", "我们和U3合作"),
        ("ask DoIT", "ask U4"),
        ("column Work with [Hidden She...", "column Work with [U1..."),
        ("Hiddenshelters of old are hiddenshelterings", "U1 of old are hiddenshelterings"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, shown: str) -> None:
    assert gate(text) == shown


@pytest.mark.parametrize(
    "text", ["", "shelter", "A hidden talent", "unhidden shelter", "hidden shelterbelt", "a|b", "\ufdfa"]
)
def test_a_text_without_a_name_stays_as_it_is_to_the_letter(text: str) -> None:
    assert gate(text) == text


def test_an_everyday_name_is_left_out_as_a_whole_cell_or_with_capitals_alone() -> None:
    found = NameGate([("We", "U1"), ("Data", "U2"), ("Food Bank", "U3")])
    assert found("We share data. And We use Data for the food bank, like Food Bank") == (
        "We share data. And U1 use U2 for the food bank, like U3"
    )
    assert [found(cell) for cell in ("data", "we", "food bank")] == ["U2", "U1", "U3"]
    assert found.cell("jobs|data|open data") == "jobs|U2|open data"
    assert found.everyday == 3


def test_the_words_of_a_word_list_stay_whatever_organizations_are_called() -> None:
    found = NameGate([("Housing", "U1")])
    assert found.cell("Housing|Jobs|Housing now", ["Housing", "Jobs"]) == "Housing|Jobs|U1 now"


def test_the_longest_name_counts_and_a_shown_one_that_holds_a_hidden_one_stays() -> None:
    found = NameGate([("Quokka Haven", "U1"), ("Quokka Haven North", "U2")], ["Friends of Quokka Haven"])
    assert found("Quokka Haven North and Quokka Haven") == "U2 and U1"
    assert found("Friends of Quokka Haven meet Quokka Haven") == "Friends of Quokka Haven meet U1"


texts = st.text(st.sampled_from("aAb B-–.,'’ \u200bé|x…"), max_size=40)


@given(st.lists(texts, max_size=4), texts, texts)
@settings(max_examples=300, deadline=None)
def test_whatever_the_names_the_gate_takes_its_own_names_out_and_no_text_fails(
    names: list[str], before: str, behind: str
) -> None:
    found = NameGate((name, "[1]") for name in names)
    for name in names:
        letters = letters_of(name)
        if letters and not letters.isdecimal():
            assert found(name) != name
        if letters and not is_everyday(name):
            assert letters not in (letters_of(part) for part in found(f"{before} {name} {behind}").split(" [1] "))


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_plain_letters_are_found_the_quick_way_as_the_thorough_one_finds_them(text: str) -> None:
    *_, letters, at, starts, ends = gate_module._letters_with_places(f"{text}  é")  # one letter more, after a gap
    quick = gate_module._letters_with_places(text)
    assert quick[1:] == (letters[:-1], at[:-1], starts[:-1], ends[:-1])


@pytest.mark.parametrize(
    ("names", "unit"),
    [
        (["------x", "-" * 80 + "x"], "-" * 80),
        (["a" * n for n in range(4, 200)], "a "),
        (["ab" * 100 + "c", "a b" * 60 + "d"], "ab"),
        ([f"Quokka Haven {n}" for n in range(300)], "Quokka Haven "),
        (["Hidden Shelter"], "Hidden Shel... "),
    ],
)
def test_twice_the_text_is_at_most_twice_the_steps(names: list[str], unit: str) -> None:
    def steps(times: int) -> int:
        """Lines of Python run: what the gate costs, whatever the machine."""
        found = NameGate((name, "U") for name in names)
        count = 0

        def trace(frame: object, event: str, argument: object) -> object:
            nonlocal count
            count += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)  # type: ignore[arg-type]
        try:
            found(unit * times)
        finally:
            sys.settrace(before)
        return count

    assert steps(80) < 2.2 * steps(40) + 1_000
