"""Kumu: a workbook, CSV files or a JSON blueprint of elements and connections.

The layout follows Kumu's import guide. The JSON of a whole project, with fields under "attributes" and types called
"element type" and "connection type", is not confirmed by a source. The plain reader is used unless the sheets have
features specific to Kumu: ids, several targets in one cell, a column Direction, one sheet for both tables, repeated
rows, a Location, or further sheets, which are side lists. Several targets in one cell are one only where more says
that it is a Kumu map, as From and To are anyone's headers and "|" is part of some names.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from ecosystem.collect.formats.shape import (
    LIST_SEPARATOR,
    Translation,
    by_id,
    column,
    ids_of_namesakes,
    key,
    keys,
    plain_sheet,
    texts,
    yes_or_no,
)
from ecosystem.collect.formats.side_lists import is_never_used
from ecosystem.collect.frames import distinct
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.text import fold

BLANK_ROWS = 2  # between the two tables of one sheet
_COORDINATES = re.compile(r"([-+]?\d{1,3}(?:\.\d+)?)\s*,\s*([-+]?\d{1,3}(?:\.\d+)?)")
_ELEMENT_TYPE = ("type", "element_type")
_NAME = ("label", "name", "organization", "organization_name", "organisation", "organisation_name")
_CONNECTION_TYPE = ("relation", "type", "connection_type")


def kumu(sheets: Sequence[Sheet]) -> Translation | None:
    """Return elements as organizations, connections as ties."""
    parts: list[Sheet] = []
    one_sheet_for_both = False
    for sheet in sheets:
        split = _split(sheet)
        one_sheet_for_both = one_sheet_for_both or len(split) > 1
        parts += split
    elements = [part for part in parts if _is_elements(part)]
    connections = [part for part in parts if _is_connections(part)]
    if not connections:
        return None
    listed_names = _listed_names(parts)
    merged = [_last_row_wins(part) for part in elements]
    repeated = any(len(new.frame) < len(old.frame) for new, old in zip(merged, elements, strict=True))
    needs_more = (
        any(column(part, "id", "location") for part in elements)
        or any(column(part, "direction") for part in connections)
        or _has_several_targets(elements, connections, listed_names)
        or (bool(elements) and len(sheets) > len(elements) + len(connections) and bool(connections[0].origin.part))
    )
    if not (needs_more or repeated or one_sheet_for_both):
        return None
    listed = [_organizations(part) for part in merged]
    ids = {cell for part in merged for cell in texts(part, column(part, "id"))}
    ties = [_ties(part, ids, listed_names) for part in connections]
    used = dict.fromkeys(part.source for part in (*elements, *connections))
    return Translation("a Kumu map", (*listed, *ties), tuple(used), whole=True)


def _listed_names(sheets: Sequence[Sheet]) -> set[str]:
    """Return the names in every list of organizations, also in one that is no list of Kumu's; folded."""
    return {fold(cell) for sheet in sheets for cell in texts(sheet, column(sheet, *_NAME))} - {""}


def _has_several_targets(elements: Sequence[Sheet], connections: Sequence[Sheet], names: set[str]) -> bool:
    """Return whether ends that are no listed name hold several targets, and the sheets or the list say so."""
    ends = {cell for part in connections for cell in texts(part, column(part, "to")) if LIST_SEPARATOR in cell}
    several = [_targets(cell) for cell in ends if fold(cell) not in names]
    if not several:
        return False
    named = any(fold(part.name) in ("elements", "connections") for part in (*elements, *connections))
    typed = any(column(part, *_ELEMENT_TYPE) for part in elements)
    return named or typed or all(fold(target) in names for targets in several for target in targets)


def _targets(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(LIST_SEPARATOR) if part.strip()]


def _starts(headers: Sequence[str], *wanted: str) -> bool:
    found = [key(header) for header in headers]
    return found[: len(wanted)] == list(wanted) or found[: len(wanted) + 1] == ["id", *wanted]


def _is_elements(sheet: Sheet) -> bool:
    if is_never_used(sheet):
        return False
    return _starts(list(sheet.frame.columns), "label") or (fold(sheet.name) == "elements" and "label" in keys(sheet))


def _is_connections(sheet: Sheet) -> bool:
    named = fold(sheet.name) == "connections" and {"from", "to"} <= set(keys(sheet))
    return named or _starts(list(sheet.frame.columns), "from", "to")


def _split(sheet: Sheet) -> list[Sheet]:
    """Return the two tables of one sheet, separated by blank rows; the sheet alone if it is one table."""
    if not (_is_elements(sheet) or _is_connections(sheet)):
        return [sheet]
    rows = sheet.frame.index.tolist()
    for place in range(1, len(rows)):
        if rows[place] - rows[place - 1] <= BLANK_ROWS:
            continue
        cells = [cell.strip() for cell in sheet.frame.iloc[place]]
        below_are_ties = _starts(cells, "from", "to") and _is_elements(sheet)
        if not below_are_ties and not (_starts(cells, "label") and _is_connections(sheet)):
            continue
        first, second = sheet.frame.iloc[:place], sheet.frame.iloc[place + 1 :]
        filled = [i for i, cell in enumerate(cells) if cell or (second.iloc[:, i] != "").any()]
        second = second.iloc[:, filled]
        second.columns = pd.Index(distinct(cells[i] or sheet.frame.columns[i] for i in filled), dtype="str")
        first = first.loc[:, [not header.startswith("column ") or (first[header] != "").any() for header in first]]
        upper, lower = ("elements", "connections") if below_are_ties else ("connections", "elements")
        return [replace(sheet, name=upper, frame=first), replace(sheet, name=lower, frame=second, issues=())]
    return [sheet]


def _last_row_wins(sheet: Sheet) -> Sheet:
    """Return the elements with rows of one id (else of one label and type) merged: later cells replace earlier ones."""
    ids, labels = texts(sheet, column(sheet, "id")), texts(sheet, column(sheet, "label"))
    types = texts(sheet, column(sheet, *_ELEMENT_TYPE))
    last: dict[tuple[str, ...], int] = {}
    records: dict[int, dict[str, str]] = {}
    doubts = []
    for place, (row, record) in enumerate(zip(sheet.frame.index, sheet.frame.to_dict("records"), strict=True)):
        if not ids[place] and not labels[place]:
            records[place] = record
            continue
        identity = (ids[place],) if ids[place] else (fold(labels[place]), fold(types[place]))
        if identity in last:
            doubts.append(_said_again(sheet, last[identity], row))
            said = records.pop(last[identity])
            records[place] = said | {header: cell for header, cell in record.items() if cell}
        else:
            records[place] = record
        last[identity] = place
    index = sheet.frame.index[list(records)]
    frame = pd.DataFrame(list(records.values()), index=index, columns=sheet.frame.columns, dtype="str")
    return replace(sheet, frame=frame, issues=(*sheet.issues, *doubts))


def _said_again(sheet: Sheet, earlier: int, row: int) -> Issue:
    first = int(sheet.frame.index[earlier])
    return issue("element said again", source=sheet.source, row=first, first=first, later=row)


def _organizations(sheet: Sheet) -> Sheet:
    used = {
        "organization_id": column(sheet, "id"),
        "name": column(sheet, "label"),
        "sector": None if column(sheet, "sector") else column(sheet, *_ELEMENT_TYPE),
    }
    made: dict[str, Sequence[str] | None] = {ours: texts(sheet, header) for ours, header in used.items()}
    types = texts(sheet, column(sheet, *_ELEMENT_TYPE))
    if used["organization_id"] is None:
        made["organization_id"] = ids_of_namesakes(texts(sheet, used["name"]), types)
    location = column(sheet, "location")
    if location is not None and not {"latitude", "longitude", "address"} & set(keys(sheet)):
        places = [_place(text) for text in texts(sheet, location)]
        made |= {part: [place[i] for place in places] for i, part in enumerate(("address", "latitude", "longitude"))}
        used["location"] = location
    return plain_sheet(sheet, "organizations", made, used.values())


def _place(text: str) -> tuple[str, str, str]:
    """Return address, latitude and longitude of a Location: "lat, lon" or an address."""
    found = _COORDINATES.fullmatch(text)
    if found and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180:
        return "", found[1], found[2]
    return text, "", ""


def _ties(sheet: Sheet, ids: set[str], names: set[str]) -> Sheet:
    """Return one tie for each target of a connection, with the row number of the connection."""
    start, end = column(sheet, "from"), column(sheet, "to")
    relation, direction = column(sheet, *_CONNECTION_TYPE), column(sheet, "direction", "directed")
    positions, targets = [], []
    for place, cell in enumerate(texts(sheet, end)):
        whole = cell in ids or fold(cell) in names
        several = [cell] if whole else _targets(cell)
        for target in several or [cell]:
            positions.append(place)
            targets.append(target)
    starts = texts(sheet, start)
    source_ids, sources = by_id([starts[place] for place in positions], ids)
    target_ids, target_names = by_id(targets, ids)
    relations, directions = texts(sheet, relation), texts(sheet, direction)
    made = {
        "source_id": source_ids,
        "source": sources,
        "target_id": target_ids,
        "target": target_names,
        "relation": [relations[place] for place in positions],
        "directed": [yes_or_no(directions[place]) for place in positions],
    }
    return plain_sheet(sheet, "ties", made, (start, end, relation, direction), positions=positions)
