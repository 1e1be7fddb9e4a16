"""Builder that collects rows of text, and every issue found on the way, until the tables are made."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from ecosystem.collect.answer_words import place_named
from ecosystem.collect.issues import issue
from ecosystem.collect.redaction import MARKS, is_marked
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.collect.vocabularies import VocabularyEntry, load_vocabulary
from ecosystem.columns.plain_tables import Plain
from ecosystem.names.decisions import Decision
from ecosystem.names.directory import Directory, digest_slug, distinct_slug
from ecosystem.schema import LOCATIONS, ORGANIZATIONS, STATUSES
from ecosystem.tables.report import Report
from ecosystem.tables.said_nothing import without_nothing
from ecosystem.text import fold, tidy, united

_WHERE = tuple(c.name for c in LOCATIONS.columns if c.name not in ("organization_id", "site", "position"))


def openness(consent: str) -> int:
    """Return how much an answer on consent lets be shown: 0 for no, the least."""
    entry = load_vocabulary("consent").entry(consent)
    return ("no", "group", "public").index(entry.id) if entry else 0


# for merged rows: an answer outranks none, and the narrower consent counts
_FIRST_OF: dict[str, Callable[[str], int]] = {"status": STATUSES.index, "consent": openness}
_LISTS = frozenset(column.name for column in ORGANIZATIONS.columns if column.type == "list")
EVERYWHERE = "all"  # the only site of a map whose source names no city
# Separators between a name and an address before or after it.
_BEFORE, _BEHIND = " \t\r\n(<[,;:/–—-", " \t\r\n)>],;:/–—-"
_MARK = re.compile("|".join(map(re.escape, MARKS)))
_MOST_LISTED = 12
_LABELS = {"mailto", "email", "e mail", "phone", "tel", "telephone", "call", "cell", "mobile", "fax"}


def without_address(text: str) -> str:
    """Return a name or id without redaction marks and the punctuation around them; "" if no letter remains.

    >>> without_address("City IT (DoIT) <[e-mail removed]>"), without_address("mailto:[e-mail removed]")
    ('City IT (DoIT)', '')
    """
    if not is_marked(text):
        return text
    first, *others = _MARK.split(text)
    parts = [first.rstrip(_BEFORE), *(part.lstrip(_BEHIND).rstrip(_BEFORE) for part in others[:-1])]
    parts.append(others[-1].lstrip(_BEHIND))
    left = " ".join(part for part in parts if part and fold(part) not in _LABELS)
    return left if any(letter.isalpha() for letter in left) else ""


def listed(answers: Collection[str]) -> str:
    """Return up to twelve answers as an enumeration for a sentence."""
    return ", ".join([*answers][:_MOST_LISTED]) + (" ..." if len(answers) > _MOST_LISTED else "")


@dataclass
class TableBuilder:
    """Rows of each table while they are being read; ``assemble`` turns them into checked tables."""

    directory: Directory = field(default_factory=Directory)
    organizations: dict[str, dict[str, Any]] = field(default_factory=dict)  # organization_id -> attributes
    locations: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)  # (organization_id, site) -> row
    responses: list[dict[str, Any]] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    initiatives: dict[str, dict[str, Any]] = field(default_factory=dict)
    memberships: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    counts: defaultdict[str, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )  # sheet -> read, kept ...
    relations: dict[str, dict[str, Any]] = field(default_factory=dict)  # what the source declares about a relation
    survey: bool = False  # organizations were asked, so statuses and response rates are meaningful
    statuses: bool = False  # a list states the survey status of its organizations
    status_sheets: set[str] = field(default_factory=set)  # the lists that do
    listed_cities: frozenset[str] = frozenset()  # cities of a survey that lists alone describe (`surveyed`)
    ties_are_reports: bool = False  # a list of ties holds the answers of its sources: at least one has the status
    asked: dict[str, frozenset[tuple[str, str]]] = field(default_factory=dict)  # who answered -> relation, direction
    answered_in: dict[str, set[str]] = field(default_factory=dict)  # organization -> rounds, where forms have several
    asked_fields: set[tuple[str, str]] = field(default_factory=set)  # city ("" any) and column that was asked for
    people: set[str] = field(default_factory=set)  # ids and folded names of listed people: not mapped or shown
    listed_in: dict[str, str] = field(default_factory=dict)  # organizations of a list, not only of an answer -> sheet
    unscaled: set[tuple[str, str]] = field(default_factory=set)  # sheets and relations without a scale, recorded once
    # answers on consent that are in doubt: (source, header) -> the doubt -> rows
    consents: dict[tuple[str, str], dict[str, list[int]]] = field(default_factory=dict)
    words: dict[tuple[str, str], str] = field(default_factory=dict)  # (word list, folded answer) -> the term meant
    decided: list[tuple[Decision, Plain, int]] = field(default_factory=list)  # of alias lists, with sheet and row
    joined: dict[str, list[dict[str, Any]]] = field(
        default_factory=dict
    )  # organization_id -> values of rows merged into it
    _places: Counter[str] = field(default_factory=Counter)  # organization_id -> number of locations
    _home: dict[str, str] = field(default_factory=dict)  # organization_id -> its first site
    _sites_of: dict[str, list[str]] = field(default_factory=dict)  # organization_id -> its sites
    _unplaced: set[str] = field(default_factory=set)  # no list gives them a site: they are placed where they are named
    _somewhere: dict[str, dict[str, Any]] = field(default_factory=dict)  # organization_id -> address without a city
    _no_places: dict[str, dict[str, list[int]]] = field(default_factory=dict)  # sheet -> what is no city -> rows
    _sites: dict[str, str] = field(default_factory=dict)  # folded -> as first written
    _relations: dict[str, str] = field(default_factory=dict)  # folded -> the vocabulary's id, or as first written
    _rounds: dict[str, str] = field(default_factory=dict)  # folded -> as first written

    def scratch(self) -> "TableBuilder":
        """Return a copy for trial matching: organizations and places are its own; issues and counts are shared."""
        made = copy(self)
        made.directory = self.directory.copy()
        made.organizations = {each: dict(row) for each, row in self.organizations.items()}
        made.locations = {place: dict(row) for place, row in self.locations.items()}
        made._sites_of = {each: list(sites) for each, sites in self._sites_of.items()}
        made._somewhere = {each: dict(where) for each, where in self._somewhere.items()}
        made._places, made._home = Counter(self._places), dict(self._home)
        made._unplaced, made._sites = set(self._unplaced), dict(self._sites)
        return made

    def count(self, sheet: Sheet, what: str, times: int = 1) -> None:
        """Add to a count of a sheet: "rows read", "rows kept", "reports set aside" ..."""
        self.counts[sheet.source][what] += times

    def note(self, sheet: Sheet, reason: str, wording: str = "", /, **said: Any) -> None:
        """Record one issue about a sheet; ``said``: row, column, count, and the fields of its templates."""
        self.issues.append(issue(reason, wording, source=sheet.source, **said))

    @property
    def listed(self) -> Collection[str]:
        """Return the organizations that are in a list, not only in an answer."""
        return self.listed_in.keys()

    @property
    def sites(self) -> list[str]:
        """Return every site read so far, as first written."""
        return list(self._sites.values())

    def known_site(self, written: str) -> str:
        """Return the site meant by ``written``, as first written anywhere; "" where nothing is written.

        Nothing is recorded, so the row may still be rejected; ``site`` is for rows that are kept.
        """
        name = tidy(written)
        return self._sites.get(fold(name), name) if name else ""

    def places(self, sheet: Sheet, row: int, written: Iterable[str]) -> list[str]:
        """Return the sites that the cells of a row name, each once; what stands for no city is remembered."""
        found: dict[str, str] = {}
        for cell in written:
            if site := self.known_site(place_named(cell)):
                found.setdefault(fold(site), site)
            elif cell and fold(cell) != EVERYWHERE:  # as our own tables say it
                self._no_places.setdefault(sheet.source, {}).setdefault(tidy(cell), []).append(row)
        return list(found.values())

    def site(self, written: str) -> str:
        """Return the site meant by ``written``, recorded as first written; "" where nothing is written."""
        name = self.known_site(written)
        return self._sites.setdefault(fold(name), name) if name else ""

    def known_relation(self, written: str) -> str:
        """Return the relation meant by ``written``, as its vocabulary id or as first written; record nothing."""
        name = tidy(written)
        if known := self._relations.get(fold(name)):
            return known
        entry = load_vocabulary("relations").entry(name)
        return entry.id if entry else name

    def relation(self, written: str) -> str:
        """Return the relation meant by ``written``, as its vocabulary id, or record it as first written."""
        return self._relations.setdefault(fold(tidy(written)), self.known_relation(written))

    def round(self, written: str) -> str:
        """Return the round meant by ``written``, as first written; "1" where nothing is written."""
        name = tidy(written) or "1"
        return self._rounds.setdefault(fold(name), name)

    def home(self, organization_id: str) -> str:
        """Return the first site of an organization; "" if it has none."""
        return self._home.get(organization_id, "")

    def sites_of(self, organization_id: str) -> list[str]:
        """Return the sites of an organization."""
        return self._sites_of.get(organization_id, [])

    def only_listed(self, organization_id: str) -> bool:
        """Return whether an organization is only in cities of a survey that lists alone describe."""
        sites = self.sites_of(organization_id)
        return bool(sites) and self.listed_cities.issuperset(sites)

    def organization(self, name: str, site: str) -> str:
        """Return the id of the organization called ``name`` in ``site``; add it if it is not listed.

        Raises Ambiguous where several organizations have the name.
        """
        name = tidy(name)
        found = self.directory.find(name, site)
        meaning = self.directory.decided.meaning(name, site)
        how = ""
        if found is None:
            known_as = meaning.name if meaning else name
            found = self.add(known_as, site, home=meaning.home if meaning else "")
            how = "named" if known_as == name else ""
        elif meaning and meaning.home and site:  # the same organization in several cities
            self.locate(found, site)
        self.wrote(name, found, site, how)
        return found

    def wrote(self, spelling: str, organization_id: str, site: str = "", how: str = "") -> None:
        """Record that ``spelling`` was written for this organization; without a site, in its first one.

        An organization listed without a site belongs to every site in which it is named.
        """
        if site and organization_id in self._unplaced:
            self.locate(organization_id, site)
            self._unplaced.add(organization_id)
        self.directory.wrote(spelling, organization_id, site or self.home(organization_id), how)

    def add(self, name: str, site: str = "", source_id: str = "", home: str = "") -> str:
        """Add an organization, in ``site`` if given, and return its id; ``home``: the city that identifies it."""
        found = self.directory.add(name, home or site, source_id)
        self.organizations[found] = {"organization_id": found, "name": name}
        if site:
            self.locate(found, site)
        else:
            self._unplaced.add(found)
        return found

    def locate(self, organization_id: str, site: str, **where: object) -> None:
        """Place the organization in ``site``; values from earlier rows are kept."""
        self._unplaced.discard(organization_id)
        row = self.locations.get((organization_id, site))
        if row is None:
            self._places[organization_id] += 1
            self._home.setdefault(organization_id, site)
            row = {
                "organization_id": organization_id,
                "site": site,
                "position": self._places[organization_id],
            }
            self.locations[organization_id, site] = row
            self._sites_of.setdefault(organization_id, []).append(site)
            self.directory.settle_in(organization_id, site)
        for key, value in (where | self._somewhere.pop(organization_id, {})).items():
            row.setdefault(key, value)

    def locate_somewhere(self, organization_id: str, where: Mapping[str, object]) -> bool:
        """Keep an address or coordinates that come without a city, with the first city if any; return whether any."""
        if where and (home := self.home(organization_id)):
            self.locate(organization_id, home, **where)
        elif where:
            self._somewhere[organization_id] = {**where, **self._somewhere.get(organization_id, {})}
        return bool(where)

    def location_rows(self) -> list[dict[str, Any]]:
        """Return the rows of the table ``locations``, also of organizations that have an address and no city."""
        nowhere = [{"organization_id": each, "position": 1, **where} for each, where in self._somewhere.items()]
        return [*self.locations.values(), *nowhere]

    def note_no_places(self, sheet: Sheet) -> None:
        """Record one issue for the cells of a sheet that stand in the place of a city and name none."""
        if found := self._no_places.get(sheet.source):
            rows = sorted(row for each in found.values() for row in each)
            said = {"written": ", ".join(f"“{each}”" for each in list(found)[:_MOST_LISTED])}
            self.note(sheet, "no city", row=rows[0], count=len(rows), **said)

    def merge(self, kept: str, gone: str) -> None:
        """Merge two organizations; values of ``kept`` are kept. The directory is updated by ``join``."""
        attributes = self.organizations.pop(gone)
        self.joined.setdefault(kept, []).append(attributes)
        own = self.organizations[kept]
        for column, order in _FIRST_OF.items():
            if said := [row[column] for row in (own, attributes) if row.get(column)]:
                own[column] = min(said, key=order)
        self.describe(kept, {key: value for key, value in attributes.items() if key not in ("organization_id", "name")})
        for site in self._sites_of.pop(gone, []):
            row = self.locations.pop((gone, site))
            self.locate(kept, site, **{k: v for k, v in row.items() if k in _WHERE})
        if gone in self.listed_in:
            self.listed_in.setdefault(kept, self.listed_in.pop(gone))
        self.locate_somewhere(kept, self._somewhere.pop(gone, {}))
        if gone in self._unplaced and kept not in self._home:
            self._unplaced.add(kept)
        self._unplaced.discard(gone)

    def describe(self, organization_id: str, attributes: dict[str, Any], *, outrank: bool = False) -> None:
        """Add attributes to an organization; existing values are kept, unless the new ones ``outrank`` them.

        Values of list columns are united, and of two answers on consent the narrower one is kept. Words for nothing are
        none (`without_nothing`).
        """
        known = self.organizations[organization_id]
        for key, given in attributes.items():
            value = without_nothing(key, given) if isinstance(given, str) else given
            if value in ("", None):
                continue
            stricter = key == "consent" and known.get(key) and openness(value) < openness(known[key])
            if key in _LISTS and known.get(key) and not outrank:
                known[key] = united(known[key], value)
            elif outrank or stricter or known.get(key) in ("", None):
                known[key] = value

    def entry(self, word_list: str, text: str) -> VocabularyEntry | None:
        """Return the entry of a word list that ``text`` means: by the recipe first, then by the list."""
        return load_vocabulary(word_list).entry(self.words.get((word_list, fold(text)), text))

    def join(self, organization_id: str, initiative: str, kind: str, role: str = "") -> None:
        """Record that the organization takes part in an initiative or a national network."""
        initiative_id = distinct_slug(initiative)
        named = {"initiative_id": initiative_id, "name": initiative, "kind": kind}
        if fold(self.initiatives.setdefault(initiative_id, named)["name"]) != fold(initiative):  # C++ is not C
            initiative_id = named["initiative_id"] = digest_slug(initiative)
            self.initiatives.setdefault(initiative_id, named)
        ends = {"organization_id": organization_id, "initiative_id": initiative_id, "role": role}
        self.memberships.setdefault((organization_id, initiative_id), ends)
