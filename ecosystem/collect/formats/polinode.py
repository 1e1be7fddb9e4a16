"""Polinode: the export of a survey, and the workbook of a network.

The layouts follow public scripts. A survey has the sheets "Node Attributes" and "Relationship Question 1", a network
the sheets Nodes (Name) and Edges (Source, Target); without further sheets the plain reader reads the latter without
translation. Polinode's JSON is read as any list of nodes and edges.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ecosystem.collect.formats.shape import Translation, column, keys, plain_sheet, texts
from ecosystem.collect.sheet import WORKBOOK, Sheet
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
    return Translation("a Polinode survey", (*listed, *ties), tuple(s.source for s in (*nodes, *questions)), whole=True)


def _answers(sheet: Sheet) -> Sheet:
    start, end, relation = column(sheet, "source"), column(sheet, "target"), column(sheet, *_RELATION)
    made = {
        "source": texts(sheet, start),
        "target": texts(sheet, end),
        "relation": [text or sheet.name for text in texts(sheet, relation)],
        "directed": ["yes"] * len(sheet.frame),
    }
    return plain_sheet(sheet, "ties", made, (start, end, relation))


def polinode_network(sheets: Sequence[Sheet]) -> Translation | None:
    """Return the sheets Nodes and Edges of one workbook that holds others too."""
    nodes = [s for s in sheets if fold(s.name) == "nodes" and "name" in keys(s)]
    edges = [s for s in sheets if fold(s.name) == "edges" and {"source", "target"} <= set(keys(s))]
    used = (*nodes, *edges)
    if len(nodes) != 1 or len(edges) != 1 or len(sheets) == len(used) or nodes[0].origin.kind != WORKBOOK:
        return None
    listed = plain_sheet(
        nodes[0], "organizations", {"name": texts(nodes[0], column(nodes[0], "name"))}, [column(nodes[0], "name")]
    )
    ties = replace(edges[0], name="ties")
    return Translation("a Polinode workbook", (listed, ties), tuple(sheet.source for sheet in used), whole=True)
