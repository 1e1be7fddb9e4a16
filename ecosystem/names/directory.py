"""Names to organizations: equal after folding, or decided by people; nothing fuzzier is ever merged here."""

import re
from collections import Counter
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from ecosystem.names.consistency import DecisionSet
from ecosystem.text import fold


def slug(name: str) -> str:
    """A short id made of ``name``: folded, words joined by hyphens; "unnamed" where nothing is left."""
    return re.sub(r"[^\w]+", "-", fold(name)).strip("-_")[:80] or "unnamed"


class Ambiguous(Exception):
    """A spelling stands for several organizations and nothing in its row says which."""


@dataclass
class Directory:
    """The organizations met so far, by id and by spelling, and every spelling seen.

    A spelling is looked up within its site: first as it stands, then as decisions read it. Without a site it is
    looked up everywhere, and two organizations of one name are then told apart by id or not at all (``Ambiguous``).
    """

    decided: DecisionSet = field(default_factory=DecisionSet)
    names: dict[str, str] = field(default_factory=dict)  # organization_id -> name
    ids_restart: bool = False  # the source numbers its organizations anew in each site
    _by_spelling: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # (site folded, key) -> ids
    _anywhere: dict[str, set[str]] = field(default_factory=dict)  # key -> ids
    _by_source_id: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # (site, id as written) -> ids
    _source_id_anywhere: dict[str, set[str]] = field(default_factory=dict)  # id as written -> ids
    _spellings: Counter[tuple[str, str, str, str]] = field(
        default_factory=Counter
    )  # (site, spelling, organization_id, how) -> times

    def copy(self) -> "Directory":
        """Another directory of the same organizations; what is added to the one is not in the other."""
        made = copy(self)
        made.names, made._spellings = dict(self.names), Counter(self._spellings)
        for index in ("_by_spelling", "_anywhere", "_by_source_id", "_source_id_anywhere"):
            setattr(made, index, {key: set(ids) for key, ids in getattr(self, index).items()})
        return made

    def meant(self, name: str, site: str = "") -> str:
        """The name that ``name`` stands for in ``site``; itself where nobody decided so."""
        meaning = self.decided.meaning(name, site)
        return meaning.name if meaning else name

    def add(self, name: str, site: str = "", source_id: str = "") -> str:
        """The id of a new organization called ``name``: the source's own where it is still free."""
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
        return chosen

    def settle_in(self, organization_id: str, site: str, name: str = "") -> None:
        """Make the organization known in ``site`` under its own name, or under ``name``."""
        key = self.decided.key(name or self.names[organization_id], site)
        self._by_spelling.setdefault((fold(site), key), set()).add(organization_id)
        self._anywhere.setdefault(key, set()).add(organization_id)

    def join(self, joined: Mapping[str, str]) -> None:
        """Let the organizations found by one id be found by another: gone -> kept; no id is given out again."""
        indexes: tuple[dict[Any, set[str]], ...] = (
            self._by_spelling,
            self._anywhere,
            self._by_source_id,
            self._source_id_anywhere,
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

    def with_id(self, source_id: str, site: str = "") -> set[str]:
        """The organizations that the source calls ``source_id``; where ids begin anew, those of that site alone."""
        if site and self.ids_restart:
            return self._by_source_id.get((site, source_id), set())
        return self._source_id_anywhere.get(source_id, set())

    def by_id(self, source_id: str, site: str = "") -> str | None:
        """The one organization that the source calls ``source_id``; None if there is none.

        Raises Ambiguous where the id was given to several.
        """
        return _only(self.with_id(source_id, site), source_id)

    def called(self, name: str, site: str = "") -> set[str]:
        """The organizations called ``name``, as it stands, in ``site`` or, without one, anywhere."""
        key = self.decided.key(name, site)
        if not site:
            return self._anywhere.get(key, set())
        return self._by_spelling.get((fold(site), key)) or self._by_spelling.get(("", key)) or set()

    def as_written(self, name: str, site: str = "") -> str | None:
        """The organization called ``name`` as it stands, whatever was decided; raises Ambiguous as ``find`` does."""
        return _only(self.called(name, site), name)

    def find(self, name: str, site: str = "") -> str | None:
        """The organization called ``name`` in ``site`` (or, without a site, anywhere); None if there is none.

        Raises Ambiguous where several organizations bear the name.
        """
        found = self.called(name, site)
        if not found and (meaning := self.decided.meaning(name, site)):
            found = self.called(meaning.name, site and (meaning.home or site))
        return _only(found, name)

    def would_be_one(self, name: str, other: str, site: str = "") -> bool:
        """Whether two names that nobody bears in ``site`` would come to stand for one organization, once added."""
        first, second = (self.decided.meaning(each, site) for each in (name, other))
        places = {site, first.home or site} if first else {site}
        keys = {self.decided.key(first.name if first else name, place) for place in places}
        if self.decided.key(other, site) in keys:
            return True
        return second is not None and self.decided.key(second.name, site and (second.home or site)) in keys

    def wrote(self, spelling: str, organization_id: str, site: str = "", how: str = "") -> None:
        """Remember that ``spelling`` was written for this organization."""
        self._spellings[site, spelling, organization_id, how] += 1

    def written(self) -> dict[str, str]:
        """Every name and spelling met, by what it folds to."""
        spellings = (spelling for _, spelling, _, _ in self._spellings)
        return {fold(each): each for each in (*spellings, *self.names.values())}

    def _how(self, site: str, spelling: str, organization_id: str, how: str) -> dict[str, str]:
        """How a spelling came to stand for its organization; where people decided it, by whom and when."""
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
        """Rows of the table ``names``."""
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
    """The one member of ``found``, None if it has none; raises Ambiguous if it has several."""
    if len(found) > 1:
        raise Ambiguous(written)
    return next(iter(found), None)
