"""Labeled adjacency matrices: the same names in the first column and in the header, a number in each cell.

Row is source and column is target, as usual in social network analysis. Blank and 0 are no tie. A symmetric matrix is
undirected and gives each pair once. A matrix with nearly all cells filled is more likely one of distances.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ecosystem.collect.formats.pairs import Cell, is_none, strength, ties
from ecosystem.collect.formats.shape import Translation, column, plain_sheet, texts
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.text import fold

FEWEST_NAMES = 3
SAME_NAMES = 0.8  # share of the shorter list of names found in the other: a few may be misspelled or missing
LONGEST_NAME = 300  # characters: longer texts are not names, and would repeat in every tie of their row and column
DENSE, DENSE_ABOVE = 0.9, 8  # share of filled cells; with few names, all may well work together
_NO_RELATION = re.compile(r"(adjacency )?matrix|network|ties|data|table|(sheet|hoja|tabelle|feuil) ?\d+")


def matrix(sheets: Sequence[Sheet]) -> Translation | None:
    """Return every matrix among the sheets as organizations and ties; one that looks like distances is unchanged."""
    found = [sheet for sheet in sheets if _is_matrix(sheet)]
    if not found:
        return None
    distances = [sheet for sheet in found if _is_dense(sheet)]
    if distances:
        refused = tuple(replace(s, issues=(*s.issues, _refused(s))) for s in distances)
        return Translation("", refused, tuple(sheet.source for sheet in distances))
    listed = {fold(name) for sheet in sheets if not _is_matrix(sheet) for name in _names_listed(sheet)}
    translated: list[Sheet] = []
    for sheet in found:
        translated += _translate(sheet, listed, several=len(found) > 1)
    return Translation("a matrix of ties", tuple(translated), tuple(sheet.source for sheet in found))


def _is_matrix(sheet: Sheet) -> bool:
    if len(sheet.frame.columns) <= FEWEST_NAMES:
        return False
    rows = {fold(name) for name in texts(sheet, _corner(sheet)) if 0 < len(name) <= LONGEST_NAME}
    columns = {fold(header) for header in sheet.frame.columns[1:] if len(header) <= LONGEST_NAME}
    shared = len(rows & columns)
    return shared >= FEWEST_NAMES and shared >= SAME_NAMES * min(len(rows), len(columns))


def _corner(sheet: Sheet) -> str | None:
    return sheet.frame.columns[0] if len(sheet.frame.columns) else None


def _cells(sheet: Sheet) -> list[Cell]:
    """Return every cell of a row with a name, in the sheet's order."""
    names = texts(sheet, _corner(sheet))
    targets = list(sheet.frame.columns[1:])
    values = [texts(sheet, target) for target in targets]
    return [
        Cell(place, source, target, values[i][place])
        for place, source in enumerate(names)
        for i, target in enumerate(targets)
    ]


def _is_dense(sheet: Sheet) -> bool:
    cells = [cell for cell in _cells(sheet) if cell.source and fold(cell.source) != fold(cell.target)]
    filled = sum(not is_none(cell.value) for cell in cells)
    return len(sheet.frame.columns) - 1 > DENSE_ABOVE and filled > DENSE * len(cells)


def _refused(sheet: Sheet) -> Issue:
    return issue("matrix not read as ties", source=sheet.source)


def _names_listed(sheet: Sheet) -> list[str]:
    return texts(sheet, column(sheet, "name", "label", "organization", "organisation", "organization_name"))


def _translate(sheet: Sheet, listed: set[str], *, several: bool) -> list[Sheet]:
    """Return the organizations not yet in ``listed`` (and add them to it), and the ties."""
    cells = _cells(sheet)
    everybody = [*texts(sheet, _corner(sheet)), *sheet.frame.columns[1:]]
    new: dict[str, tuple[int, str]] = {}
    last = max(len(sheet.frame) - 1, 0)
    for place, name in enumerate(everybody):
        if name and fold(name) not in listed:
            new.setdefault(fold(name), (min(place, last), name))  # a column only: the last row
    listed |= set(new)

    nameless = [place for place, name in enumerate(texts(sheet, _corner(sheet))) if not name]
    issues = [_nameless(sheet, place) for place in nameless]
    kept, directed = ties([cell for cell in cells if cell.source])
    relation = sheet.name if several or not _NO_RELATION.fullmatch(fold(sheet.name)) else ""
    headers = list(sheet.frame.columns)
    made = {
        "source": [cell.source for cell in kept],
        "target": [cell.target for cell in kept],
        "relation": [relation] * len(kept),
        "directed": [directed] * len(kept),
        "strength": [strength(cell.value) for cell in kept],
    }
    bare = replace(sheet, issues=())
    organizations = plain_sheet(
        bare,
        "organizations",
        {"name": [name for _, name in new.values()]},
        headers,
        positions=[place for place, _ in new.values()],
    )
    found = plain_sheet(sheet, "ties", made, headers, positions=[cell.place for cell in kept], issues=issues)
    return [organizations, found] if new else [found]


def _nameless(sheet: Sheet, place: int) -> Issue:
    return issue("no name", "matrix", source=sheet.source, row=int(sheet.frame.index[place]))
