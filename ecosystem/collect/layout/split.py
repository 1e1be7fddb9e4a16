"""Several tables in one sheet, side by side or one below the other."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from ecosystem.collect.forms.google import TIMESTAMPS
from ecosystem.collect.forms.shape import AnswerColumn, columns_of, rebuilt
from ecosystem.collect.frames import column_letter
from ecosystem.collect.issues import issue
from ecosystem.collect.layout.words import HEADER_WORDS, UNNAMED
from ecosystem.collect.person_headers import is_about_person
from ecosystem.collect.sheet import Sheet
from ecosystem.text import fold

_AGAIN = re.compile(r" \(\d+\)$")
_WHO = frozenset(
    {
        "name",
        "organization",
        "organisation",
        "org",
        "organizations",
        "organisations",
        "agency",
        "nonprofit",
        "source",
        "from",
        "ego",
        "sender",
        "funder",
        "donor",
        "grantee",
        "member",
        "partner",
        "group",
        "initiative",
        "coalition",
        "project",
        "event",
        "nombre",
        "organización",
        "institución",
        "nom",
        "wer",
        "von",
        "origen",
        "organisme",
        "nome",
        "organização",
    }
)


def split_tables(sheet: Sheet) -> tuple[Sheet, ...]:
    """Return the tables in one sheet, side by side or one below the other; rows keep their numbers.

    A table below is separated by an empty row and begins with a header (a title of one cell may precede it). A table
    to the side is separated by an empty column, or repeats all headers of the first.
    """
    return tuple(table for part in _beside(sheet) for table in _below(part))


def _beside(sheet: Sheet) -> list[Sheet]:
    """Return the sheet split at repeated headers, or at empty columns between tables that each name who a row is about.

    A table has two columns at least; an empty column within one table parts nothing.
    """
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
            if column.header in sheet.gaps:
                groups.append([])
            groups[-1].append(column)
        if not all(len(group) > 1 and _names_who(group) for group in groups):
            return [sheet]
    if len(groups) < 2:
        return [sheet]
    return [_part(sheet, group, number) for number, group in enumerate(groups, start=1)]


def _names_who(columns: Sequence[AnswerColumn]) -> bool:
    """Return whether a header says whom the rows are about: an organization, or the end of a tie."""
    heads = [_AGAIN.sub("", column.header) for column in columns]
    return any(fold(head).rpartition(" ")[2] in _WHO and not is_about_person(head) for head in heads)


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
    columns = [c for c in columns_of(replace(sheet, frame=frame)) if c.filled or not UNNAMED.fullmatch(c.header)]
    found = issue("several tables in one sheet", "first", source=sheet.source)
    return rebuilt(sheet, columns, frame.index, [found])


def _head(frame: pd.DataFrame, start: int, known: frozenset[str]) -> int | None:
    """Return the header's position in a table that starts at ``start``; None if there is no header.

    A header is followed directly by a row, and a title directly by its header.
    """
    rows = frame.index

    def close(place: int) -> bool:
        return place + 1 < len(rows) and rows[place + 1] - rows[place] == 1

    if close(start) and is_header(frame.iloc[start].tolist(), known):
        return start
    lone = sum(map(bool, frame.iloc[start])) == 1
    if lone and close(start) and close(start + 1) and is_header(frame.iloc[start + 1].tolist(), known):
        return start + 1
    return None


def is_header(cells: Sequence[str], known: frozenset[str] = frozenset()) -> bool:
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
