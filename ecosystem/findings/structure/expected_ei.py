"""How far ties would cross sectors if they fell without regard to sector."""

from dataclasses import replace

import numpy as np

from ecosystem.findings.measures.measure_record import Measure, Undefined
from ecosystem.findings.measures.undefined import NO_ORGANIZATION, NOTHING_OBSERVED, OWN_SECTOR_UNKNOWN, UNOBSERVED
from ecosystem.network.network import Bools, Floats, Ints, Network


def _known(network: Network) -> Bools:
    """The organizations that are observed and whose sector is known."""
    return network.observed & (network.sector >= 0)


def _sizes(network: Network) -> Ints:
    """How many of those there are in each sector."""
    return np.bincount(network.sector[_known(network)], minlength=len(network.sectors))


def ei_expected(network: Network) -> Floats:
    """1 - 2 (n_s - 1) / (n - 1), for n_s of n organizations in its own sector."""
    sizes = _sizes(network)
    own = np.zeros(len(network))
    own[_known(network)] = sizes[network.sector[_known(network)]]
    return 1 - 2 * (own - 1) / max(sizes.sum() - 1, 1)


def ei_expected_overall(network: Network) -> float:
    """1 - 2 sum n_s (n_s - 1) / (n (n - 1)), for n_s of n organizations in sector s."""
    sizes = _sizes(network)
    return float(1 - 2 * (sizes * (sizes - 1)).sum() / (sizes.sum() * (sizes.sum() - 1)))


FEWER_THAN_TWO_SECTORS_KNOWN = Undefined(
    "needs at least two organizations whose sector is known",
    lambda network: _known(network).sum() < 2,
)

EI_EXPECTED = Measure(
    id="ei_expected",
    label="Would look outward by chance",
    level="organization",
    question="How far would it look outward if it chose its partners without regard to sector?",
    high="Its sector is small: nearly everybody else is in another one.",
    low="Its sector is large: many others are in its own.",
    cannot_say="Anything about its own ties: it stands beside “looks outward” to read that by.",
    graph="undirected union",
    unit="-1 to 1",
    citation="Krackhardt & Stern 1988, Social Psychology Quarterly 51:123",
    without=(
        UNOBSERVED,
        OWN_SECTOR_UNKNOWN,
        replace(FEWER_THAN_TWO_SECTORS_KNOWN, holds=lambda network: np.full(len(network), _known(network).sum() < 2)),
    ),
    function=ei_expected,
)
EI_EXPECTED_OVERALL = replace(
    EI_EXPECTED,
    label="Ties across sectors by chance",
    level="network",
    question="How far would ties lead to other sectors if they fell without regard to sector?",
    high="There are many sectors of like size.",
    low="Most organizations are of one sector.",
    cannot_say="Anything about the ties: it stands beside “ties across sectors” to read that by.",
    without=(NO_ORGANIZATION, NOTHING_OBSERVED, FEWER_THAN_TWO_SECTORS_KNOWN),
    function=ei_expected_overall,
)
