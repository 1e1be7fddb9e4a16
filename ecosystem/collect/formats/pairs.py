"""Conversion of matrix cells to ties: zeros are no tie, and a symmetric matrix gives ties without direction."""

from collections.abc import Sequence
from typing import NamedTuple

from ecosystem.collect.answer_words import NEVER, NO, NOTHING, TICKED, YES
from ecosystem.text import fold

_NONE = NO | NOTHING | NEVER | {"", "0", "nan"}
_SOME = YES | TICKED


class Cell(NamedTuple):
    """Value between two names, and the position of its row in the sheet."""

    place: int
    source: str
    target: str
    value: str


def is_none(value: str) -> bool:
    """Return whether a cell means no tie: blank, zero in any spelling, a dash, no, never.

    >>> [is_none(text) for text in ("", "0", "0.0", "-", "Never", "1", "often")]
    [True, True, True, True, True, False, False]
    """
    if fold(value) in _NONE or not value.strip("-–—. "):
        return True
    try:
        return float(value) == 0
    except ValueError:
        return False


def strength(value: str) -> str:
    """Return the strength in a cell; empty if the cell only marks that there is a tie.

    >>> strength("2.5"), strength("x"), strength("often")
    ('2.5', '', 'often')
    """
    return "" if fold(value) in _SOME else value


def is_symmetric(cells: Sequence[Cell]) -> bool:
    """Return whether the values are the same in both directions for each pair, ignoring loops."""
    found = {(fold(c.source), fold(c.target)): _comparable(c.value) for c in cells if not is_none(c.value)}
    return bool(found) and all(found.get((b, a)) == value for (a, b), value in found.items() if a != b)


def _comparable(value: str) -> str:
    try:
        return repr(float(value))
    except ValueError:
        return fold(value)


def ties(cells: Sequence[Cell]) -> tuple[list[Cell], str]:
    """Return the cells that are ties, and "yes" or "no" for direction; each undirected pair is returned once."""
    filled = [cell for cell in cells if not is_none(cell.value)]
    if not is_symmetric(filled):
        return filled, "yes"
    once: dict[frozenset[str], Cell] = {}
    for cell in filled:
        once.setdefault(frozenset((fold(cell.source), fold(cell.target))), cell)
    return list(once.values()), "no"
