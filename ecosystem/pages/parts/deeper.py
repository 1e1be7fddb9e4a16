"""What takes seconds to find about the whole city, one question at a time, when somebody asks."""

import streamlit as st

from ecosystem.findings import robustness, stage
from ecosystem.findings.city import City
from ecosystem.findings.gates import Gate
from ecosystem.findings.limits import TOO_LARGE
from ecosystem.pages import desk
from ecosystem.pages.parts.drawing import chart
from ecosystem.show.deeper import DEEPER, losses_option, may_be_shown, meanings, said_of_the_stage, to_read
from ecosystem.show.files import csv_bytes


def look_deeper(city: City, gate: Gate, view: tuple) -> None:
    """A question to choose, then its answer in words, a picture or a table; ``view`` names what is looked at."""
    st.subheader("The city as a whole, more closely")
    questions = {asked.table.name: asked for asked in DEEPER}
    name = st.selectbox(
        "Ask",
        list(questions),
        index=None,
        format_func=lambda n: questions[n].question,
        placeholder="choose a question; the answer takes some seconds",
        key="deeper",
    )
    if name is None:
        return
    asked = questions[name]
    if not may_be_shown(asked, gate):
        desk.say(gate.why)
        return
    if city.large:
        desk.say(f"In a city of this size this is {TOO_LARGE}.")
        return
    with st.spinner("Working it out ..."):
        table = desk.remember(("deeper", name, *view), lambda: asked.make(city))
    if name == stage.TABLE.name and len(table):
        desk.say(said_of_the_stage(table))
    if name == robustness.TABLE.name and len(table):
        chart(losses_option(table), height=320, alt="Curves: what is left as organizations leave")
    help_of = meanings(asked, table)
    shown = to_read(asked, table)
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    columns = {
        head: number(help=help_of[head], format="%.3g") if shown[head].dtype.kind in "fi" else text(help=help_of[head])
        for head in shown
    }
    desk.table(shown, column_config=columns)
    desk.aside(f"One row: {asked.table.row}. It cannot say: {asked.cannot_say[0].lower()}{asked.cannot_say[1:]}")
    if len(table):
        st.download_button("This table as a file (.csv)", csv_bytes(table), f"{name}.csv", on_click="ignore")
