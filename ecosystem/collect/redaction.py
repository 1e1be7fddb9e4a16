"""E-mail addresses and phone numbers are taken out of all text before anybody else sees it; a mark stands there."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from ecosystem.collect.frames import distinct
from ecosystem.collect.sheet import Issue, Sheet

REMOVED = "[e-mail removed]"
PHONE_REMOVED = "[phone removed]"
NAME_REMOVED = "[name removed]"  # a person's; which names those are is known once tables are read
MARKS = (REMOVED, PHONE_REMOVED, NAME_REMOVED)
# The whole run of signs that an address can hold goes with the address in it: nothing of one can be left over. It
# begins only where a run begins, and is possessive (++): time stays proportional to the cell's length.
EMAIL = re.compile(r"(?<![\w.+%'@＠-])(?=[\w.+%'@＠-]*[\w.+%'-][@＠][\w-]+\.[\w-])[\w.+%'@＠-]++")
_DASH = r"\-\u2010-\u2015"
_NO_MORE = rf"(?![\w]|[{_DASH}./]\d|\s\d)"
_DIGITS = re.compile(r"\d(?:\D{0,3}\d){6}")  # fewer are no phone number
_PHONE = re.compile(
    rf"""
      (?P<address>(?:https?://|www\.)\S+)  # digits in it are nobody's
    | (?P<said>\b(?:(?:tele|cell|mobile\s)?phone|tel|call(?:\sor\stext)?|cell|mobile|fax|dial|whats\s?app|tel[eé]fono
        |m[oó]vil|celular|llam(?:ar|e|en|ar\sal)|telefon|handy|mobil|t[eé]l(?:[eé]phone)?|portable)\b[\s.:#]{{0,3}}
        (?:(?:numbers?|no|nr|us|me|him|her|them|at|is|on|n[uú]mero|al|unter|au)\b[\s.:#]{{0,3}}){{0,3}})
      (?P<number>[+]?\(?\d(?:[\s.()/{_DASH}]{{0,2}}\d){{6,14}}(?!\d))
    | (?<![\w.+/{_DASH}])(?<!\d\s)(?:\+?1[\s.{_DASH}]?)?(?:\([2-9]\d\d\)\s?|[2-9]\d\d[\s./{_DASH}])
      [2-9]\d\d[\s.{_DASH}]\d{{4}}(?:\s?(?:x|ext\.?)\s?\d{{1,5}})?{_NO_MORE}
    | (?<![\w.+/{_DASH}])\([2-9]\d\d\)[2-9]\d{{6}}(?!\d)
    | (?<![\w.+/{_DASH}])\+[1-9]\d{{0,2}}(?:[\s.()/{_DASH}]{{0,2}}\d){{7,12}}(?!\d)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NO_PHONE = re.compile(  # after a word such as "call": days, ranges of years, places in degrees
    rf"(?:19|20)\d\d\s?[{_DASH}./].*|\d{{1,2}}[{_DASH}./]\d{{1,2}}[{_DASH}./](?:19|20)\d\d.*|[+-]?\d{{1,3}}\.\d{{4,}}.*"
)


class Redacted(NamedTuple):
    """A text without what was taken out, and how much that was."""

    text: str
    emails: int
    phones: int


def redacted(text: str) -> Redacted:
    """``text`` with a mark in the place of each e-mail address and phone number.

    >>> redacted("Jo <jo@example.org>, call 412-555-0199").text
    'Jo <[e-mail removed]>, call [phone removed]'
    >>> redacted("311, 2019-2024, ZIP 15213-1234, $1,500,000, id 4125550199").phones
    0
    """
    emails = phones = 0
    if "@" in text:
        text, emails = EMAIL.subn(REMOVED, text)
    if _DIGITS.search(text):
        found = 0

        def mark(match: re.Match[str]) -> str:
            nonlocal found
            if match["address"] or (match["number"] and _NO_PHONE.fullmatch(match["number"])):
                return match[0]
            found += 1
            return (match["said"] or "") + PHONE_REMOVED

        text = _PHONE.sub(mark, text)
        phones = found
    return Redacted(text, emails, phones)


def is_marked(text: str) -> bool:
    """Whether something was taken out of ``text``."""
    return " removed]" in text and any(mark in text for mark in MARKS)


def redacted_sheets(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """The sheets without e-mail addresses and phone numbers, those whose source held one still told apart."""
    sheets = tuple(sheets)
    sources = list(dict.fromkeys(sheet.source for sheet in sheets))
    labels = dict(zip(sources, distinct(redacted(source).text for source in sources), strict=True))
    return tuple(_redacted(sheet, labels[sheet.source]) for sheet in sheets)


def redacted_sheet(sheet: Sheet) -> Sheet:
    """The sheet without e-mail addresses and phone numbers in cells, headers, names and issues; doubts count them."""
    return _redacted(sheet, redacted(sheet.source).text)


def _redacted(sheet: Sheet, source: str) -> Sheet:
    frame = sheet.frame.copy()
    counts: dict[int, tuple[int, int]] = {}
    for position, header in enumerate(sheet.frame.columns):
        cells = sheet.frame.iloc[:, position]
        suspects = cells[cells.str.contains("@", regex=False) | cells.str.contains(_DIGITS.pattern, regex=True)]
        cleaned = [redacted(text) for text in suspects]
        if changed := any(done.emails or done.phones for done in cleaned):
            frame.loc[suspects.index, header] = [done.text for done in cleaned]
        cleaned.append(in_header := redacted(header))
        if changed or in_header.text != header:
            counts[position] = sum(done.emails for done in cleaned), sum(done.phones for done in cleaned)
    headers = distinct(redacted(header).text for header in sheet.frame.columns)
    frame.columns = pd.Index(headers, dtype="str")
    renamed = dict(zip(sheet.frame.columns, headers, strict=True))
    issues = [
        replace(
            redacted_issue(issue),
            source=source if issue.source == sheet.source else redacted(issue.source).text,
            column=renamed.get(issue.column, redacted(issue.column).text),
        )
        for issue in sheet.issues
    ]
    for place, (reason, one, several) in enumerate(
        (
            ("e-mail removed", "One e-mail address was", "e-mail addresses were"),
            ("phone removed", "One phone number was", "phone numbers were"),
        )
    ):
        columns = [headers[position] for position, number in counts.items() if number[place]]
        total = sum(number[place] for number in counts.values())
        if total:
            issues.append(_removed(source, reason, one if total == 1 else f"{total} {several}", columns))
    return replace(sheet, source=source, name=redacted(sheet.name).text, frame=frame, issues=tuple(issues))


def redacted_issue(issue: Issue) -> Issue:
    """The issue without e-mail addresses and phone numbers in any of its words."""
    return replace(
        issue,
        source=redacted(issue.source).text,
        column=redacted(issue.column).text,
        message=redacted(issue.message).text,
        action=redacted(issue.action).text,
    )


def _removed(source: str, reason: str, what: str, columns: list[str]) -> Issue:
    return Issue(
        kind="doubt",
        reason=reason,
        source=source,
        row=None,
        column=columns[0] if len(columns) == 1 else "",
        message=f"{what} removed from: {', '.join(columns)}.",
        action="Nothing to do. If the column is not needed, delete it from the file before sharing it.",
    )
