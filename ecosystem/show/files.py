"""Tables as files: CSV and workbooks in which no text runs as a formula, and atomic writing."""

import io
import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from ecosystem.collect.delimited import inert
from ecosystem.errors import RequestError
from ecosystem.findings.catalog import DESCRIPTIONS
from ecosystem.translation import gettext

__all__ = ["csv_bytes", "inert", "inert_table", "to_csv", "too_long", "workbook", "write_file"]
_FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]|^'|'$")
MOST_ROWS = 100_000  # of a table in a workbook: a million cells take ten seconds to write, and Excel long to open


def too_long(name: str, table: pd.DataFrame) -> str | None:
    """Return the sentence that replaces the rows of a table too long for a workbook; None where it fits."""
    if len(table) <= MOST_ROWS:
        return None
    return gettext("{rows:,} rows are too many for this workbook (it holds {most:,} per table): see {name}.csv").format(
        rows=len(table), most=MOST_ROWS, name=name
    )


def inert_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with every text, headers too, passed through ``inert``."""
    several = len(table.columns) > 1
    columns = {
        inert(str(c)): [_inert_cell(value, starts_row=several and not place) for value in table[c].tolist()]
        for place, c in enumerate(table.columns)
    }
    return pd.DataFrame(columns, index=table.index, dtype=object)


def _inert_cell(value: object, *, starts_row: bool) -> object:
    if isinstance(value, str):
        return inert(value, starts_row=starts_row)
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)  # 3, not 3.0
    return value


def to_csv(table: pd.DataFrame) -> str:
    """Return the table as CSV text: no formulas, whole numbers without a decimal point, empty where <NA>."""
    return str(inert_table(table).to_csv(index=False, lineterminator="\n"))


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return the CSV as UTF-8 with a byte order mark, so that Excel shows accents correctly."""
    return to_csv(table).encode("utf-8-sig")


def workbook(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """Return an .xlsx with one sheet per table and one that explains the columns; no cell is a formula."""
    import xlsxwriter  # noqa: PLC0415  late: the first page does not need it

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    bold = book.add_format({"bold": True, "bg_color": "#EEF2F6"})
    dictionary = {t.name: {c.name: c.meaning for c in t.columns} for t in DESCRIPTIONS.values()}
    meanings = [(n, c, dictionary.get(n, {}).get(c, "")) for n, table in tables.items() for c in table.columns]
    about = pd.DataFrame(meanings, columns=["table", "column", "meaning"])
    taken: set[str] = set()
    for name, table in {**tables, "columns explained": about}.items():
        sheet = book.add_worksheet(_sheet_name(name, taken))
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(table.columns):
            sheet.write_string(0, at, str(column), bold)
            values = table[column]
            widest = int(values.dropna().astype(str).str.len().clip(upper=60).max() or 0) if len(values.dropna()) else 0
            sheet.set_column(at, at, max(len(str(column)), widest, 8) + 1)
            if len(table) > MOST_ROWS:
                continue
            for row, value in enumerate(values.tolist(), start=1):
                _write(sheet, row, at, value)
        if len(table) > MOST_ROWS:
            sheet.write_string(1, 0, too_long(name, table))
        else:
            sheet.autofilter(0, 0, len(table), max(len(table.columns) - 1, 0))
    book.close()
    return buffer.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a sheet name Excel accepts: at most 31 letters, none forbidden, not in ``taken``, to which it is added."""
    plain = _FORBIDDEN_IN_SHEET_NAMES.sub("_", name)
    found, again = plain[:31], 2
    while found.casefold() in taken:
        ending = f" ({again})"
        found, again = plain[: 31 - len(ending)] + ending, again + 1
    taken.add(found.casefold())
    return found


def _write(sheet, row: int, at: int, value: object) -> None:  # type: ignore[no-untyped-def]
    if value is None or value is pd.NA or value == "" or value != value:  # noqa: PLR0124  NaN
        return
    if isinstance(value, bool):
        sheet.write_string(row, at, "yes" if value else "no")
    elif isinstance(value, int | float):
        sheet.write_number(row, at, value)
    else:
        sheet.write_string(row, at, str(value)[:32_767])  # what a cell can hold


def write_file(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write ``content`` to ``path`` atomically; ``private``: for the user alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise RequestError(f"{path} is a folder. Give the name of a file.")
    part = path.with_name(path.name + ".part")
    try:
        if private:
            part.unlink(missing_ok=True)
            part.touch(mode=0o600)
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
