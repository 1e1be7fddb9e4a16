"""Gephi: a table of nodes (Id, Label) and a table of edges (Source, Target, Type, Kind, Weight).

The layout follows Gephi's importer. Sheets match if Type is Directed or Undirected in a language of Gephi, which the
plain reader would take for the relation, if edges refer to nodes by an Id that differs from the Label, or if the
workbook holds further sheets. Gephi overwrites edges with a repeated Id; here all are kept, as numbers may restart in
lists combined by hand.
"""

from collections.abc import Sequence

from ecosystem.collect.direction_words import DIRECTED, UNDIRECTED
from ecosystem.collect.formats.shape import (
    Translation,
    by_id,
    column,
    keys,
    plain_sheet,
    texts,
    yes_or_no,
)
from ecosystem.collect.sheet import Sheet
from ecosystem.text import fold

_TIME = ("date", "interval", "time_interval", "timeset", "timestamp")


def gephi(sheets: Sequence[Sheet]) -> Translation | None:
    """Return nodes as organizations, edges as ties."""
    nodes = [sheet for sheet in sheets if {"id", "label"} <= set(keys(sheet)) and not column(sheet, "source", "target")]
    edges = [sheet for sheet in sheets if {"source", "target"} <= set(keys(sheet))]
    labels = {i: name for part in nodes for i, name in zip(*_ids_and_names(part), strict=True)}
    others = bool(nodes) and len(sheets) > len(nodes) + len(edges) and bool(nodes[0].origin.part)
    claimed = [sheet for sheet in edges if others or _says_direction(sheet) or _names_ids(sheet, labels)]
    if not claimed:
        return None
    listed = [_organizations(sheet) for sheet in nodes]
    ties = [_ties(sheet, labels) for sheet in claimed]
    return Translation("tables of Gephi", (*listed, *ties), tuple(s.source for s in (*nodes, *claimed)), whole=True)


def _says_direction(sheet: Sheet) -> bool:
    kind = column(sheet, "type")
    said = set() if kind is None else {fold(cell) for cell in sheet.frame[kind].unique()} - {""}
    return bool(said) and said <= DIRECTED | UNDIRECTED


def _names_ids(sheet: Sheet, labels: dict[str, str]) -> bool:
    if not labels:
        return False
    ends = {cell for end in ("source", "target") for cell in texts(sheet, column(sheet, end))} - {""}
    names = {fold(name) for name in labels.values()}
    return bool(ends) and ends <= set(labels) and any(fold(end) not in names for end in ends)


def _ids_and_names(sheet: Sheet) -> tuple[list[str], list[str]]:
    """Return ids, and names: the Label, or the Id if Label is empty."""
    ids, labels = texts(sheet, column(sheet, "id")), texts(sheet, column(sheet, "label"))
    return ids, [label or node for node, label in zip(ids, labels, strict=True)]


def _organizations(sheet: Sheet) -> Sheet:
    ids, names = _ids_and_names(sheet)
    consumed = (column(sheet, "id"), column(sheet, "label"))
    return plain_sheet(sheet, "organizations", {"organization_id": ids, "name": names}, consumed)


def _ties(sheet: Sheet, labels: dict[str, str]) -> Sheet:
    start, end = column(sheet, "source"), column(sheet, "target")
    direction = column(sheet, "type") if _says_direction(sheet) else None
    kind, weight, time = column(sheet, "relation", "kind"), column(sheet, "strength", "weight"), column(sheet, *_TIME)
    source_ids, sources = by_id(texts(sheet, start), labels)
    target_ids, targets = by_id(texts(sheet, end), labels)
    made = {
        "source_id": source_ids,
        "source": sources,
        "target_id": target_ids,
        "target": targets,
        "relation": texts(sheet, kind),
        "directed": [yes_or_no(cell) for cell in texts(sheet, direction)],
        "strength": texts(sheet, weight),
        "date": texts(sheet, time),
    }
    return plain_sheet(sheet, "ties", made, (start, end, direction, kind, weight, time))
