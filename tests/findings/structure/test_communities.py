"""Communities, against the largest modularity there is, and how steady they are."""

import networkx as nx
import numpy as np
import pytest

from ecosystem.findings.structure.communities import best_partition, community_table, steadiness
from ecosystem.network import network as engine
from ecosystem.network.network import Network
from tests.findings.test_measures_oracle import SEEDS
from tests.findings.test_measures_oracle import city as random_city
from tests.padgett import florence
from tests.tiny import city, plain_list, survey

CLIQUES = "ab ac bc cd de df ef"  # two triangles and a tie between them


@pytest.mark.parametrize(("relation", "largest"), [("marriage", 0.39875), ("business", 0.3644444444444444)])
def test_padgetts_families_fall_into_the_communities_of_largest_modularity(relation: str, largest: float) -> None:
    """The largest there is, by integer programming (tests/data/PADGETT.md)."""
    assert best_partition(florence(relation).union_graph, list(range(20))).modularity == pytest.approx(largest)


@pytest.mark.parametrize("seed", SEEDS)
def test_modularity_is_that_of_networkx_and_no_run_has_more(seed: int) -> None:
    network = Network.from_graph(*random_city(seed), survey=False)
    partition = best_partition(network.union_graph, list(range(20)))
    union = nx.Graph(network.pairs.tolist())
    union.add_nodes_from(range(len(network)))
    found = [
        nx.community.modularity(union, [np.flatnonzero(run == c).tolist() for c in np.unique(run)], weight=None)
        for run in (partition.community, *partition.runs)
    ]
    assert found[0] == pytest.approx(partition.modularity) == pytest.approx(max(found))


def test_two_triangles_are_two_communities_the_first_by_id_first() -> None:
    table = community_table(city(plain_list(CLIQUES)))
    assert table["organization"].tolist() == list("abcdef")
    assert table["community"].tolist() == [1, 1, 1, 2, 2, 2]
    assert set(table["members"]) == {3}
    assert set(table["together"]) == {1}


def test_the_largest_community_is_the_first() -> None:
    table = community_table(city(plain_list("ab cd ce de")))
    assert dict(zip(table["organization"], table["community"], strict=True)) == {"a": 2, "b": 2, "c": 1, "d": 1, "e": 1}


def test_one_without_a_partner_is_in_none_and_the_reason_says_so() -> None:
    table = community_table(city(survey("abc", silent="x", ties="ab")))
    assert table.loc[table["community"].isna(), "organization"].tolist() == ["c", "x"]
    assert table["reason"].tolist()[2:] == ["has no partner", "has not answered, and no tie of it is known"]
    assert table["together"].isna().tolist() == [False, False, True, True]


def test_how_steady_a_place_is_counts_over_runs_and_companions() -> None:
    runs = np.array([[0, 0, 0, 1], [0, 0, 1, 1], [2, 2, 0, 1], [0, 0, 0, 0]])
    partition = best_partition(city(plain_list(CLIQUES)).network.union_graph, [0])._replace(
        community=runs[0], runs=runs
    )
    assert steadiness(partition)[:3] == pytest.approx([(4 + 2) / 8, (4 + 2) / 8, (2 + 2) / 8])
    assert np.isnan(steadiness(partition)[3])


def test_a_seed_gives_the_same_communities_and_dealt_out_ties_whatever_was_drawn_before() -> None:
    graph = florence("marriage").union_graph
    first = [engine.communities(graph, seed)[0].tolist() for seed in range(5)]
    engine.rewired(graph, 9)
    assert [engine.communities(graph, seed)[0].tolist() for seed in range(5)] == first
    assert engine.rewired(graph, 1).get_edgelist() == engine.rewired(graph, 1).get_edgelist()
    assert engine.rewired(graph, 1).get_edgelist() != engine.rewired(graph, 2).get_edgelist()


def test_ties_are_dealt_out_so_that_everybody_keeps_the_number_of_partners() -> None:
    graph = florence("marriage").union_graph
    before = graph.get_edgelist()
    drawn = engine.rewired(graph, 4)
    assert drawn.degree() == graph.degree()
    assert drawn.is_simple()
    assert graph.get_edgelist() == before
