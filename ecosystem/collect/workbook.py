"""Excel workbooks: each filled, visible sheet as text. The one door of openpyxl for reading."""

import io
import re
import warnings
import zipfile
import zlib
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from ecosystem.collect.frames import (
    MOST_COLUMNS,
    Mark,
    Row,
    build_sheet,
    column_letter,
    filled_rows,
    hidden_sheet,
    is_ignored,
)
from ecosystem.collect.prescan import MOST_SHEET_ROWS, SHARED_TEXTS, WORKBOOK, check_workbook, too_far
from ecosystem.collect.sheet import Sheet
from ecosystem.errors import SourceError

# What openpyxl was seen to raise on a damaged workbook; a ParseError is a SyntaxError.
DAMAGE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
MOST_SHEETS = 200
LONGEST_ROW = 8 * 1024 * 1024  # bytes of XML from one row to the next: 500 cells of 16,000 letters
MOST_ROW_TAGS = 300_000  # the links of a whole sheet stand behind its last row, and count as one
WHOLE_BELOW = 10**15  # a float keeps 15 digits; above, digits would be invented

# A cell with a formula and no value kept with it.
FORMULA_CELL = re.compile(rb"<c\s([^>]*)>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
REFERENCE = re.compile(rb'\br="([A-Z]+)([0-9]+)"')


def read_workbook(data: bytes, source: str) -> tuple[Sheet, ...]:
    """The sheets of an .xlsx or .xlsm workbook in its own order, cells as text, rows with their own numbers.

    Hidden sheets are passed over with a doubt on the first sheet read, sheets named "... (ignore)" and empty
    sheets without. Macros are never looked at. Raises SourceError where the bytes are no workbook, an unsafe
    one, or hold nothing to read.
    """
    check_workbook(data, source)
    try:
        sheets, hidden = _read_sheets(data, source)
    except DAMAGE as error:
        raise SourceError(
            f"{source}: the workbook is damaged ({type(error).__name__}). Open it in Excel and save it anew."
        ) from None
    if not sheets:
        aside = f" Its hidden sheets were passed over: {', '.join(hidden)}." if hidden else ""
        raise SourceError(f"{source}: no sheet has anything filled in.{aside} Check that it is the right file.")
    doubts = tuple(hidden_sheet(source, title) for title in hidden)
    return (replace(sheets[0], issues=doubts + sheets[0].issues), *sheets[1:])


def _read_sheets(data: bytes, source: str) -> tuple[list[Sheet], list[str]]:
    """The sheets read, and the titles of the hidden ones."""
    sheets, hidden = [], []
    with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(data)) as archive:
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that hold no answers
        for tab in _tabs(archive, source):
            if is_ignored(tab.title):
                continue
            if tab.sheet_state != "visible":
                hidden.append(tab.title)
                continue
            label = f'{source}, sheet "{tab.title}"'
            rows, width, marks = _read_rows(tab, label)
            # openpyxl alone knows which part holds which sheet
            marks += _formulas_without_value(archive.read(tab._worksheet_path))
            if rows:
                sheets.append(build_sheet(rows, label, tab.title, width=width, marks=marks))
    return sheets, hidden


class _Stream(io.BufferedIOBase):
    """A part's bytes, of which no more than so many are given out before the next row is complete."""

    def __init__(self, part: Any, label: str) -> None:
        self.part, self.label = part, label
        self.begin_row()

    def begin_row(self) -> None:
        self.given = self.tags = 0

    def read(self, size: int | None = -1, /) -> bytes:
        chunk: bytes = self.part.read(size)
        self.given += len(chunk)
        self.tags += chunk.count(b"<")
        if self.given > LONGEST_ROW or self.tags > MOST_ROW_TAGS:
            raise SourceError(
                f"{self.label}: one row holds more than this tool reads. "
                "Copy the answers into a new workbook and save that."
            )
        return chunk

    def close(self) -> None:
        self.part.close()
        super().close()


def _tabs(archive: zipfile.ZipFile, source: str) -> list[Any]:
    """The worksheets of a workbook in its own order, by those parts of openpyxl that reading answers needs.

    Left alone are properties, themes, charts and defined names, and what a sheet says about its own size: to
    look for it, openpyxl would go through the whole sheet once more, with no bound on the length of a row.
    """
    from openpyxl.reader.excel import ExcelReader  # noqa: PLC0415  (late: 154 ms)
    from openpyxl.styles import cell_style  # noqa: PLC0415
    from openpyxl.styles.stylesheet import apply_stylesheet  # noqa: PLC0415
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet  # noqa: PLC0415

    class Tab(ReadOnlyWorksheet):
        stream: _Stream

        def _get_size(self) -> None:
            """Nothing: the cells decide."""

        def _get_source(self) -> _Stream:
            self.stream = _Stream(super()._get_source(), source)
            return self.stream

    vars(cell_style)["print"] = lambda *_: None  # it prints of styles it cannot find, between lines of JSON
    reader = ExcelReader(archive.fp, read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    for part in reader.package.Override:
        kind, name = part.ContentType, part.PartName.removeprefix("/")
        if (kind.endswith("main+xml") and name != WORKBOOK) or (
            kind.endswith("sharedStrings+xml") and not name.lower().startswith(SHARED_TEXTS)
        ):
            raise ValueError("a part under another name than the one it was checked under")
    reader.read_strings()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    if len(reader.parser.sheets) > MOST_SHEETS:
        raise SourceError(f"{source}: more than {MOST_SHEETS} sheets. Keep those with answers, and save again.")
    tabs = []
    for sheet, rel in reader.parser.find_sheets():
        if rel.target in reader.valid_files and "chartsheet" not in rel.Type:
            tab = Tab(reader.wb, sheet.name, rel.target, reader.shared_strings)
            tab.sheet_state = sheet.state
            tabs.append(tab)
    if len({tab._worksheet_path for tab in tabs}) < len(tabs):
        raise ValueError("one part would be read as several sheets")
    return tabs


def _read_rows(tab: Any, label: str) -> tuple[list[Row], int, list[Mark]]:
    """The filled rows as text, the width of the widest, and a mark for each cell that shows an error."""
    rows: list[tuple[int, list[str]]] = []
    marks: list[Mark] = []
    width = 0
    for number, cells in enumerate(tab.iter_rows(), start=1):
        tab.stream.begin_row()
        if number > MOST_SHEET_ROWS or len(cells) > MOST_COLUMNS:
            raise too_far(label, f"{column_letter(len(cells) - 1)}{number}" if cells else str(number))
        texts = ["" if cell.value is None else cell_text(cell) for cell in cells]
        if not any(texts):
            continue
        rows.append((number, texts))
        width = max(width, len(texts))
        marks += [_error_mark(number, i, cell.value) for i, cell in enumerate(cells) if cell.data_type == "e"]
    return filled_rows(rows), width, marks


def cell_text(cell: Any) -> str:
    """What a filled cell says, as text: 311 and not 311.0, 02139 where its format pads, dates as ISO 8601."""
    value = cell.value
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number_text(value, cell)
    return _moment_text(value)


def _number_text(value: float, cell: Any) -> str:
    if value != int(value) or abs(value) >= WHOLE_BELOW:
        return repr(value)
    text = str(int(value))
    if cell.has_style and value >= 0:
        pattern = cell.number_format
        if pattern and not pattern.strip("0"):  # "00000": a ZIP code typed as a number
            return text.zfill(len(pattern))
    return text


def _moment_text(value: Any) -> str:
    """A date without its time where that is midnight; moments rounded to the second, as Excel shows them."""
    if isinstance(value, datetime):
        rounded = (value + timedelta(milliseconds=500)).replace(microsecond=0)
        return rounded.date().isoformat() if rounded.time() == time(0) else rounded.isoformat(" ")
    if isinstance(value, time):
        return value.isoformat("seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _formulas_without_value(xml: bytes) -> list[Mark]:
    """A mark for each formula that was saved without what it works out to, as scripts save them.

    An empty text is a value (t="str"): a spreadsheet writes it where the formula gives "".
    """
    if b"<f" not in xml:
        return []
    marks = []
    for match in FORMULA_CELL.finditer(xml):
        place = REFERENCE.search(match[1])
        if place is None or b't="str"' in match[1]:
            continue
        marks.append(
            Mark(
                row=int(place[2]),
                position=_position(place[1].decode("ascii")),
                reason="formula without a value",
                message="A formula was saved without its value and reads as empty.",
                action="Open the workbook in a spreadsheet, save it once, and read it again.",
            )
        )
    return marks


def _position(letters: str) -> int:
    """The column counted from 0: what ``column_letter`` turns round."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _error_mark(row: int, position: int, shown: str) -> Mark:
    return Mark(
        row=row,
        position=position,
        reason="error in a cell",
        message=f"The cell shows {shown}, an error of the spreadsheet, and was kept as text.",
        action="Mend the formula in that cell, or clear it.",
    )
