"""Reader of one worksheet, from its XML to rows of text.

Expat reports one tag at a time and keeps none, so a sheet needs no more memory than its texts, whatever size it
declares. openpyxl creates objects for each cell, which takes twice as long; the tests compare its results with these.
calamine is three times as fast but unsuitable: a file of four kilobytes can make it allocate a gigabyte, and it drops
errors and the leading zeros of a ZIP code.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import IO, NamedTuple
from xml.parsers import expat

from ecosystem.collect import limits
from ecosystem.collect.frames import Mark, Row, column_letter
from ecosystem.collect.merged_cells import Area
from ecosystem.errors import SourceError

CHUNK = 64 * 1024
_ROW_TAGS, _CELL_TAGS = (b"<row ", b"<row>", b"<row/"), (b"<c ", b"<c>", b"<c/")
_LONGEST_TAG = 5

ROW, CELL, VALUE, FORMULA, SHARED, TEXT, SPOKEN, MERGED = (
    f"http://schemas.openxmlformats.org/spreadsheetml/2006/main {tag}"
    for tag in ("row", "c", "v", "f", "si", "t", "rPh", "mergeCell")
)
_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})")


class SheetCells(NamedTuple):
    """Content of one worksheet."""

    rows: list[Row]  # the filled ones
    marks: list[Mark]  # one for each error or formula without a value
    areas: list[Area]  # merged cells


def read_rows(part: IO[bytes], label: str, texts: Sequence[str], shown: Callable[[str, str, str], str]) -> SheetCells:
    """Return the filled rows of a sheet as text, a mark for each error or formula without a value, and merged cells.

    ``texts`` are the workbook's shared texts; ``shown`` returns the displayed text of any other cell, given its kind,
    its value as written and its style. Raises SourceError if the sheet is too large; ExpatError, LookupError or
    ValueError if it is damaged.
    """
    tags = CellEvents(label, texts, shown)
    parse(part, tags, f"{label}: one row")
    tags.count()
    return SheetCells(tags.rows, tags.marks, tags.areas)


def read_texts(part: IO[bytes], source: str) -> list[str]:
    """Return the texts shared by the cells of a workbook, in order.

    Raises SourceError if they exceed the limits of a source, ExpatError if they are damaged.
    """
    tags = _Texts(source)
    parse(part, tags, f"{source}: one text")
    return tags.shared


def foreseen(part: IO[bytes]) -> tuple[int, int]:
    """Return the expected rows and cells of a sheet, counted by Excel's tags, a hundred times as fast as reading."""
    found = [0, 0]
    tail = b""
    while chunk := part.read(CHUNK):
        piece = tail + chunk
        tail = piece[-_LONGEST_TAG + 1 :]
        for place, tags in enumerate((_ROW_TAGS, _CELL_TAGS)):
            found[place] += sum(piece.count(tag) - tail.count(tag) for tag in tags)
    return found[0] + sum(map(tail.count, _ROW_TAGS)), found[1] + sum(map(tail.count, _CELL_TAGS))


def parse(part: IO[bytes], tags: "_Texts", what: str) -> None:
    """Pass all tags of a part to ``tags``; raise SourceError if one row or text exceeds the limit."""
    parser = _parser(tags)
    length = count = ended = 0
    while chunk := part.read(CHUNK):
        length, count = length + len(chunk), count + chunk.count(b"<")
        if length > limits.LONGEST_ROW or count > limits.MOST_ROW_TAGS:
            raise SourceError(
                f"{what} holds more than this tool reads. Copy the answers into a new workbook and save that."
            )
        parser.Parse(chunk, False)
        if tags.ended > ended:
            length, count, ended = 0, 0, tags.ended
    parser.Parse(b"", True)


class _Texts:
    """Collector of text from tags, run by run; phonetic readings of Japanese names are ignored."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.ended = 0  # number of texts, or rows
        self.shared: list[str] = []
        self.held = 0  # bytes of the shared texts
        self.pieces: list[str] = []  # the text between two tags so far
        self.runs: list[str] = []
        self.spoken = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        """Handle the start of a tag."""
        if tag == TEXT:
            self.pieces.clear()
        elif tag == SHARED:
            self.runs.clear()
        elif tag == SPOKEN:
            self.spoken = True

    def end(self, tag: str) -> None:
        """Handle the end of a tag."""
        if tag == TEXT:
            if not self.spoken:
                self.runs.append("".join(self.pieces))
        elif tag == SHARED:
            text = "".join(self.runs)
            self.shared.append(text)
            self.ended += 1
            self.held += limits.size([text])
            limits.check_shared(self.label, self.held)
        elif tag == SPOKEN:
            self.spoken = False


class CellEvents(_Texts):
    """Collector of the rows and marks of a sheet from its tags."""

    def __init__(self, label: str, texts: Sequence[str], shown: Callable[[str, str, str], str]) -> None:
        super().__init__(label)
        self.texts, self.shown = texts, shown
        self.rows: list[Row] = []
        self.marks: list[Mark] = []
        self.areas: list[Area] = []
        self.uncounted: list[list[str]] = []
        self.row: list[str] = []
        self.number = self.column = 0
        self.cell: dict[str, str] = {}
        self.value = ""
        self.formula = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Handle the start of a tag."""
        if tag == CELL:
            self.cell, self.value, self.formula = attributes, "", False
            self.runs.clear()
            reference = attributes.get("r")
            self.column = _column(reference.rstrip("0123456789")) if reference else self.column + 1
            if self.column >= limits.MOST_COLUMNS:
                raise too_far(self.label, reference or f"{column_letter(self.column)}{self.number}")
        elif tag == VALUE:
            self.pieces.clear()
        elif tag == ROW:
            self.row, self.column = [], -1
            self.number = _row_number(attributes.get("r"), self.number)
            if self.number > limits.MOST_SHEET_ROWS:
                raise too_far(self.label, str(self.number))
        elif tag == FORMULA:
            self.formula = True
        elif tag == MERGED:
            if area := _area(attributes.get("ref", "")):
                self.areas.append(area)
        else:
            super().start(tag, attributes)

    def end(self, tag: str) -> None:
        """Handle the end of a tag."""
        if tag == VALUE:
            self.value = "".join(self.pieces)
        elif tag == CELL:
            self.end_cell()
        elif tag == ROW:
            self.ended += 1
            self.end_row()
        else:
            super().end(tag)

    def end_row(self) -> None:
        """Add the row to the sheet."""
        self.uncounted.append(self.row)
        if len(self.uncounted) == limits.ROWS_AT_ONCE:
            self.count()
        if any(self.row):
            self.rows.append((self.number, self.row))

    def count(self) -> None:
        """Add the rows not yet counted to the limits."""
        limits.count_rows(self.label, self.uncounted)
        self.uncounted.clear()

    def end_cell(self) -> None:
        """Add the cell to its row."""
        kind, value, row, column = self.cell.get("t", "n"), self.value, self.row, self.column
        if kind == "inlineStr":
            value = "".join(self.runs)
        if not value:
            text = ""
        elif kind == "s":
            if not value.isdecimal():
                raise ValueError(f"{value[:20]!r} is no number of a text")
            text = self.texts[int(value)]
        else:
            text = self.shown(kind, value, self.cell.get("s", "0"))
        if text and (kind == "e" or (kind == "n" and text.startswith("#"))):
            self.marks.append(_error(self.number, column, text))
        if self.formula and not value and kind != "str":  # kind str: the formula's value is ""
            self.marks.append(_no_value(self.number, column))
        if column == len(row):
            row.append(text)
        elif column > len(row):
            row += [""] * (column - len(row)) + [text]
        elif row[column]:
            raise ValueError("two cells in one place")
        else:
            row[column] = text


def _parser(tags: _Texts) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = tags.start, tags.end
    parser.CharacterDataHandler = tags.pieces.append
    return parser


def _row_number(written: str | None, before: int) -> int:
    """Return the number of a row, one more than the last if it has none; ValueError if numbers decrease."""
    number = float(written) if written else before + 1.0
    if not number.is_integer() or number <= before:
        raise ValueError(f"{written!r} stands below row {before}")
    return int(number)


@cache
def _column(letters: str) -> int:
    """Return the column counted from 0, the inverse of ``column_letter``; ValueError if there is none."""
    if not 1 <= len(letters) <= 3 or not (letters.isascii() and letters.isalpha()):
        raise ValueError(f"{letters[:20]!r} is no column")
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _area(written: str) -> Area | None:
    """Return the merged area of a reference such as "A2:B4"; None for one that is no area."""
    found = _AREA.fullmatch(written)
    if found is None:
        return None
    left, top, right, bottom = found.groups()
    return Area(int(top), int(bottom), _column(left), _column(right))


def too_far(source: str, where: str) -> SourceError:
    """Return the error for a cell outside the rows and columns that are read."""
    place = f"cell {where}" if not where.isdigit() else f"row {where}"
    return SourceError(
        f"{source}: the workbook reaches to {place[:30]}, beyond {limits.MOST_SHEET_ROWS:,} rows "
        f"or {limits.MOST_COLUMNS} columns. "
        "Delete the empty rows below and the empty columns to the right of the answers, and save again."
    )


def _no_value(row: int, position: int) -> Mark:
    """Return the mark of a formula saved without its value, as scripts save them."""
    return Mark(
        row=row,
        position=position,
        reason="formula without a value",
    )


def _error(row: int, position: int, shown: str) -> Mark:
    return Mark(
        row=row,
        position=position,
        reason="error in a cell",
        shown=shown,
    )
