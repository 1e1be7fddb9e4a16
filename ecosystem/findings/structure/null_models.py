"""Seeds, ranges and p-values of null models, computed the same way for every statistic."""

from collections.abc import Sequence

import numpy as np

from ecosystem.network.network import Floats, Ints

RANGE = (0.025, 0.975)  # central 95% of the null distribution


def seed_of(site: str, purpose: str, replicate: int = 0, seed: int = 0) -> int:
    """Return the seed of one random step: distinct for every city, purpose and replicate, and the same in every run.

    >>> seed_of("Boston", "communities", 1) == seed_of("Boston", "communities", 1)
    True
    >>> len({seed_of(site, purpose, r) for site in "ab" for purpose in "xy" for r in range(5)})
    20
    """
    words = f"{site}\0{purpose}".encode()
    sequence = np.random.SeedSequence([seed, len(words), *words], spawn_key=(replicate,))
    return int(sequence.generate_state(1, np.uint64)[0])


def shuffled(labels: Ints, draws: int, seed: int) -> Ints:
    """Return ``draws`` random permutations of the labels, one per row; a label below 0 (unknown) keeps its position."""
    rows = np.tile(labels, (draws, 1))
    known = labels >= 0
    rows[:, known] = np.random.default_rng(seed).permuted(rows[:, known], axis=1)
    return rows


def p_values(value: float, draws: Floats) -> tuple[float, float]:
    """Return the lower and upper p-value: (1 + draws at least as extreme) / (1 + draws), never 0.

    >>> p_values(5, np.array([1.0, 2, 3]))
    (1.0, 0.25)
    """
    # statistics are sums of fractions: differences in the sixteenth digit are rounding
    lower, higher = (np.sum(draws <= value + 1e-12), np.sum(draws >= value - 1e-12))
    return float((1 + lower) / (1 + len(draws))), float((1 + higher) / (1 + len(draws)))


def adjusted(p: Sequence[float]) -> Floats:
    """Return the p-values of a family of tests, raised so that their false discovery rate is controlled.

    Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57:289.

    >>> adjusted([0.01, 0.02, 0.9]).round(3).tolist()
    [0.03, 0.03, 0.9]
    """
    from scipy.stats import false_discovery_control  # noqa: PLC0415  it takes a second to load

    values = np.asarray(p, dtype=float)  # scipy keeps whole numbers as integers and cannot scale them
    return np.asarray(false_discovery_control(values, method="bh"), dtype=float)
