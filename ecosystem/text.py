"""How names and headers are compared and shown: one rule for every room."""

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_SILENT = {".", "'", "’", "‘", "`", "´"}  # D.C. is DC, Women's is Womens; every other mark parts words


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """``name`` without regard to Unicode form, case, white space and punctuation; never empty unless ``name`` is.

    Symbols stay (C++ is not C), accents stay (Peña is not Pena), and a name that is nothing but punctuation
    stays as written.

    >>> fold("  Dept. of  Parks,  Rec ") == fold("dept of parks rec")
    True
    >>> fold("Code-for-Riverton") == fold("Code for Riverton")
    True
    >>> fold("C++") == fold("C")
    False
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    kept = []
    for letter in text:
        category = unicodedata.category(letter)
        if letter in _SILENT or category == "Cf":  # zero-width marks are invisible to the person who typed
            continue
        kept.append(" " if category[0] in "PZC" else letter)
    return _SPACES.sub(" ", "".join(kept)).strip() or _SPACES.sub(" ", text).strip()


def tidy(name: str) -> str:
    """``name`` as it is shown: NFC, no control characters, single spaces, no space at the ends."""
    text = unicodedata.normalize("NFC", name)
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return _SPACES.sub(" ", text).strip()
