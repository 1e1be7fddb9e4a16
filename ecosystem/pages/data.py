"""Data: what each sheet holds, what its columns become in words, and the column setup that keeps these choices."""

import streamlit as st

from ecosystem.collect.by_hand import not_by_hand
from ecosystem.columns import edit
from ecosystem.columns.describe import KINDS
from ecosystem.columns.plan import brought_up, plan, propose, told_by_values
from ecosystem.errors import EcosystemError
from ecosystem.pages import session
from ecosystem.pages.parts import layout, options, sheet_form, unused_rows
from ecosystem.pages.parts.by_hand import show_typing
from ecosystem.pages.parts.nothing_read import say_nothing_read
from ecosystem.show import phrases
from ecosystem.show.text import plain
from ecosystem.tables.assemble import instruments_for
from ecosystem.translation import gettext

if (project := session.project()) is not None and not session.has_source():
    show_typing(project)
    st.stop()
source, recipe, waiting = session.source()
sheets = not_by_hand(source.sheets)
instruments = instruments_for(source)
recipe = recipe or session.remember_source(("proposed", source.fingerprint), lambda: propose(sheets, instruments))
told = session.remember_source(("told", source.fingerprint), lambda: told_by_values(sheets, instruments))
found = None if waiting else session.ecosystem()
gate = session.gate()  # raw cells, headers and file names are shown through it
if not waiting:
    lead = gettext("{name}: {sheets}. This is how each was read. Change what is wrong and import again.")
elif session.has_mistake():
    lead = gettext("{name}: {sheets}. Check the examples, change what is wrong, then import.")
else:
    lead = gettext(
        "{name}: {sheets}, not imported yet. Below is a suggested column setup: check the examples, change what is "
        "wrong, then import."
    )
layout.say(lead.format(name=gate(source.title), sheets=phrases.sheets(len(sheets))))
top = st.container()  # the buttons stand above what they import, where they are seen
for number, sheet in enumerate(sheets):
    key = layout.widget_key(number, sheet.source, sheet.reading)
    part, news = brought_up(sheet, recipe.for_sheet(sheet) or propose([sheet], instruments).sheet[0], instruments)
    label = gettext("{sheet}: {kind}, {rows}").format(
        sheet=sheet.source, kind=gettext(KINDS[part.kind]), rows=phrases.rows(len(sheet.frame))
    )
    opened = (waiting and part.kind != "not used") or len(sheets) == 1
    with st.expander(plain(gate(label)), expanded=opened):
        for said in (*news, *told.get(sheet.source, ())):
            st.warning(plain(gate(said)))
        sheet_form.reading(sheet, key)
        recipe = edit.with_sheet(recipe, sheet_form.questions(sheet, part, key))
        recipe = options.ask(sheets, sheet, recipe, instruments, key)
        if found is not None:
            try:
                match = plan(sheet, recipe, instruments).answers
            except EcosystemError as error:
                st.warning(plain(gate(str(error))))
            else:
                recipe = unused_rows.correct_rows(sheet, recipe, match, key)
if found is not None:
    recipe = unused_rows.unknown_words(recipe)
if project is not None:
    show_typing(project)
with top:
    if found is not None:
        say_nothing_read(found)
    importing, saving, _ = st.columns([1, 1, 2])
    if importing.button(gettext("Import"), type="primary", width="stretch"):
        if session.use_recipe(recipe):
            session.keep_imported(found)
        st.rerun()
    setup = session.keep_draft(recipe)
    saving.download_button(gettext("Save this setup"), setup, "recipe.toml", on_click="ignore", width="stretch")
    layout.caption(gettext(sheet_form.KEPT if project else sheet_form.TO_SAVE))
    if (changes := session.last_import()) is not None:
        layout.table(changes)
