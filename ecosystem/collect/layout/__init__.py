"""Cleanup of sheets edited by hand: what belongs to the layout of a sheet and not to its data.

Titles, headings between rows, page marks, rows of templates, totals and notes are not used and are reported with their
row; rows that only may be such a thing, or look like tests, are used and reported. A sheet is split only where the
header of another table is certain: by known header words, or by the first table's own.
"""

from dataclasses import replace

from ecosystem.collect.layout.blanks import filled_down
from ecosystem.collect.layout.headers import with_header
from ecosystem.collect.layout.headings import without_headings
from ecosystem.collect.layout.marks import marked_rows, without_placeholders
from ecosystem.collect.layout.notes import notes, totals, trials
from ecosystem.collect.layout.outline import without_outline
from ecosystem.collect.layout.split import split_tables
from ecosystem.collect.sheet import Issue, Sheet

__all__ = ["ROW_REASONS", "cleared", "doubted", "split_tables"]
ROW_REASONS = frozenset(  # each reports a row that is removed here
    {
        *("total", "note below the table", "template row", "page mark", "header again", "row of tags", "row of types"),
        "section row",
    }
)


def cleared(sheet: Sheet, *, has_header: bool = False) -> tuple[Sheet, ...]:
    """Return the tables of a sheet without rows of its layout, with an issue for each row that looks like a test.

    No other header is looked for where ``has_header`` says that a form tool wrote the present one.
    """
    return tuple(_cleared(table) for table in split_tables(sheet if has_header else with_header(sheet)))


def doubted(sheet: Sheet) -> Sheet:
    """Return the same rows, with an issue for each that looks like a test."""
    return _with_issues(sheet, list(trials(sheet)))


def _cleared(table: Sheet) -> Sheet:
    """Return one table without the rows that are none of its data."""
    table = without_placeholders(table)
    for found in (marked_rows, totals):
        table = _without(table, list(found(table)))
    table = without_headings(without_outline(table))
    return doubted(filled_down(_without(table, list(notes(table)))))


def _without(sheet: Sheet, found: list[Issue]) -> Sheet:
    """Return the sheet with these issues, and without the rows that they set aside."""
    rows = {each.row for each in found if each.kind == "set aside"}
    sheet = _with_issues(sheet, found)
    return replace(sheet, frame=sheet.frame[~sheet.frame.index.isin(rows)]) if rows else sheet


def _with_issues(sheet: Sheet, found: list[Issue]) -> Sheet:
    return replace(sheet, issues=(*sheet.issues, *found)) if found else sheet
