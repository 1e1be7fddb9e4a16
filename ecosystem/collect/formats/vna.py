"""VNA, the text format of UCINET and NetDraw: sections *Node data, *Node properties and *Tie data.

Section names follow Gephi's importer; quotation marks around names with spaces, and a mutual tie written once in each
direction, are not confirmed by a source. Each column of *Tie data after FROM and TO is a relation; 0 is no tie, other
numbers are strengths.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ecosystem.collect import limits
from ecosystem.collect.formats.pairs import Cell, strength, ties
from ecosystem.collect.formats.shape import Translation, column, key, keys, plain_sheet, texts
from ecosystem.collect.formats.text_of import text_of
from ecosystem.collect.frames import Row, build_sheet, filled_rows
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import VNA, Issue, Sheet, SheetOrigin
from ecosystem.errors import SourceError
from ecosystem.text import fold

TOKEN = re.compile(r'"([^"]*)"|([^\s,"]+)')
_READ = ("node data", "tie data")
_ONLY_STRENGTH = {"strength", "weight", "value", "tie", "ties"}


def is_vna(sheet: Sheet) -> bool:
    """Return whether a sheet is a section of a VNA file."""
    return sheet.origin.kind == VNA


def read_vna(data: bytes, source: str) -> tuple[Sheet, ...]:
    """Return the sections of nodes and ties as sheets, rows numbered by line; SourceError if there is neither."""
    sections: list[tuple[str, list[Row]]] = []
    aside: list[Issue] = []
    uncounted: list[list[str]] = []
    text = text_of(data, source)
    limits.check_foreseen(source, text.count("\n"), 0)
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("*"):
            sections.append((line.strip().lstrip("*").strip(), []))
        elif sections:
            cells = [quoted or plain for quoted, plain in TOKEN.findall(line)]
            uncounted.append(cells)
            if len(uncounted) == limits.ROWS_AT_ONCE:
                limits.count_rows(source, uncounted)
                uncounted.clear()
            sections[-1][1].append((number, cells))
        elif line.strip():
            aside.append(issue("before the first section", source=source, row=number, line=number))
    limits.count_rows(source, uncounted)
    sheets = []
    for title, lines in sections:
        rows = filled_rows(lines)
        if fold(title) in _READ and rows:
            sheets.append(build_sheet(rows, SheetOrigin(source, f"*{title[:40]}", VNA), fold(title)))
        elif rows:
            said: dict[str, Any] = {"section": title[:40], "count": len(rows) - 1}
            aside.append(issue("section not read", source=source, row=rows[0][0], **said))
    if not sheets:
        raise SourceError(f"{source}: this file has no section *Node data or *Tie data. Save it anew as VNA.")
    return (replace(sheets[0], issues=(*aside, *sheets[0].issues)), *sheets[1:])


def vna(sheets: Sequence[Sheet]) -> Translation | None:
    """Return node data as organizations; each relation of the tie data as ties."""
    nodes = [sheet for sheet in sheets if is_vna(sheet) and sheet.name == "node data"]
    tie_data = [s for s in sheets if is_vna(s) and s.name == "tie data" and {"from", "to"} <= set(keys(s))]
    if not nodes and not tie_data:
        return None
    names = {node: name for sheet in nodes for node, name in zip(*_ids_and_names(sheet), strict=True)}
    translated = (*map(_organizations, nodes), *(_ties(sheet, names) for sheet in tie_data))
    return Translation("a VNA file", translated, tuple(sheet.source for sheet in (*nodes, *tie_data)))


def _ids_and_names(sheet: Sheet) -> tuple[list[str], list[str]]:
    ids = texts(sheet, sheet.frame.columns[0])
    names = texts(sheet, column(sheet, "name", "label"))
    return ids, [name or node for node, name in zip(ids, names, strict=True)]


def _organizations(sheet: Sheet) -> Sheet:
    ids, names = _ids_and_names(sheet)
    consumed = (sheet.frame.columns[0], column(sheet, "name", "label"))
    return plain_sheet(sheet, "organizations", {"organization_id": ids, "name": names}, consumed)


def _ties(sheet: Sheet, names: dict[str, str]) -> Sheet:
    start, end = column(sheet, "from"), column(sheet, "to")
    starts, ends = texts(sheet, start), texts(sheet, end)
    relations = [header for header in sheet.frame.columns if header not in (start, end)]
    found: list[tuple[Cell, str, str]] = []
    for relation in relations or [""]:
        values = texts(sheet, relation) if relation else ["x"] * len(sheet.frame)
        cells = [Cell(place, *cell) for place, cell in enumerate(zip(starts, ends, values, strict=True))]
        kept, directed = ties(cells)
        label = "" if len(relations) == 1 and key(relation) in _ONLY_STRENGTH else relation
        found += [(cell, label, directed) for cell in kept]
    found.sort(key=lambda tie: tie[0].place)
    made = {
        "source_id": [cell.source if cell.source in names else "" for cell, _, _ in found],
        "source": ["" if cell.source in names else cell.source for cell, _, _ in found],
        "target_id": [cell.target if cell.target in names else "" for cell, _, _ in found],
        "target": ["" if cell.target in names else cell.target for cell, _, _ in found],
        "relation": [relation for _, relation, _ in found],
        "directed": [directed for _, _, directed in found],
        "strength": [strength(cell.value) for cell, _, _ in found],
    }
    headers = list(sheet.frame.columns)
    return plain_sheet(sheet, "ties", made, headers, positions=[cell.place for cell, _, _ in found])
