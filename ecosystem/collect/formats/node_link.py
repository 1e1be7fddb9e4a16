"""Nodes and edges of a JSON or graph file: nodes become organizations, edges become ties.

The name of a node is its label, else its name, else its id. An edge refers to nodes by id, by name, or, where nodes
have no ids, by place in the list as D3 writes it, counted from 0.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from ecosystem.collect.direction_words import DIRECTED, UNDIRECTED
from ecosystem.collect.formats.json_network import EDGES, IS_DIRECTED, NODES
from ecosystem.collect.formats.record_sheets import records_sheet
from ecosystem.collect.formats.shape import (
    Translation,
    by_id,
    column,
    key,
    keys,
    opposite,
    plain_sheet,
    texts,
    yes_or_no,
)
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import GRAPH, JSON, Issue, Sheet, SheetOrigin
from ecosystem.errors import SourceError
from ecosystem.text import fold

FORMATS_BY_ENDING = {
    ".gexf": "a GEXF file",
    ".graphml": "a GraphML file",
    ".gml": "a GML file",
    ".net": "a Pajek file",
    ".paj": "a Pajek file",
}
INSIDE = "inside of node"  # header of the id of the group that a node is drawn in
_GROUP = "group"  # header of that group's name
_IDS = ("id", "key", "_id", "node_id")
_NAMES = ("label", "name", "title", "organization", "organisation", "shared_name")
_ENDS = (("source", "target"), ("from", "to"), ("source_id", "target_id"), ("sourceid", "targetid"))
_SAYS = ("directed", "undirected", key(IS_DIRECTED))
_RELATIONS = ("relation", "relationship", "kind", "type", "edge_type", "label", "edge_label", "interaction", "key")


def node_link(sheets: Sequence[Sheet]) -> Translation | None:
    """Return the lists nodes and edges of a file as organizations and ties."""
    lists = {fold(sheet.name): sheet for sheet in reversed(sheets) if sheet.origin.kind in (JSON, GRAPH)}
    nodes, edges = lists.get(NODES), lists.get(EDGES)
    if nodes is None:
        return prsm(sheets)
    ends = _ends(edges) if edges is not None else None
    alone = edges is None and nodes.origin.kind == JSON  # a list with names is a plain table
    if (edges is not None and ends is None) or (alone and column(nodes, "name")):
        return None
    ending = PurePath(nodes.origin.document).suffix.lower()
    return _translation(nodes, edges, FORMATS_BY_ENDING.get(ending, "a file of nodes and edges"))


def prsm(sheets: Sequence[Sheet]) -> Translation | None:
    """Return the sheets Factors and Links, as PRSM writes them, as organizations and ties."""
    lists = {fold(sheet.name): sheet for sheet in reversed(sheets)}
    factors, links = lists.get("factors"), lists.get("links")
    if factors is None or links is None or column(factors, "label") is None or not {"from", "to"} <= set(keys(links)):
        return None
    return _translation(factors, links, "a PRSM workbook")


def _translation(nodes: Sheet, edges: Sheet | None, name: str) -> Translation:
    ends = _ends(edges) if edges is not None else None
    nodes = _without_groups(nodes, edges)
    ids, names = _ids_and_names(nodes)
    listed = _organizations(nodes, ids, names)
    made = [listed] if edges is None or ends is None else [listed, _ties(edges, ends, ids, names)]
    used = (nodes.source,) if edges is None else (nodes.source, edges.source)
    return Translation(name, tuple(made), used, whole=True)


def network_sheets(
    nodes: Sequence[Any], edges: Sequence[Any], source: str, issues: Sequence[Issue] = ()
) -> tuple[Sheet, ...]:
    """Return the records of a graph file as the sheets nodes and edges; SourceError if it has no nodes and no edges."""
    if not edges and not nodes:
        raise SourceError(
            f"{source}: this file holds a network without nodes and ties. Check that the right file was chosen."
        )
    lists = {NODES: nodes or _nodes_at(edges), EDGES: edges}
    sheets = [records_sheet(records, SheetOrigin(source, name, GRAPH)) for name, records in lists.items() if records]
    sheets[0] = replace(sheets[0], issues=(*sheets[0].issues, *issues))
    return tuple(sheets)


def _nodes_at(edges: Sequence[Any]) -> list[dict[str, str]]:
    """Return the ends of the edges as nodes, for a file that lists none."""
    return [{"id": end} for end in dict.fromkeys(edge.get(e, "") for edge in edges for e in _ENDS[0]) if end]


def _without_groups(nodes: Sheet, edges: Sheet | None) -> Sheet:
    """Return the nodes without those that only hold others, whose name becomes a column of the nodes inside."""
    inside = column(nodes, key(INSIDE))
    if inside is None:
        return nodes
    ids, names = _ids_and_names(nodes)
    holding = set(texts(nodes, inside)) - {""}
    ends = _ends(edges) if edges is not None else None
    tied = {cell for end in ends or () for cell in texts(edges, end)} if edges is not None else set()
    is_group = [node in holding and node not in tied for node in ids]
    name_of = dict(zip(ids, names, strict=True))
    frame = nodes.frame.assign(**{inside: [name_of.get(cell, cell) for cell in texts(nodes, inside)]})
    frame = frame.rename(columns={} if _GROUP in keys(nodes) else {inside: _GROUP})
    told = [
        issue("group of nodes", source=nodes.source, row=int(row), name=name)
        for row, name, group in zip(frame.index, names, is_group, strict=True)
        if group
    ]
    return replace(nodes, frame=frame.loc[[not group for group in is_group]], issues=(*nodes.issues, *told))


def _ends(edges: Sheet) -> tuple[str, str] | None:
    """Return the headers of the two ends of an edge."""
    have = keys(edges)
    return next(((have[start], have[end]) for start, end in _ENDS if start in have and end in have), None)


def _ids_and_names(nodes: Sheet) -> tuple[list[str], list[str]]:
    """Return ids (all empty if nodes have none), and names: label, else name, else id.

    A column that only repeats the ids names a node where no other column does.
    """
    ids = texts(nodes, column(nodes, *_IDS))
    have = keys(nodes)
    candidates = [texts(nodes, have[name]) for name in _NAMES if name in have]
    candidates.sort(key=lambda cells: cells == ids)  # stable
    return ids, [next(filter(None, cells), "") for cells in zip(*candidates, ids, strict=True)]


def _organizations(nodes: Sheet, ids: list[str], names: list[str]) -> Sheet:
    consumed = [column(nodes, *_IDS)]
    consumed += [header for header in nodes.frame.columns if _repeats(texts(nodes, header), ids, names)]
    made = {"organization_id": ids, "name": names}
    return plain_sheet(nodes, "organizations", made, consumed)


def _repeats(cells: list[str], *known: list[str]) -> bool:
    """Return whether a column says nothing that the id or the name does not say."""
    return any(all(cell in ("", other) for cell, other in zip(cells, others, strict=True)) for others in known)


def _ties(edges: Sheet, ends: tuple[str, str], ids: list[str], names: list[str]) -> Sheet:
    starts, targets = texts(edges, ends[0]), texts(edges, ends[1])
    nodes = set(ids) - {""}
    places = {} if nodes & {*starts, *targets} else _by_place({*starts, *targets}, ids, names)
    starts, targets = ([places.get(cell, cell) for cell in cells] for cells in (starts, targets))
    relation, strength = _relation(edges), column(edges, "edge_weight")
    source_ids, sources = by_id(starts, nodes)
    target_ids, other_targets = by_id(targets, nodes)
    made = {
        "source_id": source_ids,
        "source": sources,
        "target_id": target_ids,
        "target": other_targets,
        "relation": texts(edges, relation),
        "directed": _directions(edges),
        "strength": texts(edges, strength),
    }
    consumed = (*ends, relation, strength, *_about_direction(edges), column(edges, "id", "_id"))
    known = {*nodes, *names, ""}
    strange = [(place, cell) for place, pair in enumerate(zip(starts, targets, strict=True)) for cell in pair]
    strange = [(place, cell) for place, cell in strange if cell not in known] if nodes else []
    return plain_sheet(edges, "ties", made, consumed, issues=[_no_node(edges, strange)] if strange else [])


def _by_place(cells: set[str], ids: list[str], names: list[str]) -> dict[str, str]:
    """Return place -> id or name, if all ends are places in the list of nodes; otherwise an empty mapping."""
    known = {str(place): node or name for place, (node, name) in enumerate(zip(ids, names, strict=True))}
    return known if cells <= known.keys() and cells.isdisjoint(names) else {}


def _no_node(edges: Sheet, strange: list[tuple[int, str]]) -> Issue:
    place, name = strange[0]
    row = int(edges.frame.index[place])
    return issue("end is no node", source=edges.source, row=row, count=len({each for _, each in strange}), name=name)


def _relation(edges: Sheet) -> str | None:
    """Return the header that names the relation: the first that is text and does not say the direction."""
    have = keys(edges)
    for name in _RELATIONS:
        cells = {fold(cell) for cell in texts(edges, have[name])} - {""} if name in have else set()
        if cells and not cells <= DIRECTED | UNDIRECTED and not all(_is_number(cell) for cell in cells):
            return have[name]
    return None


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _about_direction(edges: Sheet) -> list[str]:
    return [header for header in edges.frame.columns if key(header) in _SAYS or _says_direction(edges, header)]


def _says_direction(edges: Sheet, header: str) -> bool:
    """Return whether a column "type" or "direction" holds nothing but words for a direction."""
    cells = {fold(cell) for cell in texts(edges, header)} - {""} if key(header) in ("type", "direction") else set()
    return bool(cells) and cells <= DIRECTED | UNDIRECTED


def _directions(edges: Sheet) -> list[str]:
    """Return for each edge "yes", "no" or "": by what it says itself, else by what the file says about all."""
    found = [""] * len(edges.frame)
    for header in sorted(_about_direction(edges), key=lambda header: header == IS_DIRECTED):
        said = [yes_or_no(cell) for cell in texts(edges, header)]
        if key(header) == "undirected":
            said = list(map(opposite, said))
        found = [mine or other for mine, other in zip(found, said, strict=True)]
    return found
