"""Suggestions of names while a person types."""

from collections.abc import Sequence
from typing import NamedTuple

from ecosystem.names.matching.parsing import read
from ecosystem.names.matching.scoring import Surroundings, judge
from ecosystem.names.matching.weights import DIFFERENT
from ecosystem.text import fold
from ecosystem.translation import gettext

MOST = 5
LOOKED_AT = 30  # names near the text that are scored
NEAR = 60  # minimum rapidfuzz WRatio of a candidate
_BEGINS, _WORD_BEGINS, _NEAR = 0.9, 0.7, 0.5  # weight of a matching beginning, relative to the score of a whole name


class Suggestion(NamedTuple):
    """A suggested name and the reason."""

    name: str
    reasons: str


def suggestions(text: str, names: Sequence[str]) -> list[Suggestion]:
    """Return up to five of ``names`` that ``text``, whole or partial, may mean, most likely first; none if empty.

    >>> [found.name for found in suggestions("rdc", ["Riverton Data Collaborative", "Red Cross"])]
    ['Riverton Data Collaborative']
    """
    typed = fold(text)
    if not typed:
        return []
    names = list(dict.fromkeys(names))
    folded = [fold(name) for name in names]
    scored = dict(_begun(typed, folded))
    for position in _near(typed, folded):
        scored.setdefault(position, (0.0, ""))
    written = read(text)
    found = []
    for position, (start, why) in scored.items():
        other = read(names[position])
        if written is None or other is None:
            continue
        judged = judge(written, other, Surroundings(), [])
        whole = judged.score if judged.verdict in ("match", "possible") else 0.0
        score, reasons = max((whole, "; ".join(judged.reasons)), (start, why))
        if judged.verdict in (DIFFERENT, "part of") and not start:
            score, reasons = judged.score, "; ".join(judged.reasons)
        if reasons:
            found.append((-score, len(names[position]), names[position], reasons))
    return [Suggestion(name, reasons) for _, _, name, reasons in sorted(found)[:MOST]]


def _begun(typed: str, folded: Sequence[str]) -> list[tuple[int, tuple[float, str]]]:
    """Return the positions of names that start with the text, contain a word that does, or have it as initials."""
    found = []
    for position, name in enumerate(folded):
        if name == typed:
            found.append((position, (1.0, gettext("The same name"))))
        elif name.startswith(typed):
            found.append((position, (_BEGINS, gettext("Begins with this"))))
        elif f" {typed}" in name:
            found.append((position, (_WORD_BEGINS, gettext("A word in it begins with this"))))
        elif len(typed) > 1 and "".join(word[0] for word in name.split()).startswith(typed):
            found.append((position, (_NEAR, gettext("“{initials}” are its initials").format(initials=typed.upper()))))
    found.sort(key=lambda each: (-each[1][0], len(folded[each[0]])))
    return found[:LOOKED_AT]


def _near(typed: str, folded: Sequence[str]) -> list[int]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415  late: few pages need it

    near = process.extract(typed, folded, scorer=fuzz.WRatio, score_cutoff=NEAR, limit=LOOKED_AT)
    return [position for _, _, position in near]
