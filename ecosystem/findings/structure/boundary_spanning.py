"""Boundary spanning: positions between sectors, and between neighbors with many partners."""

from dataclasses import replace

import numpy as np

from ecosystem.findings.measures.measure_record import Measure, Undefined
from ecosystem.findings.measures.undefined import ISOLATE, UNOBSERVED
from ecosystem.network.network import Floats, Network
from ecosystem.translation import gettext_noop as _

NO_TWO_SECTORS = Undefined(
    _("needs organizations of two known sectors"),
    lambda network: np.full(len(network), len(np.unique(network.sector[network.observed & (network.sector >= 0)])) < 2),
)


def betweenness_cross_sector(network: Network) -> Floats:
    """Return betweenness in the union over the pairs whose two ends are in different sectors."""
    sector = network.sector[network.observed]
    total = np.zeros(len(sector))
    for number in np.unique(sector[sector >= 0]):
        starts = np.flatnonzero(sector == number)
        ends = np.flatnonzero((sector >= 0) & (sector != number))
        total += network.betweenness_among(starts, ends)
    return network.over_observed(total)


def bridging(network: Network) -> Floats:
    """Return betweenness times the bridging coefficient: 1 / partners, over the sum of 1 / partners of neighbors."""
    low, high = network.pairs.T
    share = 1 / np.maximum(network.degree, 1)
    around = np.bincount(low, share[high], len(network)) + np.bincount(high, share[low], len(network))
    return network.betweenness * share / np.where(around > 0, around, 1)


_CROSSING = Measure(
    id="betweenness_cross_sector",
    label=_("Broker between sectors"),
    level="organization",
    question=_("How many pairs of organizations of different sectors have their shortest connection through it?"),
    high=_("Many short connections between sectors pass through it."),
    low=_("Sectors reach each other without it."),
    cannot_say=_("Whether anything actually passes through it. A few missing answers can change it a lot."),
    graph="undirected union",
    unit=_("pairs of organizations of different sectors"),
    citation="Flom et al. 2004, Connections 26:62, for pairs of different sectors",
    without=(UNOBSERVED, NO_TWO_SECTORS),
    function=betweenness_cross_sector,
    any_size=False,
)

CROSSING_MEASURES: tuple[Measure, ...] = (
    _CROSSING,
    replace(
        _CROSSING,
        id="bridging",
        label=_("Connects well-connected groups (bridging)"),
        question=_("Does it connect organizations that have many more partners than it has?"),
        high=_("It has few partners and connects groups that are well connected inside."),
        low=_("It is inside one group or on the margin of the network."),
        cannot_say=_("Much in a city of fewer than 30 organizations, where one tie changes the order."),
        unit=_("pairs of organizations, weighted"),
        citation="Hwang et al. 2008, SIGKDD 2008, 336",
        without=(UNOBSERVED, ISOLATE),
        function=bridging,
    ),
)
