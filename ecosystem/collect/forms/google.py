"""Google Forms exports. The other tools' exports are brought into this form, so nothing is flattened here.

Headers and grids follow the documentation; the words for "Timestamp" in other languages are not confirmed by a source.
"""

from collections.abc import Iterator
from typing import Any

from ecosystem.collect.forms.shape import AnswerColumn, columns_of, read_as, rebuilt
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.text import fold, joined

TIMESTAMPS = (
    *("Timestamp", "Zeitstempel", "Marca temporal", "Horodateur", "Carimbo de data/hora", "Informazioni cronologiche"),
    *("Tijdstempel", "Tidsstämpel", "Tidsstempel", "Tidsstempling", "Sygnatura czasowa", "Aikaleima", "Időbélyeg"),
    *("Časová značka", "Отметка времени", "Позначка часу", "Zaman damgası", "タイムスタンプ", "타임스탬프", "时间戳记"),
)
SHORTEST_RUN = 2  # rows before and after: a single one may be a question that nobody answered


def recognises(sheet: Sheet) -> bool:
    """Return whether the first column is the time stamp, in one of the known languages."""
    return len(sheet.frame.columns) > 1 and fold(sheet.frame.columns[0]) in map(fold, TIMESTAMPS)


def flat(sheet: Sheet) -> Sheet:
    """Return the same cells, with an issue for each place where an edited question seems to have left two columns."""
    columns = columns_of(sheet)
    rows = [int(row) for row in sheet.frame.index]
    doubts = [*_second_columns(sheet, columns), *_continued(sheet, columns[1:], rows)]
    if fold(columns[0].header) != fold("Timestamp"):
        doubts.insert(0, read_as(sheet, "Google Forms", "translated", columns[0].header))
        columns[0].header = "Timestamp"
    return rebuilt(sheet, columns, rows, doubts) if doubts else sheet


def _second_columns(sheet: Sheet, columns: list[AnswerColumn]) -> Iterator[Issue]:
    headers = {column.header for column in columns}
    for column in columns:
        first = column.header.removesuffix(" (2)")
        if first != column.header and first in headers:
            said: dict[str, Any] = {"column": column.header, "header": first}
            yield issue("question edited on the way", "two_columns", source=sheet.source, **said)


def _continued(sheet: Sheet, columns: list[AnswerColumn], rows: list[int]) -> Iterator[Issue]:
    """Yield one issue for each row where some columns end and others, empty before, begin."""
    ended: dict[int, list[str]] = {}
    for column in columns:
        until = sum(map(bool, column.cells))
        if all(column.cells[:until]) and SHORTEST_RUN <= until <= len(rows) - SHORTEST_RUN:
            ended.setdefault(until, []).append(column.header)
    for start, earlier in ended.items():
        later = [c.header for c in columns if all(c.cells[start:]) and not any(c.cells[:start])]
        if later:
            said: dict[str, Any] = {"first": rows[start], "later": _quoted(later), "earlier": _quoted(earlier)}
            yield issue("question edited on the way", "continued", source=sheet.source, column=later[0], **said)


def _quoted(headers: list[str]) -> str:
    return joined((f'"{header}"' for header in headers), most=2)
