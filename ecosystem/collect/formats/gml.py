"""GML files as the sheets nodes and edges, parsed by networkx."""

import re
from typing import Any

import networkx as nx

from ecosystem.collect import limits
from ecosystem.collect.formats.json_network import IS_DIRECTED
from ecosystem.collect.formats.node_link import network_sheets
from ecosystem.collect.formats.record_sheets import text_in
from ecosystem.collect.formats.text_of import text_of
from ecosystem.collect.sheet import Sheet
from ecosystem.errors import SourceError

DEEPEST = 10  # brackets inside each other; a file of yEd has three
_STRING = re.compile(r'"[^"]*"')
_GRAPH = re.compile(r"\bgraph\s*\[")
_EDGE = re.compile(r"\bedge\s*\[")
_MULTIGRAPH = re.compile(r"\bmultigraph\s+[01]\b")
_DRAWING = {"graphics", "LabelGraphics"}
_PLACE = "edgePlace"  # key that keeps the order of the edges, which a graph does not keep
_FAULTS = (nx.NetworkXException, ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError)


def read_gml(data: bytes, source: str) -> tuple[Sheet, ...]:
    """Return the nodes and edges of a GML file; SourceError if it is none."""
    text = text_of(data, source)
    plain = _STRING.sub('""', text)
    if plain.count("[") + plain.count("]") > limits.MOST_JSON_RECORDS // 2:  # networkx takes about 20 µs for each
        raise SourceError(
            f"{source}: this GML file holds more nodes and ties than this tool reads. Export its tables as CSV."
        )
    if _depth(plain) > DEEPEST:
        raise SourceError(f"{source}: this GML file nests more than {DEEPEST} levels. Export the network anew.")
    try:
        graph = nx.parse_gml(_prepared(text), label=None)
    except _FAULTS as error:
        why = f" ({str(error)[:120]})" if isinstance(error, nx.NetworkXException) else ""
        raise SourceError(f"{source}: this is not a GML file that can be read{why}. Export the network anew.") from None
    nodes = [{"id": text_in(_plain(node))} | _record(fields) for node, fields in graph.nodes(data=True)]
    ties = sorted(graph.edges(data=True), key=lambda tie: tie[2].pop(_PLACE))
    directed = "yes" if graph.is_directed() else "no"
    edges = [
        {"source": text_in(_plain(start)), "target": text_in(_plain(end)), IS_DIRECTED: directed} | _record(fields)
        for start, end, fields in ties
    ]
    return network_sheets(nodes, edges, source)


def _prepared(text: str) -> str:
    """Return the text with parallel ties allowed and the place of each edge recorded, strings unchanged."""
    parts = re.split(r'("[^"]*")', text)  # every second part is a string
    outside = parts[::2]
    if not any(map(_MULTIGRAPH.search, outside)):
        first = next((place for place, part in enumerate(outside) if _GRAPH.search(part)), None)
        if first is not None:
            outside[first] = _GRAPH.sub("graph [ multigraph 1 ", outside[first], count=1)
    places = iter(range(len(text)))
    parts[::2] = [_EDGE.sub(lambda _: f"edge [ {_PLACE} {next(places)} ", part) for part in outside]
    return "".join(parts)


def _depth(text: str) -> int:
    deepest = depth = 0
    for mark in re.findall(r"[\[\]]", text):
        depth += 1 if mark == "[" else -1
        deepest = max(deepest, depth)
    return deepest


def _record(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in fields.items() if name not in _DRAWING}


def _plain(value: Any) -> Any:
    """Return numbers as text, whole ones without a decimal point."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
    return str(value) if isinstance(value, int) else value
