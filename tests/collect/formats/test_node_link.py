"""Networks in JSON as other tools write them: node-link data, graphology, Cytoscape, JSON Graph Format and others."""

import json
from typing import Any

import pytest

from ecosystem.collect.formats import read_bytes, translated
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.sources import open_upload
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem
from tests.collect.formats.made import issues, table

PARKS, CLINIC, PANTRY = "Parks Office", "Elm Clinic", "Oak Pantry"


def sheets_of(document: Any) -> tuple[Sheet, ...]:
    sheets = read_bytes("net.json", json.dumps(document).encode())
    assert sheets is not None
    return translated(sheets)


def read(document: Any) -> Ecosystem:
    return assemble(open_upload([("net.json", json.dumps(document).encode())]))


def ties(found: Ecosystem) -> list[tuple[str, str, str, bool]]:
    names = dict(found.table("organizations")[["organization_id", "name"]].itertuples(index=False))
    rows = found.table("ties")[["source_id", "target_id", "relation", "directed"]].itertuples(index=False)
    return sorted((*sorted((names[a], names[b])), relation, bool(directed)) for a, b, relation, directed in rows)


NODES = [{"id": "p", "label": PARKS}, {"id": "c", "label": CLINIC}, {"id": "o", "label": PANTRY}]
EXPECTED = [(CLINIC, PANTRY, "tie", False), (CLINIC, PARKS, "tie", False)]
SAME = {  # documents that say the same
    "networkx": {
        "directed": False,
        "multigraph": False,
        "graph": {},
        "nodes": [{"name": PARKS, "id": "p"}, {"name": CLINIC, "id": "c"}, {"name": PANTRY, "id": "o"}],
        "edges": [{"source": "p", "target": "c"}, {"source": "c", "target": "o"}],
    },
    "networkx before 2, by place": {
        "directed": False,
        "nodes": [{"id": PARKS}, {"id": CLINIC}, {"id": PANTRY}],
        "links": [{"source": 0, "target": 1}, {"source": 1, "target": 2}],
    },
    "D3 by name": {
        "undirected": True,
        "nodes": [{"name": PARKS}, {"name": CLINIC}, {"name": PANTRY}],
        "links": [{"source": PARKS, "target": CLINIC}, {"source": CLINIC, "target": PANTRY}],
    },
    "D3 after its layout": {
        "directed": False,
        "nodes": [{**node, "index": place, "x": 0.5} for place, node in enumerate(NODES)],
        "links": [{"source": NODES[0], "target": NODES[1]}, {"source": NODES[1], "target": NODES[2]}],
    },
    "graphology": {
        "options": {"type": "undirected"},
        "attributes": {},
        "nodes": [{"key": node["id"], "attributes": {"label": node["label"]}} for node in NODES],
        "edges": [{"key": "1", "source": "p", "target": "c"}, {"key": "2", "source": "c", "target": "o"}],
    },
    "graphology, mixed": {
        "options": {"type": "mixed"},
        "nodes": [{"key": node["id"], "attributes": {"label": node["label"]}} for node in NODES],
        "edges": [
            {"key": "1", "source": "p", "target": "c", "undirected": True},
            {"key": "2", "source": "c", "target": "o", "undirected": True},
        ],
    },
    "a workspace of Gephi Lite": {
        "type": "gephi-lite",
        "version": "1.0.0",
        "graphDataset": {
            "nodeData": {"p": {}, "c": {}, "o": {}},
            "nodeRenderingData": {node["id"]: {"label": node["label"], "x": 1} for node in NODES},
            "fullGraph": {
                "options": {"type": "undirected"},
                "nodes": [{"key": node["id"]} for node in NODES],
                "edges": [{"key": "1", "source": "p", "target": "c"}, {"key": "2", "source": "c", "target": "o"}],
            },
        },
    },
    "Cytoscape": {
        "data": {"name": "Network", "directed": False},
        "elements": {
            "nodes": [{"data": node, "position": {"x": 1, "y": 2}, "selected": False} for node in NODES],
            "edges": [
                {"data": {"id": "e1", "source": "p", "target": "c", "name": "p (x) c"}},
                {"data": {"id": "e2", "source": "c", "target": "o", "name": "c (x) o"}},
            ],
        },
    },
    "Cytoscape, flat": [
        *({"data": node, "group": "nodes"} for node in NODES),
        {"data": {"id": "e1", "source": "p", "target": "c", "directed": False}},
        {"data": {"id": "e2", "source": "c", "target": "o", "directed": False}, "group": "edges"},
    ],
    "JSON Graph Format": {
        "graph": {
            "directed": False,
            "nodes": {node["id"]: {"label": node["label"], "metadata": {"kind": "x"}} for node in NODES},
            "edges": [{"source": "p", "target": "c"}, {"source": "c", "target": "o"}],
        }
    },
    "vis-network": {
        "nodes": NODES,
        "edges": [{"from": "p", "to": "c", "arrows": ""}, {"from": "c", "to": "o", "arrows": ""}],
    },
    "arrows at both ends": {
        "nodes": NODES,
        "edges": [
            {"from": "p", "to": "c", "arrows": {"to": {"enabled": True}, "from": {"enabled": True}}},
            {"from": "c", "to": "o", "arrows": {"to": {"enabled": False}}},
        ],
    },
}


@pytest.mark.parametrize("layout", SAME)
def test_a_network_is_the_same_in_every_layout(layout: str) -> None:
    found = read(SAME[layout])
    assert sorted(found.table("organizations")["name"]) == sorted([PARKS, CLINIC, PANTRY])
    assert ties(found) == EXPECTED


def test_a_node_is_called_by_its_label_then_its_name_then_its_id() -> None:
    nodes = [{"id": "a", "label": "Elm"}, {"id": "b", "name": "Oak"}, {"id": "c"}]
    organizations, _ = sheets_of({"nodes": nodes, "edges": [{"source": "a", "target": "b"}]})
    assert table(organizations, "organization_id", "name") == [("a", "Elm"), ("b", "Oak"), ("c", "c")]


def test_a_label_that_only_repeats_the_id_gives_way_to_the_name() -> None:
    nodes = [{"id": "n0", "label": "n0", "name": "Elm"}, {"id": "n1", "label": "n1", "name": "Oak"}]
    organizations, _ = sheets_of({"nodes": nodes, "edges": [{"source": "n0", "target": "n1"}]})
    assert table(organizations, "name") == [("Elm",), ("Oak",)]


def test_numbers_that_are_ids_are_never_taken_for_places() -> None:
    nodes = [{"id": 2, "name": "Elm"}, {"id": 1, "name": "Oak"}, {"id": 0, "name": "Ash"}]
    _, found = sheets_of({"nodes": nodes, "links": [{"source": 0, "target": 2}]})
    assert table(found, "source_id", "target_id") == [("0", "2")]


def test_an_end_that_is_no_node_is_told_and_kept_as_a_name() -> None:
    nodes = [{"id": "a", "name": "Elm"}, {"id": "b", "name": "Oak"}]
    _, found = made = sheets_of(
        {"nodes": nodes, "links": [{"source": "a", "target": "b"}, {"source": "a", "target": "Ash"}]}
    )
    assert table(found, "source_id", "target_id", "target") == [("a", "b", ""), ("a", "", "Ash")]
    assert [(each.row, each.reason) for each in issues(made) if each.reason == "end is no node"] == [
        (2, "end is no node")
    ]


def test_the_relation_of_an_edge_is_a_word_and_never_its_direction_or_a_number() -> None:
    edges = [
        {"source": "p", "target": "c", "type": "directed", "label": "funds", "key": 0, "weight": 2},
        {"source": "c", "target": "o", "type": "undirected", "label": "advises", "key": 0, "weight": 3},
    ]
    _, found = sheets_of({"nodes": NODES, "edges": edges})
    assert table(found, "relation", "directed", "weight") == [("funds", "yes", "2"), ("advises", "no", "3")]


def test_an_arrow_at_the_start_turns_the_tie_around() -> None:
    _, found = sheets_of({"nodes": NODES, "edges": [{"from": "p", "to": "c", "arrows": "from"}]})
    assert table(found, "source_id", "target_id", "directed") == [("c", "p", "yes")]


def test_lists_beside_a_network_are_no_organizations_and_are_told() -> None:
    document = SAME["networkx"] | {"categories": [{"name": "Agency"}, {"name": "Nonprofit"}], "title": "x"}
    found = read(document)
    assert len(found.table("organizations")) == 3
    told = found.table("issues").query("reason == 'sheet not used'")
    assert told["message"].tolist() == [
        "The file was read as a file of nodes and edges, in which this list holds no organizations and no ties."
    ]
    assert found.counts["rows_read"].sum() == found.counts[["rows_kept", "rows_set_aside"]].sum().sum()


def test_the_project_of_kumu_holds_fields_and_maps_that_are_no_organizations() -> None:
    found = read(
        {
            "elements": [
                {"_id": "e1", "attributes": {"label": PARKS, "element type": "Agency"}},
                {"_id": "e2", "attributes": {"label": CLINIC, "element type": "Clinic"}},
            ],
            "connections": [{"_id": "c1", "from": "e1", "to": "e2", "direction": "mutual", "attributes": {}}],
            "attributes": [{"_id": "a1", "name": "Budget"}, {"_id": "a2", "name": "Phase"}],
            "maps": [{"_id": "m1", "name": "Main map"}],
            "views": [{"_id": "v1", "name": "By phase"}],
        }
    )
    assert sorted(found.table("organizations")["name"]) == [CLINIC, PARKS]
    assert ties(found) == [(CLINIC, PARKS, "tie", False)]
    assert found.table("issues")["reason"].tolist().count("sheet not used") == 3


@pytest.mark.parametrize(
    "document",
    [
        {"nodes": [{"name": "Elm", "website": "elm.example"}]},
        {"organizations": [{"name": "Elm"}], "ties": [{"source": "Elm", "target": "Oak"}]},
        {"edges": [{"source": "Elm", "target": "Oak"}]},
    ],
)
def test_lists_that_are_no_network_of_another_tool_are_left_to_the_plain_reader(document: dict[str, Any]) -> None:
    assert "foreign format" not in {each.reason for each in issues(sheets_of(document))}
