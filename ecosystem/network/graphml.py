"""GraphML export of a graph, for Gephi, yEd, Cytoscape and R."""

import io
import re

import networkx as nx
import pandas as pd

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(graph: nx.MultiDiGraph, organizations: pd.DataFrame) -> bytes:
    """Return the graph as GraphML with the organizations' attributes, omitting empty values as GraphML requires."""
    named = nx.MultiDiGraph()
    known_of = organizations.astype(object).where(organizations.notna(), None).to_dict("records")
    rows = dict(zip(organizations["organization_id"], known_of, strict=True))
    for organization in graph:
        row = rows.get(organization, {})
        known = {_legal(key): _legal(str(value)) for key, value in row.items() if value is not None}
        named.add_node(_legal(organization), **known)
    for source, target, key, attributes in graph.edges(keys=True, data=True):
        known = {k: v for k, v in attributes.items() if v is not None}
        named.add_edge(_legal(source), _legal(target), key=_legal(key), relation=_legal(key), **known)
    buffer = io.BytesIO()
    nx.write_graphml(named, buffer)
    return buffer.getvalue()


def _legal(text: str) -> str:
    """Return ``text`` without the characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("", text)
