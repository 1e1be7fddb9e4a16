"""The cells of a sheet: as openpyxl reads them, each in its place or refused, at the cost of what is filled."""

import io
import tracemalloc
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ecosystem.collect.xlsx.cells import read_rows, read_texts
from ecosystem.collect.xlsx.workbook import read_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WRITTEN = st.one_of(
    st.none(),
    st.text("aÄ漢🏙 \n<&\"'=#_x0", max_size=6),
    st.integers(-(10**14), 10**14),
    st.floats(-1e9, 1e9).map(lambda number: float(repr(number))),
    st.booleans(),
    st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
    st.times().map(lambda moment: moment.replace(microsecond=0)),
)


def read(rows: str, namespace: str = MAIN) -> list[tuple[int, list[str]]]:
    xml = f'<worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData></worksheet>'
    return read_rows(io.BytesIO(xml.encode()), "answers", ["shared"], lambda kind, value, style: value)[0]


def said(value: Any) -> str:
    """What a cell says that openpyxl read."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case int() | float():
            return str(int(value)) if value == int(value) else repr(value)
        case datetime():
            nearest = (value + timedelta(milliseconds=500)).replace(microsecond=0)
            return str(nearest.date() if nearest.time() == time(0) else nearest)
    return value if str(value).strip() else ""


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WRITTEN, min_size=1, max_size=4), max_size=4))
def test_cells_read_as_openpyxl_reads_them(rows: list[list[Any]]) -> None:
    book: Any = Workbook()
    for row in [["first", "second", "third", "fourth"], *rows]:
        book.active.append([value if not isinstance(value, str) or value[:1] not in "=#" else "'" for value in row])
    stream = io.BytesIO()
    book.save(stream)
    [sheet] = read_workbook(stream.getvalue(), "answers.xlsx")
    ours = dict(zip(sheet.frame.index, sheet.frame.to_numpy().tolist(), strict=True))
    theirs = load_workbook(stream, read_only=True, data_only=True).active.iter_rows(min_row=2, values_only=True)
    for number, cells in enumerate(theirs, start=2):
        assert ours.get(number, [""] * 4) == [str(said(cell)) for cell in (*cells, *[None] * 4)[:4]]


def test_an_inline_text_is_put_together_without_how_it_is_spoken() -> None:
    rich = "<is><r><t>City</t></r>\n<r><rPr><b/></rPr><t> IT</t></r><rPh><t>spoken</t></rPh></is>"
    assert read(f'<row><c t="inlineStr">{rich}</c><c t="inlineStr"><v>no</v></c><c t="s"><v>0</v></c></row>') == [
        (1, ["City IT", "", "shared"])
    ]


def test_shared_texts_come_in_order_empty_ones_too() -> None:
    items = "<si><t> a </t></si><si/><si><r><t>City</t></r> <r><t> IT</t></r><rPh><t>spoken</t></rPh></si>"
    assert read_texts(io.BytesIO(f'<sst xmlns="{MAIN}">{items}</sst>'.encode()), "answers") == [" a ", "", "City IT"]


def test_what_is_written_between_the_tags_of_a_cell_is_not_its_value() -> None:
    assert read("<row>\n<c><f>A1 + 1</f> <v>2</v>\n</c> <c>x</c>\n</row>") == [(1, ["2", ""])]


def test_cells_out_of_order_and_gaps_come_into_their_places() -> None:
    rows = '<row r="2"><c r="C2"><v>3</v></c><c r="A2"><v>1</v></c></row><row><c r="B3"><v>2</v></c></row>'
    assert read(rows) == [(2, ["1", "", "3"]), (3, ["", "2"])]


@pytest.mark.parametrize(
    "rows",
    [
        '<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="2"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row>',
        '<row r="2"><c><v>1</v></c></row><row r="1"><c><v>2</v></c></row>',
        '<row r="0"><c><v>1</v></c></row>',
        '<row r="1.5"><c><v>1</v></c></row>',
        '<row><c r="1"><v>1</v></c></row>',
        '<row><c r="$A$1"><v>1</v></c></row>',
    ],
)
def test_a_cell_whose_place_is_taken_or_unclear_is_an_error_and_never_lost(rows: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(rows)


def test_tags_of_another_language_are_no_cells() -> None:
    assert read("<row><c><v>1</v></c></row>", namespace="elsewhere") == []


def test_two_cells_far_apart_cost_no_more_than_two_cells() -> None:
    tracemalloc.start()
    try:
        rows = read('<row r="1"><c r="A1"><v>1</v></c></row><row r="50000"><c r="SF50000"><v>1</v></c></row>')
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [(number, len(cells)) for number, cells in rows] == [(1, 1), (50_000, 500)]
    assert most < 1_000_000
