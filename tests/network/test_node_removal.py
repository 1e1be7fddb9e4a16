"""What losses leave, against taking the organizations out and counting with NetworkX."""

import networkx as nx
import numpy as np
import pytest

from ecosystem.network import node_removal
from ecosystem.network.network import Network
from ecosystem.network.node_removal import after_removals
from tests.findings.test_measures_oracle import SEEDS, city
from tests.network.test_network import graph_of, listed


@pytest.mark.parametrize("words", [1, 2**17], ids=["one by one", "together"])
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_left_agrees_with_networkx_however_many_losses_run_together(
    seed: int, words: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(node_removal, "_WORDS", words)
    network = Network.from_graph(*city(seed), survey=False)
    lost = np.random.default_rng(seed).random((8, len(network))) < 0.2
    for leaving, nearness, largest in zip(lost, *after_removals(network, lost), strict=True):
        left = nx.Graph(network.pairs.tolist())
        left.add_nodes_from(range(len(network)))
        left.remove_nodes_from(np.flatnonzero(leaving).tolist())
        assert nearness == pytest.approx(nx.global_efficiency(left) * len(left) * (len(left) - 1))
        assert largest == max(map(len, nx.connected_components(left)))


def test_the_way_round_counts_where_the_short_way_is_gone() -> None:
    square = Network.from_graph(graph_of([(*pair, "r") for pair in ("ab", "bc", "cd", "da")]), listed("abcd"), False)
    nearness, largest = after_removals(square, np.array([[False] * 4, [True, *[False] * 3]]))
    assert nearness.tolist() == [2 * (4 + 2 / 2), 2 * (2 + 1 / 2)]
    assert largest.tolist() == [4, 3]


def test_more_organizations_than_bits_in_a_word_are_all_seen() -> None:
    ring = nx.cycle_graph(130)
    names = [f"o{number:03d}" for number in ring]
    graph = nx.MultiDiGraph()
    for a, b in ring.edges():
        graph.add_edge(names[a], names[b], "r", state="recorded", strength=None, directed=False)
    network = Network.from_graph(graph, listed(""), survey=False)
    nearness, largest = after_removals(network, np.zeros((1, 130), dtype=bool))
    assert (nearness.item(), largest.item()) == (pytest.approx(nx.global_efficiency(ring) * 130 * 129), 130)


def test_where_everybody_leaves_or_nobody_was_there_nothing_is_left() -> None:
    pair = Network.from_graph(graph_of([("a", "b", "r")]), listed("ab"), survey=False)
    nearness, largest = after_removals(pair, np.array([[True, True]]))
    assert (nearness.tolist(), largest.tolist()) == ([0], [0])
    nobody = Network.from_graph(graph_of([]), listed(""), survey=False)
    nearness, largest = after_removals(nobody, np.zeros((2, 0), dtype=bool))
    assert (nearness.tolist(), largest.tolist()) == ([0, 0], [0, 0])
