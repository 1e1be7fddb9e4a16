"""The tabs of a Google Sheet as CSV files, so that a project can keep what was fetched."""

import csv
import io
import re
from collections.abc import Sequence

from ecosystem.collect.frames import distinct
from ecosystem.collect.sheet import Sheet

_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def tab_files(sheets: Sequence[Sheet]) -> list[tuple[str, bytes]]:
    """Return a file for each tab, by the tab's name; empty lines keep the row numbers those of the Google Sheet."""
    names = distinct(_NOT_IN_A_NAME.sub("-", sheet.name).strip() or "sheet" for sheet in sheets)
    return [(f"{name}.csv", _csv(sheet)) for name, sheet in zip(names, sheets, strict=True)]


def _csv(sheet: Sheet) -> bytes:
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n").writerow
    rows = [int(row) for row in sheet.frame.index]
    at = max(rows[0] - 1, 1) if rows else 1
    text.write("\n" * (at - 1))
    write(list(sheet.frame.columns))
    for row, cells in zip(rows, sheet.frame.to_numpy(dtype=object).tolist(), strict=True):
        text.write("\n" * (row - at - 1))
        write(cells)
        at = row
    return text.getvalue().encode("utf-8")
