"""What a spreadsheet says is shown letter by letter."""

import re

import pytest

from ecosystem.show.text import JOINT, plain


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
