"""Array representation of a network for fast measures; the only module that imports python-igraph."""

import random
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import count, pairwise
from math import nan
from typing import Any, Self

import igraph
import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from ecosystem.errors import TableError

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_TOGETHER = 2**20  # paths processed together: fewer is slow in Python, more takes memory
_DRAWING = threading.RLock()  # igraph has one random generator for all threads


@contextmanager
def drawing_from(seed: int) -> Iterator[None]:
    """Make igraph's random draws depend only on ``seed`` while the context is open.

    Other threads wait until it closes.
    """
    with _DRAWING:
        igraph.set_random_number_generator(random.Random(seed))  # noqa: S311  a simulation, not a secret
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)


def communities(graph: Any, seed: int) -> tuple[Ints, float]:
    """Return each vertex's community from one run of Leiden on an igraph graph, and the modularity of the partition."""
    with drawing_from(seed):
        found = graph.community_leiden(objective_function="modularity", n_iterations=-1)
    return np.array(found.membership, dtype=np.int64), float(found.modularity)


def rewired(graph: Any, seed: int) -> Any:
    """Return a random igraph graph in which every vertex has as many ties as in ``graph``."""
    drawn = graph.copy()
    with drawing_from(seed):
        drawn.rewire(n=10 * graph.ecount())  # docs/methods.md, section 8
    return drawn


@dataclass(frozen=True, eq=False)
class Network:
    """One city's organizations and ties as arrays; every array of organizations is aligned with `ids`.

    Relations are collapsed: a pair has at most one arc in each direction. The *union* has one tie for each pair with an
    arc in either direction, and contains only the organizations that are `observed`.
    """

    ids: tuple[str, ...]  # sorted, so that the order of rows does not affect results
    sectors: tuple[str, ...]  # sorted names; `sector` holds indexes into them
    sector: Ints  # -1 where the sector is unknown
    answered: Bools
    observed: Bools  # answered, or is an end of a tie; the ties of others are unknown
    source: Ints
    target: Ints
    strength: Floats  # of each arc: summed over its relations, NaN if one of them has none
    directed: Bools  # of each arc: False where all its relations are mutual by definition
    named_by: Ints | None = None  # number of respondents that name each; None in a plain list
    asked: bool = True  # ties were asked about or listed; if not, that there are none says nothing
    complete: bool = True  # False in a list of ties that may lack some of an organization without any

    @classmethod
    def from_graph(
        cls,
        graph: nx.MultiDiGraph,
        organizations: pd.DataFrame,
        survey: bool,
        named_by: Mapping[str, int] | None = None,
        *,
        asked: bool = True,
        complete: bool = True,
    ) -> Self:
        """Return the arrays of `graph`, which is not changed.

        `organizations` is read for the columns organization_id, sector and, if `survey`, status. Rows about
        organizations outside the graph are ignored; an organization without a row has an unknown sector and has not
        answered. In a recorded list (`survey` False) every organization counts as having answered. `named_by` holds the
        number of respondents that name each organization of the graph; 0 for those it omits. `asked` is False where
        nobody was asked about ties and no list of them was read, `complete` False where a list may lack some.
        """
        ids = sorted(graph)
        table = organizations.set_index("organization_id").reindex(ids)
        sector, sectors = pd.factorize(table["sector"], sort=True)
        answered = table["status"].isin(["respondent"]).to_numpy() if survey else np.full(len(ids), True)

        place = {name: number for number, name in enumerate(ids)}
        rows = [
            (place[source], place[target], tie["strength"], tie["directed"])
            for source, partners in graph.adjacency()
            for target, relations in partners.items()
            for tie in relations.values()
        ]
        sources, targets, strengths, directions = zip(*rows, strict=True) if rows else ((), (), (), ())
        ends = np.array([sources, targets], dtype=np.int64)
        loops = ends[0, ends[0] == ends[1]]
        if len(loops):
            raise TableError(f"The ties hold one from {ids[loops[0]]!r} to itself; please report this.")
        arcs, arc = np.unique(ends[0] * len(ids) + ends[1], return_inverse=True)
        source, target = np.divmod(arcs, max(len(ids), 1))
        observed = answered.copy()
        observed[ends.ravel()] = True
        return cls(
            ids=tuple(ids),
            sectors=tuple(str(name) for name in sectors),
            sector=np.asarray(sector, dtype=np.int64),
            answered=answered,
            observed=observed,
            source=source,
            target=target,
            # None becomes NaN, and a sum with NaN in it is NaN
            strength=np.bincount(arc, np.array(strengths, dtype=float), len(arcs)).astype(float),
            directed=np.bincount(arc, np.array(directions, dtype=float), len(arcs)) > 0,
            named_by=None if named_by is None else np.array([named_by.get(name, 0) for name in ids], dtype=np.int64),
            asked=asked,
            complete=complete,
        )

    def __len__(self) -> int:
        return len(self.ids)

    def over_observed(self, values: npt.ArrayLike) -> Floats:
        """Return one value for each organization from one for each observed one; NaN for the others."""
        spread = np.full(len(self), nan)
        spread[self.observed] = values
        return spread

    def has_arc(self, source: Ints, target: Ints) -> Bools:
        """Return True for each of the given pairs that has an arc from source to target."""
        arcs = self.source * len(self) + self.target  # ascending, because arcs are sorted
        wanted = source * len(self) + target
        if not len(arcs):
            return np.zeros(len(wanted), dtype=bool)
        found = arcs[np.searchsorted(arcs, wanted).clip(max=len(arcs) - 1)]
        return np.asarray(found == wanted)

    @cached_property
    def has_direction(self) -> bool:
        """Return whether any tie has a direction: a directed relation, or a nomination that is not returned."""
        return bool(self.directed.any()) or not bool(self.has_arc(self.target, self.source).all())

    @cached_property
    def pairs(self) -> Ints:
        """Return the ties of the union, one row each, the lower number first, in ascending order."""
        low, high = np.minimum(self.source, self.target), np.maximum(self.source, self.target)
        keys = np.unique(low * len(self) + high)
        return np.column_stack(np.divmod(keys, max(len(self), 1)))

    @cached_property
    def pair_strength(self) -> Floats:
        """Return the strength of each of `pairs`: the maximum over its arcs, NaN where none has a strength."""
        strength = np.full(len(self.pairs), np.nan)
        low, high = np.minimum(self.source, self.target), np.maximum(self.source, self.target)
        keys = self.pairs @ np.array([len(self), 1])
        np.fmax.at(strength, np.searchsorted(keys, low * len(self) + high), self.strength)
        return strength

    @cached_property
    def degree(self) -> Ints:
        """Return the number of partners of each organization in the union; 0 also for the unobserved."""
        return np.bincount(self.pairs.ravel(), minlength=len(self))

    @cached_property
    def partners_by_sector(self) -> Ints:
        """Return partners in the union, a row for each organization and a column for each known sector."""
        organization = self.pairs.ravel()
        partner_sector = self.sector[self.pairs[:, ::-1].ravel()]
        known = partner_sector >= 0
        width = len(self.sectors)
        cells = organization[known] * width + partner_sector[known]
        return np.bincount(cells, minlength=len(self) * width).reshape(len(self), width)

    @cached_property
    def open_paths(self) -> tuple[Ints, Ints, Ints]:
        """Return start, middle and end of each path of two arcs whose start has no arc to its end."""
        out_degree = np.bincount(self.source, minlength=len(self))
        first_out = np.cumsum(out_degree) - out_degree
        lengths = out_degree[self.target]  # number of arcs that continue from the end of each arc
        begins = np.unique(np.searchsorted(np.cumsum(lengths), np.arange(0, lengths.sum(), _TOGETHER), side="right"))
        parts = [(np.array([], dtype=np.int64),) * 3]
        for begin, end_of_part in pairwise([*begins, len(lengths)]):
            length = lengths[begin:end_of_part]
            arc = np.repeat(np.arange(begin, end_of_part), length)
            step = np.arange(len(arc)) - np.repeat(np.cumsum(length) - length, length)
            start, middle = self.source[arc], self.target[arc]
            end = self.target[first_out[middle] + step]
            kept = (start != end) & ~self.has_arc(start, end)
            parts.append((start[kept], middle[kept], end[kept]))
        start, middle, end = (np.concatenate(part) for part in zip(*parts, strict=True))
        return start, middle, end

    @cached_property
    def others_at(self) -> Ints:
        """Return how many organizations are 1, 2, 3 ... ties away in the union, a row for each observed organization.

        Column 0 is 0. Breadth-first searches from 4,096 organizations run at once, one bit each.
        """
        place = np.cumsum(self.observed) - 1
        ends = place[np.concatenate([self.pairs, self.pairs[:, ::-1]])]
        ends = ends[np.argsort(ends[:, 0], kind="stable")]
        tied, first = np.unique(ends[:, 0], return_index=True)
        size = int(self.observed.sum())
        counts = [np.zeros(size, dtype=np.int64)]
        for begin in range(0, size if len(tied) else 0, 4096):
            bit = np.arange(min(4096, size - begin))
            fresh = np.zeros((size, len(bit) // 64 + 1), dtype=np.uint64)
            fresh[begin + bit, bit // 64] = np.uint64(1) << (bit % 64).astype(np.uint64)
            reached = np.zeros_like(fresh)
            for steps in count(1):
                reached |= fresh
                onward = np.bitwise_or.reduceat(fresh[ends[:, 1]], first, axis=0)
                fresh = np.zeros_like(reached)
                fresh[tied] = onward & ~reached[tied]
                if not fresh.any():
                    break
                if steps == len(counts):
                    counts.append(np.zeros(size, dtype=np.int64))
                counts[steps] += np.bitwise_count(fresh).sum(axis=1, dtype=np.int64)
        return np.column_stack(counts)

    @cached_property
    def distances(self) -> Ints:
        """Return how many pairs of the union are 0, 1, 2 ... ties apart; pairs without a path are not counted."""
        return np.asarray(self.others_at.sum(axis=0) // 2)

    @cached_property
    def arc_graph(self) -> Any:
        """Return the igraph graph of all organizations and arcs; vertex numbers are positions in `ids`."""
        arcs = np.column_stack([self.source, self.target])
        return igraph.Graph(n=len(self), edges=arcs.tolist(), directed=True)

    @cached_property
    def union_graph(self) -> Any:
        """Return the igraph graph of the union: observed organizations only, in the order of `ids`."""
        place = np.cumsum(self.observed) - 1
        return igraph.Graph(n=int(self.observed.sum()), edges=place[self.pairs].tolist(), directed=False)

    @cached_property
    def betweenness(self) -> Floats:
        """Return betweenness in the union, as the number of pairs; NaN for the unobserved."""
        return self.over_observed(self.union_graph.betweenness(directed=False))

    def betweenness_among(self, starts: Ints, ends: Ints) -> Floats:
        """Return half the betweenness of each observed organization over the pairs of a start and an end.

        Starts and ends are numbers among the observed. Halved, so that each pair counts once when it is given in both
        directions.
        """
        counted = self.union_graph.betweenness(directed=False, sources=starts.tolist(), targets=ends.tolist())
        return np.array(counted, dtype=float)
