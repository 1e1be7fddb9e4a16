"""GraphML: what is known comes back, what is not is left out."""

import io

import networkx as nx
import pandas as pd

from ecosystem.network.graphml import graphml


def parsed(graph: nx.MultiDiGraph, organizations: pd.DataFrame) -> nx.MultiDiGraph:
    return nx.read_graphml(io.BytesIO(graphml(graph, organizations)), force_multigraph=True)


def test_a_graph_comes_back_from_graphml_with_every_parallel_tie_and_what_is_known_of_it() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("c")
    graph.add_edge("a", "b", "funds", state="confirmed", strength=2.5, directed=True)
    graph.add_edge("a", "b", "advises", state="pending", strength=None, directed=True)
    organizations = pd.DataFrame(
        {
            "organization_id": ["a", "b", "c"],
            "name": ["=A & <b>", "B", "Straße\u200b"],
            "goals": pd.array(["Bees|Trees", pd.NA, ""], dtype="string"),
        }
    )
    found = parsed(nx.freeze(graph), organizations)
    assert dict(found.nodes(data="name")) == {"a": "=A & <b>", "b": "B", "c": "Straße\u200b"}
    assert found.nodes["a"]["goals"] == "Bees|Trees"
    assert "goals" not in found.nodes["b"]
    ties = {data["relation"]: data for _, _, data in found.edges(data=True)}
    assert {relation: data.get("strength") for relation, data in ties.items()} == {"funds": 2.5, "advises": None}
    assert ties["advises"]["state"] == "pending"


def test_characters_that_xml_forbids_are_left_out_of_graphml() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("a\x01", "b", "f\x0bunds", state="recorded", strength=None, directed=False)
    found = parsed(graph, pd.DataFrame({"organization_id": ["a\x01", "b"], "name": ["A\x00\x1f", "B\ufffe\uffff😀"]}))
    assert dict(found.nodes(data="name")) == {"a": "A", "b": "B😀"}
    assert [data["relation"] for *_, data in found.edges(data=True)] == ["funds"]


def test_making_graphml_leaves_the_graph_as_it_was() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", "funds", state="recorded", strength=None, directed=True)
    graphml(graph, pd.DataFrame({"organization_id": ["a"], "name": ["A"]}))
    assert graph["a"]["b"]["funds"] == {"state": "recorded", "strength": None, "directed": True}
    assert graph.nodes["a"] == {}
