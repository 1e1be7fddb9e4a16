"""Polinode: the export of a survey ("Node Attributes", "Relationship Question 1") and the JSON of a network.

The layouts follow public scripts and Polinode's API example. A workbook with the sheets Nodes (Name) and Edges (Source,
Target) is read by the plain reader without translation.
"""

import re
from collections.abc import Sequence

from ecosystem.collect.formats.json_file import IS_DIRECTED, is_json
from ecosystem.collect.formats.shape import Translation, by_id, column, key, keys, plain_sheet, texts, yes_or_no
from ecosystem.collect.sheet import Sheet
from ecosystem.text import fold

_QUESTION = re.compile(r"relationship question \d+")
_RELATION = ("relation", "relationship", "type")


def polinode_survey(sheets: Sequence[Sheet]) -> Translation | None:
    """Return nodes as organizations; each relationship question as a relation, directed from the respondent."""
    ends = {"source", "target"}
    questions = [s for s in sheets if _QUESTION.fullmatch(fold(s.name)) and ends <= set(keys(s))]
    if not questions:
        return None
    nodes = [s for s in sheets if fold(s.name) == "node attributes" and "name" in keys(s)]
    listed = [
        plain_sheet(s, "organizations", {"name": texts(s, column(s, "name"))}, [column(s, "name")]) for s in nodes
    ]
    ties = [_answers(sheet) for sheet in questions]
    return Translation("a Polinode survey", (*listed, *ties), tuple(s.source for s in (*nodes, *questions)))


def _answers(sheet: Sheet) -> Sheet:
    start, end, relation = column(sheet, "source"), column(sheet, "target"), column(sheet, *_RELATION)
    made = {
        "source": texts(sheet, start),
        "target": texts(sheet, end),
        "relation": [text or sheet.name for text in texts(sheet, relation)],
        "directed": ["yes"] * len(sheet.frame),
    }
    return plain_sheet(sheet, "ties", made, (start, end, relation))


def polinode_json(sheets: Sequence[Sheet]) -> Translation | None:
    """Return the lists nodes and edges of a JSON file, whose edges refer to nodes by id."""
    lists = {fold(sheet.name): sheet for sheet in sheets if is_json(sheet)}
    nodes, edges = lists.get("nodes"), lists.get("edges") or lists.get("links")
    if nodes is None or edges is None or not {"source", "target"} <= set(keys(edges)):
        return None
    ids, name = texts(nodes, column(nodes, "id")), column(nodes, "name", "label")
    start, end, relation = column(edges, "source"), column(edges, "target"), column(edges, *_RELATION)
    direction = column(edges, "directed", key(IS_DIRECTED))
    source_ids, sources = by_id(texts(edges, start), ids)
    target_ids, targets = by_id(texts(edges, end), ids)
    if not any(source_ids) or name is None:
        return None
    listed = plain_sheet(
        nodes, "organizations", {"organization_id": ids, "name": texts(nodes, name)}, (column(nodes, "id"), name)
    )
    made = {
        "source_id": source_ids,
        "source": sources,
        "target_id": target_ids,
        "target": targets,
        "relation": texts(edges, relation),
        "directed": [yes_or_no(cell) for cell in texts(edges, direction)],
    }
    ties = plain_sheet(edges, "ties", made, (start, end, relation, direction))
    return Translation("a JSON file of Polinode", (listed, ties), (nodes.source, edges.source))
