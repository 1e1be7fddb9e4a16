"""Rows that were not used, in a grid to correct them, and answers that no word list knows."""

from typing import Any

import pandas as pd
import streamlit as st

from ecosystem.collect.instruments import Match
from ecosystem.collect.recipes import Recipe, dump_recipe
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.columns import edit
from ecosystem.pages import session
from ecosystem.pages.parts import layout
from ecosystem.pages.parts.drawing import headed_by_number
from ecosystem.pages.parts.sheet_form import sheet_to_show
from ecosystem.pages.parts.tie_form import pick
from ecosystem.show import phrases
from ecosystem.show.text import plain
from ecosystem.tables import setup_preview
from ecosystem.tables.setup_preview import WHY
from ecosystem.translation import gettext, ngettext

_WORDS_AT_ONCE = 15


def correct_rows(sheet: Sheet, recipe: Recipe, match: Match | None, key: str) -> Recipe:
    """Draw the rows that were not used; return the column setup with the corrections typed into them."""
    rows = setup_preview.rows_aside(session.ecosystem(), sheet, match)
    if rows.empty:
        return recipe
    layout.say(
        ngettext(
            "Something in {count:,} row was not used. Correct a cell here to include it; your file stays as it is.",
            "Something in {count:,} rows was not used. Correct a cell here to include it; your file stays as it is.",
            len(rows),
        ).format(count=len(rows))
    )
    shown = setup_preview.without_names(
        setup_preview.rows_aside(session.ecosystem(), sheet_to_show(sheet), match), session.gate()
    )
    grid, heads = headed_by_number(shown)
    heads["_index"] = st.column_config.NumberColumn(gettext("Row"), disabled=True)
    why = gettext("Why it was not used")
    heads[grid.columns[0]] = st.column_config.TextColumn(why, disabled=True, width="large", pinned=True)
    corrected = st.data_editor(
        grid, key=f"rows {key}", width="stretch", column_config=heads, height=min(38 + 35 * len(rows), 400)
    )
    fixes = edit.fixes_between(shown, corrected.set_axis(shown.columns, axis="columns"), rows)
    if not fixes:
        return recipe
    recipe = edit.with_fixes(recipe, sheet, fixes)
    st.info(_effect(rows, _still_unused(recipe, sheet), {fix.row for fix in fixes}))
    return recipe


def _still_unused(recipe: Recipe, sheet: Sheet) -> pd.DataFrame | str:
    """Return the rows that would not be used under a column setup, without importing it; an error as text."""
    key = ("tried", sheet.source, dump_recipe(recipe))
    return session.remember_source(key, lambda: setup_preview.unused_rows_or_error(session.source()[0], recipe, sheet))


def _effect(before: pd.DataFrame, still: pd.DataFrame | str, corrected: set[int]) -> str:
    """Return which rows the corrections include once imported, and why others are still not used."""
    if isinstance(still, str):
        return plain(gettext("With this correction the sheet cannot be read: {error}").format(error=still))
    included = [str(row) for row in before.index if row not in still.index]
    lines = [
        gettext("Row {row} is still not used: {reason}.").format(row=row, reason=still.at[row, WHY])
        for row in still.index
        if row in corrected
    ]
    if included:
        first = ngettext(
            "Row {rows}: all of it is used once you press “Import”.",
            "Rows {rows}: all of them are used once you press “Import”.",
            len(included),
        ).format(rows=", ".join(included))
        lines.insert(0, first)
    return plain(" ".join(lines))


def unknown_words(recipe: Recipe) -> Recipe:
    """Draw the answers that no word list knows, the most frequent first; return the setup with the words chosen."""
    table = setup_preview.unknown_words(session.ecosystem())
    if table.empty:
        return recipe
    st.subheader(gettext("Answers that no word list knows"))
    shown = table.head(_WORDS_AT_ONCE)
    chosen = []
    for row in shown.to_dict("records"):
        labels = load_vocabulary(row["list"]).labels
        options = {"": gettext("keep as written")}
        options |= {label: gettext("means {word}").format(word=label) for label in labels}
        words, choice = st.columns([3, 2])
        with words:
            layout.say(_unknown_word(row))
        key = f"word {row['list']} {row['written']}"
        chosen.append(pick(choice, gettext("means"), options, "", key, label_visibility="collapsed"))
    if more := len(table) - len(shown):
        layout.caption(
            ngettext(
                "{count:,} more follows once these are decided.",
                "{count:,} more follow once these are decided.",
                more,
            ).format(count=more)
        )
    return edit.with_words(recipe, shown.assign(word=chosen))


def _unknown_word(row: dict[str, Any]) -> str:
    template = (
        gettext("“{written}” ({list}, {organizations}). It looks like {word}.")
        if row["word"]
        else gettext("“{written}” ({list}, {organizations}).")
    )
    organizations = phrases.organizations(row["organizations"])
    return template.format(written=row["written"], list=row["list"], organizations=organizations, word=row["word"])
