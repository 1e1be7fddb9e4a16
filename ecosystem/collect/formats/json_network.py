"""Recognition of a network inside a JSON document: its nodes, its edges, and whether its ties have a direction.

Layouts: node-link and adjacency data of networkx, D3, graphology (Gephi Lite, sigma), Cytoscape, the JSON Graph
Format, vis-network and PRSM, Polinode. Each holds a list of nodes and a list of edges, at the top or inside a record.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ecosystem.collect.formats.shape import key, opposite, yes_or_no

NODES, EDGES = "nodes", "edges"  # our names of the two lists
IS_DIRECTED = "isDirected"  # header of what a file says about all its ties
_NODES = (NODES, "vertices")
_EDGES = (EDGES, "links")
DEEPEST_NETWORK = 4  # records around it; Gephi Lite has two
_SETTINGS = {
    "multigraph",
    "directed",
    "isdirected",
    "undirected",
    "options",
    "edgedefault",
    "defaultedgetype",
    "version",
}
_APART = {"nodedata", "edgedata", "noderenderingdata", "edgerenderingdata", "layout"}  # of Gephi Lite, in the records
_WHOLE_DIRECTION = ("isdirected", "directed", "edgedefault", "defaultedgetype", "graphtype")
_ARROWS = {"to": "yes", "to from": "no", "from to": "no", "": "no", "none": "no"}


class JsonNetwork(NamedTuple):
    """The parts of a network by name, ``nodes`` and ``edges`` among them, and its direction: "yes", "no" or ""."""

    lists: dict[str, Any]
    directed: str


def network_in(document: Any, outside: Mapping[str, Any]) -> JsonNetwork | None:
    """Return the network that a JSON document holds; None if it holds no list of edges beside a list of nodes.

    ``outside`` is what stood around the document.
    """
    if (flat := _of_cytoscape(document)) is not None:
        return flat
    around: list[dict[str, Any]] = []
    found = _held_in(_with_links(document), around)
    if found is None:
        return None
    nodes_key, edges_key = found
    nodes, edges = _listed(around[-1][nodes_key]), _listed(around[-1][edges_key])
    around.insert(0, dict(outside))
    nodes = _with_fields_apart(nodes, around, "nodeData", "nodeRenderingData")
    edges = _with_fields_apart(edges, around, "edgeData", "edgeRenderingData")
    return _network(nodes, edges, around, {nodes_key, edges_key})


def _network(nodes: list[Any], edges: list[Any], around: list[dict[str, Any]], used: set[str]) -> JsonNetwork:
    lists = {NODES: nodes, EDGES: list(map(_edge, edges))}
    others = {name: part for name, part in _others(around, used).items() if name not in lists}
    return JsonNetwork(lists | others, _direction(around))


def _held_in(document: Any, around: list[dict[str, Any]]) -> tuple[str, str] | None:
    """Return the keys of nodes and edges in the first record that has both, and fill in the records around it."""
    level: list[list[dict[str, Any]]] = [[document]] if isinstance(document, dict) else []
    for _ in range(DEEPEST_NETWORK):
        deeper = []
        for path in level:
            names = {key(str(name)): name for name in reversed(path[-1])}
            nodes = next((names[name] for name in _NODES if name in names and _listed(path[-1][names[name]])), None)
            edges = next((names[name] for name in _EDGES if name in names and _is_list(path[-1][names[name]])), None)
            if nodes is not None and edges is not None:
                around += path
                return nodes, edges
            deeper += [[*path, inside] for inside in _records_in(path[-1])]
        level = deeper
    return None


def _records_in(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for value in record.values():
        inside = value[:1] if isinstance(value, list) and len(value) == 1 else [value]
        yield from (part for part in inside if isinstance(part, dict))


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, dict) for part in value[:1])


def _listed(value: Any) -> list[Any]:
    """Return a list of records as it is, and records by id (JSON Graph Format) as a list with the key ``id``."""
    if isinstance(value, dict):
        return [{"id": name, **each} for name, each in value.items() if isinstance(each, dict)]
    return value if isinstance(value, list) and any(isinstance(part, dict) for part in value) else []


def _of_cytoscape(document: Any) -> JsonNetwork | None:
    """Return the network of Cytoscape's flat list: nodes and edges together, each with its fields under ``data``."""
    outer = document if isinstance(document, dict) else {"elements": document}
    elements = outer.get("elements")
    if not isinstance(elements, list) or not elements:
        return None
    if not all(isinstance(part, dict) and isinstance(part.get("data"), dict) for part in elements):
        return None
    ties = [part.get("group") == "edges" or {"source", "target"} <= part["data"].keys() for part in elements]
    nodes = [part for part, tie in zip(elements, ties, strict=True) if not tie]
    edges = [part for part, tie in zip(elements, ties, strict=True) if tie]
    return _network(nodes, edges, [outer], {"elements"}) if nodes and edges else None


def _with_links(document: Any) -> Any:
    """Return a document of adjacency data (networkx), a list of neighbors for each node, with its list of edges."""
    outer = _fields(document)
    nodes, beside = outer.get(NODES), outer.get("adjacency")
    if not isinstance(nodes, list) or not isinstance(beside, list) or len(beside) != len(nodes):
        return document
    if any(name in outer for name in _EDGES) or not all(isinstance(part, list) for part in beside):
        return document
    edges = [
        (_fields(each) or {"id": each}) | {"source": node.get("id", "") if isinstance(node, dict) else node}
        for node, neighbors in zip(nodes, beside, strict=True)
        for each in neighbors
    ]
    edges = [{"target" if name == "id" else name: value for name, value in edge.items()} for edge in edges]
    if _word(str(outer.get("directed", ""))) == "no":  # each tie is listed at both of its ends
        once = {(*sorted((str(e["source"]), str(e.get("target")))), str(e.get("key"))): e for e in reversed(edges)}
        edges = list(reversed(once.values()))
    return {name: value for name, value in outer.items() if name != "adjacency"} | {EDGES: edges}


def _with_fields_apart(records: list[Any], around: list[dict[str, Any]], *names: str) -> list[Any]:
    """Return the records with the fields that Gephi Lite keeps apart from its graph, by the key of the node or edge."""
    beside = [part for record in around for name in names if isinstance(part := record.get(name), dict)]
    if not beside:
        return records
    return [
        record
        | {name: value for part in reversed(beside) for name, value in _fields(part.get(str(record["key"]))).items()}
        if isinstance(record, dict) and "key" in record
        else record
        for record in records
    ]


def _fields(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _edge(edge: Any) -> Any:
    """Return an edge whose ends are ids, where D3 wrote whole nodes, and whose direction is a word."""
    if not isinstance(edge, dict):
        return edge
    made = dict(edge)
    for end in ("source", "target"):
        if isinstance(node := made.get(end), dict):
            made[end] = next((node[name] for name in ("id", "key", "name", "label") if name in node), "")
    if "arrows" in made and "directed" not in made and (told := _by_arrows(made["arrows"])):
        made["directed"] = told
        if told == "back":
            made["directed"], made["from"], made["to"] = "yes", made.get("to"), made.get("from")
        del made["arrows"]
    return made


def _by_arrows(arrows: Any) -> str:
    """Return the direction that the arrow heads of vis-network show: "yes", "no", "back", or "" for other values."""
    if isinstance(arrows, dict):
        heads = [name for name in ("from", "to") if _fields(arrows.get(name)).get("enabled", name in arrows)]
        arrows = " ".join(heads)
    words = " ".join(sorted(key(str(arrows)).replace("_", " ").split()))
    return "back" if words == "from" else _ARROWS.get(words, "")


def _direction(around: list[dict[str, Any]]) -> str:
    """Return what a document says about all its ties: "yes", "no", or "" for nothing."""
    inner = [part for record in reversed(around) for part in (record, *map(_fields, _about(record)))]
    for record in inner:
        said = {key(str(name)): value for name, value in record.items()}
        for name in _WHOLE_DIRECTION:
            if isinstance(value := said.get(name), bool | str) and (word := _word(value)):
                return word
        if isinstance(value := said.get("undirected"), bool | str):
            return opposite(_word(value))
    options = [_fields(record.get("options")).get("type") for record in around]  # of graphology
    return next((_word("directed" if kind == "mixed" else kind) for kind in options if isinstance(kind, str)), "")


def _about(record: Mapping[str, Any]) -> Iterator[Any]:
    yield from (record.get(name) for name in ("graph", "attributes", "data", "metadata"))


def _word(value: bool | str) -> str:
    word = yes_or_no(str(value).lower())
    return word if word in ("yes", "no") else ""


def _others(around: list[dict[str, Any]], used: set[str]) -> dict[str, Any]:
    """Return the other parts of the records around a network that hold something, by name."""
    last = around[-1]
    inside = {name: value for name, value in last.items() if name not in used}
    outside = {name: value for record in around[:-1] for name, value in record.items() if not _holds(value, around)}
    both = outside | inside
    return {
        name: value for name, value in both.items() if key(str(name)) not in _SETTINGS | _APART and not _is_empty(value)
    }


def _holds(value: Any, around: list[dict[str, Any]]) -> bool:
    parts = value if isinstance(value, list) else [value]
    return any(part is record for part in parts[:1] for record in around)


def _is_empty(value: Any) -> bool:
    return value is None or isinstance(value, bool) or value in ("", [], {})
