"""What one source may hold, counted over all its files and sheets while they are read."""

import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from ecosystem.collect import delimited, limits
from ecosystem.collect.recipes import Recipe, SheetRecipe
from ecosystem.collect.sources import open_source, open_upload
from ecosystem.collect.xlsx import workbook
from ecosystem.errors import SourceError

LONG = "a" * 1000


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source may hold 100 rows, 1,000 cells and 100,000 bytes of text."""
    monkeypatch.setattr(limits, "MB", 100_000)
    monkeypatch.setattr(limits.SourceLimits, "rows", 100)
    monkeypatch.setattr(limits.SourceLimits, "cells", 1_000)
    monkeypatch.setattr(limits.SourceLimits, "text_mb", 1)
    monkeypatch.setattr(limits, "ROWS_AT_ONCE", 3)


def book(sheets: list[list[list[Any]]], hidden: int = 0) -> bytes:
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(
        stream, {"in_memory": True}
    )  # unlike openpyxl, it shares texts among cells as Excel does
    for number, rows in enumerate(sheets):
        sheet = made.add_worksheet(f"s{number}")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
        if number < hidden:
            sheet.hide()
    made.worksheets()[hidden].activate()
    made.worksheets()[hidden].set_first_sheet()
    made.close()
    return stream.getvalue()


def packed(files: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def canvas(partners: int) -> bytes:
    """A respondent with a long name, to which the partners point by a short id."""
    return packed(
        {
            "net_ego.csv": f"networkCanvasEgoUUID,name\nego,{LONG * 5}\n",
            "net_attributeList_Org.csv": "networkCanvasEgoUUID,networkCanvasUUID,name\n"
            + "".join(f"ego,{n},Partner {n}\n" for n in range(partners)),
        }
    )


def matrix(names: int, length: int) -> bytes:
    """Everybody works with everybody, under long names."""
    listed = [f"{n} {'x' * length}" for n in range(names)]
    return "\n".join(
        [",".join(["", *listed]), *(",".join([a, *("01"[a < b] for b in listed)]) for a in listed)]
    ).encode()


WIDE = json.dumps([{f"k{n}": 1 for n in range(40)}] + [{}] * 9)
TEXT, ROWS, CELLS = "more than 1 MB of text", "more than 100 rows", "more than 1,000 cells"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("files", "where", "what"),
    [
        ({"a.xlsx": book([[["name"], *[[LONG]] * 99]])}, 'a.xlsx, sheet "s0"', None),  # at the limit it is read
        ({"a.xlsx": book([[["name"] * 5, *[[LONG] * 5] * 25]])}, 'a.xlsx, sheet "s0"', TEXT),
        ({"a.xlsx": book([[["name", "b"], [LONG] * 2, *[[LONG] * 2] * 20]] * 3)}, 'a.xlsx, sheet "s2"', TEXT),
        ({"a.xlsx": book([[["name"], *[["Peña" * 250]] * 99]])}, 'a.xlsx, sheet "s0"', TEXT),  # bytes, not letters
        ({"a.xlsx": book([[["name"], *[["A"]] * 60]] * 2)}, 'a.xlsx, sheet "s1"', ROWS),
        ({"a.xlsx": book([[["name"] * 30, *[["A"] * 30] * 20]] * 2)}, 'a.xlsx, sheet "s1"', CELLS),
        ({"a.xlsx": book([[["name"], *[[None] * 40 + ["A"]] * 30]])}, 'a.xlsx, sheet "s0"', CELLS),
        ({"a.zip": packed({f"{n}.csv": "name\n" + "A\n" * 40 for n in range(9)})}, 'a.zip, file "2.csv"', ROWS),
        ({"a.zip": packed({f"{n}.csv": 'name\n"A"\n' + "A\n" * 40 for n in range(9)})}, 'a.zip, file "2.csv"', ROWS),
        ({f"{n}.csv": b"name\n" + b"A\n" * 60 for n in range(2)}, "1.csv", ROWS),
        ({"a.csv": b"name\n" + b"A\n" * 60, "b.xlsx": book([[["name"], *[["A"]] * 60]])}, "b.xlsx", ROWS),
        ({"a.csv": b"name\n" + b"\n" * 200}, "a.csv", ROWS),
        ({"a.csv": b'name,"b"\n' + b"\n" * 200}, "a.csv", ROWS),
        ({"a.csv": b"a,b\n" + b"," * 999 + b"x\n" + b"," * 999}, "a.csv", CELLS),
        ({"a.csv": ",".join(f"k{n}" for n in range(40)).encode() + b"\nA" * 50}, "a.csv", CELLS),
        ({"a.csv": b'name,"b"\n' + f"{LONG},{LONG}\n".encode() * 60}, "a.csv", TEXT),
        ({"a.json": f'{{"l1":{WIDE},"l2":{WIDE},"l3":{WIDE}}}'.encode()}, 'a.json, list "l3"', CELLS),
        ({"a.json": json.dumps([{"name": "A"}] * 101).encode()}, "a.json", ROWS),
        ({"a.json": json.dumps([{LONG * 6: {f"k{n}": 1 for n in range(30)}}]).encode()}, "a.json", TEXT),
        ({"a.vna": b"*Node data\nID name\n" + b"A A\n" * 101}, "a.vna", ROWS),
        ({"a.zip": canvas(30)}, 'a.zip, file "net_attributeList_Org.csv"', TEXT),
        ({"a.csv": matrix(20, 250)}, "a.csv", ROWS),
        ({"a.csv": matrix(12, 250)}, "a.csv", None),
    ],
)
def test_the_limits_hold_for_all_files_and_sheets_of_a_source(
    files: dict[str, bytes], where: str, what: str | None
) -> None:
    if what is None:
        assert open_upload(list(files.items())).sheets
        return
    with pytest.raises(SourceError) as told:
        open_upload(list(files.items()))
    assert str(told.value).startswith(where)
    assert what in str(told.value)
    assert str(told.value).endswith("and save again.")


@pytest.mark.usefixtures("small")
def test_a_long_text_that_cells_share_is_counted_while_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "build_sheet", lambda *_, **__: pytest.fail("the sheet was built"))
    with pytest.raises(SourceError, match=TEXT):
        open_upload([("a.xlsx", book([[["name"] * 5, *[[LONG] * 5] * 90]]))])


@pytest.mark.usefixtures("small")
def test_texts_that_no_cell_shows_are_bounded_too() -> None:
    rows = [[f"{n} {LONG}"] for n in range(60)]
    with pytest.raises(SourceError, match=r"a\.xlsx: .*more than 1 MB of text"):
        open_upload([("a.xlsx", book([rows, rows, [[f"{n} {LONG[:900]}"] for n in range(60)], [["name"]]], hidden=3))])


@pytest.mark.usefixtures("small")
def test_rows_are_counted_before_any_sheet_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "read_rows", lambda *_: pytest.fail("a sheet was read"))
    monkeypatch.setattr(delimited, "_records", lambda *_: pytest.fail("a file was read"))
    with pytest.raises(SourceError, match=r'sheet "s1".*more than 100 rows'):
        open_upload([("a.xlsx", book([[["name"], *[["A"]] * 60]] * 2))])
    with pytest.raises(SourceError, match=r'file "1.csv".*more than 100 rows'):
        open_upload([("a.zip", packed({f"{n}.csv": "name\n" + "A\n" * 60 for n in range(2)}))])


@pytest.mark.usefixtures("small")
def test_hidden_and_ignored_sheets_count_for_nothing() -> None:
    rows = [["name"], *[["A"]] * 60]
    assert len(open_upload([("a.xlsx", book([rows] * 3, hidden=2))]).sheets[0].frame) == 60


@pytest.mark.usefixtures("small")
def test_each_source_is_counted_by_itself() -> None:
    for _ in range(3):
        assert len(open_upload([("a.csv", b"name\n" + b"A\n" * 60)]).sheets[0].frame) == 60


@pytest.mark.usefixtures("small")
def test_a_file_read_again_in_another_encoding_counts_once() -> None:
    recipe = Recipe(sheet=(SheetRecipe(name="elsewhere", kind="organizations", encoding="cp1252"),))
    assert len(open_upload([("a.csv", b"name\n" + b"A\n" * 60)], recipe).sheets[0].frame) == 60


def test_an_environment_variable_raises_a_limit_and_never_lowers_it() -> None:
    raised = limits.SourceLimits.from_environment({"ECOSYSTEM_MOST_ROWS": "2,000,000", "ECOSYSTEM_MOST_TEXT_MB": "1"})
    assert raised == limits.SourceLimits(rows=2_000_000)
    with pytest.raises(SourceError, match=r"ECOSYSTEM_MOST_CELLS is 'many'. Set a whole number"):
        limits.SourceLimits.from_environment({"ECOSYSTEM_MOST_CELLS": "many"})


@pytest.mark.usefixtures("small")
def test_a_raised_limit_lets_the_source_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "ECOSYSTEM_MOST_ROWS", "300")
    assert len(open_upload([("a.csv", b"name\n" + b"A\n" * 200)]).sheets[0].frame) == 200


def test_files_that_are_together_too_large_are_refused_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_SOURCE_BYTES", 100)
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(b"name\n" + b"A\n" * 30)
    with pytest.raises(SourceError, match="together larger than"):
        open_upload([(path.name, path.read_bytes()) for path in tmp_path.iterdir()])
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read"))
    with pytest.raises(SourceError, match="together larger than"):
        open_source(tmp_path)


@pytest.mark.parametrize("start", ["name\n", 'name\n"'])
def test_a_line_of_commas_is_refused_before_it_is_taken_apart(start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_SEPARATORS", 500)
    with pytest.raises(SourceError, match=r"a.csv, row 2: more than 500 columns are more than this tool reads"):
        open_upload([("a.csv", (start + "a," * 501).encode())])


@pytest.mark.parametrize("many", ["[]", "{}"])
def test_a_json_of_too_many_objects_is_refused_before_it_is_parsed(many: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_JSON_RECORDS", 100)
    monkeypatch.setattr(json, "loads", lambda *_, **__: pytest.fail("parsed"))
    with pytest.raises(SourceError, match="more than 100 objects and lists"):
        open_upload([("a.json", f"[{','.join([many] * 101)}]".encode())])
