"""This program's own export, read again: initiatives and their members, and what holds the same data a second time."""

from collections.abc import Sequence
from dataclasses import replace

from ecosystem.collect.formats.shape import Translation, plain_sheet, texts
from ecosystem.collect.sheet import FILE, GRAPH, WORKBOOK, ZIP, Sheet
from ecosystem.schema import INITIATIVES, MEMBERSHIPS, TIES
from ecosystem.text import fold

# Marks of sheets of an export that are not read; each is also the wording of the issue that says so.
OWN_NETWORK = "own_network"  # a network file that the tables beside it hold too
OWN_WORKBOOK = "own_workbook"  # a sheet of a workbook that a CSV file beside it holds too
OWN_NO_TIES = "own_no_ties"  # a table of ties without rows, which an export has also where nobody was asked about ties
OWN_MARKS = (OWN_NETWORK, OWN_WORKBOOK, OWN_NO_TIES)
_NAMES = "a list of initiatives"
_NODE = {"organization_id", "name", "label"}
_LISTED = ("organization_id", "name")
_TIE = ("source_id", "target_id", "state")
_SAME = 0.5  # share of the organizations of the smaller of two exports that the other has too, for them to be one


def own_memberships(sheets: Sequence[Sheet]) -> Translation | None:
    """Return the exported tables memberships and initiatives as memberships, with the initiatives' names."""
    named = [sheet for sheet in sheets if _has(sheet, {"initiative_id", "name"}, INITIATIVES.names)]
    members = [each for each in sheets if _has(each, {"organization_id", "initiative_id"}, MEMBERSHIPS.names)]
    members = [each for each in members if len(each.frame)]
    if not members:
        aside = tuple(replace(sheet, aside=_NAMES) for sheet in named)
        return Translation("", aside, tuple(sheet.source for sheet in named)) if named else None
    names = {i: n for sheet in named for i, n in zip(texts(sheet, "initiative_id"), texts(sheet, "name"), strict=True)}
    made = tuple(_with_names(sheet, names) for sheet in members)
    return Translation("", made, tuple(sheet.source for sheet in (*members, *named)))


def _has(sheet: Sheet, needed: set[str], known: Sequence[str]) -> bool:
    return not sheet.aside and needed <= set(sheet.frame.columns) <= set(known)


def _with_names(sheet: Sheet, names: dict[str, str]) -> Sheet:
    ids = texts(sheet, "initiative_id")
    made = {"organization": texts(sheet, "organization_id"), "initiative": [names.get(each, each) for each in ids]}
    return plain_sheet(sheet, "memberships", made, ("organization_id", "initiative_id"))


def without_repeats(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets of an export with those marked as aside that hold nothing, or what another one holds too."""
    sheets = [replace(s, aside=OWN_NO_TIES) if s.frame.empty and _has(s, {*_TIE}, TIES.names) else s for s in sheets]
    return _without_own_network(_without_own_workbook(sheets))


def _without_own_workbook(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Mark the sheets of an exported workbook whose table stands beside it as a CSV file of the same export.

    Without that, a tie would count twice as soon as one of its two files is corrected.
    """
    files = {fold(sheet.name): sheet for sheet in sheets if sheet.origin.kind in (FILE, ZIP)}
    workbooks: dict[str, dict[str, Sheet]] = {}
    for sheet in sheets:
        if sheet.origin.kind == WORKBOOK:
            workbooks.setdefault(sheet.origin.document, {})[fold(sheet.name)] = sheet
    ours = {document for document, tables in workbooks.items() if _is_one_export(tables, files)}
    return [
        replace(sheet, aside=OWN_WORKBOOK)
        if sheet.origin.document in ours and sheet.origin.kind == WORKBOOK and fold(sheet.name) in files
        else sheet
        for sheet in sheets
    ]


def _is_one_export(tables: dict[str, Sheet], files: dict[str, Sheet]) -> bool:
    """Return whether both hold our tables of organizations and ties, and list mostly the same organizations."""
    for name, headers in (("organizations", _LISTED), ("ties", _TIE)):
        if not all(name in each and _is_table(each[name], *headers) for each in (tables, files)):
            return False
    one, other = (
        set(zip(*(texts(each["organizations"], header) for header in _LISTED), strict=True)) for each in (tables, files)
    )
    return len(one & other) >= _SAME * min(len(one), len(other))


def _without_own_network(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Mark an exported network file where its own tables stand beside it.

    It is one of ours if its nodes have our ids, all of which an exported table of organizations lists, and a table of
    ties with our ids is there too: read beside them, each of its ties would count twice.
    """
    ids = {each for s in sheets if _is_table(s, *_LISTED) for each in texts(s, "organization_id")}
    if not ids or not any(_is_table(sheet, *_TIE) for sheet in sheets):
        return list(sheets)
    ours = {
        sheet.origin.document
        for sheet in sheets
        if sheet.origin.kind == GRAPH and set(sheet.frame.columns) >= _NODE and ids >= set(texts(sheet, "id"))
    }
    return [
        replace(sheet, aside=OWN_NETWORK) if sheet.origin.kind == GRAPH and sheet.origin.document in ours else sheet
        for sheet in sheets
    ]


def _is_table(sheet: Sheet, *headers: str) -> bool:
    return sheet.origin.kind != GRAPH and set(headers) <= set(sheet.frame.columns)
