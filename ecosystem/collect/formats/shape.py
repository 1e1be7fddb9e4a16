"""Result type shared by the translators of network tools' formats, and their common steps."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ecosystem.collect import limits
from ecosystem.collect.answer_words import NO, TICKED, YES
from ecosystem.collect.direction_words import DIRECTED, UNDIRECTED
from ecosystem.collect.frames import distinct
from ecosystem.collect.issues import issue
from ecosystem.collect.person_headers import holds_names, is_about_person
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.text import fold

LIST_SEPARATOR = "|"
_YES = YES | TICKED | DIRECTED | {"1"}
_NO = NO | UNDIRECTED | {"0"}


@dataclass(frozen=True)
class Translation:
    """Sheets of a network tool's format as our own plain sheets."""

    format: str  # "a Kumu workbook"; "" if the sheets are unchanged except for an added issue
    sheets: tuple[Sheet, ...]  # named "organizations", "ties" or "memberships"
    used: tuple[str, ...]  # Sheet.source of the sheets they replace
    whole: bool = False  # whether the format fills its document: what else it holds lists no organizations


Translator = Callable[[Sequence[Sheet]], Translation | None]


def key(header: str) -> str:
    """Return a header in the form used for comparison: "From Name" is "from_name"."""
    return fold(header).replace(" ", "_")


def keys(sheet: Sheet) -> dict[str, str]:
    """Return the sheet's headers by their comparison form; the first of two equal ones."""
    found: dict[str, str] = {}
    for header in sheet.frame.columns:
        found.setdefault(key(header), header)
    return found


def column(sheet: Sheet, *names: str) -> str | None:
    """Return the sheet's first header among ``names``, which are given as returned by ``key``."""
    have = keys(sheet)
    return next((have[name] for name in names if name in have), None)


def texts(sheet: Sheet, header: str | None) -> list[str]:
    """Return a column's cells without white space at the ends; empty texts if there is no such column."""
    return [""] * len(sheet.frame) if header is None else [text.strip() for text in sheet.frame[header].tolist()]


def yes_or_no(text: str) -> str:
    """Return "yes" or "no" for the spellings used by the formats; anything else as written.

    >>> yes_or_no("Undirected"), yes_or_no("1"), yes_or_no("perhaps"), yes_or_no("")
    ('no', 'yes', 'perhaps', '')
    """
    word = fold(text)
    return "yes" if word in _YES else "no" if word in _NO else text


def opposite(word: str) -> str:
    """Return "no" for "yes" and "yes" for "no", as a column "undirected" needs; anything else as it is."""
    return {"yes": "no", "no": "yes"}.get(word, word)


def by_id(cells: Sequence[str], ids: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the cells that are ids, and those that are names; in each list, empty texts replace the others."""
    known = set(ids) - {""}
    return [c if c in known else "" for c in cells], ["" if c in known else c for c in cells]


def ids_of_namesakes(names: Sequence[str], types: Sequence[str]) -> list[str]:
    """Return an id made of name and type for each name with several types; empty texts for all others.

    >>> ids_of_namesakes(["Parks", "Parks", "311"], ["city", "state", "city"])
    ['Parks (city)', 'Parks (state)', '']
    """
    found: dict[str, set[str]] = {}
    for name, kind in zip(names, types, strict=True):
        found.setdefault(fold(name), set()).add(fold(kind))
    return [
        f"{name} ({kind or 'no type'})" if name and len(found[fold(name)]) > 1 else ""
        for name, kind in zip(names, types, strict=True)
    ]


_NEEDED = ("name", "source", "target", "organization", "initiative", "site")  # kept when empty, so that rows are told


def plain_sheet(
    sheet: Sheet,
    name: str,
    made: Mapping[str, Sequence[str] | None],
    consumed: Iterable[str | None],
    *,
    positions: Sequence[int] | None = None,
    issues: Sequence[Issue] = (),
) -> Sheet:
    """Return one of our own plain sheets: the columns ``made``, then the others under their own headers.

    A column that is None or all empty is left out. ``consumed`` are the headers whose cells are already in ``made``.
    Columns of people's numbers and addresses are removed and reported; columns of their names are kept and not read
    later (``collect.person_headers``). ``positions`` is the row of ``sheet`` for each cell of ``made``, unless each
    row is used once.
    """
    taken = set(consumed)
    others = [header for header in sheet.frame.columns if header not in taken]
    people = [header for header in others if is_about_person(header) and not holds_names(header)]
    carried = [header for header in others if header not in people]
    ours = {
        header: list(cells) for header, cells in made.items() if cells is not None and (any(cells) or header in _NEEDED)
    }
    rows = sheet.frame[carried]
    _count(sheet.source, ours, rows, positions)
    rows = rows if positions is None else rows.iloc[list(positions)]
    frame = pd.concat([pd.DataFrame(ours, index=rows.index, dtype="str"), rows], axis=1)
    frame.index.name = "row"
    frame.columns = pd.Index(distinct(frame.columns), dtype="str")
    aside = (_people_set_aside(sheet.source, people),) if people else ()
    return Sheet(sheet.origin, name, frame, (*sheet.issues, *issues, *aside))


def _count(
    source: str, ours: Mapping[str, Sequence[str]], carried: pd.DataFrame, positions: Sequence[int] | None
) -> None:
    """Add the new cells to the limits before they are made, as a long name may repeat in every tie."""
    length = len(carried) if positions is None else len(positions)
    limits.count(source, rows=length, cells=length * (len(ours) + carried.shape[1]))
    for cells in ours.values():
        limits.count(source, texts=cells)
    for place in range(carried.shape[1]):
        lengths = carried.iloc[:, place].str.len().to_numpy()
        limits.count(source, letters=int((lengths if positions is None else lengths[list(positions)]).sum()))


def _people_set_aside(source: str, headers: list[str]) -> Issue:
    column = headers[0] if len(headers) == 1 else ""
    said: dict[str, Any] = {"column": column, "count": len(headers), "columns": ", ".join(headers)}
    return issue("about people, never read", "export", source=source, **said)
