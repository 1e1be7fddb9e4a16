"""The colors and shapes that every map, page, file and report shares: sectors, relations, and the page itself.

What a sector or a relation looks like follows from its name alone, never from what else is on the map, so it looks
the same in every city. Two sector groups whose colors come near each other for readers with any common kind of
color blindness differ in shape; ``tests/show/test_palette.py`` measures it by the simulation of Machado, Oliveira
and Fernandes (2009).
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ecosystem.collect.vocabularies import load_relations, load_vocabulary
from ecosystem.text import fold

UNKNOWN_SECTOR = "Sector not known"

ACCENT, INK, MUTED, LINES, WASH = "#084C61", "#1B2733", "#5B6875", "#E3E8ED", "#F6F8FA"
ELSEWHERE = "#767676"  # the outline of a partner in another city: grey, 4.5 : 1 against white
NODE_OUTLINE = "#FFFFFF"
# Readable on the light and on the dark page: bars, curves and marks that stand for no sector and no relation.
ANSWERED, WAITING, NAMED_ONLY = "#2A7A91", "#E9B44C", "#B7C0C8"
SERIES = (ANSWERED, "#D2691E", "#7A5AA6", "#2E8B6F", "#C44E6E", "#8A7A2F")

# vis-network's name and ECharts' symbol for the same figure; ECharts has no name for the last three.
_DOT = ("dot", "circle")
_SQUARE = ("square", "rect")
_TRIANGLE = ("triangle", "triangle")
_DIAMOND = ("diamond", "diamond")
_HEXAGON = ("hexagon", "path://M5 0L15 0L20 8.66L15 17.32L5 17.32L0 8.66Z")
_STAR = ("star", "path://M10 0L12.5 6.9L19.8 7.2L14 11.8L16 18.9L10 14.8L4 18.9L6 11.8L.2 7.2L7.5 6.9Z")
_DOWN = ("triangleDown", "path://M0 0L20 0L10 17.32Z")
_SHAPES = (_DOT, _SQUARE, _TRIANGLE, _DIAMOND, _HEXAGON, _STAR, _DOWN)


@dataclass(frozen=True)
class Style:
    """How one sector is drawn."""

    color: str
    shape_vis: str
    shape_echarts: str


_KNOWLEDGE, _COMMUNITY = "#C2A21D", "#2E8B6F"
SECTOR_GROUPS = {  # id of the sector vocabulary (``not_known`` is our own) -> style, in the order of a legend
    "government": Style("#2F6DB3", *_SQUARE),
    "nonprofit": Style("#E07B39", *_DOT),
    "community_group": Style(_COMMUNITY, *_TRIANGLE),
    "faith": Style(_COMMUNITY, *_DIAMOND),
    "civic_technology": Style("#8E5BA6", *_DIAMOND),
    "data_intermediary": Style(_KNOWLEDGE, *_HEXAGON),
    "university": Style(_KNOWLEDGE, *_TRIANGLE),
    "library": Style(_KNOWLEDGE, *_SQUARE),
    "school": Style(_KNOWLEDGE, *_STAR),
    "philanthropy": Style("#C44E6E", *_STAR),
    "health": Style("#3AA6B9", *_DOWN),
    "business": Style("#6B7785", *_HEXAGON),
    "not_known": Style("#B7C0C8", *_DOT),
}
# For sectors of no group: apart from every color above for every reader, six colors by seven shapes.
FURTHER_COLORS = ("#1F2A5A", "#1E4D2B", "#6B1F2A", "#4A3217", "#4B1D5C", "#F0E08A")

# Words that tell the group of a sector in free text, the more exact group first ("State University" is no state).
_GROUP_WORDS = (
    ("not_known", r"^(unknown|not (known|stated|given|applicable)|sector not known|n a|none)$"),
    ("university", r"universit(y|ies)|colleges?|academ(ia|ic|y)|higher education|research (institution|institute)"),
    ("library", r"librar(y|ies)"),
    ("school", r"schools?|k 12"),
    ("data_intermediary", r"data (intermediar(y|ies)|collaboratives?|partners?)"),
    ("philanthropy", r"foundations?|philanthrop(y|ic|ies)|funders?|grantmakers?|donors?"),
    ("civic_technology", r"civic tech\w*|brigades?"),
    ("faith", r"faith|church(es)?|congregations?|religio(n|us)|mosques?|synagogues?|temples?|ministr(y|ies)"),
    (
        "government",
        r"governments?|governmental|govt|municipal(ity)?|city|county|state|federal|tribal"
        r"|public (agency|sector|authority)|department|mayors? office|agenc(y|ies) of",
    ),
    ("health", r"health|healthcare|hospitals?|clinics?|medical"),
    (
        "community_group",
        r"(community|neighbou?rhood|residents?|tenants?|block) (based )?(groups?|organi[sz]ations?)"
        r"|(community|neighbou?rhood|residents?|tenants?|block) (associations?|councils?)|cbos?|grass ?roots",
    ),
    ("nonprofit", r"non ?profits?|not for profits?|ngos?|npos?|charit(y|ies|able)|501 ?c ?3|civil society"),
    (
        "business",
        r"business(es)?|compan(y|ies)|corporat(e|ion)s?|for ?profits?|private sector|vendors?|start ?ups?|industry",
    ),
)
_GROUP_PATTERNS = tuple((group, re.compile(rf"\b(?:{words})\b")) for group, words in _GROUP_WORDS)

RELATION_COLORS = {  # id of the relation vocabulary -> color of its line
    "works_with": "#5B6B7A",
    "shares_data": "#129B78",
    "funds": "#B5651D",
    "advises": "#7A5AA6",
    "would_like": "#C0489A",
}
# What plain lists call relations that are none of the vocabulary's words for them.
_LISTED_AS = {
    "collaboration": "works_with",
    "collaborates": "works_with",
    "collaborates with": "works_with",
    "partner": "works_with",
    "partners": "works_with",
    "partners with": "works_with",
    "partnership": "works_with",
    "data": "shares_data",
    "shares information": "shares_data",
    "grant": "funds",
    "grants": "funds",
    "referral": "advises",
    "referrals": "advises",
    "refers": "advises",
}
_FURTHER_RELATIONS = {"investment": "#A23B3B", "affiliation": "#3F5BA9", "member of": "#3F5BA9"}
_FURTHER_LINES = ("#9C3D78", "#A23B3B", "#3F5BA9", "#8A6D00", "#3D7F2E", "#8B5E3C", "#C0489A", "#6E6E6E")


def sector_group(sector: str) -> str | None:
    """Return the id of the sector group a name belongs to; None where its words tell none.

    >>> sector_group("County government"), sector_group("Non-Profit"), sector_group("Arts and culture")
    ('government', 'nonprofit', None)
    """
    entry = load_vocabulary("sectors").entry(sector)
    if entry is not None and entry.id in SECTOR_GROUPS:
        return entry.id
    words = fold(sector)
    return next((group for group, pattern in _GROUP_PATTERNS if pattern.search(words)), None)


def sector_style(sectors: Iterable[str]) -> dict[str, Style]:
    """Return the style of each sector, in the order of a legend; of ``UNKNOWN_SECTOR`` too, which is last.

    A sector of no group takes one of 42 further styles by its name: two such sectors can look alike.

    >>> sector_style(["Nonprofit", "City government"])["City government"]
    Style(color='#2F6DB3', shape_vis='square', shape_echarts='rect')
    """
    groups = {sector: sector_group(sector) for sector in set(sectors) - {UNKNOWN_SECTOR}}
    groups[UNKNOWN_SECTOR] = "not_known"
    places = {group: place for place, group in enumerate(SECTOR_GROUPS)}
    last = len(places) - 1
    order = sorted(groups, key=lambda s: (s == UNKNOWN_SECTOR, places.get(groups[s] or "", last), s))
    return {sector: SECTOR_GROUPS[groups[sector] or ""] if groups[sector] else _further(sector) for sector in order}


def _further(sector: str) -> Style:
    shape, color = divmod(_number(sector) % (len(_SHAPES) * len(FURTHER_COLORS)), len(FURTHER_COLORS))
    return Style(FURTHER_COLORS[color], *_SHAPES[shape])


def relation_color(relations: Iterable[str]) -> dict[str, str]:
    """Return the line color of each relation, by name in sorted order.

    >>> relation_color(["works_with", "funds"])
    {'funds': '#B5651D', 'works_with': '#5B6B7A'}
    """
    return {relation: _line_color(relation) for relation in sorted(set(relations))}


def _line_color(relation: str) -> str:
    words = fold(relation.replace("_", " "))
    entry = load_vocabulary("relations").entry(words)
    known = relation if relation in load_relations() else entry.id if entry else _LISTED_AS.get(words, "")
    further = _FURTHER_RELATIONS.get(words) or _FURTHER_LINES[_number(relation) % len(_FURTHER_LINES)]
    return RELATION_COLORS.get(known, further)


def _number(name: str) -> int:
    """Return a number that the folded name alone decides, the same on every machine."""
    return int.from_bytes(hashlib.sha256(fold(name).encode("utf-8", "replace")).digest()[:8])
