"""Addresses as evidence: the house number and the street of a postal address as people write it."""

import re
from functools import lru_cache
from typing import NamedTuple

from ecosystem.names.matching.word_lists import ORDINALS, street_words, without_accents
from ecosystem.text import fold

_INSIDE = re.compile(
    r"(?:\b(?:suite|ste|apt|apartment|unit|room|rm|floor|fl|bldg|building|p\.?\s?o\.? box|box|piso|depto)\b\.?|#)"
    r"\s*[\w-]*",
    re.IGNORECASE,
)  # what follows is no house number
_NUMBER = re.compile(r"(?<![\w.])(\d{1,5})(?:\s*[-–/]\s*\d+|\s?[a-z])?(?![\w.]*\w)", re.IGNORECASE)
_ZIP = re.compile(r"\b\d{5}(?:-\d{4})?\s*$")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")


class Address(NamedTuple):
    """The parts of an address that are compared; empty where it has none."""

    number: str
    numbers: frozenset[str]  # all numbers that may be the house number
    street: frozenset[str]  # words of the street's name


@lru_cache(maxsize=50_000)
def address_parts(text: str) -> Address:
    """Return the house number and the words of the street.

    >>> address_parts("945 W. 69th Street, Suite 200, Chicago 60621")
    Address(number='945', numbers=frozenset({'945'}), street=frozenset({'69'}))
    >>> address_parts("Hauptstraße 12, 10115 Berlin").number
    '12'
    """
    bare = _ZIP.sub(" ", _INSIDE.sub(" ", text))
    found = list(_NUMBER.finditer(bare))
    numbers = [each[1].lstrip("0") or "0" for each in found]
    if not found:
        return Address("", frozenset(), frozenset())
    behind = re.split(r"[,;\n]", bare[found[0].end() :])[0]
    before = re.split(r"[,;\n]", bare[: found[0].start()])[-1]
    words = fold(behind).split()[:5] or fold(before).split()[-3:]
    shared = street_words()
    end = next((at for at, word in enumerate(words) if at and shared.get(word) == "end"), len(words))
    street = frozenset(_street_word(word) for word in words[:end] if word not in shared)
    return Address(numbers[0], frozenset(numbers[:2]), street)


def _street_word(word: str) -> str:
    plain = without_accents(word)
    ordinal = _ORDINAL.fullmatch(plain)
    return ordinal[1] if ordinal else ORDINALS.get(plain, plain)


def one_address(a: Address, b: Address) -> bool:
    """Return whether the two have one house number and share a word of the street."""
    return bool(a.number) and a.number == b.number and not a.street.isdisjoint(b.street)


def two_numbers(a: Address, b: Address) -> bool:
    """Return whether both have a house number, and they differ."""
    return bool(a.number and b.number) and a.numbers.isdisjoint(b.numbers)
