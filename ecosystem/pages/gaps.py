"""Gaps: what is missing, what to do about it, and which sectors work for which goals."""

import streamlit as st

from ecosystem.findings.gaps.gaps import GAPS, gap_table
from ecosystem.findings.gaps.goal_coverage import coverage
from ecosystem.pages import session
from ecosystem.pages.parts import gap_list, layout
from ecosystem.pages.parts.drawing import headed_by_number
from ecosystem.pages.parts.left_out import say_left_out
from ecosystem.show.sentences import about_gaps, about_unasked, also_found
from ecosystem.translation import gettext

EVERY = "every kind"
KINDS, OF_EACH, OF_ONE = 4, 2, 12  # cards: of the first kinds, of each of them, of the one chosen


def label_of(kind: str) -> str:
    """Return the label of a kind of gap with its count."""
    if kind == EVERY:
        return gettext("Every kind")
    return gettext("{kind} ({count:,})").format(kind=gettext(GAPS[kind].label), count=counts[kind])


city = session.city()
gaps = session.remember(("gaps", city.site), lambda: gap_table(city.ecosystem, city.site))
cards = session.remember(("gap cards", city.site), lambda: gap_list.by_kind(gaps, OF_ONE))
counts = session.remember(  # in the order of the table: the most actionable first
    ("gap counts", city.site), lambda: {kind: int(n) for kind, n in gaps["kind"].value_counts(sort=False).items()}
)
listed = session.remember(("gaps in words", city.site), lambda: gap_list.in_words(gaps))
layout.say(about_gaps(gaps, city.place))
say_left_out()
for line in about_unasked(city):
    layout.caption(line)
kind = st.selectbox(
    gettext("Kind of gap"),
    [EVERY, *counts],
    format_func=label_of,
    key="kind",
    bind="query-params",
)
for chosen in [*counts][:KINDS] if kind == EVERY else [kind]:
    st.subheader(label_of(chosen))
    layout.caption(
        gettext("{question} It cannot show: {limit}").format(
            question=gettext(GAPS[chosen].question), limit=gettext(GAPS[chosen].cannot_say)
        )
    )
    gap_list.cards(cards[chosen][: OF_EACH if kind == EVERY else OF_ONE])
if kind == EVERY and len(counts) > KINDS:
    layout.say(also_found({gettext(GAPS[k].label): counts[k] for k in [*counts][KINDS:]}))
if counts:
    st.subheader(gettext("All gaps") if kind == EVERY else gettext("All gaps of this kind"))
    gap_list.table(listed if kind == EVERY else listed[gaps["kind"] == kind])
layout.caption(
    gettext("A gap is a question for the next meeting, not a verdict: what no one reported may exist all the same.")
)

matrix = session.remember(("coverage", city.site), lambda: coverage(city))
if not matrix.empty:
    st.subheader(gettext("Who works for what"))
    layout.caption(
        gettext("Organizations of each sector that work for a goal. An empty cell means that none there names it.")
    )
    grid, heads = headed_by_number(matrix)
    heads[grid.columns[0]] = st.column_config.TextColumn(gettext("Goal"), pinned=True)
    layout.table(grid, column_config=heads)
