"""Advanced analyses of the whole city, worked out when a question is chosen."""

from typing import Any

import streamlit as st

from ecosystem.findings.limits import TOO_LARGE
from ecosystem.findings.response.reporting_rules import ReportingRule
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.findings.structure import network_stage, robustness
from ecosystem.pages import session
from ecosystem.pages.parts import layout
from ecosystem.pages.parts.drawing import chart
from ecosystem.show.advanced import (
    ADVANCED_TABLES,
    AdvancedTable,
    attrition_option,
    is_reportable,
    meanings,
    readable_table,
    stage_sentence,
)
from ecosystem.show.files import csv_bytes
from ecosystem.show.sentences import about_ties
from ecosystem.translation import gettext


def advanced_section(city: SiteNetwork, rule: ReportingRule, view: tuple[Any, ...]) -> None:
    """Draw a choice of questions, then the answer to one; ``view`` identifies what is looked at."""
    st.subheader(gettext("More about the whole city"))
    analyses = {analysis.table.name: analysis for analysis in ADVANCED_TABLES}
    name = st.selectbox(
        gettext("Question"),
        list(analyses),
        index=None,
        format_func=lambda n: gettext(analyses[n].question),
        placeholder=gettext("choose a question; the answer takes a few seconds"),
        key="deeper",
    )
    if name is None:
        return
    if not city.ties_asked:
        layout.say(about_ties(city))
    elif not is_reportable(analyses[name], rule):
        layout.say(rule.why)
    elif city.large:
        layout.say(gettext("In a city of this size this is {limit}.").format(limit=TOO_LARGE))
    else:
        _answer(analyses[name], city, view)


def _answer(analysis: AdvancedTable, city: SiteNetwork, view: tuple[Any, ...]) -> None:
    name = analysis.table.name
    with st.spinner(gettext("Calculating ...")):
        table = session.remember(("advanced", name, *view), lambda: analysis.make(city))
    if name == network_stage.TABLE.name and len(table):
        layout.say(stage_sentence(table))
    if name == robustness.TABLE.name and len(table):
        alt = gettext("Curves: what remains connected as organizations leave")
        chart(attrition_option(table), height=320, alt=alt)
    help_of = meanings(analysis, table)
    shown = readable_table(analysis, table)
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    columns = {
        head: number(help=help_of[head], format="%.3g") if shown[head].dtype.kind in "fi" else text(help=help_of[head])
        for head in shown
    }
    layout.table(shown, column_config=columns)
    layout.caption(
        gettext("Each row: {row}. It cannot show {limit}").format(
            row=gettext(analysis.table.row), limit=gettext(analysis.cannot_say)
        )
    )
    if len(table):
        label = gettext("Download this table (.csv)")
        st.download_button(label, csv_bytes(table), f"{name}.csv", on_click="ignore")
