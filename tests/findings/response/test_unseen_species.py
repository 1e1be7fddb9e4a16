"""How many organizations are off the map: agreement with R's vegan, and what must hold of any estimate."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from ecosystem.findings.response.unseen_species import (
    UnseenEstimate,
    chao2,
    estimate_unseen,
    mention_coverage,
    not_yet_named,
)

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize(("relation", "named", "estimate"), [("marriage", 15, 18.75), ("business", 11, 13.109375)])
def test_chao2_agrees_with_vegan_on_padgetts_families(relation: str, named: int, estimate: float) -> None:
    # vegan::specpool(smallsample = TRUE), R 4.2, on the 16 rows of each relation
    ties = pd.read_csv(DATA / "padgett_ties.csv", dtype=str).query("relation == @relation")
    mentions = pd.concat([ties["source"], ties["target"]]).value_counts().to_numpy()
    assert len(mentions) == named
    assert len(mentions) + chao2(mentions, 16) == pytest.approx(estimate, abs=1e-9)


def test_without_a_name_given_twice_chao2_takes_pairs_of_names_given_once() -> None:
    # vegan's rule for Q2 = 0: (m - 1) / m * Q1 (Q1 - 1) / 2
    assert chao2(np.array([1, 1, 1]), 4) == pytest.approx(3 / 4 * 3)
    assert chao2(np.array([1]), 4) == 0


def test_the_bound_solves_its_own_equation_and_stays_below_chao2() -> None:
    mentions, m, mapped = np.array([1, 1, 1, 1, 2, 2, 3]), 10, 25
    found = not_yet_named(mentions, m, mapped)
    part = m / (mapped + found)
    assert found == pytest.approx(16 / (m / (m - 1) * 4 + part / (1 - part) * 4), abs=1e-6)
    assert 0 < found < chao2(mentions, m)


def test_where_everybody_on_the_map_answered_and_named_nobody_new_none_is_missing() -> None:
    assert not_yet_named(np.array([2, 3]), 6, 6) == 0
    assert estimate_unseen(np.ones((4, 3), dtype=bool), 9) == UnseenEstimate(0, 0, 0)
    assert estimate_unseen(np.zeros((0, 0), dtype=bool), 0) == UnseenEstimate(0, 0, 0)


def test_the_guess_lies_within_its_interval_and_names_given_once_move_it_up() -> None:
    few = estimate_unseen(np.array([[1, 1, 0], [1, 1, 1], [0, 0, 1], [0, 0, 0], [1, 0, 0]], dtype=bool), 12)
    many = estimate_unseen(
        np.array([[1, 0, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0]], dtype=bool), 12
    )
    assert few.low <= few.guess <= few.high
    assert many.low < many.guess < many.high
    assert many.guess > few.guess


def test_the_guess_finds_how_many_were_hidden_where_all_are_named_alike() -> None:
    # 400 simulated cities: 20 of 60 organizations uninvited, each named by any of 18 of 40 who answer with chance .06
    generator = np.random.default_rng(0)
    errors = []
    for _ in range(400):
        named = generator.random((18, 20)) < 0.06
        seen = named.any(axis=0)
        errors.append(estimate_unseen(named[:, seen], 40 + int(seen.sum())).guess - int((~seen).sum()))
    assert abs(np.mean(errors)) < 2  # of some 6.6 hidden ones


def test_coverage_of_mentions_is_one_without_names_given_once_and_nothing_without_mentions() -> None:
    assert mention_coverage(np.array([2, 3]), 5, 20) == 1
    assert mention_coverage(np.array([], dtype=int), 5, 20) == 1
    assert mention_coverage(np.array([], dtype=int), 0, 0) is None
    # 1 - 2/12 * (4 * 2) / (4 * 2 + 2 * 1)
    assert mention_coverage(np.array([1, 1, 2]), 5, 12) == pytest.approx(1 - 2 / 12 * 8 / 10)
