"""Exports whose headers are codes of questions, with the texts beside them: LimeSurvey, SPSS and others.

LimeSurvey writes a header as code, text or both: ``G02Q02[SQ001]. How often do you meet: [City IT]``. Other tools put
the texts into the row below the codes. Either becomes ``Question [Row]``; a code without a text stays as it is.
"""

import re
from collections.abc import Iterable

from ecosystem.collect.forms.families import Part, settle
from ecosystem.collect.forms.shape import AnswerColumn, columns_of, left_out, read_as, rebuilt
from ecosystem.collect.person_headers import GRID
from ecosystem.collect.sheet import Sheet
from ecosystem.text import fold

CODE = re.compile(r"[A-Za-z]{1,6}\d{1,6}[A-Za-z]?(?:[_.]?\d+)*(?:_?\[\w+\])*(?:_\w{1,8})?|[A-Za-z]\w{0,20}(?:\[\w+\])+")
_CODED = re.compile(rf"(?P<code>{CODE.pattern}|[a-z]\w*)\.\s+(?P<text>\S.*)", re.DOTALL)
_HTML = re.compile(r"<[^<>]+>")
TECHNICAL = frozenset(  # LimeSurvey's own columns, by code or by text, folded
    {"id", "response id", "lastpage", "last page", "startlanguage", "start language", "seed", "startdate", "token"}
    | {"date started", "datestamp", "date last action", "ipaddr", "ip address", "refurl", "referrer url"}
)
MOMENTS = frozenset({"submitdate", "date submitted"})
_TICKED = frozenset({"Yes", "Y"})
_NOT_TICKED = frozenset({"No", "N", "N/A", ""})
_MOST = 0.6  # share of headers that are codes
_TOOL = "LimeSurvey"


def recognises(sheet: Sheet) -> bool:
    """Return whether headers are codes: beside LimeSurvey's own columns, or above a row of their texts."""
    return _of_lime_survey(sheet) or _labels_below(sheet)


def flat(sheet: Sheet) -> Sheet:
    """Return the sheet with the texts as headers and without the tool's columns; ticked options become one list."""
    below = _labels_below(sheet)
    texts = sheet.frame.iloc[0].tolist() if below else [_text(header) for header in sheet.frame.columns]
    columns = columns_of(sheet, without_rows=1 if below else 0)
    codes = [_code(column.header) for column in columns]
    for column, text in zip(columns, texts, strict=True):
        column.header = " ".join(_HTML.sub(" ", text).split()) or column.header
    lime = _of_lime_survey(sheet)
    moment = next((c for c, code in zip(columns, codes, strict=True) if lime and fold(code) in MOMENTS), None)
    moment = moment or next((column for column in columns if lime and fold(column.header) in MOMENTS), None)
    if moment is not None:
        moment.header = "Timestamp"
    own = [c for c, code in zip(columns, codes, strict=True) if lime and {fold(code), fold(c.header)} & TECHNICAL]
    kept, issues = left_out(sheet, columns, [column.header for column in own])
    how = "label_row" if below else ""
    said = read_as(sheet, _TOOL, how)
    return rebuilt(sheet, list(_ticked(kept)), sheet.frame.index[1 if below else 0 :], [said, *issues])


def _of_lime_survey(sheet: Sheet) -> bool:
    """Return whether the sheet has at least two of LimeSurvey's own columns, in any of its ways to write headers."""
    headers = [{fold(_code(header)), fold(_text(header))} for header in sheet.frame.columns]
    known = (TECHNICAL - {"id", "token", "ip address", "startdate", "seed"}) | MOMENTS
    marks = sum(bool(each & known) for each in headers)
    coded = sum(_CODED.fullmatch(header) is not None for header in sheet.frame.columns)
    return marks >= 2 or (marks >= 1 and (coded >= 2 or any("[SQ" in header for header in sheet.frame.columns)))


def _labels_below(sheet: Sheet) -> bool:
    """Return whether most headers are codes and the first row holds their texts, which no other row repeats."""
    if len(sheet.frame) < 2:
        return False
    coded = [header for header in sheet.frame.columns if CODE.fullmatch(header)]
    if len(coded) < 2 or len(coded) < _MOST * len(sheet.frame.columns):
        return False
    texts = [sheet.frame[header].iloc[0].strip() for header in coded]
    if not all(" " in text for text in texts) or len(set(texts)) < len(texts):
        return False
    if not any(text.endswith(("?", "]", ":")) for text in texts):
        return False
    return not any(text in set(sheet.frame[header].iloc[1:]) for header, text in zip(coded, texts, strict=True))


def _code(header: str) -> str:
    found = _CODED.fullmatch(header)
    return found["code"] if found else header


def _text(header: str) -> str:
    found = _CODED.fullmatch(header)
    return found["text"] if found else header


def _ticked(columns: list[AnswerColumn]) -> Iterable[AnswerColumn]:
    """Yield the columns; those of one question whose cells are only yes or no become one list of ticked options."""
    families: dict[str, list[AnswerColumn]] = {}
    for column in columns:
        found = GRID.match(column.header)
        families.setdefault(found["stem"].rstrip(": ") if found else "", []).append(column)
    lists = {}
    for question, members in families.items():
        cells = {cell for column in members if not _is_other(column) for cell in column.cells}
        if question and len(members) > 1 and cells <= _TICKED | _NOT_TICKED and cells & _TICKED:
            parts = [Part(_row(c), _only_ticks(c), other=_is_other(c)) for c in members]
            lists.update({id(members[0]): settle(question, parts, _TICKED)} | {id(c): [] for c in members[1:]})
    for column in columns:
        yield from lists.get(id(column), [column])


def _row(column: AnswerColumn) -> str:
    found = GRID.match(column.header)
    return found["row"].strip() if found else ""


def _is_other(column: AnswerColumn) -> bool:
    return fold(_row(column)) in ("other", "otro", "andere", "autre")


def _only_ticks(column: AnswerColumn) -> list[str]:
    return column.cells if _is_other(column) else [cell if cell in _TICKED else "" for cell in column.cells]
