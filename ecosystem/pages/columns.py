"""What is in each column? Every sheet, what its columns become in words, and the recipe that remembers it."""

from typing import get_args

import streamlit as st

from ecosystem.collect.recipes import Kind, dump_recipe
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.errors import EcosystemError
from ecosystem.findings.gap_record import counted
from ecosystem.pages import desk
from ecosystem.tables import decide
from ecosystem.tables.assemble import instruments_for
from ecosystem.tables.plan import plan, propose

source, recipe, waiting = desk.source()
instruments = instruments_for(source)
recipe = recipe or propose(source.sheets, instruments)
found = None if waiting else desk.ecosystem()
desk.say(
    f"{source.title}: {counted(len(source.sheets), 'sheet')}. "
    + (
        "Nothing on it was known by itself; below is a guess. Look through “In words”, mend what is wrong, then import."
        if waiting
        else "This is how each was read; change it, and import again."
    )
)
for sheet in source.sheets:
    part = recipe.for_sheet(sheet) or propose([sheet], instruments).sheet[0]
    with st.expander(desk.plain(f"{sheet.source}: {part.kind}, {counted(len(sheet.frame), 'row')}"), expanded=waiting):
        kinds = list(get_args(Kind))
        kind = st.selectbox("This sheet holds", kinds, index=kinds.index(part.kind), key=f"kind {sheet.source}")
        if part.instrument:
            desk.say(f"Its columns are the questions of {part.instrument}; only those it does not know are listed.")
        grid = decide.grid_of(sheet, part)
        if len(grid):
            grid = st.data_editor(
                grid,
                column_config=desk.grid_settings(kind),
                hide_index=True,
                key=f"grid {sheet.source} {kind}",
                width="stretch",
            )
        try:
            recipe = decide.with_sheet(recipe, decide.decided_by(grid, part, kind))
        except (EcosystemError, ValueError) as error:
            st.warning(desk.plain(str(error).splitlines()[-1]))
        if found is not None:
            rows = decide.rows_aside(found, sheet, plan(sheet, recipe, instruments).answers)
            if len(rows):
                how_many = counted(len(rows), "row")
                desk.say(f"{how_many} set aside. Mend a cell to bring its row back; your file is left alone.")
                mended = st.data_editor(rows, key=f"rows {sheet.source}", width="stretch")
                recipe = decide.with_fixes(recipe, sheet, decide.fixes_between(rows, mended))
if found is not None and len(words := decide.unknown_words(found)):
    st.subheader("Answers no word list knows")
    options = sorted({label for name in words["list"].unique() for label in load_vocabulary(name).labels})
    column = {"word": st.column_config.SelectboxColumn("Means", options=["", *options])}
    chosen = st.data_editor(words.assign(word=""), column_config=column, disabled=["list", "written", "organizations"])
    recipe = decide.with_words(recipe, chosen)
    desk.aside("Leave “Means” empty to keep an answer as it was written.")
before = {} if waiting else desk.counts()
if st.button("Import like this", type="primary") and desk.use_recipe(source, recipe):
    st.session_state["imported"] = (before, desk.counts())
    st.rerun()
if imported := st.session_state.get("imported"):
    desk.table(desk.before_and_after(*imported))
st.download_button("Keep this recipe (.toml)", dump_recipe(recipe), "recipe.toml", on_click="ignore")
desk.aside(
    "Next month, load the new export together with the recipe: it is read the same way, and asks only about news."
)
