"""The least losses that split a network, against NetworkX."""

import networkx as nx
import pytest

from ecosystem.findings.structure.connectivity import organizations_to_split, ties_to_split
from ecosystem.network.network import Network
from tests.network.test_network import graph_of, listed
from tests.padgett import florence


def network_of(union: nx.Graph) -> Network:
    ids = {number: f"o{number:02d}" for number in union}
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(ids.values())
    for a, b in union.edges():
        graph.add_edge(ids[a], ids[b], "r", state="recorded", strength=None, directed=False)
    return Network.from_graph(graph, listed(""), survey=False)


@pytest.mark.parametrize("seed", range(30))
def test_the_least_losses_agree_with_networkx(seed: int) -> None:
    union = nx.gnp_random_graph(5 + seed % 9, 0.3 + seed % 7 / 10, seed=seed)
    network = network_of(union)
    assert organizations_to_split(network) == nx.node_connectivity(union)
    assert ties_to_split(network) == nx.edge_connectivity(union)


def test_two_circles_that_share_one_organization_hang_on_it_and_on_two_ties() -> None:
    network = network_of(nx.Graph([(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 2)]))
    assert (organizations_to_split(network), ties_to_split(network)) == (1, 2)


def test_where_all_are_partners_all_but_one_must_leave() -> None:
    assert organizations_to_split(network_of(nx.complete_graph(4))) == 3


def test_padgetts_families_are_split_as_they_are() -> None:
    """igraph 1.3.5 in R gives 0 and 0: the Pucci marry nobody here."""
    assert (organizations_to_split(florence("marriage")), ties_to_split(florence("marriage"))) == (0, 0)


@pytest.mark.parametrize("names", ["", "a"])
def test_with_fewer_than_two_organizations_there_is_nothing_to_split(names: str) -> None:
    network = Network.from_graph(graph_of([], names=names), listed(names), survey=False)
    assert (organizations_to_split(network), ties_to_split(network)) == (0, 0)
