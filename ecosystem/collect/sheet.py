"""Sheets of text as returned by every reader, and the issues found while reading."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import pandas as pd


@dataclass(frozen=True)
class Issue:
    """One thing that is not used or doubtful, and its place in the source; made by ``collect.issues.issue``."""

    kind: str  # "set aside" (a row, cell or column that is not used) or "doubt" (it is used)
    reason: str  # a short fixed phrase to count by: "names itself", "no name"
    source: str  # the sheet, as shown to the user
    row: int | None  # the spreadsheet's row number; None for a whole sheet or column
    column: str  # header as written, "" for a whole row
    message: str  # what was found; never a person's name or e-mail
    action: str  # what to do


class Reading(NamedTuple):
    """Interpretation of a text file's bytes: text encoding and column separator."""

    encoding: str
    separator: str


FILE, WORKBOOK, GOOGLE, ZIP, JSON, VNA, GRAPH = "file", "workbook", "google", "zip", "json", "vna", "graph"
_PART_WORDS = {WORKBOOK: "sheet", GOOGLE: "sheet", ZIP: "file", JSON: "list", VNA: "section", GRAPH: "list"}


@dataclass(frozen=True)
class SheetOrigin:
    """Origin of a sheet; its text form is the sheet's name for users.

    >>> str(SheetOrigin("book.xlsx", "Form Responses 1", WORKBOOK)), str(SheetOrigin("City", "Ties", GOOGLE, "7"))
    ('book.xlsx, sheet "Form Responses 1"', 'Google Sheet "City", sheet "Ties" (tab 7)')
    """

    document: str  # a file's name, or the title of a Google Sheet
    part: str = ""  # the sheet, list, section or file in the document; "" if the document is one table
    kind: str = FILE  # kind of document: FILE, WORKBOOK, GOOGLE, ZIP, JSON, VNA or GRAPH
    tab: str = ""  # the number of a tab at Google
    tables: tuple[int, ...] = ()  # position among the tables in one sheet, one number per level of splitting

    def __str__(self) -> str:
        document = f'Google Sheet "{self.document}"' if self.kind == GOOGLE else self.document
        part = f', {_PART_WORDS[self.kind]} "{self.part}"' if self.part else ""
        tab = f" (tab {self.tab})" if self.tab else ""
        return f"{document}{part}{tab}" + "".join(f", table {number}" for number in self.tables)

    @property
    def whole_tab(self) -> str | None:
        """Return the number of the tab at Google, independent of its title; None for a further table in a tab."""
        return None if self.tables else self.tab or None

    def table(self, number: int) -> "SheetOrigin":
        """Return the origin of a further table in this sheet."""
        return replace(self, tables=(*self.tables, number))


class Repeat(NamedTuple):
    """A repeated group of a form: its name, and the headers of its columns, whose cells are parallel lists."""

    name: str
    headers: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet of text.

    ``frame`` holds every cell as text ("" where empty), with the headers as written as columns (a repeated
    header gets " (2)") and the spreadsheet's own row numbers as its index, named ``row``.
    """

    origin: SheetOrigin
    name: str  # the sheet's name, or the file's without its ending
    frame: pd.DataFrame
    issues: tuple[Issue, ...] = ()
    reading: Reading | None = None  # of a text file
    aside: str = ""  # the format of its document, where that says that this sheet lists no organizations and no ties
    banners: tuple[int, ...] = ()  # rows whose only cell is merged across most of the columns
    repeats: tuple[Repeat, ...] = ()  # repeated groups whose rows were added to the answers
    gaps: tuple[str, ...] = ()  # headers of the columns to the right of an empty one
    ids: Mapping[int, str] = field(default_factory=dict)  # row -> the form tool's own id of the answer
    header_row: int = 0  # as the file numbers it; this and the next for the sheet as its file holds it
    positions: tuple[int, ...] = ()  # of its columns in the file, from 0

    @property
    def source(self) -> str:
        """Return the sheet's name for users: 'answers.xlsx, sheet "Form Responses 1"' or "ties.csv"."""
        return str(self.origin)


def records(frame: pd.DataFrame) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield row number and cells by header, row by row."""
    headers = list(frame.columns)
    for row, cells in zip(frame.index.tolist(), frame.to_numpy(dtype=object), strict=True):
        yield row, dict(zip(headers, cells, strict=True))


@dataclass(frozen=True)
class Source:
    """Everything at one address: its sheets, accompanying questionnaires, and a fingerprint."""

    title: str
    sheets: tuple[Sheet, ...]
    instruments: tuple[str, ...] = ()  # TOML texts found with the sheets
    fingerprint: str = ""  # SHA-256 of the bytes read, first 16 hex digits
    issues: tuple[Issue, ...] = field(default=())
