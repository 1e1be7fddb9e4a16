"""Decisions about pairs, and what follows from them."""

from collections.abc import Iterable

import pandas as pd

from ecosystem.names.merged_sets import MergedSets

Key = tuple[str, str]  # site ("" for every site), organization id


class Decided:
    """The pairs that need no further question.

    Two organizations are settled by a decision, or by inference: if A is B and B is not C, then A is not C.
    """

    def __init__(self, decided: pd.DataFrame | None) -> None:
        self._same: MergedSets[Key] = MergedSets()
        self._apart: set[frozenset[Key]] = set()
        self._any = decided is not None and not decided.empty
        if decided is None or decided.empty:
            return
        sites = decided["site"].fillna("") if "site" in decided else [""] * len(decided)
        rows = list(zip(sites, decided["id_a"], decided["id_b"], decided["verdict"], strict=True))
        for site, one, other, verdict in rows:
            if verdict == "same":
                self._same.merge((site, one), (site, other))
        self._apart = set(self._pairs(row[:3] for row in rows if row[3] in ("different", "part of")))

    def _pairs(self, rows: Iterable[tuple[str, str, str]]) -> Iterable[frozenset[Key]]:
        return (frozenset((self._same.kept((site, one)), self._same.kept((site, other)))) for site, one, other in rows)

    def kept(self, key: Key) -> Key:
        """Return the key that represents an organization and those that decisions merge with it."""
        one = self._same.kept(key)
        return one if one != key else self._same.kept(("", key[1]))

    def settles(self, one: Key, other: Key) -> bool:
        """Return whether decisions settle the pair."""
        if not self._any:
            return False
        return self._settled(one, other) or self._settled(("", one[1]), ("", other[1]))

    def _settled(self, one: Key, other: Key) -> bool:
        one, other = self._same.kept(one), self._same.kept(other)
        return one == other or frozenset((one, other)) in self._apart
