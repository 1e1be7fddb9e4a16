"""Centralization: how strongly a network depends on one organization (docs/methods.md, section 3.2)."""

from ecosystem.findings.measures import organization_measures as each
from ecosystem.network.network import Floats, Ints, Network


def _centralization(scores: Floats | Ints, largest: float) -> float:
    """Return Freeman's sum of differences from the highest score, as a share of the `largest` possible sum."""
    return float((scores.max() - scores).sum() / largest)


def centralization_in_degree(network: Network) -> float:
    """Return the centralization of in-degree; 1 for a star whose center is named by all."""
    return _centralization(each.in_degree(network), (len(network) - 1) ** 2)


def centralization_out_degree(network: Network) -> float:
    """Return the centralization of out-degree; 1 for a star whose center names all."""
    return _centralization(each.out_degree(network), (len(network) - 1) ** 2)


def centralization_degree(network: Network) -> float:
    """Return the centralization of degree in the union; 1 for a star."""
    observed = int(network.observed.sum())
    return _centralization(network.degree[network.observed], (observed - 1) * (observed - 2))


def centralization_betweenness(network: Network) -> float:
    """Return the centralization of betweenness in the union; 1 for a star."""
    observed = int(network.observed.sum())
    scores = each.betweenness(network)[network.observed]
    return _centralization(scores, (observed - 1) ** 2 * (observed - 2) / 2)
