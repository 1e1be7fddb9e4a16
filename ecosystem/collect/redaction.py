"""Removal of e-mail addresses and phone numbers from all text; a mark replaces each."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from ecosystem.collect.frames import distinct
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Issue, Sheet

REMOVED = "[e-mail removed]"
PHONE_REMOVED = "[phone removed]"
NAME_REMOVED = "[name removed]"  # for a person's name; names are known only once tables are read
MARKS = (REMOVED, PHONE_REMOVED, NAME_REMOVED)
# The match covers the whole run of characters that an address can contain, so that no part remains. It
# begins only at the start of a run, and is possessive (++): time is proportional to the cell's length.
EMAIL = re.compile(r"(?<![\w.+%'@＠-])(?=[\w.+%'@＠-]*[\w.+%'-][@＠][\w-]+\.[\w-])[\w.+%'@＠-]++")
_DASH = r"\-\u2010-\u2015"
_NO_MORE = rf"(?![\w]|[{_DASH}./]\d|\s\d)"
_DIGITS = re.compile(r"\d(?:\D{0,3}\d){6}")  # fewer digits are not a phone number
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
    | (?<![\w.+/{_DASH}$€£])(?<!\d\s)(?P<national>
        00(?:1|[345]\d|3\d\d)[\s(/{_DASH}]{{1,2}}\d(?:[\s()/{_DASH}]{{0,2}}\d){{7,11}}  # dialed from abroad
        | \(?0[1-9]\d\)?[\s/{_DASH}]{{1,3}}\d(?:[\s/{_DASH}]?\d){{6,8}}  # 030 1234567
        | \(?0[1-9]\d{{2,3}}\)?[\s/{_DASH}]{{1,3}}\d(?:[\s/{_DASH}]?\d){{4,7}}  # 0171/2345678, 07911 123456
        | 0[1-9](?:\s\d\d){{4}} | 0[1-9](?:[.]\d\d){{4}} | 0[1-9](?:[{_DASH}]\d\d){{4}}  # 06 12 34 56 78
        | \(?0[1-9]\)?[\s{_DASH}]\d{{4}}\s?\d{{4}}  # 06 12345678
        | [67]\d\d\s\d{{3}}\s\d{{3}} | [679]\d\d(?:[\s{_DASH}]\d\d){{3}} | 9\d\s\d{{3}}\s\d\d\s\d\d  # 612 34 56 78
        | (?:33|55|56|81)[\s{_DASH}]\d{{4}}[\s{_DASH}]\d{{4}}  # 55 1234 5678
      ){_NO_MORE}(?!\s?[€$£%])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NO_PHONE = re.compile(  # after a word such as "call": not days, ranges of years, coordinates
    rf"(?:19|20)\d\d\s?[{_DASH}./].*|\d{{1,2}}[{_DASH}./]\d{{1,2}}[{_DASH}./](?:19|20)\d\d.*|[+-]?\d{{1,3}}\.\d{{4,}}.*"
)
_NO_NATIONAL = re.compile(  # years, dates, ZIP codes and numbers of an outline that are written like a phone number
    rf"\d+[\s{_DASH}/]+(?:19|20)\d\d(?:\D.*)?|\d\d?[\s{_DASH}./]\d\d?[\s{_DASH}./](?:19|20)\d\d.*"
    rf"|0\d{{4}}[\s{_DASH}/]\d{{4,5}}|0\d(?:\D0\d){{4}}"
)


class Redacted(NamedTuple):
    """A text after redaction, and the number of redactions."""

    text: str
    emails: int
    phones: int


def redacted(text: str) -> Redacted:
    """Return ``text`` with a mark in place of each e-mail address and phone number.

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
            if match["national"] and _NO_NATIONAL.fullmatch(match["national"]):
                return match[0]
            found += 1
            return (match["said"] or "") + PHONE_REMOVED

        text = _PHONE.sub(mark, text)
        phones = found
    return Redacted(text, emails, phones)


def is_marked(text: str) -> bool:
    """Return whether something was removed from ``text``."""
    return " removed]" in text and any(mark in text for mark in MARKS)


def redacted_sheets(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """Return the sheets without e-mail addresses and phone numbers; origins that contained one remain distinct."""
    sheets = tuple(sheets)
    documents = _relabeled(sheet.origin.document for sheet in sheets)
    parts = {
        document: _relabeled(sheet.origin.part for sheet in sheets if sheet.origin.document == document)
        for document in documents
    }
    return tuple(_redacted(each, documents[each.origin.document], parts[each.origin.document]) for each in sheets)


def redacted_sheet(sheet: Sheet) -> Sheet:
    """Return the sheet without e-mail addresses and phone numbers in cells, headers, names and issues."""
    return redacted_sheets([sheet])[0]


def _relabeled(names: Iterable[str]) -> dict[str, str]:
    """Return each name -> the name without e-mail addresses and phone numbers, all distinct."""
    unique = list(dict.fromkeys(names))
    return dict(zip(unique, distinct(redacted(name).text for name in unique), strict=True))


def _redacted(sheet: Sheet, document: str, parts: dict[str, str]) -> Sheet:
    """Return the sheet without e-mail addresses and phone numbers; issues count them by column."""
    origin = replace(sheet.origin, document=document, part=parts[sheet.origin.part])
    source = str(origin)
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
            redacted_issue(each),
            source=source if each.source == sheet.source else redacted(each.source).text,
            column=renamed.get(each.column, redacted(each.column).text),
        )
        for each in sheet.issues
    ]
    for place, reason in enumerate(("e-mail removed", "phone removed")):
        columns = [headers[position] for position, number in counts.items() if number[place]]
        if total := sum(number[place] for number in counts.values()):
            lone = columns[0] if len(columns) == 1 else ""
            issues.append(issue(reason, source=source, column=lone, count=total, columns=", ".join(columns)))
    return replace(sheet, origin=origin, name=redacted(sheet.name).text, frame=frame, issues=tuple(issues))


def redacted_issue(found: Issue) -> Issue:
    """Return the issue without e-mail addresses and phone numbers in any of its texts."""
    return replace(
        found,
        source=redacted(found.source).text,
        column=redacted(found.column).text,
        message=redacted(found.message).text,
        action=redacted(found.action).text,
    )
