"""Key players: small sets that fragment the network most, or reach most others (Borgatti 2006)."""

from collections.abc import Callable
from itertools import combinations
from math import comb
from typing import NamedTuple

import numpy as np
import pandas as pd

from ecosystem.findings.site_network import SiteNetwork
from ecosystem.findings.site_tables import ABOUT, ABOUT_KEY, city_table
from ecosystem.network.network import Floats, Ints, Network
from ecosystem.network.node_removal import after_removals
from ecosystem.schema import Column, Table

SIZES = (1, 2, 3)  # largest set size; larger sets are of little practical use
MOST_SETS = 200_000  # up to this number every set is tried
MOST_WORK = 2e9  # sets x organizations x ties up to which every removal is tried: some five seconds
STARTS = 5  # starting organizations of a search where not every set is tried
LISTED = 5  # maximum number of equally good sets listed
APART, DIRECT, IN_TWO = "holds most together", "reaches most directly", "reaches most in two steps"

TABLE = Table(
    "key_players",
    "one best set of a few organizations, or one as good",
    (*ABOUT_KEY, "question", "size", "alternative"),
    (
        *ABOUT,
        Column("question", "text", "What the set is best at", True, values=(APART, DIRECT, IN_TWO)),
        Column("size", "integer", "How many organizations are in the set", True),
        Column("alternative", "integer", "1 for the first set; further sets do exactly as well", True),
        Column("organization_ids", "list", "The ids of the organizations in the set", True),
        Column("organizations", "list", "Their names", True),
        Column(
            "value",
            "number",
            "Of a set that holds most together: how far apart the others are if it leaves, from 0 (all partners) to "
            "1 (all cut off). Else: how many it reaches, itself counted",
            True,
        ),
        Column("before", "number", "How far apart all are as things stand; empty for a set that reaches most"),
        Column("out_of", "integer", "How many organizations there are whose ties are known", True),
        Column("as_good", "integer", "How many sets do exactly as well, this one counted; empty if not all were tried"),
        Column("exact", "flag", "Whether every set was tried; if not, a better one may exist", True),
    ),
)


class KeyPlayerSets(NamedTuple):
    """The best sets of one size: organization numbers, one set per row; the score; whether all sets were tried."""

    sets: Ints
    value: float
    exact: bool


def best_sets(score: Callable[[Ints], Floats], organizations: int, size: int, most: float = MOST_SETS) -> KeyPlayerSets:
    """Return the sets of ``size`` numbers below ``organizations`` with the highest score, in ascending order.

    Every set is tried if there are at most ``most``. Otherwise, greedy search: each of the best single organizations is
    extended by the best next one, then single members are exchanged as long as the score improves. The best sets found
    are returned.
    """
    if comb(organizations, size) <= most:
        sets = np.array(list(combinations(range(organizations), size)), dtype=np.int64)
        return _top(sets, score(sets), exact=True)
    alone = score(np.arange(organizations)[:, None])
    found = [_exchanged(score, organizations, size, [int(one)]) for one in np.argsort(-alone, kind="stable")[:STARTS]]
    highest = max(best.value for best in found)
    sets = np.concatenate([best.sets for best in found if best.value >= highest - 1e-12])
    return KeyPlayerSets(np.unique(sets, axis=0), highest, exact=False)


def _exchanged(score: Callable[[Ints], Floats], organizations: int, size: int, chosen: list[int]) -> KeyPlayerSets:
    """Return the best sets found by greedy additions to ``chosen``, then by exchanges while the score improves."""
    while len(chosen) < size:
        grown = np.array([[*chosen, other] for other in range(organizations) if other not in chosen])
        chosen = grown[int(np.argmax(score(grown)))].tolist()
    while True:
        chosen = sorted(chosen)
        others = [number for number in range(organizations) if number not in chosen]
        near = [sorted([*chosen[:at], other, *chosen[at + 1 :]]) for at in range(size) for other in others]
        sets = np.array([chosen, *near])
        best = _top(sets, score(sets), exact=False)
        if chosen in best.sets.tolist():
            return best
        chosen = best.sets[0].tolist()


def _top(sets: Ints, scores: Floats, exact: bool) -> KeyPlayerSets:
    highest = scores.max()
    return KeyPlayerSets(np.unique(sets[scores >= highest - 1e-12], axis=0), float(highest), exact)


def fragmentation(network: Network, sets: Ints) -> Floats:
    """Return Borgatti's distance-weighted fragmentation of the union without each set.

    This is 1 - mean over pairs of 1 / distance. Sets hold numbers of observed organizations, one set per row; pairs are
    those of the remaining organizations.
    """
    observed = int(network.observed.sum())
    lost = np.zeros((len(sets), observed), dtype=bool)
    lost[np.arange(len(sets))[:, None], sets] = True
    left = observed - sets.shape[1]
    nearness, _ = after_removals(network, lost)
    return np.asarray(1 - nearness / (left * (left - 1)))


def reach(network: Network, sets: Ints, steps: int) -> Floats:
    """Return the number of observed organizations in each set or at most ``steps`` ties from a member."""
    observed = int(network.observed.sum())
    within = np.zeros((observed, observed), dtype=bool)
    for number, near in enumerate(network.union_graph.neighborhood(order=steps)):
        within[number, near] = True
    bits = np.packbits(within, axis=1)
    return np.asarray(np.bitwise_count(np.bitwise_or.reduce(bits[sets], axis=1)).sum(axis=1).astype(float))


def key_players(network: Network, question: str, size: int) -> KeyPlayerSets | None:
    """Return the best sets of ``size`` for one of the questions, as numbers of observed organizations.

    None if fewer than two organizations would remain, or if there is no tie.
    """
    observed = int(network.observed.sum())
    if observed < size + 2 or not len(network.pairs):
        return None
    if question == APART:
        most = min(MOST_SETS, MOST_WORK / (observed * len(network.pairs)))
        return best_sets(lambda sets: fragmentation(network, sets), observed, size, most)
    steps = 1 if question == DIRECT else 2
    return best_sets(lambda sets: reach(network, sets, steps), observed, size)


def key_player_table(city: SiteNetwork) -> pd.DataFrame:
    """Return one row per best set, with the columns of ``TABLE``, up to five of equal score; empty if there is no tie.

    Computed on the undirected union of the organizations whose ties are known. Rows are ordered by question, size and
    the ids of the set.
    """
    network = city.network
    ids = np.array(network.ids, dtype=object)[network.observed]
    rows = []
    for question in (APART, DIRECT, IN_TWO):
        for size in SIZES:
            best = key_players(network, question, size)
            if best is None:
                continue
            before = fragmentation(network, np.zeros((1, 0), dtype=np.int64)).item() if question == APART else None
            for number, chosen in enumerate(best.sets[:LISTED], start=1):
                rows.append(
                    (
                        question,
                        size,
                        number,
                        "|".join(ids[chosen]),
                        "|".join(city.names[name] for name in ids[chosen]),
                        best.value,
                        before,
                        len(ids),
                        len(best.sets) if best.exact else None,
                        best.exact,
                    )
                )
    return city_table(TABLE, city, rows)
