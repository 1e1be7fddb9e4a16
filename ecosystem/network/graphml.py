"""GraphML export of a graph, for Gephi, yEd, Cytoscape and R.

Gephi and yEd keep one edge per id. Gephi reads a mutual tie among directed ones from the edge's own ``directed`` and
shows what is called ``label`` and ``weight``; it also takes the keys d3 and d7 for labels, whatever their names, so
keys are called here after what they hold.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree

import networkx as nx
import pandas as pd

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EDGE_TYPES = {"weight": "double", "strength": "double", "directed": "boolean"}  # others are text
_ALWAYS = {"node": ("label",), "edge": ("label", "weight")}  # declared even where no element has a value

Values = dict[str, str]


def graphml(graph: nx.MultiDiGraph, organizations: pd.DataFrame, cities: Mapping[str, str] | None = None) -> bytes:
    """Return the graph as GraphML; a value that is not known is left out.

    A node's id is the organization's id; its data are the columns of ``organizations``, ``label`` (the name) and
    ``city`` (from ``cities``: organization id -> its cities joined by |). An edge is one tie: a mutual one, two arcs
    in the graph, is one edge with the greater strength of its two arcs. Its data are ``relation`` and ``label`` (the
    relation), ``state``, ``strength`` and ``weight`` (the strength), ``directed``. Edge ids are e1, e2, ...
    """
    known_of = organizations.astype(object).where(organizations.notna(), None).to_dict("records")
    rows = dict(zip(organizations["organization_id"], known_of, strict=True))
    nodes = [(str(o), _node(str(o), rows.get(o, {}), (cities or {}).get(o))) for o in graph]
    edges = list(_edges(graph))
    mutual = bool(edges) and all(data["directed"] == "false" for *_, data in edges)
    root = ElementTree.Element("graphml", {"xmlns": _NAMESPACE})
    _declare(root, "node", (data for _, data in nodes))
    _declare(root, "edge", (data for *_, data in edges))
    default = "undirected" if mutual else "directed"
    found = ElementTree.SubElement(root, "graph", {"id": "G", "edgedefault": default})
    for organization, data in nodes:
        _fill(ElementTree.SubElement(found, "node", {"id": _legal(organization)}), "node", data)
    for number, (source, target, data) in enumerate(edges, start=1):
        ends = {"id": f"e{number}", "source": _legal(source), "target": _legal(target)}
        if data["directed"] == "false" and not mutual:
            ends["directed"] = "false"
        _fill(ElementTree.SubElement(found, "edge", ends), "edge", data)
    ElementTree.indent(root)
    buffer = io.BytesIO()
    ElementTree.ElementTree(root).write(buffer, encoding="utf-8", xml_declaration=True)
    return buffer.getvalue()


def _node(organization: str, row: Mapping[str, object], city: str | None) -> Values:
    data = {column: str(value) for column, value in row.items() if value is not None}
    label = data.get("name") or organization
    return {"label": label} | data | ({"city": city} if city else {})


def _edges(graph: nx.MultiDiGraph) -> Iterator[tuple[str, str, Values]]:
    """Yield source, target and data of each tie; the two arcs of a mutual tie are one."""
    for source, target, relation, tie in graph.edges(keys=True, data=True):
        strength = tie.get("strength")
        if not tie.get("directed"):
            back = graph.get_edge_data(target, source, relation)
            if back is not None and not back.get("directed"):
                if target < source:
                    continue  # told from its other end
                strength = max((s for s in (strength, back.get("strength")) if s is not None), default=None)
        known = {key: value for key, value in tie.items() if value is not None} | {
            "directed": bool(tie.get("directed"))
        }
        if strength is not None:
            known |= {"strength": strength, "weight": strength}
        yield str(source), str(target), {"label": str(relation), "relation": str(relation)} | _texts(known)


def _texts(values: Mapping[str, object]) -> Values:
    return {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in values.items()}


def _declare(root: ElementTree.Element, domain: str, elements: Iterable[Values]) -> None:
    """Add a key for each name of data in this domain, once."""
    names = dict.fromkeys((*_ALWAYS[domain], *(name for data in elements for name in data)))
    for name in names:
        kind = _EDGE_TYPES.get(name, "string") if domain == "edge" else "string"
        key = {"id": f"{domain}_{name}", "for": domain, "attr.name": name, "attr.type": kind}
        ElementTree.SubElement(root, "key", key)


def _fill(element: ElementTree.Element, domain: str, data: Values) -> None:
    for name, value in data.items():
        ElementTree.SubElement(element, "data", {"key": f"{domain}_{name}"}).text = _legal(value)


def _legal(text: str) -> str:
    """Return ``text`` without the characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("", text)
