"""Who holds it together? One measure at a time, each score with its range, and what it can and cannot say."""

import streamlit as st

from ecosystem.findings.measures.intervals import Intervals
from ecosystem.pages import session
from ecosystem.pages.menu import page_path
from ecosystem.pages.parts import centrality_view
from ecosystem.pages.parts.advanced import advanced_section
from ecosystem.pages.parts.left_out import say_left_out
from ecosystem.pages.parts.ranges import drawn_with, ranges_of, waited_for
from ecosystem.show.centrality import about_the_missing
from ecosystem.show.map_data import choices

CELLS = {"value": "what the answers say", "range": "where it would lie had all answered", "place": "its place then"}
with st.sidebar:
    relation, rule = session.pick_relation(), session.pick_rule()
    among = centrality_view.choose(session.city(relation, rule))
view = session.remember(
    ("view", session.site(), relation, rule, among),
    lambda: centrality_view.look(session.city(relation, rule), session.city(relation, "confirmed"), among),
)
city, records = view.city, choices(view.city)
lead = st.empty()
session.caption(view.gate.why)
say_left_out()
chosen = st.selectbox(
    "What to look at",
    list(records),
    format_func=lambda i: f"{records[i].label}: {records[i].question}",
    key="measure",
    bind="query-params",
    persist_state="session",
)
measure = records[chosen]
picture, progress, sensitivity = st.empty(), st.empty(), st.empty()
high, low, silent = st.columns(3)
high.markdown(f"**High.** {measure.high}")
low.markdown(f"**Low.** {measure.low}")
silent.markdown(f"**It cannot say:** {measure.cannot_say}")
cells, collecting = "value", view.gate.level == "collecting"
if not collecting:
    st.subheader("Every organization, every measure")
if city.ecosystem.survey and not collecting:
    cells = (
        st.segmented_control("Each field shows", list(CELLS), format_func=CELLS.__getitem__, default="value") or cells
    )
wide, of_city, file = st.empty(), st.empty(), st.empty()
if not collecting:
    advanced_section(city, view.gate, (session.site(), relation, rule, among))


def draw(ranges: Intervals | None) -> None:
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
    st.page_link(page_path("responses"), label="Whom to ask next", icon=":material/arrow_forward:")
else:
    ranges = drawn_with(ranges_of(city), progress, "Working out how far each number could move", draw)
if ranges and ranges.draws:
    with file.container():
        centrality_view.download(view, ranges)
    if view.gate.allows(chosen) != "nothing":
        text = "Working out what changes if those missing are of another kind"
        others = [ranges_of(city, "hubs"), ranges_of(city, "peripheral")]
        hubs, peripheral = (waited_for(work, progress, text) for work in others)
        with sensitivity.container():
            session.say(about_the_missing(city, hubs, peripheral, chosen))
