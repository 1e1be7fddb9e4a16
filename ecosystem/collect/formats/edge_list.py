"""Lists of ties in text files without a header row, or with columns parted by spaces.

The first row is taken for a tie only where the values show it: names of one column recur in the other, as in a network,
and a name of the first row stands further below; or all ends are numbers. Lines that begin with # or % are comments.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from ecosystem.collect.formats.shape import Translation, by_id, column, texts
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Sheet
from ecosystem.schema import SPECS
from ecosystem.text import fold

Rows = list[tuple[int, list[str]]]  # row number and cells
_HEADERS = {
    "source": {"source", "from", "ego", "sender", "node1", "node 1", "source id", "from id", "node a"},
    "target": {"target", "to", "alter", "receiver", "node2", "node 2", "target id", "to id", "node b"},
}
_OURS = {fold(column.name) for table in SPECS.values() for column in table.columns}  # a network may have a node "name"
_MOST_COLUMNS = 3
_IN_BOTH = 0.2  # share of the smaller column's names that stand in the other column too
# The reader of text files takes the marks off a quoted name only where it begins the line.
_QUOTED = re.compile(r'(.+?)\s+"([^"]*)"(?:\s+(\S+))?')
_GAPS = re.compile(r"\s{2,}")
_COMMENT = re.compile(r"\s*[#%]")
_ID = re.compile(r"[A-Za-z]?\d+")


def edge_list(sheets: Sequence[Sheet]) -> Translation | None:
    """Return the first list of ties without a header row, or parted by spaces, with the columns source and target."""
    for sheet in sheets:
        if sheet.reading is None or sheet.origin.tables or len(sheet.frame.columns) > _MOST_COLUMNS:
            continue
        rows, comments = _rows(sheet)
        parted = len(sheet.frame.columns) == 1
        split = _parted(rows) if parted else rows
        if len(split) < 2 or len({len(cells) for _, cells in split}) != 1 or len(split[0][1]) < 2:
            continue
        headed = _is_header(split[0][1])
        ids = {cell for other in sheets for cell in texts(other, column(other, "id", "organization_id", "node_id"))}
        if not (headed and parted) and not _begins_with_a_tie(split, ids):
            continue
        found = _ties(sheet, split, ids - {""}, headed=headed)
        if comments:
            first = issue("comment line", source=sheet.source, row=comments[0], count=len(comments), first=comments[0])
            found = replace(found, issues=(*found.issues, first))
        name = "a list of ties with columns separated by spaces" if parted else "a list of ties without a header row"
        return Translation(name, (found,), (sheet.source,))
    return None


def _rows(sheet: Sheet) -> tuple[Rows, list[int]]:
    """Return all rows with the header as one of them, and the numbers of those that are comments."""
    headers = list(sheet.frame.columns)
    first = int(sheet.frame.index[0]) - 1 if len(sheet.frame) else 1
    cells = zip(sheet.frame.index.tolist(), sheet.frame.to_numpy().tolist(), strict=True)
    rows = [
        (first, [header.strip() for header in headers]),
        *((row, list(map(str.strip, each))) for row, each in cells),
    ]
    comments = [row for row, each in rows if _COMMENT.match(each[0])]
    known = set(comments)
    return [(row, each) for row, each in rows if row not in known], comments


def _parted(rows: Rows) -> Rows:
    """Return rows of one cell split at wide gaps, else into words; no rows if that gives no two or three columns."""
    for split in (_GAPS.split, _between_marks, str.split):
        found = [(row, split(cells[0])) for row, cells in rows]
        if found and all(2 <= len(cells) <= _MOST_COLUMNS for _, cells in found):
            return found
    return []


def _between_marks(text: str) -> list[str]:
    found = _QUOTED.fullmatch(text)
    return [part for part in found.groups() if part] if found else [text]


def _is_header(cells: Sequence[str]) -> bool:
    return fold(cells[0]) in _HEADERS["source"] and fold(cells[1]) in _HEADERS["target"]


def _begins_with_a_tie(rows: Rows, ids: set[str]) -> bool:
    """Return whether the values show that the first row is a tie like those below it."""
    starts, ends = ([fold(cells[place]) for _, cells in rows] for place in (0, 1))
    if not all(starts) or not all(ends) or all(fold(cell) in _OURS for cell in rows[0][1]):
        return False
    one, other = set(starts), set(ends)
    both = len(one & other)
    if all(map(_ID.fullmatch, one | other)):
        return both > 0 or {cell for _, cells in rows for cell in cells[:2]} <= ids
    below = {*starts[1:], *ends[1:]}
    return both > 0 and both >= _IN_BOTH * min(len(one), len(other)) and bool({starts[0], ends[0]} & below)


def _ties(sheet: Sheet, rows: Rows, ids: set[str], *, headed: bool) -> Sheet:
    """Return the rows as ties; ends that are ids of another list stand as ids."""
    body = rows[1:] if headed else rows
    made: dict[str, list[str]] = {}
    for place, end in enumerate(("source", "target")):
        made[f"{end}_id"], made[end] = by_id([cells[place] for _, cells in body], ids)
    if len(rows[0][1]) == _MOST_COLUMNS:
        third = [cells[2] for _, cells in body]
        few = 2 * len(set(third)) <= len(third) + 1
        inferred = "strength" if all(map(_is_number, third)) else "relation" if few else "note"
        header = rows[0][1][2] if headed else inferred
        made[header] = third
    index = pd.Index([row for row, _ in body], dtype="int64", name="row")
    frame = pd.DataFrame({name: cells for name, cells in made.items() if any(cells)}, index=index, dtype="str")
    return replace(sheet, frame=frame)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return not text
    return True
