"""Names to organizations: equal after folding, or listed as an alias; nothing fuzzier is ever merged here."""

import re
from collections import Counter
from dataclasses import dataclass, field

from ecosystem.text import fold


def slug(name: str) -> str:
    """A short id made of ``name``: folded, words joined by hyphens; "unnamed" where nothing is left."""
    return re.sub(r"[^\w]+", "-", fold(name)).strip("-_")[:80] or "unnamed"


class Ambiguous(Exception):
    """A spelling stands for several organizations and nothing in its row says which."""


@dataclass
class Directory:
    """The organizations met so far, by id and by spelling, and every spelling seen.

    A spelling is looked up within its site. Without a site it is looked up everywhere, and two organizations of
    one name are then told apart by id or not at all (``Ambiguous``).
    """

    aliases: dict[str, str] = field(default_factory=dict)  # folded spelling -> name as listed
    names: dict[str, str] = field(default_factory=dict)  # organization_id -> name
    ids_restart: bool = False  # the source numbers its organizations anew in each site
    _by_spelling: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # (site, fold) -> ids
    _anywhere: dict[str, set[str]] = field(default_factory=dict)  # fold -> ids
    _by_source_id: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # (site, id as written) -> ids
    _source_id_anywhere: dict[str, set[str]] = field(default_factory=dict)  # id as written -> ids
    _spellings: Counter = field(default_factory=Counter)  # (site, spelling, organization_id, how) -> times

    def meant(self, name: str) -> str:
        """The name that ``name`` stands for, from alias to alias; itself where no alias says so."""
        seen = set()
        while (folded := fold(name)) in self.aliases and folded not in seen:
            seen.add(folded)
            name = self.aliases[folded]
        return name

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

    def settle_in(self, organization_id: str, site: str) -> None:
        """Make the organization known in ``site`` under its own name."""
        folded = fold(self.meant(self.names[organization_id]))
        self._by_spelling.setdefault((site, folded), set()).add(organization_id)
        self._anywhere.setdefault(folded, set()).add(organization_id)

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

    def find(self, name: str, site: str = "") -> str | None:
        """The organization called ``name`` in ``site`` (or, without a site, anywhere); None if there is none.

        Raises Ambiguous where several organizations bear the name.
        """
        folded = fold(self.meant(name))
        if not site:
            return _only(self._anywhere.get(folded, set()), name)
        found = self._by_spelling.get((site, folded)) or self._by_spelling.get(("", folded)) or set()
        return _only(found, name)

    def wrote(self, spelling: str, organization_id: str, site: str = "", how: str = "") -> None:
        """Remember that ``spelling`` was written for this organization."""
        self._spellings[site, spelling, organization_id, how or self._how(spelling, organization_id)] += 1

    def _how(self, spelling: str, organization_id: str) -> str:
        name = self.names[organization_id]
        if spelling == name:
            return "listed"
        if fold(spelling) == fold(name):
            return "folded"
        return "alias" if fold(self.meant(spelling)) == fold(self.meant(name)) else "by id"

    def rows(self) -> list[dict]:
        """Rows of the table ``names``."""
        merged: dict[tuple[str, str, str], dict] = {}
        for (site, spelling, organization_id, how), times in self._spellings.items():
            row = merged.setdefault(
                (site, spelling, organization_id),
                {
                    "site": site,
                    "name_as_written": spelling,
                    "organization_id": organization_id,
                    "name": self.names[organization_id],
                    "how": how,
                    "times": 0,
                },
            )
            row["times"] += times
        return list(merged.values())


def _only(found: set[str], written: str) -> str | None:
    """The one member of ``found``, None if it has none; raises Ambiguous if it has several."""
    if len(found) > 1:
        raise Ambiguous(written)
    return next(iter(found), None)
