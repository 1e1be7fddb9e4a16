"""Merged cells of a worksheet: a value merged over several rows stands for each, a header for each of its columns.

A spreadsheet stores the value in the first cell alone, so that the other rows of a source organization merged over
its five partners would name no source.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ecosystem.collect import limits
from ecosystem.collect.frames import Mark, Row, header_position
from ecosystem.text import fold

_NUMBER = re.compile(r"[-+]?[$€£]?\s?\d[\d.,' ]*\s?[%$€£]?")
_YEAR = re.compile(r"(19|20)\d\d")
# A number under one of these is a code or a degree and not a sum; text under a note's header describes the whole.
_CODES = frozenset(
    {
        *("id", "code", "zip", "year", "wave", "round", "strength", "weight", "level", "frequency", "rating"),
        *("score", "closeness", "district", "ward", "año", "ano", "jahr", "année", "código"),
    }
)
_NOTES = frozenset(
    {
        *("note", "notes", "comment", "comments", "remark", "remarks", "description", "notas", "comentarios"),
        *("observaciones", "descripción", "bemerkung", "bemerkungen", "notizen", "beschreibung", "remarques"),
        *("commentaires", "observações", "descrição"),
    }
)
_LONG = 20  # words: such a text is an explanation of the group and names nothing


class Area(NamedTuple):
    """A merged area: first and last row as the sheet numbers them, first and last column from 0."""

    top: int
    bottom: int
    left: int
    right: int


class Merged(NamedTuple):
    """What the merged cells of a sheet came to."""

    marks: list[Mark]  # one per area over several rows
    banners: tuple[int, ...]  # rows whose only cell is merged across most of the columns


def spread(rows: Sequence[Row], areas: Sequence[Area], width: int, source: str) -> Merged:
    """Give each row of an area merged over rows its value, in place, and return what was done.

    Only filled rows below the header are given a value. Sums and notes stay in the first row, as each would otherwise
    count several times. Raises SourceError if the areas hold more cells than a source may.
    """
    if not rows or not areas:
        return Merged([], ())
    header = rows[header_position(rows, width)]
    _spread_headers(header, areas, width)
    heads = [fold(head) for head in header[1]]
    numbers = [number for number, _ in rows]
    marks: list[Mark] = []
    banners = []
    for area in sorted(area for area in areas if area.top > header[0]):
        start, end = bisect_left(numbers, area.top), bisect_right(numbers, area.bottom)
        cells = rows[start][1] if start < end and numbers[start] == area.top else ()
        text = cells[area.left] if area.left < len(cells) else ""
        if not text:
            continue
        if area.right > area.left and sum(map(bool, cells)) == 1:
            named = sum(map(bool, header[1]))
            banners += [area.top] if area.right - area.left + 1 > max(1, named // 2) else []
        if end - start < 2:
            continue
        head = heads[area.left] if area.left < len(heads) else ""
        if not _stands_for_each(text, head):
            marks.append(Mark(area.top, area.left, "merged cell used once"))
            continue
        limits.count(source, cells=end - start - 1, letters=len(text) * (end - start - 1))
        for _, below in rows[start + 1 : end]:
            _fill(below, area.left, text)
        marks.append(Mark(area.top, area.left, "merged cells"))
    return Merged(marks, tuple(banners))


def _spread_headers(header: Row, areas: Sequence[Area], width: int) -> None:
    """Give each column below a merged header cell that header, numbered; a title over all columns is none."""
    number, cells = header
    if sum(map(bool, cells)) < 2:
        return
    end = 0  # areas that overlap, which no spreadsheet writes, are not followed
    for area in sorted((area for area in areas if area.top == number), key=lambda area: area.left):
        text = cells[area.left].strip() if end <= area.left < len(cells) else ""
        end = max(end, min(area.right + 1, width))
        for place in range(area.left + 1, end if text else 0):
            _fill(cells, place, f"{text} ({place - area.left + 1})")


def _fill(cells: Sequence[str], place: int, text: str) -> None:
    """Write a text into an empty cell of a row, which readers build as a list."""
    if not isinstance(cells, list):
        raise TypeError("rows with merged cells are lists")
    cells += [""] * (place + 1 - len(cells))
    cells[place] = cells[place] or text


def _stands_for_each(text: str, head: str) -> bool:
    """Return whether a merged value belongs to each of its rows: names and codes do, sums and notes do not."""
    words = head.split()
    if _NOTES.intersection(words) or len(text.split()) >= _LONG:
        return False
    return not _NUMBER.fullmatch(text) or bool(_YEAR.fullmatch(text) or _CODES.intersection(words))
