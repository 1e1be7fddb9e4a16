"""The best core, against trying all, and the one found for Padgett's families."""

from itertools import combinations

import numpy as np
import pytest

from ecosystem.findings.structure import core_periphery
from ecosystem.findings.structure.core_periphery import best_core, core_table
from tests.padgett import florence
from tests.tiny import city, plain_list, survey


def random_ties(seed: int, size: int) -> np.ndarray:
    """Pairs of a random network."""
    random = np.random.default_rng(seed)
    there = np.triu(random.random((size, size)) < random.uniform(0.15, 0.6), 1)
    return np.argwhere(there)


def best_by_trying_all(size: int, pairs: np.ndarray) -> float:
    """The largest correlation over all cores, as numpy computes it."""
    first, second = np.triu_indices(size, 1)
    tied = np.isin(first * size + second, pairs @ [size, 1])
    best = -2.0
    for number in range(2, size - 1):
        for core in combinations(range(size), number):
            inside = np.isin(first, core).astype(int) + np.isin(second, core)
            kept = inside != 1
            if 0 < tied[kept].sum() < kept.sum():
                best = max(best, np.corrcoef(tied[kept], inside[kept])[0, 1])
    return best


@pytest.mark.parametrize("seed", range(4))
def test_the_core_of_a_small_network_is_the_best_of_all(seed: int) -> None:
    pairs = random_ties(seed, 8)
    core = best_core(8, pairs, seed=0)
    assert core is not None and core.exact
    assert core.fit == pytest.approx(best_by_trying_all(8, pairs))


def test_the_search_for_a_larger_core_finds_what_trying_all_finds_in_most_networks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    missed = 0
    for seed in range(30):
        pairs = random_ties(seed, 14)
        monkeypatch.setattr(core_periphery, "EXACT", 18)
        tried = best_core(14, pairs, seed)
        monkeypatch.setattr(core_periphery, "EXACT", 0)
        searched = best_core(14, pairs, seed)
        assert tried is not None and searched is not None
        assert searched.fit < tried.fit + 1e-12
        assert not searched.exact
        missed += searched.fit < tried.fit - 1e-12
    assert missed <= 3


def test_the_core_of_padgetts_families_is_the_one_found_by_trying_all() -> None:
    """The value was computed outside this project (tests/data/PADGETT.md)."""
    network = florence("marriage")
    core = best_core(len(network), network.pairs, seed=0)
    assert core is not None
    assert core.fit == pytest.approx(0.4290290596986809, abs=1e-12)
    assert [network.ids[number] for number in np.flatnonzero(core.members)] == ["Medici", "Ridolfi", "Tornabuoni"]


def test_a_full_core_with_a_bare_rim_fits_perfectly() -> None:
    table = core_table(city(plain_list("ab ac bc ax by cz")))
    assert table["organization"].tolist() == list("abcxyz")
    assert table["core"].tolist() == [True] * 3 + [False] * 3
    assert table["partners_in_core"].tolist() == [2, 2, 2, 1, 1, 1]
    assert table["fit"].tolist() == pytest.approx([1] * 6)


@pytest.mark.parametrize("ties", ["ab bc", "ab ac ad bc bd cd", ""])
def test_where_there_is_no_core_the_reason_says_so(ties: str) -> None:
    table = core_table(city(plain_list(ties, organizations="abcd" if ties != "ab bc" else "abc")))
    assert table["core"].isna().all()
    assert table["reason"].str.startswith("there is no core").all()


def test_one_nobody_knows_anything_of_is_in_neither() -> None:
    table = core_table(city(survey("abcd", silent="x", ties="ab ac bc ad")))
    assert table["organization"].tolist()[-1] == "x"
    assert table["reason"].dropna().tolist() == ["has not answered, and no tie of it is known"]
