"""JSON files: every list of records becomes a sheet, with keys as columns and numbers as written.

Kumu's blueprint becomes the sheets elements and connections, and Polinode's network the sheets nodes and edges; the
translators of those formats convert them. Keys inside "attributes" and "data" become columns of the record itself.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ecosystem.collect import limits
from ecosystem.collect.formats.shape import LIST_SEPARATOR
from ecosystem.collect.formats.text_of import text_of
from ecosystem.collect.frames import build_sheet, filled_rows
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import JSON, Issue, Sheet, SheetOrigin
from ecosystem.errors import SourceError
from ecosystem.text import joined, whole

IS_DIRECTED = "isDirected"  # a property of the whole network in Polinode
DEEPEST = 20  # records of the supported formats are two levels deep
_LAID_OPEN = ("attributes", "data")
_WHOLE = "networkJSON"  # key of the network in Polinode's API, as an object or as a text


def is_json(sheet: Sheet) -> bool:
    """Return whether a sheet is a list from a JSON file."""
    return sheet.origin.kind == JSON


def read_json(data: bytes, source: str) -> tuple[Sheet, ...]:
    """Return the lists of records in a JSON file as sheets, rows numbered from 1 by position in the list.

    Raises SourceError if the bytes are not JSON, or contain no list of records.
    """
    document = _parsed(text_of(data, source), source)
    directed = document.get(IS_DIRECTED) if isinstance(document, dict) else None
    document, outside = _unwrapped(document, source)
    if isinstance(document, dict) and directed is None:
        directed = document.get(IS_DIRECTED)
    lists = document if isinstance(document, dict) else {"list": document}
    sheets = [
        _sheet(records, SheetOrigin(source, whole(name), JSON), directed)
        for name, records in lists.items()
        if isinstance(records, list) and any(isinstance(record, dict) and record for record in records)
    ]
    if not sheets:
        raise SourceError(
            f"{source}: this JSON file has no list of records, such as elements and connections or nodes and edges. "
            "Export the map as a JSON blueprint, or as a spreadsheet."
        )
    read = {sheet.name for sheet in sheets}
    other = [
        *outside,
        *(name for name, content in lists.items() if whole(name) not in read and content not in (None, [], {})),
    ]
    other = [name for name in other if name != IS_DIRECTED]
    if other:
        sheets[0] = replace(sheets[0], issues=(*sheets[0].issues, _not_a_list(source, other)))
    return tuple(sheets)


def _parsed(text: str, source: str) -> Any:
    """Return the JSON document as objects and lists, with numbers as the text written."""
    if text.count("{") + text.count("[") > limits.MOST_JSON_RECORDS:
        raise SourceError(
            f"{source}: this JSON file holds more than {limits.MOST_JSON_RECORDS:,} objects and lists, the most this "
            "tool reads. Export only the network itself, or export it as a spreadsheet."
        )
    limits.check_foreseen(source, 0, text.count(","))
    try:
        document = json.loads(text, parse_int=str, parse_float=str, parse_constant=lambda _: "")
    except RecursionError:
        raise _too_deep(source) from None
    except ValueError as error:
        where = f" in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise SourceError(f"{source}: this is not a JSON file that can be read{where}. Export it anew.") from None
    _check_depth(document, source)
    return document


def _check_depth(document: Any, source: str) -> None:
    """Raise SourceError if the JSON is nested more deeply than any network format."""
    level = [document]
    for _ in range(DEEPEST):
        level = [child for value in level for child in _children(value)]
        if not level:
            return
    raise _too_deep(source)


def _too_deep(source: str) -> SourceError:
    return SourceError(f"{source}: this JSON file nests more than {DEEPEST} levels. Export the map as a spreadsheet.")


def _children(value: Any) -> list[Any]:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [child for child in inside if isinstance(child, dict | list)]


def _unwrapped(document: Any, source: str) -> tuple[Any, list[str]]:
    """Return the network inside a response of Polinode's API, and the names of the other keys."""
    if not isinstance(document, dict) or _WHOLE not in document:
        return document, []
    inside = document[_WHOLE]
    if isinstance(inside, str):
        inside = _parsed(inside, source)
    return inside, [name for name in document if name != _WHOLE]


def _sheet(records: list[Any], origin: SheetOrigin, directed: Any) -> Sheet:
    source = str(origin)
    known: dict[str, str] = {}
    rows = [
        (place, _cells_by_header(record, known, source))
        for place, record in enumerate(records, start=1)
        if isinstance(record, dict)
    ]
    headers = list(known)
    limits.count(source, rows=len(rows), cells=len(rows) * len(headers))
    cells = [(0, headers), *((place, [record.get(header, "") for header in headers]) for place, record in rows)]
    others = [place for place, record in enumerate(records, start=1) if not isinstance(record, dict)]
    issues = [_no_record(source, place) for place in others]
    if directed is not None and {"source", "target"} <= set(headers) and IS_DIRECTED not in headers:
        cells = [(place, [*row, IS_DIRECTED if not place else _text(directed)]) for place, row in cells]
    sheet = build_sheet(filled_rows(cells), origin, origin.part, issues=issues)
    sheet.frame.index.name = "row"
    return sheet


def _cells_by_header(record: dict[str, Any], known: dict[str, str], source: str) -> dict[str, str]:
    """Return header -> text of a record; strings of ``known`` headers are shared, as keys repeat in every record."""
    cells = {}
    for header, text in _laid_open(record):
        if header not in known:
            limits.count(source, texts=[header])
            if len(known) == limits.MOST_COLUMNS:
                raise SourceError(
                    f"{source}: records with more than {limits.MOST_COLUMNS} different keys are more than this tool "
                    "reads. Keep the keys that belong to the map, and export it again."
                )
        cells[known.setdefault(header, header)] = text
    limits.count(source, texts=tuple(cells.values()))
    return cells


def _laid_open(record: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield key and text of everything in a record; a key inside another is "outer.inner"."""
    for name, value in record.items():
        if isinstance(value, dict):
            outer = "" if name in _LAID_OPEN and not before else f"{before}{name}."
            for inner, text in _laid_open(value, outer):
                yield (inner if inner not in record or outer else f"{name}.{inner}"), text
        else:
            yield whole(f"{before}{name}"), _text(value)


def _text(value: Any) -> str:
    """Return a value as one cell: true and false as words, lists joined by |, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(part, dict | list) for part in value):
        return LIST_SEPARATOR.join(text for part in value if (text := _text(part)))
    return whole(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _no_record(source: str, place: int) -> Issue:
    return issue("no record", source=source, row=place, entry=place)


def _not_a_list(source: str, names: list[str]) -> Issue:
    return issue("not a list of records", source=source, parts=joined((whole(name)[:40] for name in names), most=10))
