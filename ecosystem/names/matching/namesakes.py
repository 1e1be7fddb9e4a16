"""Names that several organizations bear: one question about all of them instead of one about each two."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ecosystem.names.matching.evidence import Facts

SEVERAL = 3  # from this number of organizations on, one name is one question
Pairs = set[tuple[int, int]]


class Namesakes(NamedTuple):
    """The organizations of one name, as positions: in clusters of equal address, website, level, parent and city."""

    clusters: tuple[tuple[int, ...], ...]

    @property
    def firsts(self) -> tuple[int, ...]:
        """Return one position of each cluster."""
        return tuple(cluster[0] for cluster in self.clusters)

    @property
    def compared(self) -> tuple[int, ...]:
        """Return the positions that are compared with other names: a large cluster is represented by its first."""
        return tuple(at for each in self.clusters for at in (each if len(each) < SEVERAL else each[:1]))

    def questions(self) -> Iterator[tuple[int, ...]]:
        """Yield each question about these organizations: the members of a cluster, then one of each cluster."""
        yield from (cluster for cluster in self.clusters if len(cluster) > 1)
        if len(self.clusters) > 1:
            yield self.firsts


def namesakes(
    folded: Sequence[str], owners: Sequence[str], sites: Sequence[str], known: Sequence[Facts]
) -> list[Namesakes]:
    """Return the organizations of each name, in the order of the list; an organization counts once per name."""
    found: dict[str, dict[str, int]] = {}
    for position, (name, owner) in enumerate(zip(folded, owners, strict=True)):
        found.setdefault(name, {}).setdefault(owner, position)
    groups = []
    for positions in found.values():
        clusters: dict[object, list[int]] = {}
        for at in positions.values():
            clusters.setdefault(_identity(known[at], sites[at]) if len(positions) > 1 else at, []).append(at)
        groups.append(Namesakes(tuple(map(tuple, clusters.values()))))
    return groups


def _identity(fact: Facts, site: str) -> tuple[object, ...]:
    where = (fact.place.number, fact.place.street) if fact.place.number else (fact.website, fact.address)
    return (*where, fact.level, fact.parent, site)


def pairs_between(one: Namesakes, other: Namesakes, known: Sequence[Facts]) -> Pairs:
    """Return the pairs of positions worth comparing between two names: all of few; of many, those of equal evidence."""
    a, b = one.compared, other.compared
    if max(len(a), len(b)) < SEVERAL:
        return {(min(pair), max(pair)) for pair in ((x, y) for x in a for y in b)}
    pairs = {(min(a[0], b[0]), max(a[0], b[0]))}
    under: dict[object, int] = {}
    for at in a:
        under |= dict.fromkeys(_facts_of(known[at]), at)
    for at in b:
        met = (under[each] for each in _facts_of(known[at]) if each in under)
        pairs |= {(min(at, each), max(at, each)) for each in met}
    return pairs


def _facts_of(fact: Facts) -> list[object]:
    place = [(fact.place.number, word) for word in fact.place.street] if fact.place.number else []
    return [*place, *([fact.website] if fact.website else [])]
