"""Parsing of a name for comparison: its words, their expansions, and its possible abbreviations."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from ecosystem.names.matching import word_lists
from ecosystem.text import fold

LONGEST = 300  # maximum length of a name, in characters
MOST_WORDS = 40
LONGEST_INITIALS = 9  # letters
MOST_READINGS = 4  # "St." may be saint, street or state: maximum number of readings of one name
_CAMEL = re.compile(
    r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[a-z]{3})(?=[A-Z])|(?<=\bU)(?=[A-Z][a-z])"
)  # OpenOakland, MassDOT, UPenn, not DoIT
_CAPITALS = re.compile(r"\b(?:[A-Z]\.?|[A-Z][a-z](?=[A-Z])){2,}(?![a-z])")  # WPRDC, A.M.E., DoIT
_DOMAIN = re.compile(r"(?<=\w)\.com\b", re.IGNORECASE)  # Amazon.com is Amazon; Salesforce.org is not Salesforce
_DOTTED = re.compile(r"\b([^\W\d_]{2,})\.")
_BEFORE_OF = frozenset(["department", "dept", "office", "bureau", "division", "ministry", "agency"])
_TWO_LETTERS = {
    side + end: side[0] + side[5]
    for side in ("northeast", "northwest", "southeast", "southwest")
    for end in ("", "ern")
}
_FOUR = re.compile(r"([A-Za-z]+)( ?)4 ?(?=[A-Z])")  # Code 4 Boston, Tech4Good
_COUNTED = frozenset(["district", "ward", "precinct", "region", "zone", "area", "local", "post", "unit"])  # District 4
_HOTLINE = re.compile(r"\b\d-\d-\d\b")  # 2-1-1
_LONGEST_FORM = 6  # words: S. de R.L. de C.V.
_FORM_IN_FRONT = re.compile(r"\s*(?:(?:[A-Za-z]\.){2,}|(?:NV|BV|OOO|OAO|ZAO|PT|Pty|GmbH|Ltd|Oy)\b)", re.IGNORECASE)
_OTHER_NAME = re.compile(r"\s/\s|\b(?:d/?b/?a|a/?k/?a|formerly)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


class NameWord(NamedTuple):
    """One word of a name."""

    text: str  # the form compared: expanded, in English, singular, without accents
    raw: str  # as written, folded
    how: str  # how it was derived: abbreviation, translation, ordinal, or empty
    kind: str  # a kind from word_lists.kinds, or place, number, letter, word
    first: bool = False  # True if the name begins with it


class NameReading(NamedTuple):
    """One possible reading of a name."""

    words: tuple[NameWord, ...]  # without articles and legal form

    @property
    def key(self) -> str:
        """Return the words in alphabetical order."""
        return " ".join(sorted(word.text for word in self.words))


class Name(NamedTuple):
    """A parsed name."""

    written: str
    folded: str
    compact: str  # folded, without spaces and legal form
    raws: tuple[str, ...]  # its words as written, folded, articles included, legal form left out
    capitals: frozenset[str]  # the words written in capitals
    dotted: frozenset[str]  # the words that end in a period
    legal: str  # the legal form, folded, or empty
    legal_kind: str
    given_short: str  # the short name it states in brackets
    brackets: frozenset[str]  # text in brackets or beside a slash, folded, without places
    readings: tuple[NameReading, ...]
    initials: frozenset[str]  # its possible initials
    short: bool  # whether it may contain the initials of another name
    texts: frozenset[str]  # its words in all readings


@lru_cache(maxsize=200_000)
def read(name: str, home: tuple[str, ...] = ()) -> Name | None:
    """Return the parsed ``name``; None if it has no letter and no digit. ``home``: the words of its city's name.

    >>> [word.text for word in read("The Dept. of Parks & Rec, Inc.").readings[0].words]
    ['department', 'park', 'recreation']
    >>> sorted(read("Department of Innovation and Technology").initials)
    ['dit', 'doiat', 'doit', 'iatd']
    """
    written = _HOTLINE.sub(_joined_digits, html.unescape(name[:LONGEST]))
    folded = fold(written)
    written = _DOMAIN.sub("", written)
    if not any(letter.isalnum() for letter in folded):
        return None
    inside = [fold(part) for part in _BRACKETS.findall(written)]
    spaced = _CAMEL.sub(" ", _FOUR.sub(_for, written))
    shouted = not any(letter.islower() for letter in spaced) and any(len(word) > 5 for word in spaced.split())
    capitals = frozenset() if shouted else frozenset(fold(each) for each in _CAPITALS.findall(spaced))
    outside = fold(_BRACKETS.sub(" ", written)).split()
    given = next((part for part in inside if part and " " not in part and _shortens(part, outside)), "")
    if given:
        spaced = _BRACKETS.sub(" ", spaced)
    for part in inside:  # "Code for RGV (Rio Grande Valley)"
        short = next((word for word in outside if len(word) > 1 and word in _initials(part.split())), "")
        if short:
            spaced = re.sub(rf"\b{re.escape(short)}\b", part, _BRACKETS.sub(" ", spaced), flags=re.IGNORECASE)
    raws, legal, legal_kind = _without_legal_form(fold(spaced).split()[:MOST_WORDS])
    if not legal and _FORM_IN_FRONT.match(written):
        raws, legal, legal_kind = _without_form_in_front(raws)
    dotted = frozenset(fold(each) for each in _DOTTED.findall(spaced))
    spellings = [[word for part in parts for word in part] for parts in _options(raws, capitals, home)]
    readings = tuple(NameReading(_merged(words)) for words in spellings)
    compact = "".join(_without_legal_form(folded.split())[0])
    whole = [raws, *([_long(word) for word in words] for words in spellings)]
    whole += [[*raws, *legal.split()]] if legal else []
    ways = {tuple(way) for words in whole for way in (words, *_without_place(words, home))}
    initials = frozenset().union({given} - {""}, *(_initials(way, capitals) for way in ways))
    names = _OTHER_NAME.split(written)
    inside += map(fold, names) if len(names) > 1 else []
    inside = [part.removeprefix("the ") for part in inside]
    brackets = frozenset(part for part in inside if len(part) > 2 and tuple(part.split()) not in word_lists.places())
    return Name(
        written=written,
        folded=folded,
        compact=compact,
        raws=tuple(raws),
        capitals=capitals,
        dotted=dotted,
        legal=legal,
        legal_kind=legal_kind,
        given_short=given,
        brackets=brackets,
        readings=readings,
        initials=initials,
        short=bool(given or capitals & set(raws)) or (len(raws) <= 2 and len(compact) <= LONGEST_INITIALS),
        texts=frozenset(word.text for one in readings for word in one.words),
    )


def _joined_digits(found: re.Match[str]) -> str:
    return found[0].replace("-", "")


def _for(found: re.Match[str]) -> str:
    counted = found[2] and found[1].lower() in _COUNTED
    return found[0] if counted else f"{found[1]} for "


def _shortens(short: str, words: list[str]) -> bool:
    """Return whether ``short``, in brackets after the words, abbreviates them; NAIST is more than initials."""
    letters = iter("".join(words))
    first = bool(words) and words[0] not in word_lists.STOP and short[0] == words[0][0]
    return short in _initials(words) or (first and 3 <= len(short) <= 8 and all(each in letters for each in short))


def _without_legal_form(words: list[str]) -> tuple[list[str], str, str]:
    """Return the words without the legal forms at their end, the last of those forms, and its type."""
    found, kind = "", ""
    forms = word_lists.legal_forms()
    while True:
        for length in range(_LONGEST_FORM, 0, -1):
            form = tuple(words[-length:])
            if length < len(words) and form in forms:
                words, found, kind = words[:-length], " ".join(form), forms[form]
                break
        else:
            return words, found, kind


def _without_form_in_front(words: list[str]) -> tuple[list[str], str, str]:
    """Return the words without a legal form at their start, that form, and its type: N.V. Philips, OOO Vector."""
    forms = word_lists.legal_forms()
    for length in (3, 2, 1):
        form = tuple(words[:length])
        if length < len(words) and form in forms:
            return words[length:], " ".join(form), forms[form]
    return words, "", ""


def _options(raws: list[str], capitals: frozenset[str], home: tuple[str, ...]) -> Iterable[tuple[list[NameWord], ...]]:
    """Return the possible expansions of these words, most likely first."""
    options: list[list[list[NameWord]]] = []
    at = 0
    short = word_lists.abbreviations()
    while at < len(raws):
        for length in (3, 2, 1):
            phrase = " ".join(raws[at : at + length])
            meant = short.meanings.get(phrase) if at + length <= len(raws) else None
            if meant and (phrase not in short.capitals or phrase in capitals):
                options.append([[_word(text, phrase, "abbreviation") for text in long] for long in meant])
                at += length
                break
        else:
            options.append([_one_word(raws[at], capitals, home)])
            at += 1
    return islice(product(*options), MOST_READINGS)


def _one_word(raw: str, capitals: frozenset[str], home: tuple[str, ...]) -> list[NameWord]:
    """Return a word that is in no list, as the city's initials or unchanged."""
    if raw in capitals and len(home) > 1 and raw == "".join(word[0] for word in home):
        return [_word(text, raw, "abbreviation") for text in home]
    return [_word(raw, raw, "")]


@lru_cache(maxsize=200_000)
def _word(text: str, raw: str, how: str) -> NameWord:
    if text in word_lists.translations():
        text, how = word_lists.translations()[text], how or "translation"
    elif text in word_lists.ORDINALS:
        text, how = word_lists.ORDINALS[text], how or "ordinal"
    elif re.fullmatch(r"\d+(st|nd|rd|th)", text):
        text, how = text[:-2], how or "ordinal"
    plain = word_lists.without_accents(text)
    plain = plain if text in word_lists.STOP else word_lists.singular(plain)
    kind = word_lists.kinds().get(plain, "word")
    if plain.isdigit() or any(letter.isdigit() for letter in plain):
        kind = "number"
    elif len(plain) == 1:
        kind = "letter"
    return NameWord(plain.lstrip("0") or plain, raw, how, kind)


def _merged(words: list[NameWord]) -> tuple[NameWord, ...]:
    """Return the words without articles, with the words of one place merged into one."""
    merged: list[NameWord] = []
    at = 0
    known = word_lists.places()
    while at < len(words):
        for length in (3, 2, 1):
            place = known.get(tuple(word_lists.without_accents(_long(word)) for word in words[at : at + length]))
            if place and at + length <= len(words):
                raw = " ".join(dict.fromkeys(word.raw for word in words[at : at + length]))
                how = next((word.how for word in words[at : at + length] if word.how), "")
                merged.append(NameWord(place, raw, how, "place"))
                at += length
                break
        else:
            last = at == len(words) - 1 and len(words[at].text) == 1  # the A of Team A is not an article
            if words[at].text not in word_lists.STOP or last:
                merged.append(words[at])
            at += 1
    merged = merged or words  # a name that consists only of articles keeps them
    return (merged[0]._replace(first=True), *merged[1:])


def _long(word: NameWord) -> str:
    """Return the expanded word as written, in the plural if it was: Angeles and Vegas keep their s."""
    if word.how != "abbreviation":
        return word.raw
    for long in word_lists.abbreviations().meanings.get(word.raw, []):
        for text in long:
            if word_lists.singular(text) == word.text:
                return text
    return word.text


def _without_place(words: Sequence[str], home: tuple[str, ...]) -> Iterator[Sequence[str]]:
    """Return the words without a place at the start or at the end: Chicago's department is DoIT."""
    known = {*word_lists.places(), home}
    front = 2 if words[0] in ("city", "town", "county") and list(words[1:2]) == ["of"] else 0
    for length in (3, 2, 1):
        if tuple(words[front : front + length]) in known and len(words) > front + length + 1:
            yield words[front + length :]
            break
    for length in (3, 2, 1):
        kept = words[:-length]
        if tuple(words[-length:]) in known and len(kept) > 2:
            while len(kept) > 2 and kept[-1] in (*word_lists.STOP, "greater"):
                kept = kept[:-1]
            yield kept
            break


def _initials(words: Sequence[str], capitals: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the initials of the words: with articles, without, without "and" only, and without a leading "City of".

    Words in capitals count as initials: Greater Cleveland RTA is GCRTA. Northeast may give two letters.
    """
    if not 2 <= len(words) <= 12:
        return frozenset()
    bare = [word for word in words if word not in word_lists.STOP]
    in_english = [word for word in words if word not in ("of", "the", "for", "and", "at", "in")]  # El Paso keeps its El
    ways = [list(words), bare, in_english, [word for word in words if word not in ("and", "y", "the")]]
    if "of" in words[1:-1]:  # Housing Authority of [the City of] Harbor is HHA too
        at = len(words) - 1 - words[::-1].index("of")
        what = [word for word in words[: words.index("of")] if word not in word_lists.STOP]
        ways += [[*words[at + 1 :], *what]] if len(words) - at + len(what) > 3 else []
    if "county" in words[1:3]:  # the department of a county: Allegheny County Department of Human Services is DHS
        ways.append([word for word in words[words.index("county") + 1 :] if word not in word_lists.STOP])
    if len(bare) > 3 and bare[0] in ("city", "town", "county"):
        ways += [bare[1:], bare[2:]]
    if words[0] == "university" and list(words[1:2]) == ["of"] and len(words) > 2:
        ways.append([words[2], words[0]])  # University of Colorado is CU
    for at, word in enumerate(words[:-3]):  # words after "U.S. Department of": HUD
        if word in _BEFORE_OF and words[at + 1] == "of":
            following = [each for each in words[at + 2 :] if each not in word_lists.STOP]
            ways += [following] if len(following) > 2 else []
    long = [way for way in ways if len(way) > 1]
    found = {"".join(word[0] for word in way) for way in long}
    if capitals.intersection(words):
        found |= {"".join(word if word in capitals else word[0] for word in way) for way in long}
    if _TWO_LETTERS.keys() & set(words):
        found |= {"".join(_TWO_LETTERS.get(word, word[0]) for word in way) for way in long}
    found |= {f"{letters[0]}{len(letters)}" for letters in found if len(set(letters)) == 1}  # Data Driven Detroit is D3
    return frozenset(found)
