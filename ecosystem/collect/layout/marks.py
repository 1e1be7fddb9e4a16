"""Rows and cells that a template, a page or a second header left between the data."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd

from ecosystem.collect.forms.shape import rows_of
from ecosystem.collect.issues import issue
from ecosystem.collect.layout.words import (
    CONTINUED,
    END_MARK,
    EXAMPLE_END,
    HEADER_WORDS,
    ORDER,
    PAGE_MARK,
    RULE,
    TEMPLATE,
    UNKNOWN,
    is_placeholder,
    is_type,
)
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.text import fold, joined

TYPES_WITHIN = 3  # rows below the header in which a row of types stands
LONGEST = 200  # characters of a cell that may be a mark; longer ones are answers
_OPENING = tuple("[<{«%$#_")
_SHOWN = 5
_NAMES = frozenset(  # last words of headers of columns that name an organization: "???" and "TBD" name none
    {
        *(
            "name",
            "organization",
            "organisation",
            "source",
            "target",
            "from",
            "to",
            "partner",
            "ego",
            "alter",
            "agency",
        ),
        *("organización", "nombre", "nom", "funder", "grantee", "member"),
    }
)
_LONGEST_MARK = 20


def without_placeholders(sheet: Sheet) -> Sheet:
    """Return the sheet with placeholders such as "[Organization Name]" emptied, and rows of nothing else left out."""
    frame, issues, emptied = sheet.frame, list(sheet.issues), {}
    touched: set[int] = set()
    for place, header in enumerate(frame.columns):
        cells: list[str] = frame.iloc[:, place].tolist()
        head = fold(header)
        found = [i for i, cell in enumerate(cells) if cell.startswith(_OPENING) and is_placeholder(cell, head)]
        if head.rpartition(" ")[2] in _NAMES:
            found += [i for i, cell in enumerate(cells) if len(cell) <= _LONGEST_MARK and UNKNOWN.fullmatch(cell)]
        if found:
            emptied[place] = found
            touched |= set(found)
    if not emptied:
        return sheet
    columns = {place: frame.iloc[:, place].tolist() for place in range(len(frame.columns))}
    for place, found in emptied.items():
        for i in found:
            columns[place][i] = ""
    left = pd.DataFrame(columns, index=frame.index, dtype="str")
    empty = {i for i in touched if not any(any(map(str.isalpha, cells[i])) for cells in columns.values())}
    issues += [issue("template row", source=sheet.source, row=int(frame.index[i])) for i in sorted(empty)]
    for place, found in emptied.items():
        if rows := [str(frame.index[i]) for i in found if i not in empty]:
            where: dict[str, Any] = {"row": int(rows[0]), "column": frame.columns[place], "count": len(rows)}
            issues.append(issue("placeholder", source=sheet.source, rows=joined(rows, most=_SHOWN), **where))
    left.columns = frame.columns
    kept = [i not in empty for i in range(len(left))]
    return replace(sheet, frame=left[kept], issues=tuple(issues))


def marked_rows(sheet: Sheet) -> Iterator[Issue]:
    """Yield an issue for each row that is a template's, a page's or the header's again, and for rows of types."""
    heads = [fold(header) for header in sheet.frame.columns]
    found: dict[int, str] = {}
    lone: dict[int, str] = {}  # place -> the only cell of a row
    for place, cells in enumerate(rows_of(sheet.frame)):
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        if len(filled) == 1:
            lone[place] = filled[0]
        if _is_header_again(cells, filled, heads):
            found[place] = "header again"
        elif place < TYPES_WITHIN and len(filled) > 1 and all(map(is_type, filled)):
            found[place] = "row of types"
        elif reason := _reason(filled):
            found[place] = reason
    found |= dict.fromkeys(_titles_of_pages(found, lone), "page mark")
    rows = sheet.frame.index.tolist()
    yield from (issue(found[place], source=sheet.source, row=rows[place]) for place in sorted(found))


def _titles_of_pages(found: Mapping[int, str], lone: Mapping[int, str]) -> list[int]:
    """Return the rows above repeated headers that repeat a page's title: below a page mark, or the same each time."""
    titles = [p - 1 for p, reason in found.items() if reason == "header again" and p - 1 in lone and p - 1 not in found]
    times = Counter(lone[place] for place in titles)
    return [place for place in titles if found.get(place - 1) == "page mark" or times[lone[place]] > 1]


def _reason(filled: list[str]) -> str:
    """Return the reason for which a row of these filled cells is no data, by its first text; "" if it may be data."""
    text = next((cell for cell in filled if any(map(str.isalpha, cell))), "")
    kind = _kind(text) if text else _kind_of_signs(filled)
    if kind == "unknown":  # a tie to "TBD" has another end, a row of nothing else is a template's
        return "template row" if all(UNKNOWN.fullmatch(cell) or set(cell) <= RULE for cell in filled) else ""
    if kind == "continued":  # with other cells, an organization whose rows continue
        return "page mark" if len(filled) == 1 else ""
    return "" if kind == "page mark" and text and len(filled) > 2 else kind


def _kind_of_signs(filled: list[str]) -> str:
    """Return what a row without letters is: a rule, "???", a number of a page, or data."""
    signs = set().union(*filled)
    if signs <= RULE or (len(filled) == 1 and PAGE_MARK.fullmatch(filled[0])):
        return "page mark"
    return "template row" if signs <= RULE | {"?"} else ""


def _is_header_again(cells: Sequence[str], filled: list[str], heads: list[str]) -> bool:
    """Return whether all cells of a row repeat the headers of their columns, as on a new page."""
    first = next(place for place, cell in enumerate(cells) if cell)
    if fold(cells[first]) != heads[first]:
        return False
    if len(filled) == 1:
        return heads[first].rpartition(" ")[2] in HEADER_WORDS
    return all(not cell or fold(cell) == head for cell, head in zip(cells, heads, strict=True))


@lru_cache(maxsize=100_000)
def _kind(text: str) -> str:
    """Return what a row is by its first text; "" if it may be data."""
    if len(text) > LONGEST:
        return ""
    bare = text.strip("*#=~_<>([{)]}\u2022\u00b7-\u2013\u2014! \t'\"")
    if PAGE_MARK.fullmatch(text) or END_MARK.fullmatch(text):
        return "page mark"
    if CONTINUED.fullmatch(text):
        return "continued"
    if UNKNOWN.fullmatch(text):
        return "unknown"
    if TEMPLATE.match(bare) or ORDER.fullmatch(text) or EXAMPLE_END.fullmatch(text):
        return "template row"
    return ""
