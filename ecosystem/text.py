"""Comparison and display of names and headers, by the same rules in the whole package."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LIST_SEPARATOR = "|"
FORMULA_STARTS = "=+-@\t＝＋－＠"  # of a cell; the wide ones start a formula in East Asian editions of a spreadsheet
FORMULA_START = f"[{re.escape(FORMULA_STARTS)}]"  # one of them, in a regular expression

_SPACES = re.compile(r"\s+")
_APOSTROPHES = "'’‘‛`´ʼʻ′"  # typed as apostrophes; NFKC would replace ´ by a space
# Where a spreadsheet would begin a cell: at the start, and behind what another edition takes for the separator.
_CELL_STARTS = rf"^{{}}(?=[\"']*(?:{FORMULA_START}|[\r\n]))|(?<=[,;\t\r\n]){{}}(?=[\"']*{FORMULA_START})"
_TO_GUARD, _GUARDED = re.compile(_CELL_STARTS.format("", "")), re.compile(_CELL_STARTS.format("'", "'"))
_SILENT = re.compile(f"[.{_APOSTROPHES}]")  # D.C. is DC, Women's is Womens; every other mark separates words


class _Letters(dict[int, str | None]):
    """A cache of the replacement for each letter, computed at first use."""

    def __missing__(self, code: int) -> str | None:
        category = unicodedata.category(chr(code))
        if category == "Cf":  # zero-width marks are invisible
            self[code] = None
        else:
            self[code] = " " if category[0] in "PZC" else chr(code)
        return self[code]


_FOLDED = _Letters()


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """Return ``name`` without differences in Unicode form, case, white space and punctuation.

    The result is empty only if ``name`` is. Symbols are kept (C++ is not C), accents are kept (Peña is not Pena), and a
    name that consists only of punctuation stays as written.

    >>> fold("  Dept. of  Parks,  Rec ") == fold("dept of parks rec")
    True
    >>> fold("Code-for-Riverton") == fold("Code for Riverton")
    True
    >>> fold("C++") == fold("C")
    False
    """
    text = unicodedata.normalize("NFKC", name.replace("´", "'")).casefold()
    kept = _SILENT.sub("", text).translate(_FOLDED)
    folded = unicodedata.normalize("NFKC", kept)  # letters separated only by a zero-width mark are joined again
    return _one_spaced(folded) or tidy(text)


def unaccented(folded: str) -> str:
    """Return folded text without accents, as headers and words of a list are compared across keyboards.

    >>> unaccented(fold("Organización")), unaccented("straße")
    ('organizacion', 'strasse')
    """
    if folded.isascii():
        return folded
    letters = unicodedata.normalize("NFD", folded.replace("ß", "ss"))
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


@lru_cache(maxsize=100_000)
def tidy(name: str) -> str:
    """Return ``name`` for display: NFC, no control characters, single spaces, no space at the ends."""
    text = unicodedata.normalize("NFC", name)
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return _one_spaced(text)


def whole(text: str) -> str:
    """Return ``text`` in a form any file can hold: half a surrogate pair, which encodes no letter, becomes U+FFFD.

    >>> whole("City\\ud800 IT"), whole("\\ud83c\\udfd9")
    ('City� IT', '🏙')
    """
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def guarded(text: str) -> str:
    """Return ``text`` so that no spreadsheet runs it, with an apostrophe before each start of a formula.

    ``unguarded`` returns exactly ``text`` again. What is only read by people keeps its numbers: ``show.files.inert``.

    >>> guarded("=1+1"), guarded("Food;=1+1"), guarded("'=1"), unguarded("''=1")
    ("'=1+1", "Food;'=1+1", "''=1", "'=1")
    """
    return _TO_GUARD.sub("'", text)


def unguarded(text: str) -> str:
    """Return the text of which ``guarded`` made this one."""
    return _GUARDED.sub("", text)


def _one_spaced(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def split_list(text: str) -> list[str]:
    """Return the parts of a cell that holds several values: separated by |, else by semicolons or line breaks.

    >>> split_list("Jobs & Education; Social Services;"), split_list("a; b|c")
    (['Jobs & Education', 'Social Services'], ['a; b', 'c'])
    """
    parts = text.split(LIST_SEPARATOR) if LIST_SEPARATOR in text else re.split(r"[;\r\n]+", text)
    return [part.strip() for part in parts if part.strip()]


def united(one: str, other: str) -> str:
    """Return the values of two list cells as one, each once and as first written.

    >>> united("Funder|Convener", "convener|Advocate")
    'Funder|Convener|Advocate'
    """
    values = {fold(value): value for value in reversed([*split_list(one), *split_list(other)])}
    return LIST_SEPARATOR.join(reversed(values.values()))


def joined(names: Iterable[str], most: int = 5) -> str:
    """Return names as an enumeration for a sentence: the first few, then how many more.

    >>> joined(["A", "B", "C"]), joined("ABCDEFG")
    ('A, B and C', 'A, B, C, D, E and 2 more')
    """
    names = list(names)
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1] if names else "")))


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "tie"), counted(2, "tie"), counted(2, "city", "cities")
    ('1 tie', '2 ties', '2 cities')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
