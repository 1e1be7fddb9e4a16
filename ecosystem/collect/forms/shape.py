"""Helpers shared by the readers of form tools: movable columns, answers combined in one cell, and issues."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from ecosystem.collect import limits
from ecosystem.collect.frames import distinct
from ecosystem.collect.issues import issue
from ecosystem.collect.issues.forms import TOOLS
from ecosystem.collect.person_headers import holds_names, is_about_person, part_of_a_name
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.text import fold

LIST_SEPARATOR = "|"  # the first separator of the list reader, which then ignores all others
STALE_ONCE_RENAMED = ("column without a header", "header twice")
_READ_AS = "read as a {tool} export"  # reason of the issue about such a sheet
_OF_TOOLS = frozenset(_READ_AS.format(tool=tool) for tool in TOOLS)
PLACES = frozenset({"geolocation", "locationlatitude", "locationlongitude"})  # of the respondent's device, folded


@dataclass
class AnswerColumn:
    """A column detached from its sheet: its header, and its cells in the order of the sheet's rows."""

    header: str
    cells: list[str]

    @property
    def filled(self) -> list[str]:
        """Return the cells that are not empty."""
        return [cell for cell in self.cells if cell]


def rows_of(frame: pd.DataFrame) -> list[list[str]]:
    """Return the cells row by row, a thousand times as fast as pandas on a hundred single columns."""
    rows: list[list[str]] = frame.to_numpy(dtype=object).tolist()
    return rows


def columns_of(sheet: Sheet, without_rows: int = 0) -> list[AnswerColumn]:
    """Return the sheet's columns without the first rows if these are part of the header."""
    cells = sheet.frame.iloc[without_rows:].to_numpy(dtype=object).T.tolist()
    return [AnswerColumn(header, column) for header, column in zip(sheet.frame.columns, cells, strict=True)]


def rebuilt(sheet: Sheet, columns: Sequence[AnswerColumn], rows: Iterable[int], issues: Iterable[Issue] = ()) -> Sheet:
    """Return the sheet with these columns and row numbers, and ``issues`` after its own.

    A repeated header gets " (2)" and an issue; issues about removed headers are removed too.
    """
    labels = distinct(column.header for column in columns)
    index = pd.Index(list(rows), dtype="int64", name="row")
    frame = pd.DataFrame({place: column.cells for place, column in enumerate(columns)}, index=index, dtype="str")
    frame.columns = pd.Index(labels, dtype="str")
    before = set(sheet.frame.columns)
    own = [i for i in sheet.issues if i.reason not in STALE_ONCE_RENAMED or i.column in labels]
    source = sheet.source
    twice = [
        issue("header twice", "question", source=source, column=label, header=column.header, label=label)
        for column, label in zip(columns, labels, strict=True)
        if column.header != label and label not in before
    ]
    same = len(labels) == len(sheet.frame.columns)
    gaps = tuple(new for old, new in zip(sheet.frame.columns, labels, strict=True) if old in sheet.gaps) if same else ()
    return replace(sheet, frame=frame, issues=(*own, *issues, *twice), gaps=gaps)


def read_as(sheet: Sheet, tool: str, how: str = "", header: str = "") -> Issue:
    """Return the issue that names the tool whose export was recognized; ``how`` is its wording."""
    return issue(_READ_AS.format(tool=tool), how, source=sheet.source, tool=tool, header=header)


def is_of_a_tool(sheet: Sheet) -> bool:
    """Return whether the sheet was read as the export of a form tool, which wrote its header."""
    return any(found.reason in _OF_TOOLS for found in sheet.issues)


def left_out(
    sheet: Sheet, columns: Sequence[AnswerColumn], technical: Iterable[str]
) -> tuple[list[AnswerColumn], list[Issue]]:
    """Return the columns that are answers, and the issues about those left out: about people, or the tool's own.

    ``technical`` holds the headers of the tool's own columns as written. A column of people's names is kept in
    the sheet but not read as answers: its names are removed from the other answers, and a recipe may declare that it
    holds organizations.
    """
    own = set(technical)
    people = [c for c in columns if _of_a_person(c.header) or (c.header in own and _names_a_login(c.header))]
    known = set(map(id, people))
    tools = [c for c in columns if c.header in own and id(c) not in known and not is_about_person(c.header)]
    issues: list[Issue] = []
    if people:
        issues.append(issue("about people, never read", source=sheet.source, **_listed(people)))
    if tools:
        issues.append(issue("column of the form tool", source=sheet.source, **_listed(tools)))
    gone = {id(column) for column in (*people, *tools)}
    return [column for column in columns if id(column) not in gone], issues


def _of_a_person(header: str) -> bool:
    """Return whether a column holds a person's number, address or place, which cannot name an organization."""
    return fold(header) in PLACES or (is_about_person(header) and not holds_names(header))


def _names_a_login(header: str) -> bool:
    """Return whether a column of the tool's own holds the login name, and not a part of a name."""
    return is_about_person(header) and not part_of_a_name(header)


def _listed(columns: Sequence[AnswerColumn]) -> dict[str, Any]:
    """Return fields of an issue about columns: the column if there is one, their number, and their headers."""
    names = ", ".join(f'"{column.header}"' for column in columns)
    return {"column": columns[0].header if len(columns) == 1 else "", "count": len(columns), "columns": names}


def as_list(answers: Iterable[str]) -> str:
    """Return several answers as one cell, joined by "|".

    A single answer that contains a separator ends in "|", so that it is not split.

    >>> as_list(["Parks", "Jobs"]), as_list(["Schools, libraries"]), as_list(["Parks"]), as_list([])
    ('Parks|Jobs', 'Schools, libraries|', 'Parks', '')
    """
    joined = LIST_SEPARATOR.join(answers)
    limits.count("The check boxes read as lists", texts=[joined])  # each row repeats the headers of its ticked options
    alone = LIST_SEPARATOR not in joined and any(sign in joined for sign in ",;\n\r")
    return joined + LIST_SEPARATOR if alone else joined
