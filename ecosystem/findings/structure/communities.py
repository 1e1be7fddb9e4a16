"""Communities: groups of organizations with more ties among them than expected by chance (Leiden)."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ecosystem.findings.measures.undefined import ISOLATE, UNOBSERVED
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.findings.site_tables import ABOUT, ABOUT_KEY, city_table
from ecosystem.findings.structure.null_models import seed_of
from ecosystem.network import network as engine
from ecosystem.network.network import Floats, Ints
from ecosystem.schema import Column, Table

RUNS = 20  # one run can fall short of the best by a third; the best of 20 seldom does (docs/methods.md, section 3.3)

TABLE = Table(
    "communities",
    "one organization and the circle it belongs to",
    (*ABOUT_KEY, "organization_id"),
    (
        *ABOUT,
        Column("organization_id", "text", "The organization's id", True),
        Column("organization", "text", "Its name", True),
        Column("community", "integer", "The number of its circle, the largest first; empty where it has no partner"),
        Column("members", "integer", "How many organizations the circle has"),
        Column(
            "together",
            "number",
            "How steady that is: in what share of 20 runs it was with another of the circle, on average; under .8 it "
            "could as well be counted to another circle",
        ),
        Column("reason", "text", "Why it is in none"),
    ),
)


class Partition(NamedTuple):
    """The best of several runs: the community of each vertex, the modularity, and the communities of every run."""

    community: Ints
    modularity: float
    runs: Ints


def best_partition(graph: Any, seeds: list[int]) -> Partition:
    """Return the partition with the largest modularity over one run of Leiden per seed; the first of equal ones."""
    found = [engine.communities(graph, seed) for seed in seeds]
    runs = np.array([community for community, _ in found])
    best = max(range(len(found)), key=lambda run: round(found[run][1], 12))
    return Partition(runs[best], found[best][1], runs)


def steadiness(partition: Partition) -> Floats:
    """Return the share of runs in which each vertex was with its present co-members; NaN if it has none."""
    same = partition.community[:, None] == partition.community[None, :]
    np.fill_diagonal(same, False)
    together = sum((run[:, None] == run[None, :]) & same for run in partition.runs).sum(axis=1)
    others = same.sum(axis=1)
    return np.asarray(np.where(others > 0, together, np.nan) / np.maximum(others * len(partition.runs), 1))


def partition_of(city: SiteNetwork, seed: int = 0) -> Partition:
    """Return the best partition of the undirected union of the organizations whose ties are known."""
    seeds = [seed_of(city.site, "communities", run, seed) for run in range(RUNS)]
    return best_partition(city.network.union_graph, seeds)


def community_table(city: SiteNetwork, seed: int = 0) -> pd.DataFrame:
    """Return one row per organization, with the columns of ``TABLE``, ordered by community and id; those in none last.

    The partition of the undirected union with the largest modularity of 20 runs of Leiden (Traag et al. 2019,
    Scientific Reports 9:5233). `against_chance` tests whether its modularity exceeds that of random networks.
    """
    network, partition = city.network, partition_of(city, seed)
    steady = network.over_observed(steadiness(partition))
    member = np.full(len(network), -1)
    member[network.observed] = partition.community
    member[network.degree == 0] = -1
    sizes = np.bincount(member[member >= 0], minlength=1)
    first = {number: int(np.argmax(member == number)) for number in np.unique(member[member >= 0])}
    rank = {number: place for place, number in enumerate(sorted(first, key=lambda c: (-sizes[c], first[c])), start=1)}
    rows = [
        (
            name,
            city.names[name],
            *((rank[number], sizes[number], steady[place], None) if number >= 0 else (None, None, None, _why(seen))),
        )
        for place, (name, number, seen) in enumerate(zip(network.ids, member, network.observed, strict=True))
    ]
    rows.sort(key=lambda row: (row[2] is None, row[2], row[0]))
    return city_table(TABLE, city, rows)


def _why(observed: bool) -> str:
    return ISOLATE.reason if observed else UNOBSERVED.reason
