"""Conversion of a column setup into questions and grids that a person edits, and back."""

from dataclasses import dataclass

import pandas as pd

from ecosystem.collect.people_columns import people_columns
from ecosystem.collect.recipes import (
    RELATION,
    STRENGTH,
    TIE_TO_ONE,
    ColumnRecipe,
    Fix,
    Option,
    Recipe,
    SheetRecipe,
    Word,
)
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.vocabularies import load_relations
from ecosystem.columns.column_profile import few_answers
from ecosystem.columns.inference import grids
from ecosystem.columns.repeats import entries_of
from ecosystem.text import fold, tidy


@dataclass(frozen=True)
class ColumnQuestion:
    """One question of a sheet with its columns (one per row of a grid), which are decided together."""

    title: str
    columns: tuple[ColumnRecipe, ...]
    rows: tuple[str, ...]  # rows of a grid, as written
    answers: tuple[str, ...]  # the different answers, if there are few: a scale can be made of them

    @property
    def decided(self) -> ColumnRecipe:
        """Return the present decision, as set for the first column."""
        return self.columns[0]


def questions_of(sheet: Sheet, decided: SheetRecipe) -> list[ColumnQuestion]:
    """Return the columns that are open to a decision, in the sheet's order; the columns of a grid are one question."""
    of_grid = grids(list(sheet.frame.columns))
    groups: dict[tuple[str, ColumnRecipe], list[ColumnRecipe]] = {}
    for column in decided.column:
        if column.header in sheet.frame.columns:
            alone = column.becomes != TIE_TO_ONE or fold(column.named) != fold(column.header)
            question = of_grid[column.header][0] if column.header in of_grid else column.header if alone else ""
            groups.setdefault((question, column.model_copy(update={"header": "", "named": ""})), []).append(column)
    return [_asked(sheet, question, columns, of_grid) for (question, _), columns in groups.items()]


def _asked(
    sheet: Sheet, question: str, columns: list[ColumnRecipe], of_grid: dict[str, tuple[str, str]]
) -> ColumnQuestion:
    headers = [column.header for column in columns]
    several = len(columns) > 1 or headers[0] in of_grid
    rows = tuple(of_grid[h][1] if h in of_grid else h for h in headers) if several else ()
    people = people_columns(sheet)
    shown = [h for h in headers if h not in people]
    repeated = {header for repeat in sheet.repeats for header in repeat.headers}
    cells = ((h, cell) for h in shown for cell in sheet.frame[h].unique())
    parts = (part for h, cell in cells for part in (entries_of(cell) if h in repeated else [tidy(cell)]))
    answers = dict.fromkeys(filter(None, parts))
    answers |= dict.fromkeys((*columns[0].scale, *columns[0].no_tie))
    title = question or f"{len(headers)} columns with the same answers"
    return ColumnQuestion(title, tuple(columns), rows, tuple(answers) if few_answers(answers) else ())


def with_answer(decided: SheetRecipe, asked: ColumnQuestion, **settings: object) -> SheetRecipe:
    """Return the sheet's setup with these settings for all columns of a question; ValueError if they are invalid.

    Settings that apply only to ties are removed from other columns; a column of a grid is about its row.
    """
    anew: dict[str, ColumnRecipe] = {}
    for place, column in enumerate(asked.columns):
        changed = ColumnRecipe.model_validate(column.model_dump() | settings)
        if not changed.is_tie:
            plain = ColumnRecipe(header=column.header, becomes=changed.becomes)
            kept = {STRENGTH: ("of", "scale", "no_tie"), RELATION: ("of",)}.get(changed.becomes, ())
            changed = plain.model_copy(update={setting: getattr(changed, setting) for setting in kept})
        elif changed.becomes == TIE_TO_ONE and not changed.named and asked.rows:
            changed = changed.model_copy(update={"named": asked.rows[place]})
        known = load_relations().get(changed.relation)
        if known and not known.directed:
            changed = changed.model_copy(update={"direction": "mutual"})
        anew[column.header] = changed
    return decided.model_copy(update={"column": tuple(anew.get(c.header, c) for c in decided.column)})


def with_option(decided: SheetRecipe, column: str, text: str, several: bool | None) -> SheetRecipe:
    """Return the sheet's setup with the decision that a text is one answer or several; None takes it back."""
    kept = tuple(o for o in decided.option if (o.column, fold(o.text)) != (column, fold(text)))
    new = () if several is None else (Option(column=column, text=text, several=several),)
    return decided.model_copy(update={"option": (*kept, *new)})


def with_sheet(recipe: Recipe, changed: SheetRecipe) -> Recipe:
    """Return the recipe with the part about one sheet replaced, or added if missing."""
    sheets = tuple(changed if s.name == changed.name else s for s in recipe.sheet)
    known = changed.name in {s.name for s in sheets}
    return recipe.model_copy(update={"sheet": sheets if known else (*sheets, changed)})


def fixes_between(before: pd.DataFrame, after: pd.DataFrame, was: pd.DataFrame | None = None) -> tuple[Fix, ...]:
    """Return one fix for each cell that differs in ``after``; both frames have the same rows and columns.

    ``was`` holds the cells of the sheet itself, in case ``before`` omits some names.
    """
    was = before if was is None else was
    return tuple(
        Fix(row=int(row), column=column, was=was.at[row, column], now=str(after.at[row, shown] or ""))
        for column, shown in zip(was.columns[1:], before.columns[1:], strict=True)
        for row in before.index
        if str(after.at[row, shown] or "") != before.at[row, shown]
    )


def with_fixes(recipe: Recipe, sheet: Sheet, fixes: tuple[Fix, ...]) -> Recipe:
    """Return the recipe with these fixes added to the sheet's part; they replace earlier fixes of the same cells.

    A row excluded by the recipe is included again if one of its cells is fixed.
    """
    part = recipe.for_sheet(sheet)
    if part is None:
        return recipe
    anew = {(f.row, f.column) for f in fixes}
    kept = tuple(f for f in part.fix if (f.row, f.column) not in anew)
    still_aside = tuple(row for row in part.row_aside if row not in {f.row for f in fixes})
    return with_sheet(recipe, part.model_copy(update={"fix": (*kept, *fixes), "row_aside": still_aside}))


def with_words(recipe: Recipe, table: pd.DataFrame) -> Recipe:
    """Return the recipe with the words chosen in ``table`` (columns list, written, word; "" means no choice)."""
    chosen = [row for row in table.fillna("").to_dict("records") if row["word"]]
    words = {(w.list, w.written): w for w in recipe.word}
    words |= {
        (row["list"], row["written"]): Word(list=row["list"], written=row["written"], word=row["word"])
        for row in chosen
    }
    return recipe.model_copy(update={"word": tuple(words.values())})
