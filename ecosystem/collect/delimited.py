"""Text files of rows: CSV, TSV and their cousins, in the encodings and separators people really have."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from ecosystem.collect.frames import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, build_sheet, filled_rows
from ecosystem.collect.sheet import Issue, Reading, Sheet
from ecosystem.errors import SourceError

LONGEST_CELL = 100_000  # below the csv module's own limit of 131,072, which is shared by the whole process
MOST_LINE_BREAKS = 1_000  # no answer has as many lines; a lost quotation mark soon has
MOST_CELLS_IN_A_ROW = 10_000  # empty ones at the end of a row are common, but not by the thousand
SAMPLE = 65_536  # characters looked at to tell the separator
SEPARATORS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a vertical bar"}
ENCODINGS = {  # as Python calls them -> as people do
    **{"utf-8": "UTF-8", "utf-8-sig": "UTF-8 with a mark", "cp1252": "Windows-1252 (Western Europe)"},
    **{"utf-16": "UTF-16 with a mark", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16, high byte first"},
    **{"cp1250": "Windows-1250 (Central Europe)", "cp1251": "Windows-1251 (Cyrillic)", "mac_roman": "Mac Roman"},
    **{"shift_jis": "Shift JIS (Japanese)", "gb18030": "GB 18030 (Chinese)"},
}
INERT = tuple(f"'{sign}" for sign in "=+-@\t\n＝＋－＠")  # as show/files.py writes them

# What a file is when it is not text, by its first bytes.
SIGNATURES = {
    b"PK\x03\x04": "an Excel workbook or another zip file, renamed",
    b"PK\x05\x06": "an empty zip file",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Excel workbook (.xls) or one with a password, renamed",
    b"\x7fELF": "a program",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"%PDF": "a PDF document",
    b"{\\rtf": "a rich text document",
    b"\x1f\x8b": "a compressed file (gzip)",
    b"SQLite format 3": "a database",
}


def read_delimited(data: bytes, source: str, name: str, *, encoding: str = "", separator: str = "") -> Sheet:
    """The sheet in a text file: every cell as text, rows numbered by record as a spreadsheet does.

    Encoding and separator are told from the bytes unless somebody names them (``ENCODINGS``, ``SEPARATORS``); they
    stand in ``reading``, and among the issues where they are not the usual ones. The apostrophe that our own files
    put before what looks like a formula is taken off again. Raises SourceError where the bytes are no table of text.
    """
    if len(data) > MOST_BYTES:
        raise SourceError(f"{source}: the file is larger than 25 MB. Keep only the survey's rows, and save again.")
    text, encoding = _decode(data, source, encoding)
    text, told = _separator(text)
    separator = separator or told
    records = ((number, map(_as_before, cells)) for number, cells in _records(text, separator, source))
    rows = filled_rows(records)
    if not rows:
        raise SourceError(f"{source}: the file is empty: it has no header and no rows. Check that it is the right one.")
    issues = [*_encoding_doubt(source, encoding), *_separator_doubt(source, separator)]
    return replace(build_sheet(rows, source, name, issues=issues), reading=Reading(encoding, separator))


def _as_before(cell: str) -> str:
    """The cell without the apostrophe that made it inert when we wrote it; numbers never got one."""
    return cell[1:] if cell[:1] == "'" and cell.startswith(INERT) else cell


def _decode(data: bytes, source: str, encoding: str) -> tuple[str, str]:
    """The text and its encoding: as asked, else by its mark, else UTF-8, UTF-16 by its NULs, Windows-1252."""
    looks_like = next((what for start, what in SIGNATURES.items() if data.startswith(start)), None)
    if data.startswith(b"MZ") and b"\0" in data[:1024]:
        looks_like = "a Windows program"
    if data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")):
        looks_like = "a web page"
    if looks_like is not None:
        raise SourceError(
            f"{source}: this is {looks_like}, not a CSV file. Save the sheet itself as .xlsx or CSV UTF-8."
        )

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
        # Separators, digits and line ends have a NUL half in UTF-16, and it stands always on the same side.
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
    """The text without a first line "sep=;", and the separator: named there, or the most consistent."""
    first, line_end, _ = text[:8].partition("\n")
    if line_end and first.strip().lower().startswith("sep=") and (named := first.rstrip("\r\n")[4:5]) in SEPARATORS:
        return text[text.index("\n") + 1 :], named
    sample = text[:SAMPLE]
    if len(text) > SAMPLE:  # the last record may be cut
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    best = max(SEPARATORS, key=lambda separator: _consistency(sample, separator))
    return text, best


def _consistency(sample: str, separator: str) -> tuple[float, int]:
    """The share of rows as wide as the header, then that width; (0, 0) where it is one column."""
    records = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    widths = [len(cells) for cells in islice(records, 200) if any(map(str.strip, cells))]
    if not widths or widths[0] < 2:
        return (0.0, 0)
    return (Counter(widths)[widths[0]] / len(widths), widths[0])


def _records(text: str, separator: str, source: str) -> Iterator[tuple[int, list[str]]]:
    """Record number and cells, one record after the other; quoted line breaks stay inside their cell.

    A line that cannot stand in the text (one NUL) is read behind the last one: where it does not come back
    as a record of its own, a quotation mark was still open and has swallowed the rows to the end.
    """
    end = "\0"
    reader = csv.reader(chain(io.StringIO(text, newline=""), [end]), delimiter=separator)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if cells == [end]:
                return
            if len(cells) > MOST_CELLS_IN_A_ROW:
                raise SourceError(
                    f"{source}, row {number}: {len(cells):,} columns are more than this tool reads ({MOST_COLUMNS}). "
                    "Keep the columns that belong to the survey, and save again."
                )
            if cells and max(map(len, cells)) > MOST_LINE_BREAKS:
                _check_long_cells(cells, number, source)
            if cells and cells[-1].endswith(end):
                raise _open_quote(source, number)
            if number > MOST_ROWS + 1:
                raise SourceError(
                    f"{source}: more than {MOST_ROWS:,} rows. Keep only the survey's rows, and save again."
                )
            yield number, cells
    except csv.Error:
        raise _open_quote(source, number + 1) from None


def _check_long_cells(cells: list[str], number: int, source: str) -> None:
    """Nothing; raises SourceError where a cell is longer than any answer."""
    for cell in cells:
        breaks = cell.count("\n") or cell.count("\r")
        if breaks > MOST_LINE_BREAKS or len(cell) > LONGEST_CELL:
            raise _open_quote(source, number)


def _open_quote(source: str, row: int) -> SourceError:
    return SourceError(
        f'{source}, row {row}: a cell that starts there does not end. A quotation mark (") was opened '
        f"and not closed, or the cell is longer than {LONGEST_CELL:,} characters. Mend that row."
    )


def _encoding_doubt(source: str, encoding: str) -> list[Issue]:
    if encoding in ("utf-8", "utf-8-sig"):
        return []
    message = f"The file was read as {ENCODINGS[encoding]}."
    action = "If accents look wrong, choose another on the page “What is in each column?”, or save it as CSV UTF-8."
    return [Issue("doubt", "encoding assumed", source, None, "", message, action)]


def _separator_doubt(source: str, separator: str) -> list[Issue]:
    if separator == ",":
        return []
    message = f"The cells were taken to be parted by {SEPARATORS[separator]}."
    action = "If the columns look wrong, choose another on the page “What is in each column?”."
    return [Issue("doubt", "separator assumed", source, None, "", message, action)]
