"""OpenDocument spreadsheets: read as a workbook is, and refused in words when hostile."""

import io
import zipfile

import pytest

from ecosystem.collect import limits
from ecosystem.collect.formats import read_bytes
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.sources import open_upload
from ecosystem.errors import SourceError

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)


def document(tables: str, styles: str = "", head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    return f"{head}<office:document-content {SPACES}>{styles}{body}</office:document-content>"


def packed(content: str | bytes, **parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", content)
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return stream.getvalue()


def cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def typed(kind: str, value: str, shown: str) -> str:
    cell = f'<table:table-cell office:value-type="{kind}" office:{value}>'
    return f"{cell}<text:p>{shown}</text:p></table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "organizations", style: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{"".join(rows)}</table:table>'


HEAD = row(cell("name"), cell("city"))


def read(tables: str, styles: str = "") -> tuple[Sheet, ...]:
    sheets = read_bytes("a.ods", packed(document(tables, styles)))
    assert sheets is not None
    return sheets


def test_each_filled_sheet_is_read_with_the_row_numbers_of_the_spreadsheet() -> None:
    empty = row("<table:table-cell/>", more=' table:number-rows-repeated="3"')
    first, second = read(
        table(HEAD, empty, row(cell("Elm"), cell("X")))
        + table()
        + table(row(cell("source"), cell("target")), name="ties")
    )
    assert first.source == 'a.ods, sheet "organizations"'
    assert first.frame.to_dict("index") == {5: {"name": "Elm", "city": "X"}}
    assert second.name == "ties"


def test_values_are_read_as_they_are_written() -> None:
    note = "<office:annotation><text:p>a note</text:p></office:annotation>"
    text = f'{note}<text:p>Elm<text:s text:c="2"/>and</text:p><text:p><text:span>Oak</text:span></text:p>'
    values = (
        typed("float", 'value="2139"', "02139"),
        typed("float", 'value="2.0"', "2,00"),
        typed("percentage", 'value="0.5"', "50%"),
        typed("date", 'date-value="2025-02-01"', "Feb 1"),
        typed("boolean", 'boolean-value="true"', "WAHR"),
        f'<table:table-cell office:value-type="string">{text}</table:table-cell>',
    )
    headers = row(*map(cell, ("zip", "n", "share", "day", "open", "name")))
    [sheet] = read(table(headers, row(*values)))
    assert sheet.frame.iloc[0].tolist() == ["02139", "2", "0.5", "2025-02-01", "TRUE", "Elm  and\nOak"]


def test_repeated_cells_and_rows_are_repeated_and_those_at_the_end_are_not() -> None:
    twice, rest = ' table:number-columns-repeated="2"', '<table:table-cell table:number-columns-repeated="16382"/>'
    last = row(rest, more=' table:number-rows-repeated="1048000"')
    [sheet] = read(table(HEAD, row(cell("Elm", twice), rest, more=' table:number-rows-repeated="2"'), last))
    assert sheet.frame.to_dict("index") == {2: {"name": "Elm", "city": "Elm"}, 3: {"name": "Elm", "city": "Elm"}}


def test_a_hidden_sheet_is_told_and_not_read() -> None:
    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    [sheet] = read(table(HEAD, row(cell("Elm"))) + table(HEAD, name="old", style="ta2"), hidden)
    assert [issue.reason for issue in sheet.issues] == ["hidden sheet"]


ROWS = ' table:number-rows-repeated="999999999"'
WIDE = ' table:number-columns-repeated="500"'
BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
MANY = ' table:number-columns-repeated="999999999"'


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not an OpenDocument spreadsheet"),
        (b"name,city\n", "not an OpenDocument spreadsheet"),
        (b"PK\x03\x04 cut off", "not an OpenDocument spreadsheet, or it was cut off"),
        (b"\x89PNG", "a picture"),
        (packed(document(table(HEAD)))[:200], "cut off or damaged"),
        (packed(document(table(HEAD))[:-30]), "cut off or damaged"),
        (packed("<x/>"), "an OpenDocument text or drawing"),
        (packed(document(table(HEAD), head=BOMB)), "markup that Excel does not write"),
        (packed(document(table(HEAD)).encode("utf-16")), "markup that Excel does not write|damaged"),
        (packed(document(table(row(cell("x", MANY))))), "more than 500 columns"),
        (packed(document(table(row(cell("x"), more=ROWS)))), "more than 50,000 rows"),
        (packed(document(table(row("<a>" * 100 + "</a>" * 100)))), "more markup than a survey needs"),
        (packed(document(table(row("<table:table-cell/>" * (limits.MOST_ROW_TAGS + 1))))), "more markup than a survey"),
        (packed(document(table() * (limits.MOST_SHEETS + 1))), "more than 200 sheets"),
        (packed(document(table(row(cell("x" * 11_000_000))))), "unpacks to 1[01] MB"),
        (packed(document(table(*[row(cell("x" * 1000, WIDE))] * 200))), "50 MB of text"),
        (packed(document(table(HEAD)), **{"META-INF__manifest.xml": "<encryption-data/>"}), "locked with a password"),
        (packed(document(table())), "no sheet has anything filled in"),
    ],
)  # fmt: skip
def test_a_spreadsheet_that_is_hostile_or_none_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(SourceError, match=rf"^a\.ods.*({sentence})"):
        open_upload([("a.ods", data)])
