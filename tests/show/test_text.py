"""What a spreadsheet says is shown letter by letter."""

import re

import pytest

from ecosystem.show.text import JOINT, distinct_labels, plain, shortened


@pytest.mark.parametrize("mark", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
def test_every_mark_of_markdown_is_escaped(mark: str) -> None:
    assert plain(f"a{mark}b").replace(JOINT, "") == f"a\\{mark}b"


def test_escapes_taken_out_give_the_text_again() -> None:
    name = '=HYPERLINK("x") *Star* :red[x] $x^2$ \\ مرحبا 311'
    assert re.sub(r"\\(.)", r"\1", plain(name)) == name


@pytest.mark.parametrize("address", ["http://x.example", "HTTPS://x.example", "www.x.example", "a@b.example"])
def test_no_address_is_left_in_one_piece(address: str) -> None:
    shown = re.sub(r"\\(.)", r"\1", plain(address))
    assert shown.replace(JOINT, "") == address
    assert not re.search(r"https?://|www\.|\w@\w", shown, re.IGNORECASE)


def test_line_breaks_and_indents_begin_no_list_and_no_code() -> None:
    assert plain("\n    a\r\n\t- b") == "a \\- b"


def test_a_number_or_a_missing_value_is_text_too() -> None:
    assert plain(311) == "311"


@pytest.mark.parametrize(
    "labels",
    [
        {1: "A", 2: "A", 3: "B"},
        {1: "A", 2: "A", "x": "A (1)", "y": "A (1)", "z": "A (2)"},
        {1: "A", 2: "A\u200b", 3: " A "},
        {1: "\u200b", 2: " ", 3: "\u2060\u2060"},
        {1: "__proto__", 2: "__proto__"},
    ],
)
def test_choices_that_read_alike_are_distinct_labels_and_others_stay(labels: dict) -> None:
    told = distinct_labels(labels)
    assert len(set(told.values())) == len(labels)
    assert all(re.search(r"\w", label) for label in told.values())
    assert told.get(3) == "B" or labels.get(3) != "B"


def test_names_that_are_cut_differ_where_they_did() -> None:
    names = ["x" * 50 + letter for letter in "aab"] + ["x" * 9 + "…", "short"]
    short = shortened(names, 10)
    assert short[0] == short[1]
    assert len(set(short)) == len(set(names))
    assert short[3:] == names[3:]
