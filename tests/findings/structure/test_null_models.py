"""Seeds, draws and p-values."""

import numpy as np
import pytest

from ecosystem.findings.structure.null_models import adjusted, p_values, seed_of, shuffled


def test_each_city_purpose_and_replicate_draws_for_itself() -> None:
    asked = [("a", "bc", 0, 0), ("ab", "c", 0, 0), ("a", "bc", 1, 0), ("a", "bc", 0, 1), ("á", "bc", 0, 0)]
    assert len({seed_of(*one) for one in asked}) == len(asked)


def test_labels_are_dealt_out_among_those_who_have_one() -> None:
    drawn = shuffled(np.array([0, 0, -1, 1]), 500, seed=3)
    assert (drawn[:, 2] == -1).all()
    assert (np.sort(drawn, axis=1) == [-1, 0, 0, 1]).all()
    assert {tuple(row) for row in drawn.tolist()} == {(0, 0, -1, 1), (0, 1, -1, 0), (1, 0, -1, 0)}


def test_a_p_value_counts_the_city_itself_and_is_never_0() -> None:
    assert p_values(9, np.array([1.0, 2, 3])) == (1, 0.25)
    assert p_values(2, np.array([1.0, 2, 3])) == (0.75, 0.75)


def test_equal_sums_of_fractions_count_as_equal() -> None:
    assert p_values(0.1 + 0.2, np.array([0.3])) == (1, 1)


def test_p_values_of_a_family_are_raised_and_keep_their_order() -> None:
    """Benjamini & Hochberg's rule by hand: p x family / rank, never above that of a larger one."""
    assert adjusted([0.04, 0.01, 0.03, 0.5]) == pytest.approx([0.16 / 3, 0.04, 0.16 / 3, 0.5], rel=1e-12)
    assert adjusted([]).tolist() == []
