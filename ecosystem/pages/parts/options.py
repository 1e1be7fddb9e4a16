"""Question about texts with commas: one organization or several, one text at a time."""

from collections.abc import Sequence

import streamlit as st

from ecosystem.collect.instruments import Instrument
from ecosystem.collect.recipes import Recipe, dump_recipe
from ecosystem.collect.sheet import Sheet
from ecosystem.columns import edit
from ecosystem.pages import session
from ecosystem.pages.parts import layout
from ecosystem.pages.parts.tie_form import pick
from ecosystem.show import phrases
from ecosystem.show.text import plain
from ecosystem.tables.open_options import open_options
from ecosystem.text import joined
from ecosystem.translation import gettext


def ask(sheets: Sequence[Sheet], sheet: Sheet, recipe: Recipe, instruments: Sequence[Instrument], key: str) -> Recipe:
    """Draw the texts that may be one answer or several, up to the first undecided; return the setup as chosen."""
    part = recipe.for_sheet(sheet)
    if part is None or part.kind != "answers":
        return recipe
    known = ("options", sheet.source, id(sheet.frame), dump_recipe(recipe))
    found = session.remember_source(known, lambda: open_options(sheets, sheet, recipe, instruments))
    gate = session.gate()
    of_ties = {each.header for each in part.column if each.is_tie}
    for place, (column, option) in enumerate(found):
        words, choice = st.columns([3, 2])
        parts = joined(f"“{gate(each)}”" for each in option.parts)
        with words:
            layout.say(
                _question(is_tie=column in of_ties).format(
                    text=gate(option.text),
                    count=len(option.parts),
                    parts=parts,
                    column=gate(column),
                    answers=phrases.rows(option.cells),
                )
            )
        read = gettext("not decided: read as one") if option.whole else gettext("not decided: read as several")
        ways = {"": read, "one": gettext("one"), "several": gettext("several")}
        label = gettext("one or several")
        chosen = pick(choice, label, ways, "", f"option {key} {place}", label_visibility="collapsed")
        if not chosen:
            if more := len(found) - place - 1:
                layout.caption(plain(gettext("{count:,} more once this is decided.").format(count=more)))
            break
        part = edit.with_option(part, column, option.text, chosen == "several")
    return edit.with_sheet(recipe, part)


def _question(*, is_tie: bool) -> str:
    if is_tie:
        return gettext("Is “{text}” one organization, or {count:,}: {parts}? ({column}, {answers})")
    return gettext("Is “{text}” one answer, or {count:,}: {parts}? ({column}, {answers})")
