"""Robustness: what remains when organizations leave one after another, in targeted or random order."""

import numpy as np
import pandas as pd

from ecosystem.findings.site_network import SiteNetwork
from ecosystem.findings.site_tables import ABOUT, ABOUT_KEY, city_table
from ecosystem.findings.structure.null_models import RANGE, seed_of
from ecosystem.network.network import Floats, Ints, Network
from ecosystem.network.node_removal import after_removals
from ecosystem.schema import Column, Table

PARTNERS, BETWEEN, RANDOM = "most partners first", "most between first", "at random"
MARKED = (1, 3)  # most losses considered; losing half of all organizations is of no practical interest
POINTS = 25  # points of the curve after the first few losses; keeps the time for large cities bounded
ORDERS = 200  # random orders, averaged

TABLE = Table(
    "robustness",
    "how much is left after so many organizations have left in one order",
    (*ABOUT_KEY, "order", "losses"),
    (
        *ABOUT,
        Column(
            "order",
            "text",
            "Who leaves first, looked at again after each loss",
            True,
            values=(PARTNERS, BETWEEN, RANDOM),
        ),
        Column("losses", "integer", "How many organizations have left", True),
        Column("marked", "flag", "Whether it is one of the losses to look at: of 1 and of 3", True),
        Column("organization_ids", "list", "The ids of those who left since the row above; empty for a random order"),
        Column("organizations", "list", "Their names"),
        Column(
            "largest_part",
            "number",
            "How many are in the largest linked part of those who stay; a mean if random",
            True,
        ),
        Column("largest_share", "number", "The same as a share of all organizations there were, 0 to 1", True),
        Column(
            "nearness",
            "number",
            "Mean over all pairs there were of 1 / steps apart, 0 to 1; those who left count 0",
            True,
        ),
        Column("low", "number", "Lower end of largest_share: 95% of 200 random orders are between low and high"),
        Column("high", "number", "Upper end of largest_share over random orders"),
    ),
)


def by_partners(network: Network) -> Ints:
    """Return the observed organizations in removal order: each time the one with most remaining partners."""
    near = [np.array(partners, dtype=np.int64) for partners in network.union_graph.get_adjlist()]
    partners = np.array([len(those) for those in near], dtype=np.int64)
    order = []
    for _ in near:
        leaving = int(np.argmax(partners))  # ties are broken by id
        order.append(leaving)
        partners[near[leaving]] -= 1
        partners[leaving] = -len(near)  # below every other value from here on
    return np.array(order, dtype=np.int64)


def by_betweenness(network: Network) -> Ints:
    """Return the removal order by highest remaining betweenness; ties are broken by number of partners."""
    graph, stay, order = network.union_graph.copy(), list(range(network.union_graph.vcount())), []
    while stay:
        between, partners = np.round(graph.betweenness(directed=False), 9), graph.degree()
        leaving = max(range(len(stay)), key=lambda place: (between[place], partners[place], -place))
        order.append(stay.pop(leaving))
        graph.delete_vertices(leaving)
    return np.array(order, dtype=np.int64)


def remaining(network: Network, orders: Ints, losses: Ints) -> tuple[Floats, Floats]:
    """Return the largest component and the nearness after each of ``losses``: two matrices, one row per order.

    Nearness is the mean over all ordered pairs of observed organizations of 1 / distance, with removed ones counting
    0.
    """
    size = orders.shape[1]
    place = np.argsort(orders, axis=1)
    lost = place[:, None, :] < losses[None, :, None]
    nearness, largest = after_removals(network, lost.reshape(-1, size))
    shape = (len(orders), len(losses))
    return largest.reshape(shape).astype(float), nearness.reshape(shape) / max(size * (size - 1), 1)


def losses_shown(organizations: int) -> Ints:
    """Return the numbers of losses at which the curve has a point: 0 to 3, and about 25 more up to all but one."""
    spread = np.linspace(0, organizations - 1, POINTS + 1).round().astype(np.int64)
    first = np.arange(min(4, organizations))
    return np.unique(np.concatenate([first, spread]))


def robustness_table(city: SiteNetwork, seed: int = 0) -> pd.DataFrame:
    """Return one row per order and number of losses, with the columns of ``TABLE``; empty if there is no tie.

    Computed on the undirected union of the organizations whose ties are known, as shares of their initial number, so
    that the curves never rise. Orders and losses are in the order of the table's description.
    """
    network = city.network
    size = int(network.observed.sum())
    if not len(network.pairs):
        return city_table(TABLE, city, [])
    losses = losses_shown(size)
    ids = np.array(network.ids, dtype=object)[network.observed]
    rows = []
    for name, order in ((PARTNERS, by_partners(network)), (BETWEEN, by_betweenness(network))):
        largest, nearness = remaining(network, order[None], losses)
        for at, left in enumerate(losses):
            leaving = ids[order[losses[at - 1] if at else 0 : left]]
            names = ("|".join(leaving), "|".join(city.names[o] for o in leaving)) if len(leaving) else (None, None)
            part = largest[0, at]
            rows.append((name, left, left in MARKED, *names, part, part / size, nearness[0, at], None, None))
    random = np.random.default_rng(seed_of(city.site, "robustness", seed=seed))
    orders = random.permuted(np.tile(np.arange(size), (ORDERS, 1)), axis=1)
    largest, nearness = remaining(network, orders, losses)
    low, high = np.quantile(largest, RANGE, axis=0, method="inverted_cdf") / size
    for at, left in enumerate(losses):
        part = largest[:, at].mean()
        shares = (part / size, nearness[:, at].mean(), low[at], high[at])
        rows.append((RANDOM, left, left in MARKED, None, None, part, *shares))
    return city_table(TABLE, city, rows)
