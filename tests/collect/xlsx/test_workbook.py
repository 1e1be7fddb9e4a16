"""Excel workbooks: what a cell says as text, which sheets are read, and what is refused unopened."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ecosystem.collect.sheet import Sheet
from ecosystem.collect.xlsx import prescan
from ecosystem.collect.xlsx.workbook import read_workbook
from ecosystem.errors import SourceError

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TWO_ROWS = '<row r="1"><c r="A1" t="str"><v>name</v></c></row><row r="2"><c r="A2" t="str"><v>311</v></c></row>'


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(*rows: list[Any], change: Callable[[Workbook], Any] | None = None) -> bytes:
    book = Workbook()
    book.active.title = "Form Responses 1"
    for row in rows:
        book.active.append(row)
    if change is not None:
        change(book)
    return saved(book)


def by_hand(
    rows: str = TWO_ROWS, *, before: str = "", head: str = "", parts: Mapping[str, bytes] | None = None
) -> bytes:
    """A workbook of one sheet whose XML is written out, so that it can hold what no library would write."""
    stream = io.BytesIO(workbook(["name"]))
    xml = f'{before}<worksheet xmlns="{NAMESPACE}">{head}<sheetData>{rows}</sheetData></worksheet>'
    changed = {"xl/worksheets/sheet1.xml": xml.encode(), **(parts or {})}
    result = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.pop(name, None) or old.read(name))
        for name, part in changed.items():
            new.writestr(name, part)
    return result.getvalue()


def read(data: bytes) -> tuple[Sheet, ...]:
    return read_workbook(data, "answers.xlsx")


def cell(value: Any, number_format: str = "General") -> str:
    def set_cell(book: Workbook) -> None:
        book.active["B2"] = value
        book.active["B2"].number_format = number_format

    return read(workbook(["name", "value"], ["311"], change=set_cell))[0].frame["value"].iloc[0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("NA", "NA"),
        ("02139", "02139"),
        (311, "311"),
        (311.0, "311"),
        (0.5, "0.5"),
        (1e300, "1e+300"),
        (-7, "-7"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1, 9, 30, 5), "2026-03-01 09:30:05"),
        (time(9, 30), "09:30:00"),
        (None, ""),
    ],
)
def test_a_cell_becomes_the_text_a_person_reads(value: Any, text: str) -> None:
    kind = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm:ss", time: "hh:mm:ss"}.get(type(value), "General")
    assert cell(value, kind) == text


def test_a_zip_code_typed_as_a_number_keeps_the_zeros_its_format_shows() -> None:
    assert cell(2139, "00000") == "02139"
    assert cell(2139, "0.00") == "2139"


def test_rows_keep_the_numbers_of_the_spreadsheet_and_sheets_their_names() -> None:
    [sheet] = read(workbook(["name"], [None], ["\u00a0311 "], [None], ["MIT"]))
    assert sheet.source == 'answers.xlsx, sheet "Form Responses 1"'
    assert sheet.name == "Form Responses 1"
    assert sheet.frame.index.tolist() == [3, 5]
    assert sheet.frame["name"].tolist() == ["\u00a0311 ", "MIT"]


def test_hidden_sheets_are_named_and_ignored_and_empty_ones_are_not() -> None:
    def add(book: Workbook) -> None:
        book.create_sheet("lists")["A1"] = "x"
        book["lists"].sheet_state = "hidden"
        book.create_sheet("notes (ignore)")["A1"] = "x"
        book.create_sheet("empty")

    [sheet] = read(workbook(["name"], ["311"], change=add))
    [issue] = sheet.issues
    assert (issue.kind, issue.reason) == ("doubt", "hidden sheet")
    assert "lists" in issue.message


def test_an_error_cell_is_kept_as_text_and_doubted() -> None:
    [sheet] = read(by_hand(TWO_ROWS + '<row r="3"><c r="A3" t="e"><v>#REF!</v></c></row>'))
    assert sheet.frame["name"].tolist() == ["311", "#REF!"]
    [issue] = sheet.issues
    assert (issue.reason, issue.row, issue.column) == ("error in a cell", 3, "name")


def test_a_formula_without_its_value_is_doubted_and_one_that_gives_nothing_is_not() -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><v>name</v></c><c r="B1" t="str"><v>sum</v></c></row>'
        '<row r="2"><c r="A2" t="str"><v>311</v></c><c r="B2"><f>1+1</f></c></row>'
        '<row r="3"><c r="A3" t="str"><v>MIT</v></c><c r="B3"><f>1+1</f><v></v></c></row>'
        '<row r="4"><c r="A4" t="str"><v>NA</v></c><c r="B4" t="str"><f>A9</f><v></v></c></row>'
        '<row r="5"><c r="A5" t="str"><v>SF</v></c><c r="B5"><f>1+1</f><v>2</v></c></row>'
    )
    [sheet] = read(by_hand(rows))
    assert sheet.frame["sum"].tolist() == ["", "", "", "2"]
    [issue] = sheet.issues
    assert (issue.reason, issue.row, issue.column) == ("formula without a value", 2, "sum")
    assert "2 formulas, the first in row 2," in issue.message


def test_a_title_above_the_table_is_set_aside_row_by_row() -> None:
    [sheet] = read(workbook(["Survey 2026"], ["made by us"], ["name", "city", "level"], ["311", "Boston", "city"]))
    assert list(sheet.frame.columns) == ["name", "city", "level"]
    assert [(issue.kind, issue.row) for issue in sheet.issues] == [("set aside", 1), ("set aside", 2)]


def test_a_column_of_cells_beside_the_table_is_kept_under_its_letter() -> None:
    [sheet] = read(workbook(["name"], ["311", None, "aside"]))
    assert list(sheet.frame.columns) == ["name", "column C"]


def test_a_size_the_file_claims_is_not_believed() -> None:
    [sheet] = read(by_hand(head='<dimension ref="A1:A1"/>'))
    assert sheet.frame["name"].tolist() == ["311"]


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>',
        '<row r="3"><c r="SG3" t="str"><v>x</v></c></row>',
        "<row r='50001'><c r='A50001' t='str'><v>x</v></c></row>",
        '<row r="3"><c r="&#88;FD3" t="str"><v>x</v></c></row>',
        '<row r="3"><c r="xfd3" t="str"><v>x</v></c></row>',
    ],
)
def test_a_far_cell_is_refused_however_it_is_written(row: str) -> None:
    with pytest.raises(SourceError, match="50,000 rows or 500 columns"):
        read(by_hand(TWO_ROWS + row))


def test_a_far_cell_without_a_reference_is_refused_while_reading() -> None:
    with pytest.raises(SourceError, match="500 columns"):
        read(by_hand("<row>" + "<c><v>1</v></c>" * 501 + "</row>"))


def test_the_last_row_and_column_within_the_limits_are_read() -> None:
    header = '<row r="1"><c r="SF1" t="str"><v>name</v></c></row>'
    [sheet] = read(by_hand(header + '<row r="50000"><c r="SF50000"><v>1</v></c></row>'))
    assert sheet.frame.to_dict() == {"name": {50_000: "1"}}


def test_a_declaration_is_seen_across_the_pieces_a_part_is_scanned_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prescan, "CHUNK", 300)
    for padding in range(0, 300, 7):
        with pytest.raises(SourceError, match="markup that Excel does not write"):
            prescan.check_workbook(by_hand(" " * padding + TWO_ROWS + "<!DOCTYPE x>"), "answers.xlsx")


def test_a_workbook_that_unpacks_without_measure_is_refused() -> None:
    stream = io.BytesIO(workbook(["name"]))
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(bytes(1024 * 1024))
    with pytest.raises(SourceError, match="unpacks to 300 MB"):
        read(stream.getvalue())


def test_a_part_that_shrank_beyond_belief_is_refused() -> None:
    with pytest.raises(SourceError, match="unpacks to"):
        read(by_hand(parts={"xl/worksheets/sheet2.xml": b" " * (11 * 1024 * 1024)}))


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        "<!doctype x>",
        '<?xml version="1.0" encoding="utf-7"?>',
    ],
)
def test_markup_that_unfolds_or_hides_is_refused(before: str) -> None:
    with pytest.raises(SourceError, match="markup that Excel does not write"):
        read(by_hand(before=before))


def test_markup_in_another_alphabet_or_under_another_ending_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    for name, part in {"xl/styles.xml": bomb.encode("utf-16"), "xl/sheet.bin": bomb.encode()}.items():
        with pytest.raises(SourceError, match="markup that Excel does not write"):
            read(by_hand(parts={name: part}))


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"name,city\n", "not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old Excel workbook"),
        (workbook(["name"])[:-40], "cut off"),
        (workbook(["name"])[:200], "cut off"),
        (zipped("word/document.xml"), "a Word document"),
        (zipped("content.xml"), "an OpenDocument spreadsheet"),
        (zipped("ties.csv"), "a zip file, not an Excel workbook"),
        (zipped("xl/workbook.xml"), "damaged"),
        (workbook(), "no sheet has anything filled in"),
    ],
)
def test_a_wrong_workbook_is_refused_by_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=rf"answers\.xlsx.*{what}"):
        read(data)


PIECES = [
    *("<row>", '<row r="1">', '<row r="x">', "</row>", "</c>", "<v>1</v>", "<v>x</v>", "<is><t>a</t></is>"),
    *(
        "<c>",
        '<c r="A1">',
        '<c t="s">',
        '<c t="b">',
        '<c s="9">',
        '<c t="e">',
        '<c t="d">',
        '<c t="inlineStr">',
    ),
]


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(PIECES), max_size=8).map("".join)))
def test_any_bytes_give_sheets_or_a_source_error(data: bytes | str) -> None:
    try:
        sheets = read(by_hand(data) if isinstance(data, str) else data)
    except SourceError as error:
        assert str(error).startswith("answers.xlsx")
    else:
        assert all(sheet.frame.columns.is_unique for sheet in sheets)


@pytest.mark.parametrize("written", ["1e400", "-1E999"])
def test_a_number_larger_than_any_is_read_as_it_is_written(written: str) -> None:
    rows = f'<row r="1"><c t="inlineStr"><is><t>n</t></is></c></row><row r="2"><c><v>{written}</v></c></row>'
    [sheet] = read(by_hand(rows))
    assert sheet.frame["n"].tolist() == [written]
