"""Blank cells below a value: what merged cells leave in a text file, where the value stands for the rows below.

They are filled where that is certain, and asked about where it may be: the first columns of a table, each value once,
blank cells below it, and a next column that is always filled.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from ecosystem.collect.issues import issue
from ecosystem.collect.layout.words import NUMBER, UNNAMED
from ecosystem.collect.sheet import Sheet
from ecosystem.text import fold, joined

_SHOWN = 5
_ENDS = frozenset(
    {
        *("source", "from", "ego", "sender", "target", "to", "alter", "receiver", "vertex 1", "vertex 2", "from name"),
        *("to name", "funder", "grantee", "partner", "origen", "destino", "quelle", "ziel", "von", "nach"),
    }
)
_GROUPS = re.compile(  # headers of a column that names an organization, or a kind of them
    r"\b(?:organi[sz]ation|organizaci[óo]n|organiza[çc][ãa]o|agency|company|name|respondent|institution|lead|grantor|who|"
    r"actor|nombre|nom|nome|entity|member|sector|type|category|group|region|county|city|state|district|ward|"
    r"neighbou?rhood|area|network|coalition|initiative|program|programme|project|sektor|kategorie|categor[íi]a|ciudad|"
    r"stadt|tipo)\b"
)
_OWN = re.compile(  # headers of what some rows have and others have not
    r"\b(?:id|code|acronym|abbreviation|abbr|initials|short|alias|aka|website|url|mail|email|phone|parent|notes?|comments?|"
    r"date|number|no|former|previous|other|alternate|also|legacy|status|description|address|siglas?|kürzel|contact)\b"
)
_ASKED = re.compile(r"\?|\byour\b|\boptional\b|.{60}", re.IGNORECASE)  # in a form, a blank answer is one


def filled_down(sheet: Sheet) -> Sheet:
    """Return the sheet with the value of a group in each of its rows, and an issue with their number and first rows."""
    frame = sheet.frame
    if len(frame) < 3 or len(frame.columns) < 2 or any(map(_ASKED.search, frame.columns)):
        return sheet
    heads = list(map(fold, frame.columns))
    ties = len(_ENDS.intersection(heads)) > 1
    columns: list[list[str]] = [frame.iloc[:, place].tolist() for place in range(len(heads))]
    full = ["" not in cells for cells in columns]
    issues = []
    leading = True
    for place, (head, cells) in enumerate(zip(heads, columns, strict=True)):
        end = ties and head in _ENDS
        if not full[place] and (end or leading) and any(full) and _are_groups(cells):
            rows = [int(row) for row, cell in zip(frame.index, cells, strict=True) if not cell]
            wording = "" if end or _is_certain(head, cells) else None if _OWN.search(head) else "asked"
            if wording is not None and not UNNAMED.fullmatch(frame.columns[place]):
                said: dict[str, Any] = {"row": rows[0], "column": frame.columns[place], "count": len(rows)}
                shown = joined(map(str, rows), most=_SHOWN)
                issues.append(issue("blank below a value", wording, source=sheet.source, rows=shown, **said))
            if wording == "":
                columns[place] = _down(cells)
                continue
        leading = leading and full[place] and all(map(NUMBER.fullmatch, cells))  # numbers of rows may stand in front
    if not issues:
        return sheet
    filled = pd.DataFrame(dict(enumerate(columns)), index=frame.index, dtype="str").set_axis(frame.columns, axis=1)
    return replace(sheet, frame=filled, issues=(*sheet.issues, *issues))


def _are_groups(cells: Sequence[str]) -> bool:
    """Return whether a column holds each value once, with blank cells below some of them."""
    filled = [fold(cell) for cell in cells if cell]
    blank = len(cells) - len(filled)
    names = sum(not NUMBER.fullmatch(cell) for cell in filled)
    few = len(filled) < 2 or blank < 2 or 4 * blank < len(cells)
    return bool(cells[0]) and not few and len(set(filled)) == len(filled) and 2 * names > len(filled)


def _is_certain(head: str, cells: Sequence[str]) -> bool:
    """Return whether a leading column is of groups by its header, and most of its cells are blank."""
    return bool(_GROUPS.search(head)) and not _OWN.search(head) and 2 * cells.count("") >= len(cells)


def _down(cells: Sequence[str]) -> list[str]:
    last, down = "", []
    for cell in cells:
        last = cell or last
        down.append(last)
    return down
