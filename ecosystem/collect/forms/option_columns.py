"""Exports with one column for each option of a question, whose cells repeat the option: Typeform, and others' CSV.

The question's text is not in such an export. Columns side by side whose filled cells all equal their own header become
one list under the header ``TICKED``, with an issue that names the options and asks what they mean. The layout is that
of Typeform's CSV; its other columns are known by their headers.
"""

from collections.abc import Sequence

from ecosystem.collect.forms.shape import LIST_SEPARATOR, AnswerColumn, as_list, columns_of, left_out, rebuilt
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Sheet
from ecosystem.text import fold, joined

TICKED = "Ticked options"
MOMENTS = ("submit date utc", "submit date", "date submitted", "submission date")
_TECHNICAL = frozenset(  # folded headers of the tool's own columns
    {"#", "network id", "response id", "submission id", "response type", "start date utc", "stage date utc", "tags"}
    | {"ending", "ip address", "score"}
)
_FEWEST = 2  # options of a question
_OTHER = ("other", "otro", "otra", "andere", "autre", "outro", "altro")


def recognises(sheet: Sheet) -> bool:
    """Return whether columns side by side repeat their own headers, in a sheet that has other columns too."""
    return bool(_runs(columns_of(sheet)))


def flat(sheet: Sheet) -> Sheet:
    """Return the sheet with each run of such columns as one list, and without the tool's own columns."""
    columns = columns_of(sheet)
    made: dict[int, AnswerColumn] = {}
    gone: set[int] = set()
    issues = []
    for start, end in _runs(columns):
        options = columns[start:end]
        other = columns[end] if end < len(columns) and _is_other(columns[end].header) else None
        parts = [*options, *([other] if other else [])]
        cells = [
            as_list(filter(None, (cell.strip() for cell in row))) for row in zip(*(c.cells for c in parts), strict=True)
        ]
        made[start] = AnswerColumn(TICKED, cells)
        gone |= set(range(start, start + len(parts)))
        options_said = joined(f"“{c.header}”" for c in options)
        issues.append(issue("one column per option", source=sheet.source, count=len(parts), options=options_said))
    kept = [made.get(place, column) for place, column in enumerate(columns) if place in made or place not in gone]
    moment = next((c for name in MOMENTS for c in kept if fold(c.header) == name), None)
    if moment is not None and not any(fold(c.header) == "timestamp" for c in kept):
        moment.header = "Timestamp"
    own = [c.header for c in kept if fold(c.header) in _TECHNICAL]
    kept, left = left_out(sheet, kept, own if moment is not None or len(own) > 1 else [])
    return rebuilt(sheet, kept, sheet.frame.index, [*issues, *left])


def _runs(columns: Sequence[AnswerColumn]) -> list[tuple[int, int]]:
    """Return start and end of each run of ticked options; a column that nobody ticked may stand within one."""
    fits = [_repeats_its_header(column) for column in columns]
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(columns):
        end = start
        while end < len(columns) and (fits[end] or (end > start and not columns[end].filled)):
            end += 1
        while end > start and not fits[end - 1]:
            end -= 1
        if sum(fits[start:end]) >= _FEWEST and end - start < len(columns):
            found.append((start, end))
        start = max(end, start + 1)
    return found


def _repeats_its_header(column: AnswerColumn) -> bool:
    header = fold(column.header)
    filled = {cell for cell in column.cells if cell.strip()}
    plain = LIST_SEPARATOR not in column.header and not header.isdecimal() and not _agrees(header)
    return plain and bool(filled) and len(filled) <= _FEWEST and all(fold(cell) == header for cell in filled)


def _agrees(folded: str) -> bool:
    """Return whether an option gives consent, which stays a question of its own."""
    return folded.startswith(("i ", "we ", "yes", "no ", "acepto", "ich ", "wir ", "j ")) or "consent" in folded


def _is_other(header: str) -> bool:
    return fold(header).split(" ")[0] in _OTHER
