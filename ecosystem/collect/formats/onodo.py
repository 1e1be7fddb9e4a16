"""Onodo: a sheet of nodes and a sheet of relations, named in English or Spanish.

The layout follows Onodo's importer. From and To are dates and Directed is 0 or 1; the plain reader would take a sheet
called Relations for a list of kinds of ties. A node with Visible 0 is part of the network, as in Onodo.
"""

import re
from collections.abc import Sequence

from ecosystem.collect.formats.shape import Translation, column, keys, plain_sheet, texts, yes_or_no
from ecosystem.collect.sheet import Sheet

_NODES = re.compile(r"nod[eo]s?$", re.IGNORECASE)
_RELATIONS = re.compile(r"relations?$|relaci.n(es)?$", re.IGNORECASE)


def onodo(sheets: Sequence[Sheet]) -> Translation | None:
    """Return nodes as organizations with their type as sector, relations as ties with their dates."""
    nodes = [s for s in sheets if _NODES.search(s.name.strip()) and "name" in keys(s)]
    ties = [s for s in sheets if _RELATIONS.search(s.name.strip()) and {"source", "target"} <= set(keys(s))]
    if not ties:
        return None
    translated = (*map(_organizations, nodes), *map(_ties, ties))
    return Translation("an Onodo workbook", translated, tuple(s.source for s in (*nodes, *ties)), whole=True)


def _organizations(sheet: Sheet) -> Sheet:
    name, kind = column(sheet, "name"), None if column(sheet, "sector") else column(sheet, "type")
    return plain_sheet(sheet, "organizations", {"name": texts(sheet, name), "sector": texts(sheet, kind)}, (name, kind))


def _ties(sheet: Sheet) -> Sheet:
    start, end, relation = column(sheet, "source"), column(sheet, "target"), column(sheet, "relation", "type")
    direction = column(sheet, "directed")
    at, first, last = column(sheet, "date", "at"), column(sheet, "from"), column(sheet, "to")
    spans = zip(texts(sheet, at), texts(sheet, first), texts(sheet, last), strict=True)
    made = {
        "source": texts(sheet, start),
        "target": texts(sheet, end),
        "relation": texts(sheet, relation),
        "directed": [yes_or_no(cell) for cell in texts(sheet, direction)],
        "date": [_date(*span) for span in spans],
    }
    return plain_sheet(sheet, "ties", made, (start, end, relation, direction, at, first, last))


def _date(at: str, first: str, last: str) -> str:
    """Return a date and a span, the span with a slash as in ISO 8601: "2015/2018", "2015/.."."""
    span = f"{first or '..'}/{last or '..'}" if first or last else ""
    return " ".join(part for part in (at, span) if part)
