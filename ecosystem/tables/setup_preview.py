"""Preview of a column setup: rows that are not used, unknown answers, and counts before and after the import."""

import difflib
from collections.abc import Callable

import pandas as pd

from ecosystem.collect.instruments import Match
from ecosystem.collect.people_columns import people_columns
from ecosystem.collect.recipes import Recipe, SheetRecipe
from ecosystem.collect.sheet import Sheet, Source
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.columns.edit import with_sheet
from ecosystem.columns.plan import WORD_LISTS, propose
from ecosystem.errors import EcosystemError
from ecosystem.names.gate import OPEN, UNNAMED, NameGate, injective
from ecosystem.tables.assemble import assemble, instruments_for
from ecosystem.tables.dataset import Ecosystem
from ecosystem.text import split_list

WHY = "Why it was set aside"


def read_otherwise(
    source: Source,
    recipe: Recipe | None,
    read: Callable[[Recipe], Source],
    sheet: Sheet,
    encoding: str,
    separator: str,
) -> tuple[Source, Recipe]:
    """Return the source with one text file read differently, and its recipe.

    Settings of that file are inferred anew.
    """
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
    """Return the rows that ``recipe`` would not use, as from ``rows_aside``, or the error as text."""
    try:
        return rows_aside(assemble(source, recipe), sheet)
    except EcosystemError as error:
        return str(error)


def gate_of(source: Source, recipe: Recipe | None) -> NameGate:
    """Return the name gate of the map that ``source`` would become under its recipe or a proposed one.

    The gate replaces nothing where the source would not become a map.
    """
    try:
        return assemble(source, recipe or propose(source.sheets, instruments_for(source))).gate
    except EcosystemError:
        return OPEN


def before_and_after(before: Ecosystem | None, after: Ecosystem) -> pd.DataFrame:
    """Return five counts of a map before and after an import, side by side; only those after if there was no map."""
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


def rows_aside(ecosystem: Ecosystem, sheet: Sheet, match: Match | None = None) -> pd.DataFrame:
    """Return the rows of ``sheet`` of which something was not used: ``WHY``, then the cells as written.

    Indexed by the row number of the spreadsheet. Columns about people are left out. Empty if every row was used.
    """
    issues = ecosystem.table("issues")
    of_sheet = issues["source"] == ecosystem.gate.cell(sheet.source)
    mine = issues[(issues["kind"] == "set aside") & of_sheet & issues["row"].notna()]
    why = {int(row): " ".join(dict.fromkeys(messages)) for row, messages in mine.groupby("row")["message"]}
    rows = sorted(set(why) & set(sheet.frame.index.tolist()))
    headers = list(sheet.frame.columns)
    private = people_columns(sheet).union(use.header for use in (match.columns if match else ()) if use.private)
    cells = sheet.frame.loc[rows, [h for h in headers if h not in private and h != WHY]]
    cells.insert(0, WHY, [why[row] for row in rows])
    return cells


def without_names(rows: pd.DataFrame, gate: NameGate) -> pd.DataFrame:
    """Return rows of a sheet for display, with withheld names removed from cells and headers."""
    shown = rows.apply(lambda cells: cells.map(gate.cell))
    return shown.rename(columns=injective(rows.columns, {h: gate(h) for h in rows.columns}))


def unknown_words(ecosystem: Ecosystem) -> pd.DataFrame:
    """Return the answers that no word list contains, the most frequent first.

    Columns: list, written, organizations (how many), word (a likely term, or "").
    """
    times: dict[tuple[str, str], int] = {}
    organizations = ecosystem.table("organizations")
    for column, word_list in WORD_LISTS.items():
        if column not in organizations.columns or column == "consent":
            continue
        vocabulary = load_vocabulary(word_list)
        for text in organizations[column].dropna():
            for value in split_list(text) if column not in ("sector", "level") else [text]:
                withheld = bool(ecosystem.gate) and UNNAMED in value  # such an answer cannot be told from others here
                if not withheld and vocabulary.entry(value) is None:
                    times[word_list, value] = times.get((word_list, value), 0) + 1
    rows = [(name, written, count, _near(name, written)) for (name, written), count in times.items()]
    table = pd.DataFrame(rows, columns=["list", "written", "organizations", "word"])
    return table.sort_values(["organizations", "list", "written"], ascending=[False, True, True], ignore_index=True)


def _near(word_list: str, written: str) -> str:
    """Return the term of the list that ``written`` resembles; "" if none does."""
    labels = {label.casefold(): label for label in load_vocabulary(word_list).labels}
    found = difflib.get_close_matches(written.casefold(), labels, 1, 0.75)
    return labels[found[0]] if found else ""
