"""Text from a spreadsheet on its way into Markdown: what is shown is what was written."""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import chain, count
from typing import TypeVar

# CommonMark lets a backslash stand before any ASCII punctuation; escaping all of it leaves nothing for Streamlit's
# own additions (colours, icons, formulas).
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
# Addresses become links after the escapes are gone: an invisible joint (U+2060) keeps their parts apart.
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
JOINT = "\u2060"
Key = TypeVar("Key", bound=Hashable)


def plain(text: object) -> str:
    """``text`` as Markdown that renders to itself: no emphasis, link, image, colour, icon, formula or HTML.

    An address (http://x, www.x, a@x) gets one character that nobody sees, and so does not become a link.

    >>> plain("*Star* :red[x] ![](p.png)")[:8]
    '\\\\*Star\\\\*'
    """
    one_line = re.sub(r"\s+", " ", str(text)).strip()
    return _MARKS.sub(r"\\\1", _ADDRESS.sub(JOINT, one_line))


def shortened(names: Sequence[str], most: int) -> list[str]:
    """Each name cut to so many letters, for where a picture has no room; names that differ still do.

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


def told_apart(labels: Mapping[Key, str]) -> dict[Key, str]:
    """The labels of a list of choices, each with its key behind it where it would not be told from another.

    A box of choices hands back the words that were chosen: of two that read alike it takes the last. A label without
    any letter to see, of spaces and invisible marks, is not told from nothing.

    >>> told_apart({"o1": "Library", "o2": "Library", "o3": "School", "o4": " "})
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
    """What of the label is to be seen: without invisible marks, and one space where there are several."""
    return " ".join("".join(c for c in label if unicodedata.category(c) not in ("Cc", "Cf")).split())
