"""Columns of a list of organizations that name others: ties, memberships, the organization each is part of."""

from collections.abc import Mapping, Sequence
from typing import Any

from ecosystem.collect.issues import issue
from ecosystem.collect.recipes import TIES_TO_SEVERAL, ColumnRecipe, SheetRecipe
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.columns.header_roles import (
    direction_of,
    may_be_ids,
    names_groups,
    names_own_work,
    names_parent,
    names_partners,
    says_no_name,
    says_place,
)
from ecosystem.columns.known_names import KnownNames, ticked
from ecosystem.columns.marked_columns import mark_of, marked_columns
from ecosystem.columns.plain_tables import Plain
from ecosystem.columns.question_words import relation_in
from ecosystem.columns.tie_sheets import KNOWN, MOST_COLUMNS, VALUE_REASONS, ValueReading, setup_of
from ecosystem.columns.value_kinds import ColumnValues
from ecosystem.text import fold, tidy

INITIATIVES, PART_OF = "initiatives", "part_of"
_Told = tuple[ColumnRecipe, bool, Issue]  # the column's setup, whether it is sure, and the issue that says so
_FEWEST = 2  # listed names that make a column worth a question
_DOUBTFUL = 0.3  # share of listed names that makes it one
_SURE_CODE = 0.9  # of a column whose header says ids or dates


def list_columns(plain: Plain, known: KnownNames) -> ValueReading | None:
    """Return the setup of a list with columns that name others; None if no column does."""
    sheet = plain.sheet
    found = []
    taken = set(plain.found.values())
    for header in plain.unused[:MOST_COLUMNS]:
        told = _column(sheet, header, plain, known)
        if told and told[0].becomes not in taken:
            found.append(told)
            taken |= {told[0].becomes} & {PART_OF}
    found += _marked(sheet, [h for h in plain.unused[:MOST_COLUMNS] if h not in {c.header for c, _, _ in found}])
    if not found:
        return None
    plain_setup = setup_of(sheet, "organizations", plain.found)
    any_sure = any(is_sure for _, is_sure, _ in found)
    proposal = _with(plain_setup, [column for column, _, _ in found])
    sure = _with(plain_setup, [column for column, is_sure, _ in found if is_sure])
    return ValueReading(proposal, sure if any_sure else None, tuple(said for _, _, said in found))


def _with(setup: SheetRecipe, columns: Sequence[ColumnRecipe]) -> SheetRecipe:
    anew = {column.header: column for column in columns}
    return setup.model_copy(update={"column": tuple(anew.get(c.header, c) for c in setup.column)})


def _column(sheet: Sheet, header: str, plain: Plain, known: KnownNames) -> _Told | None:
    """Return what a column of a list becomes, whether that is sure, and the issue that says so; None if nothing."""
    column = ColumnValues.of(sheet, header)
    if not column.filled or says_place(header) or (column.are_numbers and not may_be_ids(header)):
        return None
    parts = _others_named(column, plain, known)
    listed = sum(map(bool, parts.values()))
    share = listed / len(parts) if parts else 0.0
    counts = {"known": listed, "count": len(parts)}
    coded = says_no_name(header) or column.are_dates or column.are_numbers
    sure = listed and share >= (_SURE_CODE if coded else KNOWN) and (listed >= _FEWEST or share == 1)
    if sure and names_parent(header):
        return _said(sheet, ColumnRecipe(header=header, becomes=PART_OF), "column_parent", counts)
    answers = not listed and column.are_few_answers and len(column.different) < len(column.filled)
    if sure or (not coded and not answers and column.are_names and names_partners(header)):
        tie = _tie(header)
        return _said(sheet, tie, "column_ties", counts | {"relation": tie.relation}, sure=bool(listed))
    if coded or not column.are_names:
        return None
    if listed >= _FEWEST and share >= _DOUBTFUL:
        return _said(sheet, _tie(header), "column_ties", counts, sure=False)
    return _groups(sheet, column)


def _others_named(column: ColumnValues, plain: Plain, known: KnownNames) -> dict[str, str]:
    """Return the folded names in a column, without those of the rows themselves -> the listed name that each means."""
    parts: dict[str, str] = {}
    for cell, name in zip(column.cells, map(fold, plain.frame["name"]), strict=True):
        for part in known.parts(cell) if cell else ():
            if (meant := known.meant(part)) != name and fold(part) != name:
                parts.setdefault(fold(part), meant)
    return parts


def _groups(sheet: Sheet, column: ColumnValues) -> _Told | None:
    """Return a column of groups as memberships: sure if the header says groups, or shared work that recurs."""
    own_work = names_own_work(column.header)
    if not own_work and not names_groups(column.header):
        return None
    cells = [[fold(part) for part in parts] for parts in ticked(column.filled)]
    times: dict[str, int] = {}
    for part in (part for parts in cells for part in dict.fromkeys(parts)):
        times[part] = times.get(part, 0) + 1
    shared = sum(count > 1 for count in times.values())
    if own_work and not shared:
        return None
    becomes = ColumnRecipe(header=column.header, becomes=INITIATIVES)
    return _said(sheet, becomes, "column_groups", {"count": len(times)}, sure=not own_work or shared * 2 >= len(times))


def _marked(sheet: Sheet, headers: Sequence[str]) -> list[_Told]:
    """Return the columns of marks as memberships in what each header names; a doubtful mark is counted and not read."""
    columns = [ColumnValues.of(sheet, header) for header in headers]
    told = []
    for header, sure in marked_columns([c for c in columns if c.filled]).items():
        marks = [mark for cell in sheet.frame[header] if (mark := mark_of(cell))]
        counts = {"count": sum(m.ticked for m in marks), "doubtful": sum(m.doubtful for m in marks)}
        wording = "column_marks_doubtful" if sure and counts["doubtful"] else "column_marks"
        said = counts | {"initiative": tidy(header)}
        told.append(_said(sheet, ColumnRecipe(header=header, becomes=INITIATIVES), wording, said, sure=sure))
    return told


def _said(sheet: Sheet, becomes: ColumnRecipe, wording: str, said: Mapping[str, Any], *, sure: bool = True) -> _Told:
    return becomes, sure, issue(VALUE_REASONS[not sure], wording, source=sheet.source, column=becomes.header, **said)


def _tie(header: str) -> ColumnRecipe:
    """Return the setup of a column of ties: the relation that its header says, or the header itself as relation."""
    relation = relation_in(header) or tidy(header)
    direction: Any = direction_of(header, relation)
    return ColumnRecipe(header=header, becomes=TIES_TO_SEVERAL, relation=relation, direction=direction)
