"""The arrays say what the graph says."""

from itertools import pairwise

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from ecosystem.errors import TableError
from ecosystem.network.network import Network


def graph_of(
    arcs: list[tuple[str, str, str]],
    names: str = "",
    strength: float | None = 1.0,
    directed: bool = True,
) -> nx.MultiDiGraph:
    """A frozen graph from source, target, relation."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(names)
    for source, target, relation in arcs:
        graph.add_edge(source, target, relation, state="recorded", strength=strength, directed=directed)
    return nx.freeze(graph)


def listed(names: str, sectors: list[str | None] | None = None, status: str = "respondent") -> pd.DataFrame:
    """Organizations called by one letter each."""
    return pd.DataFrame(
        {
            "organization_id": pd.array(list(names), dtype="string"),
            "sector": pd.array(sectors or [None] * len(names), dtype="string"),
            "status": pd.array([status] * len(names), dtype="string"),
        }
    )


def arcs_of(network: Network) -> list[tuple[str, str]]:
    return [(network.ids[s], network.ids[t]) for s, t in zip(network.source, network.target, strict=True)]


def test_relations_between_the_same_two_are_one_arc_with_their_strengths_added() -> None:
    graph = graph_of([("b", "a", "funds"), ("b", "a", "advises")], strength=2.5)
    network = Network.from_graph(graph, listed("ab"), survey=False)
    assert arcs_of(network) == [("b", "a")]
    assert network.strength.tolist() == [5.0]


def test_a_strength_that_was_not_given_leaves_the_sum_unknown() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", "funds", state="recorded", strength=3.0, directed=True)
    graph.add_edge("a", "b", "advises", state="recorded", strength=None, directed=True)
    network = Network.from_graph(graph, listed("ab"), survey=False)
    assert np.isnan(network.strength).tolist() == [True]


def test_a_pair_is_directed_where_one_of_its_relations_is() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", "works with", state="recorded", strength=None, directed=False)
    graph.add_edge("a", "b", "funds", state="recorded", strength=None, directed=True)
    graph.add_edge("b", "a", "works with", state="recorded", strength=None, directed=False)
    network = Network.from_graph(graph, listed("ab"), survey=False)
    assert dict(zip(arcs_of(network), network.directed.tolist(), strict=True)) == {
        ("a", "b"): True,
        ("b", "a"): False,
    }


def test_the_union_has_one_tie_for_a_pair_whoever_reports_it() -> None:
    network = Network.from_graph(graph_of([("b", "a", "r"), ("a", "b", "r"), ("c", "a", "r")]), listed("abc"), False)
    assert network.pairs.tolist() == [[0, 1], [0, 2]]
    assert network.degree.tolist() == [2, 1, 1]


def test_one_who_has_not_answered_and_whom_nobody_names_is_unobserved() -> None:
    organizations = listed("abcd")
    organizations["status"] = ["respondent", "invited", "named only", "respondent"]
    network = Network.from_graph(graph_of([("a", "c", "r")], names="abcd"), organizations, survey=True)
    assert network.answered.tolist() == [True, False, False, True]
    assert network.observed.tolist() == [True, False, True, True]
    assert network.union_graph.vcount() == 3


def test_in_a_plain_list_everybody_counts_as_having_answered() -> None:
    organizations = listed("ab")
    organizations["status"] = pd.array([None, "invited"], dtype="string")
    network = Network.from_graph(graph_of([], names="ab"), organizations, survey=False)
    assert network.answered.all()
    assert network.observed.all()


def test_an_unknown_status_is_no_answer() -> None:
    organizations = listed("ab")
    organizations["status"] = pd.array([None, "respondent"], dtype="string")
    network = Network.from_graph(graph_of([], names="ab"), organizations, survey=True)
    assert network.answered.tolist() == [False, True]


def test_a_table_in_which_no_status_is_known_has_no_answers() -> None:
    organizations = listed("ab").assign(status=float("nan"))
    network = Network.from_graph(graph_of([], names="ab"), organizations, survey=True)
    assert network.answered.tolist() == [False, False]


def test_sectors_are_numbered_by_name_and_an_unknown_one_is_minus_one() -> None:
    network = Network.from_graph(graph_of([], names="abc"), listed("abc", ["tech", None, "city"]), survey=False)
    assert network.sectors == ("city", "tech")
    assert network.sector.tolist() == [1, -1, 0]


def test_an_organization_without_a_row_has_no_sector_and_no_answer() -> None:
    network = Network.from_graph(graph_of([("a", "z", "r")]), listed("a", ["tech"]), survey=True)
    assert network.ids == ("a", "z")
    assert network.sector.tolist() == [0, -1]
    assert network.answered.tolist() == [True, False]


def test_a_tie_to_itself_is_refused_by_name() -> None:
    with pytest.raises(TableError, match="'b'"):
        Network.from_graph(graph_of([("a", "b", "r"), ("b", "b", "r")]), listed("ab"), survey=False)


def test_an_open_path_has_no_arc_from_its_start_to_its_end() -> None:
    closed = [("a", "b", "r"), ("b", "c", "r"), ("a", "c", "r"), ("c", "d", "r"), ("b", "a", "r")]
    network = Network.from_graph(graph_of(closed), listed("abcd"), survey=False)
    paths = {"".join(network.ids[i] for i in path) for path in zip(*network.open_paths, strict=True)}
    assert paths == {"acd", "bcd"}


def test_a_null_graph_has_empty_arrays() -> None:
    network = Network.from_graph(graph_of([]), listed(""), survey=True)
    assert len(network) == 0
    assert network.pairs.shape == (0, 2)
    assert network.partners_by_sector.shape == (0, 0)
    assert [len(path) for path in network.open_paths] == [0, 0, 0]


@pytest.mark.parametrize("size", [1, 63, 64, 65, 130])
def test_distances_from_a_chain_are_right_across_the_borders_of_machine_words(size: int) -> None:
    chain = nx.MultiDiGraph()
    names = [f"{number:03d}" for number in range(size)]
    chain.add_nodes_from(names)
    for source, target in pairwise(names):
        chain.add_edge(source, target, "r", state="recorded", strength=None, directed=True)
    organizations = pd.DataFrame({"organization_id": names, "sector": None, "status": "respondent"})
    network = Network.from_graph(chain, organizations, survey=True)
    assert network.distances.tolist() == [0, *(size - steps for steps in range(1, size))]


def test_distances_agree_with_networkx_beyond_one_round_of_searches() -> None:
    size = 4200  # more than the 4,096 searches that run side by side
    tree = nx.full_rary_tree(8, size)
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(tree)
    for source, target in tree.edges():
        graph.add_edge(source, target, "r", state="recorded", strength=None, directed=True)
    organizations = pd.DataFrame({"organization_id": range(size), "sector": None, "status": "respondent"})
    network = Network.from_graph(graph, organizations, survey=True)
    for start in (0, 4095, 4096, 4199):
        lengths = nx.single_source_shortest_path_length(tree, start).values()
        found = network.others_at[start]
        assert found[1:].tolist() == [sum(d == steps for d in lengths) for steps in range(1, len(found))]
