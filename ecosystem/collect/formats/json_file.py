"""JSON files: every list of records becomes a sheet, with keys as columns and numbers as written.

A network becomes the sheets nodes and edges, and Kumu's blueprint the sheets elements and connections; the translators
of those formats convert them. Keys inside "attributes" and "data" become columns of the record itself.
"""

import json
from dataclasses import replace
from typing import Any

from ecosystem.collect import limits
from ecosystem.collect.formats.json_network import EDGES, IS_DIRECTED, network_in
from ecosystem.collect.formats.record_sheets import records_sheet
from ecosystem.collect.formats.text_of import text_of
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import JSON, Issue, Sheet, SheetOrigin
from ecosystem.errors import SourceError
from ecosystem.text import joined, whole

DEEPEST = 20  # records of the supported formats are two levels deep
NETWORK_AS_TEXT = "networkJSON"  # key of the network in Polinode's API, as an object or as a text


def is_json(sheet: Sheet) -> bool:
    """Return whether a sheet is a list from a JSON file."""
    return sheet.origin.kind == JSON


def read_json(data: bytes, source: str) -> tuple[Sheet, ...]:
    """Return the lists of records in a JSON file as sheets, rows numbered from 1 by position in the list.

    Raises SourceError if the bytes are not JSON, or contain no list of records.
    """
    document = _parsed(text_of(data, source), source)
    document, outside = _unwrapped(document, source)
    network = network_in(document, outside)
    if network:
        lists = network.lists
        outside = {}
    else:
        lists = document if isinstance(document, dict) else {"list": document}
    also = (IS_DIRECTED, network.directed) if network and network.directed else None
    sheets = [
        records_sheet(records, SheetOrigin(source, whole(name), JSON), also=also if name == EDGES else None)
        for name, records in lists.items()
        if isinstance(records, list) and any(isinstance(record, dict) and record for record in records)
    ]
    if not sheets:
        raise SourceError(
            f"{source}: this JSON file has no list of records, such as elements and connections or nodes and edges. "
            "Export the map as a JSON blueprint, or as a spreadsheet."
        )
    held = {sheet.name for sheet in sheets}
    other = [
        *outside,
        *(name for name, content in lists.items() if whole(name) not in held and content not in (None, [], {})),
    ]
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


def _unwrapped(document: Any, source: str) -> tuple[Any, dict[str, Any]]:
    """Return the network inside a response of Polinode's API, and what stands around it."""
    if not isinstance(document, dict) or NETWORK_AS_TEXT not in document:
        return document, {}
    inside = document[NETWORK_AS_TEXT]
    if isinstance(inside, str):
        inside = _parsed(inside, source)
    return inside, {name: part for name, part in document.items() if name != NETWORK_AS_TEXT}


def _not_a_list(source: str, names: list[str]) -> Issue:
    return issue("not a list of records", source=source, parts=joined((whole(name)[:40] for name in names), most=10))
