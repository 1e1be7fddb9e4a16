"""Cleanup of sheets edited by hand: several tables in one, titles, totals, notes below, test rows.

Totals and notes are not used and are reported with their row; rows that look like tests are used and reported. A
sheet is split only where the header of another table is certain: by known header words, or by the first table's own.
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
NOTE_WORDS = 8  # below a gap, a single cell of at least this many words is a sentence and not a name
_NUMBER = re.compile(r"[-+$€£]?\s?[\d.,'\s]*\d[\d.,'\s]*%?")
_UNNAMED = re.compile(r"column [A-Z]{1,3}")
_ADDRESS = re.compile(r"https?://\S+|\[e-mail removed\]", re.IGNORECASE)


def cleared(sheet: Sheet) -> tuple[Sheet, ...]:
    """Return the tables of a sheet without totals and notes, with an issue for each row that looks like a test."""
    return tuple(_without_totals_and_notes(table) for table in split_tables(_header_below_title(sheet)))


def split_tables(sheet: Sheet) -> tuple[Sheet, ...]:
    """Return the tables in one sheet, side by side or one below the other; rows keep their numbers.

    A table below is separated by an empty row and begins with a header (a title of one cell may precede it). A table
    to the side is separated by an empty column, or repeats all headers of the first.
    """
    return tuple(table for part in _beside(sheet) for table in _below(part))


def _beside(sheet: Sheet) -> list[Sheet]:
    """Return the sheet split at empty columns with at least two columns on either side, or at repeated headers."""
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
    """Return one of several tables side by side, without the rows in which it is empty."""
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
    """Return the sheet split at each empty row before a header, with or without a title."""
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
    """Return the rows of the first table, without the columns that only a table below fills."""
    frame = sheet.frame.iloc[start:end]
    columns = [c for c in columns_of(replace(sheet, frame=frame)) if c.filled or not _UNNAMED.fullmatch(c.header)]
    found = issue("several tables in one sheet", "first", source=sheet.source)
    return rebuilt(sheet, columns, frame.index, [found])


def _head(frame: pd.DataFrame, start: int, known: frozenset[str]) -> int | None:
    """Return the header's position in a table that starts at ``start``; None if there is no header.

    A header is followed directly by a row, and a title directly by its header.
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
    """Return whether a row is a header: all cells differ, and at least two are header words or headers above."""
    words = [word for word in map(fold, cells) if word]  # a cell may hold a control character only
    heading = sum(word in known or word.split()[-1] in HEADER_WORDS for word in words)  # "physical address"
    return 2 <= len(words) == len(set(words)) and heading >= 2 and 2 * heading >= len(words)


def _table(sheet: Sheet, start: int, head: int, end: int, number: int) -> Sheet:
    """Return a table further below: its own row as header, the title above it, if any, as its name."""
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
    """Return the sheet with its first row as header if the present header is a title over unnamed columns."""
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
    """Return the same rows, with an issue for each that looks like a test."""
    found = tuple(_trials(sheet))
    return replace(sheet, issues=(*sheet.issues, *found)) if found else sheet


def _without_totals_and_notes(sheet: Sheet) -> Sheet:
    """Return the sheet without totals and notes below the table, with an issue for each row that looks like a test."""
    found = [*_totals(sheet), *_notes(sheet)]
    if not found:
        return doubted(sheet)
    rest = sheet.frame[~sheet.frame.index.isin({each.row for each in found})]
    return doubted(replace(sheet, frame=rest, issues=(*sheet.issues, *found)))


def _rows_with(frame: pd.DataFrame, words: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield number and filled cells of each row in which a cell is one of the words, in the usual spellings."""
    cases = (str.lower, str.upper, str.title, str.capitalize)
    ways = {case(word) + end for word in words for case in cases for end in ("", ":")}
    for row, cells in zip(frame.index, rows_of(frame), strict=True):
        if not ways.isdisjoint(cells):
            yield int(row), [cell for cell in cells if cell]


def _is_one_of(cell: str, words: Sequence[str]) -> bool:
    return cell.casefold().rstrip(":") in words


def _totals(sheet: Sheet) -> Iterator[Issue]:
    """Yield an issue for each row that begins with "Total" and otherwise holds only numbers."""
    for row, (first, *others) in _rows_with(sheet.frame, TOTAL_WORDS):
        if _is_one_of(first, TOTAL_WORDS) and others and all(map(_NUMBER.fullmatch, others)):
            yield issue("total", source=sheet.source, row=row, first=first)


def _notes(sheet: Sheet) -> Iterator[Issue]:
    """Yield an issue for each single cell at the end of a table that is a note, "Total", or a sentence after a gap.

    In a table of two columns single cells are common, so only words mark a note there.
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
    """Yield an issue for each row in which every text answer is "test" or similar, or is empty."""
    for row, cells in _rows_with(sheet.frame, (*TEST_WORDS, *NO_ANSWER)):
        words = [cell for cell in cells if not _NUMBER.match(cell)]
        trials = sum(_is_one_of(word, TEST_WORDS) for word in words)
        nothing = sum(_is_one_of(word, NO_ANSWER) for word in words)
        if nothing == len(words) or (trials and 2 * (trials + nothing) >= len(words)):
            yield issue("looks like a test", source=sheet.source, row=row)
