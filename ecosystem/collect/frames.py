"""Conversion of rows of cells into a sheet: headers, padding, empty rows and the issues they raise."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from ecosystem.collect import limits
from ecosystem.collect.issues import issue
from ecosystem.collect.person_headers import holds_names, is_about_person
from ecosystem.collect.sheet import Issue, Sheet, SheetOrigin
from ecosystem.errors import SourceError
from ecosystem.text import whole

HEADER_WITHIN = 10  # the most rows of title or notes above a table
IGNORED_ENDING = "(ignore)"  # a sheet named "notes (ignore)" is for people only
_TAKEN_OUT = ["[name", "removed]"]
AGAIN = re.compile(r" \(\d+\)$")  # what ``distinct`` appends

Row = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class Mark:
    """Issue about one cell, recorded before its column has a name."""

    row: int
    position: int  # 0 is column A
    reason: str
    shown: str = ""  # the cell's text


def column_letter(position: int) -> str:
    """Return a spreadsheet's letters for a column counted from 0.

    >>> column_letter(0), column_letter(26), column_letter(499)
    ('A', 'AA', 'SF')
    """
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def distinct(names: Iterable[str]) -> list[str]:
    """Return the names in the same order, with " (2)", " (3)" appended to repeated ones.

    >>> distinct(["name", "name", "name (2)", "name"])
    ['name', 'name (2)', 'name (2) (2)', 'name (3)']
    """
    taken: set[str] = set()
    counts: dict[str, int] = {}
    result = []
    for name in names:
        candidate = name
        while candidate in taken:
            counts[name] = counts.get(name, 1) + 1
            candidate = f"{name} ({counts[name]})"
        taken.add(candidate)
        result.append(candidate)
    return result


def is_ignored(title: str) -> bool:
    """Return whether the ending of a sheet's title marks it as not for import."""
    return title.strip().lower().endswith(IGNORED_ENDING)


def hidden_sheet(source: str, title: str) -> Issue:
    """Return the issue that a hidden sheet was not read."""
    return issue("hidden sheet", source=source, sheet=title)


def cleaned(cell: str) -> str:
    """Return the cell as written; a cell of white space only (including NBSP) becomes empty."""
    return whole(cell) if cell.strip() else ""


def filled_rows(rows: Iterable[tuple[int, Iterable[str]]]) -> list[Row]:
    """Return the rows with at least one filled cell, cells cleaned."""
    read = ((number, tuple(map(cleaned, cells))) for number, cells in rows)
    return [(number, cells) for number, cells in read if any(cells)]


def build_sheet(
    rows: Sequence[Row],
    origin: SheetOrigin | str,
    name: str,
    *,
    width: int = 0,
    issues: Sequence[Issue] = (),
    marks: Sequence[Mark] = (),
) -> Sheet:
    """Return a sheet whose header is the first row, or the first table row below a title.

    ``rows`` come from ``filled_rows`` and keep the spreadsheet's numbers. If ``width`` exceeds the header, the
    columns beyond it are columns without a header; otherwise cells beyond the header are not used and reported.
    Raises SourceError if no cell is filled or the table is too large.
    """
    origin = SheetOrigin(origin) if isinstance(origin, str) else origin
    source = str(origin)
    if not rows:
        raise SourceError(f"{source}: nothing is filled in. Check that the right file was chosen.")
    start = header_position(rows, width)
    header_row, header = rows[start][0], [cell.strip() for cell in rows[start][1]]
    body = rows[start + 1 :]
    width = max(width, len(header))
    if width > limits.MOST_COLUMNS:
        raise SourceError(
            f"{source}: {width:,} columns are more than this tool reads ({limits.MOST_COLUMNS}). "
            "Keep the columns that belong to the survey, and save again."
        )
    limits.count(source, cells=sum(max(width - len(cells), 0) for _, cells in body))
    header = header + [""] * (width - len(header))

    above = [_set_aside_above(source, number, header_row) for number, _ in rows[:start]]
    longer = (row for row in body if len(row[1]) > width)
    beyond = [found for row in longer if (found := _cells_beyond(source, row, width)) is not None]

    padded = (cells if len(cells) == width else (*cells[:width], *[""] * (width - len(cells))) for _, cells in body)
    columns = list(zip(*padded, strict=True)) if body else [()] * width
    kept = [i for i in range(width) if header[i] or any(columns[i])]
    of_people = _names_beside(header, columns)
    names = distinct(header[i] or of_people.get(i) or f"column {column_letter(i)}" for i in kept)
    doubts = [
        found
        for i, label in zip(kept, names, strict=True)
        if (found := _header_doubt(source, header_row, header[i], label, i)) is not None
    ]
    labels = dict(zip(kept, names, strict=True))

    index = pd.Index([number for number, _ in body], dtype="int64", name="row")
    frame = pd.DataFrame({i: list(columns[i]) for i in kept}, index=index, dtype="str")
    frame.columns = pd.Index(names, dtype="str")
    gaps = tuple(labels[i] for before, i in pairwise(kept) if i > before + 1)
    return Sheet(
        origin,
        name,
        frame,
        (*issues, *above, *doubts, *beyond, *_marked(source, marks, labels)),
        gaps=gaps,
        header_row=header_row,
        positions=tuple(kept),
    )


def _names_beside(header: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[int, str]:
    """Return position -> header of the column before it, where a header of people stands over two parts of names.

    A text file keeps no merged cells: "Contact" over a first and a last name leaves the second column without a header.
    """
    return {
        place: header[place - 1]
        for place in range(1, len(header))
        if not header[place]
        and header[place - 1]
        and is_about_person(header[place - 1])
        and holds_names(header[place - 1])
        and _are_words(columns[place])
        and _are_words(columns[place - 1])
    }


def _are_words(cells: Sequence[str]) -> bool:
    """Return whether most cells are one word of letters each, as a first name is, or the mark in place of a name."""
    filled = [cell.split() for cell in cells if cell]
    taken_out = sum(parts[:2] == _TAKEN_OUT for parts in filled)
    words = taken_out + sum(len(parts) == 1 and parts[0].strip(".").replace("-", "").isalpha() for parts in filled)
    return bool(filled) and words > len(filled) / 2


def header_position(rows: Sequence[Row], width: int) -> int:
    """Return the header's position: 0, or further down if the first row is one cell above a wider table.

    The first row must itself be at least three cells wide, as a spreadsheet writes it: a CSV file with one
    column whose rows hold stray commas keeps its header.
    """
    first = rows[0][1]
    if sum(map(bool, first)) == 1 and max(width, len(first)) >= 3:
        for position, (_, cells) in enumerate(rows[1:HEADER_WITHIN], start=1):
            if sum(map(bool, cells)) >= 3:
                return position
    return 0


def _set_aside_above(source: str, row: int, header_row: int) -> Issue:
    return issue("above the header", source=source, row=row, header_row=header_row)


def _cells_beyond(source: str, row: Row, width: int) -> Issue | None:
    number, cells = row
    extra = [column_letter(i) for i in range(width, len(cells)) if cells[i]]
    if not extra:
        return None
    where = {"first": extra[0], "last": extra[-1]}
    return issue("cells beyond the header", source=source, row=number, count=len(extra), **where)


def _header_doubt(source: str, row: int, written: str, label: str, position: int) -> Issue | None:
    if written == label:
        return None
    if written:
        return issue("header twice", source=source, row=row, column=label, header=written, label=label)
    return issue("column without a header", source=source, row=row, column=label, letter=column_letter(position))


def _marked(source: str, marks: Sequence[Mark], labels: dict[int, str]) -> list[Issue]:
    """Return one issue per column and reason, with first row and count: a thousand #REF! need one correction."""
    groups: dict[tuple[int, str], list[Mark]] = {}
    for mark in marks:
        groups.setdefault((mark.position, mark.reason), []).append(mark)
    return [
        issue(
            reason,
            source=source,
            row=group[0].row,
            column=labels.get(position, f"column {column_letter(position)}"),
            count=len(group),
            first=group[0].row,
            shown=group[0].shown,
        )
        for (position, reason), group in groups.items()
    ]
