"""Whether a file is a newer export of what is held already, although its name differs; else it is something further."""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import count
from pathlib import PurePath

from ecosystem.collect.new_answers import alike, pairs
from ecosystem.collect.recipes import Recipe
from ecosystem.collect.sheet import Sheet
from ecosystem.text import fold

_ALIKE = 0.6  # share of the headers that two exports of one form have in common
_SAME_ROWS = 0.5  # share of the rows held that a newer export of the same form still has
_VERSION = re.compile(  # what the name of a newer export has besides that of its form, folded
    r"\b(?:copy|copia|kopie|copie|final|latest|new|export|version|v|of|\d+)\b|\d{4,}"
)


def same_form(
    name: str, sheets: Sequence[Sheet], held: Mapping[str, Sequence[Sheet]], recipe: Recipe | None = None
) -> str | None:
    """Return the name of the source of which a file is a newer export; None if it is about something else.

    Of the sources whose sheets have most of their headers in the file, it is the one that has most rows in common.
    Lists of two cities have the same headers and no row in common, and so have two rounds of one form: neither is a
    newer export of the other.
    """
    found: list[tuple[float, bool, str]] = []
    for other, before in held.items():
        twins = [(old, _twin(old, sheets)) for old in before]
        if not twins or any(new is None for _, new in twins):
            continue
        rows = sum(len(old.frame) for old, _ in twins)
        kept = sum(pairs(old, new, recipe) for old, new in twins if new is not None)
        share, called_so = kept / rows if rows else 0.0, _form_name(other) == _form_name(name)
        if share >= _SAME_ROWS or (called_so and (kept or not rows)):
            found.append((share, called_so, other))
    return max(found, default=(0.0, False, None))[2]


def _twin(old: Sheet, sheets: Sequence[Sheet]) -> Sheet | None:
    """Return the sheet with the most headers of an earlier one, if most are the same."""
    best = max(sheets, key=lambda sheet: alike(old, sheet), default=None)
    return best if best is not None and alike(old, best) >= _ALIKE else None


def _form_name(name: str) -> str:
    """Return a file's name without what a second download, a date or a version adds to it.

    >>> _form_name("Answers (1).csv") == _form_name("answers 2026-03-02.xlsx") == "answers"
    True
    """
    return " ".join(_VERSION.sub(" ", fold(PurePath(name).stem.replace("_", " "))).split())


def further_name(name: str, held: Collection[str]) -> str:
    """Return a name for a further source that no other has: "a.csv", else "a (2).csv"."""
    path = PurePath(name)
    names = (name if number == 1 else f"{path.stem} ({number}){path.suffix}" for number in count(1))
    return next(each for each in names if each not in held)
