"""Interpretation of unmatched words: a negligible difference, a part of an organization, or another organization."""

from rapidfuzz.distance import OSA

from ecosystem.names.matching import word_lists
from ecosystem.names.matching.alignment import Alignment
from ecosystem.names.matching.parsing import Name, NameWord
from ecosystem.names.matching.weights import Reason
from ecosystem.translation import gettext

_SHORTEST, _LONG = 3, 5  # letters of a shortened word; of words that are compared letter by letter, more than
_SHORTENED = 0.7  # maximum length of a shortened word, as a share of the long one
_SIMILAR = 0.65  # minimum similarity of two words that may be one
UNITS = frozenset(
    [
        "school",
        "college",
        "department",
        "office",
        "division",
        "laboratory",
        "center",
        "institute",
        "library",
        "branch",
        "chapter",
        "program",
        "clinic",
        "hospital",
        "bureau",
        "campus",
        "press",
        "extension",
        "museum",
        "faculty",
        "committee",
        "commission",
        "project",
        "court",
        "initiative",
    ]
)
OWNERS = frozenset(
    [
        "school",
        "library",
        "hospital",
        "university",
        "college",
        "museum",
        "police",
        "fire",
        "department",
        "district",
        "church",
        "theater",
        "zoo",
        "symphony",
        "park",
        "association",
        "council",
        "opera",
        "ballet",
    ]
)  # organizations that may have their own friends, alumni, union or foundation
CITY = ("city", "town", "village")
_FORMS_IN_FULL = {
    "incorporated": "inc",
    "corporation": "inc",
    "corp": "inc",
    "co": "company",
    "limited": "ltd",
    "limitada": "ltda",
}
_SYSTEMS = (  # as words of a reading
    {"state", "university", "new_york"},
    {"city", "university", "new_york"},
    {"university", "system"},
    {"system"},
)
_PERHAPS_NO_DIFFERENCE = frozenset(["university", "system", "corporation", "company"])
_FAMILIES = (  # heads that are confused with each other, or changed
    {"university", "college", "institute", "school", "academy", "polytechnic"},
    {"association", "society", "federation", "league", "network", "coalition", "partnership", "consortium"},
    {"company", "corporation", "enterprise", "industry", "group"},
)
_ONE_IN_TWO_WAYS = (
    *({word, str(number)} for number, word in enumerate(["one", "two", "three", "four", "five", "six"], start=1)),
    *({"sr", "senior"}, {"jr", "junior"}),
)
ORGANIZATIONAL = ("office", "head", "giver", "form")
CHEAP = ("office", "filler", "form")


def differences(a: Name, b: Name, found: Alignment, home: frozenset[str]) -> list[Reason]:
    """Return the reasons given by words that only one of the two names has."""
    found, reasons = _without_forms_and_systems(a, b, found)
    left_a, left_b = found.left_a, found.left_b
    against = _company_and_giver(a, b, found) or _against(found, home)
    if against:
        return [against]
    heavy_a, heavy_b = ([word for word in left if not _light(word, home)] for left in (left_a, left_b))
    if not (left_a and left_b):
        part = _part(
            found.shared, left_a or left_b, a if left_a else b, home, {reason.feature for reason in found.reasons}
        )
        if part:
            return [*reasons, part]
    if left_a and left_b and {word.kind for word in left_a + left_b} >= {"level", "office"}:
        reasons.append(
            Reason(
                "city in front",
                gettext("They differ in words for the city and the office: “{words}”").format(
                    words=_said(left_a + left_b)
                ),
            )
        )
        left_a, left_b = heavy_a, heavy_b
    if left_a and left_b and (swapped := _swapped(left_a, left_b)):
        return [*reasons, *swapped]
    return reasons + _all_missing(left_a + left_b, home)


def legal_form_reasons(one: str, other: str) -> list[Reason]:
    """Return the reasons given by the legal forms of two names, folded; none if they are one form."""
    if _FORMS_IN_FULL.get(one, one) == _FORMS_IN_FULL.get(other, other):
        return []
    if one and other:
        return [
            Reason("two legal forms", gettext("Different legal forms: “{one}” and “{other}”"), one=one, other=other)
        ]
    text = gettext("Only one of the names has the legal form “{form}”")
    return [Reason("legal form", text.format(form=one or other))]


def _without_forms_and_systems(a: Name, b: Name, found: Alignment) -> tuple[Alignment, list[Reason]]:
    """Return the alignment without words that are no difference, and the reasons.

    These are a legal form that stands in front of one name and behind the other, a university's system (SUNY), and
    Corporation or Company beside a name of its own (Microsoft Corporation).
    """
    left = found.left_a + found.left_b
    if not (a.legal or b.legal or any(word.text in _PERHAPS_NO_DIFFERENCE for word in left)):
        return found, []
    lefts = [[word for word in found.left_a if word.raw != b.legal], [w for w in found.left_b if w.raw != a.legal]]
    forms = [a.legal, b.legal]
    reasons = []
    for at in (0, 1):
        mine, others = lefts[at], lefts[1 - at]
        form = [word for word in mine if word.text in ("corporation", "company")]
        if {word.text for word in mine} in _SYSTEMS and (not others or all(w.text == "college" for w in others)):
            text = gettext("Only one of the names has the system “{name}”")
            reasons.append(Reason("system", text.format(name=" ".join(dict.fromkeys(word.raw for word in mine)))))
            lefts[at] = []
        elif form and _has_own_name(found.shared):
            forms[at] = forms[at] or form[0].text
            lefts[at] = [word for word in mine if word not in form]
    return found._replace(left_a=lefts[0], left_b=lefts[1]), [*reasons, *legal_form_reasons(*forms)]


def _has_own_name(words: list[NameWord]) -> bool:
    """Return whether a word is in no list: a company's own name, unlike "economic development"."""
    known = word_lists.known_words()
    return any(word.kind == "word" and len(word.text) >= _SHORTEST and word.text not in known for word in words)


def _light(word: NameWord, home: frozenset[str]) -> bool:
    return word.kind in CHEAP or word.text in CITY or word.text in home


def _said(words: list[NameWord]) -> str:
    return " ".join(word.raw for word in words)


def _differ(left_a: list[NameWord], left_b: list[NameWord], template: str = "") -> Reason:
    if not (left_a and left_b):
        template = gettext("Only one of the names says “{word}”")
        return Reason("word", template.format(word=_said(left_a or left_b)), against=True)
    text = template or gettext("They differ in a distinctive word: “{one}” and “{other}”")
    return Reason("word", text, against=True, unsure=not template, one=_said(left_a), other=_said(left_b))


def perhaps_one(left_a: list[NameWord], left_b: list[NameWord]) -> bool:
    """Return whether the words may be one, written in two ways: each has a counterpart that may be the same.

    What is not asked must be sure: an unknown word may be misspelled, shortened, or in another language.
    """
    few, many = sorted(([w for w in left if w.kind != "filler"] for left in (left_a, left_b)), key=len)
    return bool(few) and all(any(_may_be(one, other) for other in many) for one in few)


def _may_be(one: NameWord, other: NameWord) -> bool:
    if any({one.text, other.text} <= family for family in (*_FAMILIES, *_ONE_IN_TWO_WAYS)):
        return True
    if {one.kind, other.kind} == {"side", "word"} and OSA.distance(one.text, other.text, score_cutoff=1) == 1:
        return one.text[0] == other.text[0]  # wst, west; but not east
    known = word_lists.known_words()
    fixed = {one.kind, other.kind} & {"place", "side", "number", "letter", "level"}
    if fixed or (one.text in known and other.text in known):
        return False
    short, long = sorted((one.text, other.text), key=len)
    if len(short) < _SHORTEST or short[0] != long[0]:
        return False
    letters = iter(long)
    if len(short) <= _SHORTENED * len(long) and all(letter in letters for letter in short):
        return True  # fdns, foundations
    return len(short) > _LONG and OSA.normalized_similarity(short, long) >= _SIMILAR


def _company_and_giver(a: Name, b: Name, found: Alignment) -> Reason | None:
    for company, left, giver_left in ((a, found.left_a, found.left_b), (b, found.left_b, found.left_a)):
        giver = [word for word in giver_left if word.kind == "giver"]
        is_company = company.legal_kind == "company" or any(word.text in ("company", "motor") for word in left)
        if giver and is_company:
            return Reason(
                "word",
                gettext("A giver and a company: “{giver}” and “{company}”").format(
                    giver=_said(giver), company=company.legal or _said(left)
                ),
                against=True,
            )
    return None


def _against(found: Alignment, home: frozenset[str]) -> Reason | None:  # noqa: PLR0911, PLR0912 - a rule a line
    """Return the reason that rules out a match; None if there is none."""
    left_a, left_b = found.left_a, found.left_b
    kinds_a, kinds_b = ({word.kind for word in left} for left in (left_a, left_b))
    if "number" in kinds_a and "number" in kinds_b:
        return Reason(
            "number",
            gettext("Different numbers: “{one}” and “{other}”").format(one=_said(left_a), other=_said(left_b)),
            against=True,
        )
    if "letter" in kinds_a and "letter" in kinds_b:
        return _differ(left_a, left_b, gettext("They differ in a letter: “{one}” and “{other}”"))
    companion = _companion(found)
    if companion:
        return companion
    if bool(left_a) != bool(left_b):
        alone = left_a or left_b
        if "state" in {word.text for word in alone} and {word.text for word in found.shared} & {
            "university",
            "college",
        }:
            return _differ(left_a, left_b)
        sides = [word for word in alone if word.kind == "side"]
        if sides and len(alone) == 1:
            return _differ(left_a, left_b)
        return None
    if not left_a:
        return None
    if _place_or_first(found, home):
        return _differ(left_a, left_b)
    if "level" in kinds_a and "level" in kinds_b:
        return _differ(left_a, left_b, gettext("They differ in the level of government: “{one}” and “{other}”"))
    if kinds_a == {"level"} and _only(found.shared, "place") and kinds_b != {"office"}:
        return _differ(left_a, left_b)
    if kinds_b == {"level"} and _only(found.shared, "place") and kinds_a != {"office"}:
        return _differ(left_a, left_b)
    heavy_a, heavy_b = ([word for word in left if not _light(word, home)] for left in (left_a, left_b))
    named_a, named_b = ([word for word in left if word.kind in ORGANIZATIONAL] for left in (left_a, left_b))
    if named_a and named_b and not _swapped(named_a, named_b):
        return _differ(left_a, left_b)
    if heavy_a and heavy_b and not _swapped(heavy_a, heavy_b):
        return _differ(left_a, left_b)
    if (heavy_a and _differs_in_filler(left_b)) or (heavy_b and _differs_in_filler(left_a)):
        return _differ(left_a, left_b)
    return None


def _companion(found: Alignment) -> Reason | None:
    """Return the reason if one is the friends, alumni, union or foundation of the other; None if it is not."""
    whom = {word.text for word in found.shared}
    for left, others in ((found.left_a, found.left_b), (found.left_b, found.left_a)):
        beside = [word for word in left if word.kind == "companion"]
        if whom & OWNERS and not others:
            beside = beside or [word for word in left if word.kind == "giver"]
        if beside and all(word.kind in CHEAP or word.kind == "level" for word in others):
            return Reason(
                "word",
                gettext("“{words}” names an organization close to it, not the same").format(words=_said(left)),
                against=True,
            )
    return None


def _place_or_first(found: Alignment, home: frozenset[str]) -> bool:
    """Return the reason if each name has a place the other lacks, or begins with a different one from the city."""
    left_a, left_b = found.left_a, found.left_b
    if any(word.kind == "place" for word in left_a) and any(word.kind == "place" for word in left_b):
        return True
    for left, others in ((left_a, left_b), (left_b, left_a)):
        if left[0].text in home and left[0].first and others[0].first and not _light(others[0], home):
            return True
    return False


def _differs_in_filler(left: list[NameWord]) -> bool:
    return any(word.kind == "filler" and word.text not in ("greater", "metropolitan", "area") for word in left)


def _only(words: list[NameWord], kind: str) -> bool:
    return all(word.kind == kind for word in words)


def _swapped(left_a: list[NameWord], left_b: list[NameWord]) -> list[Reason]:
    """Return the reasons if every unmatched word is commonly confused with one of the other name's."""
    same = word_lists.interchangeable()
    sorts_a = {same.get(word.text, word.text) for word in left_a}
    sorts_b = {same.get(word.text, word.text) for word in left_b}
    if sorts_a != sorts_b:
        return []
    return [
        Reason(
            "interchangeable",
            gettext("“{one}” and “{other}” are often mistaken for each other").format(
                one=_said(left_a), other=_said(left_b)
            ),
        )
    ]


def _part(
    shared: list[NameWord], left: list[NameWord], longer: Name, home: frozenset[str], features: set[str]
) -> Reason | None:
    """Return the reason if the longer name is a part of what the shorter one means; None if it does not appear so."""
    whole = {"typo", "typo of a name", "typo of two letters", "truncated", "cut off", "word form"}
    plain = all(word.text in word_lists.known_words() for word in shared)
    if whole & features or (len(shared) == 1 and plain) or any(word.text == "district" for word in left):
        return None  # Democracy.com is no part of a Centre for Democracy
    unit = next((word for word in left if word.text in UNITS), None)
    content = [word for word in left if word.kind not in ("office", "filler", "form") and word.text not in home]
    told = [word for word in content if word.text not in UNITS or len(content) > 1]
    if unit is None or not told or (len(left) == 1):
        return None
    raws = list(longer.raws)
    after = raws[raws.index(unit.raw) + 1 :] if unit.raw in raws else []
    if after[:1] and after[0] in ("of", "for", "de") and after[1:2] and after[1] in {word.raw for word in shared}:
        return None  # "Office of New Urban Mechanics" is the same as "New Urban Mechanics"
    if _only(shared, "filler") or (_only(shared, "word") and not after):
        return None  # "Sant La Haitian Neighborhood Center" describes what Sant La is
    return Reason("word", gettext("“{words}” names a part of the other").format(words=_said(left)), part=True)


def _all_missing(words: list[NameWord], home: frozenset[str]) -> list[Reason]:
    """Return the reasons given by the words that the other name lacks; the first has the largest weight."""
    reasons: list[Reason] = []
    for word in words:
        reason = _missing(word, home)
        if (reason.feature == "word" or word.kind == "letter") and any(each.feature == "word" for each in reasons):
            reason = reason._replace(feature="further word")
        reasons.append(reason)
    return reasons


def _missing(word: NameWord, home: frozenset[str]) -> Reason:
    """Return the reason given by one word that the other name lacks."""
    if word.text in home:
        return Reason("home", gettext("Only one of the names has the city “{word}”").format(word=word.raw))
    if word.text in CITY:
        return Reason("city in front", gettext("Only one of the names says “{word}”").format(word=word.raw))
    feature = {"side": "word", "companion": "word", "letter": "number"}.get(word.kind, word.kind)
    return Reason(feature, gettext("Only one of the names says “{word}”").format(word=word.raw))
