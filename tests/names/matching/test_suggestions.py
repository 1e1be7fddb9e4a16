"""Suggestions while typing: the same engine, whole or begun names, reasons in words."""

import pytest

from ecosystem.names.matching.suggestions import MOST, suggestions

NAMES = ["Riverton Data Collaborative", "Department of Health", "Code for Riverton", "Open Riverton", "Red Cross"]


def first(text: str) -> tuple[str, str]:
    return tuple(suggestions(text, NAMES)[0])  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("typed", "name", "reason"),
    [
        ("code f", "Code for Riverton", "Begins with this"),
        ("collab", "Riverton Data Collaborative", "A word in it begins with this"),
        ("RDC", "Riverton Data Collaborative", "“RDC” are the initials of the other"),
        ("Dept of Health", "Department of Health", "“dept” is short for “department”"),
        ("red  CROSS", "Red Cross", "The same name"),
    ],
)
def test_a_name_is_suggested_with_the_reason(typed: str, name: str, reason: str) -> None:
    assert first(typed) == (name, reason)


def test_at_most_five_are_suggested_and_each_once() -> None:
    found = suggestions("club", [f"Club {letter}" for letter in "ABCDEFG"] * 2)
    assert len(found) == len({each.name for each in found}) == MOST


@pytest.mark.parametrize("text", ["", "  ", "…", "\u200b"])
def test_nothing_typed_suggests_nothing(text: str) -> None:
    assert suggestions(text, NAMES) == []


@pytest.mark.parametrize("text", ["x" * 5000, "(((", "Ж", "=1+1", "<b>"])
def test_strange_texts_do_no_harm(text: str) -> None:
    assert all(found.name in NAMES for found in suggestions(text, NAMES))
