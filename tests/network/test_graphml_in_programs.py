"""GraphML as Gephi and yEd open it: the XML is read here by their rules, and not through the library that wrote it."""

from collections.abc import Callable
from typing import NamedTuple
from xml.etree import ElementTree

import networkx as nx
import pandas as pd
import pytest

from ecosystem.network.graph import graph_of
from ecosystem.network.graphml import graphml
from ecosystem.schema import make
from ecosystem.show.exports import network_file
from ecosystem.tables.dataset import Ecosystem
from tests.tiny import sample, tiny

NS = "{http://graphml.graphdrawing.org/xmlns}"
TYPES = {"boolean", "int", "long", "float", "double", "string"}  # of the GraphML schema; yEd knows no others
LABELS = {"label", "d3", "d7"}  # what Gephi's importer takes for a label: by the key's id, else by its name
MUTUAL = {"directed": False, "state": "recorded", "reports": 1, "wave": "1"}


class Opened(NamedTuple):
    """What a program shows: labels of nodes by id; label, weight, whether it is an arrow, and the ends of each edge."""

    nodes: dict[str, str]
    edges: list[tuple[str, float, bool, frozenset[str] | tuple[str, str]]]


def tree(content: bytes) -> ElementTree.Element:
    assert b"<!" not in content  # no DOCTYPE, no entity: nothing that a parser would have to fetch or expand
    return ElementTree.fromstring(content)


def opened(content: bytes) -> Opened:
    """Return what Gephi shows: one edge per id, a weight of 1 where none is given, arrows by default or by edge."""
    root = tree(content)
    keys = {key.get("id"): key for key in root.iter(f"{NS}key")}

    def said(element: ElementTree.Element, names: set[str]) -> str:
        for data in element.iter(f"{NS}data"):
            key = keys[data.get("key")]
            assert key.get("for") == element.tag.removeprefix(NS)
            if key.get("id") in names or key.get("attr.name") in names:
                return data.text or ""
        return ""

    graph = root.find(f"{NS}graph")
    assert graph is not None
    arrows = graph.get("edgedefault") == "directed"
    nodes = {node.get("id", ""): said(node, LABELS) for node in graph.iter(f"{NS}node")}
    edges = {}
    for edge in graph.iter(f"{NS}edge"):
        source, target = edge.get("source", ""), edge.get("target", "")
        assert {source, target} <= nodes.keys()
        arrow = edge.get("directed", "true" if arrows else "false") == "true"
        ends = (source, target) if arrow else frozenset((source, target))
        edges.setdefault(edge.get("id"), (said(edge, LABELS), float(said(edge, {"weight"}) or 1), arrow, ends))
    return Opened(nodes, list(edges.values()))


def ties(*rows: tuple[str, str, str, bool, float | None]) -> pd.DataFrame:
    names = ("source_id", "target_id", "relation", "directed", "strength")
    return make("ties", [MUTUAL | dict(zip(names, row, strict=True)) for row in rows])


def organizations(ids: str) -> pd.DataFrame:
    return make("organizations", [{"organization_id": each, "name": f"Org {each.upper()}"} for each in ids])


def written(*rows: tuple[str, str, str, bool, float | None]) -> bytes:
    return graphml(graph_of(list("abc"), ties(*rows)), organizations("abc"))


def test_every_tie_of_several_relations_arrives_with_label_and_weight() -> None:
    found = opened(
        written(("a", "b", "funds", True, 3), ("b", "a", "funds", True, 1), ("a", "b", "advises", True, None))
    )
    assert found.nodes == {"a": "Org A", "b": "Org B", "c": "Org C"}
    assert sorted(found.edges) == [
        ("advises", 1, True, ("a", "b")),
        ("funds", 1, True, ("b", "a")),
        ("funds", 3, True, ("a", "b")),
    ]


def test_a_mutual_tie_is_one_line_without_an_arrow() -> None:
    assert opened(written(("a", "b", "works with", False, 2))).edges == [
        ("works with", 2, False, frozenset("ab")),
    ]


def test_arrows_and_lines_stand_side_by_side() -> None:
    found = opened(written(("a", "b", "funds", True, 3), ("b", "c", "works with", False, 2)))
    assert found.edges == [("funds", 3, True, ("a", "b")), ("works with", 2, False, frozenset("bc"))]


def test_a_tie_with_a_direction_and_a_mutual_one_of_the_same_pair_are_two() -> None:
    found = opened(written(("a", "b", "funds", True, 3), ("a", "b", "works with", False, 2)))
    assert len(found.edges) == 2


def test_a_mutual_tie_that_two_answers_report_is_one_edge_with_the_greater_strength() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("b", "a", "works with", state="confirmed", strength=1.0, directed=False)
    graph.add_edge("a", "b", "works with", state="confirmed", strength=4.0, directed=False)
    graph.add_edge("c", "a", "works with", state="pending", strength=None, directed=False)
    found = opened(graphml(nx.freeze(graph), organizations("abc")))
    assert sorted(found.edges, key=str) == [
        ("works with", 1, False, frozenset("ac")),
        ("works with", 4, False, frozenset("ab")),
    ]


def test_an_organization_without_a_name_is_labeled_with_its_id() -> None:
    found = opened(graphml(graph_of(["x1"], ties()), organizations("")))
    assert found.nodes == {"x1": "x1"}


@pytest.mark.parametrize("name", ["civic_graph_2015", "riverton"])
def test_each_key_of_an_export_is_declared_once_with_a_type_programs_know(name: str) -> None:
    root = tree(network_file(sample(name)))
    keys = [(key.get("for"), key.get("attr.name")) for key in root.iter(f"{NS}key")]
    ids = [key.get("id") for key in root.iter(f"{NS}key")]
    assert len(set(keys)) == len(keys) == len(set(ids))
    assert {key.get("attr.type") for key in root.iter(f"{NS}key")} <= TYPES
    assert {("node", "label"), ("edge", "label"), ("edge", "weight")} <= set(keys)
    edges = [edge.get("id") for edge in root.iter(f"{NS}edge")]
    assert len(set(edges)) == len(edges) > 0
    for data in root.iter(f"{NS}data"):
        assert data.get("key") in ids


@pytest.mark.parametrize("name", ["civic_graph_2015", "riverton"])
def test_an_export_holds_each_tie_of_the_table_once(name: str) -> None:
    ecosystem = sample(name)
    table = ecosystem.table("ties")
    table = table[(table["wave"] == ecosystem.waves[-1]) & table["relation"].map(ecosystem.is_tie).astype(bool)]
    wanted = sorted(
        (relation, directed, *((source, target) if directed else sorted((source, target))))
        for source, target, relation, directed in table[["source_id", "target_id", "relation", "directed"]].itertuples(
            index=False, name=None
        )
    )
    found = opened(network_file(ecosystem)).edges
    told = [(label, arrow, *(ends if arrow else sorted(ends))) for label, _, arrow, ends in found]
    assert sorted(told) == wanted


def test_an_export_says_in_which_cities_an_organization_is() -> None:
    sheets = {
        "organizations": "name,city\nMill,Q\nDyer,P\n",
        "locations": "name,site\nMill,Q\nMill,P\n",
        "ties": "source,target\nMill,Dyer\n",
    }
    root = tree(network_file(tiny(**sheets)))
    [city] = [key.get("id") for key in root.iter(f"{NS}key") if key.get("attr.name") == "city"]
    said = [data.text for data in root.iter(f"{NS}data") if data.get("key") == city]
    assert sorted(said, key=str) == ["P", "Q|P"]


TWO_KINDS_OF_TIES = {
    "organizations": "name,city,sector,goals\nMill,Q,Library,Reading|Jobs\nDyer,P,,\nOven & <b>,P,NA,\n",
    "locations": "name,site\nMill,Q\nMill,P\n",
    "ties": "source,target,relation,directed,strength\nMill,Dyer,funds,yes,3\nDyer,Oven & <b>,meets,no,\n",
}


@pytest.mark.parametrize("read", [lambda: sample("civic_graph_2015"), lambda: tiny(**TWO_KINDS_OF_TIES)])
def test_the_nodes_and_edges_of_an_export_hold_all_that_lists_of_them_need(read: Callable[[], Ecosystem]) -> None:
    first = read()
    root = tree(network_file(first))
    names = {key.get("id"): key.get("attr.name") for key in root.iter(f"{NS}key")}

    def rows(tag: str) -> list[dict[str, str]]:
        told = [(e.attrib, {names[d.get("key")]: d.text or "" for d in e}) for e in root.iter(f"{NS}{tag}")]
        return [ends | data for ends, data in told]

    nodes = pd.DataFrame(rows("node")).drop(columns=["id", "label"])
    edges = pd.DataFrame(rows("edge")).rename(columns={"source": "source_id", "target": "target_id"})
    edges = edges.drop(columns=["id", "label", "weight"], errors="ignore")
    again = tiny(organizations=nodes.to_csv(index=False), ties=edges.to_csv(index=False))
    columns = ["organization_id", "name", "sector", "goals", "part_of"]
    pd.testing.assert_frame_equal(again.table("organizations")[columns], first.table("organizations")[columns])
    where = ["organization_id", "site"]
    placed = first.table("locations").dropna(subset="site").reset_index(drop=True)  # a network file has no addresses
    pd.testing.assert_frame_equal(again.table("locations")[where], placed[where])
    columns = ["source_id", "target_id", "relation", "directed", "strength"]
    ties = first.table("ties")
    now = (ties["wave"] == first.waves[-1]) & ties["relation"].map(first.is_tie).astype(bool)
    pd.testing.assert_frame_equal(again.table("ties")[columns], ties.loc[now, columns].reset_index(drop=True))
