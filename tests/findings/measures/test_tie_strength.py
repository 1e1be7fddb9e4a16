"""How strong an organization's ties are, whichever end says so."""

import networkx as nx
import numpy as np
import pytest

from ecosystem.findings.measures.measures import organization_measures
from ecosystem.network.network import Network
from tests.findings.measures.test_measures import reason
from tests.findings.test_measures_oracle import SEEDS, city
from tests.network.test_network import listed

STRENGTHS = ["total_strength", "mean_strength", "median_strength"]


def network_of(arcs: str, names: str = "") -> Network:
    """A survey in which "ab3" is a tie of strength 3 that a names, "ab?" one whose strength it does not give."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(sorted({*names, *(end for arc in arcs.split() for end in arc[:2])}))
    for source, target, strength in arcs.split():
        known = None if strength == "?" else float(strength)
        graph.add_edge(source, target, "r", state="one-sided", strength=known, directed=False)
    return Network.from_graph(graph, listed("".join(sorted(graph))), survey=True)


def strengths(network: Network, organization: str) -> list[float]:
    table = organization_measures(network, measures=STRENGTHS)
    return table.loc[table["organization_id"] == organization, "value"].tolist()


def test_a_tie_is_as_strong_as_the_end_that_thinks_more_of_it_says() -> None:
    assert strengths(network_of("ab2 ba5"), "a") == [5, 5, 5]


def test_an_end_that_gives_no_strength_leaves_it_to_the_other() -> None:
    assert strengths(network_of("ab? ba4"), "b") == [4, 4, 4]


def test_a_strong_tie_among_weak_ones_raises_the_mean_and_not_the_middle() -> None:
    assert strengths(network_of("ab1 ac1 da7"), "a") == [9, 3, 1]


def test_the_middle_of_an_even_number_of_ties_is_halfway_between_the_two_in_the_middle() -> None:
    assert strengths(network_of("ab1 ac2 ad4 ea5"), "a") == [12, 3, 3]


def test_one_tie_of_unknown_strength_leaves_all_three_empty_with_the_reason() -> None:
    table = organization_measures(network_of("ab2 ac?"))
    for measure in STRENGTHS:
        assert reason(table, measure, "a") == "no strength was given for some of its ties"
        assert table.query("measure == @measure and organization_id == 'b'")["value"].item() == 2


def test_one_without_a_partner_has_no_strength_in_all_and_none_on_average() -> None:
    table = organization_measures(network_of("ab2", names="c"))
    assert table.query("measure == 'total_strength' and organization_id == 'c'")["value"].item() == 0
    assert reason(table, "mean_strength", "c") == reason(table, "median_strength", "c") == "has no partner"


@pytest.mark.parametrize("seed", SEEDS)
def test_strengths_agree_with_a_loop_over_partners(seed: int) -> None:
    graph, organizations = city(seed)
    network = Network.from_graph(graph, organizations, survey=False)
    arcs = nx.DiGraph()
    for source, target, strength in graph.edges(data="strength"):
        before = arcs.edges[source, target]["s"] if arcs.has_edge(source, target) else 0
        arcs.add_edge(source, target, s=before + strength)
    for name in arcs:
        ties = [
            max(arcs.edges[arc]["s"] for arc in ((name, partner), (partner, name)) if arcs.has_edge(*arc))
            for partner in set(nx.all_neighbors(arcs, name))
        ]
        assert strengths(network, name) == pytest.approx([sum(ties), np.mean(ties), np.median(ties)])
