"""GraphML and GEXF files as the sheets nodes and edges.

GraphML as networkx, igraph, Gephi, yEd and this tool write it, GEXF 1.1 to 1.3. The elements are read here and not by
networkx, whose readers refuse files with ties of both kinds of direction, merge parallel ties with one id, drop the
nodes inside a group of a tool other than yEd, and turn text such as 02139 into numbers.
"""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from ecosystem.collect import limits
from ecosystem.collect.formats.json_network import IS_DIRECTED
from ecosystem.collect.formats.node_link import INSIDE, network_sheets
from ecosystem.collect.formats.safe_xml import children, parse_xml
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Sheet
from ecosystem.errors import SourceError

Record = dict[str, str]
_LABELS = ("NodeLabel", "EdgeLabel")  # of yEd
_NO_ARROW = ("none", "")


def read_graphml(data: bytes, source: str) -> tuple[Sheet, ...]:
    """Return the nodes and edges of a GraphML file; SourceError if it is none."""
    root = parse_xml(data, source, "graphml")
    fields = {
        (scope, key.get("id", "")): (_first(key, "attr.name", "yfiles.type", "id"), _default(key))
        for key in children(root, "key")
        for scope in _scopes(key.get("for", "all"))
    }
    _check_size(root, fields, source)
    nodes: list[Record] = []
    edges: list[Record] = []
    hyperedges = 0
    open_graphs: list[tuple[Element, str, str]] = [(graph, "", "") for graph in reversed(list(children(root, "graph")))]
    while open_graphs:
        graph, inside, default = open_graphs.pop()
        default = graph.get("edgedefault", default)
        for node in children(graph, "node"):
            name = node.get("id", "")
            nodes.append(_given({"id": name, INSIDE: inside}) | _data(node, "node", fields))
            open_graphs += [(inner, name, default) for inner in children(node, "graph")]
        for edge in children(graph, "edge"):
            ends = {"source": edge.get("source", ""), "target": edge.get("target", "")}
            direction = {"false": "no", "true": "yes"}.get(edge.get("directed", "").lower(), default)
            edges.append(_arrows(edge, ends | {IS_DIRECTED: direction}) | _data(edge, "edge", fields))
        hyperedges += sum(1 for _ in children(graph, "hyperedge"))
    issues = [issue("hyperedge", source=source, count=hyperedges)] if hyperedges else []
    return network_sheets(nodes, edges, source, issues)


def _check_size(root: Element, fields: Mapping[tuple[str, str], tuple[str, str]], source: str) -> None:
    """Raise SourceError, before anything is made, if nodes and edges with their default values would be too many."""
    if len(fields) > 2 * limits.MOST_COLUMNS:
        raise SourceError(
            f"{source}: {len(fields):,} fields of nodes and ties are more than this tool reads. "
            "Keep those that belong to the map, and export it again."
        )
    count = sum(each.tag in ("node", "edge") for each in root.iter())
    limits.check_foreseen(source, count, count * (1 + sum(bool(default) for _, default in fields.values())))


def _first(element: Element, *names: str) -> str:
    """Return the first of these attributes that is filled in."""
    return next((text for name in names if (text := element.get(name))), "")


def _scopes(scope: str) -> tuple[str, ...]:
    return ("node", "edge") if scope == "all" else (scope,)


def _default(key: Element) -> str:
    return next((text for child in children(key, "default") if (text := (child.text or "").strip())), "")


def _given(record: Mapping[str, str]) -> Record:
    return {name: text for name, text in record.items() if text}


def _data(element: Element, scope: str, fields: Mapping[tuple[str, str], tuple[str, str]]) -> Record:
    """Return the fields of a node or edge by name, defaults included; of yEd's drawing, its first label."""
    found = {name: default for (of, _), (name, default) in fields.items() if of == scope and default}
    for data in children(element, "data"):
        name, _ = fields.get((scope, data.get("key", "")), (data.get("key", ""), ""))
        if len(data):
            labels = (each.text or "" for each in data.iter() if each.tag in _LABELS)
            if label := next((text.strip() for text in labels if text.strip()), ""):
                found.setdefault("label", " ".join(label.split()))
        elif text := (data.text or "").strip():
            found[name] = text
    return found


def _arrows(edge: Element, record: Record) -> Record:
    """Return an edge with the direction that its arrow heads in yEd show: one head is a direction, none or two are not.

    An edge drawn with its only head at the source leads from its target.
    """
    for arrows in (each for data in children(edge, "data") for each in data.iter() if each.tag == "Arrows"):
        heads = [arrows.get(end, "none").lower() not in _NO_ARROW for end in ("source", "target")]
        record = record | {IS_DIRECTED: "yes" if heads[0] != heads[1] else "no"}
        if heads == [True, False]:
            record |= {"source": record["target"], "target": record["source"]}
    return record


def read_gexf(data: bytes, source: str) -> tuple[Sheet, ...]:
    """Return the nodes and edges of a GEXF file; SourceError if it is none."""
    root = parse_xml(data, source, "gexf")
    nodes: list[Record] = []
    edges: list[Record] = []
    for graph in children(root, "graph"):
        default = graph.get("defaultedgetype") or "undirected"  # as the format says
        titles = {
            (group.get("class", ""), each.get("id", "")): (_first(each, "title", "id"), _default(each))
            for group in children(graph, "attributes")
            for each in children(group, "attribute")
        }
        _check_size(graph, titles, source)
        nodes += [
            _given({"id": node.get("id", ""), "label": node.get("label", ""), INSIDE: node.get("pid", inside)})
            | _values(node, "node", titles)
            for node, inside in _nodes_of(graph)
        ]
        edges += [
            _given({name: edge.get(name, "") for name in ("source", "target", "label", "kind", "weight")})
            | _given({"date": _span(edge), IS_DIRECTED: edge.get("type") or default})
            | _values(edge, "edge", titles)
            for group in children(graph, "edges")
            for edge in children(group, "edge")
        ]
    return network_sheets(nodes, edges, source)


def _nodes_of(graph: Element) -> Iterator[tuple[Element, str]]:
    """Yield each node with the id of the node it is inside of."""
    groups = [(group, "") for group in reversed(list(children(graph, "nodes")))]
    while groups:
        group, inside = groups.pop()
        for node in children(group, "node"):
            yield node, inside
            groups += [(inner, node.get("id", "")) for inner in children(node, "nodes")]


def _values(element: Element, scope: str, titles: Mapping[tuple[str, str], tuple[str, str]]) -> Record:
    """Return the fields of a node or edge by title, defaults included; of several values over time, the last."""
    found = {title: default for (of, _), (title, default) in titles.items() if of == scope and default}
    for group in children(element, "attvalues"):
        for each in children(group, "attvalue"):
            name = _first(each, "for", "id")  # "id" in version 1.1
            found |= _given({titles.get((scope, name), (name, ""))[0]: each.get("value", "").strip()})
    return found


def _span(edge: Element) -> str:
    """Return the time of an edge as a span: "2015/2018", "2015/..", or nothing."""
    start, end = edge.get("start", ""), edge.get("end", "")
    return f"{start or '..'}/{end or '..'}" if start or end else ""
