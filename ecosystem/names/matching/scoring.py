"""Scoring of a pair of names: a verdict with its score and reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp
from typing import NamedTuple

from ecosystem.names.matching import word_lists
from ecosystem.names.matching.alignment import Alignment, align, same_letters
from ecosystem.names.matching.disagreements import differences, legal_form_reasons, perhaps_one
from ecosystem.names.matching.parsing import LONGEST_INITIALS, Name, NameWord
from ecosystem.names.matching.weights import AGREE, CONTRARY, DIFFERENT, SURE, UNSHARED, Reason
from ecosystem.translation import gettext

MATCH = 0.9  # minimum score of a match
POSSIBLE = 0.2
UNSURE = 0.25  # score of names that differ in words that may be one
DOUBTED = 0.7
ALIKE = 0.55  # minimum share of what two names say that they have in common, to be listed as different
SHARES = {"word": 1.0, "place": 0.8, "side": 0.7, "number": 0.7, "letter": 0.3, "companion": 0.7}
SHARED_BY_MANY = 0.45  # weight of a common word such as department, relative to a distinctive one


class Judgement(NamedTuple):
    """The proposal for two names."""

    verdict: str  # match, possible, part of, different; empty: no proposal
    score: float
    reasons: tuple[str, ...]
    contrary: bool = False  # something other than the names speaks against it


@dataclass
class Surroundings:
    """Context from the list that contains the names."""

    rarity: Mapping[str, float] = field(default_factory=dict)  # word -> 0 (in every name) to 1 (in one)
    home: frozenset[str] = frozenset()  # the words of the site's name
    initials: Mapping[str, int] = field(default_factory=dict)  # initials -> number of names they may abbreviate

    def weight(self, word: NameWord) -> float:
        """Return how distinctive a word is."""
        return SHARES.get(word.kind, SHARED_BY_MANY) * (0.5 + 0.5 * self.rarity.get(word.text, 1.0))


NOTHING = Judgement("", 0.0, ())


def judge(a: Name, b: Name, around: Surroundings, evidence: list[Reason]) -> Judgement:
    """Return the best judgment of the names ``a`` and ``b`` with the other evidence about the two."""
    if a.folded == b.folded:
        return _scored(AGREE, [Reason("same", gettext("The same name")), *evidence])
    if same_letters(a, b):
        forms = legal_form_reasons(a.legal, b.legal)
        return _scored(AGREE, [*(forms or [_spaces_or_accents(a, b)]), *evidence])
    ways = [_by_words(a, b, around, evidence)]
    short = _initials(a, b, around) if a.short or b.short else []
    if short:
        ways.append(_scored(0.0, [*short, *evidence]))
    if _begins(a.raws, b.raws) or _begins(b.raws, a.raws):
        ways.append(_scored(0.0, [Reason("front", gettext("One name begins with the other")), *evidence]))
    inside = (a.brackets & {b.folded.removeprefix("the ")}) | (b.brackets & {a.folded.removeprefix("the ")})
    if inside:
        ways.append(
            _scored(
                0.0,
                [
                    Reason(
                        "in brackets",
                        gettext("“{name}” stands in brackets beside the other name").format(name=min(inside)),
                    ),
                    *evidence,
                ],
            )
        )
    best = max(ways, key=_rank)
    if not best.verdict and sum(reason.weight for reason in evidence) > 0:
        return _scored(-3.0, evidence)
    return best


def _rank(judgement: Judgement) -> tuple[bool, float]:
    return judgement.verdict not in ("", DIFFERENT), judgement.score


def _begins(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Return whether ``long`` extends ``short`` by a purpose: Heartland Alliance for Human Rights."""
    return len(short) > 1 and long[: len(short) + 1] == (*short, "for")


def judged_through(score: float, words: str) -> Judgement:
    """Return the judgment of two names that each match a third one."""
    return Judgement(_verdict(score), score, (words,))


def doubted(judgement: Judgement) -> Judgement:
    """Return the judgment of a name that matches two others of which at most one can be right."""
    score = min(judgement.score, DOUBTED)
    return Judgement(_verdict(score), score, (*judgement.reasons, gettext("It looks like another one as well")))


def _verdict(score: float) -> str:
    return "match" if score >= MATCH else "possible" if score >= POSSIBLE else ""


def _spaces_or_accents(a: Name, b: Name) -> Reason:
    if a.compact == b.compact:
        return Reason(
            "together",
            gettext("“{one}” and “{other}” differ in spaces only").format(
                one=a.written.strip(), other=b.written.strip()
            ),
        )
    return Reason(
        "accents",
        gettext("“{one}” and “{other}” differ in accents only").format(one=a.written.strip(), other=b.written.strip()),
    )


def _scored(start: float, reasons: list[Reason]) -> Judgement:
    logit = start + sum(reason.weight for reason in reasons)
    score = 1 / (1 + exp(-max(-30.0, min(30.0, logit))))
    told = tuple(dict.fromkeys(reason.words for reason in reasons))
    if any(reason.feature in CONTRARY for reason in reasons):
        score = min(score, SURE)
        return Judgement(_verdict(score) or (DIFFERENT if start > 0 else ""), score, told, contrary=True)
    return Judgement(_verdict(score), score, told)


def _by_words(a: Name, b: Name, around: Surroundings, evidence: list[Reason]) -> Judgement:
    best = NOTHING
    if a.texts.isdisjoint(b.texts) and len(a.texts) + len(b.texts) > 3:
        return best  # a word or two may be misspelled, but not every one of many
    for one in a.readings:
        for other in b.readings:
            found = align(a, b, one, other)
            if found.shared:
                judged = _aligned(a, b, found, around, evidence)
                if (judged.verdict not in ("", DIFFERENT), judged.score) > (
                    best.verdict not in ("", DIFFERENT),
                    best.score,
                ):
                    best = judged
    return best


def _aligned(a: Name, b: Name, found: Alignment, around: Surroundings, evidence: list[Reason]) -> Judgement:
    shared = 2 * sum(map(around.weight, found.shared))
    whole = shared + sum(around.weight(word) for word in found.left_a + found.left_b)
    share = shared / whole
    told = [*found.reasons, *differences(a, b, found, around.home)]
    against = [reason for reason in told if reason.against]
    if against:
        return _spoken_against(share, against, found, evidence)
    own = [word for word in found.shared if word.kind in ("word", "place", "number", "side")]
    if any(reason.part for reason in told):
        words = tuple(reason.words for reason in [*told, *evidence])
        return Judgement("part of", 0.5 * share + 0.2, words) if own else NOTHING
    one_sided = {word.kind for word in found.left_a + found.left_b} if not (found.left_a and found.left_b) else set()
    if one_sided & {"word", "head"} and all(word.kind == "place" for word in found.shared):
        return NOTHING  # Boston, and an organization in Boston
    if len(own) == len(found.shared) == 1 and {reason.feature for reason in told} == {"home"}:
        told.append(
            Reason("one word beside home", gettext("A name of one word and the same with a city: perhaps a chapter"))
        )
    if not own and (found.left_a or found.left_b):
        told.append(Reason("nothing its own", gettext("Only words that many names share")))
    if _is_short_alone(a) or _is_short_alone(b):
        told.append(Reason("short alone", gettext("One is a short name alone")))
    if not found.ordered:
        told.append(_order(found))
    if not told:
        brackets = a.given_short != b.given_short
        told.append(
            Reason(
                "legal form",
                gettext("Only one gives a short name in brackets")
                if brackets
                else gettext("They differ in small words only"),
            )
        )
    return _scored(AGREE + UNSHARED * (1 - share), [*told, *evidence])


def _spoken_against(share: float, against: list[Reason], found: Alignment, evidence: list[Reason]) -> Judgement:
    """Return the judgment of two names that differ where it matters: different only if that is sure."""
    if share < ALIKE:
        return NOTHING
    told = tuple(reason.words for reason in [*evidence, *against])
    if any(reason.feature in ("website", "earlier name", "address") for reason in evidence):
        return Judgement("possible", 0.5, told)
    if all(reason.unsure for reason in against) and perhaps_one(found.left_a, found.left_b):
        return Judgement("possible", UNSURE, told)
    return Judgement(DIFFERENT, share * POSSIBLE, tuple(reason.words for reason in against))


def _is_short_alone(name: Name) -> bool:
    return len(name.raws) == 1 and all(word.how == "abbreviation" for word in name.readings[0].words)


def _order(found: Alignment) -> Reason:
    heads = {word.text for word in found.shared} & {"university", "college"}
    return Reason("order of university" if heads else "order", gettext("The words stand in another order"))


def _initials(a: Name, b: Name, around: Surroundings) -> list[Reason]:
    """Return the reasons if one name is the initials of the other; empty if it is not."""
    for short, long in ((a, b), (b, a)):
        letters = short.compact if len(short.raws) <= 2 and len(short.compact) <= LONGEST_INITIALS else ""
        letters = short.given_short or letters
        if (letters and letters == long.given_short) or _given(short, long):
            reasons = [
                Reason(
                    "given short",
                    gettext("“{initials}” stand in the name as its initials").format(initials=letters.upper()),
                )
            ]
        elif letters in long.initials and len(long.raws) > len(short.raws):
            reasons = [
                Reason(
                    f"initials {min(len(letters), 5)}",
                    gettext("“{initials}” are the initials of the other").format(initials=short.written.strip()),
                )
            ]
            if not short.capitals and not short.written.strip().isupper():
                reasons.append(Reason("initials in small letters", gettext("The initials are in small letters")))
        elif _is_pieces(short, letters, long):
            reasons = [
                Reason(
                    "pieces",
                    gettext("“{short}” is made of the beginnings of the words").format(short=short.written.strip()),
                )
            ]
        elif beside := _initials_beside(short, long, around.home):
            letters, others = beside
            reasons = [
                Reason(
                    f"initials {min(len(letters), 5)}",
                    gettext("“{initials}” are the initials of the other").format(initials=letters.upper()),
                )
            ]
            reasons += [
                Reason("beside initials", gettext("Only one of the names says “{word}”").format(word=word))
                for word in others
            ]
        else:
            continue
        if around.initials.get(letters, 1) > 1:
            reasons.append(
                Reason(
                    "initials of several",
                    gettext("“{initials}” may stand for several names").format(initials=letters.upper()),
                )
            )
        return reasons
    return []


def _initials_beside(short: Name, long: Name, home: frozenset[str]) -> tuple[str, list[str]] | None:
    """Return the initials of ``long`` among the words of ``short``, and the other words of ``short``: DPS Denver.

    Four letters may appear beside a word that ``long`` lacks: CIAC at UMSL.
    """
    for letters in short.raws if len(short.raws) > 1 else ():
        if letters not in short.capitals or letters not in long.initials:
            continue
        told = {letters, *long.raws, *long.texts, *home, *word_lists.STOP}
        others = [word for word in short.raws if word not in told]
        if len(others) <= (1 if len(letters) >= 4 else 0):
            return letters, others
    return None


def _is_pieces(short: Name, letters: str, long: Name) -> bool:
    written = short.written.strip()
    one_word = " " not in written and sum(letter.isupper() for letter in written) > 1
    return one_word and len(letters) >= 4 and _in_pieces(letters, long.raws)


def _given(one: Name, other: Name) -> bool:
    """Return whether both state the same short name, one of them in brackets."""
    return bool(one.given_short) and one.given_short in (other.given_short, other.compact)


def _in_pieces(letters: str, words: tuple[str, ...]) -> bool:
    """Return whether ``letters`` consist of beginnings of the words, in order.

    At least three words; articles and one other word may be skipped.

    >>> _in_pieces("massdot", ("massachusetts", "department", "of", "transportation"))
    True
    >>> _in_pieces("capcog", ("capital", "area", "council", "of", "governments"))
    True
    """
    reached = {(0, 0, 0)}  # letters used, words begun, words skipped
    for word in words:
        article = word in ("of", "and", "the", "for")
        following = {
            (used, begun, skipped + (not article))
            for used, begun, skipped in reached
            if article or (used and not skipped)
        }
        for used, begun, skipped in reached:
            for length in range(1, len(word) + 1):
                if letters[used : used + length] != word[:length]:
                    break
                following.add((used + length, begun + 1, skipped))
        reached = following
    return any(used == len(letters) and begun >= 3 for used, begun, _ in reached)
