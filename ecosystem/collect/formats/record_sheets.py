"""Conversion of lists of records, from JSON and from graph files, to sheets of text: keys become columns."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ecosystem.collect import limits
from ecosystem.collect.formats.shape import LIST_SEPARATOR
from ecosystem.collect.frames import build_sheet, filled_rows
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Issue, Sheet, SheetOrigin
from ecosystem.errors import SourceError
from ecosystem.text import whole

LAID_OPEN = ("attributes", "data", "metadata")  # keys whose records hold the fields of the record around them


def records_sheet(
    records: Sequence[Any], origin: SheetOrigin, *, also: tuple[str, str] | None = None, issues: Sequence[Issue] = ()
) -> Sheet:
    """Return a list of records as a sheet, rows numbered from 1 by position; entries that are no records are reported.

    ``also`` is a header and a text that every row gets, unless the records have that header.
    """
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
    doubts = [issue("no record", source=source, row=place, entry=place) for place in others]
    if also and also[0] not in known:
        cells = [(place, [*row, also[1] if place else also[0]]) for place, row in cells]
    sheet = build_sheet(filled_rows(cells), origin, origin.part, issues=(*issues, *doubts))
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
            outer = "" if name in LAID_OPEN and not before else f"{before}{name}."
            for inner, text in _laid_open(value, outer):
                yield (inner if inner not in record or outer else f"{name}.{inner}"), text
        elif isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
            yield from _laid_open(value[0], f"{before}{name}.0.")
        else:
            yield whole(f"{before}{name}"), text_in(value)


def text_in(value: Any) -> str:
    """Return a value as one cell: true and false as words, lists joined by |, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(part, dict | list) for part in value):
        return LIST_SEPARATOR.join(text for part in value if (text := text_in(part)))
    return whole(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
