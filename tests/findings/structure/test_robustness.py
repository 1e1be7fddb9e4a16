"""What is left as organizations leave: the orders, the curves, and the losses to look at."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from ecosystem.findings.structure.robustness import (
    BETWEEN,
    PARTNERS,
    RANDOM,
    by_betweenness,
    by_partners,
    losses_shown,
    robustness_table,
)
from ecosystem.network.network import Network
from tests.findings.test_measures_oracle import SEEDS
from tests.findings.test_measures_oracle import city as random_city
from tests.tiny import city, plain_list, sample

STAR = "ab ac ad ae"


def curve(table: pd.DataFrame, order: str) -> pd.DataFrame:
    return table[table["order"] == order].set_index("losses")


@pytest.mark.parametrize("seed", SEEDS)
def test_who_leaves_next_is_looked_at_again_after_each_loss(seed: int) -> None:
    network = Network.from_graph(*random_city(seed), survey=False)
    rest = nx.Graph(network.pairs.tolist())
    rest.add_nodes_from(range(len(network)))
    stay = rest.copy()
    for leaving in by_partners(network).tolist():
        assert leaving == min(stay, key=lambda one: (-stay.degree(one), one))
        stay.remove_node(leaving)
    for leaving in by_betweenness(network).tolist():
        between = {one: round(value, 9) for one, value in nx.betweenness_centrality(rest, normalized=False).items()}
        assert leaving == min(rest, key=lambda one: (-between[one], -rest.degree(one), one))
        rest.remove_node(leaving)


@pytest.mark.parametrize("order", [PARTNERS, BETWEEN])
def test_a_star_falls_apart_when_its_middle_leaves(order: str) -> None:
    found = curve(robustness_table(city(plain_list(STAR))), order)
    assert found["organizations"].tolist() == [pd.NA, *"abcd"]
    assert found["largest_part"].tolist() == [5, 1, 1, 1, 1]
    assert found["largest_share"].tolist() == [1, 0.2, 0.2, 0.2, 0.2]
    assert found["nearness"].tolist() == pytest.approx([(8 + 12 / 2) / 20, 0, 0, 0, 0])


def test_a_star_seldom_loses_its_middle_at_random() -> None:
    found = curve(robustness_table(city(plain_list(STAR))), RANDOM)
    # one in five is the middle: then 1 is left in a part, else 4
    assert found.loc[1, "largest_part"] == pytest.approx(4 / 5 * 4 + 1 / 5, abs=0.3)
    assert found.loc[1, ["low", "high"]].tolist() == [0.2, 0.8]
    assert found["organizations"].isna().all()


def test_losses_of_one_and_of_three_are_marked_and_no_other() -> None:
    table = robustness_table(city(plain_list(STAR)))
    assert set(table.loc[table["marked"], "losses"]) == {1, 3}
    assert table["marked"].sum() == 6


def test_the_curves_only_fall() -> None:
    table = robustness_table(city(sample("riverton_traps")))
    for order in (PARTNERS, BETWEEN, RANDOM):
        for column in ("largest_part", "nearness"):
            assert curve(table, order)[column].is_monotonic_decreasing


def test_nobody_leaves_twice_and_one_stays() -> None:
    table = robustness_table(city(sample("riverton_traps")))
    for order in (PARTNERS, BETWEEN):
        leaving = "|".join(curve(table, order)["organization_ids"].dropna()).split("|")
        assert len(leaving) == len(set(leaving)) == 47


def test_the_first_three_losses_are_always_shown_and_a_large_city_has_no_more_points_than_a_middling_one() -> None:
    assert losses_shown(2).tolist() == [0, 1]
    assert losses_shown(26).tolist() == list(range(26))
    assert losses_shown(3001)[:5].tolist() == [0, 1, 2, 3, 120]
    assert len(losses_shown(3001)) == 29
    assert np.diff(losses_shown(100)).min() > 0


def test_without_a_tie_there_is_nothing_to_fall_apart() -> None:
    assert robustness_table(city(plain_list("", organizations="abc"))).empty
