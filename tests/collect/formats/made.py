"""Sheets made in a test from small CSV texts, and plain tables as lists one can compare."""

import csv
import io

from ecosystem.collect.formats import translated
from ecosystem.collect.frames import build_sheet, filled_rows
from ecosystem.collect.sheet import WORKBOOK, Issue, Sheet, SheetOrigin


def one(text: str, name: str, origin: SheetOrigin | None = None) -> Sheet:
    """The sheet of a CSV text, rows numbered as a spreadsheet does."""
    lines = enumerate(csv.reader(io.StringIO(text)), start=1)
    return build_sheet(filled_rows(lines), origin or f"{name}.csv", name)


def workbook(**texts: str) -> list[Sheet]:
    """The sheets of one workbook, map.xlsx; "_" in a name stands for a space."""
    names = {name: name.replace("_", " ") for name in texts}
    return [one(text, names[name], SheetOrigin("map.xlsx", names[name], WORKBOOK)) for name, text in texts.items()]


def table(sheet: Sheet, *columns: str) -> list[tuple[str, ...]]:
    """The rows of some columns; a column that is not there reads as empty."""
    cells = [list(sheet.frame[c]) if c in sheet.frame.columns else [""] * len(sheet.frame) for c in columns]
    return list(zip(*cells, strict=True))


def read_as(sheets: list[Sheet]) -> list[str]:
    """What the sheets were read as, in words."""
    return [issue.message for issue in issues(translated(sheets)) if issue.reason == "foreign format"]


def issues(sheets: tuple[Sheet, ...]) -> list[Issue]:
    """All issues of all sheets."""
    return [issue for sheet in sheets for issue in sheet.issues]
