"""Plain tables that one sheet makes by its setup: the sheet itself, and ties and memberships that its columns name."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from ecosystem.collect.limits import MOST_CELLS_IN_A_ROW
from ecosystem.collect.recipes import TIES_TO_SEVERAL, ColumnRecipe, SheetRecipe
from ecosystem.collect.sheet import Sheet
from ecosystem.columns.known_names import KnownNames, ticked, without_links
from ecosystem.columns.marked_columns import are_marks, mark_of
from ecosystem.columns.plain_tables import Plain, check_decided, found_in, plain_of
from ecosystem.errors import SourceError
from ecosystem.text import split_list, tidy
from ecosystem.translation import gettext

INITIATIVES = "initiatives"
BESIDE = {"organizations": (TIES_TO_SEVERAL, INITIATIVES), "ties": (TIES_TO_SEVERAL,)}  # kind -> further roles
Row = tuple[int, dict[str, str]]  # place in the sheet, cells


def names_several(part: SheetRecipe) -> bool:
    """Return whether a cell of the sheet may name several organizations, which the names in all lists tell apart."""
    return part.kind == "memberships" or any(c.becomes in BESIDE.get(part.kind, ()) for c in part.column)


def plain_tables_of(sheet: Sheet, part: SheetRecipe, known: KnownNames) -> tuple[Plain, ...]:
    """Return the plain tables of a sheet under its setup: its own first, then those its columns of names make.

    ``known`` holds the names of the lists in the source, by which a cell with several names is split. Raises
    RecipeError where a required column is missing or given twice.
    """
    here = [c for c in part.column if c.header in sheet.frame.columns]
    naming = [c for c in here if c.becomes in BESIDE.get(part.kind, ())]
    private = [c.header for c in here if c.becomes == "private"]
    found = {c.header: c.becomes for c in here if c not in naming and c.becomes not in ("private", "not used")}
    if not part.column:
        found = found_in(sheet, part.kind)
    several = [c for c in naming if c.becomes == TIES_TO_SEVERAL]
    implied = {c.header: "target" for c in several[:1] if part.kind == "ties" and "target" not in found.values()}
    check_decided(sheet, part.kind, found | implied)
    plain = plain_of(sheet, part.kind, found, private)
    plain = replace(plain, unused=tuple(h for h in plain.unused if h not in {c.header for c in naming}))
    if part.kind == "ties":
        return (_several_targets(plain, several, known),) if several else (plain,)
    if part.kind == "memberships":
        return (_split_memberships(plain, known),)
    return (plain, *_ties(plain, several, known), *_memberships(plain, [c for c in naming if c not in several]))


def _several_targets(plain: Plain, several: Sequence[ColumnRecipe], known: KnownNames) -> Plain:
    """Return the list of ties with one row for each target that these columns name."""
    rows: list[Row] = []
    cells = {c.header: plain.sheet.frame[c.header].tolist() for c in several}
    for place, (_, values) in enumerate(plain.rows()):
        own = [values] if values.get("target") or values.get("target_id") else []
        for column in several:
            own += [
                _tie(values.get("source", ""), values.get("source_id", ""), name, column, values)
                for name in known.parts(cells[column.header][place])
            ]
        rows += [(place, tie) for tie in own or [{**values, "target": ""}]]
    return _made(plain, rows, dict.fromkeys((*plain.frame.columns, "source", "target", "relation")))


def _tie(name: str, own_id: str, other: str, column: ColumnRecipe, values: dict[str, str]) -> dict[str, str]:
    """Return the cells of one tie; the row's own relation comes before that of the column."""
    said = {**values, "relation": values.get("relation") or column.relation}
    if column.direction == "gets":
        return {**said, "source": other, "source_id": "", "target": name, "target_id": own_id}
    return {**said, "source": name, "source_id": own_id, "target": other, "target_id": ""}


def _ties(plain: Plain, several: Sequence[ColumnRecipe], known: KnownNames) -> list[Plain]:
    """Return the ties that columns of a list name, as one list; none if no column does."""
    rows: list[Row] = []
    for column in several:
        cells = plain.sheet.frame[column.header].tolist()
        for place, ((_, values), cell) in enumerate(zip(plain.rows(), cells, strict=True)):
            who = values["name"], values.get("organization_id", "")
            rows += [(place, _tie(*who, name, column, {})) for name in known.parts(cell)]
    columns = ("source", "source_id", "target", "target_id", "relation")
    return [_derived(plain, "ties", rows, columns)] if several else []


def _memberships(plain: Plain, naming: Sequence[ColumnRecipe]) -> list[Plain]:
    """Return the memberships that columns of a list name, as one list; none if no column does."""
    rows: list[Row] = []
    for column in naming:
        cells = plain.sheet.frame[column.header].tolist()
        if are_marks([cell for cell in cells if cell.strip()]):  # the header names what they mark
            marks = [mark_of(cell) for cell in cells]
            for place, ((_, values), mark) in enumerate(zip(plain.rows(), marks, strict=True)):
                if mark and mark.ticked:
                    own = {"organization": values["name"], "initiative": tidy(column.header), "role": mark.role}
                    rows.append((place, own))
            continue
        lists = ticked(cells)
        for place, ((_, values), names) in enumerate(zip(plain.rows(), lists, strict=True)):
            rows += [(place, {"organization": values["name"], "initiative": name}) for name in names]
    return [_derived(plain, "memberships", rows, ("organization", "initiative", "role"))] if naming else []


def _split_memberships(plain: Plain, known: KnownNames) -> Plain:
    """Return the memberships with one row for each organization and initiative that a row names."""
    rows: list[Row] = []
    for place, (row, values) in enumerate(plain.rows()):
        members = known.parts(values["organization"]) or [values["organization"]]
        groups = [tidy(part) for part in split_list(without_links(values["initiative"]))] or [values["initiative"]]
        if len(members) * len(groups) > MOST_CELLS_IN_A_ROW:
            text = gettext("{source}, row {row}: it names too many organizations and initiatives at once. Split it.")
            raise SourceError(text.format(source=plain.sheet.source, row=row))
        rows += [(place, {**values, "organization": who, "initiative": what}) for who in members for what in groups]
    return _made(plain, rows, plain.frame.columns)


def _derived(plain: Plain, kind: str, rows: Sequence[Row], columns: Iterable[str]) -> Plain:
    """Return a further table of a sheet; what it says of its unused columns is said once, by the first."""
    made = _made(plain, rows, columns)
    return replace(made, kind=kind, found={}, unused=(), derived=True)


def _made(plain: Plain, rows: Sequence[Row], columns: Iterable[str]) -> Plain:
    """Return the table with these rows; the columns about people stand beside them, row by row, to be redacted."""
    places = [place for place, _ in rows]
    people = plain.sheet.frame[list(plain.people)].iloc[places]
    frame = pd.DataFrame({c: [row.get(c, "") for _, row in rows] for c in columns}, index=people.index, dtype="str")
    return replace(plain, sheet=replace(plain.sheet, frame=people, issues=()), frame=frame)
