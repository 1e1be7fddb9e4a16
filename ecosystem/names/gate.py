"""Name gate: a filter for all text of a map that replaces the names of withheld organizations."""

from __future__ import annotations

import csv
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path

from ecosystem.names.matching.word_lists import (
    STOP,
    abbreviations,
    kinds,
    known_words,
    legal_forms,
    places,
    singular,
    without_accents,
)
from ecosystem.text import LIST_SEPARATOR, fold

WITHHELD = "[name withheld]"
UNNAMED = "Unnamed organization"
_SHORT = 4  # letters: shorter names are also common words or numbers
_EVERYDAY_WORDS = 2  # a name of at most this many words, all of them common, counts as common
_ACRONYM = 8  # letters: text in brackets after a name of at most this length may be its short form
_OPENS_A_SENTENCE = ".!?:;•\n|“\"'(-–—"


class NameGate:
    """A filter that replaces every way of writing the name of a withheld organization.

    Names are compared by their letters only, without accents, case, spaces and punctuation, and only at word
    boundaries. A name of a few letters or of common words only ("We", "Data") is replaced only as a whole cell or where
    it is written with capitals. The time is linear in the length of the texts.
    """

    def __init__(self, hidden: Iterable[tuple[str, str]] = (), kept: Iterable[str] = ()) -> None:
        """Build the filter.

        ``hidden``: pairs of a name as written and its replacement. ``kept``: names of other organizations, which are
        shown although they may contain a hidden name; the longest name is used.
        """
        hidden, kept = list(hidden), list(kept)
        self._instead: dict[str, str] = {}
        self._everyday: set[str] = set()
        self._kept: set[str] = set()
        self._seen: dict[str, str] = {}
        shown = {letters_of(name) for name in kept}
        exact = {
            letters: instead for name, instead in reversed(hidden) if _can_be_looked_for(letters := letters_of(name))
        }
        for name, instead in hidden:
            for way in ways_to_write(name):
                letters = letters_of(way)
                if letters in exact or (letters not in shown and _can_be_looked_for(letters)):
                    self._instead.setdefault(letters, exact.get(letters, instead))
                    if is_everyday(way):
                        self._everyday.add(letters)
        self._sorted = sorted(self._instead)
        self._set_lengths()
        holding = [name for name in dict.fromkeys(kept) if self._replaced(name, WITHHELD) != name]
        self._kept = {letters_of(name) for name in holding} - exact.keys()
        self._set_lengths()

    def _set_lengths(self) -> None:
        """Index the lengths of the names by first letter, longest first."""
        lengths: dict[str, set[int]] = {}
        for letters in (*self._instead, *self._kept):
            lengths.setdefault(letters[0], set()).add(len(letters))
        self._lengths = {first: sorted(each, reverse=True) for first, each in lengths.items()}

    def __bool__(self) -> bool:
        return bool(self._instead)

    @property
    def everyday(self) -> int:
        """Return how many hidden names are so short or common that some mentions may remain."""
        return len({self._instead[letters] for letters in self._everyday})

    def __call__(self, text: str, instead: str = "") -> str:
        """Return ``text`` with each hidden name replaced by its replacement, or by ``instead``."""
        if not self._instead or not text:
            return text
        if instead:
            return self._replaced(text, instead)
        found = self._seen.get(text)
        if found is None:
            if len(self._seen) > _CACHED:
                self._seen.clear()
            self._seen[text] = found = self._replaced(text, "")
        return found

    def cell(self, text: str, words: Collection[str] = ()) -> str:
        """Return a cell with each part of a list joined by | filtered separately, unless it is one of ``words``."""
        if not self._instead:
            return text
        parts = [part if part in words else self(part) for part in text.split(LIST_SEPARATOR)]
        return LIST_SEPARATOR.join(parts)

    def hides(self, text: str) -> bool:
        """Return whether the filter would change ``text``."""
        return self(text) != text

    def _replaced(self, text: str, instead: str) -> str:
        prepared, letters, at, starts, ends = _letters_with_places(text)
        found: list[tuple[int, int, str]] = []
        place, count = 0, len(letters)
        while place < count:
            if not starts[place]:
                place += 1
                continue
            for length in self._lengths.get(letters[place], ()):
                end = place + length
                if end > count or not ends[end - 1]:
                    continue
                run = letters[place:end]
                if run in self._kept:
                    place = end
                    break
                if run not in self._instead:
                    continue
                first, last = at[place], at[end - 1] + 1
                if run in self._everyday and not (length == count or _is_a_mention(prepared, first, last)):
                    continue
                found.append((first, last, instead or self._instead[run]))
                place = end
                break
            else:
                place += 1
        found += self._cut_short(prepared, letters, at, starts, found) if _DOTS.search(prepared) else []
        if not found:
            return text
        parts, done = [], 0
        for first, last, stands in sorted(found):
            parts += [prepared[done:first], stands]
            done = last
        return "".join([*parts, prepared[done:]])

    def _cut_short(
        self, text: str, letters: str, at: list[int], starts: list[bool], found: list[tuple[int, int, str]]
    ) -> list[tuple[int, int, str]]:
        """Return the matches of a hidden name that is cut short by an ellipsis ("Hidden She...")."""
        more = []
        firsts = [first for first, _, _ in found]
        words = [place for place, starts_one in enumerate(starts) if starts_one]
        for dots in _DOTS.finditer(text):
            end = bisect_left(at, dots.start())
            last = bisect_left(words, end)
            for place in words[max(0, last - _LONGEST) : last]:
                run = letters[place:end]
                near = bisect_left(self._sorted, run)
                cut = len(run) >= _CUT and near < len(self._sorted) and self._sorted[near].startswith(run)
                before = bisect_right(firsts, at[place]) - 1
                if cut and (before < 0 or found[before][1] <= at[place]):
                    more.append((at[place], at[end - 1] + 1, self._instead[self._sorted[near]]))
                    break
        return more


_DOTS = re.compile(r"\.{3}|…")
_CUT = 5  # letters: a shorter beginning identifies no name
_LONGEST = 20  # words of a name that are sought where a text is cut short
_CACHED = 50_000  # texts whose result is cached


def ways_to_write(name: str) -> list[str]:
    """Return the ways in which others may write a name.

    Without article and legal form, without brackets, the short form in brackets, in the plural or possessive, and all
    combinations of these.

    >>> found = ways_to_write("The Hidden Shelter (THS), Inc.")
    >>> {"Hidden Shelter", "Hidden Shelters", "THS", "The Hidden Shelter"} <= set(found)
    True
    """
    found = dict.fromkeys([name])
    before, bracket, rest = name.partition("(")
    inner, closed, behind = rest.partition(")")
    outer = before + behind
    if bracket and closed and (not is_everyday(outer) or sum(letter.isupper() for letter in outer) > 1):
        found[f"{before.strip()} {behind.strip(' ,')}".strip()] = None
    if bracket and closed:
        capitals = sum(letter.isupper() for letter in inner)
        if capitals > 1 and 1 < len(letters_of(inner)) <= _ACRONYM:
            found[inner.strip()] = None
    for way in list(found):
        bare = _without_legal_form(way)
        for each in (_without_article(way), bare, _without_article(bare)):
            found[each] = None
    ways = [way for way in found if letters_of(way)]
    for way in list(ways):
        ways += [way[:-1]] if way.endswith("s") and len(letters_of(way)) > _SHORT else [f"{way}s"]
    return list(dict.fromkeys(ways))


def _without_article(name: str) -> str:
    first, _, rest = name.strip().partition(" ")
    return rest.strip() if fold(first) in ("the", "el", "la", "los", "las") and rest.strip() else name


def _without_legal_form(name: str) -> str:
    words = name.split()
    for length in (3, 2, 1):
        if len(words) > length and tuple(fold(" ".join(words[-length:])).split()) in legal_forms():
            return " ".join(words[:-length]).rstrip(" ,;-–")
    return name


def is_everyday(name: str) -> bool:
    """Return whether a name is too short or too common to be sought in lower case.

    >>> [is_everyday(name) for name in ("We", "Data", "Food Bank", "Hidden Shelter", "Feedmore")]
    [True, True, True, False, False]
    """
    words = without_accents(fold(name)).split()
    if len(letters_of(name)) < _SHORT:
        return True
    return len(words) <= _EVERYDAY_WORDS and all(singular(word) in _everyday_words() for word in words)


@cache
def _everyday_words() -> frozenset[str]:
    short = {word for phrase in abbreviations().meanings for word in phrase.split()}
    in_places = {word for words in places() for word in words}
    written = {*known_words(), *kinds(), *STOP, *short, *in_places, *_common("pronoun"), *_common("noun")}
    return frozenset({*written, *map(singular, written)})


@cache
def _common(kind: str) -> frozenset[str]:
    """Return the words of one kind in the word list: function words, or nouns common in organization names."""
    with Path(__file__).with_name("everyday_names.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["word"] for row in csv.DictReader(lines) if row["kind"] == kind)


def letters_of(name: str) -> str:
    """Return the letters by which a name is compared: no accents, case, spaces or punctuation; & is "and".

    >>> letters_of("Peña & Sons, D.C.") == letters_of("pena and sons dc")
    True
    """
    return _letters_with_places(name)[1]


def _can_be_looked_for(letters: str) -> bool:
    """Return whether a name can be sought.

    Numbers of one or two digits occur in every column, and a name of marks only has no letters.
    """
    return bool(letters) and not (letters.isdecimal() and len(letters) < 3)


_ASCII_WORD = re.compile("[0-9A-Za-z$+<=>^|~]+|&")
_APOSTROPHES = "'’‘‛`´ʼʻ′"


@cache
def _letter(character: str) -> str | None:
    """Return the letters that a character contributes: "" if it is invisible, None if it separates words."""
    category = unicodedata.category(character)
    if category in ("Cf", "Mn"):
        return ""
    if category[0] in "PZC" or character in _APOSTROPHES:
        return "and" if character == "&" else None
    plain = unicodedata.normalize("NFKD", character).casefold()
    kept = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cf") and not c.isspace())
    return kept or ""


_Letters = tuple[str, str, list[int], list[bool], list[bool]]


def _letters_with_places(text: str) -> _Letters:
    """Return the text in NFKC, its letters, their positions, and whether a word may begin or end at each."""
    if text.isascii():
        return _ascii_letters_with_places(text)
    prepared = unicodedata.normalize("NFKC", text.replace("´", "'"))
    letters: list[str] = []
    at: list[int] = []
    starts: list[bool] = []
    ends: list[bool] = []
    parted = True  # before the next letter
    for place, character in enumerate(prepared):
        added = _letter(character)
        if added == "":
            continue
        alone = added is None or character == "&" or unicodedata.category(character) == "Lo"
        if alone and ends:
            ends[-1] = True
        if added is None:
            parted = True
            continue
        letters.append(added)
        at += [place] * len(added)
        starts += [parted or alone, *[False] * (len(added) - 1)]
        ends += [False] * len(added)
        parted = False
        if alone:
            ends[-1] = parted = True
    if ends:
        ends[-1] = True
    return prepared, "".join(letters), at, starts, ends


def _ascii_letters_with_places(text: str) -> _Letters:
    """Return the same for ASCII text, the most frequent case."""
    at: list[int] = []
    starts: list[bool] = []
    ends: list[bool] = []
    letters: list[str] = []
    for word in _ASCII_WORD.finditer(text):
        first, last = word.span()
        whole = "and" if word[0] == "&" else word[0]
        letters.append(whole)
        more = [False] * (len(whole) - 1)
        at += [first] * len(whole) if word[0] == "&" else range(first, last)
        starts += [True, *more]
        ends += [*more, True]
    return text, "".join(letters).lower(), at, starts, ends


def _is_a_mention(text: str, first: int, last: int) -> bool:
    """Return whether the text at this position is written as a name.

    Its words are capitalized, or it consists of digits; a pronoun at the start of a sentence is not a name.
    """
    words = "".join(c if _letter(c) is not None else " " for c in text[first:last]).split()
    named = [word for word in words if without_accents(word.casefold()) not in STOP] or words
    if not all(word[0].isupper() or not word[0].isalpha() or word[0].upper() == word[0].lower() for word in named):
        return False
    if len(words) > 1 or without_accents(words[0].casefold()) not in _common("pronoun") | STOP:
        return True
    before = text[:first].rstrip(" \t")
    return bool(before) and before[-1] not in _OPENS_A_SENTENCE


def injective(values: Iterable[str], gated: Mapping[str, str]) -> dict[str, str]:
    """Return a replacement for each value, no two equal: unchanged values stay, the others are numbered if necessary.

    >>> injective(["a", "b", "x"], {"a": "x", "b": "x", "x": "x"})
    {'x': 'x', 'a': 'x (2)', 'b': 'x (3)'}
    """
    values = sorted(dict.fromkeys(values), key=lambda value: (gated[value] != value, value))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for value in values:
        chosen, again = gated[value], 2
        while chosen in taken:
            chosen, again = f"{gated[value]} ({again})", again + 1
        taken.add(chosen)
        found[value] = chosen
    return found


OPEN = NameGate()
