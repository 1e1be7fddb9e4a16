"""What the readers of form tools share: columns one can move, answers folded into one cell, doubts in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from ecosystem.collect import limits
from ecosystem.collect.frames import distinct
from ecosystem.collect.issues import issue
from ecosystem.collect.person_headers import holds_names, is_about_person, part_of_a_name
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.text import fold

LIST_SEPARATOR = "|"  # the readers part a list by it first, and then by nothing else
STALE_ONCE_RENAMED = ("column without a header", "header twice")
PLACES = frozenset({"geolocation", "locationlatitude", "locationlongitude"})  # of the person's device, folded


@dataclass
class AnswerColumn:
    """One column on its way: its header, and its cells in the order of the sheet's rows."""

    header: str
    cells: list[str]

    @property
    def filled(self) -> list[str]:
        """The cells that hold anything."""
        return [cell for cell in self.cells if cell]


def rows_of(frame: pd.DataFrame) -> list[list[str]]:
    """The cells row by row; a hundred columns one by one cost pandas a thousand times as much."""
    rows: list[list[str]] = frame.to_numpy(dtype=object).tolist()
    return rows


def columns_of(sheet: Sheet, without_rows: int = 0) -> list[AnswerColumn]:
    """The sheet's columns, the first rows left out where they are headers in truth."""
    cells = sheet.frame.iloc[without_rows:].to_numpy(dtype=object).T.tolist()
    return [AnswerColumn(header, column) for header, column in zip(sheet.frame.columns, cells, strict=True)]


def rebuilt(sheet: Sheet, columns: Sequence[AnswerColumn], rows: Iterable[int], issues: Iterable[Issue] = ()) -> Sheet:
    """The sheet with these columns and row numbers, and ``issues`` behind its own.

    A header that stands twice gets " (2)" and a doubt; doubts about headers that are gone go with them.
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
    return replace(sheet, frame=frame, issues=(*own, *issues, *twice))


def read_as(sheet: Sheet, tool: str, how: str = "", header: str = "") -> Issue:
    """Return the issue that says which tool the sheet was recognized to come from; ``how`` is its wording."""
    return issue(f"read as a {tool} export", how, source=sheet.source, tool=tool, header=header)


def left_out(
    sheet: Sheet, columns: Sequence[AnswerColumn], technical: Iterable[str]
) -> tuple[list[AnswerColumn], list[Issue]]:
    """The columns that are answers, and the issues that name those left out: about people, or the tool's own.

    ``technical`` holds the headers of the tool's own columns as written. A column that holds people's names stays in
    the sheet, where every reader passes it over: its names are taken out of the other answers, and a recipe may say
    that it holds organizations.
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
    """Whether a column holds a person's number, address or place: nothing that could name an organization."""
    return fold(header) in PLACES or (is_about_person(header) and not holds_names(header))


def _names_a_login(header: str) -> bool:
    """Whether a column of the tool's own holds who is logged in, and not a part of a name."""
    return is_about_person(header) and not part_of_a_name(header)


def _listed(columns: Sequence[AnswerColumn]) -> dict[str, Any]:
    """Columns as an issue reports them: the column where there is one, their number, and their headers."""
    names = ", ".join(f'"{column.header}"' for column in columns)
    return {"column": columns[0].header if len(columns) == 1 else "", "count": len(columns), "columns": names}


def as_list(answers: Iterable[str]) -> str:
    """One cell for several answers, joined by "|"; a lone one that holds a separator ends in "|", so that it
    stays whole.

    >>> as_list(["Parks", "Jobs"]), as_list(["Schools, libraries"]), as_list(["Parks"]), as_list([])
    ('Parks|Jobs', 'Schools, libraries|', 'Parks', '')
    """
    joined = LIST_SEPARATOR.join(answers)
    limits.count("The check boxes read as lists", texts=[joined])  # each row repeats the headers it ticks
    alone = LIST_SEPARATOR not in joined and any(sign in joined for sign in ",;\n\r")
    return joined + LIST_SEPARATOR if alone else joined
