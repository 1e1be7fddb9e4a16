"""Core and periphery: a core with many internal ties, and a periphery with few (Borgatti & Everett 1999).

In this variant, ties between core and periphery are ignored.
"""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ecosystem.findings.measures.undefined import UNOBSERVED
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.findings.site_tables import ABOUT, ABOUT_KEY, city_table
from ecosystem.findings.structure.null_models import seed_of
from ecosystem.network.network import Bools, Floats, Ints
from ecosystem.schema import Column, Table

EXACT = 18  # up to this number of organizations every core is tried
RESTARTS = 10  # random initial cores of the search, beside the best by number of partners

TABLE = Table(
    "core_periphery",
    "one organization, in the core or in the periphery",
    (*ABOUT_KEY, "organization_id"),
    (
        *ABOUT,
        Column("organization_id", "text", "The organization's id", True),
        Column("organization", "text", "Its name", True),
        Column("core", "flag", "Whether it belongs to the core; empty where there is none to speak of"),
        Column("partners_in_core", "integer", "How many of its partners are in the core"),
        Column(
            "fit",
            "number",
            "How well the city is described by it: the correlation of ties with a core where all are partners and a "
            "periphery where none are, ties between the two left out; 1 is perfect",
        ),
        Column("exact", "flag", "Whether every core was tried; if not, a better one may exist"),
        Column("reason", "text", "Why there is none"),
    ),
)
_NO_CORE = "there is no core: it needs four organizations whose ties are known, some of them partners and some not"


class CorePeriphery(NamedTuple):
    """The vertices in the core, the fit, and whether every core was tried."""

    members: Bools
    fit: float
    exact: bool


def correlation(size: int, core: Ints, inside: Ints, outside: Ints) -> Floats:
    """Return the correlation for cores of ``core`` of ``size`` with ``inside`` ties in it and ``outside`` ties beyond.

    Over pairs inside the core (all should be tied) and pairs outside it (none should be); -inf if there are no pairs of
    either kind, or if all of these pairs are tied, or none.
    """
    pairs_in, pairs_out = core * (core - 1) / 2, (size - core) * (size - core - 1) / 2
    tied = inside + outside
    spread = pairs_in * pairs_out * tied * (pairs_in + pairs_out - tied)
    defined = spread > 0
    fit = (inside * pairs_out - outside * pairs_in) / np.sqrt(np.where(defined, spread, 1))
    return np.where(defined, fit, -np.inf)


def best_core(size: int, pairs: Ints, seed: int) -> CorePeriphery | None:
    """Return the core with the best fit among ``size`` organizations with the ties ``pairs``; None if none is defined.

    Every core is tried up to 18 organizations. For more, a core is improved by adding, removing or exchanging single
    organizations, starting from the best by number of partners and from ten random ones.
    """
    near = np.zeros((size, size), dtype=np.int64)
    near[pairs[:, 0], pairs[:, 1]] = near[pairs[:, 1], pairs[:, 0]] = 1
    if size < 4:
        return None
    members, fit = _exhaustive(near) if size <= EXACT else _searched(near, seed)
    return CorePeriphery(members, fit, size <= EXACT) if fit > -np.inf else None


def _exhaustive(near: Ints) -> tuple[Bools, float]:
    size = len(near)
    bits = 1 << np.arange(size)
    inside, core = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64)
    for number in range(size):  # subsets of the first organizations, without and with the next
        partners = np.bitwise_count(np.arange(len(inside)) & (near[number, :number] @ bits[:number]))
        inside, core = np.concatenate([inside, inside + partners]), np.concatenate([core, core + 1])
    fit = correlation(size, core, inside, inside[::-1])  # the complement of a set is at the mirrored position
    best = int(np.argmax(np.round(fit, 12)))
    return (best & bits) > 0, float(fit[best])


def _searched(near: Ints, seed: int) -> tuple[Bools, float]:
    size = len(near)
    order = np.argsort(-near.sum(axis=1), kind="stable")
    random = np.random.default_rng(seed)
    starts = [order[: _by_degree(near, order)]]
    starts += [random.permutation(size)[: random.integers(2, size - 1)] for _ in range(RESTARTS)]
    found = [_improved(near, np.isin(np.arange(size), start)) for start in starts]
    return max(found, key=lambda one: round(one[1], 12) if one[1] > -np.inf else one[1])


def _by_degree(near: Ints, order: Ints) -> int:
    """Return the size of the best core made of the organizations with most partners."""
    ordered = near[np.ix_(order, order)]
    size = len(near)
    inside = np.cumsum(np.tril(ordered).sum(axis=1))  # after adding each organization
    outside = np.append(np.cumsum(np.triu(ordered).sum(axis=1)[::-1])[::-1][1:], 0)
    return int(np.argmax(correlation(size, np.arange(1, size + 1), inside, outside))) + 1


def _improved(near: Ints, members: Bools) -> tuple[Bools, float]:
    """Return the core after single changes that improve the fit, the best change first, until none does."""
    size, degree, members = len(near), near.sum(axis=1), members.copy()
    inner = near @ members  # number of partners in the core, for each organization
    core, inside = int(members.sum()), int(inner[members].sum()) // 2
    outside = int((degree - inner)[~members].sum()) // 2
    while True:
        fit = float(correlation(size, *(np.array(count) for count in (core, inside, outside))))
        # adding or removing one: its ties inside the core are gained or lost; those outside are lost or gained
        sign = np.where(members, -1, 1)
        flipped = correlation(size, core + sign, inside + sign * inner, outside + sign * (inner - degree))
        best = int(np.argmax(flipped))
        changes = [best]
        if flipped[best] <= fit + 1e-12:
            ins, outs = np.flatnonzero(~members), np.flatnonzero(members)
            gained = inner[ins][:, None] - inner[outs][None, :] - near[np.ix_(ins, outs)]
            moved = outside + gained - degree[ins][:, None] + degree[outs][None, :]
            swapped = correlation(size, np.array(core), inside + gained, moved)
            into, out = np.unravel_index(int(np.argmax(swapped)), swapped.shape)
            if swapped[into, out] <= fit + 1e-12:
                return members, fit
            changes = [int(ins[into]), int(outs[out])]
        for one in changes:
            step = -1 if members[one] else 1
            core, inside, outside = core + step, inside + step * inner[one], outside + step * (inner[one] - degree[one])
            inner = inner + step * near[one]
            members[one] = not members[one]


def core_of(city: SiteNetwork, seed: int = 0) -> CorePeriphery | None:
    """Return the best core of the undirected union of the organizations whose ties are known."""
    network = city.network
    place = np.cumsum(network.observed) - 1
    return best_core(int(network.observed.sum()), place[network.pairs], seed_of(city.site, "core", seed=seed))


def core_table(city: SiteNetwork, seed: int = 0) -> pd.DataFrame:
    """Return one row per organization, with the columns of ``TABLE``: core first, then by partners in it and id.

    `against_chance` tests whether the fit exceeds that of random networks with the same numbers of partners.
    """
    network, core = city.network, core_of(city, seed)
    member = network.over_observed(core.members if core else np.nan)
    low, high = network.pairs.T
    inner = np.nan_to_num(member)
    partners = np.bincount(low, inner[high], len(network)) + np.bincount(high, inner[low], len(network))
    rows: list[tuple[Any, ...]] = []
    for name, inside, count in zip(network.ids, member, partners, strict=True):
        if core is None or np.isnan(inside):
            why = _NO_CORE if core is None else UNOBSERVED.reason
            rows.append((name, city.names[name], None, None, None, None, why))
        else:
            rows.append((name, city.names[name], bool(inside), int(count), core.fit, core.exact, None))
    rows.sort(key=lambda row: (row[2] is None, not row[2], -(row[3] or 0), row[0]))
    return city_table(TABLE, city, rows)
