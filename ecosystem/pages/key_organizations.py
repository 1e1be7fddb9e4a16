"""Key organizations: one measure at a time, each value with its likely range, and what it can and cannot show."""

import streamlit as st

from ecosystem.findings.measures.intervals import Intervals
from ecosystem.pages import session
from ecosystem.pages.menu import page_path
from ecosystem.pages.parts import centrality_view, filters, layout, subset
from ecosystem.pages.parts.advanced import advanced_section
from ecosystem.pages.parts.left_out import say_left_out
from ecosystem.pages.parts.ranges import drawn_with, ranges_of, waited_for
from ecosystem.show.centrality import about_the_missing
from ecosystem.show.map_data import choices
from ecosystem.translation import gettext

with st.sidebar:
    relation, rule = filters.pick_relation(), filters.pick_rule()
    among = subset.pick_subset(session.city(relation, rule))
view = session.remember(
    ("view", session.site(), relation, rule, among),
    lambda: centrality_view.make_view(session.city(relation, rule), session.city(relation, "confirmed"), among),
)
city, records = view.city, choices(view.city)
lead = st.empty()
layout.caption(view.gate.why)
say_left_out()
chosen = st.selectbox(
    gettext("Measure"),
    list(records),
    format_func=lambda i: gettext("{measure}: {question}").format(
        measure=gettext(records[i].label), question=gettext(records[i].question)
    ),
    key="measure",
    bind="query-params",
    persist_state="session",
)
measure = records[chosen]
picture, progress, sensitivity = st.empty(), st.empty(), st.empty()
centrality_view.explain(measure)
cells, collecting = "value", view.gate.level == "collecting"
if not collecting:
    st.subheader(gettext("All organizations, all measures"))
if city.survey and not collecting:
    cells = centrality_view.pick_cells()
wide, of_city, file = st.empty(), st.empty(), st.empty()
if not collecting:
    advanced_section(city, view.gate, (session.site(), relation, rule, among))


def draw(ranges: Intervals | None) -> None:
    """Draw the page without ranges, or again with them."""
    with lead.container():
        centrality_view.lead(view, ranges)
    with picture.container():
        centrality_view.one_measure(view, measure, ranges)
    if not collecting:
        with wide.container():
            centrality_view.all_measures(view, records, cells, ranges)
        with of_city.container():
            centrality_view.whole_city(view, ranges)


ranges = None
if collecting:
    draw(None)
    st.page_link(page_path("responses"), label=gettext("Whom to ask next"), icon=":material/arrow_forward:")
else:
    ranges = drawn_with(ranges_of(city), progress, gettext("Calculating likely ranges"), draw)
if ranges and ranges.draws:
    with file.container():
        centrality_view.download(view, ranges)
    if view.gate.allows(chosen) != "nothing":
        text = gettext("Calculating likely ranges under other assumptions about who is missing")
        assumptions = [ranges_of(city, "hubs"), ranges_of(city, "peripheral")]
        hubs, peripheral = (waited_for(work, progress, text) for work in assumptions)
        with sensitivity.container():
            layout.say(about_the_missing(city, hubs, peripheral, chosen))
