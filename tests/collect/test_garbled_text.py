"""Text that was encoded twice is repaired and told; text with accents of its own is left alone."""

import pytest

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.garbled_text import repaired
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.collect.sources import open_upload


def twice(text: str, wrongly: str = "cp1252") -> str:
    return text.encode("utf-8").decode(wrongly)


def sheet_of(text: str) -> Sheet:
    return repaired(read_delimited(text.encode("utf-8"), "list.csv", "list"))


def garbled(sheet: Sheet) -> list[Issue]:
    return [issue for issue in sheet.issues if issue.reason == "garbled text"]


@pytest.mark.parametrize(
    "name",
    ["Caffè Lena", "Peña & Söhne", "L’École d’art", "Fundación Ñandú", "Bürgerstiftung – Köln", "Łódź", "Дом"],
)
def test_a_name_that_was_encoded_twice_is_repaired_and_told_with_its_row(name: str) -> None:
    wrongly = "latin-1" if name in ("Łódź", "Дом") else "cp1252"
    sheet = sheet_of(f"name,city\nZoo,Harbor\n{twice(name, wrongly)},Harbor\n")
    assert sheet.frame["name"].tolist() == ["Zoo", name]
    [found] = garbled(sheet)
    assert (found.row, found.column, found.kind) == (3, "name", "doubt")


@pytest.mark.parametrize(
    "name",
    ["FUNDAÇÃO SÃO JOÃO", "AÇÃO EDUCATIVA", "IRMÃ", "SANTA FÉ", "Café “Été”", "PARÂMETRO", "Åsa’s", "Ça va – bien"],
)
def test_a_name_with_accents_of_its_own_is_unchanged(name: str) -> None:
    sheet = sheet_of(f"name,city\n{name},Harbor\n")
    assert sheet.frame["name"].tolist() == [name]
    assert not garbled(sheet)


def test_many_cells_of_a_column_are_one_issue_with_count_and_first_rows() -> None:
    sheet = sheet_of("name\n" + "".join(f"{twice('Café')} {n}\n" for n in range(300)))
    [found] = garbled(sheet)
    assert "300 cells" in found.message
    assert "rows 2, 3, 4, 5, 6 and 295 more" in found.message


def test_a_garbled_header_is_repaired_and_keeps_its_column() -> None:
    sheet = sheet_of(f"{twice('organización')},ciudad\nZoo,Harbor\n")
    assert sheet.frame.columns.tolist() == ["organización", "ciudad"]
    assert "header" in garbled(sheet)[0].message


def test_a_letter_that_was_lost_is_told_and_never_guessed() -> None:
    sheet = sheet_of("name,city\nCaf\ufffd Lena,Harbor\n")
    assert sheet.frame["name"].tolist() == ["Caf\ufffd Lena"]
    assert "lost" in garbled(sheet)[0].message


def test_one_bad_byte_does_not_garble_the_names_around_it() -> None:
    data = "name,city\nCaffè Lena,Harbor\n".encode() + b"Caf\xe9 Zola,Harbor\n"
    [sheet] = open_upload([("list.csv", data)]).sheets
    assert sheet.frame["name"].tolist() == ["Caffè Lena", "Café Zola"]


def test_the_issue_quotes_no_text_as_it_may_be_a_persons() -> None:
    [found] = garbled(sheet_of(f"name,contact\nZoo,{twice('José Núñez')}\n"))
    assert "Jos" not in found.message + found.action
