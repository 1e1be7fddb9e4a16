"""Tests of a city's statistics against null models."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from ecosystem.findings.site_network import SiteNetwork
from ecosystem.findings.site_tables import ABOUT, ABOUT_KEY, city_table
from ecosystem.findings.structure.communities import RUNS, best_partition, partition_of
from ecosystem.findings.structure.core_periphery import best_core, core_of
from ecosystem.findings.structure.mixing import DRAWS, groups
from ecosystem.findings.structure.null_models import RANGE, p_values, seed_of, shuffled
from ecosystem.network.network import Floats, Ints, rewired
from ecosystem.schema import Column, Table

SECTORS, LEVELS = "ties across sectors", "ties across levels"
COMMUNITIES, CORE = "communities", "core and periphery"
REWIRED = 99  # number of rewired networks; few, because each is searched as thoroughly as the city itself

_LABELS = "the same ties, with the organizations' {} dealt out again among them"
_TIES = "each organization with as many partners as it has, and chance has dealt out which"

TABLE = Table(
    "against_chance",
    "one figure of a city and what chance alone would give",
    (*ABOUT_KEY, "figure"),
    (
        *ABOUT,
        Column("figure", "text", "What is held against chance", True, values=(SECTORS, LEVELS, COMMUNITIES, CORE)),
        Column(
            "value",
            "number",
            "The city's own figure. Ties across: share across minus share inside, from -1 to 1. Communities: "
            "modularity of the best circles. Core and periphery: the fit of the best core",
        ),
        Column("by_chance", "number", "The same by chance, on average"),
        Column("excess", "number", "Value minus by_chance: what there is beyond chance"),
        Column("low", "number", "Lower end expected by chance: 95% of the simulations are between low and high"),
        Column("high", "number", "Upper end of what chance gives"),
        Column("p_lower", "number", "How often chance gives so little or less; never 0"),
        Column("p_higher", "number", "How often chance gives so much or more; never 0"),
        Column("draws", "integer", "How often chance was asked"),
        Column("chance", "text", "What chance keeps, and what it deals out", True),
        Column("reason", "text", "Why there is no figure"),
    ),
)


def against_chance(city: SiteNetwork, seed: int = 0) -> pd.DataFrame:
    """Return one row per statistic, with the columns of ``TABLE``: E-I by sector and level, communities and core.

    All are computed on the undirected union of the organizations whose ties are known; E-I among those whose sector (or
    level) is known. p = (1 + draws at least as extreme) / (1 + draws). E-I: 1,999 permutations of labels; the others:
    99 random networks in which every organization keeps its number of partners. Each random network is searched as
    thoroughly as the city, so that the search itself causes no difference.
    """
    rows = [
        _row(SECTORS, _ei(city, "sector", seed), _LABELS.format("sectors")),
        _row(LEVELS, _ei(city, "level", seed), _LABELS.format("levels")),
        _row(COMMUNITIES, _communities(city, seed), _TIES),
        _row(CORE, _core(city, seed), _TIES),
    ]
    return city_table(TABLE, city, rows)


def _row(figure: str, found: tuple[float, Floats] | str, chance: str) -> tuple[Any, ...]:
    if isinstance(found, str):
        return (figure, *[None] * 8, chance, found)
    value, draws = found
    low, high = (float(end) for end in np.quantile(draws, RANGE, method="inverted_cdf"))
    mean = float(draws.mean())
    return (figure, value, mean, value - mean, low, high, *p_values(value, draws), len(draws), chance, None)


def ei_of(pairs: Ints, labels: Ints) -> Floats:
    """Return the share of ties across labels minus the share within, per row of ``labels``, for known ends."""
    first, second = labels[:, pairs[:, 0]], labels[:, pairs[:, 1]]
    known = (first >= 0) & (second >= 0)
    return np.asarray(1 - 2 * ((first == second) & known).sum(axis=1) / known.sum(axis=1))


def _ei(city: SiteNetwork, kind: str, seed: int) -> tuple[float, Floats] | str:
    """Return the E-I index of the city and of the permuted labels, or the reason there is none."""
    pairs, (names, of) = city.network.pairs, groups(city, kind)
    if not (of[pairs] >= 0).all(axis=1).any():
        return f"there is no tie between organizations of known {kind}"
    if len(names) < 2:
        return f"all known organizations are of one {kind}"
    drawn = ei_of(pairs, shuffled(of, DRAWS, seed_of(city.site, f"ties across {kind}", seed=seed)))
    return float(ei_of(pairs, of[None])[0]), drawn


def _communities(city: SiteNetwork, seed: int) -> tuple[float, Floats] | str:
    if not len(city.network.pairs):
        return "there is no tie"
    drawn = [
        best_partition(
            graph, [seed_of(city.site, f"communities of {draw}", run, seed) for run in range(RUNS)]
        ).modularity
        for draw, graph in enumerate(_dealt_out(city, seed))
    ]
    return partition_of(city, seed).modularity, np.array(drawn)


def _core(city: SiteNetwork, seed: int) -> tuple[float, Floats] | str:
    own = core_of(city, seed)
    if own is None:
        return "there is no core to speak of"
    drawn = [
        best_core(graph.vcount(), np.array(graph.get_edgelist()), seed_of(city.site, "core by chance", draw, seed))
        for draw, graph in enumerate(_dealt_out(city, seed))
    ]
    return own.fit, np.array([core.fit for core in drawn if core])


def _dealt_out(city: SiteNetwork, seed: int) -> Iterator[Any]:
    for draw in range(REWIRED):
        yield rewired(city.network.union_graph, seed_of(city.site, "ties dealt out", draw, seed))
