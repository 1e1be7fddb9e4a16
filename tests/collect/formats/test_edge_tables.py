"""Gephi, Polinode, Graph Commons, Onodo and NodeXL: tables of nodes and ties, each with marks of its own.

Layouts from the importers and examples named in each module; the files are made here.
"""

import json

import pytest

from ecosystem.collect.formats import read_bytes, translated
from tests.collect.formats.made import issues, one, read_as, table, workbook


def test_gephi_type_is_the_direction_and_kind_the_relation() -> None:
    nodes = one("Id,Label,Sector\n1,City IT,gov\n2,,\n", "nodes")
    edges = one("Source,Target,Type,Kind,Weight,Interval\n1,2,Directed,funds,2.5,2015\n2,3,Undirected,,,\n", "edges")
    organizations, ties = translated([nodes, edges])
    assert table(organizations, "organization_id", "name", "Sector") == [("1", "City IT", "gov"), ("2", "2", "")]
    assert table(ties, "source_id", "source", "target_id", "target") == [("1", "", "2", ""), ("2", "", "", "3")]
    assert table(ties, "relation", "directed", "strength", "date") == [
        ("funds", "yes", "2.5", "2015"),
        ("", "no", "", ""),
    ]
    assert read_as([nodes, edges]) == ["Read as tables of Gephi."]


@pytest.mark.parametrize(
    ("directed", "undirected"),
    [
        ("Directed", "Undirected"),
        ("Orienté", "Non-orienté"),
        ("Dirigé", "Non dirigé"),
        ("Dirigida", "No dirigida"),
        ("Gerichtet", "Ungerichtet"),
        ("Direcionado", "Não-direcionado"),
        ("dirigido", "nao dirigido"),
    ],
)
def test_gephi_says_the_direction_in_the_language_of_its_user(directed: str, undirected: str) -> None:
    [ties] = translated([one(f"Source,Target,Type\nA,B,{directed}\nB,C,{undirected}\n", "edges")])
    assert table(ties, "directed", "relation") == [("yes", ""), ("no", "")]


def test_gephi_edges_without_nodes_name_their_organizations() -> None:
    [ties] = translated([one("source,target,type\nA,B,Undirected\n", "edges")])
    assert table(ties, "source", "target", "directed") == [("A", "B", "no")]


def test_a_type_that_is_a_relation_is_left_to_the_plain_reader() -> None:
    sheet = one("Source,Target,Type\nA,B,funds\nB,C,directed\n", "edges")
    assert translated([sheet]) == (sheet,)


def test_gephi_ids_are_looked_up_even_where_no_direction_is_said() -> None:
    sheets = [one("Id,Label\n7,City IT\n8,Library\n", "nodes"), one("Source,Target\n7,8\n", "edges")]
    assert table(translated(sheets)[1], "source_id", "target_id") == [("7", "8")]


def test_lists_with_an_id_and_a_name_are_left_to_the_plain_reader() -> None:
    sheets = [one("id,name\n7,City IT\n8,Library\n", "organizations"), one("source,target\n7,8\n", "ties")]
    assert list(translated(sheets)) == sheets


def test_each_relationship_question_of_polinode_is_a_relation() -> None:
    sheets = workbook(
        Node_Attributes="Name,Team,Email\nA,x,a@example.org\nB,y,\n",
        Relationship_Question_1="Source,Target,Strength\nA,B,3\n",
        Relationship_Question_2="Source,Target\nB,A\n",
    )
    organizations, first, second = translated(sheets)
    assert table(organizations, "name", "Team", "Email") == [("A", "x", ""), ("B", "y", "")]
    assert table(first, "source", "target", "relation", "directed", "Strength") == [
        ("A", "B", "Relationship Question 1", "yes", "3")
    ]
    assert table(second, "relation") == [("Relationship Question 2",)]
    assert [sheet.name for sheet in (organizations, first, second)] == ["organizations", "ties", "ties (2)"]


def test_a_polinode_workbook_of_names_is_left_to_the_plain_reader() -> None:
    sheets = workbook(Nodes="Name,Team\nA,x\n", Edges="Source,Target\nA,B\n")
    assert list(translated(sheets)) == sheets


def test_polinode_json_is_read_by_id_with_the_direction_of_the_whole() -> None:
    network = {
        "nodes": [{"id": "n1", "attributes": {"Name": "A", "Phone": "555"}}, {"id": "n2", "attributes": {"Name": "B"}}],
        "edges": [{"id": "e1", "source": "n1", "target": "n2", "attributes": {"weight": 2}}],
    }
    for whole in (network | {"isDirected": False}, {"name": "x", "isDirected": False, "networkJSON": network}):
        sheets = read_bytes("net.json", json.dumps(whole).encode())
        assert sheets is not None
        organizations, ties = translated(sheets)
        assert table(organizations, "organization_id", "name", "Phone") == [("n1", "A", ""), ("n2", "B", "")]
        assert table(ties, "source_id", "target_id", "directed", "weight") == [("n1", "n2", "no", "2")]


def test_graph_commons_tells_one_name_under_two_types_apart() -> None:
    nodes = one("Node Type,Name,Description\nCity,Parks,x\nState,Parks,\nCity,Library,\n", "nodes")
    edges = one("From Type,From Name,Edge Type,To Type,To Name,Weight\nCity,Library,FUNDS,State,Parks,2\n", "edges")
    organizations, ties = translated([nodes, edges])
    assert table(organizations, "organization_id", "name", "sector") == [
        ("Parks (City)", "Parks", "City"),
        ("Parks (State)", "Parks", "State"),
        ("", "Library", "City"),
    ]
    assert table(ties, "source_id", "source", "target_id", "target", "relation", "strength") == [
        ("", "Library", "Parks (State)", "Parks", "FUNDS", "2")
    ]


def test_onodo_reads_from_and_to_as_dates_and_zero_as_undirected() -> None:
    for names in (("Nodes", "Relations"), ("Nodos", "Relaciones"), ("nodo", "Relación")):
        nodes = "Name,Type,Description,Visible\nA,ONG,x,1\nB,City,,0\n"
        ties = (
            "Source,Target,Type,Directed,Date,From,To\nA,B,funds,1,,2015,2018\nB,A,knows,0,2016,,\nA,B,runs,,,2019,\n"
        )
        organizations, found = translated(workbook(**dict(zip(names, (nodes, ties), strict=True))))
        assert table(organizations, "name", "sector", "Visible") == [("A", "ONG", "1"), ("B", "City", "0")]
        assert table(found, "source", "target", "relation", "directed", "date") == [
            ("A", "B", "funds", "yes", "2015/2018"),
            ("B", "A", "knows", "no", "2016"),
            ("A", "B", "runs", "", "2019/.."),
        ]


def test_a_declaration_of_relations_is_not_taken_for_ties() -> None:
    sheets = workbook(Nodes="Name,Type\nA,city\n", Relations="relation,directed\nfunds,yes\n")
    assert list(translated(sheets)) == sheets


def test_nodexl_headers_may_stand_in_the_second_row() -> None:
    sheets = workbook(
        Edges="Graph,,Visual,Other\nVertex 1,Vertex 2,Color,Edge Weight\nA,B,red,2\n",
        Vertices="Graph,,Labels,Contact\nVertex,Color,Label,Phone\nA,red,City IT,555\nB,blue,,\n",
    )
    organizations, ties = translated(sheets)
    assert table(organizations, "organization_id", "name", "Phone") == [("A", "City IT", ""), ("B", "B", "")]
    assert table(ties, "source_id", "target_id", "strength", "Color") == [("A", "B", "2", "red")]
    assert ties.frame.index.tolist() == [3]
    above = [issue for issue in issues((organizations, ties)) if issue.reason == "above the header"]
    assert [(issue.kind, issue.row) for issue in above] == [("set aside", 1), ("set aside", 1)]


def test_nodexl_edges_alone_in_plain_rows_are_left_to_the_plain_reader() -> None:
    sheets = workbook(Edges="Vertex 1,Vertex 2\nA,B\n")
    assert list(translated(sheets)) == sheets


def test_factors_and_links_are_organizations_and_ties() -> None:
    sheets = workbook(
        Factors="id,label,note\nf1,Elm,\nf2,Oak,x\n", Links="id,from,to,label\nl1,Elm,Oak,funds\nl2,f2,f1,\n"
    )
    organizations, ties = translated(sheets)
    assert table(organizations, "organization_id", "name") == [("f1", "Elm"), ("f2", "Oak")]
    assert table(ties, "source_id", "source", "target_id", "target", "relation") == [
        ("", "Elm", "", "Oak", "funds"),
        ("f2", "", "f1", "", ""),
    ]
    assert read_as(sheets) == ["Read as a PRSM workbook."]


def test_factors_alone_are_left_to_the_plain_reader() -> None:
    sheets = workbook(Factors="label,score\nBudget,3\n", Notes="text\nx\n")
    assert list(translated(sheets)) == sheets
