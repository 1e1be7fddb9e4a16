"""Graph Commons: nodes (Node Type, Name) and edges (From Type, From Name, Edge Type, To Type, To Name).

The headers come from a public script; Description, Image, Reference and Weight are not confirmed by a source. A node
is identified by type and name, so one name with two types is two organizations. The tables do not record whether an
edge has a direction.
"""

from collections.abc import Sequence

from ecosystem.collect.formats.shape import Translation, column, ids_of_namesakes, keys, plain_sheet, texts
from ecosystem.collect.sheet import Sheet
from ecosystem.text import fold


def graph_commons(sheets: Sequence[Sheet]) -> Translation | None:
    """Return nodes as organizations with their type as sector, edges as ties."""
    nodes = [sheet for sheet in sheets if {"node_type", "name"} <= set(keys(sheet))]
    edges = [sheet for sheet in sheets if {"from_type", "from_name", "to_type", "to_name"} <= set(keys(sheet))]
    if not nodes and not edges:
        return None
    names = [name for sheet in nodes for name in texts(sheet, column(sheet, "name"))]
    types = [kind for sheet in nodes for kind in texts(sheet, column(sheet, "node_type"))]
    ids = {
        (fold(kind), fold(name)): node
        for kind, name, node in zip(types, names, ids_of_namesakes(names, types), strict=True)
    }
    listed = [_organizations(sheet, ids) for sheet in nodes]
    ties = [_ties(sheet, ids) for sheet in edges]
    return Translation(
        "tables of Graph Commons", (*listed, *ties), tuple(s.source for s in (*nodes, *edges)), whole=True
    )


def _ids(sheet: Sheet, kind: str | None, name: str | None, ids: dict[tuple[str, str], str]) -> list[str]:
    pairs = zip(texts(sheet, kind), texts(sheet, name), strict=True)
    return [ids.get((fold(kind), fold(name)), "") for kind, name in pairs]


def _organizations(sheet: Sheet, ids: dict[tuple[str, str], str]) -> Sheet:
    kind, name = column(sheet, "node_type"), column(sheet, "name")
    made = {
        "organization_id": _ids(sheet, kind, name, ids),
        "name": texts(sheet, name),
        "sector": None if column(sheet, "sector") else texts(sheet, kind),
    }
    return plain_sheet(sheet, "organizations", made, (name, None if column(sheet, "sector") else kind))


def _ties(sheet: Sheet, ids: dict[tuple[str, str], str]) -> Sheet:
    start, end = column(sheet, "from_name"), column(sheet, "to_name")
    from_type, to_type = column(sheet, "from_type"), column(sheet, "to_type")
    relation, weight = column(sheet, "relation", "edge_type"), column(sheet, "strength", "weight")
    made = {
        "source_id": _ids(sheet, from_type, start, ids),
        "source": texts(sheet, start),
        "target_id": _ids(sheet, to_type, end, ids),
        "target": texts(sheet, end),
        "relation": texts(sheet, relation),
        "strength": texts(sheet, weight),
    }
    return plain_sheet(sheet, "ties", made, (start, end, relation, weight))
