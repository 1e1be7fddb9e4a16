"""Alignment of two names: which words correspond, how, and which are unmatched on either side."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from ecosystem.names.matching import word_lists
from ecosystem.names.matching.parsing import Name, NameReading, NameWord
from ecosystem.names.matching.weights import Reason
from ecosystem.translation import gettext, ngettext

_GENDER = re.compile(r"[oa]s?$")  # amigos and amigas are different words, as are niños and niñas
_ENDINGS = ("al", "ing", "ion", "ary", "er", "ern")


class Alignment(NamedTuple):
    """The words of two names, aligned."""

    shared: list[NameWord]  # of the first name
    reasons: list[Reason]
    left_a: list[NameWord]
    left_b: list[NameWord]
    ordered: bool  # whether the shared words are in the same order


def align(a: Name, b: Name, one: NameReading, other: NameReading) -> Alignment:
    """Return the alignment of the words of ``a`` and ``b``, in the readings ``one`` and ``other``."""
    shared: list[NameWord] = []
    reasons: list[Reason] = []
    places: list[int] = []
    rest_b = list(enumerate(other.words))
    left_a = []
    for word in one.words:
        found = next((pair for pair in rest_b if pair[1].text == word.text), None)
        if found is None:
            left_a.append(word)
            continue
        rest_b.remove(found)
        shared.append(word)
        places.append(found[0])
        reasons += _same_word(word, found[1])
    left_b = [word for _, word in rest_b]
    ordered = places == sorted(places)
    reasons = _joined(reasons)
    for step in (_together, _initials_inside, _truncated, _word_form, _typo):
        if not left_a or not left_b or (step is _initials_inside and not shared):
            continue
        for words_a, words_b, reason in step(a, b, left_a, left_b):
            if all(word in left_a for word in words_a) and all(word in left_b for word in words_b):
                left_a = _without(left_a, words_a)
                left_b = _without(left_b, words_b)
                shared += words_a if len(words_a) >= len(words_b) else words_b
                reasons.append(reason)
    return Alignment(shared, list(dict.fromkeys(reasons)), left_a, left_b, ordered)


Found = Iterator[tuple[list[NameWord], list[NameWord], Reason]]
Step = Callable[[Name, Name, list[NameWord], list[NameWord]], Found]


def _without(words: list[NameWord], gone: list[NameWord]) -> list[NameWord]:
    kept = list(words)
    for word in gone:
        kept.remove(word)
    return kept


def _same_word(one: NameWord, other: NameWord) -> Iterator[Reason]:
    if one.raw == other.raw:
        return
    for word, twin in ((one, other), (other, one)):
        if word.how == "abbreviation":
            yield Reason(
                "abbreviation",
                gettext("“{one}” is short for “{other}”"),
                one=word.raw,
                other=twin.raw.replace("_", " "),
            )
            return
        if word.how == "translation":
            yield Reason(
                "translation",
                gettext("“{one}” and “{other}” are one word in two languages"),
                one=word.raw,
                other=twin.raw,
            )
            return
        if word.how == "ordinal":
            yield Reason("ordinal", gettext("“{one}” and “{other}” are the same number"), one=word.raw, other=twin.raw)
            return
    if word_lists.without_accents(one.raw) == word_lists.without_accents(other.raw):
        yield Reason("accents", gettext("“{one}” and “{other}” differ in accents only"), one=one.raw, other=other.raw)


def _joined(reasons: list[Reason]) -> list[Reason]:
    """Return the reasons, with those of one abbreviation combined: “mit” is short for “massachusetts institute ...”."""
    found: dict[tuple[str, str], Reason] = {}
    for reason in reasons:
        key = reason.feature, reason.one or reason.words
        before = found.get(key)
        found[key] = before._replace(other=f"{before.other} {reason.other}") if before and reason.one else reason
    return list(found.values())


def _together(_a: Name, _b: Name, left_a: list[NameWord], left_b: list[NameWord]) -> Found:
    """Match words written apart with words written together: East Side, Eastside."""
    for whole, parts, turned in ((left_a, left_b, False), (left_b, left_a, True)):
        for word in whole if all(each.kind != "number" for each in whole) else ():
            for first, second in pairwise(parts):
                if first.raw[0] != word.raw[0]:
                    continue
                if word_lists.singular(word_lists.without_accents(first.raw + second.raw)) in (word.text, word.raw):
                    reason = Reason(
                        "together",
                        gettext("“{one}” is also written “{other}”"),
                        one=f"{first.raw} {second.raw}",
                        other=word.raw,
                    )
                    pair = ([word], [first, second])
                    yield (pair[1], pair[0], reason) if turned else (pair[0], pair[1], reason)


def _initials_inside(a: Name, b: Name, left_a: list[NameWord], left_b: list[NameWord]) -> Found:
    """Match initials among other words: NYC DOT, MIT Media Lab."""
    if not a.capitals and not b.capitals:
        return
    for short, rest, long, turned in ((a, left_a, left_b, False), (b, left_b, left_a, True)):
        for word in rest:
            if not (word.raw in short.capitals and 2 <= len(word.raw) <= 7):
                continue
            run = _run(word.raw, b if short is a else a, long)
            if run:
                words = " ".join(each.raw for each in run)
                reason = Reason(
                    "partial initials",
                    gettext("“{one}” are the initials of “{other}”"),
                    one=word.raw.upper(),
                    other=words,
                )
                yield (run, [word], reason) if turned else ([word], run, reason)


def _run(initials: str, name: Name, left: list[NameWord]) -> list[NameWord]:
    """Return the adjacent unmatched words of ``name`` that ``initials`` abbreviate; none if there are none."""
    for first in range(len(left)):
        for last in range(first + 2, min(len(left), first + len(initials)) + 1):
            run = left[first:last]
            words = [part for word in run for part in word.raw.split()]
            if "".join(word[0] for word in words) == initials:
                return run
            start, end = _place(name.raws, words[0]), _place(name.raws, words[-1])
            if 0 <= start < end:
                between = name.raws[start : end + 1]
                with_of = [word for word in between if word not in ("and", "the", "y")]
                if initials in ("".join(word[0] for word in between), "".join(word[0] for word in with_of)):
                    return run
    return []


def _place(words: tuple[str, ...], word: str) -> int:
    return words.index(word) if word in words else -1


def _truncated(a: Name, b: Name, left_a: list[NameWord], left_b: list[NameWord]) -> Found:
    """Match a word shortened by a period that is in no list: Perf. = Performance."""
    if len(left_a) == len(left_b) == 1:
        for word, rest, short_name in ((left_a[0], left_b[0], a), (left_b[0], left_a[0], b)):
            cut = word.raw == short_name.raws[-1] and 3 <= len(word.raw) < len(rest.raw)
            if cut and rest.raw.startswith(word.raw) and word.raw not in short_name.dotted:
                web = rest.raw[len(word.raw) :] in ("org", "net", "com", "us", "io")
                cut_short = gettext("“{one}” is cut short from “{other}”")
                text = gettext("One of the names is written as a web address") if web else cut_short
                yield [left_a[0]], [left_b[0]], Reason("cut off", text, one=word.raw, other=rest.raw)
                return
    for one in left_a if a.dotted or b.dotted else ():
        for other in left_b:
            short, long, name = (one, other, a) if len(one.raw) < len(other.raw) else (other, one, b)
            if len(short.raw) >= 3 and short.raw in name.dotted and long.raw.startswith(short.raw):
                yield (
                    [one],
                    [other],
                    Reason("truncated", gettext("“{one}.” is cut short from “{other}”"), one=short.raw, other=long.raw),
                )


def _word_form(_a: Name, _b: Name, left_a: list[NameWord], left_b: list[NameWord]) -> Found:
    for one in left_a:
        for other in left_b:
            short, long = (one.text, other.text) if len(one.text) < len(other.text) else (other.text, one.text)
            if len(short) >= 5 and long.startswith(short) and long[len(short) :] in _ENDINGS:
                yield (
                    [one],
                    [other],
                    Reason(
                        "word form",
                        gettext("“{one}” and “{other}” are forms of one word").format(one=one.raw, other=other.raw),
                    ),
                )


def _nearest(one: NameWord, other: NameWord) -> tuple[str, str]:
    """Return the two words as compared or as written, whichever are closer: "Angles" is no plural of "Angeles"."""
    written = one.raw.rpartition(" ")[2], other.raw.rpartition(" ")[2]
    as_read = one.text, other.text
    if written == as_read:
        return as_read
    return min((as_read, written), key=lambda pair: OSA.distance(*pair))


def _typo(_a: Name, _b: Name, left_a: list[NameWord], left_b: list[NameWord]) -> Found:
    known, places = word_lists.known_words(), word_lists.place_words()
    for one in left_a:
        for other in left_b:
            if one.raw[0] != other.raw[0] and " " not in one.raw + other.raw:
                continue
            if _GENDER.sub("", one.raw) == _GENDER.sub("", other.raw):
                continue
            text, twin = _nearest(one, other)
            shorter = min(len(text), len(twin))
            if shorter < 5 or {one.kind, other.kind} & {"number", "letter"} or text[0] != twin[0]:
                continue
            most = 2 if shorter >= 8 else 1
            distance = OSA.distance(text, twin, score_cutoff=most)
            fixed = [word for word in (one, other) if word.text in known or word.text in places]
            if distance > most or len(fixed) == 2:
                continue
            words = ngettext(
                "“{one}” and “{other}” differ in {count:,} letter: perhaps a typo",
                "“{one}” and “{other}” differ in {count:,} letters: perhaps a typo",
                distance,
            ).format(one=one.raw, other=other.raw, count=distance)
            plain = len(fixed) == 1 and fixed[0].text in known and shorter >= 5
            feature = "typo" if plain and distance == 1 else "typo of a name"
            if plain and distance == 2:
                feature = "typo of two letters"
            yield [one], [other], Reason(feature, words)


def same_letters(a: Name, b: Name) -> bool:
    """Return whether the names differ only in spaces and accents."""
    numbers = ([word for word in name.raws if word.isdigit()] for name in (a, b))  # ward 1-3 is not ward 13
    return word_lists.without_accents(a.compact) == word_lists.without_accents(b.compact) and next(numbers) == next(
        numbers
    )
