"""Escaping and labels for text from spreadsheets, so that Markdown shows it exactly as written."""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import chain, count
from typing import TypeVar

# CommonMark lets a backslash stand before any ASCII punctuation; escaping all of it leaves nothing for Streamlit's
# own additions (colors, icons, formulas).
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
# Addresses become links after escapes are resolved: an invisible word joiner (U+2060) keeps their parts apart.
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
JOINT = "\u2060"
Key = TypeVar("Key", bound=Hashable)


def plain(text: object) -> str:
    """Return ``text`` as Markdown that renders to itself: no emphasis, link, image, color, icon, formula or HTML.

    An address (http://x, www.x, a@x) gets one invisible character, so that it does not become a link.

    >>> plain("*Star* :red[x] ![](p.png)")[:8]
    '\\\\*Star\\\\*'
    """
    one_line = re.sub(r"\s+", " ", str(text)).strip()
    return _MARKS.sub(r"\\\1", _ADDRESS.sub(JOINT, one_line))


def shortened(names: Sequence[str], most: int) -> list[str]:
    """Return each name cut to ``most`` letters; names that differ stay different.

    >>> shortened(["Library of Parks", "Library of Schools", "City"], 9)
    ['Library …', 'Library … (2)', 'City']
    """
    short = {name: name for name in names if len(name) <= most}
    taken = set(short)
    for name in names:
        if name not in short:
            cut = f"{name[: most - 1]}…"
            short[name] = next(each for each in chain([cut], (f"{cut} ({n})" for n in count(2))) if each not in taken)
            taken.add(short[name])
    return [short[name] for name in names]


def distinct_labels(labels: Mapping[Key, str]) -> dict[Key, str]:
    """Return labels that all differ, by adding the key in brackets where two would look the same.

    A select box returns the chosen label, and of two equal labels takes the last. A label of spaces and invisible
    marks only counts as empty and gets its key too.

    >>> distinct_labels({"o1": "Library", "o2": "Library", "o3": "School", "o4": " "})
    {'o1': 'Library (o1)', 'o2': 'Library (o2)', 'o3': 'School', 'o4': '(o4)'}
    """
    seen = {key: _seen(label) for key, label in labels.items()}
    alike = Counter(seen.values())
    plain_ones = {key: label for key, label in labels.items() if seen[key] and alike[seen[key]] == 1}
    taken = set(plain_ones.values())
    told = {}
    for key, label in labels.items():
        longer = (f"{label}{f' ({key})' * times}".strip() for times in count(1))
        told[key] = plain_ones.get(key) or next(each for each in longer if each not in taken)
        taken.add(told[key])
    return told


def _seen(label: str) -> str:
    """Return the visible part of a label: no invisible marks, single spaces."""
    return " ".join("".join(c for c in label if unicodedata.category(c) not in ("Cc", "Cf")).split())
