"""Outlines, as a pivot table shows them: a column whose values stand in rows of their own above the rows they name."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from ecosystem.collect.forms.shape import rows_of
from ecosystem.collect.issues import issue
from ecosystem.collect.layout.words import UNNAMED
from ecosystem.collect.sheet import Sheet


def without_outline(sheet: Sheet) -> Sheet:
    """Return the sheet with the values of an outline's column in each of the rows below, and an issue for each heading.

    In such a column every value is the only cell of its row, the first row is such a one, and full rows follow.
    """
    rows = rows_of(sheet.frame)
    counts = [sum(map(bool, cells)) for cells in rows]
    if len(rows) < 4 or counts[0] != 1 or len(sheet.frame.columns) < 3:
        return sheet
    column = next(place for place, cells in enumerate(rows[0]) if cells)
    cells = [row[column] for row in rows]
    places = [place for place, cell in enumerate(cells) if cell]
    if not _is_outline(places, counts) or UNNAMED.fullmatch(sheet.frame.columns[column]):
        return sheet
    numbers = sheet.frame.index.tolist()
    found = [issue("section row", "outline", source=sheet.source, row=numbers[place]) for place in places]
    last = ""
    for place, cell in enumerate(cells):
        cells[place] = last = cell or last
    columns = {p: cells if p == column else [row[p] for row in rows] for p in range(len(sheet.frame.columns))}
    frame = pd.DataFrame(columns, index=sheet.frame.index, dtype="str").set_axis(sheet.frame.columns, axis=1)
    kept = ~frame.index.isin([numbers[place] for place in places])
    return replace(sheet, frame=frame[kept], issues=(*sheet.issues, *found))


def _is_outline(places: Sequence[int], counts: Sequence[int]) -> bool:
    """Return whether the filled cells of a column, at these places, stand alone above rows of several cells."""
    alone = all(counts[place] == 1 for place in places)
    above = all(place + 1 < len(counts) and counts[place + 1] > 1 for place in places)
    return len(places) > 1 and alone and above
