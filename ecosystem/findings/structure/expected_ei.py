"""Expected E-I index if ties were formed without regard to sector."""

from dataclasses import replace

import numpy as np

from ecosystem.findings.measures.measure_record import Measure, Undefined
from ecosystem.findings.measures.undefined import NO_ORGANIZATION, NOTHING_OBSERVED, OWN_SECTOR_UNKNOWN, UNOBSERVED
from ecosystem.network.network import Bools, Floats, Ints, Network
from ecosystem.translation import gettext_noop as _


def _known(network: Network) -> Bools:
    """Return which organizations are observed and have a known sector."""
    return network.observed & (network.sector >= 0)


def _sizes(network: Network) -> Ints:
    """Return the number of such organizations in each sector."""
    return np.bincount(network.sector[_known(network)], minlength=len(network.sectors))


def ei_expected(network: Network) -> Floats:
    """Return 1 - 2 (n_s - 1) / (n - 1), for n_s of n organizations in its own sector."""
    sizes = _sizes(network)
    own = np.zeros(len(network))
    own[_known(network)] = sizes[network.sector[_known(network)]]
    return np.asarray(1 - 2 * (own - 1) / max(sizes.sum() - 1, 1))


def ei_expected_overall(network: Network) -> float:
    """Return 1 - 2 sum n_s (n_s - 1) / (n (n - 1)), for n_s of n organizations in sector s."""
    sizes = _sizes(network)
    return float(1 - 2 * (sizes * (sizes - 1)).sum() / (sizes.sum() * (sizes.sum() - 1)))


FEWER_THAN_TWO_SECTORS_KNOWN = Undefined(
    _("needs at least two organizations whose sector is known"),
    lambda network: _known(network).sum() < 2,
)

EI_EXPECTED = Measure(
    id="ei_expected",
    label=_("Expected outward orientation"),
    level="organization",
    question=_("What would its outward orientation be if partners were chosen without regard to sector?"),
    high=_("Its sector is small. Nearly all others are in another one."),
    low=_("Its sector is large. Many others are in it."),
    cannot_say=_("Anything about its own ties. It is the baseline for outward orientation."),
    graph="undirected union",
    unit=_("-1 to 1"),
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
    label=_("Expected ties across sectors"),
    level="network",
    question=_("What share of ties would cross sectors if partners were chosen without regard to sector?"),
    high=_("There are many sectors of similar size."),
    low=_("Most organizations are of one sector."),
    cannot_say=_("Anything about the ties. It is the baseline for ties across sectors."),
    without=(NO_ORGANIZATION, NOTHING_OBSERVED, FEWER_THAN_TWO_SECTORS_KNOWN),
    function=ei_expected_overall,
)
