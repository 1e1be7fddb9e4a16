"""Files of network tools are read whole: isolated nodes, adjacency lists, labels of ties; a setup comes first."""

import json

from ecosystem.collect.sources import open_upload
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem


def read(**files: str) -> Ecosystem:
    """Return the map of files by name, with __ for the point before the ending."""
    return assemble(open_upload([(name.replace("__", "."), text.encode()) for name, text in files.items()]))


def names(ecosystem: Ecosystem) -> list[str]:
    return sorted(ecosystem.table("organizations")["name"])


def relations(ecosystem: Ecosystem) -> list[str]:
    return sorted(ecosystem.table("ties")["relation"])


def test_nodes_with_a_name_and_a_group_are_all_listed() -> None:
    nodes = [{"name": "Oak Trust", "group": 1}, {"name": "Elm Fund", "group": 2}, {"name": "Ash Alone", "group": 2}]
    found = read(d3__json=json.dumps({"nodes": nodes, "links": [{"source": 0, "target": 1, "value": 2}]}))
    assert names(found) == ["Ash Alone", "Elm Fund", "Oak Trust"]
    assert "group" in found.table("issues")["column"].dropna().tolist()


def test_a_group_whose_values_are_kinds_of_organizations_is_the_sector() -> None:
    found = read(list__csv="name,group\nOak Trust,Nonprofit\nElm Office,Government\n")
    assert sorted(found.table("organizations")["sector"]) == ["Government", "Nonprofit"]


def test_adjacency_lists_of_a_graph_are_ties_once_each() -> None:
    nodes = [{"id": "a", "name": "Oak Trust"}, {"id": "b", "name": "Elm Fund"}]
    both = [[{"id": "b", "relation": "shares data"}], [{"id": "a", "relation": "shares data"}]]
    mutual = read(a__json=json.dumps({"directed": False, "graph": {}, "nodes": nodes, "adjacency": both}))
    assert relations(mutual) == ["shares_data"]
    assert mutual.table("ties")["reports"].tolist() == [1]
    directed = read(a__json=json.dumps({"directed": True, "graph": [], "nodes": nodes, "adjacency": both}))
    assert relations(directed) == ["shares_data", "shares_data"]


def test_adjacency_lists_that_fit_no_list_of_nodes_are_told() -> None:
    found = read(a__json=json.dumps({"nodes": [{"id": "a"}, {"id": "b"}], "adjacency": [[{"id": "b"}]]}))
    assert "not a list of records" in list(found.table("issues")["reason"])


def test_the_label_of_a_tie_in_a_pajek_file_is_its_relation() -> None:
    lines = (
        "*Vertices 3",
        '1 "Oak"',
        '2 "Elm"',
        '3 "Ash"',
        '*Arcs :1 "funds"',
        '1 2 1 c Blue l "teaches"',
        "2 3 4 l 4",
    )
    found = read(a__net="\n".join(lines))
    assert relations(found) == ["funds", "teaches"]
    assert sorted(found.table("ties")["strength"]) == [1, 4]


def test_loops_of_a_kumu_map_are_no_organizations() -> None:
    found = read(
        elements__csv="Label,Type\nOak Trust,Nonprofit\nElm Fund,Business\n",
        connections__csv="From,To,Direction\nOak Trust,Elm Fund,directed\n",
        loops__csv="Label,Description\nR1,Growth\n",
    )
    assert names(found) == ["Elm Fund", "Oak Trust"]
    assert ("sheet not used", "loops.csv") in list(
        found.table("issues")[["reason", "source"]].itertuples(index=False, name=None)
    )


SETUP = """recipe = 1
[[sheet]]
name = "poll"
kind = "answers"
column = [
 { header = "Organization", becomes = "organization" },
 { header = "Partners", becomes = "ties to several", relation = "works_with" },
 { header = "Projects", becomes = "initiatives" },
]
"""


def test_a_column_setup_comes_before_a_format() -> None:
    poll = "Organization,Partners,Projects\nOak Trust,Elm Fund,Tree Day\nElm Fund,Oak Trust,Tree Day\n"
    found = read(poll__csv=poll, setup__toml=SETUP)
    assert relations(found) == ["works_with"]
    assert len(found.table("memberships")) == 2
    assert len(read(poll__csv="Organization,Projects\nOak Trust,Tree Day\n").table("memberships")) == 1
