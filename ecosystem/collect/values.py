"""One cell of text to a value: a flag, a number, a list."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from ecosystem.collect.answer_words import NO, YES
from ecosystem.text import LIST_SEPARATOR, fold, split_list

_YES = YES | {"1", "directed"}
_NO = NO | {"0", "undirected", "mutual"}
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
LARGEST = 1e15  # of a strength or amount: whole numbers are exact in a float up to here, and sums of them stay finite
SMALLEST = 1e-15  # but for 0: what is divided by a strength stays finite
_CURRENCY = "$€£ \u00a0\u202f"
_COMMA_NUMBER = re.compile(r"[-+]?(\d+|\d{1,3}([. \u00a0\u202f]\d{3})+)(,\d*)?|[-+]?,\d+")
_EITHER = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}")  # one sign and three digits behind it: thousands or decimals


def flag(text: str) -> bool | None:
    """True or False for a yes or a no in a few languages; None for anything else.

    >>> flag("Yes"), flag("undirected"), flag("perhaps")
    (True, False, None)
    """
    folded = fold(text)
    return True if folded in _YES else False if folded in _NO else None


def number(text: str) -> float | None:
    """The number a cell holds, thousands commas and a currency sign allowed; None if it holds none.

    A decimal comma is never guessed from one cell: "1,5" is no number, "1,500" is one thousand five hundred.
    ``Numbers`` reads a column.

    >>> number("$1,500"), number("1,5"), number("3.25"), number("many"), number("1e999")
    (1500.0, None, 3.25, None, None)
    """
    plain = text.strip().strip(_CURRENCY)
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?", plain):
        plain = plain.replace(",", "")
    return _countable(plain) if _NUMBER.fullmatch(plain) else None


def _countable(plain: str) -> float | None:
    """The number written; None beyond ``LARGEST`` or, but for 0, below ``SMALLEST``: 1e999 is a number to nobody.

    >>> _countable("1e15"), _countable("1e308"), _countable("-0.0"), _countable("1e-999")
    (1000000000000000.0, None, 0.0, None)
    """
    value = float(plain)
    if value == 0:  # so is what is too small for a float
        return None if any(sign.isdigit() and int(sign) for sign in re.split("[eE]", plain)[0]) else 0.0
    return value if SMALLEST <= abs(value) <= LARGEST else None


@dataclass(frozen=True)
class Numbers:
    """How the numbers of one column are written; what can be read either way follows the cells that decide.

    >>> Numbers.of(["5.000", "1.250,50"]).read("5.000"), Numbers.of(["5.000", "2.5"]).read("5.000")
    (5000.0, 5.0)
    """

    comma: str = ""  # the first cell that only the European way explains: 1.250,50
    point: str = ""  # the first that only a decimal point explains
    either: str = ""  # the first that both explain

    @classmethod
    def of(cls, cells: Iterable[str]) -> "Numbers":
        """What the cells of a column say together."""
        first: dict[str, str] = {}
        for cell in cells:
            plain = cell.strip().strip(_CURRENCY)
            if plain.lstrip("-+").isdigit():
                continue
            with_comma, with_point = _with_comma(plain), number(plain)
            if " " in plain and "," not in plain:  # thousands parted by spaces say nothing of decimals
                continue
            if _EITHER.fullmatch(plain):
                first.setdefault("either", cell)
            elif with_comma is not None and (with_point is None or re.match(r"[-+]?0,", plain)):
                first.setdefault("comma", cell)
            elif with_point is not None and "e" not in plain.lower():
                first.setdefault("point", cell)
        return cls(**first)

    def read(self, cell: str) -> float | None:
        """The number of a cell of the column; None if it holds none."""
        with_comma = _with_comma(cell.strip().strip(_CURRENCY)) if self.comma else None
        return number(cell) if with_comma is None else with_comma

    def unsure(self, cell: str) -> bool:
        """Whether the cell is read with a decimal point and nothing in the column says so."""
        return not (self.comma or self.point) and "." in cell and bool(_EITHER.fullmatch(cell.strip().strip(_CURRENCY)))


def _with_comma(plain: str) -> float | None:
    if not _COMMA_NUMBER.fullmatch(plain):
        return None
    return _countable(re.sub(r"[. \u00a0\u202f]", "", plain).replace(",", "."))


def split_choices(text: str, known: Collection[str]) -> list[str]:
    """The answers ticked in a checkbox list: parted by ; or |, else by commas, known answers kept whole.

    Google Forms joins ticked answers with ", ", and an answer may itself hold commas, so the longest known answer
    that starts at a place is taken first; what nobody knows is text typed under "Other".

    >>> split_choices("Schools, libraries, Parks, Bees", ["Schools, libraries", "Parks"])
    ['Schools, libraries', 'Parks', 'Bees']
    """
    return list(_choices(text, tuple(known)))


@lru_cache(maxsize=2_000)  # a form's answers come again and again
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
