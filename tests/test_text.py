"""Names are compared and shown by one rule; the pairs below are what people really type."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.projects.box_files import table
from ecosystem.text import fold, guarded, tidy, unguarded, whole

ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=20)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Code for Boston", "CODE FOR BOSTON", id="case"),
        pytest.param("Straßenamt", "STRASSENAMT", id="sharp s"),
        pytest.param("Café Zoë", unicodedata.normalize("NFD", "Café Zoë"), id="NFD"),
        pytest.param("City IT 311", "Ｃｉｔｙ　ＩＴ　３１１", id="full width"),
        pytest.param("City IT", "City\u00a0 IT\u202f", id="no-break spaces"),
        pytest.param("Zoë", "Z\u200bo\u200de\u2060\u0308", id="zero width, even inside a letter"),
        pytest.param("City IT", "\ufeffCity\u00ad IT", id="byte order mark, soft hyphen"),
        pytest.param("D.C. Parks, Inc.", "DC Parks Inc", id="full stops and commas"),
        pytest.param("Code-for-Riverton", "Code – for_Riverton", id="dashes"),
        *[pytest.param("Women's Hawai'i", f"Women{a}s Hawai{a}i", id=f"apostrophe {a}") for a in "’‘‛`´ʼʻ′＇"],
    ],
)
def test_spellings_that_differ_in_what_nobody_means_are_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("C++", "C"), ("Peña", "Pena"), ("Край", "Краи"), ("311", "3 11"), ("Parks & Rec", "Parks + Rec")],
)
def test_spellings_that_may_mean_two_organizations_differ(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("name", ["...", "'", "´", "\u200b", "\u00ad", "-", "***", "\ue000", "؟"])
def test_a_name_without_letters_stays_a_name(name: str) -> None:
    assert fold(name)


@given(ANY_TEXT)
def test_only_a_blank_folds_to_nothing(name: str) -> None:
    assert (fold(name) == "") == (tidy(name) == "")


@given(ANY_TEXT)
def test_the_unicode_form_of_a_name_never_matters(name: str) -> None:
    assert fold(unicodedata.normalize("NFD", name)) == fold(unicodedata.normalize("NFC", name)) == fold(name)


@given(ANY_TEXT)
def test_showing_a_name_tidily_does_not_make_it_another(name: str) -> None:
    assert fold(tidy(name)) == fold(name)
    assert tidy(tidy(name)) == tidy(name)


def test_a_tidy_name_keeps_its_case_its_marks_and_no_space_too_many() -> None:
    assert tidy(" \u00a0D.C.\t Office\nof\x00 the  e\u0301lite ") == "D.C. Office of the élite"


@given(st.text(st.characters(), max_size=20))  # surrogates too
def test_whatever_is_read_can_be_written(text: str) -> None:
    assert whole(text).encode("utf-8").decode("utf-8") == whole(text)


@given(ANY_TEXT)
def test_text_that_is_whole_stays_as_it_is(text: str) -> None:
    assert whole(text) == text


HOSTILE = st.lists(st.sampled_from(["x", ";", ",", "\t", "\n", "\r", '"', "'", "=", "-", "@", "＝"]), max_size=9)


@settings(max_examples=500, deadline=None)
@given(HOSTILE.map("".join))
def test_a_guarded_text_comes_back_as_it_was_and_starts_no_formula_at_any_separator(text: str) -> None:
    assert unguarded(guarded(text)) == text
    written = table(["a", "b"], [[text, "x"]]).decode("utf-8-sig")
    for separator in ",;\t":
        rows = csv.reader(io.StringIO(written, newline=""), delimiter=separator)
        assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t＝"))]
