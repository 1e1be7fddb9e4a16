"""NodeXL: sheets Edges (Vertex 1, Vertex 2) and Vertices (Vertex), with headers in row 1 or row 2.

Sheet and column names follow NodeXL's own pages; headings of column groups in row 1 above the headers in row 2 are not
confirmed by a source. Whether the network is directed is a setting outside these sheets, so it is left unknown.
"""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from ecosystem.collect.formats.shape import Translation, by_id, column, key, keys, plain_sheet, texts
from ecosystem.collect.frames import distinct
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Sheet
from ecosystem.text import fold

_HEADER_WITHIN = 2  # rows below the first
_WEIGHT = ("strength", "edge_weight", "weight")


def nodexl(sheets: Sequence[Sheet]) -> Translation | None:
    """Return vertices as organizations, edges as ties."""
    ends = {"vertex_1", "vertex_2"}
    edges = [found for sheet in sheets if (found := _headed(sheet, ends))]
    vertices = [found for s in sheets if fold(s.name) == "vertices" and (found := _headed(s, {"vertex"}))]
    headed_anew = any(not ends <= set(keys(sheet)) and _headed(sheet, ends) for sheet in sheets)
    if not edges or not (vertices or headed_anew):
        return None
    ids = {cell for sheet in vertices for cell in texts(sheet, column(sheet, "vertex"))}
    translated = (*map(_organizations, vertices), *(_ties(sheet, ids) for sheet in edges))
    return Translation("a NodeXL workbook", translated, tuple(s.source for s in (*vertices, *edges)), whole=True)


def _headed(sheet: Sheet, wanted: set[str]) -> Sheet | None:
    """Return the sheet with the header row that contains ``wanted``, from its first rows; None if there is none."""
    if wanted <= set(keys(sheet)):
        return sheet
    for place in range(min(_HEADER_WITHIN, len(sheet.frame))):
        cells = [cell.strip() for cell in sheet.frame.iloc[place]]
        if not wanted <= set(map(key, cells)):
            continue
        row = int(sheet.frame.index[place])
        labels = [cell or header for cell, header in zip(cells, sheet.frame.columns, strict=True)]
        frame = sheet.frame.iloc[place + 1 :].copy()
        frame.columns = pd.Index(distinct(labels), dtype="str")
        above = issue("above the header", "groups", source=sheet.source, row=row - 1, header_row=row)
        return replace(sheet, frame=frame, issues=(*sheet.issues, above))
    return None


def _organizations(sheet: Sheet) -> Sheet:
    vertex, label = column(sheet, "vertex"), column(sheet, "label")
    ids, labels = texts(sheet, vertex), texts(sheet, label)
    made = {"organization_id": ids, "name": [name or node for node, name in zip(ids, labels, strict=True)]}
    return plain_sheet(sheet, "organizations", made, (vertex, label))


def _ties(sheet: Sheet, ids: set[str]) -> Sheet:
    start, end, weight = column(sheet, "vertex_1"), column(sheet, "vertex_2"), column(sheet, *_WEIGHT)
    relation = column(sheet, "relation", "relationship")
    source_ids, sources = by_id(texts(sheet, start), ids)
    target_ids, targets = by_id(texts(sheet, end), ids)
    made = {
        "source_id": source_ids,
        "source": sources,
        "target_id": target_ids,
        "target": targets,
        "relation": texts(sheet, relation),
        "strength": texts(sheet, weight),
    }
    return plain_sheet(sheet, "ties", made, (start, end, weight, relation))
