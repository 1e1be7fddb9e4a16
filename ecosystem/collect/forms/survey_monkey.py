"""SurveyMonkey exports: two header rows, question above and answer option below, combined into one.

The layout is not confirmed by a document; the tests build the file. The text of a question in several columns is in
the first of them only; below it is "Response" or "Open-Ended Response" for a single answer, else the options or rows.
The cells below the tool's own columns (Respondent ID, Start Date ...) are empty.
"""

import re

from ecosystem.collect.forms.families import Part, settle
from ecosystem.collect.forms.shape import AnswerColumn, columns_of, left_out, read_as, rebuilt
from ecosystem.collect.sheet import Sheet
from ecosystem.text import fold

ONE_ANSWER = frozenset({"response", "open ended response"})
MARKS = frozenset({"respondent id", "collector id"})
MOMENT = "End Date"
TECHNICAL = MARKS | {"start date", "date modified", "date created", "custom data 1", "custom data"}
_UNNAMED = re.compile(r"column [A-Z]{1,3}")  # name given on reading to a column without a header
_SECOND = re.compile(r" \(\d+\)$")  # suffix given on reading to a repeated header


def recognises(sheet: Sheet) -> bool:
    """Return whether the row below the header contains "Response", and is empty below the tool's own columns."""
    if sheet.frame.empty:
        return False
    below = dict(zip(map(fold, sheet.frame.columns), sheet.frame.iloc[0], strict=True))
    own = [header for header in below if header in TECHNICAL or header == fold(MOMENT)]
    if any(below[header] for header in own):
        return False
    says = any(fold(text) in ONE_ANSWER for text in below.values())
    return (says and len(own) >= 2) or (below.keys() >= MARKS and any(below.values()))


def flat(sheet: Sheet) -> Sheet:
    """Return the sheet with one header row; its answers begin in the row after the options."""
    options = sheet.frame.iloc[0].tolist()
    read: list[AnswerColumn] = []
    for question, parts in _questions(columns_of(sheet, without_rows=1), options):
        read += settle(question, parts) if question else [AnswerColumn(part.header, part.cells) for part in parts]
    technical = [column.header for column in read if fold(column.header) in TECHNICAL]
    kept, issues = left_out(sheet, read, technical)
    for column in kept:
        if column.header == MOMENT:
            column.header = "Timestamp"
    return rebuilt(sheet, kept, sheet.frame.index[1:], [read_as(sheet, "SurveyMonkey", "two_rows"), *issues])


def _questions(columns: list[AnswerColumn], options: list[str]) -> list[tuple[str, list[Part]]]:
    """Return each question with its columns; a column with nothing below is alone, under the question ""."""
    headers = {column.header for column in columns}
    found: list[tuple[str, list[Part]]] = []
    for column, option in zip(columns, options, strict=True):
        unnamed = _UNNAMED.fullmatch(column.header) is not None
        if not option:
            found.append(("", [Part(column.header, column.cells)]))
            continue
        header = "" if fold(option) in ONE_ANSWER else option
        part = Part(header, column.cells, other=fold(header).startswith("other"))
        if unnamed and found and found[-1][0]:
            found[-1][1].append(part)
        else:
            first = _SECOND.sub("", column.header)
            found.append((first if first in headers else column.header, [part]))
    return found
