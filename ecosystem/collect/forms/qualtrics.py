"""Qualtrics exports: three header rows (ids, texts, ImportId), converted to one row of questions.

The layout is not confirmed by a document; the tests build the file. A question in several columns has ids ``Q5_1``,
``Q5_2`` and the texts "Question - Row"; check boxes have "Question - Selected Choice - Option", and text under "Other"
is ``Q5_6_TEXT`` with the text "Question - Other - Text".
"""

import re

from ecosystem.collect.forms.families import Part, settle
from ecosystem.collect.forms.shape import AnswerColumn, columns_of, left_out, read_as, rebuilt
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.text import fold

SYSTEM = {  # id -> text, as written by the tool, folded
    "startdate": "start date",
    "enddate": "end date",
    "status": "response type",
    "progress": "progress",
    "durationinseconds": "duration in seconds",
    "finished": "finished",
    "recordeddate": "recorded date",
    "responseid": "response id",
    "ipaddress": "ip address",
    "recipientlastname": "recipient last name",
    "recipientfirstname": "recipient first name",
    "recipientemail": "recipient email",
    "externalreference": "external data reference",
    "locationlatitude": "location latitude",
    "locationlongitude": "location longitude",
    "distributionchannel": "distribution channel",
    "userlanguage": "user language",
}
MOMENT = "recordeddate"
PREVIEW = frozenset({"survey preview", "1"})
TICKED = frozenset({"1"})
SELECTED = re.compile(r" - Selected Choice(?= - |$)")
_FAMILY = re.compile(r"(?P<root>.*?)(?P<member>(?:_\d+)+)?(?P<text>_TEXT)?")
_BETWEEN = " - "


def recognises(sheet: Sheet) -> bool:
    """Return whether the second row holds ImportIds, or the first the texts of at least two system columns."""
    if len(sheet.frame) >= 2 and _are_import_ids(sheet.frame.iloc[1].tolist()):
        return True
    if sheet.frame.empty:
        return False
    first = zip(sheet.frame.columns, sheet.frame.iloc[0], strict=True)
    return sum(SYSTEM.get(_id(header)) == fold(text) for header, text in first) >= 2


def flat(sheet: Sheet) -> Sheet:
    """Return the sheet with the question texts as headers; answers keep the spreadsheet's row numbers, from 4 on."""
    texts = dict(zip(sheet.frame.columns, sheet.frame.iloc[0], strict=True))
    heads = 2 if len(sheet.frame) >= 2 and _are_import_ids(sheet.frame.iloc[1].tolist()) else 1
    columns = columns_of(sheet, without_rows=heads)
    system = [column for column in columns if _id(column.header) in SYSTEM]
    rows = [int(row) for row in sheet.frame.index[heads:]]
    previews = _previews(sheet, system, rows)
    for column in system:
        column.header = "Timestamp" if _id(column.header) == MOMENT else column.header
    asked = [column for column in columns if column not in system]
    technical = [column.header for column in system if column.header != "Timestamp"]
    kept, issues = left_out(sheet, [*system, *_answers(asked, texts)], technical)
    how = "three_rows" if heads == 2 else "two_rows"
    return rebuilt(sheet, kept, rows, [read_as(sheet, "Qualtrics", how), *issues, *previews])


def _id(header: str) -> str:
    """Return a system column's id: "Duration (in seconds)" and "duration_in_seconds" are the same."""
    return fold(header).replace(" ", "")


def _are_import_ids(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(cell.replace(" ", "").startswith('{"ImportId"') for cell in filled)


def _answers(columns: list[AnswerColumn], texts: dict[str, str]) -> list[AnswerColumn]:
    """Return the questions in the order of their first columns."""
    families: dict[str, list[AnswerColumn]] = {}
    for column in columns:
        match = _FAMILY.fullmatch(column.header)
        families.setdefault(match["root"] if match else column.header, []).append(column)
    return [answer for members in families.values() for answer in _family(members, texts)]


def _family(members: list[AnswerColumn], texts: dict[str, str]) -> list[AnswerColumn]:
    """Return the columns of one question; texts without a common beginning are separate questions."""
    whole = [texts[column.header] or column.header for column in members]
    written = [column.header.endswith("_TEXT") for column in members]
    plain = [SELECTED.sub("", text) for text in whole]
    plain = [text.removesuffix(" - Text") if other else text for text, other in zip(plain, written, strict=True)]
    numbered = [_FAMILY.fullmatch(column.header) for column in members]
    stem = _stem(plain) if any(match and (match["member"] or match["text"]) for match in numbered) else ""
    if not stem:
        return [AnswerColumn(text, column.cells) for text, column in zip(plain, members, strict=True)]
    parts = [
        Part(text.removeprefix(stem).removeprefix(_BETWEEN), column.cells, other=other)
        for text, column, other in zip(plain, members, written, strict=True)
    ]
    ticks = TICKED if any(SELECTED.search(text) for text in whole) else frozenset()
    return settle(stem, parts, ticks)


def _stem(texts: list[str]) -> str:
    """Return the question that all texts begin with: one of them, or the text before " - "; "" if there is none."""
    if len(texts) == 1:
        return texts[0].rpartition(_BETWEEN)[0]
    shortest = min(texts, key=len)
    if all(text == shortest or text.startswith(shortest + _BETWEEN) for text in texts):
        return shortest
    first, last = min(texts), max(texts)  # a prefix of the least and the greatest text is common to all
    shared = next((place for place, sign in enumerate(first) if last[place] != sign), len(first))
    return first[:shared].rpartition(_BETWEEN)[0]


def _previews(sheet: Sheet, system: list[AnswerColumn], rows: list[int]) -> list[Issue]:
    """Return an issue for each row that was entered in the survey's preview."""
    status = next((column.cells for column in system if _id(column.header) == "status"), [])
    return [
        issue("looks like a test", "preview", source=sheet.source, row=row)
        for row, cell in zip(rows, status, strict=False)
        if fold(cell) in PREVIEW
    ]
