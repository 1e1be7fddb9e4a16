"""Readers of delimited text files (CSV, TSV and similar) in the encodings and separators found in practice."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, islice

from ecosystem.collect import limits
from ecosystem.collect.file_kinds import kind_of
from ecosystem.collect.frames import build_sheet, filled_rows
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Issue, Reading, Sheet, SheetOrigin
from ecosystem.errors import SourceError
from ecosystem.text import FORMULA_START, FORMULA_STARTS
from ecosystem.translation import gettext, gettext_noop

LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
SAMPLE = 65_536  # characters examined to find the separator
SEPARATORS = {
    ",": gettext_noop("a comma"),
    ";": gettext_noop("a semicolon"),
    "\t": gettext_noop("a tab"),
    "|": gettext_noop("a vertical bar"),
}
ENCODINGS = {  # Python's name of each encoding -> its name for users
    **{"utf-8": "UTF-8", "utf-8-sig": "UTF-8 with a mark", "cp1252": "Windows-1252 (Western Europe)"},
    **{"utf-16": "UTF-16 with a mark", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16, high byte first"},
    **{"cp1250": "Windows-1250 (Central Europe)", "cp1251": "Windows-1251 (Cyrillic)", "mac_roman": "Mac Roman"},
    **{"shift_jis": "Shift JIS (Japanese)", "gb18030": "GB 18030 (Chinese)"},
}
_FORMULA_STARTS = tuple(FORMULA_STARTS + "\n")
# Where a spreadsheet with another separator would begin a cell inside this one. Quotation marks are then no longer at
# the start of a cell and keep nothing together; a pair of them that opens the cell is removed.
_INNER_CELL = re.compile(rf"(^\"+|[,;\t\n]\"*)(?={FORMULA_START})")
_LINE_BREAK = re.compile(r"\r\n?")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?")
INERT = re.compile(rf"(^\"*|[,;\t\n]\"*)'(?={FORMULA_START})|^'(?=\n)")  # as ``inert`` writes them


@limits.one_source()
def read_delimited(
    data: bytes, origin: SheetOrigin | str, name: str, *, encoding: str = "", separator: str = ""
) -> Sheet:
    """Return the sheet in a text file: every cell as text, rows numbered by record as in a spreadsheet.

    ``origin`` is the origin of the bytes or the name of their file. Encoding and separator are inferred from the
    bytes unless they are given (``ENCODINGS``, ``SEPARATORS``); both are recorded in ``reading``, and reported as
    issues if they are unusual. The apostrophe that our own exports put before possible formulas is removed. Raises
    SourceError if the bytes are not a table of text.
    """
    origin = SheetOrigin(origin) if isinstance(origin, str) else origin
    source = str(origin)
    if len(data) > limits.MOST_BYTES:
        raise SourceError(f"{source}: the file is larger than 25 MB. Keep only the survey's rows, and save again.")
    text, encoding = _decode(data, source, encoding)
    text, told = _separator(text)
    separator = separator or told
    limits.check_foreseen(source, least_rows(data), 0 if '"' in text else text.count(separator))
    records = ((number, map(_as_before, cells)) for number, cells in _records(text, separator, source))
    rows = filled_rows(records)
    if not rows:
        raise SourceError(f"{source}: the file is empty: it has no header and no rows. Check that it is the right one.")
    issues = [*_encoding_doubt(source, encoding), *_separator_doubt(source, separator)]
    return replace(build_sheet(rows, origin, name, issues=issues), reading=Reading(encoding, separator))


def edited(data: bytes, reading: Reading, edit: Callable[[int, int, str], str]) -> bytes:
    """Return the text file with the cells that ``edit`` gives for record, position and cell; all else as it is.

    ``reading`` is how ``read_delimited`` read it. A record with no other cell keeps its bytes, another is quoted anew.
    """
    text = data.decode(reading.encoding)
    body, _ = _separator(text)
    lines = _Remembered(body)
    parts = [text[: len(text) - len(body)]]
    for number, cells in enumerate(csv.reader(lines, delimiter=reading.separator), start=1):
        record = lines.taken()
        kept = [_edited_cell(edit, number, place, cell) if cell else cell for place, cell in enumerate(cells)]
        parts.append(record if kept == cells else _record(kept, record, reading.separator))
    made = "".join(parts)
    return data if made == text else made.encode(reading.encoding, "replace")


def _edited_cell(edit: Callable[[int, int, str], str], number: int, place: int, cell: str) -> str:
    """Return the edited cell; the apostrophe of our own exports stays where a formula would begin without it."""
    text = _as_before(cell)
    kept = edit(number, place, text)
    if kept == text:
        return cell
    return f"'{kept}" if cell.startswith("'") and kept.startswith(("=", "+", "-", "@")) else kept


def _record(cells: list[str], record: str, separator: str) -> str:
    ending = record[len(record.rstrip("\r\n")) :]
    made = io.StringIO()
    csv.writer(made, delimiter=separator, lineterminator=ending).writerow(cells)
    return made.getvalue()


class _Remembered:
    """The lines of a text, those handed out since the last record remembered."""

    def __init__(self, text: str) -> None:
        self._lines = (line[0] for line in LINE.finditer(text))
        self._since: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._since.append(line)
        return line

    def taken(self) -> str:
        """Return the text of the record that was just read."""
        text = "".join(self._since)
        self._since.clear()
        return text


def least_rows(data: bytes) -> int:
    """Return a lower bound of the number of rows without parsing; 0 where quoted cells may contain line breaks."""
    return 0 if b'"' in data else max(data.count(b"\n"), data.count(b"\r"))


def inert(text: str, *, starts_row: bool = False) -> str:
    """Return ``text`` so that a spreadsheet shows it and never runs it: a formula start gets an apostrophe before it.

    So does a formula start after a semicolon, tab, comma or line break within the text, because a European Excel
    splits our files at semicolons. Line breaks become "\\n", as a lone carriage return would end an unquoted CSV row.
    A number is kept as it is unless it ``starts_row``: there "-1" and a next cell "5+A1" would be one formula with a
    decimal comma.

    >>> inert("=1+1"), inert("-12.5"), inert("Harbor City"), inert("Food;=1+1")
    ("'=1+1", '-12.5', 'Harbor City', "Food;'=1+1")
    """
    text = _LINE_BREAK.sub("\n", text)
    is_number = not starts_row and _NUMBER.fullmatch(text)
    before = "'" if text.startswith(_FORMULA_STARTS) and not is_number else ""
    return before + _INNER_CELL.sub(r"\1'", text)


def _as_before(cell: str) -> str:
    """Return the cell without the apostrophes that our exports add against formula injection."""
    return INERT.sub(r"\1", cell) if "'" in cell else cell


def _decode(data: bytes, source: str, encoding: str) -> tuple[str, str]:
    """Return the text and its encoding: the given one, else by byte order mark, else UTF-8, UTF-16 or Windows-1252."""
    if kind := kind_of(data):
        raise SourceError(f"{source}: this is {kind.name}, not a CSV file. {kind.action}")
    encoding = encoding or _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise SourceError(
            f"{source}: its letters are in an encoding this tool cannot tell, or the file was cut off. "
            'Open it in a spreadsheet and save it as "CSV UTF-8".'
        ) from None
    if "\0" in text:
        raise SourceError(f"{source}: this is not a text file. Save the sheet as .xlsx or CSV UTF-8.")
    return text, encoding


def _encoding(data: bytes) -> str:
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:4096]
    if b"\0" in head:
        # In UTF-16, one byte of every separator, digit and line end is NUL, always at the same parity.
        first, second = head[0::2].count(0), head[1::2].count(0)
        if not first:
            return "utf-16-le"
        if not second:
            return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _separator(text: str) -> tuple[str, str]:
    """Return the text without a first line "sep=;", and the separator: the declared or the most consistent one."""
    first, line_end, _ = text[:8].partition("\n")
    if line_end and first.strip().lower().startswith("sep=") and (named := first.rstrip("\r\n")[4:5]) in SEPARATORS:
        return text[text.index("\n") + 1 :], named
    sample = text[:SAMPLE]
    if len(text) > SAMPLE:  # the last record of the sample may be incomplete
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    best = max(SEPARATORS, key=lambda separator: _consistency(sample, separator))
    return text, best


def _consistency(sample: str, separator: str) -> tuple[float, int]:
    """Return the share of rows as wide as the header, and that width; (0, 0) for a single column."""
    records = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    widths = [len(cells) for cells in islice(records, 200) if any(map(str.strip, cells))]
    if not widths or widths[0] < 2:
        return (0.0, 0)
    return (Counter(widths)[widths[0]] / len(widths), widths[0])


def _records(text: str, separator: str, source: str) -> Iterator[tuple[int, list[str]]]:
    """Yield record numbers and cells, record by record; quoted line breaks remain inside their cell.

    A sentinel line (one NUL, which the text cannot contain) is appended. If it is not returned as a record of its
    own, a quotation mark was never closed and the rows after it were read as one cell.
    """
    end = "\0"
    lines = _Lines(text, separator, source, end)
    reader = csv.reader(lines, delimiter=separator)
    number = 0
    uncounted: list[list[str]] = []
    try:
        for number, cells in enumerate(reader, start=1):
            if cells == [end]:
                break
            if len(cells) > limits.MOST_CELLS_IN_A_ROW:
                raise _too_wide(source, number, f"{len(cells):,}")
            if cells and max(map(len, cells)) > limits.MOST_LINE_BREAKS:
                _check_long_cells(cells, number, source)
            if cells and cells[-1].endswith(end):
                raise _open_quote(source, number)
            uncounted.append(cells)
            if len(uncounted) == limits.ROWS_AT_ONCE:
                limits.count_rows(source, uncounted)
                uncounted.clear()
            yield number, cells
            lines.next_record(number + 1)
    except csv.Error:
        raise _open_quote(source, number + 1) from None
    limits.count_rows(source, uncounted)


class _Lines:
    """Lines of a text, then its end; raises SourceError if a record has more separators than columns are allowed.

    The csv module would create all cells of the record before they could be counted.
    """

    def __init__(self, text: str, separator: str, source: str, end: str) -> None:
        self._lines = chain((line[0] for line in LINE.finditer(text)), [end])  # StringIO takes four bytes per character
        self._separator, self._source = separator, source
        self.next_record(1)

    def next_record(self, number: int) -> None:
        """Reset the count for the next record."""
        self._row, self._separators = number, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._separators += line.count(self._separator)
        if self._separators > limits.MOST_SEPARATORS:
            raise _too_wide(self._source, self._row, f"more than {limits.MOST_SEPARATORS:,}")
        return line


def _too_wide(source: str, row: int, columns: str) -> SourceError:
    return SourceError(
        f"{source}, row {row}: {columns} columns are more than this tool reads ({limits.MOST_COLUMNS}). "
        "Keep the columns that belong to the survey, and save again."
    )


def _check_long_cells(cells: list[str], number: int, source: str) -> None:
    """Raise SourceError if a cell is longer than the limit."""
    for cell in cells:
        breaks = cell.count("\n") or cell.count("\r")
        if breaks > limits.MOST_LINE_BREAKS or len(cell) > limits.LONGEST_CELL:
            raise _open_quote(source, number)


def _open_quote(source: str, row: int) -> SourceError:
    return SourceError(
        f'{source}, row {row}: a cell that starts there does not end. A quotation mark (") was opened '
        f"and not closed, or the cell is longer than {limits.LONGEST_CELL:,} characters. Mend that row."
    )


def _encoding_doubt(source: str, encoding: str) -> list[Issue]:
    if encoding in ("utf-8", "utf-8-sig"):
        return []
    return [issue("encoding assumed", source=source, encoding=ENCODINGS[encoding])]


def _separator_doubt(source: str, separator: str) -> list[Issue]:
    if separator == ",":
        return []
    return [issue("separator assumed", source=source, separator=gettext(SEPARATORS[separator]))]
