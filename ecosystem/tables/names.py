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
    _by_spelling: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # (site, fold) -> ids
    _anywhere: dict[str, set[str]] = field(default_factory=dict)  # fold -> ids
    _by_source_id: dict[tuple[str, str], str] = field(default_factory=dict)  # (site or "", id as written) -> id
    _spellings: Counter = field(default_factory=Counter)  # (site, spelling, organization_id, how) -> times

    def settle(self, name: str) -> tuple[str, bool]:
        """The folded name that ``name`` stands for, and whether an alias said so."""
        folded = fold(name)
        if folded in self.aliases:
            return fold(self.aliases[folded]), True
        return folded, False

    def add(self, name: str, site: str = "", source_id: str = "", organization_id: str = "") -> str:
        """The id of a new organization called ``name``; ``organization_id`` is used where it is still free."""
        wanted = organization_id or (f"{slug(site)}/{slug(name)}" if site else slug(name))
        chosen, again = wanted, 2
        while chosen in self.names:
            chosen, again = f"{wanted}-{again}", again + 1
        self.names[chosen] = name
        self.settle_in(chosen, site)
        if source_id:
            self._by_source_id.setdefault(("", source_id), chosen)
            self._by_source_id[site, source_id] = chosen
        return chosen

    def settle_in(self, organization_id: str, site: str) -> None:
        """Make the organization known in ``site`` under its own name."""
        folded = self.settle(self.names[organization_id])[0]
        self._by_spelling.setdefault((site, folded), set()).add(organization_id)
        self._anywhere.setdefault(folded, set()).add(organization_id)

    def by_id(self, source_id: str, site: str = "") -> str | None:
        """The organization that the source calls ``source_id``, in that site if it has ids of its own."""
        return self._by_source_id.get((site, source_id)) or self._by_source_id.get(("", source_id))

    def find(self, name: str, site: str = "") -> str | None:
        """The organization called ``name`` in ``site`` (or, without a site, anywhere); None if there is none.

        Raises Ambiguous where several organizations bear the name.
        """
        folded = self.settle(name)[0]
        if site:
            found = self._by_spelling.get((site, folded)) or self._by_spelling.get(("", folded)) or set()
        else:
            found = self._anywhere.get(folded, set())
        if len(found) > 1:
            raise Ambiguous(name)
        return next(iter(found), None)

    def wrote(self, spelling: str, organization_id: str, site: str = "", how: str = "") -> None:
        """Remember that ``spelling`` was written for this organization."""
        if not how:
            name = self.names[organization_id]
            how = "listed" if spelling == name else "alias" if self.settle(spelling)[1] else "folded"
        self._spellings[site, spelling, organization_id, how] += 1

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
