"""One cell of text to a value: a flag, a number, a list."""

import math
import re
from collections.abc import Collection
from datetime import datetime
from functools import lru_cache

from ecosystem.tables.spec import LIST_SEPARATOR
from ecosystem.text import fold

_YES = {"yes", "true", "1", "directed", "y", "ja", "si", "sí", "oui"}
_NO = {"no", "false", "0", "undirected", "mutual", "n", "nein", "non"}
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")


def flag(text: str) -> bool | None:
    """True or False for a yes or a no in a few languages; None for anything else.

    >>> flag("Yes"), flag("undirected"), flag("perhaps")
    (True, False, None)
    """
    folded = fold(text)
    return True if folded in _YES else False if folded in _NO else None


def number(text: str) -> float | None:
    """The number a cell holds, thousands commas and a currency sign allowed; None if it holds none.

    A decimal comma is never guessed: "1,5" is no number, "1,500" is one thousand five hundred.

    >>> number("$1,500"), number("1,5"), number("3.25"), number("many"), number("1e999")
    (1500.0, None, 3.25, None, None)
    """
    plain = text.strip().lstrip("$€£").strip()
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?", plain):
        plain = plain.replace(",", "")
    value = float(plain) if _NUMBER.fullmatch(plain) else math.nan
    return value if math.isfinite(value) else None  # 1e999 is a number to nobody


def moment(text: str) -> datetime | None:
    """The moment a time stamp means, as its clock showed it; None unless it puts the year first.

    >>> moment("2026/03/14 14:00:19"), moment("3/4/2026 9:05:00")
    (datetime.datetime(2026, 3, 14, 14, 0, 19), None)
    """
    try:
        return datetime.fromisoformat(text.replace("/", "-")).replace(tzinfo=None)
    except ValueError:
        return None


def split_list(text: str) -> list[str]:
    """The parts of a cell that holds several values: parted by |, else by semicolons or line breaks.

    >>> split_list("Jobs & Education; Social Services;"), split_list("a; b|c")
    (['Jobs & Education', 'Social Services'], ['a; b', 'c'])
    """
    parts = text.split(LIST_SEPARATOR) if LIST_SEPARATOR in text else re.split(r"[;\r\n]+", text)
    return [part.strip() for part in parts if part.strip()]


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
