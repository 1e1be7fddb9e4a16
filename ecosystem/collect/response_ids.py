"""The ids that form tools give to answers, kept beside a sheet whose own columns of the tool are left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ecosystem.collect.sheet import Sheet
from ecosystem.text import fold

# Folded, the surest first. "id" is that of Microsoft Forms, of LimeSurvey, and of many lists of organizations.
_HEADERS = (
    *("response id", "responseid", "recordid", "respondent id", "submission id", "response number", "entry id"),
    *("uuid", "meta instanceid", "instanceid", "key", "answer id", "#", "id"),
)
_ENOUGH = 0.9  # share of rows that have an id


def response_ids(sheet: Sheet) -> Mapping[int, str]:
    """Return row -> id of its answer, by the tool's own column; nothing where no column holds ids, all different."""
    folded = {fold(header): header for header in reversed(list(sheet.frame.columns))}
    for name in _HEADERS:
        if name in folded:
            cells = sheet.frame[folded[name]].str.strip()
            held = cells[cells != ""]
            if len(held) and held.is_unique and len(held) >= _ENOUGH * len(cells) - 2:  # below a header: more headers
                return {int(row): cell for row, cell in held.items()}
    return {}


def with_ids(read: Iterable[Sheet], given: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets with the ids that the sheets they were made of, ``given``, hold; rows keep their numbers."""
    ids = {sheet.origin: response_ids(sheet) for sheet in given}
    return [replace(sheet, ids=ids.get(replace(sheet.origin, tables=()), {})) for sheet in read]
