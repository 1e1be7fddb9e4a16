"""Directory from names to organizations: only names equal after folding, or merged by decisions, are the same."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from ecosystem.names.consistency import DecisionSet
from ecosystem.text import fold

_MOST_OF_A_SLUG = 80
_WHOLE_NUMBER = re.compile(r"0*(\d+)(?:[.,]0{1,2})?")


def slug(name: str) -> str:
    """Return a short id derived from ``name``: folded, words joined by hyphens; "unnamed" if nothing remains."""
    return _whole_slug(name)[:_MOST_OF_A_SLUG] or "unnamed"


def distinct_slug(name: str) -> str:
    """Return the ``slug`` of a name; a name too long for one gets a digest of the whole, so that no two are alike.

    >>> distinct_slug("Food Council"), distinct_slug("Food " * 40)
    ('food-council', 'food-food-food-food-food-food-food-food-food-food-food-food-food-food-f-9da31b20')
    """
    return slug(name) if len(_whole_slug(name)) <= _MOST_OF_A_SLUG else digest_slug(name)


def digest_slug(name: str) -> str:
    """Return a slug that ends with a digest of the folded name."""
    digest = hashlib.sha256(fold(name).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug(name)[: _MOST_OF_A_SLUG - 9].rstrip('-')}-{digest}"


def _whole_slug(name: str) -> str:
    return re.sub(r"[^\w]+", "-", fold(name)).strip("-_")


def id_key(source_id: str) -> str:
    """Return an id without what spreadsheets change: capitals, leading zeros, and the ".0" of a number with decimals.

    >>> id_key("1.0"), id_key("007"), id_key("ORG-1"), id_key("1.5")
    ('1', '7', 'org-1', '1.5')
    """
    number = _WHOLE_NUMBER.fullmatch(source_id)
    return number[1] if number else source_id.casefold()


class Ambiguous(Exception):
    """A spelling that may mean several organizations, with nothing in its row to distinguish them."""


@dataclass
class Directory:
    """The organizations read so far, by id and by spelling, and every spelling read.

    A spelling is looked up within its site: first as written, then as decisions interpret it. Without a site it is
    looked up everywhere; two organizations of one name are then distinguished by id, or ``Ambiguous`` is raised.
    """

    decided: DecisionSet = field(default_factory=DecisionSet)
    names: dict[str, str] = field(default_factory=dict)  # organization_id -> name
    ids_restart: bool = False  # the source numbers its organizations anew in each site
    _by_spelling: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # (site folded, key) -> ids
    _anywhere: dict[str, set[str]] = field(default_factory=dict)  # key -> ids
    _by_source_id: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # (site, id as written) -> ids
    _source_id_anywhere: dict[str, set[str]] = field(default_factory=dict)  # id as written -> ids
    _by_id_key: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # (site or "", key of the id) -> ids
    _spellings: Counter[tuple[str, str, str, str]] = field(
        default_factory=Counter
    )  # (site, spelling, organization_id, how) -> times

    def copy(self) -> "Directory":
        """Return an independent copy of the directory."""
        made = copy(self)
        made.names, made._spellings = dict(self.names), Counter(self._spellings)
        for index in ("_by_spelling", "_anywhere", "_by_source_id", "_source_id_anywhere", "_by_id_key"):
            setattr(made, index, {key: set(ids) for key, ids in getattr(self, index).items()})
        return made

    def meant(self, name: str, site: str = "") -> str:
        """Return the name that decisions assign to ``name`` in ``site``; ``name`` itself if there are none."""
        meaning = self.decided.meaning(name, site)
        return meaning.name if meaning else name

    def add(self, name: str, site: str = "", source_id: str = "") -> str:
        """Add an organization called ``name`` and return its id: the source's own if it is still free."""
        wanted = source_id or slug(name)
        if site and (self.ids_restart or not source_id):
            wanted = f"{slug(site)}/{wanted}"
        chosen, again = wanted, 2
        while chosen in self.names:
            chosen, again = f"{wanted}-{again}", again + 1
        self.names[chosen] = name
        self.settle_in(chosen, site)
        if source_id:
            self._by_source_id.setdefault((site, source_id), set()).add(chosen)
            self._source_id_anywhere.setdefault(source_id, set()).add(chosen)
            for place in {site, ""}:
                self._by_id_key.setdefault((place, id_key(source_id)), set()).add(chosen)
        return chosen

    def settle_in(self, organization_id: str, site: str, name: str = "") -> None:
        """Register the organization in ``site`` under its own name, or under ``name``."""
        key = self.decided.key(name or self.names[organization_id], site)
        self._by_spelling.setdefault((fold(site), key), set()).add(organization_id)
        self._anywhere.setdefault(key, set()).add(organization_id)

    def join(self, joined: Mapping[str, str]) -> None:
        """Redirect ids (gone -> kept) after a merge; no id is assigned again."""
        indexes: tuple[dict[Any, set[str]], ...] = (
            self._by_spelling,
            self._anywhere,
            self._by_source_id,
            self._source_id_anywhere,
            self._by_id_key,
        )
        for index in indexes:
            for key, ids in index.items():
                index[key] = {joined.get(each, each) for each in ids}
        for gone, kept in joined.items():
            self.names[gone] = self.names[kept]
        spellings: Counter[tuple[str, str, str, str]] = Counter()
        for (site, spelling, who, how), times in self._spellings.items():
            spellings[site, spelling, joined.get(who, who), how] += times
        self._spellings = spellings

    @property
    def has_ids(self) -> bool:
        """Return whether any list gives its organizations ids."""
        return bool(self._source_id_anywhere)

    def with_id(self, source_id: str, site: str = "", *, as_written: bool = False) -> set[str]:
        """Return the organizations with ``source_id``; only those of the site if ids restart in each site.

        An id that nobody has as written stands for those with the same ``id_key``, unless ``as_written``: 1.0 is 1.
        """
        if site and self.ids_restart:
            found, place = self._by_source_id.get((site, source_id), set()), site
        else:
            found, place = self._source_id_anywhere.get(source_id, set()), ""
        return found if found or as_written else self._by_id_key.get((place, id_key(source_id)), set())

    def by_id(self, source_id: str, site: str = "") -> str | None:
        """Return the one organization with ``source_id`` in the source; None if there is none.

        Raises Ambiguous if several have the id.
        """
        return _only(self.with_id(source_id, site), source_id)

    def called(self, name: str, site: str = "") -> set[str]:
        """Return the organizations called ``name``, as written, in ``site`` or, without one, anywhere."""
        key = self.decided.key(name, site)
        if not site:
            return self._anywhere.get(key, set())
        return self._by_spelling.get((fold(site), key)) or self._by_spelling.get(("", key)) or set()

    def as_written(self, name: str, site: str = "") -> str | None:
        """Return the organization called ``name`` as written, ignoring decisions; raises Ambiguous as ``find`` does."""
        return _only(self.called(name, site), name)

    def find(self, name: str, site: str = "") -> str | None:
        """Return the organization called ``name`` in ``site`` (or, without a site, anywhere); None if there is none.

        Raises Ambiguous if several organizations have the name.
        """
        found = self.called(name, site)
        if not found and (meaning := self.decided.meaning(name, site)):
            found = self.called(meaning.name, site and (meaning.home or site))
            found = found & {meaning.id} or found
        return _only(found, name)

    def would_be_one(self, name: str, other: str, site: str = "") -> bool:
        """Return whether two new names in ``site`` would be read as one organization once added."""
        first, second = (self.decided.meaning(each, site) for each in (name, other))
        places = {site, first.home or site} if first else {site}
        keys = {self.decided.key(first.name if first else name, place) for place in places}
        if self.decided.key(other, site) in keys:
            return True
        return second is not None and self.decided.key(second.name, site and (second.home or site)) in keys

    def wrote(self, spelling: str, organization_id: str, site: str = "", how: str = "") -> None:
        """Record that ``spelling`` was written for this organization."""
        self._spellings[site, spelling, organization_id, how] += 1

    def written(self) -> dict[str, str]:
        """Return every name and spelling read, by folded form."""
        spellings = (spelling for _, spelling, _, _ in self._spellings)
        return {fold(each): each for each in (*spellings, *self.names.values())}

    def _how(self, site: str, spelling: str, organization_id: str, how: str) -> dict[str, str]:
        """Return how a spelling was assigned to its organization; for a decision, by whom and when."""
        name, decided = self.names[organization_id], self.decided
        if how and spelling == name:
            return {"how": how}
        if spelling == name:
            return {"how": "listed"}
        if decided.key(spelling, site) == decided.key(name, site):
            return {"how": how or "folded"}
        meaning = decided.meaning(spelling, site)
        if meaning is None or fold(meaning.name) != fold(name):
            return {"how": how or "by id"}
        why = meaning.decision
        return {"how": "decided" if why.by else "alias", "by": why.by, "at": why.at, "decision": why.decision_id}

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows of the table ``names``."""
        merged: dict[tuple[str, str, str], dict[str, Any]] = {}
        for (site, spelling, organization_id, how), times in self._spellings.items():
            row = merged.setdefault(
                (site, spelling, organization_id),
                {
                    "site": site,
                    "name_as_written": spelling,
                    "organization_id": organization_id,
                    "name": self.names[organization_id],
                    "times": 0,
                    **self._how(site, spelling, organization_id, how),
                },
            )
            row["times"] += times
        return list(merged.values())


def _only(found: set[str], written: str) -> str | None:
    """Return the only member of ``found``, None if it is empty; raises Ambiguous if there are several."""
    if len(found) > 1:
        raise Ambiguous(written)
    return next(iter(found), None)
