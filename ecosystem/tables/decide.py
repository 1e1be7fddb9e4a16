"""A recipe as questions and grids that a person edits, and what was edited as a recipe again."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from ecosystem.collect.instruments import Match
from ecosystem.collect.person_headers import about_people
from ecosystem.collect.recipes import TIE_TO_ONE, ColumnRecipe, Fix, Recipe, SheetRecipe, Word
from ecosystem.collect.sheet import Sheet, Source
from ecosystem.collect.vocabularies import load_relations, load_vocabulary
from ecosystem.columns.column_profile import few_answers
from ecosystem.columns.inference import grids
from ecosystem.columns.plan import WORD_LISTS, propose
from ecosystem.errors import EcosystemError
from ecosystem.names.gate import OPEN, UNNAMED, NameGate, injective
from ecosystem.tables.assemble import assemble, instruments_for
from ecosystem.tables.dataset import Ecosystem
from ecosystem.text import fold, split_list, tidy

WHY = "Why it was set aside"


@dataclass(frozen=True)
class ColumnQuestion:
    """One question of a sheet: its columns (a grid has one for each row), which are decided together."""

    title: str
    columns: tuple[ColumnRecipe, ...]
    rows: tuple[str, ...]  # of a grid, as written
    answers: tuple[str, ...]  # what was chosen, where the choice is small: a scale can be made of it

    @property
    def decided(self) -> ColumnRecipe:
        """What was decided so far, as its first column has it."""
        return self.columns[0]


def questions_of(sheet: Sheet, decided: SheetRecipe) -> list[ColumnQuestion]:
    """The columns that are open to a decision, in the sheet's order; those of a grid are one question."""
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
    shown = [h for h in headers if h not in about_people(list(sheet.frame.columns))]
    answers = dict.fromkeys(answer for h in shown for cell in sheet.frame[h].unique() if (answer := tidy(cell)))
    answers |= dict.fromkeys((*columns[0].scale, *columns[0].no_tie))
    title = question or f"{len(headers)} columns with the same answers"
    return ColumnQuestion(title, tuple(columns), rows, tuple(answers) if few_answers(answers) else ())


def with_answer(decided: SheetRecipe, asked: ColumnQuestion, **settings: object) -> SheetRecipe:
    """The sheet's recipe with this said of all columns of a question; ValueError where it cannot be so.

    What a column can only be as a tie is forgotten where it is none; a column of a grid is about its row.
    """
    anew: dict[str, ColumnRecipe] = {}
    for place, column in enumerate(asked.columns):
        changed = ColumnRecipe.model_validate(column.model_dump() | settings)
        if not changed.is_tie:
            changed = ColumnRecipe(header=column.header, becomes=changed.becomes)
        elif changed.becomes == TIE_TO_ONE and not changed.named and asked.rows:
            changed = changed.model_copy(update={"named": asked.rows[place]})
        known = load_relations().get(changed.relation)
        if known and not known.directed:
            changed = changed.model_copy(update={"direction": "mutual"})
        anew[column.header] = changed
    return decided.model_copy(update={"column": tuple(anew.get(c.header, c) for c in decided.column)})


def read_otherwise(
    source: Source,
    recipe: Recipe | None,
    read: Callable[[Recipe], Source],
    sheet: Sheet,
    encoding: str,
    separator: str,
) -> tuple[Source, Recipe]:
    """The source with one text file read otherwise, and its recipe: what was decided of that file is guessed anew."""
    instruments = instruments_for(source)
    recipe = recipe or propose(source.sheets, instruments)
    how = {"encoding": encoding, "separator": separator}
    recipe = with_sheet(recipe, SheetRecipe(name=sheet.name, kind="not used", **how))  # type: ignore[arg-type]
    source = read(recipe)
    for anew in source.sheets:
        if anew.source == sheet.source:
            recipe = with_sheet(recipe, propose([anew], instruments).sheet[0].model_copy(update=how))
    return source, recipe


def unused_rows_or_error(source: Source, recipe: Recipe, sheet: Sheet) -> pd.DataFrame | str:
    """The rows of a sheet that would be set aside under a recipe, as ``rows_aside`` has them; an error in words."""
    try:
        return rows_aside(assemble(source, recipe), sheet)
    except EcosystemError as error:
        return str(error)


def gate_of(source: Source, recipe: Recipe | None) -> NameGate:
    """The gate of the map that ``source`` would be, by its recipe or a proposed one; open where it would be none."""
    try:
        return assemble(source, recipe or propose(source.sheets, instruments_for(source))).gate
    except EcosystemError:
        return OPEN


def before_and_after(before: Ecosystem | None, after: Ecosystem) -> pd.DataFrame:
    """Five numbers of a map before and after an import, side by side; without a map before, only those after."""
    numbers = _numbers(after)
    table = pd.DataFrame({"": list(numbers), "After": list(numbers.values())})
    if before is not None:
        table.insert(1, "Before", list(_numbers(before).values()))
    return table


def _numbers(ecosystem: Ecosystem) -> dict[str, int]:
    return {
        "rows kept": int(ecosystem.counts["rows_kept"].sum()),
        "rows set aside": int(ecosystem.counts["rows_set_aside"].sum()),
        "organizations": len(ecosystem.table("organizations")),
        "reports": len(ecosystem.table("reports")),
        "ties": len(ecosystem.table("ties")),
    }


def with_sheet(recipe: Recipe, changed: SheetRecipe) -> Recipe:
    """The recipe with the part about one sheet replaced, or added where it had none."""
    sheets = tuple(changed if s.name == changed.name else s for s in recipe.sheet)
    known = changed.name in {s.name for s in sheets}
    return recipe.model_copy(update={"sheet": sheets if known else (*sheets, changed)})


def rows_aside(ecosystem: Ecosystem, sheet: Sheet, match: Match | None = None) -> pd.DataFrame:
    """The rows of ``sheet`` of which something was set aside: ``WHY``, then the cells as they stand.

    Indexed by the row number of the spreadsheet; the columns about people are left out. Empty where none was set aside.
    """
    issues = ecosystem.table("issues")
    of_sheet = issues["source"] == ecosystem.gate.cell(sheet.source)
    mine = issues[(issues["kind"] == "set aside") & of_sheet & issues["row"].notna()]
    why = {int(row): "; ".join(dict.fromkeys(messages)) for row, messages in mine.groupby("row")["message"]}
    rows = sorted(set(why) & set(sheet.frame.index.tolist()))
    headers = list(sheet.frame.columns)
    private = about_people(headers).union(use.header for use in (match.columns if match else ()) if use.private)
    cells = sheet.frame.loc[rows, [h for h in headers if h not in private and h != WHY]]
    cells.insert(0, WHY, [why[row] for row in rows])
    return cells


def without_names(rows: pd.DataFrame, gate: NameGate) -> pd.DataFrame:
    """Rows of a sheet for looking at: the names of organizations that are not shown by name left out, headers too."""
    shown = rows.apply(lambda cells: cells.map(gate.cell))
    return shown.rename(columns=injective(rows.columns, {h: gate(h) for h in rows.columns}))


def fixes_between(before: pd.DataFrame, after: pd.DataFrame, was: pd.DataFrame | None = None) -> tuple[Fix, ...]:
    """One fix for each cell that reads differently in ``after``; both have the same rows and columns.

    ``was``: the cells as the sheet has them, where ``before`` shows them without some names.
    """
    was = before if was is None else was
    return tuple(
        Fix(row=int(row), column=column, was=was.at[row, column], now=str(after.at[row, shown] or ""))
        for column, shown in zip(was.columns[1:], before.columns[1:], strict=True)
        for row in before.index
        if str(after.at[row, shown] or "") != before.at[row, shown]
    )


def with_fixes(recipe: Recipe, sheet: Sheet, fixes: tuple[Fix, ...]) -> Recipe:
    """The recipe with these fixes added to the sheet's part; a cell mended before is mended anew.

    A row that the recipe sets aside comes back by being mended.
    """
    part = recipe.for_sheet(sheet)
    if part is None:
        return recipe
    anew = {(f.row, f.column) for f in fixes}
    kept = tuple(f for f in part.fix if (f.row, f.column) not in anew)
    still_aside = tuple(row for row in part.row_aside if row not in {f.row for f in fixes})
    return with_sheet(recipe, part.model_copy(update={"fix": (*kept, *fixes), "row_aside": still_aside}))


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
                withheld = bool(ecosystem.gate) and UNNAMED in value  # such an answer cannot be told apart here
                if not withheld and vocabulary.entry(value) is None:
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
