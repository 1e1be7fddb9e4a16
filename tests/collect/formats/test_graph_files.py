"""GraphML, GEXF, GML and Pajek: the network comes in as it was written, and what is hostile is refused in words."""

import io
from collections.abc import Callable

import networkx as nx
import pytest

from ecosystem.collect import limits
from ecosystem.collect.formats import read_bytes, translated
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.sources import open_upload
from ecosystem.errors import SourceError
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem
from tests.collect.formats.made import issues, table

PARKS, CLINIC, PANTRY = "Parks Office", "St. Mary's Clinic", "Peña Pantry"
GRAPHML = '<?xml version="1.0" encoding="UTF-8"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">{}</graphml>'
GEXF = '<?xml version="1.0" encoding="UTF-8"?><gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">{}</gexf>'


def sheets_of(name: str, text: str | bytes) -> tuple[Sheet, ...]:
    sheets = read_bytes(name, text if isinstance(text, bytes) else text.encode())
    assert sheets is not None
    return translated(sheets)


def read(name: str, text: str | bytes) -> Ecosystem:
    return assemble(open_upload([(name, text if isinstance(text, bytes) else text.encode())]))


def ties(found: Ecosystem) -> list[tuple[str, str, str, bool]]:
    names = dict(found.table("organizations")[["organization_id", "name"]].itertuples(index=False))
    rows = found.table("ties")[["source_id", "target_id", "relation", "directed"]].itertuples(index=False)
    return sorted((names[a], names[b], relation, bool(directed)) for a, b, relation, directed in rows)


def written(write: Callable[[nx.Graph, io.BytesIO], None], *, directed: bool = True) -> bytes:
    graph = nx.MultiDiGraph() if directed else nx.MultiGraph()
    graph.add_nodes_from([("p", {"label": PARKS, "city": "X", "zip": "02139"}), ("c", {"label": CLINIC, "city": "X"})])
    graph.add_node("o", label=PANTRY, city="X")
    graph.add_edge("p", "c", relation="funds", weight=2)
    graph.add_edge("p", "c", relation="advises", weight=1)
    graph.add_edge("c", "o", relation="funds", weight=3)
    if write is nx.write_gml:  # it writes the key of a node as its label
        graph = nx.relabel_nodes(graph, dict(graph.nodes(data="label")))
    buffer = io.BytesIO()
    write(graph, buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize(
    ("name", "write"), [("a.graphml", nx.write_graphml), ("a.gexf", nx.write_gexf), ("a.gml", nx.write_gml)]
)
def test_what_networkx_writes_is_read(name: str, write: Callable[[nx.Graph, io.BytesIO], None], directed: bool) -> None:
    found = read(name, written(write, directed=directed))
    assert sorted(found.table("organizations")["name"]) == sorted([PARKS, CLINIC, PANTRY])
    assert set(found.table("locations")["site"]) == {"X"}
    expected = [(PARKS, CLINIC, "advises"), (PARKS, CLINIC, "funds"), (CLINIC, PANTRY, "funds")]
    assert unordered(ties(found)) == {(frozenset(tie[:2]), tie[2], directed) for tie in expected}
    if directed:
        assert ties(found) == sorted((*tie, True) for tie in expected)
    assert sorted(found.table("ties")["strength"]) == [1, 2, 3]


def unordered(found: list[tuple[str, str, str, bool]]) -> set[tuple[frozenset[str], str, bool]]:
    return {(frozenset(tie[:2]), tie[2], tie[3]) for tie in found}


def test_fields_of_nodes_stay_as_they_were_written() -> None:
    organizations, _ = sheets_of("a.graphml", written(nx.write_graphml))
    assert table(organizations, "zip") == [("02139",), ("",), ("",)]


def test_what_networkx_writes_for_pajek_is_read() -> None:
    buffer = io.BytesIO()
    nx.write_pajek(nx.Graph([(PARKS, CLINIC), (CLINIC, PANTRY)]), buffer)
    found = unordered(ties(read("a.net", buffer.getvalue())))
    assert found == {(frozenset((PARKS, CLINIC)), "tie", False), (frozenset((CLINIC, PANTRY)), "tie", False)}


def test_each_edge_of_graphml_may_say_its_own_direction() -> None:
    graph = '<graph edgedefault="directed"><node id="a"/><node id="b"/><edge source="a" target="b"/>'
    _, found = sheets_of("a.graphml", GRAPHML.format(graph + '<edge source="b" target="a" directed="false"/></graph>'))
    assert table(found, "source_id", "target_id", "directed") == [("a", "b", "yes"), ("b", "a", "no")]


def test_each_edge_of_gexf_may_say_its_own_direction_and_kind() -> None:
    graph = (
        '<graph defaultedgetype="directed"><nodes><node id="a" label="Elm"/><node id="b" label="Oak"/></nodes><edges>'
        '<edge source="a" target="b" kind="funds" start="2019"/><edge source="b" target="a" type="mutual" label="m"/>'
        '<edge source="b" target="a" type="undirected"/></edges></graph>'
    )
    for version in ("http://www.gexf.net/1.1draft", "http://www.gexf.net/1.2draft", "http://gexf.net/1.3", ""):
        text = GEXF.format(graph).replace("http://www.gexf.net/1.2draft", version)
        _, found = sheets_of("a.gexf", text)
        assert table(found, "directed", "date") == [("yes", "2019/.."), ("no", ""), ("no", "")]


def test_gexf_ties_have_no_direction_unless_the_file_says_so() -> None:
    graph = '<graph><nodes><node id="a"/><node id="b"/></nodes><edges><edge source="a" target="b"/></edges></graph>'
    assert table(sheets_of("a.gexf", GEXF.format(graph))[1], "directed") == [("no",)]


def test_a_field_of_gexf_is_called_by_its_title_and_has_its_default() -> None:
    graph = (
        '<graph><attributes class="node"><attribute id="0" title="sector" type="string"><default>Nonprofit</default>'
        '</attribute><attribute id="1" title="city" type="string"/></attributes><nodes><node id="a" label="Elm">'
        '<attvalues><attvalue for="0" value="Library"/><attvalue for="1" value="X"/></attvalues></node>'
        '<node id="b" label="Oak"/></nodes></graph>'
    )
    [organizations] = sheets_of("a.gexf", GEXF.format(graph))
    assert table(organizations, "name", "sector", "city") == [("Elm", "Library", "X"), ("Oak", "Nonprofit", "")]


YED = """
<key for="node" id="d4" attr.name="city" attr.type="string"/><key for="node" id="d6" yfiles.type="nodegraphics"/>
<key for="edge" id="d9" yfiles.type="edgegraphics"/><graph edgedefault="directed" id="G">
<node id="n0" yfiles.foldertype="group"><data key="d6"><y:ProxyAutoBoundsNode><y:Realizers active="0"><y:GroupNode>
<y:NodeLabel>City hall</y:NodeLabel></y:GroupNode></y:Realizers></y:ProxyAutoBoundsNode></data>
<graph edgedefault="directed"><node id="n0::n0"><data key="d4">X</data><data key="d6"><y:ShapeNode><y:NodeLabel>Parks
Office</y:NodeLabel></y:ShapeNode></data></node></graph></node>
<node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>Elm</y:NodeLabel></y:ShapeNode></data></node>
<edge source="n0::n0" target="n1"><data key="d9"><y:PolyLineEdge><y:Arrows source="none" target="standard"/>
<y:EdgeLabel>funds</y:EdgeLabel></y:PolyLineEdge></data></edge>
<edge source="n0::n0" target="n1"><data key="d9"><y:PolyLineEdge><y:Arrows source="none" target="none"/>
<y:EdgeLabel>meets</y:EdgeLabel></y:PolyLineEdge></data></edge>
<edge source="n0::n0" target="n1"><data key="d9"><y:PolyLineEdge><y:Arrows source="delta" target="none"/>
<y:EdgeLabel>advises</y:EdgeLabel></y:PolyLineEdge></data></edge></graph>"""


def test_labels_arrows_and_groups_of_yed_are_understood() -> None:
    text = GRAPHML.format(YED).replace("<graphml ", '<graphml xmlns:y="http://www.yworks.com/xml/graphml" ')
    organizations, found = made = sheets_of("a.graphml", text)
    assert table(organizations, "name", "group", "city") == [("Elm", "", ""), ("Parks Office", "City hall", "X")]
    assert table(found, "source_id", "target_id", "relation", "directed") == [
        ("n0::n0", "n1", "funds", "yes"),
        ("n0::n0", "n1", "meets", "no"),
        ("n1", "n0::n0", "advises", "yes"),
    ]
    assert [each.message for each in issues(made) if each.reason == "group of nodes"] == [
        "“City hall” is a group that holds other nodes; it is not an organization of the map."
    ]


def test_what_igraph_writes_is_read_by_name() -> None:
    text = GRAPHML.format(
        '<key id="v_name" for="node" attr.name="name" attr.type="string"/>'
        '<key id="e_weight" for="edge" attr.name="weight" attr.type="double"/><graph id="G" edgedefault="undirected">'
        '<node id="n0"><data key="v_name">Elm</data></node><node id="n1"><data key="v_name">Oak</data></node>'
        '<edge source="n0" target="n1"><data key="e_weight">2</data></edge></graph>'
    )
    organizations, found = sheets_of("a.graphml", text)
    assert table(organizations, "organization_id", "name") == [("n0", "Elm"), ("n1", "Oak")]
    assert table(found, "source_id", "target_id", "directed", "weight") == [("n0", "n1", "no", "2")]


def test_a_tie_of_more_than_two_nodes_is_told() -> None:
    graph = '<graph edgedefault="undirected"><node id="a"/><hyperedge><endpoint node="a"/></hyperedge></graph>'
    found = issues(sheets_of("a.graphml", GRAPHML.format(graph)))
    assert "hyperedge" in {each.reason for each in found}


def test_gml_keeps_parallel_ties_their_order_and_words_in_strings() -> None:
    text = """Creator "a graph [ of mine"
graph [ directed 1
 node [ id 7 label "edge [ 1 ] Fund" ] node [ id 8 label "Oak" zip 2139 graphics [ x 1.5 y 2 ] ]
 edge [ source 8 target 7 label "funds" value 2 ] edge [ source 7 target 8 label "meets" value 1.5 ]
 edge [ source 8 target 7 label "advises" ] ]"""
    organizations, found = sheets_of("a.gml", text)
    assert table(organizations, "organization_id", "name", "zip") == [
        ("7", "edge [ 1 ] Fund", ""),
        ("8", "Oak", "2139"),
    ]
    assert table(found, "source_id", "target_id", "relation", "value", "directed") == [
        ("8", "7", "funds", "2", "yes"),
        ("7", "8", "meets", "1.5", "yes"),
        ("8", "7", "advises", "", "yes"),
    ]


def test_pajek_tells_arcs_from_edges_and_names_their_relations() -> None:
    text = """% made by hand
*Network Town
*Vertices 4
1 "Parks Office" 0.1 0.2 0.5 ic Red
2 "Parks Office"
3 Elm Clinic 0.3 0.1
4 "Oak"
*Arcs :1 "funds"
1 3 2
*Edges :2 "meets"
2 3 1
*Arcslist
4 1 2
*Partition sectors
1
2"""
    organizations, found = made = sheets_of("a.net", text)
    names = [("1", "Parks Office"), ("2", "Parks Office"), ("3", "Elm Clinic"), ("4", "Oak")]
    assert table(organizations, "organization_id", "name") == names
    assert table(found, "source_id", "target_id", "relation", "directed", "weight") == [
        ("1", "3", "funds", "yes", "2"),
        ("2", "3", "meets", "no", "1"),
        ("4", "1", "", "yes", ""),
        ("4", "2", "", "yes", ""),
    ]
    assert [each.message for each in issues(made) if each.reason == "section not read"] == [
        "The section *Partition (2 rows) holds no organizations and no ties."
    ]


def test_a_matrix_of_pajek_that_is_the_same_both_ways_has_no_direction() -> None:
    _, found = sheets_of("a.net", '*Vertices 3\n1 "A"\n2 "B"\n3 "C"\n*Matrix\n0 1 0\n1 0 2\n0 2 0\n')
    assert table(found, "source_id", "target_id", "directed", "weight") == [
        ("1", "2", "no", "1"),
        ("2", "3", "no", "2"),
    ]


def test_a_two_mode_network_of_pajek_is_who_takes_part_in_what() -> None:
    found = read("a.net", '*Vertices 4 2\n1 "Elm"\n2 "Oak"\n3 "Open Data Day"\n4 "Budget Lab"\n*Edges\n1 3\n2 3\n4 2\n')
    assert sorted(found.table("organizations")["name"]) == ["Elm", "Oak"]
    assert sorted(found.table("initiatives")["name"]) == ["Budget Lab", "Open Data Day"]
    assert len(found.table("memberships")) == 3
    assert found.table("ties").empty


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
NODE = '<graph><node id="a"/></graph>'


@pytest.mark.parametrize("name", ["a.graphml", "a.gexf"])
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not an XML file that can be read"),
        (b"name,city\nElm,X\n", "not an XML file that can be read in line 1"),
        (b"<svg><g/></svg>", "begins with <svg>"),
        (b"<html><body>Sign in</body></html>", "a web page"),
        (BOMB.encode() + b"<graphml>&b;</graphml>", "declares a document type"),
        (OUTSIDE.encode() + b"<gexf>&a;</gexf>", "declares a document type"),
        (b'<!DOCTYPE graphml SYSTEM "http://example.org/x.dtd"><graphml/>', "declares a document type"),
        (b'<?xml version="1.0" encoding="no-such"?><svg/>', "not an XML file that can be read"),
        (b"\xff\xfe<\x00g\x00", "not an XML file that can be read"),
        (b"\x89PNG\r\n", "a picture"),
        (b"PK\x03\x04", "workbook or another zip file"),
        (b"<a>" * 100_000, "not an XML file that can be read"),
        (b"<a>" * 1000 + b"</a>" * 1000, "nests more than 40 levels"),
        (b"<a/>" * 1_000_001, "more than 1,000,000 tags"),
    ],
)  # fmt: skip
def test_xml_that_is_no_network_is_refused_with_a_sentence(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(SourceError, match=rf"^{name}: .*{sentence}"):
        read_bytes(name, content)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.graphml", GRAPHML.format(NODE)[:-20], "in line 1: it was cut off"),
        ("a.graphml", GRAPHML.format(""), "a network without nodes"),
        ("a.gexf", GEXF.format("<graph/>"), "a network without nodes"),
        ("a.gexf", GRAPHML.format(NODE), "a GraphML network, not what its ending says.*ending .graphml"),
        ("a.graphml", GEXF.format(NODE), "a GEXF network, not what its ending says.*ending .gexf"),
        ("a.gml", "", "not a GML file"),
        ("a.gml", "graph [ node [ id 1 ]", "not a GML file"),
        ("a.gml", "graph 1", "not a GML file"),
        ("a.gml", "graph [ node [ id 1 ] edge [ source 1 target 2 ] ]", "undefined target 2"),
        ("a.gml", "graph " + "[ a " * 50_000, "nests more than 10 levels"),
        ("a.gml", "graph [ id " + "1" * 5_000 + " ]", "not a GML file|without nodes"),
        ("a.gml", "graph [ ]", "a network without nodes"),
        ("a.gml", "graph [" + "node [ ]" * 300_000, "more nodes and ties than this tool reads"),
        ("a.net", "", "no section .Vertices"),
        ("a.net", "City IT,Elm\n", "no section .Vertices"),
        ("a.net", "*Vertices 999999999 2\n", "a network without nodes"),
        ("a.net", "*Vertices 1\n", "a network without nodes"),
        ("a.net", GRAPHML.format(NODE), "a GraphML network"),
    ],
)
def test_a_graph_file_that_cannot_be_read_is_refused_with_a_sentence(name: str, content: str, sentence: str) -> None:
    with pytest.raises(SourceError, match=rf"{name}: .*({sentence})"):
        read_bytes(name, content.encode())


def test_default_values_are_counted_before_they_are_repeated_in_each_node() -> None:
    keys = "".join(
        f'<key id="k{n}" for="node" attr.name="k{n}"><default>x</default></key>' for n in range(limits.MOST_COLUMNS)
    )
    nodes = '<node id="a"/>' * 10_000
    with pytest.raises(SourceError, match="more than 4,000,000 cells"):
        read_bytes("a.graphml", GRAPHML.format(f"{keys}<graph>{nodes}</graph>").encode())


def test_xml_in_windows_letters_without_a_declaration_is_read() -> None:
    text = '<gexf><graph><nodes><node id="a" label="Peña"/></nodes></graph></gexf>'
    [organizations] = sheets_of("a.gexf", text.encode("cp1252"))
    assert table(organizations, "name") == [("Peña",)]
    [organizations] = sheets_of("a.gexf", f'<?xml version="1.0" encoding="ISO-8859-1"?>{text}'.encode("latin-1"))
    assert table(organizations, "name") == [("Peña",)]


def test_a_graph_file_under_another_ending_says_which_it_needs() -> None:
    with pytest.raises(
        SourceError, match=r"a\.csv: this is a GraphML network, not a CSV file\. Give the file the ending"
    ):
        open_upload([("a.csv", GRAPHML.format(NODE).encode())])
