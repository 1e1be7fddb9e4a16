"""The word lists: what they match, what they keep apart, and what an edit may break."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.collect.vocabularies import (
    load_relations,
    load_vocabulary,
    vocabulary_names,
)
from ecosystem.errors import InstrumentError
from ecosystem.text import fold

HEADER = "id,label,aliases,meaning\n"


def written(folder: Path, text: str, name: str = "words") -> Path:
    (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", vocabulary_names())
def test_every_label_of_every_shipped_list_matches_itself(name: str) -> None:
    vocabulary = load_vocabulary(name)
    assert vocabulary.labels
    assert [vocabulary.match(label) for label in vocabulary.labels] == list(vocabulary.labels)
    assert all(entry.meaning for entry in vocabulary.entries)


@pytest.mark.parametrize("name", ["sectors", "levels", "roles", "goals", "resources", "residents", "networks"])
def test_a_label_one_can_tick_holds_no_comma_or_semicolon(name: str) -> None:
    # Google Forms joins ticked answers with ", " and its download with ";".
    assert not [label for label in load_vocabulary(name).labels if "," in label or ";" in label]


@pytest.mark.parametrize(
    ("written_as", "label"),
    [
        ("Non-Profit", "Nonprofit"),
        ("non  profit", "Nonprofit"),
        ("nonprofit", "Nonprofit"),
        ("For-Profit", "Business"),
        ("govt.", "Government"),
        ("goverment", "Government"),
        ("LIBRARY", "Library"),
    ],
)
def test_a_sector_is_known_by_its_usual_spellings(written_as: str, label: str) -> None:
    assert load_vocabulary("sectors").match(written_as) == label


@pytest.mark.parametrize(
    ("written_as", "label"),
    [
        ("NGO", "Nonprofit"),
        ("INGO", "Nonprofit"),
        ("Association", "Nonprofit"),
        ("Organización sin fines de lucro", "Nonprofit"),
        ("organizacion sin fines de lucro", "Nonprofit"),
        ("CBO", "Community group"),
        ("College/University", "University"),
        ("Private sector", "Business"),
        ("Local government", "Government"),
        ("Condado", "Government"),
    ],
)
def test_a_kind_of_organization_is_known_in_english_and_spanish(written_as: str, label: str) -> None:
    assert load_vocabulary("sectors").match(written_as) == label


@pytest.mark.parametrize("written_as", ["City", "County", "State", "Federal"])
def test_a_level_of_government_as_a_kind_is_government(written_as: str) -> None:
    assert load_vocabulary("sectors").match(written_as) == "Government"


@pytest.mark.parametrize("written_as", ["Private", "Public-private partnership", "Think tank", "", "..."])
def test_a_kind_that_the_list_does_not_know_is_not_matched_to_another(written_as: str) -> None:
    assert load_vocabulary("sectors").match(written_as) is None


@pytest.mark.parametrize("written_as", ["grant", "investment", "collaboration", "affiliation", "data"])
def test_a_relation_of_another_source_keeps_its_own_word(written_as: str) -> None:
    assert load_vocabulary("relations").match(written_as) is None


def test_a_wish_is_no_tie_and_working_together_is_mutual() -> None:
    relations = load_relations()
    assert [id for id, relation in relations.items() if not relation.tie] == ["would_like"]
    assert [id for id, relation in relations.items() if not relation.directed] == ["works_with"]


def test_consent_is_read_by_id() -> None:
    consent = load_vocabulary("consent")
    found = [consent.entry(label) for label in consent.labels]
    assert [entry.id for entry in found if entry] == ["public", "group", "no"]


def test_words_are_found_by_id_label_and_alias_in_any_width_and_case(tmp_path: Path) -> None:
    folder = written(tmp_path, HEADER + "law,Legal help,Advice on law|मदद,Help\n")
    vocabulary = load_vocabulary("words", folder)
    assert {vocabulary.match(text) for text in ("LAW", "ｌegal—help", "advice on  law!", "मदद")} == {"Legal help"}


def test_an_emptied_row_is_passed_over_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    folder = written(tmp_path, HEADER + "a,A,,\n,,,\nb,B,A,\n")
    with pytest.raises(InstrumentError, match=r'words\.csv, row 4: "A" already belongs to row 2'):
        load_vocabulary("words", folder)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id,label,meaning\na,A,x\n", r'row 1: the column "aliases" is missing'),
        ("", r"row 1: the column .* found nothing"),
        (HEADER + ",A,,x\n", r"row 2: id is empty"),
        (HEADER + "a,--,,x\n", r"row 2: label is empty"),
        (HEADER + "a,A,,one, two\n", r"row 2: there are more cells than columns"),
        (HEADER + "a,A,x|X,\nb,B,x,\n", r'row 3: "x" already belongs to row 2'),
        (HEADER + "a,A,,\na,B,,\n", r'row 3: "a" already belongs to row 2'),
    ],
)
def test_a_broken_list_says_file_row_and_remedy(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InstrumentError, match=r"words\.csv, " + says):
        load_vocabulary("words", written(tmp_path, text))


def test_a_list_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(InstrumentError, match=r'no word list "colors". The lists are: words'):
        load_vocabulary("colors", written(tmp_path, HEADER))


def test_a_relation_must_say_yes_or_no(tmp_path: Path) -> None:
    text = "id,label,aliases,meaning,directed,tie,sentence\na,A,,x,maybe,yes,likes\n"
    with pytest.raises(InstrumentError, match=r'row 2, column directed: found "maybe". Write yes or no'):
        load_relations(written(tmp_path, text, "relations"))


def test_a_list_saved_by_excel_in_another_encoding_says_so(tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_bytes((HEADER + "cafe,Café,,x\n").encode("cp1252"))
    with pytest.raises(InstrumentError, match=r"not UTF-8 text. Save it again as CSV UTF-8"):
        load_vocabulary("words", tmp_path)


def test_a_list_with_an_open_quotation_mark_says_so(tmp_path: Path) -> None:
    with pytest.raises(InstrumentError, match=r"words\.csv: a quotation mark was opened and not closed"):
        load_vocabulary("words", written(tmp_path, HEADER + 'a,"' + "x\n" * 100_000))


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
