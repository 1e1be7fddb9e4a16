"""Word lists used in matching: abbreviations, legal forms, places, translations, and word kinds."""

import csv
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from ecosystem.text import fold

FOLDER = Path(__file__).parent
STOP = frozenset(
    [
        "the",
        "of",
        "for",
        "and",
        "at",
        "in",
        "a",
        "an",
        "on",
        "to",
        "by",
        "with",
        "de",
        "del",
        "en",
        "para",
        "por",
        "la",
        "las",
        "el",
        "los",
        "y",
        "e",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "des",
        "du",
        "der",
        "die",
        "und",
        "le",
        "les",
        "et",
    ]
)
ORDINALS = dict(
    zip(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        map(str, range(1, 21)),
        strict=True,
    )
) | dict(
    zip(
        ["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"],
        ["2", "3", "4", "6", "7", "8", "9", "11", "12"],
        strict=True,
    )
)


class Abbreviations(NamedTuple):
    """A list of abbreviations: one entry per word or phrase, with its possible expansions."""

    meanings: dict[str, list[tuple[str, ...]]]  # folded words -> possible expansions, most likely first
    capitals: frozenset[str]  # those with this expansion only when written in capitals


def _rows(file: str) -> list[list[str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))[1:]


@cache
def abbreviations() -> Abbreviations:
    """Return short words and phrases with their possible expansions; short names of places are included."""
    meanings: dict[str, list[tuple[str, ...]]] = {}
    capitals = set()
    for file in ("abbreviations.csv", "phrases.csv"):
        for short, long, _ in _rows(file):
            meanings[fold(short)] = [tuple(fold(one).split()) for one in long.split("|")]
            capitals |= {fold(short)} if short.isupper() else set()
    for place, shorts, _ in _rows("places.csv"):
        for short in filter(None, shorts.strip().split("|")):
            if fold(short) not in meanings:  # "Mt." is read as mount before Montana
                meanings[fold(short)] = [tuple(fold(place).split())]
                capitals |= {fold(short)} if short.isupper() else set()
    return Abbreviations(meanings, frozenset(capitals))


@cache
def legal_forms() -> dict[tuple[str, ...], str]:
    """Return the words of legal forms with their type: company, nonprofit, or any."""
    return {tuple(fold(form).split()): kind for form, kind, _ in _rows("legal_forms.csv")}


@cache
def translations() -> dict[str, str]:
    """Return words, with and without accents, with their English translation in the singular."""
    rows = [(fold(word), singular(english)) for word, english, _ in _rows("translations.csv")]
    return {without_accents(word): english for word, english in rows} | dict(rows)


@cache
def kinds() -> dict[str, str]:
    """Return common words of organization names with their kind: office, level, giver, companion, head, form ..."""
    return {singular(word): kind for word, kind, _ in _rows("kinds.csv")}


@cache
def interchangeable() -> dict[str, str]:
    """Return words that are often confused, each with its counterpart."""
    return {singular(word): other for word, other, _ in _rows("interchangeable.csv")}


@cache
def places() -> dict[tuple[str, ...], str]:
    """Return the words of each place, articles included, with the single word that represents it."""
    found = {}
    for place, _, _ in _rows("places.csv"):
        words = tuple(fold(place).split())
        found[words] = "_".join(word for word in words if word not in STOP)
    return found


@cache
def place_words() -> frozenset[str]:
    """Return the words that represent places."""
    return frozenset(places().values())


@cache
def street_words() -> dict[str, str]:
    """Return words that many streets share, with their kind: "end" where the name of a street ends with it."""
    return {word: kind for word, kind, _ in _rows("street_words.csv")}


@cache
def known_words() -> frozenset[str]:
    """Return correctly spelled words that are no places; a misspelling is a word that is not among them."""
    longs = {word for meanings in abbreviations().meanings.values() for long in meanings for word in long}
    everyday = {row[0] for row in _rows("everyday_words.csv")}
    words = longs | everyday | set(kinds()) | set(interchangeable()) | set(translations().values())
    return frozenset({singular(word) for word in words} - place_words())


def singular(word: str) -> str:
    """Return ``word`` without a plural s.

    >>> singular("neighbors"), singular("services"), singular("charities"), singular("arts"), singular("campus")
    ('neighbor', 'service', 'charity', 'art', 'campus')
    """
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ics", "ches")):
        return word[:-1]
    return word


@lru_cache(maxsize=200_000)
def without_accents(text: str) -> str:
    """Return ``text`` without accents (peña becomes pena); letters of other scripts stay unchanged."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    kept = "".join(
        letter
        for before, letter in zip(" " + parts, parts, strict=False)
        if not (unicodedata.category(letter) == "Mn" and before.isascii())
    )
    return unicodedata.normalize("NFC", kept).replace("ʻ", "").replace("ʼ", "")
