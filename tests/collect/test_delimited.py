"""Text files of rows: what is read, what is assumed aloud, and what is refused."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.collect import limits
from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.sheet import Sheet
from ecosystem.errors import SourceError
from ecosystem.show.files import csv_bytes


def read(data: bytes | str) -> Sheet:
    return read_delimited(data.encode() if isinstance(data, str) else data, "ties.csv", "ties")


def reasons(sheet: Sheet) -> list[str]:
    return [issue.reason for issue in sheet.issues]


def test_text_stays_text() -> None:
    cells = ["NA", "nan", "None", "311", "02139", "1e5", "=1+1", "<b>Bold</b>, Inc."]
    sheet = read("name\n" + "\n".join(f'"{cell}"' for cell in cells))
    assert sheet.frame["name"].tolist() == cells
    assert sheet.issues == ()


def test_rows_are_numbered_by_record_as_a_spreadsheet_numbers_them() -> None:
    sheet = read('name,city\n"Code\nfor Boston",Boston\n\n , \n"311",New York\n\n')
    assert sheet.frame.index.tolist() == [2, 5]
    assert sheet.frame.index.name == "row"
    assert sheet.frame["name"].tolist() == ["Code\nfor Boston", "311"]


def test_cells_keep_their_white_space_and_headers_lose_it_at_both_ends() -> None:
    sheet = read(" name \u00a0,city\n\u00a0 Code  for Boston \u00a0, \u00a0\n")
    assert list(sheet.frame.columns) == ["name", "city"]
    assert sheet.frame.to_numpy().tolist() == [["\u00a0 Code  for Boston \u00a0", ""]]


@pytest.mark.parametrize(
    ("encoding", "doubts"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", ["encoding assumed"]),
        ("utf-16-le", ["encoding assumed"]),
        ("utf-16-be", ["encoding assumed"]),
        ("cp1252", ["encoding assumed"]),
    ],
)
def test_an_encoding_other_than_utf_8_is_read_and_said_aloud(encoding: str, doubts: list[str]) -> None:
    sheet = read("name,city\nCafé Zoë,Zürich\n".encode(encoding))
    assert sheet.frame.to_numpy().tolist() == [["Café Zoë", "Zürich"]]
    assert reasons(sheet) == doubts


def test_windows_1252_is_named_in_the_doubt() -> None:
    [issue] = read("name\nCafé\n".encode("cp1252")).issues
    assert issue.kind == "doubt"
    assert "Windows-1252" in issue.message
    assert "CSV UTF-8" in issue.action


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_a_separator_other_than_a_comma_is_found_and_said_aloud(separator: str) -> None:
    rows = [["name", "city"], ["Data, Inc.", "Boston, MA"], ["311", "New York"]]
    sheet = read("\n".join(separator.join(row) for row in rows))
    assert sheet.frame.to_numpy().tolist() == rows[1:]
    assert reasons(sheet) == ["separator assumed"]


def test_a_first_line_that_names_the_separator_is_obeyed_and_not_counted() -> None:
    sheet = read("sep=;\r\nname;goals\r\n311;a,b\r\n")
    assert list(sheet.frame.columns) == ["name", "goals"]
    assert sheet.frame.index.tolist() == [2]


def test_cells_beyond_the_header_are_set_aside_with_their_row() -> None:
    sheet = read("name,city\n311,Boston,,secret\nMIT,Cambridge,,\n")
    [issue] = sheet.issues
    assert (issue.kind, issue.reason, issue.row) == ("set aside", "cells beyond the header", 2)
    assert "column D" in issue.message
    assert "secret" not in issue.message
    assert sheet.frame.shape == (2, 2)


def test_a_short_row_is_padded_with_empty_cells() -> None:
    assert read("name,city,level\n311\n").frame.to_numpy().tolist() == [["311", "", ""]]


def test_a_header_that_stands_twice_is_numbered_and_doubted() -> None:
    sheet = read("name,name (2),name,name\na,b,c,d\n")
    assert list(sheet.frame.columns) == ["name", "name (2)", "name (3)", "name (4)"]
    assert reasons(sheet) == ["header twice", "header twice"]


def test_a_column_without_a_header_is_named_by_its_letter_and_an_empty_one_is_dropped() -> None:
    sheet = read("name,,,city\n311,,x,Boston\n")
    assert list(sheet.frame.columns) == ["name", "column C", "city"]
    assert reasons(sheet) == ["column without a header"]


def test_a_title_above_the_table_is_set_aside() -> None:
    sheet = read("Survey 2026,,\n\nname,city,level\n311,Boston,city\n")
    assert list(sheet.frame.columns) == ["name", "city", "level"]
    assert [(issue.kind, issue.row) for issue in sheet.issues] == [("set aside", 1)]
    assert sheet.frame.index.tolist() == [4]


def test_a_header_without_rows_is_an_empty_sheet() -> None:
    frame = read("name,city\n").frame
    assert frame.shape == (0, 2)
    assert frame.index.name == "row"


@pytest.mark.parametrize("data", [b"", b"\n\n", b" , ,\n,,\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_file_with_nothing_filled_in_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"ties\.csv.*empty"):
        read(data)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old Excel"),
        (b"\x89PNG\r\n\x1a\nrest", "picture"),
        (b"MZ\x90\x00rest", "program"),
        (b"%PDF-1.7", "PDF"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"name,city\n\0\0\0\0,x\n\0", "not a text file"),
    ],
)
def test_a_file_that_is_no_text_is_refused_by_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        read(data)


def test_a_quotation_mark_left_open_is_refused_with_its_row() -> None:
    with pytest.raises(SourceError, match="row 3"):
        read('name,city\n311,Boston\n"MIT,Cambridge\nNASA,Houston\n')


def test_a_cell_of_a_thousand_lines_is_refused_with_its_row() -> None:
    with pytest.raises(SourceError, match="row 2"):
        read('name,city\n"MIT' + "\nx" * 1_001 + '",Cambridge\n')


@pytest.mark.parametrize("length", [100_001, 200_000])
def test_a_cell_longer_than_any_answer_is_refused_with_its_row(length: int) -> None:
    with pytest.raises(SourceError, match="row 2"):
        read("name,city\n" + "x" * length + ",Boston\n")


def test_too_many_rows_columns_or_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="501 columns"):
        read(",".join(f"q{i}" for i in range(501)) + "\n1\n")
    monkeypatch.setattr(limits.SourceLimits, "rows", 3)
    with pytest.raises(SourceError, match="more than 3 rows"):
        read("name\na\nb\nc\n")
    monkeypatch.setattr(limits, "MOST_BYTES", 4)
    with pytest.raises(SourceError, match="larger than 25 MB"):
        read("name\n")


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(alphabet='ab,;\t|"\n\r é', max_size=80).map(str.encode)))
def test_any_bytes_give_a_sheet_or_a_source_error(data: bytes) -> None:
    try:
        sheet = read(data)
    except SourceError as error:
        assert str(error).startswith("ties.csv")
    else:
        assert sheet.frame.columns.is_unique
        assert sheet.frame.index.is_unique
        assert not sheet.frame.isna().any(axis=None)


@settings(deadline=None)
@given(st.lists(st.lists(st.text(alphabet='ab ,;"\n', max_size=4), min_size=2, max_size=2), max_size=6))
def test_what_a_csv_writer_wrote_comes_back(rows: list[list[str]]) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    text = '"name","city"\n' + "\n".join(",".join(map(quoted, row)) for row in rows)
    expected = [[cell if cell.strip() else "" for cell in row] for row in rows if any(cell.strip() for cell in row)]
    assert read(text).frame.to_numpy().tolist() == expected


def test_encoding_and_separator_are_told_and_can_be_chosen() -> None:
    data = "name|note,more\nŁódź|a,b\nKraków|c,d\n".encode("cp1250")
    told = read_delimited(data, "ties.csv", "ties")
    assert told.reading == ("cp1252", ",")
    chosen = read_delimited(data, "ties.csv", "ties", encoding="cp1250", separator="|")
    assert chosen.reading == ("cp1250", "|")
    assert chosen.frame.to_dict("list") == {"name": ["Łódź", "Kraków"], "note,more": ["a,b", "c,d"]}
    assert "Windows-1250" in chosen.issues[0].message


def test_letters_that_are_none_in_the_chosen_encoding_are_refused() -> None:
    with pytest.raises(SourceError, match="an encoding this tool cannot tell"):
        read_delimited(b"name\nCaf\xe9\n", "ties.csv", "ties", encoding="utf-8")


@pytest.mark.parametrize("text", ["=1+1", "+Works", "-x", "@home", "＝1", "'quoted'", "plain"])
def test_what_our_own_files_made_inert_is_read_as_it_was(text: str) -> None:
    table = pd.DataFrame({text: [text], "n": [-1.5]})
    sheet = read_delimited(csv_bytes(table), "ties.csv", "ties")
    assert (list(sheet.frame.columns), sheet.frame.to_numpy().tolist()) == ([text, "n"], [[text, "-1.5"]])
