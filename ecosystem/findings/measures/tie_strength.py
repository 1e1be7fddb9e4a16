"""How strong an organization's ties are: together, on average, and the middle one."""

from dataclasses import replace

import numpy as np

from ecosystem.findings.measures.measure_record import Measure, Undefined
from ecosystem.findings.measures.undefined import ISOLATE, NO_STRENGTHS, UNOBSERVED
from ecosystem.network.network import Floats, Ints, Network
from ecosystem.translation import gettext_noop as _


def _of_ends(network: Network) -> tuple[Ints, Floats]:
    """Each end of each tie of the union, and the strength of the tie; ordered by both."""
    ends, strength = network.pairs.T.ravel(), np.tile(network.pair_strength, 2)
    order = np.lexsort((strength, ends))
    return ends[order], strength[order]


def total_strength(network: Network) -> Floats:
    """Sum of the strengths of each organization's ties in the union."""
    ends, strength = _of_ends(network)
    return np.bincount(ends, strength, len(network)).astype(float)


def mean_strength(network: Network) -> Floats:
    """Mean of the strengths of each organization's ties in the union."""
    return total_strength(network) / np.maximum(network.degree, 1)


def median_strength(network: Network) -> Floats:
    """Median of the strengths of each organization's ties in the union; 0 with no tie."""
    _, strength = _of_ends(network)
    first = np.cumsum(network.degree) - network.degree
    tied = network.degree > 0
    median = np.zeros(len(network))
    lower, upper = (first[tied] + (network.degree[tied] - less) // 2 for less in (1, 0))
    median[tied] = (strength[lower] + strength[upper]) / 2
    return median


def _some_unknown(network: Network) -> np.ndarray:
    return np.bincount(network.pairs.T.ravel(), np.tile(np.isnan(network.pair_strength), 2), len(network)) > 0


SOME_STRENGTH_UNKNOWN = Undefined(_("no strength was given for some of its ties"), _some_unknown)

_MEAN = Measure(
    id="mean_strength",
    label=_("Average tie strength"),
    level="organization",
    question=_("How strong are its ties on average, whichever side reports them?"),
    high=_("Its ties are strong."),
    low=_("Its ties are weak."),
    cannot_say=_("How many ties it has. Look at partners as well. Steps of a scale need not be equally far apart."),
    graph="undirected union",
    unit=_("steps of the strength scale"),
    citation="Barrat et al. 2004, PNAS 101:3747",
    without=(UNOBSERVED, NO_STRENGTHS, ISOLATE, SOME_STRENGTH_UNKNOWN),
    function=mean_strength,
)

STRENGTH_MEASURES: tuple[Measure, ...] = (
    replace(
        _MEAN,
        id="total_strength",
        label=_("Total tie strength"),
        question=_("How strong are its ties in total, whichever side reports them?"),
        high=_("It has many or strong ties."),
        low=_("It has few or weak ties."),
        cannot_say=_("Whether it has many weak ties or few strong ones. Look at partners as well."),
        unit=_("steps of the strength scale, summed"),
        without=(UNOBSERVED, NO_STRENGTHS, SOME_STRENGTH_UNKNOWN),
        function=total_strength,
    ),
    _MEAN,
    replace(
        _MEAN,
        id="median_strength",
        label=_("Median tie strength"),
        question=_("How strong is the middle one of its ties, ordered by strength?"),
        high=_("More than half of its ties are strong."),
        low=_("More than half of its ties are weak."),
        cannot_say=_("How strong its strongest tie is, or how many ties it has."),
        function=median_strength,
    ),
)
