"""Texts with commas in a sheet of answers that may be one answer or several, for a person to decide."""

from collections.abc import Sequence

from ecosystem.collect.instruments import Instrument, Match
from ecosystem.collect.recipes import Recipe
from ecosystem.collect.sheet import Sheet
from ecosystem.columns.plan import Plan, plan
from ecosystem.columns.ticked import OpenOption
from ecosystem.errors import EcosystemError
from ecosystem.tables.builder import TableBuilder
from ecosystem.tables.nominations import read_recall, relation_columns
from ecosystem.tables.responses import ticked_options
from ecosystem.text import fold


def open_options(
    sheets: Sequence[Sheet], sheet: Sheet, recipe: Recipe, instruments: Sequence[Instrument]
) -> list[tuple[str, OpenOption]]:
    """Return the open texts of one sheet under a setup, each with its column, in the order of the columns.

    Known as one answer are the names that the sheets list, the respondents, the rows of grids, and the word lists.
    Empty if the setup does not fit the sheets.
    """
    try:
        plans = [plan(each, recipe, instruments) for each in sheets]
    except EcosystemError:
        return []
    match = next((p.answers for each, p in zip(sheets, plans, strict=True) if each is sheet), None)
    return _open(sheet, match, _names(plans)) if match else []


def _open(sheet: Sheet, match: Match, names: set[str]) -> list[tuple[str, OpenOption]]:
    found = []
    builder = TableBuilder()
    of_ties = {column.use.header: column for column in relation_columns(match, sheet, names.__contains__)}
    for use in match.columns:
        cells = sheet.frame[use.header].tolist()
        ticked = ticked_options(builder, sheet, use, use.question) if use.question else None
        if use.header in of_ties:
            read_recall(of_ties[use.header], cells)
            ticked = of_ties[use.header].ticked
        elif ticked is not None:
            for cell in filter(str.strip, cells):
                ticked.parts(cell)
        found += [(use.header, option) for option in (ticked.open.values() if ticked else ())]
    return found


def _names(plans: Sequence[Plan]) -> set[str]:
    """Return the folded names of organizations that answer or are listed."""
    headers: list[tuple[Sheet, str]] = []
    for each in plans:
        if each.answers:
            uses = [use for use in each.answers.columns if use.question and use.row is None]
            headers += [(each.sheet, u.header) for u in uses if u.question and u.question.becomes == "organization"]
        elif each.plain and each.plain.kind == "organizations":
            headers += [(each.sheet, header) for header, becomes in each.plain.found.items() if becomes == "name"]
    return {fold(cell) for sheet, header in headers for cell in sheet.frame[header].unique() if cell.strip()}
