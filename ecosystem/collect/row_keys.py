"""What tells which answer or row is which, in two versions of one sheet: the tool's id, the time, the organization."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ecosystem.collect.forms.repeats import MOMENTS
from ecosystem.collect.instruments import recognise, shipped_instruments
from ecosystem.collect.people_columns import people_columns
from ecosystem.collect.recipes import Recipe
from ecosystem.collect.response_ids import response_ids
from ecosystem.collect.sheet import Sheet
from ecosystem.schema import ORGANIZATIONS, SITE
from ecosystem.text import fold, tidy, unaccented

_NAMES = frozenset(fold(n.replace("_", " ")) for c in ORGANIZATIONS.only("name") for n in (c.name, *c.aka))
_CITIES = frozenset(fold(name) for name in (SITE.name, *SITE.aka))
_ASKS_FOR_THE_NAME = re.compile(
    r"\b(?:your|name of (?:the|your)|which|nombre de (?:la|su)|tu|su|ihre[rs]?|name der|nom de (?:l|votre)|votre)\b.*"
    r"\b(?:organi[sz]ation|organizacion|agency|group)\b(?!s)"
)
_SOURCES, _TARGETS = frozenset({"source", "from", "ego", "sender"}), frozenset({"target", "to", "alter", "receiver"})
_TIMES = frozenset(map(fold, MOMENTS)) | {"start date", "end date", "date submitted", "startdate", "enddate"}


@dataclass(frozen=True)
class Keys:
    """What identifies the rows of one sheet, each by row number; a row without an entry has no such key."""

    ids: Mapping[int, str]
    times: Mapping[int, str]
    names: Mapping[int, str]  # folded: the organization and its city, or both ends of a tie
    shown: Mapping[int, str]  # the organization, or both ends, as written
    answers: bool  # answers to a form; otherwise rows of a list

    def moment(self, row: int) -> tuple[str, str] | None:
        """Return time and organization of a row; None unless it has both."""
        return (self.times[row], self.names[row]) if row in self.times and row in self.names else None


def keys_of(sheet: Sheet, recipe: Recipe | None = None) -> Keys:
    """Return the keys of a sheet's rows; a column setup says which column is the organization's, if there is one."""
    ids = sheet.ids or response_ids(sheet)
    headers = [header for header in sheet.frame.columns if header not in people_columns(sheet)]
    folded = {unaccented(fold(header)): header for header in reversed(headers)}
    ends = [next((folded[key] for key in folded if key in of), "") for of in (_SOURCES, _TARGETS)]
    match = recognise(headers, shipped_instruments())
    stamps = _TIMES | {unaccented(fold(header)) for header in shipped_instruments()[0].timestamp_headers}
    time = next((folded[key] for key in folded if key in stamps), "")
    if all(ends):
        parts, shown = ends, ends
    else:
        organization = _organization(sheet, headers, folded, recipe)
        shown = [organization] if organization else []
        parts = [*shown, *(folded[key] for key in folded if shown and key in _CITIES)]
    rows = sheet.frame.index.tolist()
    cells = {header: sheet.frame[header].tolist() for header in {*parts, *shown, *([time] if time else [])}}
    written = [[tidy(cells[header][at]) for header in shown] for at in range(len(rows))]
    identified = [" | ".join(fold(cells[header][at]) for header in parts) for at in range(len(rows))]
    return Keys(
        ids,
        {row: cell for row, cell in zip(rows, cells[time], strict=True) if cell} if time else {},
        {row: name for row, name, each in zip(rows, identified, written, strict=True) if any(each)},
        {row: " – ".join(each) for row, each in zip(rows, written, strict=True) if any(each)},
        bool(time or match or any(_of_a_form(found.reason) for found in sheet.issues)),
    )


def _of_a_form(reason: str) -> bool:
    return reason.startswith("read as a ") and reason.endswith(" export")


def _organization(sheet: Sheet, headers: list[str], folded: Mapping[str, str], recipe: Recipe | None) -> str:
    """Return the header of the column that names the organization; "" if none is known to."""
    decided = recipe.for_sheet(sheet) if recipe else None
    for column in decided.column if decided else ():
        if column.becomes in ("organization", "name") and column.header in headers:
            return column.header
    if match := recognise(headers, shipped_instruments()):
        named = {question.id for question in match.instrument.name_questions}
        return next((u.header for u in match.columns if u.question and u.question.id in named and not u.twin), "")
    listed = next((folded[key] for key in folded if key in _NAMES), "")
    return listed or next((folded[key] for key in folded if _ASKS_FOR_THE_NAME.search(key)), "")
