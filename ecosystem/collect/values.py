"""Conversion of one cell of text to a value: a flag, a number, a list."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from ecosystem.collect.answer_words import NO, YES
from ecosystem.collect.direction_words import DIRECTED, UNDIRECTED
from ecosystem.text import LIST_SEPARATOR, fold, split_list

_YES = YES | DIRECTED | {"1"}
_NO = NO | UNDIRECTED | {"0"}
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
LARGEST = 1e15  # of a strength or amount: floats are exact for whole numbers up to here, and their sums remain finite
SMALLEST = 1e-15  # except 0: quotients with a strength remain finite
_CURRENCY = "$€£ \u00a0\u202f"
_COMMA_NUMBER = re.compile(r"[-+]?(\d+|\d{1,3}([. \u00a0\u202f]\d{3})+)(,\d*)?|[-+]?,\d+")
_EITHER = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}")  # one separator followed by three digits: thousands or decimals


def flag(text: str) -> bool | None:
    """Return True or False for a yes or a no in several languages; None for anything else.

    >>> flag("Yes"), flag("undirected"), flag("perhaps")
    (True, False, None)
    """
    folded = fold(text)
    return True if folded in _YES else False if folded in _NO else None


def number(text: str) -> float | None:
    """Return the number in a cell, with thousands commas and a currency sign allowed; None if there is none.

    A decimal comma is never inferred from one cell: "1,5" is not a number, "1,500" is one thousand five hundred.
    ``Numbers`` reads a column.

    >>> number("$1,500"), number("1,5"), number("3.25"), number("many"), number("1e999")
    (1500.0, None, 3.25, None, None)
    """
    plain = text.strip().strip(_CURRENCY)
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?", plain):
        plain = plain.replace(",", "")
    return _countable(plain) if _NUMBER.fullmatch(plain) else None


def _countable(plain: str) -> float | None:
    """Return the number; None beyond ``LARGEST`` or, except for 0, below ``SMALLEST``, as for 1e999.

    >>> _countable("1e15"), _countable("1e308"), _countable("-0.0"), _countable("1e-999")
    (1000000000000000.0, None, 0.0, None)
    """
    value = float(plain)
    if value == 0:  # a value too small for a float, which becomes 0, is excluded too
        return None if any(sign.isdigit() and int(sign) for sign in re.split("[eE]", plain)[0]) else 0.0
    return value if SMALLEST <= abs(value) <= LARGEST else None


@dataclass(frozen=True)
class Numbers:
    """Number format of one column; ambiguous numbers are read in the format of the unambiguous ones.

    >>> Numbers.of(["5.000", "1.250,50"]).read("5.000"), Numbers.of(["5.000", "2.5"]).read("5.000")
    (5000.0, 5.0)
    """

    comma: str = ""  # the first cell that only the European format explains: 1.250,50
    point: str = ""  # the first that only a decimal point explains
    either: str = ""  # the first that both explain

    @classmethod
    def of(cls, cells: Iterable[str]) -> "Numbers":
        """Return the number format of the cells of a column taken together."""
        first: dict[str, str] = {}
        for cell in cells:
            plain = cell.strip().strip(_CURRENCY)
            if plain.lstrip("-+").isdigit():
                continue
            with_comma, with_point = _with_comma(plain), number(plain)
            if " " in plain and "," not in plain:  # spaces between thousands do not determine the decimal sign
                continue
            if _EITHER.fullmatch(plain):
                first.setdefault("either", cell)
            elif with_comma is not None and (with_point is None or re.match(r"[-+]?0,", plain)):
                first.setdefault("comma", cell)
            elif with_point is not None and "e" not in plain.lower():
                first.setdefault("point", cell)
        return cls(**first)

    def read(self, cell: str) -> float | None:
        """Return the number in a cell of the column; None if there is none."""
        with_comma = _with_comma(cell.strip().strip(_CURRENCY)) if self.comma else None
        return number(cell) if with_comma is None else with_comma

    def unsure(self, cell: str) -> bool:
        """Return whether the cell is read with a decimal point although nothing in the column confirms it."""
        return not (self.comma or self.point) and "." in cell and bool(_EITHER.fullmatch(cell.strip().strip(_CURRENCY)))


def _with_comma(plain: str) -> float | None:
    if not _COMMA_NUMBER.fullmatch(plain):
        return None
    return _countable(re.sub(r"[. \u00a0\u202f]", "", plain).replace(",", "."))


def split_choices(text: str, known: Collection[str]) -> list[str]:
    """Return the answers ticked in a checkbox list: split at ; or |, else at commas, known answers kept whole.

    Google Forms joins ticked answers with ", ", and an answer may itself hold commas, so the longest known answer
    that starts at a place is taken first; unknown text was typed under "Other".

    >>> split_choices("Schools, libraries, Parks, Bees", ["Schools, libraries", "Parks"])
    ['Schools, libraries', 'Parks', 'Bees']
    """
    return list(_choices(text, tuple(known)))


@lru_cache(maxsize=2_000)  # the same answers occur often
def _choices(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    if LIST_SEPARATOR in text or ";" in text or "\n" in text:
        return tuple(split_list(text))
    answers, rest = [], text.strip()
    if rest in known:
        return (rest,)
    by_length = sorted(known, key=len, reverse=True)
    while rest:
        whole = next((k for k in by_length if rest == k or rest.startswith(k + ",")), None)
        answer = whole if whole is not None else rest.split(",", 1)[0]
        rest = rest[len(answer) :].lstrip(", ").strip()
        if answer.strip():
            answers.append(answer.strip())
    return tuple(answers)
