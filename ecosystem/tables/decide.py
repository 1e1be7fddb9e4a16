"""A recipe as grids that a person edits, and the edited grids as a recipe again."""

import difflib

import pandas as pd

from ecosystem.collect.instruments import Match
from ecosystem.collect.recipes import Fix, Recipe, SheetRecipe, Word
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.tables.ecosystem import Ecosystem
from ecosystem.tables.in_words import examples
from ecosystem.tables.plan import WORD_LISTS
from ecosystem.tables.spec import LIST_SEPARATOR
from ecosystem.tables.values import split_list

GRID = ("Column", "Becomes", "In words", "Relation", "Direction", "About", "Scale, weakest first", "Means no tie")


def grid_of(sheet: Sheet, decided: SheetRecipe) -> pd.DataFrame:
    """One row a column that is open to a decision, with the columns ``GRID``; "In words" is what to judge it by."""
    rows = [
        (
            c.header,
            c.becomes,
            " · ".join(examples(sheet, decided, c)),
            c.relation,
            c.direction if c.is_tie else "",
            c.named,
            LIST_SEPARATOR.join(c.scale),
            LIST_SEPARATOR.join(c.no_tie),
        )
        for c in decided.column
        if c.header in sheet.frame.columns
    ]
    return pd.DataFrame(rows, columns=list(GRID), dtype="string")


def decided_by(grid: pd.DataFrame, decided: SheetRecipe, kind: str) -> SheetRecipe:
    """The sheet's recipe with the columns as the grid has them by now; RecipeError where they cannot be so."""
    cells = grid.fillna("")
    columns = [
        {
            "header": row["Column"],
            "becomes": row["Becomes"] or "not used",
            "relation": row["Relation"],
            "direction": row["Direction"] or "mutual",
            "named": row["About"],
            "scale": split_list(row["Scale, weakest first"]),
            "no_tie": split_list(row["Means no tie"]),
        }
        for row in cells.to_dict("records")
    ]
    record = decided.model_dump() | {"kind": kind, "column": columns}
    return SheetRecipe.model_validate(record)


def with_sheet(recipe: Recipe, changed: SheetRecipe) -> Recipe:
    """The recipe with the part about one sheet replaced, or added where it had none."""
    sheets = tuple(changed if s.name == changed.name else s for s in recipe.sheet)
    known = changed.name in {s.name for s in sheets}
    return recipe.model_copy(update={"sheet": sheets if known else (*sheets, changed)})


def rows_aside(ecosystem: Ecosystem, sheet: Sheet, match: Match | None = None) -> pd.DataFrame:
    """The rows of ``sheet`` that were set aside, cells as they stand, without the columns about people.

    Indexed by the row number of the spreadsheet. Empty where none was set aside.
    """
    issues = ecosystem.table("issues")
    mine = issues[(issues["kind"] == "set aside") & (issues["source"] == sheet.source)]
    rows = sorted({int(row) for row in mine["row"].dropna()} & set(sheet.frame.index.tolist()))
    private = {use.header for use in match.columns if use.private} if match else set()
    return sheet.frame.loc[rows, [c for c in sheet.frame.columns if c not in private]]


def fixes_between(before: pd.DataFrame, after: pd.DataFrame) -> tuple[Fix, ...]:
    """One fix for each cell that reads differently in ``after``; both have the same rows and columns."""
    return tuple(
        Fix(row=int(row), column=column, was=before.at[row, column], now=str(after.at[row, column] or ""))
        for row in before.index
        for column in before.columns
        if str(after.at[row, column] or "") != before.at[row, column]
    )


def with_fixes(recipe: Recipe, sheet: Sheet, fixes: tuple[Fix, ...]) -> Recipe:
    """The recipe with these fixes added to the sheet's part; a cell mended before is mended anew."""
    part = recipe.for_sheet(sheet)
    if part is None:
        return recipe
    anew = {(f.row, f.column) for f in fixes}
    kept = tuple(f for f in part.fix if (f.row, f.column) not in anew)
    return with_sheet(recipe, part.model_copy(update={"fix": (*kept, *fixes)}))


def unknown_words(ecosystem: Ecosystem) -> pd.DataFrame:
    """Answers no word list knows: list, written, organizations (how many), word (a likely one, or ""); most first."""
    times: dict[tuple[str, str], int] = {}
    organizations = ecosystem.table("organizations")
    for column, word_list in WORD_LISTS.items():
        if column not in organizations.columns or column == "consent":
            continue
        vocabulary = load_vocabulary(word_list)
        for text in organizations[column].dropna():
            for value in split_list(text) if column not in ("sector", "level") else [text]:
                if vocabulary.entry(value) is None:
                    times[word_list, value] = times.get((word_list, value), 0) + 1
    rows = [(name, written, count, _near(name, written)) for (name, written), count in times.items()]
    table = pd.DataFrame(rows, columns=["list", "written", "organizations", "word"])
    return table.sort_values(["organizations", "list", "written"], ascending=[False, True, True], ignore_index=True)


def _near(word_list: str, written: str) -> str:
    """The word of the list that ``written`` looks like; "" if none does."""
    labels = {label.casefold(): label for label in load_vocabulary(word_list).labels}
    found = difflib.get_close_matches(written.casefold(), labels, 1, 0.75)
    return labels[found[0]] if found else ""


def with_words(recipe: Recipe, table: pd.DataFrame) -> Recipe:
    """The recipe with the words chosen in ``table`` (columns list, written, word; "" chooses none)."""
    chosen = [row for row in table.fillna("").to_dict("records") if row["word"]]
    words = {(w.list, w.written): w for w in recipe.word}
    words |= {
        (row["list"], row["written"]): Word(list=row["list"], written=row["written"], word=row["word"])
        for row in chosen
    }
    return recipe.model_copy(update={"word": tuple(words.values())})
