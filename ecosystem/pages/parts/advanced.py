"""What takes seconds to find about the whole city, one question at a time, when somebody asks."""

import streamlit as st

from ecosystem.findings.limits import TOO_LARGE
from ecosystem.findings.response.reporting_rules import ReportingRule
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.findings.structure import network_stage, robustness
from ecosystem.pages import session
from ecosystem.pages.parts.drawing import chart
from ecosystem.show.advanced import DEEPER, losses_option, may_be_shown, meanings, said_of_the_stage, to_read
from ecosystem.show.files import csv_bytes


def advanced_section(city: SiteNetwork, gate: ReportingRule, view: tuple) -> None:
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
        session.say(gate.why)
        return
    if city.large:
        session.say(f"In a city of this size this is {TOO_LARGE}.")
        return
    with st.spinner("Working it out ..."):
        table = session.remember(("deeper", name, *view), lambda: asked.make(city))
    if name == network_stage.TABLE.name and len(table):
        session.say(said_of_the_stage(table))
    if name == robustness.TABLE.name and len(table):
        chart(losses_option(table), height=320, alt="Curves: what is left as organizations leave")
    help_of = meanings(asked, table)
    shown = to_read(asked, table)
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    columns = {
        head: number(help=help_of[head], format="%.3g") if shown[head].dtype.kind in "fi" else text(help=help_of[head])
        for head in shown
    }
    session.table(shown, column_config=columns)
    session.caption(f"One row: {asked.table.row}. It cannot say: {asked.cannot_say[0].lower()}{asked.cannot_say[1:]}")
    if len(table):
        st.download_button("This table as a file (.csv)", csv_bytes(table), f"{name}.csv", on_click="ignore")
