"""Ties between each pair of sectors, or levels of government, compared with the number expected by chance."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ecosystem.findings.site_network import SiteNetwork
from ecosystem.findings.site_tables import ABOUT, ABOUT_KEY, city_table
from ecosystem.findings.structure.null_models import RANGE, adjusted, p_values, seed_of, shuffled
from ecosystem.network.network import Ints
from ecosystem.schema import Column, Table

KINDS = ("sector", "level")
DRAWS = 1999  # so that the smallest p-value, 1 in 2,000, can remain small after adjustment for many tests

TABLE = Table(
    "mixing",
    "two sectors, or two levels of government, and the ties between them",
    (*ABOUT_KEY, "kind", "one", "other"),
    (
        *ABOUT,
        Column("kind", "text", "By what organizations are put together", True, values=KINDS),
        Column("one", "text", "A sector or level", True),
        Column("other", "text", "Another, or the same again for the ties inside it", True),
        Column("ties", "integer", "How many pairs of partners there are, one of each", True),
        Column("possible", "integer", "How many pairs there could be", True),
        Column("expected", "number", "How many there would be if ties fell without regard to sector or level", True),
        Column("ratio", "number", "Ties over expected; above 1 is more than chance; empty where none could be"),
        Column("low", "number", "Lower end expected by chance: 95% of the simulations are between low and high", True),
        Column("high", "number", "Upper end of what chance gives", True),
        Column(
            "p",
            "number",
            "How seldom chance strays so far either way, raised for there being many fields; under .05 is worth a look",
            True,
        ),
    ),
)


class Groups(NamedTuple):
    """Group names in alphabetical order, and the group of each organization of a network; -1 is unknown."""

    names: tuple[str, ...]
    of: Ints


def groups(city: SiteNetwork, kind: str) -> Groups:
    """Return the sectors or levels of a city's organizations.

    Unobserved organizations, without a known tie or an answer, count as unknown.
    """
    network = city.network
    written = city.members[kind].reindex(list(network.ids))
    of, names = pd.factorize(written.where(pd.array(network.observed)), sort=True)
    return Groups(tuple(map(str, names)), np.asarray(of, dtype=np.int64))


def tie_counts(ends: Ints, labels: Ints, size: int) -> Ints:
    """Return the number of ``ends`` (first, second) that lead from each label to each, a matrix per row of ``labels``.

    Ends of unknown label are not counted.
    """
    first, second = labels[:, ends[:, 0]], labels[:, ends[:, 1]]
    cell = (np.arange(len(labels))[:, None] * size + first) * size + second
    known = (first >= 0) & (second >= 0)
    return np.bincount(cell[known], minlength=len(labels) * size * size).reshape(len(labels), size, size)


def between(ends: Ints, labels: Ints, size: int) -> Ints:
    """Return undirected ``tie_counts``: 0 below the diagonal, ties within a label on it."""
    counts = tie_counts(ends, labels, size)
    return np.triu(counts + np.tril(counts, -1).transpose(0, 2, 1))


def mixing(city: SiteNetwork, seed: int = 0) -> pd.DataFrame:
    """Return one row per pair of sectors or levels, with the columns of ``TABLE``; empty if fewer than two are known.

    Counts pairs of partners in the undirected union of which both ends are known. Null model: the same ties among the
    same organizations, with their sectors (or levels) permuted, in 1,999 draws. Sectors are in alphabetical order;
    p-values are adjusted by Benjamini and Hochberg within one kind.
    """
    rows = [row for kind in KINDS for row in _rows(city, kind, seed)]
    return city_table(TABLE, city, rows)


def _rows(city: SiteNetwork, kind: str, seed: int) -> list[tuple[Any, ...]]:
    pairs, (names, of) = city.network.pairs, groups(city, kind)
    if len(names) < 2:
        return []
    sizes = np.bincount(of[of >= 0])
    possible = np.triu(np.outer(sizes, sizes) - np.diag(sizes * (sizes + 1) // 2))
    ties = between(pairs, of[None], len(names))[0]
    dealt_out = shuffled(of, DRAWS, seed_of(city.site, f"mixing {kind}", seed=seed))
    drawn = between(pairs, dealt_out, len(names)).astype(float)
    low, high = np.quantile(drawn, RANGE, axis=0, method="inverted_cdf")
    # all pairs of known organizations are equally likely to have each tie
    expected = ties.sum() * possible / max(possible.sum(), 1)
    cells = list(zip(*np.triu_indices(len(names)), strict=True))
    p = adjusted([min(1, 2 * min(p_values(ties[cell], drawn[:, *cell]))) for cell in cells])
    return [
        (
            kind,
            names[one],
            names[other],
            int(ties[one, other]),
            int(possible[one, other]),
            expected[one, other],
            ties[one, other] / expected[one, other] if expected[one, other] else None,
            float(low[one, other]),
            float(high[one, other]),
            chance,
        )
        for (one, other), chance in zip(cells, p, strict=True)
    ]
