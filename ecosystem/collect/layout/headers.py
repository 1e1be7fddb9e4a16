"""The row of headers: below a title, under titles of groups, above a row of tags, or missing."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ecosystem.collect.forms.shape import columns_of, rebuilt, rows_of
from ecosystem.collect.issues import issue
from ecosystem.collect.layout.missing_header import KNOWN_HEADERS, with_headers_of_its_own
from ecosystem.collect.layout.split import is_header
from ecosystem.collect.layout.words import ADDRESS, CORE_TAGS, HEADER_WORDS, TAG, UNNAMED
from ecosystem.collect.person_headers import is_about_person
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.text import fold

TITLES = 5  # rows of titles above a header, each a single cell
TAGS_WITHIN = 10  # rows in which a row of tags is looked for
_AGAIN = re.compile(r" \(\d+\)$")
_TAGGED = {  # base of a tag -> a header for it
    **{"org": "organization", "adm1": "state", "adm2": "county", "loc": "city", "meta": "meta"},
    **{"geo lat": "latitude", "geo lon": "longitude", "meta url": "website", "contact email": "email"},
}


def with_header(sheet: Sheet) -> Sheet:
    """Return the sheet with its own headers, where the present ones are a title, groups, tags or a row of data."""
    if sheet.frame.empty:
        return sheet
    return with_headers_of_its_own(_by_tags(_below_groups(_below_title(sheet))))


def _named(sheet: Sheet) -> list[str]:
    return [header for header in sheet.frame.columns if not UNNAMED.fullmatch(header)]


def _first_rows(sheet: Sheet, most: int) -> list[list[str]]:
    return rows_of(sheet.frame.iloc[:most])


def _below_title(sheet: Sheet) -> Sheet:
    """Return the sheet with a row below as header if the present header is a title over unnamed columns."""
    named = _named(sheet)
    title_over_columns = len(named) == 1 and len(sheet.frame.columns) > 1
    for place, cells in enumerate(_first_rows(sheet, TITLES if title_over_columns else 0)):
        if is_header(cells):
            said: dict[str, Any] = {"title": named[0], "header_row": int(sheet.frame.index[place])}
            found = issue("above the header", "title", source=sheet.source, **said)
            return _headed(sheet, place, cells, [found])
        if sum(map(bool, cells)) > 1:
            break
    doubts = [
        issue("header looks like an answer", source=sheet.source, header=header)
        for header in named
        if ADDRESS.fullmatch(header)
    ]
    return replace(sheet, issues=(*sheet.issues, *doubts)) if doubts else sheet


def _headed(sheet: Sheet, place: int, headers: Sequence[str], found: list[Issue]) -> Sheet:
    """Return the sheet with other headers, blank ones left as they are, and only the rows below a position."""
    row = int(sheet.frame.index[place])
    above = [
        issue("above the header", source=sheet.source, row=int(number), header_row=row)
        for number in sheet.frame.index[:place]
    ]
    columns = columns_of(sheet, without_rows=place + 1)
    for column, header in zip(columns, headers, strict=True):
        column.header = header or column.header
    return rebuilt(sheet, columns, sheet.frame.index[place + 1 :], [*found, *above])


def _below_groups(sheet: Sheet) -> Sheet:
    """Return the sheet with the row below as header if the present headers are titles of groups of columns.

    Such a title stands above the first of its columns, and the others are without a header. Where two groups have the
    same columns, as "Source" and "Target" with a name each, the title is part of the header.
    """
    named = _named(sheet)
    cells = _first_rows(sheet, 1)[0]
    groups: list[str] = []
    for header in sheet.frame.columns:
        groups.append(groups[-1] if groups and _continues(groups[-1], header) else _AGAIN.sub("", header))
    unnamed = [c for c, h, group in zip(cells, sheet.frame.columns, groups, strict=True) if _continues(group, h)]
    words = [word for word in map(fold, cells) if word]  # a cell may hold a control character only
    known = sum(word in KNOWN_HEADERS or word.rpartition(" ")[2] in HEADER_WORDS for word in words)
    of_people = _parts_of_people(cells, groups)
    said_so = known >= 2 and 2 * known >= len(words)
    if len(named) < 2 or not unnamed or not all(unnamed) or not (said_so or of_people):
        return sheet
    headers = []
    for cell, group in zip(cells, groups, strict=True):
        again = words.count(fold(cell)) > 1 or of_people
        own = group if fold(cell) in ("", "name", "organization", "organisation") else f"{group} {cell}"
        headers.append(own if again else cell or group)
    row = int(sheet.frame.index[0])
    return _headed(sheet, 0, headers, [issue("above the header", "groups", source=sheet.source, header_row=row)])


def _continues(group: str, header: str) -> bool:
    """Return whether a column stands under the header before it: without one of its own, or with that one again."""
    return bool(UNNAMED.fullmatch(header)) or (_AGAIN.sub("", header) == group != header)


def _parts_of_people(cells: Sequence[str], groups: Sequence[str]) -> bool:
    """Return whether a row only says, below headers about people over several columns, what part each column is."""
    below = [(cell, group) for cell, group in zip(cells, groups, strict=True) if cell]
    return len(below) > 1 and all(
        groups.count(group) > 1 and is_about_person(group) and is_about_person(f"person {cell}")
        for cell, group in below
    )


def _by_tags(sheet: Sheet) -> Sheet:
    """Return the sheet without its row of HXL tags; the row above the tags is the header, or the tags themselves."""
    if all(TAG.fullmatch(_AGAIN.sub("", header)) for header in _named(sheet)) and _are_tags(_named(sheet)):
        columns = columns_of(sheet)
        for column in columns:
            column.header = _tagged(column.header)
        return rebuilt(sheet, columns, sheet.frame.index, [issue("header of tags", source=sheet.source)])
    rows = _first_rows(sheet, TAGS_WITHIN)
    place = next((place for place, cells in enumerate(rows) if _are_tags([cell for cell in cells if cell])), None)
    if place is None:
        return sheet
    row = int(sheet.frame.index[place])
    found = issue("row of tags", source=sheet.source, row=row)
    columns = columns_of(sheet, without_rows=place + 1)
    heads = rows[place - 1] if place else list(sheet.frame.columns)
    for column, head, tag in zip(columns, heads, rows[place], strict=True):
        column.header = head if head and not UNNAMED.fullmatch(head) else _tagged(tag) if tag else column.header
    above = [
        issue("above the header", source=sheet.source, row=int(number), header_row=row - 1)
        for number in sheet.frame.index[: max(place - 1, 0)]
    ]
    return rebuilt(sheet, columns, sheet.frame.index[place + 1 :], [*above, found])


def _are_tags(cells: Sequence[str]) -> bool:
    """Return whether these are HXL tags: at least two, or one with an attribute, and one that the standard names."""
    if not cells or not all(cell.startswith("#") and TAG.fullmatch(_AGAIN.sub("", cell)) for cell in cells):
        return False
    core = any(re.split(r"[\s+]", cell[1:])[0].lower() in CORE_TAGS for cell in cells)
    return core and (len(cells) > 1 or "+" in cells[0])


def _tagged(tag: str) -> str:
    """Return a header for a tag.

    >>> _tagged("#org +name"), _tagged("#adm1+code"), _tagged("#org+type"), _tagged("#sector")
    ('organization', 'state code', 'organization type', 'sector')
    """
    base, *attributes = re.split(r"[\s+]+", _AGAIN.sub("", tag).lstrip("#").lower())
    said = [word for word in attributes if word not in ("name", "en", "text", "list") and not word.startswith("i_")]
    whole = " ".join([base, *said])
    return _TAGGED.get(whole) or " ".join([_TAGGED.get(base, base), *said])
