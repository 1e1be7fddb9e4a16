"""The workbench on which rows of text become tables: what was read so far, and every doubt on the way."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from ecosystem.collect.issues import issue
from ecosystem.collect.redaction import MARKS, is_marked
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.collect.vocabularies import VocabularyEntry, load_vocabulary
from ecosystem.columns.plain_tables import Plain
from ecosystem.names.decisions import Decision
from ecosystem.names.directory import Directory, slug
from ecosystem.schema import LOCATIONS, STATUSES
from ecosystem.tables.report import Report
from ecosystem.text import fold, tidy

_WHERE = tuple(c.name for c in LOCATIONS.columns if c.name not in ("organization_id", "site", "position"))


def _openness(consent: str) -> int:
    entry = load_vocabulary("consent").entry(consent)
    return ("no", "group", "public").index(entry.id) if entry else 0


# of two rows that are one organization: who answered has answered, and who wants less shown is shown less
_FIRST_OF: dict[str, Callable[[str], int]] = {"status": STATUSES.index, "consent": _openness}
EVERYWHERE = "all"  # the one site of a map whose source names no city
# What parts a name from an address behind it, and an address from a name behind it.
_BEFORE, _BEHIND = " \t\r\n(<[,;:/–—-", " \t\r\n)>],;:/–—-"
_MARK = re.compile("|".join(map(re.escape, MARKS)))
_MOST_LISTED = 12
_LABELS = {"mailto", "email", "e mail", "phone", "tel", "telephone", "call", "cell", "mobile", "fax"}


def without_address(text: str) -> str:
    """A name or id without what was removed (addresses, phones, people's names) and the signs around; "" if no letter.

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
    """Answers as a sentence lists them, the first dozen."""
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
    relations: dict[str, dict[str, Any]] = field(default_factory=dict)  # what the source itself declares of a relation
    survey: bool = False  # somebody was asked: statuses and response rates mean something
    statuses: bool = False  # a list says where its organizations stand in the survey
    ties_are_reports: bool = False  # a list of ties is what its sources answered: one at least has the status
    asked: dict[str, frozenset[tuple[str, str]]] = field(default_factory=dict)  # who answered -> relation, direction
    people: set[str] = field(default_factory=set)  # ids and folded names of listed people: not mapped, not told
    listed: set[str] = field(default_factory=set)  # organizations that stand in a list, not only in an answer
    unscaled: set[tuple[str, str]] = field(default_factory=set)  # sheet and relation without a scale, told once
    words: dict[tuple[str, str], str] = field(default_factory=dict)  # (word list, folded answer) -> the word meant
    decided: list[tuple[Decision, Plain, int]] = field(default_factory=list)  # of alias lists, with sheet and row
    joined: dict[str, list[dict[str, Any]]] = field(
        default_factory=dict
    )  # organization_id -> what rows joined to it said
    _places: Counter[str] = field(default_factory=Counter)  # organization_id -> how many locations
    _home: dict[str, str] = field(default_factory=dict)  # organization_id -> its first site
    _sites_of: dict[str, list[str]] = field(default_factory=dict)  # organization_id -> its sites
    _unplaced: set[str] = field(default_factory=set)  # no list gives them a site: they are where they are named
    _sites: dict[str, str] = field(default_factory=dict)  # folded -> as first written
    _relations: dict[str, str] = field(default_factory=dict)  # folded -> the vocabulary's id, or as first written

    def scratch(self) -> "TableBuilder":
        """A copy to try out who is who on: organizations and places added there are not here; issues and counts are."""
        made = copy(self)
        made.directory = self.directory.copy()
        made.organizations = {each: dict(row) for each, row in self.organizations.items()}
        made.locations = {place: dict(row) for place, row in self.locations.items()}
        made._sites_of = {each: list(sites) for each, sites in self._sites_of.items()}
        made._places, made._home = Counter(self._places), dict(self._home)
        made._unplaced, made._sites = set(self._unplaced), dict(self._sites)
        return made

    def count(self, sheet: Sheet, what: str, times: int = 1) -> None:
        """Count rows or reports of a sheet: "rows read", "rows kept", "reports set aside" ..."""
        self.counts[sheet.source][what] += times

    def note(self, sheet: Sheet, reason: str, wording: str = "", /, **said: Any) -> None:
        """Record one issue about a sheet; ``said``: row, column, count, and the fields of its templates."""
        self.issues.append(issue(reason, wording, source=sheet.source, **said))

    @property
    def sites(self) -> list[str]:
        """Every site met so far, as first written."""
        return list(self._sites.values())

    def known_site(self, written: str) -> str:
        """The site meant by ``written``, as it was written first, or here if nobody did; "" where nothing is written.

        Nothing is remembered, so a row may still be set aside; ``site`` is for rows that are kept.
        """
        name = tidy(written)
        return self._sites.get(fold(name), name) if name else ""

    def site(self, written: str) -> str:
        """The site meant by ``written``, remembered as it was written first; "" where nothing is written."""
        name = self.known_site(written)
        return self._sites.setdefault(fold(name), name) if name else ""

    def known_relation(self, written: str) -> str:
        """The relation meant by ``written``: its id in the vocabulary, else as first written; nothing is remembered."""
        name = tidy(written)
        if known := self._relations.get(fold(name)):
            return known
        entry = load_vocabulary("relations").entry(name)
        return entry.id if entry else name

    def relation(self, written: str) -> str:
        """The relation meant by ``written``: its id in the vocabulary, else remembered as it was written first."""
        return self._relations.setdefault(fold(tidy(written)), self.known_relation(written))

    def home(self, organization_id: str) -> str:
        """The first site an organization is in; "" while it has none."""
        return self._home.get(organization_id, "")

    def sites_of(self, organization_id: str) -> list[str]:
        """The sites an organization is in."""
        return self._sites_of.get(organization_id, [])

    def organization(self, name: str, site: str) -> str:
        """The id of the organization called ``name`` in ``site``, added if nobody has listed it.

        Raises Ambiguous where several organizations bear the name.
        """
        name = tidy(name)
        found = self.directory.find(name, site)
        meaning = self.directory.decided.meaning(name, site)
        how = ""
        if found is None:
            known_as = meaning.name if meaning else name
            found = self.add(known_as, site, home=meaning.home if meaning else "")
            how = "named" if known_as == name else ""
        elif meaning and meaning.home and site:  # one organization in several cities
            self.locate(found, site)
        self.wrote(name, found, site, how)
        return found

    def wrote(self, spelling: str, organization_id: str, site: str = "", how: str = "") -> None:
        """Remember that ``spelling`` was written for this organization; without a site, in its first one.

        Whoever is listed without a site belongs to every site in which it is named.
        """
        if site and organization_id in self._unplaced:
            self.locate(organization_id, site)
            self._unplaced.add(organization_id)
        self.directory.wrote(spelling, organization_id, site or self.home(organization_id), how)

    def add(self, name: str, site: str = "", source_id: str = "", home: str = "") -> str:
        """The id of a new organization, placed in ``site`` if one is given; ``home``: the city it is known by."""
        found = self.directory.add(name, home or site, source_id)
        self.organizations[found] = {"organization_id": found, "name": name}
        if site:
            self.locate(found, site)
        else:
            self._unplaced.add(found)
        return found

    def locate(self, organization_id: str, site: str, **where: object) -> None:
        """Place the organization in ``site``; what an earlier row said of the place stands."""
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
        for key, value in where.items():
            row.setdefault(key, value)

    def merge(self, kept: str, gone: str) -> None:
        """Make one organization of two; what is said of ``kept`` stands. The directory is told by ``join``."""
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
        if gone in self.listed:
            self.listed.add(kept)
            self.listed.discard(gone)
        if gone in self._unplaced and kept not in self._home:
            self._unplaced.add(kept)
        self._unplaced.discard(gone)

    def describe(self, organization_id: str, attributes: dict[str, Any], *, outrank: bool = False) -> None:
        """Add attributes to an organization; what stands already stays, unless these ``outrank`` it.

        Of two rows about consent the one that wants less shown stands.
        """
        known = self.organizations[organization_id]
        for key, value in attributes.items():
            if value in ("", None):
                continue
            stricter = key == "consent" and known.get(key) and _openness(value) < _openness(known[key])
            if outrank or stricter or known.get(key) in ("", None):
                known[key] = value

    def entry(self, word_list: str, text: str) -> VocabularyEntry | None:
        """The entry of a word list that ``text`` means: by the recipe first, by the list then."""
        return load_vocabulary(word_list).entry(self.words.get((word_list, fold(text)), text))

    def join(self, organization_id: str, initiative: str, kind: str, role: str = "") -> None:
        """Make the organization take part in an initiative or a national network."""
        initiative_id = slug(initiative)
        named = {"initiative_id": initiative_id, "name": initiative, "kind": kind}
        self.initiatives.setdefault(initiative_id, named)
        ends = {"organization_id": organization_id, "initiative_id": initiative_id, "role": role}
        self.memberships.setdefault((organization_id, initiative_id), ends)
