"""What people do with a sheet by hand: several tables in one, titles, totals, notes below, rows of a trial.

Totals and notes are set aside with their row; rows that look like a trial stay, with a doubt. A table is parted
only where its header can be told for certain, by words that head columns or by the first table's own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from ecosystem.collect.forms.google import TIMESTAMPS
from ecosystem.collect.forms.shape import AnswerColumn, columns_of, rebuilt, rows_of
from ecosystem.collect.frames import column_letter
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.text import fold

HEADER_WORDS = frozenset(
    {
        *(
            "id",
            "name",
            "label",
            "organization",
            "organisation",
            "actor",
            "sector",
            "type",
            "category",
            "role",
            "level",
        ),
        *("relation", "source", "target", "from", "to", "strength", "weight", "value", "direction", "status"),
        *("role", "level", "date", "year", "city", "site", "address", "website", "email", "description", "notes"),
    }
)
TOTAL_WORDS = ("total", "totals", "sum", "subtotal", "grand total", "gesamt", "summe", "somme", "suma")
TEST_WORDS = ("test", "testing", "test test", "testtest", "asdf", "asdfasdf", "qwerty", "foo", "bar", "xxx", "dummy")
NO_ANSWER = ("n/a", "na", "none", "nothing", "-", "--", ".", "x", "?")
NOTE = re.compile(
    r"(?:notes?|sources?|legend|key|updated|last updated|disclaimer)\b.{0,20}:"
    r"|(?:prepared|compiled|collected|created|maintained|updated|exported|generated|produced) (?:by|on|from|with)\b"
    r"|(?P<sign>[*†‡])",
    re.IGNORECASE,
)
NOTE_WORDS = 8  # below a gap, a lone cell of as many words is a sentence and no name
_NUMBER = re.compile(r"[-+$€£]?\s?[\d.,'\s]*\d[\d.,'\s]*%?")
_UNNAMED = re.compile(r"column [A-Z]{1,3}")
_ADDRESS = re.compile(r"https?://\S+|\[e-mail removed\]", re.IGNORECASE)


def cleared(sheet: Sheet) -> tuple[Sheet, ...]:
    """The tables of a sheet, totals and notes set aside, rows that look like a trial doubted."""
    return tuple(_without_totals_and_notes(table) for table in split_tables(_header_below_title(sheet)))


def split_tables(sheet: Sheet) -> tuple[Sheet, ...]:
    """The tables that stand in one sheet, beside or below each other; rows keep their numbers.

    A table below is parted by an empty row and begins with a header (a title of one cell may stand above it). A
    table beside is parted by an empty column, or repeats all headers of the first.
    """
    return tuple(table for part in _beside(sheet) for table in _below(part))


def _beside(sheet: Sheet) -> list[Sheet]:
    """The sheet cut at its empty columns, where at least two columns stand on either side, or at repeated headers."""
    columns = columns_of(sheet)
    headers = [column.header for column in columns]
    half = len(headers) // 2
    again = [f"{header} (2)" for header in headers[:half]]
    groups: list[list[AnswerColumn]] = [[]]
    if half >= 2 and headers[half:] == again and fold(headers[0]) not in map(fold, TIMESTAMPS):
        groups = [columns[:half], columns[half:]]
        for column, header in zip(groups[1], headers[:half], strict=True):
            column.header = header
    else:
        for column in columns:
            if not column.filled and (not column.header or _UNNAMED.fullmatch(column.header)):
                groups.append([])
            else:
                groups[-1].append(column)
    groups = [group for group in groups if group]
    if len(groups) < 2 or min(map(len, groups)) < 2:
        return [sheet]
    return [_part(sheet, group, number) for number, group in enumerate(groups, start=1)]


def _part(sheet: Sheet, columns: list[AnswerColumn], number: int) -> Sheet:
    """One of several tables that stand beside each other, without the rows in which it is empty."""
    filled = [any(cells) for cells in zip(*(column.cells for column in columns), strict=True)]
    kept = [
        AnswerColumn(column.header, [cell for cell, has in zip(column.cells, filled, strict=True) if has])
        for column in columns
    ]
    rows = [int(row) for row, has in zip(sheet.frame.index, filled, strict=True) if has]
    said: dict[str, Any] = {"number": number, "header": columns[0].header}
    base = sheet if number == 1 else replace(sheet, issues=())
    part = rebuilt(base, kept, rows, [issue("several tables in one sheet", "beside", source=sheet.source, **said)])
    if number == 1:
        return part
    return replace(part, origin=sheet.origin.table(number), name=f"{sheet.name} ({number})")


def _below(sheet: Sheet) -> list[Sheet]:
    """The sheet cut at each empty row that a title and a header, or a header, follow."""
    rows = sheet.frame.index.tolist()
    starts = [place for place in range(1, len(rows)) if rows[place] - rows[place - 1] > 1]
    known = frozenset(fold(header) for header in sheet.frame.columns)
    heads = [(start, head) for start in starts if (head := _head(sheet.frame, start, known)) is not None]
    if not heads:
        return [sheet]
    ends = [start for start, _ in heads[1:]] + [len(rows)]
    first = _slice(sheet, 0, heads[0][0])
    tables = [
        _table(sheet, start, head, end, number)
        for number, ((start, head), end) in enumerate(zip(heads, ends, strict=True), start=2)
    ]
    return [first, *tables]


def _slice(sheet: Sheet, start: int, end: int) -> Sheet:
    """The rows of the first table; columns that only a table below fills go with it."""
    frame = sheet.frame.iloc[start:end]
    columns = [c for c in columns_of(replace(sheet, frame=frame)) if c.filled or not _UNNAMED.fullmatch(c.header)]
    found = issue("several tables in one sheet", "first", source=sheet.source)
    return rebuilt(sheet, columns, frame.index, [found])


def _head(frame: pd.DataFrame, start: int, known: frozenset[str]) -> int | None:
    """Where the header of a table that starts at ``start`` stands; None where no row of the kind is there.

    A header is followed by a row without a gap, and a title by its header.
    """
    rows = frame.index

    def close(place: int) -> bool:
        return place + 1 < len(rows) and rows[place + 1] - rows[place] == 1

    if close(start) and _is_header(frame.iloc[start].tolist(), known):
        return start
    lone = sum(map(bool, frame.iloc[start])) == 1
    if lone and close(start) and close(start + 1) and _is_header(frame.iloc[start + 1].tolist(), known):
        return start + 1
    return None


def _is_header(cells: Sequence[str], known: frozenset[str] = frozenset()) -> bool:
    """Whether a row heads columns: all cells differ, and at least two are words that do, or are headers above."""
    words = [word for word in map(fold, cells) if word]  # a cell may hold a control character alone
    heading = sum(word in known or word.split()[-1] in HEADER_WORDS for word in words)  # "physical address"
    return 2 <= len(words) == len(set(words)) and heading >= 2 and 2 * heading >= len(words)


def _table(sheet: Sheet, start: int, head: int, end: int, number: int) -> Sheet:
    """A table below: headed by its own row, called by the title above it where there is one."""
    frame = sheet.frame
    title = next(filter(None, frame.iloc[start]), "") if head > start else ""
    heads = frame.iloc[head].tolist()
    body = frame.iloc[head + 1 : end]
    columns = columns_of(replace(sheet, frame=body))
    for place, column in enumerate(columns):
        column.header = heads[place] or f"column {column_letter(place)}"
    columns = [column for column, head in zip(columns, heads, strict=True) if head or column.filled]
    base = Sheet(
        origin=sheet.origin.table(number),
        name=title or f"{sheet.name} ({number})",
        frame=frame,
    )
    first = int(frame.index[head])
    found = issue("several tables in one sheet", "below", source=base.source, row=first, first=first)
    return rebuilt(base, columns, body.index, [found])


def _header_below_title(sheet: Sheet) -> Sheet:
    """The sheet headed by its first row, where the header is a title over columns without a name."""
    headers = list(sheet.frame.columns)
    named = [header for header in headers if not _UNNAMED.fullmatch(header)]
    if sheet.frame.empty or len(named) != 1 or len(headers) < 2 or not _is_header(sheet.frame.iloc[0].tolist()):
        doubts = [
            issue("header looks like an answer", source=sheet.source, header=header)
            for header in named
            if _ADDRESS.fullmatch(header)
        ]
        return replace(sheet, issues=(*sheet.issues, *doubts)) if doubts else sheet
    columns = columns_of(sheet, without_rows=1)
    for column, header in zip(columns, sheet.frame.iloc[0], strict=True):
        column.header = header or column.header
    said: dict[str, Any] = {"title": named[0], "header_row": int(sheet.frame.index[0])}
    found = issue("above the header", "title", source=sheet.source, **said)
    return rebuilt(sheet, columns, sheet.frame.index[1:], [found])


def doubted(sheet: Sheet) -> Sheet:
    """The same rows, with a doubt for each that looks like a trial."""
    found = tuple(_trials(sheet))
    return replace(sheet, issues=(*sheet.issues, *found)) if found else sheet


def _without_totals_and_notes(sheet: Sheet) -> Sheet:
    """The sheet without totals and notes below the table; a doubt for each row that looks like a trial."""
    found = [*_totals(sheet), *_notes(sheet)]
    if not found:
        return doubted(sheet)
    rest = sheet.frame[~sheet.frame.index.isin({each.row for each in found})]
    return doubted(replace(sheet, frame=rest, issues=(*sheet.issues, *found)))


def _rows_with(frame: pd.DataFrame, words: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Number and filled cells of each row in which a cell is one of the words, in the usual ways to write them."""
    cases = (str.lower, str.upper, str.title, str.capitalize)
    ways = {case(word) + end for word in words for case in cases for end in ("", ":")}
    for row, cells in zip(frame.index, rows_of(frame), strict=True):
        if not ways.isdisjoint(cells):
            yield int(row), [cell for cell in cells if cell]


def _is_one_of(cell: str, words: Sequence[str]) -> bool:
    return cell.casefold().rstrip(":") in words


def _totals(sheet: Sheet) -> Iterator[Issue]:
    """Rows that begin with "Total" and hold nothing else but numbers."""
    for row, (first, *others) in _rows_with(sheet.frame, TOTAL_WORDS):
        if _is_one_of(first, TOTAL_WORDS) and others and all(map(_NUMBER.fullmatch, others)):
            yield issue("total", source=sheet.source, row=row, first=first)


def _notes(sheet: Sheet) -> Iterator[Issue]:
    """Lone cells at the end of a table: marked as a note, or "Total", or a sentence below an empty row.

    In a table of two columns a lone cell is common, so only words mark a note there.
    """
    wide = len(sheet.frame.columns) >= 3
    if len(sheet.frame.columns) < 2:
        return
    rows = sheet.frame.index.tolist()
    more = np.flatnonzero((sheet.frame != "").to_numpy().sum(axis=1) != 1)
    first = int(more[-1]) + 1 if len(more) else 0
    apart = False
    for place, cells in enumerate(rows_of(sheet.frame.iloc[first:]), start=first):
        apart = apart or (place > 0 and rows[place] - rows[place - 1] > 1)
        text = next(filter(None, cells))
        mark = NOTE.match(text)
        said = mark is not None and (wide or not mark["sign"])
        if said or (wide and (_is_one_of(text, TOTAL_WORDS) or (apart and len(text.split()) >= NOTE_WORDS))):
            yield issue("note below the table", source=sheet.source, row=rows[place])


def _trials(sheet: Sheet) -> Iterator[Issue]:
    """Rows in which every answer in words is "test" or the like, or says nothing."""
    for row, cells in _rows_with(sheet.frame, (*TEST_WORDS, *NO_ANSWER)):
        words = [cell for cell in cells if not _NUMBER.match(cell)]
        trials = sum(_is_one_of(word, TEST_WORDS) for word in words)
        nothing = sum(_is_one_of(word, NO_ANSWER) for word in words)
        if nothing == len(words) or (trials and 2 * (trials + nothing) >= len(words)):
            yield issue("looks like a test", source=sheet.source, row=row)
