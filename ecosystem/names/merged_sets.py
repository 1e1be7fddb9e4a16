"""Disjoint sets (union-find): which keys were merged, and the key that represents each set."""

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class MergedSets(Generic[Key]):
    """Keys merged step by step; a key that was never merged represents itself.

    >>> sets = MergedSets[str]()
    >>> sets.merge("DoIT", "City IT"); sets.merge("City IT", "IT of the City")
    >>> sets.kept("DoIT"), sets.kept("Library")
    ('IT of the City', 'Library')
    """

    def __init__(self) -> None:
        self._above: dict[Key, Key] = {}

    def kept(self, key: Key) -> Key:
        """Return the key that represents ``key`` and all keys merged with it."""
        while (above := self._above.get(key, key)) != key:
            further = self._above.get(above, above)
            self._above[key] = key = further
        return key

    def merge(self, gone: Key, kept: Key) -> None:
        """Merge two sets of keys; the representative of ``kept`` represents both."""
        one, other = self.kept(gone), self.kept(kept)
        if one != other:
            self._above[one] = other

    def __iter__(self) -> Iterator[Key]:
        """Iterate over the keys that another one represents, in the order they were merged."""
        return iter(list(self._above))
