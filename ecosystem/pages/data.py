"""What is in each column? Every sheet, what its columns become in words, and the recipe that remembers it."""

import streamlit as st

from ecosystem.collect.recipes import dump_recipe
from ecosystem.columns import edit
from ecosystem.columns.describe import KINDS
from ecosystem.columns.plan import brought_up, plan, propose
from ecosystem.errors import EcosystemError
from ecosystem.pages import session
from ecosystem.pages.parts import sheet_form
from ecosystem.tables.assemble import instruments_for
from ecosystem.text import counted

source, recipe, waiting = session.source()
instruments = instruments_for(source)
recipe = recipe or session.remember(("proposed", source.fingerprint), lambda: propose(source.sheets, instruments))
found = None if waiting else session.ecosystem()
gate = session.gate()  # raw cells, headers and file names are shown through it
session.say(
    f"{gate(source.title)}: {counted(len(source.sheets), 'sheet')}. "
    + (
        ("" if session.has_mistake() else "Nothing in it is a map by itself; below is a guess. ")
        + "Look through the examples, change what is wrong, import."
        if waiting
        else "This is how each was read; change it, and import again."
    )
)
top = st.container()  # the button stands above what it imports, where it is seen
for number, sheet in enumerate(source.sheets):
    key = session.widget_key(number, sheet.source, sheet.reading)
    part, news = brought_up(sheet, recipe.for_sheet(sheet) or propose([sheet], instruments).sheet[0], instruments)
    label = session.plain(gate(f"{sheet.source}: {KINDS[part.kind]}, {counted(len(sheet.frame), 'row')}"))
    with st.expander(label, expanded=(waiting and part.kind != "not used") or len(source.sheets) == 1):
        for said in news:
            st.warning(session.plain(gate(said)))
        sheet_form.reading(sheet, key)
        recipe = edit.with_sheet(recipe, sheet_form.questions(sheet, part, key))
        if found is not None:
            try:
                match = plan(sheet, recipe, instruments).answers
            except EcosystemError as error:
                st.warning(session.plain(gate(str(error))))
            else:
                recipe = sheet_form.rows_aside(sheet, recipe, match, key)
if found is not None:
    recipe = sheet_form.unknown_words(recipe)
with top:
    importing, keeping, _ = st.columns([1, 1, 2])
    if importing.button("Import like this", type="primary", width="stretch"):
        if session.use_recipe(recipe):
            session.imported(found)
        st.rerun()
    keeping.download_button("Keep this recipe", dump_recipe(recipe), "recipe.toml", on_click="ignore", width="stretch")
    session.caption("Next month, load the new export together with the recipe: it is read the same way.")
    session.show_imported()
