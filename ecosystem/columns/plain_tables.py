"""Recognition of plain tables by their columns: organizations, locations, ties, aliases or relations."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from ecosystem.collect.consent_words import asks_consent, seems_consent
from ecosystem.collect.people_columns import people_columns, short_form_of
from ecosystem.collect.sheet import Sheet, records
from ecosystem.columns.header_words import FURTHER_HEADERS
from ecosystem.columns.sector_columns import with_sector
from ecosystem.errors import RecipeError
from ecosystem.schema import LOCATIONS, NAMES, ORGANIZATIONS, RELATION, SITE, WAVE, Column
from ecosystem.text import fold, unaccented

TIES = (
    Column("source", "text", "Who gives, or who says so", aka=("from", "ego", "a", "sender", "vertex_1", "from_name")),
    Column("target", "text", "Who receives, or is named", aka=("to", "alter", "b", "receiver", "vertex_2", "to_name")),
    Column("source_id", "text", "The source's id in the list of organizations", aka=("from_id",)),
    Column("target_id", "text", "The target's id in the list of organizations", aka=("to_id",)),
    RELATION,
    Column(
        "directed",
        "flag",
        "yes if the tie has a direction, no if it is mutual",
        aka=("is_directed", "direction", "directionality"),
    ),
    Column(
        "undirected", "flag", "yes if the tie is mutual", aka=("is_undirected", "mutual", "reciprocal", "symmetric")
    ),
    Column(
        "strength",
        "number",
        "Larger is stronger",
        aka=("weight", "intensity", "value"),
    ),
    Column(
        "scale_answer",
        "text",
        "How strong, on a scale that the relations sheet declares",
        aka=("frequency", "how_often", "level", "rating", "collab_level"),
    ),
    WAVE,
    Column("date", "text", "When", aka=("year", "since", "time", "dates")),
    Column("amount", "number", "Money", aka=("money", "dollars", "usd")),
    SITE,
    Column("reporter", "text", "Who said so, where it is not the source", aka=("reported_by", "respondent")),
)
_WHERE = ("location", "where", "based_in", "located_in", "headquarters", "hq", "place_of_work")
_FLAG = 2  # words of a header that is no question
_DOWNLOADED_AGAIN = re.compile(r"\s*\(\d+\)$")
_DEGREES = ("latitude", "longitude")
RELATIONS = (
    RELATION,
    Column("directed", "flag", "yes if the relation has a direction, no if it is mutual"),
    Column("scale", "list", "The answers of its scale, weakest first, joined by |"),
)
PLAIN_ORGANIZATIONS = (*ORGANIZATIONS.columns, SITE, *LOCATIONS.only("address", "area", "country", *_DEGREES))
PLAIN_LOCATIONS = (
    *LOCATIONS.only("organization_id", "site", "address", "area", "country", *_DEGREES),
    *ORGANIZATIONS.only("name"),
)
MEMBERSHIPS = (
    Column("organization", "text", "Who takes part", aka=("organisation", "name", "member")),
    Column("initiative", "text", "In what: a project, event or network", aka=("project", "event", "network")),
    Column("role", "text", "As what"),
)
PLAIN_ALIASES = (
    *NAMES.only("name_as_written", "name"),
    SITE,
    Column("verdict", "text", "same (where empty), different, part of, later, or rename"),
    *NAMES.only("by", "at"),
    Column("id_a", "text", "The id of the organization first named, where the source has ids"),
    Column("id_b", "text", "The id of the second"),
)

COLUMNS = {
    "aliases": PLAIN_ALIASES,
    "relations": RELATIONS,
    "locations": PLAIN_LOCATIONS,
    "ties": TIES,
    "organizations": PLAIN_ORGANIZATIONS,
    "memberships": MEMBERSHIPS,
}


class Needed(NamedTuple):
    """Required columns of a kind of sheet: at least one of each group."""

    words: str
    groups: tuple[tuple[str, ...], ...]


NEEDED = {
    "aliases": Needed("the columns name_as_written and organization", (("name_as_written",), ("name",))),
    "relations": Needed("the columns relation and scale or directed", (("relation",), ("scale", "directed"))),
    "locations": Needed("the columns site (the city) and name or id", (("site",), ("organization_id", "name"))),
    "ties": Needed("the columns source and target", (("source", "source_id"), ("target", "target_id"))),
    "organizations": Needed("the column name", (("name",),)),
    "memberships": Needed("the columns organization and initiative", (("organization",), ("initiative",))),
}
_SHEET_NAMES = {
    "memberships": {"memberships"},
    "aliases": {"aliases", "alias", "names", "spellings"},
    "relations": {"relations", "relation types"},
    "locations": {"locations", "places", "sites", "addresses"},
    "ties": {"ties", "edges", "links", "connections", "relationships", "relaciones", "beziehungen", "liens"},
    "organizations": {"organizations", "organisations", "actors", "nodes", "elements", "members", "invited"}
    | {"organizaciones", "organisationen", "organizações"},
}
# Our own exports, read again: they name organizations but do not list any
_DERIVED = {"organization measures", "network measures", "ranks", "reminders"}
_TELLS_OF_A_TIE = {name for column in TIES if column.name == "reporter" for name in column.aka}
_CODES = ("code", "org_code", "organization_code", "key", "identifier", "acronym", "abbreviation", "short_name")
_SECTORS = {name for c in ORGANIZATIONS.only("sector") for name in (c.name, *c.aka, *FURTHER_HEADERS[c.name])}
_GROUPS = {"group", "groups", "cluster", "community", "modularity_class", "color", "size"}  # of a drawn network
# Spaces are significant in these names until a person has reviewed them.
_AS_WRITTEN = {"name", "source", "target", "name_as_written", "organization"}


@dataclass(frozen=True)
class Plain:
    """A sheet, its kind, and its rows under our own column names."""

    kind: str
    sheet: Sheet
    frame: pd.DataFrame
    found: Mapping[str, str]  # header -> our name for it
    unused: tuple[str, ...]  # unknown headers
    people: tuple[str, ...] = ()  # headers of columns about people: never read
    derived: bool = False  # made of columns of a list, whose rows and columns the list itself accounts for

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield row number and row, for each row."""
        return records(self.frame)


def _fits(kind: str, has: set[str], unused: tuple[str, ...], named_so: bool) -> bool:
    if kind == "aliases":  # a list of organizations may have a column alias too
        said = {"name_as_written", "name"} <= has
        return said and (named_so or "verdict" in has or (len(has) == 2 and not unused))
    if kind != "organizations":
        return _has_needed(kind, has)
    # A form: its questions may be about ties. "Funder?" is a flag of a list.
    asks = any("?" in header and len(header.split()) > _FLAG for header in unused) and not named_so
    # a single column called "name" among unknown ones belongs to some other list, unless the others group its rows
    alone = all(header_key(header) in _GROUPS for header in unused)
    return "name" in has and (len(has) > 1 or alone or named_so) and not asks


def _has_needed(kind: str, has: set[str]) -> bool:
    return all(has.intersection(group) for group in NEEDED[kind].groups)


def without_needed(kind: str, headers: list[str]) -> list[str]:
    """Return the names of the columns that a sheet of this kind needs and does not have."""
    has = set(match_columns(headers, COLUMNS[kind]).values())
    return [name for group in NEEDED[kind].groups if not has.intersection(group) for name in group]


def match_columns(headers: list[str], columns: tuple[Column, ...]) -> dict[str, str]:
    """Return header -> our name for it: by our own names, then the usual English ones, then others."""
    folded: dict[str, str] = {}
    for key_of in (header_key, _without_brackets):
        for header in headers:
            folded.setdefault(key_of(header), header)
    found: dict[str, str] = {}
    for names_of in (_own_name, _english, _further):
        for column in columns:
            if column.name in found.values():
                continue
            names = names_of(column)
            headers_free = [folded[name] for name in names if name in folded and folded[name] not in found]
            if headers_free:
                found[headers_free[0]] = column.name
    if "consent" in {column.name for column in columns} - set(found.values()):
        asks = next((header for header in headers if header not in found and asks_consent(header)), None)
        found |= {asks: "consent"} if asks else {}
    return found


def header_key(header: str) -> str:
    """Return a header as it is compared.

    >>> header_key("Type d'organisation"), header_key(" From ID")
    ('type_dorganisation', 'from_id')
    """
    return unaccented(fold(header)).replace(" ", "_")


def _without_brackets(header: str) -> str:
    """Return a header as it is compared, without what stands in brackets; "Location (city)" is a city.

    >>> _without_brackets("Goal(s)"), _without_brackets("Strength (1-3)"), _without_brackets("Based in (town)")
    ('goal', 'strength', 'town')
    """
    bracketed = re.fullmatch(r"(.*?)\s*[(\[](.*)[)\]]\s*:?\s*", header)
    if bracketed is None:
        return header_key(header)
    outside, inside = map(header_key, bracketed.groups())
    return inside if outside in _WHERE else outside


def _own_name(column: Column) -> tuple[str, ...]:
    return (column.name,)


def _english(column: Column) -> tuple[str, ...]:
    return column.aka


def _further(column: Column) -> tuple[str, ...]:
    return FURTHER_HEADERS.get(column.name, ())


def called(sheet: Sheet) -> str:
    """Return the folded name of a sheet, without the number of a second download: "aliases (1)" is aliases."""
    return fold(_DOWNLOADED_AGAIN.sub("", sheet.name))


def recognise_plain(sheet: Sheet) -> Plain | None:
    """Return the sheet with its kind, by its name and then by its columns; None if it is no plain table."""
    if called(sheet) in _DERIVED:
        return None
    by_name = [kind for kind, names in _SHEET_NAMES.items() if called(sheet) in names]
    for kind in [*by_name, "aliases", "ties", "memberships", "organizations"]:
        found = found_in(sheet, kind)
        unused = tuple(h for h in sheet.frame.columns if h not in found)
        if _fits(kind, set(found.values()), unused, kind in by_name):
            return plain_of(sheet, kind, found)
    return None


def found_in(sheet: Sheet, kind: str) -> dict[str, str]:
    """Return header -> our name for it, for the columns that are not about people.

    The source of a tie is only compared with its ends and not stored, so its column may be called "respondent".
    """
    headers = list(sheet.frame.columns)
    people = people_columns(sheet)
    told = _TELLS_OF_A_TIE if kind == "ties" else set()
    open_to = [h for h in headers if h not in people or header_key(h) in told]
    found = match_columns(open_to, COLUMNS[kind])
    if kind != "organizations":
        return found
    if "consent" not in found.values():
        seems = [h for h in open_to if h not in found and seems_consent(h, sheet.frame[h].unique())]
        found |= {seems[0]: "consent"} if seems else {}
    return with_sector(sheet, found | _short_id(sheet, found), {h: header_key(h) for h in open_to}, _SECTORS)


def _short_id(sheet: Sheet, found: Mapping[str, str]) -> dict[str, str]:
    """Return the column of codes or short forms of the names as that of their ids, where a list has no other."""
    name = next((header_key(h) for h, ours in found.items() if ours == "name"), "")
    keys = {*_CODES, *(f"{name}_{word}" for word in ("id", "code", "key", "nr", "number"))}
    codes = [h for h in sheet.frame.columns if h not in found and header_key(h) in keys]
    short = next(iter((*codes, short_form_of(sheet)[1])), "")
    free = short and short not in found and {"organization_id", "name"} & set(found.values()) == {"name"}
    values = [cell.strip() for cell in sheet.frame[short] if cell.strip()] if free else []
    return {short: "organization_id"} if values and len(set(values)) == len(values) else {}


def check_decided(sheet: Sheet, kind: str, found: Mapping[str, str]) -> None:
    """Raise RecipeError if a required column of this kind is missing from the recipe or assigned twice."""
    names = list(found.values())
    again = next((name for name in names if names.count(name) > 1), "")
    if again:
        raise RecipeError(f"{sheet.source}: in the recipe two columns become “{again}”. Let one become something else.")
    if not _has_needed(kind, set(names)):
        raise RecipeError(
            f"{sheet.source}: the recipe says this sheet holds {kind}, which need {NEEDED[kind].words}. "
            "Say which columns become them, or that the sheet is not used."
        )


def plain_of(sheet: Sheet, kind: str, found: Mapping[str, str], private: Collection[str] = ()) -> Plain:
    """Return the sheet as a plain table of this kind, with the columns ``found``: header -> our name for it.

    Of the other columns, those about people, or ``private`` by a recipe, are listed apart from the unknown ones.
    """
    frame = sheet.frame[list(found)].rename(columns=dict(found))
    for column in frame.columns:
        if column not in _AS_WRITTEN:
            frame[column] = frame[column].str.strip()
    others = [header for header in sheet.frame.columns if header not in found]
    people = people_columns(sheet).union(private)
    unused = tuple(header for header in others if header not in people)
    return Plain(kind, sheet, frame, found, unused, tuple(header for header in others if header in people))
