"""What every reader hands on: sheets of text, unchanged, and the doubts it had."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd


@dataclass(frozen=True)
class Issue:
    """One thing set aside or doubtful, with where it stands in the source."""

    kind: str  # "set aside" (a row, cell or column that did not go on) or "doubt" (it went on)
    reason: str  # a short fixed phrase one can count by: "names itself", "no name"
    source: str  # the sheet, as the user would call it
    row: int | None  # as the spreadsheet numbers it; None where the whole sheet or column is meant
    column: str  # header as written, "" where the whole row is meant
    message: str  # what was found, in words; never a person's name or e-mail
    action: str  # what to do


class Reading(NamedTuple):
    """How the bytes of a text file were taken: the encoding of its letters, and what parts its cells."""

    encoding: str
    separator: str


@dataclass(frozen=True)
class Sheet:
    """One sheet of text.

    ``frame`` holds every cell as text ("" where empty), with the headers as written as columns (a header
    that stands twice gets " (2)") and the spreadsheet's own row numbers as its index, named ``row``.
    """

    source: str  # as the user would call it: "answers.xlsx, sheet Form Responses 1" or "ties.csv"
    name: str  # the sheet's name, or the file's without its ending
    frame: pd.DataFrame
    issues: tuple[Issue, ...] = ()
    reading: Reading | None = None  # of a text file


def records(frame: pd.DataFrame) -> Iterator[tuple[int, dict[str, str]]]:
    """Row number and cells by header, row by row."""
    headers = list(frame.columns)
    for row, cells in zip(frame.index.tolist(), frame.to_numpy(dtype=object), strict=True):
        yield row, dict(zip(headers, cells, strict=True))


@dataclass(frozen=True)
class Source:
    """Everything that stood at one address: its sheets, the questionnaires beside them, and a fingerprint."""

    title: str
    sheets: tuple[Sheet, ...]
    instruments: tuple[str, ...] = ()  # TOML texts found beside the sheets
    fingerprint: str = ""  # SHA-256 of the bytes read, first 16 hex digits
    issues: tuple[Issue, ...] = field(default=())
