"""Columns about people in one sheet: by their headers, and by the values of "name" beside "organization"."""

import re

from ecosystem.collect.person_headers import about_people, is_about_person
from ecosystem.collect.recipes import Recipe
from ecosystem.collect.redaction import MARKS
from ecosystem.collect.sheet import Sheet
from ecosystem.text import fold, unaccented

NAME_HEADERS = frozenset({"name", "nombre", "nom", "nome"})
SHORT_HEADERS = frozenset(
    {"organization", "organisation", "org", "organizacion", "organizacao", "company", "institution", "institucion"}
)
_SMALL = frozenset(
    {"of", "the", "for", "and", "in", "at", "to", "a", "an", "de", "la", "del", "los", "las", "el", "y", "e", "en"}
    | {"para", "da", "do", "das", "dos", "du", "des", "et", "der", "die", "und", "fur"}
)
_MARK = re.compile(rf"(?:{'|'.join(map(re.escape, MARKS))})(?: \d+)?")  # of who answers: with a number
_ENOUGH = 0.75  # share of rows whose second column is the short form of the first
_LOOKED_AT = 500  # rows
_LONG = 3  # letters of an initialism that is no coincidence in a single row


def people_columns(sheet: Sheet) -> frozenset[str]:
    """Return the headers of the columns about people, which are never read.

    "Name" beside "Organization" is a person's, unless the organization is an id or a short form of the name: AGU
    beside American Geophysical Union.
    """
    found = about_people(list(sheet.frame.columns))
    return found - {name} if found and (name := short_form_of(sheet)[0]) else found


def set_apart(sheet: Sheet, recipe: Recipe | None = None) -> frozenset[str]:
    """Return the headers of the columns that a project keeps no cell of: about people, or private by a column setup."""
    decided = recipe.for_sheet(sheet) if recipe else None
    roles = {column.header: column.becomes for column in decided.column} if decided else {}
    named = {header for header in people_columns(sheet) if roles.get(header, "not used") == "not used"}
    return frozenset(named | {header for header in sheet.frame.columns if roles.get(header) == "private"})


def holds_marks_alone(sheet: Sheet, header: str) -> bool:
    """Return whether all filled cells of a column are marks in place of what was taken out of them."""
    written = [cell for cell in sheet.frame[header].unique() if cell.strip()]
    return bool(written) and all(_MARK.fullmatch(cell.strip()) for cell in written)


def short_form_of(sheet: Sheet) -> tuple[str, str]:
    """Return the header of the names and that of their short forms, where one column abbreviates the other.

    Both are "" if the sheet has no such columns, or if the name may be a person's.
    """
    keys = {unaccented(fold(header)): header for header in reversed(list(sheet.frame.columns))}
    name = next((keys[key] for key in NAME_HEADERS if key in keys), "")
    short = next((keys[key] for key in SHORT_HEADERS if key in keys), "")
    if not name or not short or is_about_person(name):
        return "", ""
    rows = [
        pair
        for pair in zip(sheet.frame[name].head(_LOOKED_AT), sheet.frame[short].head(_LOOKED_AT), strict=True)
        if pair[0].strip() and pair[1].strip()
    ]
    coded = bool(rows) and all(any(sign.isdigit() for sign in code) and " " not in code for _, code in rows)
    if coded and any(_is_row_id(sheet, header, short) for header in sheet.frame.columns if header not in (name, short)):
        return name, short
    fits = [pair for pair in rows if is_short_form(pair[1], pair[0])]
    enough = len(fits) >= _ENOUGH * len(rows) and (len(fits) > 1 or any(len(short) >= _LONG for _, short in fits))
    return (name, short) if enough else ("", "")


def _is_row_id(sheet: Sheet, header: str, code: str) -> bool:
    return fold(header) in ("id", "organization id", "org id") and sheet.frame[header].equals(sheet.frame[code])


def is_short_form(short: str, name: str) -> bool:
    """Return whether ``short`` is an initialism of ``name``, or some of its words.

    >>> is_short_form("AGU", "American Geophysical Union"), is_short_form("Code for DC", "Alexandra Montgomery")
    (True, False)
    >>> is_short_form("DOT", "Department of Transportation"), is_short_form("Food Bank", "Harbor Food Bank")
    (True, True)
    """
    words, letters = fold(name).split(), fold(short).replace(" ", "")
    if not words or fold(short) == fold(name):
        return fold(short) == fold(name)
    if len(words) > 1 and len(letters) > 1:
        weighty = [word for word in words if word not in _SMALL]
        if letters in ("".join(word[0] for word in words), "".join(word[0] for word in weighty)):
            return True
    return set(fold(short).split()) < set(words)
