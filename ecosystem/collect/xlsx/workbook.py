"""Reader of Excel workbooks: each filled, visible sheet as text; the only module that reads with openpyxl."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isinf
from typing import Any
from xml.parsers.expat import ExpatError

from ecosystem.collect import limits
from ecosystem.collect.file_kinds import WORKBOOK
from ecosystem.collect.frames import build_sheet, cleaned, hidden_sheet, is_ignored
from ecosystem.collect.merged_cells import spread
from ecosystem.collect.sheet import WORKBOOK as WORKBOOK_KIND
from ecosystem.collect.sheet import Sheet, SheetOrigin
from ecosystem.collect.xlsx.cells import foreseen, read_rows, read_texts
from ecosystem.collect.xlsx.prescan import SHARED_TEXTS, check_workbook
from ecosystem.errors import SourceError

# Exceptions observed on reading damaged workbooks; a ParseError is a SyntaxError.
DAMAGE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    ExpatError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
WHOLE_BELOW = 10**15  # a float has 15 significant digits; more would be invented
NO_DATE = "#VALUE!"  # text for a number in a date format that is no valid date


@limits.one_source()
def read_workbook(data: bytes, document: str, kind: str = WORKBOOK_KIND) -> tuple[Sheet, ...]:
    """Return the sheets of an .xlsx or .xlsm workbook in its own order, cells as text, with its row numbers.

    Hidden sheets are not read, with an issue on the first sheet read; sheets named "... (ignore)" and empty sheets are
    not read, without issue. Macros are never read. Raises SourceError if the bytes are not a workbook, are unsafe, or
    contain nothing to read.
    """
    source = str(SheetOrigin(document, kind=kind))
    check_workbook(data, source)
    try:
        sheets, hidden = _read_sheets(data, SheetOrigin(document, kind=kind))
    except DAMAGE as error:
        raise SourceError(
            f"{source}: the workbook is damaged ({type(error).__name__}). Open it in Excel and save it anew."
        ) from None
    if not sheets:
        aside = f" Its hidden sheets were passed over: {', '.join(hidden)}." if hidden else ""
        raise SourceError(f"{source}: no sheet has anything filled in.{aside} Check that it is the right file.")
    doubts = tuple(hidden_sheet(source, title) for title in hidden)
    return (replace(sheets[0], issues=doubts + sheets[0].issues), *sheets[1:])


def _read_sheets(data: bytes, whole: SheetOrigin) -> tuple[list[Sheet], list[str]]:
    """Return the sheets read, and the titles of the hidden ones."""
    sheets, source = [], str(whole)
    with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(data)) as archive:
        warnings.simplefilter("ignore")  # openpyxl warns about styles and extensions that contain no answers
        reader = opened(archive)
        texts, shown = shared_texts(archive, reader, source), shown_by(reader.wb)
        tabs = [tab for tab in tabs_of(reader, source) if not is_ignored(tab[0])]
        hidden = [title for title, state, _ in tabs if state != "visible"]
        shown_tabs = [(replace(whole, part=title), part) for title, state, part in tabs if state == "visible"]
        _check_foreseen(archive, shown_tabs)
        for origin, part in shown_tabs:
            with archive.open(part) as stream:
                rows, marks, areas = read_rows(stream, str(origin), texts, shown)
            if rows:
                width = max(len(cells) for _, cells in rows)
                merged = spread(rows, areas, width, str(origin))
                sheet = build_sheet(rows, origin, origin.part, width=width, marks=[*marks, *merged.marks])
                sheets.append(replace(sheet, banners=merged.banners))
    return sheets, hidden


def _check_foreseen(archive: zipfile.ZipFile, tabs: list[tuple[SheetOrigin, str]]) -> None:
    """Raise SourceError if the sheets are too large, before the first of them is read."""
    rows = cells = 0
    for origin, part in tabs:
        with archive.open(part) as stream:
            here = foreseen(stream)
        rows, cells = rows + here[0], cells + here[1]
        limits.check_foreseen(str(origin), rows, cells)


def opened(archive: zipfile.ZipFile) -> Any:
    """Return openpyxl's reader after the steps needed for reading answers.

    Properties, themes, charts, defined names, and the sheets themselves are not loaded.
    """
    from openpyxl.reader.excel import ExcelReader  # noqa: PLC0415  (late: 154 ms)
    from openpyxl.styles import cell_style  # noqa: PLC0415
    from openpyxl.styles.stylesheet import apply_stylesheet  # noqa: PLC0415

    vars(cell_style)["print"] = lambda *_: None  # openpyxl prints warnings, which would break JSON output
    reader = ExcelReader(archive.fp, read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    for part in reader.package.Override:
        kind, name = part.ContentType, part.PartName.removeprefix("/")
        if (kind.endswith("main+xml") and name != WORKBOOK) or (
            kind.endswith("sharedStrings+xml") and not name.lower().startswith(SHARED_TEXTS)
        ):
            raise ValueError("a part under another name than the one it was checked under")
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    return reader


def shared_texts(archive: zipfile.ZipFile, reader: Any, source: str) -> list[str]:
    """Return the texts shared by cells, in the order of their numbers from 0."""
    from openpyxl.xml.constants import SHARED_STRINGS  # noqa: PLC0415

    part = reader.package.find(SHARED_STRINGS)
    if part is None:
        return []
    with archive.open(part.PartName.removeprefix("/")) as stream:
        texts = read_texts(stream, source)
    return [cleaned(text.replace("x005F_", "")) for text in texts]


def tabs_of(reader: Any, source: str) -> list[tuple[str, str, str]]:
    """Return title, state and part of each worksheet, in the workbook's own order."""
    if len(reader.parser.sheets) > limits.MOST_SHEETS:
        raise SourceError(f"{source}: more than {limits.MOST_SHEETS} sheets. Keep those with answers, and save again.")
    tabs = [
        (sheet.name, sheet.state, rel.target)
        for sheet, rel in reader.parser.find_sheets()
        if rel.target in reader.valid_files and "chartsheet" not in rel.Type
    ]
    if len({part for _, _, part in tabs}) < len(tabs):
        raise ValueError("one part would be read as several sheets")
    return tabs


def shown_by(book: Any) -> Callable[[str, str, str], str]:
    """Return a function for the displayed text of a cell, given its kind, its value as written and its style.

    Examples: 311 and not 311.0, 02139 if the format pads with zeros, dates as ISO 8601.
    """
    from openpyxl.utils.datetime import from_excel, from_ISO8601  # noqa: PLC0415

    @lru_cache(maxsize=100_000)
    def number(written: str, style: int) -> str:
        value = float(written) if any(sign in written for sign in ".eE") else int(written)
        if style in book._date_formats:
            try:
                return _moment_text(from_excel(value, book.epoch, timedelta=style in book._timedelta_formats))
            except (OverflowError, ValueError):
                return NO_DATE
        if isinf(value):
            return written
        if value != int(value) or abs(value) >= WHOLE_BELOW:
            return repr(value)
        return str(int(value)).zfill(_digits(book, style) if style and value >= 0 else 0)

    def shown(kind: str, written: str, style: str) -> str:
        if kind == "n":
            return number(written, int(style))
        if kind == "b":
            return "TRUE" if int(written) else "FALSE"
        return _moment_text(from_ISO8601(written)) if kind == "d" else cleaned(written)

    return shown


def number_formats(book: Any) -> list[tuple[int, str]]:
    """Return the format of numbers of each style of cells: its id if it is built in, and its code if it is not."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS_MAX_SIZE as FIRST  # noqa: PLC0415

    found = [style.numFmtId for style in book._cell_styles]
    return [(number, "" if number < FIRST else book._number_formats[number - FIRST]) for number in found]


def _digits(book: Any, style: int) -> int:
    """Return the number of digits to which a style pads: 5 for the format "00000", as for ZIP codes; usually 0."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE  # noqa: PLC0415

    number = book._cell_styles[style].numFmtId
    if number < BUILTIN_FORMATS_MAX_SIZE:
        pattern = BUILTIN_FORMATS.get(number, "General")
    else:
        pattern = book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE]
    return 0 if pattern.strip("0") else len(pattern)


def _moment_text(value: Any) -> str:
    """Return a date without its time if that is midnight; times are rounded to the second, as in Excel."""
    if isinstance(value, datetime):
        rounded = (value + timedelta(milliseconds=500)).replace(microsecond=0)
        return rounded.date().isoformat() if rounded.time() == time(0) else rounded.isoformat(" ")
    if isinstance(value, time):
        return value.isoformat("seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
