"""Brokerage roles compared with chance (Gould & Fernandez 1989): expectation and z-score.

Null model: every tie exists with the same probability, the density; organizations keep their sectors.
"""

from typing import Any

import numpy as np
import pandas as pd

from ecosystem.findings.site_network import SiteNetwork
from ecosystem.findings.site_tables import ABOUT, ABOUT_KEY, city_table
from ecosystem.findings.structure.brokerage import MEETINGS
from ecosystem.network.network import Bools, Floats, Ints, Network
from ecosystem.schema import Column, Table

ROLES = (*MEETINGS, "all")

TABLE = Table(
    "brokerage",
    "one organization, or the whole city, in one role of standing between two who have no tie",
    (*ABOUT_KEY, "organization_id", "role"),
    (
        *ABOUT,
        Column("organization_id", "text", "The organization's id; empty for the whole city"),
        Column("organization", "text", "Its name"),
        Column("role", "text", "By whose sectors meet; docs/measures.md says how; all is all five", True, values=ROLES),
        Column("count", "integer", "How many ordered pairs it stands between, among those who answered"),
        Column("expected", "number", "How many it would by chance"),
        Column("z", "number", "Count minus expected, in standard deviations; above 2 is worth a look, and no proof"),
        Column("reason", "text", "Why there is no count"),
    ),
)
_OUTSIDE = "has not answered, or its sector is not known"


def role_cube(role: str, sectors: int) -> Bools:
    """Return True for each start, middle and end sector that form a role."""
    if role == "all":
        return np.ones((sectors,) * 3, dtype=bool)
    return np.asarray(MEETINGS[role](*np.indices((sectors,) * 3)))


def moments_of_one(cube: Bools, sizes: Ints, density: float) -> tuple[Floats, Floats]:
    """Return mean and standard deviation of the open paths through one organization, for each sector it may have.

    An open path a -> v -> b needs two arcs and the absence of a third, so it has probability p = d d (1 - d). Two paths
    through v are dependent where they share their first or their last arc: covariance d d d (1 - d)^3.
    """
    mean, variance = np.zeros(len(sizes)), np.zeros(len(sizes))
    p, shared = density**2 * (1 - density), (density * (1 - density)) ** 3
    for own in range(len(sizes)):
        others = np.maximum(sizes - (np.arange(len(sizes)) == own), 0)  # 0 for a sector without counted organizations
        ends = cube[:, own, :] * (others[None, :] - np.eye(len(sizes), dtype=int))  # per start, by sectors
        starts = cube[:, own, :] * (others[:, None] - np.eye(len(sizes), dtype=int))
        from_start, to_end = ends.sum(axis=1), starts.sum(axis=0)
        paths = (others * from_start).sum()
        pairs = (others * from_start * (from_start - 1)).sum() + (others * to_end * (to_end - 1)).sum()
        mean[own], variance[own] = paths * p, paths * p * (1 - p) + pairs * shared
    return mean, np.sqrt(variance)


def moments_of_all(cube: Bools, sizes: Ints, density: float) -> tuple[float, float]:
    """Return mean and standard deviation of the number of open paths in the whole network.

    Summed over arcs: two paths that share one arc are dependent, since each requires its presence or its absence. Two
    paths over the same three organizations with two neighbors exchanged share two arcs, contradict each other in both,
    and would be counted twice.
    """
    d, own = density, np.eye(len(sizes), dtype=int)
    p = d**2 * (1 - d)
    third = sizes[None, None, :] - own[:, None, :] - own[None, :, :]  # per sector, the organizations left beside two
    arcs = np.outer(sizes, sizes) - np.diag(sizes)
    there = (cube * third).sum(axis=2) + (cube.transpose(1, 2, 0) * third).sum(axis=2)  # the shared arc is first, last
    away = (cube.transpose(0, 2, 1) * third).sum(axis=2)
    triples = arcs[:, :, None] * third
    paths = (triples * cube).sum()
    contradicting = (triples * cube * (cube.transpose(1, 0, 2).astype(int) + cube.transpose(0, 2, 1))).sum()
    variance = (
        paths * p * (1 - p)
        + (arcs * there * (there - 1)).sum() * (d * (1 - d)) ** 3
        + (arcs * away * (away - 1)).sum() * d**5 * (1 - d)
        - 2 * (arcs * there * away).sum() * p**2
        + contradicting * p**2
    )
    return float(paths * p), float(np.sqrt(max(variance, 0)))


def brokerage_table(city: SiteNetwork) -> pd.DataFrame:
    """Return one row per role, for the whole city and for each organization, with the columns of ``TABLE``.

    Counts paths along the direction of ties among organizations that answered and whose sector is known, since the
    nominations of others are unknown. Counts can therefore be lower than those of the measures of the same name.
    """
    network = city.network
    counted = network.answered & (network.sector >= 0)
    sizes = np.bincount(network.sector[counted], minlength=len(network.sectors))
    number = int(counted.sum())
    if not number:
        return city_table(TABLE, city, [])
    inside = int((counted[network.source] & counted[network.target]).sum())
    density = inside / (number * (number - 1)) if number > 1 else 0.0
    rows: list[tuple[Any, ...]] = []
    columns = []
    for role in ROLES:
        cube = role_cube(role, len(sizes))
        counts = _counts(network, counted, cube)
        mean, spread = moments_of_one(cube, sizes, density)
        columns.append((role, counts, mean[network.sector], spread[network.sector]))
        rows.append((None, None, role, *_held(int(counts.sum()), *moments_of_all(cube, sizes, density)), None))
    for place, name in enumerate(network.ids):
        for role, counts, mean, spread in columns:
            held = _held(int(counts[place]), mean[place], spread[place]) if counted[place] else (None, None, None)
            rows.append((name, city.names[name], role, *held, None if counted[place] else _OUTSIDE))
    return city_table(TABLE, city, rows)


def _counts(network: Network, counted: Bools, cube: Bools) -> Ints:
    start, middle, end = network.open_paths
    kept = counted[start] & counted[middle] & counted[end]
    start, middle, end = start[kept], middle[kept], end[kept]
    meets = cube[network.sector[start], network.sector[middle], network.sector[end]]
    return np.bincount(middle[meets], minlength=len(network))


def _held(count: int, mean: float, spread: float) -> tuple[int, float, float | None]:
    return count, float(mean), (count - float(mean)) / float(spread) if spread > 0 else None
