"""Sheets whose first row is data: a list of ties or organizations that was saved without headers."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ecosystem.collect.answer_words import NO, TICKED, YES
from ecosystem.collect.forms.shape import AnswerColumn, columns_of, rebuilt
from ecosystem.collect.frames import column_letter
from ecosystem.collect.issues import issue
from ecosystem.collect.layout.words import HEADER_WORDS, NUMBER, UNNAMED
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.schema import SPECS
from ecosystem.text import fold

MOST_COLUMNS = 12  # a form of more columns is never without its questions
_AGAIN = re.compile(r" \(\d+\)$")
_MARKS = YES | NO | TICKED
_OTHERS = frozenset(
    {
        *("ego", "alter", "sender", "receiver", "partner", "member", "agency", "company", "funder", "grantee", "count"),
        *("nombre", "organización", "ciudad", "origen", "destino", "socio", "nom", "ville", "secteur", "stadt", "ort"),
        *(
            "quelle",
            "ziel",
            "von",
            "nach",
            "nome",
            "cidade",
            "relación",
            "tipo",
            "total",
            "timestamp",
            "vertex",
            "node",
        ),
    }
)
KNOWN_HEADERS = (
    HEADER_WORDS
    | _OTHERS
    | {fold(word) for table in SPECS.values() for column in table.columns for word in (column.name, *column.aka)}
)


def with_headers_of_its_own(sheet: Sheet) -> Sheet:
    """Return the sheet with its first row as a row, under new headers, where that row is data and holds no headers.

    Two columns that share names are the ends of ties. Other columns are called by their letter, except for the
    organizations' names and sectors where the cells leave no doubt.
    """
    columns = columns_of(sheet)
    if not _first_row_is_data(columns, len(sheet.frame)):
        return sheet
    row = max(int(sheet.frame.index[0]) - 1, 1)
    for column in columns:
        column.cells.insert(0, "" if UNNAMED.fullmatch(column.header) else _AGAIN.sub("", column.header))
    headers = _headers(columns)
    for place, (column, header) in enumerate(zip(columns, headers, strict=True)):
        column.header = header or f"column {column_letter(place)}"
    wording = "ties" if "target" in headers else "names" if "name" in headers else ""
    found = issue("first row is data", wording, source=sheet.source, row=row, document=sheet.origin.document)
    return rebuilt(sheet, columns, [row, *sheet.frame.index], [found])


def _first_row_is_data(columns: Sequence[AnswerColumn], rows: int) -> bool:
    """Return whether the headers are cells of their columns: no word of a header, and values that come again below."""
    named = [column for column in columns if not UNNAMED.fullmatch(column.header)]
    if not 1 < len(columns) <= MOST_COLUMNS or len(named) < 2 or rows < 2:
        return False
    heads = [fold(_AGAIN.sub("", column.header)) for column in named]
    if any(
        head in KNOWN_HEADERS or head.rpartition(" ")[2] in KNOWN_HEADERS or "?" in c.header
        for head, c in zip(heads, named, strict=True)
    ):
        return False
    again = [
        i
        for i in range(rows)
        if all(not c.cells[i] or fold(c.cells[i]) == h for c, h in zip(named, heads, strict=True))
    ]
    cells = [[fold(cell) for i, cell in enumerate(c.cells) if cell and i not in set(again)] for c in named]
    if any(_only_marks(column) and not NUMBER.fullmatch(head) for column, head in zip(cells, heads, strict=True)):
        return False  # names above marks or numbers: a matrix, or options to tick
    numbers = [int(head) for head in heads if head.isdecimal()]
    ids = len(columns) <= 3 and len(numbers) == len(named) and rows > len(columns)  # two ids, and a weight
    if len(numbers) > 1 and not ids and all(b - a == 1 for a, b in pairwise(numbers)):
        return False  # years, or a numbered matrix
    told = [_comes_again(head, column) for head, column in zip(heads, cells, strict=True)]
    ends = set(cells[0]) & set(cells[1])
    if len(columns) <= 4 and len(named) == len(columns) and ends:
        told[0] |= heads[0] in cells[1]
        told[1] |= heads[1] in cells[0]
    return any(told) and 2 * sum(told) >= len(named)


def _only_marks(cells: Sequence[str]) -> bool:
    marks = sum(bool(NUMBER.fullmatch(cell)) or cell in _MARKS for cell in cells)
    return bool(cells) and 5 * marks >= 4 * len(cells)


def _comes_again(head: str, cells: Sequence[str]) -> bool:
    """Return whether a header is one of several values of its column, or a number above numbers."""
    if NUMBER.fullmatch(head):
        return _only_marks(cells)
    return head in cells and len(set(cells)) > 1


def _headers(columns: Sequence[AnswerColumn]) -> list[str]:
    """Return headers for columns of data by their cells; "" where these do not tell."""
    cells = [[fold(cell) for cell in column.filled] for column in columns]
    texts = [bool(column) and not _only_marks(column) for column in cells]
    headers = [""] * len(columns)
    if len(columns) <= 4 and texts[0] == texts[1] and set(cells[0]) & set(cells[1]):
        headers[:2] = ["source", "target"]
        for place in range(2, len(columns)):
            few = 2 * len(set(cells[place])) <= len(cells[place])
            headers[place] = ("relation" if few else "") if texts[place] else "weight"
            if headers.index(headers[place]) < place:
                headers[place] = ""
        return headers
    sectors = load_vocabulary("sectors")
    for place, column in enumerate(columns):
        known = sum(sectors.entry(cell) is not None for cell in column.filled)
        if "sector" not in headers and texts[place] and 2 * known > len(column.filled):
            headers[place] = "sector"
    names = next((place for place, text in enumerate(texts) if text and not headers[place]), None)
    if (
        names is not None
        and "sector" in headers
        and len(set(cells[names])) == len(cells[names]) == len(columns[names].cells)
    ):
        headers[names] = "name"
    return headers
