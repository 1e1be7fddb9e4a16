"""A graph as GraphML, for Gephi, yEd, Cytoscape and R."""

import io

import networkx as nx
import pandas as pd


def graphml(graph: nx.MultiDiGraph, organizations: pd.DataFrame) -> bytes:
    """The graph as GraphML with the organizations' attributes; empty values are left out, as the format wants."""
    named = nx.MultiDiGraph()
    rows = organizations.set_index("organization_id", drop=False)
    for organization in graph:
        row = rows.loc[organization] if organization in rows.index else {}
        known = {key: str(value) for key, value in dict(row).items() if not pd.isna(value)}
        named.add_node(_legal(organization), **{_legal(k): _legal(v) for k, v in known.items()})
    for source, target, key, attributes in graph.edges(keys=True, data=True):
        known = {k: v for k, v in attributes.items() if v is not None}
        named.add_edge(_legal(source), _legal(target), key=_legal(key), relation=_legal(key), **known)
    buffer = io.BytesIO()
    nx.write_graphml(named, buffer)
    return buffer.getvalue()


def _legal(text: str) -> str:
    """``text`` without the characters XML 1.0 forbids."""
    return "".join(
        c
        for c in text
        if c in "\t\n\r" or (ord(c) >= 32 and not 0xD800 <= ord(c) < 0xE000 and ord(c) < 0xFFFE) or ord(c) > 0xFFFF
    )
