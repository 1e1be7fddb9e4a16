"""Key players: the best sets, against trying all, and the values found for Padgett's families."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from ecosystem.findings.structure.key_players import (
    APART,
    DIRECT,
    IN_TWO,
    best_sets,
    fragmentation,
    key_player_table,
    key_players,
    reach,
)
from ecosystem.network.network import Network
from tests.findings.test_measures_oracle import SEEDS
from tests.findings.test_measures_oracle import city as random_city
from tests.padgett import florence
from tests.tiny import city, plain_list


def named(network: Network, sets: np.ndarray) -> list[str]:
    return [" ".join(network.ids[number] for number in chosen) for chosen in sets]


@pytest.mark.parametrize(
    ("question", "size", "value", "chosen"),
    [
        (APART, 1, 0.7173015873015873, "Medici"),
        (APART, 2, 0.8305860805860805, "Guadagni Medici"),
        (APART, 3, 0.905982905982906, "Guadagni Medici Strozzi"),
        (DIRECT, 1, 7, "Medici"),
        (DIRECT, 2, 11, "Bischeri Medici"),
        (DIRECT, 3, 13, "Albizzi Medici Peruzzi"),
        (IN_TWO, 1, 12, "Medici"),
        (IN_TWO, 2, 15, "Bischeri Medici"),
        (IN_TWO, 3, 16, "Bischeri Medici Pucci"),
    ],
)
def test_among_padgetts_families_the_best_sets_are_those_found_by_trying_all(
    question: str, size: int, value: float, chosen: str
) -> None:
    """The values were computed outside this project (tests/data/PADGETT.md)."""
    best = key_players(florence("marriage"), question, size)
    assert best is not None and best.exact
    assert best.value == pytest.approx(value, abs=1e-12)
    assert chosen in named(florence("marriage"), best.sets)


@pytest.mark.parametrize("seed", SEEDS)
def test_how_far_apart_the_rest_is_agrees_with_networkx(seed: int) -> None:
    network = Network.from_graph(*random_city(seed), survey=False)
    sets = np.array(list(combinations(range(6), 2)))
    for pair, value in zip(sets.tolist(), fragmentation(network, sets), strict=True):
        rest = nx.Graph(network.pairs.tolist())
        rest.add_nodes_from(range(len(network)))
        rest.remove_nodes_from(pair)
        assert value == pytest.approx(1 - nx.global_efficiency(rest))


@pytest.mark.parametrize("steps", [1, 2])
@pytest.mark.parametrize("seed", SEEDS)
def test_whom_a_set_reaches_agrees_with_networkx(seed: int, steps: int) -> None:
    network = Network.from_graph(*random_city(seed), survey=False)
    union = nx.Graph(network.pairs.tolist())
    union.add_nodes_from(range(len(network)))
    sets = np.array(list(combinations(range(6), 2)))
    for pair, value in zip(sets.tolist(), reach(network, sets, steps), strict=True):
        reached = nx.multi_source_dijkstra_path_length(union, set(pair), cutoff=steps)
        assert value == len(reached)


@pytest.mark.parametrize("seed", SEEDS)
def test_where_not_all_sets_are_tried_the_best_found_is_never_better_and_here_as_good(seed: int) -> None:
    network = Network.from_graph(*random_city(seed), survey=False)

    def apart(sets: np.ndarray) -> np.ndarray:
        return fragmentation(network, sets)

    tried = best_sets(apart, len(network), 2)
    searched = best_sets(apart, len(network), 2, most=0)
    assert (tried.exact, searched.exact) == (True, False)
    assert searched.value == pytest.approx(tried.value)
    assert {*map(tuple, searched.sets.tolist())} <= {*map(tuple, tried.sets.tolist())}


def test_an_exchange_mends_a_greedy_choice() -> None:
    """The middle one covers most alone, and the best two are the others: three sets of elements, by hand."""
    covers = [{1, 2, 3, 4}, {1, 2, 5}, {3, 4, 6}, {7}]

    def covered(sets: np.ndarray) -> np.ndarray:
        return np.array([len(set().union(*(covers[number] for number in chosen))) for chosen in sets], dtype=float)

    best = best_sets(covered, 4, 2, most=0)
    assert (best.value, best.sets.tolist()) == (6, [[1, 2]])


def test_sets_as_good_are_listed_up_to_five_and_counted() -> None:
    table = key_player_table(city(plain_list("ab cd ef gh")))
    direct = table[(table["question"] == DIRECT) & (table["size"] == 1)]
    assert direct["organizations"].tolist() == list("abcde")
    assert set(direct["as_good"]) == {8}
    assert set(direct["value"]) == {2}


def test_the_middle_of_a_star_holds_it_together_and_the_row_says_how_far_apart_all_were_before() -> None:
    first = key_player_table(city(plain_list("ab ac ad ae"))).iloc[0]
    assert (first["organizations"], first["value"]) == ("a", 1)
    assert first["before"] == pytest.approx(1 - (8 + 12 / 2) / 20)


def test_a_set_is_asked_for_only_where_two_are_left() -> None:
    table = key_player_table(city(plain_list("ab bc")))
    assert table["size"].unique().tolist() == [1]
    assert key_player_table(city(plain_list("", organizations="abcd"))).empty
