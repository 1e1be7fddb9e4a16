"""OpenDocument spreadsheets (.ods): each filled, visible sheet as text, with the spreadsheet's own row numbers.

The content is read row by row from its XML. odfpy, through which pandas reads .ods, follows entities, holds the whole
document and repeats cells without limit, and took 16 s for 1,000 rows of 80 cells.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse

from ecosystem.collect import limits
from ecosystem.collect.file_kinds import kind_of
from ecosystem.collect.formats.safe_xml import local
from ecosystem.collect.frames import Row, build_sheet, cleaned, hidden_sheet, is_ignored
from ecosystem.collect.sheet import WORKBOOK, Sheet, SheetOrigin
from ecosystem.collect.xlsx.prescan import check_part
from ecosystem.errors import SourceError

CONTENT = "content.xml"
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError)
_MOST_SPACES = 1_000  # that one tag stands for
_DEEPEST = 40  # elements inside each other
_TABLE, _OFFICE, _TEXT, _STYLE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "office", "text", "style")
)
_ROW = f"{_TABLE}table-row"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_NUMBERS = ("float", "percentage", "currency")


@dataclass
class OdsTable:
    """One sheet as it is read."""

    name: str
    origin: SheetOrigin
    hidden: bool = False
    next_row: int = 1
    width: int = 0
    rows: list[Row] = field(default_factory=list)
    uncounted: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, cells: tuple[str, ...], times: int) -> None:
        """Add a row as often as it is repeated; of empty rows only the number counts."""
        filled = any(cells)
        if filled and self.next_row + times - 1 > limits.MOST_SHEET_ROWS:
            raise SourceError(
                f"{self.origin}: more than {limits.MOST_SHEET_ROWS:,} rows are more than this tool reads. "
                "Keep the rows that belong to the survey, and save again."
            )
        if filled:
            self.width = max(self.width, len(cells))
            self.rows += [(self.next_row + n, cells) for n in range(times)]
            self.uncounted += [cells] * times
            if len(self.uncounted) >= limits.ROWS_AT_ONCE:
                self.count()
        self.next_row += times

    def count(self) -> None:
        """Add the rows read since the last count to the limits of the source."""
        limits.count_rows(str(self.origin), self.uncounted)
        self.uncounted.clear()


@limits.one_source()
def read_ods(data: bytes, document: str) -> tuple[Sheet, ...]:
    """Return the sheets of an .ods file in its own order, cells as text; hidden and empty sheets are not read.

    Raises SourceError if the bytes are no spreadsheet of this kind, are unsafe, or hold nothing to read.
    """
    if len(data) > limits.MOST_BYTES:
        raise SourceError(f"{document}: the file is larger than 25 MB. Keep only the survey's sheets, and save again.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive, document)
            check_part(archive, archive.getinfo(CONTENT), document)
            with archive.open(CONTENT) as stream:
                tables = list(read_tables(stream, document))
    except (*_DAMAGE, ParseError, ValueError):
        raise _damaged(data, document) from None
    tables = [table for table in tables if table.rows and not is_ignored(table.name)]
    hidden = [table.name for table in tables if table.hidden]
    sheets = [
        build_sheet(table.rows, table.origin, table.name, width=table.width) for table in tables if not table.hidden
    ]
    if not sheets:
        aside = f" Its hidden sheets were passed over: {', '.join(hidden)}." if hidden else ""
        raise SourceError(f"{document}: no sheet has anything filled in.{aside} Check that it is the right file.")
    doubts = tuple(hidden_sheet(document, title) for title in hidden)
    return (replace(sheets[0], issues=doubts + sheets[0].issues), *sheets[1:])


def _damaged(data: bytes, document: str) -> SourceError:
    if data.startswith(b"PK") or not (kind := kind_of(data)):
        return SourceError(
            f"{document}: this is not an OpenDocument spreadsheet, or it was cut off or damaged. Save it anew."
        )
    return SourceError(f"{document}: this is {kind.name}, not an OpenDocument spreadsheet. {kind.action}")


def _check_directory(archive: zipfile.ZipFile, document: str) -> None:
    """Raise SourceError based on the zip directory alone. Python unpacks no more than it declares."""
    parts = {part.filename: part for part in archive.infolist()}
    content = parts.get(CONTENT)
    if content is None:
        raise zipfile.BadZipFile
    if content.flag_bits & 1 or b"encryption-data" in _start(archive, parts.get("META-INF/manifest.xml")):
        raise SourceError(f"{document}: this spreadsheet is locked with a password. Take it off, and save it again.")
    swollen = content.file_size > limits.RATIO_MATTERS_ABOVE
    swollen = swollen and content.file_size > limits.MOST_RATIO * max(content.compress_size, 1)
    if content.file_size > limits.MOST_UNPACKED or swollen or len(parts) > limits.MOST_PARTS:
        raise SourceError(
            f"{document}: the spreadsheet unpacks to {content.file_size / limits.MB:,.0f} MB, far more than a survey "
            "needs. Copy the answers into a new spreadsheet and save that."
        )


def _start(archive: zipfile.ZipFile, part: zipfile.ZipInfo | None) -> bytes:
    if part is None:
        return b""
    with archive.open(part) as stream:
        return stream.read(limits.MB)


def read_tables(stream: IO[bytes], document: str) -> Iterator[OdsTable]:
    """Yield each table of the document once it is read, rows cleared as soon as they are."""
    hidden: set[str] = set()
    table, spreadsheet, found, depth, since_row = None, False, 0, 0, 0
    for event, element in iterparse(stream, events=("start", "end")):  # noqa: S314  (checked by check_part)
        tag = element.tag
        if event == "start":
            depth, since_row = depth + 1, since_row + 1
            if since_row > limits.MOST_ROW_TAGS or depth > _DEEPEST:
                raise SourceError(f"{document}: it holds more markup than a survey needs. Save the sheet as .xlsx.")
            if tag == f"{_TABLE}table" and table is None:
                found += 1
                name = element.get(f"{_TABLE}name") or f"{found}"
                origin = SheetOrigin(document, name, WORKBOOK)
                table = OdsTable(name, origin, element.get(f"{_TABLE}style-name") in hidden)
                if found > limits.MOST_SHEETS:
                    raise SourceError(
                        f"{document}: more than {limits.MOST_SHEETS} sheets. Keep those with answers, and save again."
                    )
            continue
        depth -= 1
        if tag == _ROW:
            since_row = 0
            if table is not None:
                table.add(_cells(element, table.origin), _times(element, f"{_TABLE}number-rows-repeated"))
            element.clear()
        elif tag == f"{_TABLE}table" and table is not None:
            table.count()
            yield table
            table = None
        elif tag == f"{_STYLE}style":
            if any(child.get(f"{_TABLE}display") == "false" for child in element):
                hidden.add(element.get(f"{_STYLE}name", ""))
        elif tag == f"{_OFFICE}spreadsheet":
            spreadsheet = True
    if not spreadsheet:
        raise SourceError(
            f"{document}: this is an OpenDocument text or drawing, not a spreadsheet. Look for the right file."
        )


def _times(element: Element, name: str) -> int:
    written = element.get(name, "1")
    return int(written) if written.isascii() and written.isdigit() and 0 < len(written) < 10 and int(written) else 1


def _cells(row: Element, origin: SheetOrigin) -> tuple[str, ...]:
    """Return the cells of a row up to the last filled one; SourceError if that is beyond the last column allowed."""
    cells: list[str] = []
    empty = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        text, times = cleaned(_text(cell)), _times(cell, f"{_TABLE}number-columns-repeated")
        if not text:
            empty += times
            continue
        if len(cells) + empty + times > limits.MOST_COLUMNS:
            raise SourceError(
                f"{origin}: more than {limits.MOST_COLUMNS} columns are more than this tool reads. "
                "Keep the columns that belong to the survey, and save again."
            )
        cells += [""] * empty + [text] * times
        empty = 0
    return tuple(cells)


def _text(cell: Element) -> str:
    """Return a cell's text: numbers as written, with the zeros in front that are shown, dates as ISO 8601."""
    kind = cell.get(f"{_OFFICE}value-type")
    if not kind and not len(cell):
        return ""
    shown = "\n".join([_paragraph(child) for child in cell if child.tag == f"{_TEXT}p"])
    if kind in _NUMBERS:
        return _number(cell.get(f"{_OFFICE}value", ""), shown)
    if kind == "date":
        day, _, time = cell.get(f"{_OFFICE}date-value", "").partition("T")
        time = time.partition(".")[0].rstrip("Z")
        return f"{day} {time}" if time.strip("0:") else day
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value", "").upper()
    return shown or cell.get(f"{_OFFICE}string-value", "")


def _number(value: str, shown: str) -> str:
    """Return a number as written: 311 and not 311.0, 02139 where zeros in front are shown.

    >>> _number("2.0", "2"), _number("2139", "02139"), _number("0.5", "50%"), _number("1E3", "1,000")
    ('2', '02139', '0.5', '1000')
    """
    try:
        number = float(value)
        whole = int(number) if number.is_integer() and abs(number) < 10**15 else None
    except (ValueError, OverflowError):
        return shown
    if whole is None:
        return value
    padded = shown.isascii() and shown.isdigit() and int(shown[:20]) == whole
    return shown if padded else str(whole)


def _paragraph(element: Element) -> str:
    """Return the text of a paragraph, spaces and line breaks included, comments left out."""
    if not len(element):
        return element.text or ""
    parts = [element.text or ""]
    for child in element:
        tag = local(child.tag)
        if tag == "s":
            parts.append(" " * min(_times(child, f"{_TEXT}c"), _MOST_SPACES))
        elif tag in ("tab", "line-break"):
            parts.append("\t" if tag == "tab" else "\n")
        elif tag not in ("annotation", "annotation-end"):
            parts.append(_paragraph(child))
        parts.append(child.tail or "")
    return "".join(parts)
