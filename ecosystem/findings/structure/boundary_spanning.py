"""Standing on a crossing: on the ways between sectors, and between neighbours with many partners."""

from dataclasses import replace

import numpy as np

from ecosystem.findings.measures.measure_record import Measure, Undefined
from ecosystem.findings.measures.undefined import ISOLATE, UNOBSERVED
from ecosystem.network.network import Floats, Network

NO_TWO_SECTORS = Undefined(
    "needs organizations of two known sectors",
    lambda network: np.full(len(network), len(np.unique(network.sector[network.observed & (network.sector >= 0)])) < 2),
)


def betweenness_cross_sector(network: Network) -> Floats:
    """As betweenness in the union, over the pairs whose two ends are of different sectors."""
    sector = network.sector[network.observed]
    total = np.zeros(len(sector))
    for number in np.unique(sector[sector >= 0]):
        starts = np.flatnonzero(sector == number)
        ends = np.flatnonzero((sector >= 0) & (sector != number))
        total += network.betweenness_among(starts, ends)
    return network.over_observed(total)


def bridging(network: Network) -> Floats:
    """Betweenness times the bridging coefficient: 1 / partners, over the sum of that over its partners."""
    low, high = network.pairs.T
    share = 1 / np.maximum(network.degree, 1)
    around = np.bincount(low, share[high], len(network)) + np.bincount(high, share[low], len(network))
    return network.betweenness * share / np.where(around > 0, around, 1)


_CROSSING = Measure(
    id="betweenness_cross_sector",
    label="Stands between sectors",
    level="organization",
    question="How many pairs of organizations of different sectors are linked most shortly through it?",
    high="Many short ways from one sector to another lead through it.",
    low="The sectors reach each other without it.",
    cannot_say="Whether anything really passes through it; a few missing answers can change it much.",
    graph="undirected union",
    unit="pairs of organizations of different sectors",
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
        label="Small but on a crossing",
        question="Does it stand between organizations that have many more partners than it has?",
        high="Though it has few partners, well-tied circles meet in it.",
        low="It stands inside one circle, or at the rim.",
        cannot_say="Much in a city of fewer than thirty organizations: there one tie more or less changes the order.",
        unit="pairs of organizations, weighted",
        citation="Hwang et al. 2008, SIGKDD 2008, 336",
        without=(UNOBSERVED, ISOLATE),
        function=bridging,
    ),
)
