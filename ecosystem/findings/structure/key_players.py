"""Key players: the few whose leaving would pull most apart, and the few who reach most others (Borgatti 2006)."""

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

SIZES = (1, 2, 3)  # how many together; more than three is no question a meeting asks
MOST_SETS = 200_000  # up to here every set is tried
MOST_WORK = 2e9  # sets x organizations x ties, up to which every loss is tried: some five seconds
STARTS = 5  # first organizations of a search where not every set is tried
LISTED = 5  # how many sets of equal worth are named
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
    """The best sets of one size: numbers of organizations, a row each; how good; whether all sets were tried."""

    sets: Ints
    value: float
    exact: bool


def best_sets(score: Callable[[Ints], Floats], organizations: int, size: int, most: float = MOST_SETS) -> KeyPlayerSets:
    """The sets of ``size`` numbers below ``organizations`` with the highest score, in ascending order.

    Every set is tried if there are at most ``most``. Else one is built from each of the best single ones by adding the
    best next one, and then one of it is exchanged for another as long as that helps; the sets are the best met last.
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
    """The best sets met by adding to ``chosen`` what helps most, and then by exchanging one while that helps."""
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
    """Borgatti's distance-weighted fragmentation of the union without each set: 1 - mean over pairs of 1 / distance.

    Sets hold numbers of observed organizations, a row each; pairs are those of the organizations that stay.
    """
    observed = int(network.observed.sum())
    lost = np.zeros((len(sets), observed), dtype=bool)
    lost[np.arange(len(sets))[:, None], sets] = True
    left = observed - sets.shape[1]
    nearness, _ = after_removals(network, lost)
    return np.asarray(1 - nearness / (left * (left - 1)))


def reach(network: Network, sets: Ints, steps: int) -> Floats:
    """How many observed organizations are in each set or at most ``steps`` ties from one in it."""
    observed = int(network.observed.sum())
    within = np.zeros((observed, observed), dtype=bool)
    for number, near in enumerate(network.union_graph.neighborhood(order=steps)):
        within[number, near] = True
    bits = np.packbits(within, axis=1)
    return np.asarray(np.bitwise_count(np.bitwise_or.reduce(bits[sets], axis=1)).sum(axis=1).astype(float))


def key_players(network: Network, question: str, size: int) -> KeyPlayerSets | None:
    """The best sets of ``size`` for one of the questions, as numbers of observed organizations.

    None where fewer than two organizations would be left, or where there is no tie.
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
    """One row a best set, with the columns of ``TABLE``, up to five of equal worth; empty where there is no tie.

    Worked out on the undirected union of the organizations whose ties are known. Rows are ordered by question, size
    and the ids of the set.
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
