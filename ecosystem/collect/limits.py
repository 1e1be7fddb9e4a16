"""Limits on what is read, and counts of what one source holds while it is being read.

A source is everything opened together: a folder, several uploads, the members of a zip file, the sheets of a workbook,
the tabs of a Google Sheet. Limits on one file or sheet are not enough: a small file may hold thousands of cells that
share one long text, or hundreds of small members. Readers therefore count every few rows while they read.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields
from itertools import chain

from ecosystem.errors import SourceError

MB = 1024 * 1024

# One file.
MOST_BYTES = 25 * MB  # the largest upload that the app accepts (server.maxUploadSize)
MOST_UNPACKED = 200 * MB
MOST_PARTS = 5_000  # of a workbook
MOST_MEMBERS = 200  # of a zip file of texts
# Sheets of real answers compress 5 to 40 times; the limit of deflate is 1,032 times.
MOST_RATIO, RATIO_MATTERS_ABOVE = 200, 10 * MB
MOST_SHARED_TEXT_TAGS = 5_000_000  # four per text: more distinct texts than fit in 25 MB
MOST_TAGS = 100_000  # in styles and in lists of parts; openpyxl reads about 30,000 per second
MOST_JSON_RECORDS = 1_000_000  # objects and lists; each takes about 200 bytes once parsed

# One source; more in SourceLimits.
ROWS_AT_ONCE = 500  # counted together: counting each would take as long as reading it
MOST_FILES = 50
MOST_SOURCE_BYTES = 100 * MB
MOST_SHEETS = 200  # of a workbook
MOST_TABS = 50  # of a Google Sheet: Google allows 60 requests per minute

# One sheet.
MOST_COLUMNS = 500
MOST_SHEET_ROWS = 50_000  # of a workbook
LONGEST_ROW = 8 * MB  # bytes of XML between two rows: 500 cells of 16,000 characters
MOST_ROW_TAGS = 300_000  # all links of a sheet follow its last row and count as one
LONGEST_CELL = 100_000  # below the csv module's own limit of 131,072, which is shared by the whole process
MOST_LINE_BREAKS = 1_000  # in a cell: real answers have fewer; an unclosed quotation mark soon exceeds this
MOST_CELLS_IN_A_ROW = 10_000  # empty cells at the end of a row are common, but not by the thousand
MOST_SEPARATORS = 10 * MOST_CELLS_IN_A_ROW  # in one record, quoted or not, before it is parsed

CELLS_ACTION = "Delete the empty rows and columns, also formatted ones"
TEXT_ACTION = "Delete the columns of long texts that the map does not need"
VARIABLE = "ECOSYSTEM_MOST_"  # and ROWS, CELLS or TEXT_MB


@dataclass(frozen=True)
class SourceLimits:
    """Limits of one source; environment variables such as ECOSYSTEM_MOST_ROWS raise them."""

    rows: int = 1_000_000  # including headers and empty rows
    cells: int = 4_000_000  # including empty cells: keeps the tables within about a gigabyte while they are built
    text_mb: int = 50  # as UTF-8, each cell counted, even if cells share one text

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "SourceLimits":
        """Return the limits, each at least its default; SourceError if a variable is not a whole number."""
        raised = {}
        for field in fields(cls):
            name = VARIABLE + field.name.upper()
            written = environment.get(name, "").strip().replace(",", "").replace("_", "")
            if written and not (written.isascii() and written.isdigit()):
                raise SourceError(f"The environment variable {name} is {written[:40]!r}. Set a whole number, or none.")
            raised[field.name] = max(int(written or 0), getattr(cls, field.name))
        return cls(**raised)


@dataclass
class _Held:
    """Running totals of the source that is being read."""

    limits: SourceLimits
    rows: int = 0
    cells: int = 0
    text: int = 0  # bytes


_held: ContextVar[_Held | None] = ContextVar("held", default=None)


@contextmanager
def one_source() -> Iterator[None]:
    """Count everything read in this context as one source; a nested context belongs to the outer one."""
    if _held.get() is not None:
        yield
        return
    token = _held.set(_Held(SourceLimits.from_environment()))
    try:
        yield
    finally:
        _held.reset(token)


def held() -> tuple[int, int, int]:
    """Return the rows, cells and bytes of text that the source being read holds so far."""
    now = _held.get()
    return (now.rows, now.cells, now.text) if now else (0, 0, 0)


def back_to(before: tuple[int, int, int]) -> None:
    """Reset the totals to ``before``, a value of ``held``, so that content can be read again in another way."""
    if now := _held.get():
        now.rows, now.cells, now.text = before


def count_rows(where: str, rows: Sequence[Sequence[str]]) -> None:
    """Add whole rows of cells to the totals of the source; SourceError beyond a limit."""
    count(where, rows=len(rows), cells=sum(map(len, rows)), texts=list(chain.from_iterable(rows)))


def count(where: str, *, rows: int = 0, cells: int = 0, texts: Sequence[str] = (), letters: int = 0) -> None:
    """Add rows, cells, and texts (or their length) to the totals of the source; SourceError beyond a limit."""
    held = _held.get()
    if held is None:
        return
    limits = held.limits
    held.rows += rows
    held.cells += cells
    most = limits.text_mb * MB
    held.text += letters + size(texts, most)
    if held.rows > limits.rows:
        raise _too_much(where, f"{limits.rows:,} rows", "Keep only the rows that belong to the survey")
    if held.cells > limits.cells:
        raise _too_much(where, f"{limits.cells:,} cells (empty ones count)", CELLS_ACTION)
    if held.text > most:
        raise _too_much(
            where,
            f"{limits.text_mb} MB of text (a text shown in several cells counts each time)",
            TEXT_ACTION,
        )


def size(texts: Sequence[str], most: float = float("inf")) -> int:
    """Return the bytes of texts as UTF-8; beyond ``most``, the number of characters, which is never larger.

    >>> size(["Peña", "City IT"]), size(["Peña", "City IT"], most=5)
    (12, 11)
    """
    letters = sum(map(len, texts))
    if not letters or letters > most:
        return letters
    together = "".join(texts)
    return letters if together.isascii() else len(together.encode("utf-8", "surrogatepass"))


def check_foreseen(where: str, rows: int, cells: int) -> None:
    """Raise SourceError if this many further rows and cells, not yet read, would exceed the limits of the source."""
    before = held()
    try:
        count(where, rows=rows, cells=cells)
    finally:
        back_to(before)


def check_shared(where: str, size_so_far: int) -> None:
    """Raise SourceError if the shared texts of a workbook exceed the limit of a source."""
    held = _held.get()
    if held is not None and size_so_far > held.limits.text_mb * MB:
        raise _too_much(where, f"{held.limits.text_mb} MB of text", TEXT_ACTION)


def _too_much(where: str, limit: str, action: str) -> SourceError:
    return SourceError(
        f"{where}: up to here there are more than {limit}, the most this tool reads from all files and sheets "
        f"together. {action}, and save again."
    )
