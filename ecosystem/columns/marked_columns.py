"""Columns of marks, as x or yes: each names in its header what the marked organizations take part in."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ecosystem.collect.answer_words import NO, TICKED, YES
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.columns.header_roles import names_groups, names_own_work, plain_words, says_no_name
from ecosystem.columns.value_kinds import ColumnValues
from ecosystem.text import fold

_TICKS = TICKED | {"✅", "☑", "☒", "●", "•", "*", "1", "checked", "yes", "y", "true", "si", "sí", "ja", "oui"}
_NOT_TICKED = NO | {"0", "-", "unchecked"}
_DOUBTFUL = re.compile(r"\(?(?:[x✓✔]\s*)?\?+\)?")
_ROLE = re.compile(r"[^\W\d_]|chair|co-?chair|lead|member|convener|fiscal agent|observer|partner|host|staff|vice chair")
_WORD_LISTS = ("sectors", "goals", "levels", "roles", "resources", "relations", "residents")
_GROUPS = re.compile(  # beside the words of names_groups, which hold for headers above names too
    r"\b(?:councils?|tables?|boards?|forums?|clusters?|groups?|commissions?|hubs?|collectives?|coc|continuum of care"
    r"|summits?|conferences?|fairs?|workshops?|leagues?|assembly|association|federation|consortiums?|runder tisch"
    r"|arbeitskreis|forum|consejos?|comites?|conseils?)\b"
)
_ATTRIBUTES = re.compile(
    r"\?|^(?:has|have|is|are|do|does|did|can|could|will|would|was|needs?|offers?|uses?|wants?|serves?|provides?|accepts?)\b"
    r"|\b(?:active|inactive|verified|non ?profit|not for profit|for profit|501|public|private|faith|paid|dues|invited"
    r"|attended|rsvp|contacted|responded|registered|subscribed|newsletters?|complete|completed|confirmed|interviewed"
    r"|survey(?:ed)?|signed|mou|consent|volunteers?|staff|board member|accessible|accessibility|wheelchair|parking|free"
    r"|open|closed|new|member|members|english|spanish|languages?|bilingual|grants?|budget|insured|license[ds]?|certified"
    r"|urban|rural|adults?|children|youth|seniors?|families|women|men|veterans|black|latino|minority|owned|led"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?|q[1-4]|(?:19|20)\d\d|onsite|online|remote|aktiv|activo|actif)\b"
)


class MarkedCell(NamedTuple):
    """What a cell of a column of marks says: whether it is one, the role, and whether it is doubtful."""

    ticked: bool
    role: str = ""
    doubtful: bool = False


def mark_of(cell: str) -> MarkedCell | None:
    """Return what a cell says if it is a mark or none; None if it holds something else.

    >>> mark_of("X"), mark_of("?").doubtful, mark_of("no").ticked, mark_of("Food Bank")
    (MarkedCell(ticked=True, role='', doubtful=False), True, False, None)
    >>> mark_of("c").role
    'c'
    """
    word = fold(cell)
    if not word or word in _NOT_TICKED:
        return MarkedCell(ticked=False)
    if word in _TICKS:
        return MarkedCell(ticked=True)
    if _DOUBTFUL.fullmatch(cell.strip().lower()):
        return MarkedCell(ticked=False, doubtful=True)
    return MarkedCell(ticked=True, role=cell.strip()) if _ROLE.fullmatch(word) else None


def are_marks(cells: Sequence[str]) -> bool:
    """Return whether cells hold marks and nothing else, at least one of them a plain tick."""
    different = {cell.strip() for cell in cells}
    marks = [mark_of(cell) for cell in different]
    return all(marks) and any(mark and mark.ticked and not mark.role for mark in marks)


def marked_columns(columns: Sequence[ColumnValues]) -> Mapping[str, bool]:
    """Return the headers of columns of marks that name groups -> whether that is sure.

    Sure are a header that says a coalition or project, and two columns or more with marks as x; yes and no may answer
    a question that the header does not spell out.
    """
    marked = [c for c in columns if are_marks(c.filled) and not _says_attribute(c.header)]
    said = {c.header for c in marked if _says_group(c.header)}
    several = len(marked) > 1
    return {c.header: c.header in said or not _answers(c) for c in marked if several or c.header in said}


def _says_group(header: str) -> bool:
    return (
        names_groups(header) or names_own_work(header) or bool(_GROUPS.search(f"{plain_words(header)} {fold(header)}"))
    )


def _says_attribute(header: str) -> bool:
    words = plain_words(header)
    if "?" in header or re.match(r"(?:has|have|is|are|do|does|did|can|was|will)\b", words):
        return True
    if _says_group(header):
        return False
    known = any(load_vocabulary(name).entry(header) is not None for name in _WORD_LISTS)
    return known or says_no_name(header) or bool(_ATTRIBUTES.search(words)) or len(words.split()) > 8


def _answers(column: ColumnValues) -> bool:
    """Return whether the cells are answers to a question: yes and no, or 1 and 0."""
    words = {fold(cell) for cell in column.different}
    return bool(words & (YES | NO)) or "0" in words
