"""What is missing? Gaps as a to-do list, and who works for what."""

import pandas as pd
import streamlit as st

from ecosystem.findings.gaps.gaps import GAPS, gap_table
from ecosystem.findings.gaps.goal_coverage import coverage
from ecosystem.pages import session
from ecosystem.pages.parts.drawing import headed_by_number
from ecosystem.pages.parts.left_out import say_left_out
from ecosystem.show.sentences import about_gaps, also_found
from ecosystem.show.text import plain

EVERY = "every kind"
KINDS, OF_EACH, OF_ONE = 4, 2, 12  # cards: of the first kinds, of each of them, of the one that was chosen
WORDS = {"high": "good evidence", "medium": "some evidence", "low": "weak evidence"}


def cards(rows: pd.DataFrame) -> None:
    """Draw two a row, so that they keep their order where a phone puts them below each other."""
    for place, gap in enumerate(rows.itertuples()):
        if place % 2 == 0:
            columns = st.columns(2)
        with columns[place % 2], st.container(border=True, height="stretch"):
            st.markdown(f"**{plain(gap.statement)}**")
            st.caption(f"{WORDS[gap.confidence].capitalize()}: {plain(gap.evidence)}")
            st.markdown(f"→ {plain(gap.action)}")


city = session.city()
gaps = session.remember(("gaps", city.site), lambda: gap_table(session.ecosystem(), city.site))
counts = gaps["kind"].value_counts(sort=False)  # in the order of the table: what one can act on first
session.say(about_gaps(gaps, city.place))
say_left_out()
kind = st.selectbox(
    "Kind of gap",
    [EVERY, *counts.index],
    format_func=lambda k: k.capitalize() if k == EVERY else f"{GAPS[k].label} ({counts[k]})",
    key="kind",
    bind="query-params",
)
shown = gaps if kind == EVERY else gaps[gaps["kind"] == kind]
for chosen in counts.index[:KINDS] if kind == EVERY else [kind]:
    rows = shown[shown["kind"] == chosen]
    st.subheader(f"{GAPS[chosen].label} ({len(rows)})")
    session.caption(f"{GAPS[chosen].question} It cannot say: {GAPS[chosen].cannot_say}")
    cards(rows.head(OF_EACH if kind == EVERY else OF_ONE))
if kind == EVERY and len(counts) > KINDS:
    session.say(also_found({GAPS[k].label: int(n) for k, n in counts.iloc[KINDS:].items()}))
if len(shown):
    st.subheader("All of them" if kind == EVERY else "All of this kind")
    table = shown.assign(kind=[GAPS[k].label for k in shown["kind"]], confidence=shown["confidence"].map(WORDS))
    session.table(
        table[["kind", "statement", "action", "evidence", "confidence"]].rename(columns=str.capitalize),
        row_height=90,
        column_config={
            "Kind": st.column_config.TextColumn(width=110),
            "Statement": st.column_config.TextColumn("What is missing", width=250),
            "Action": st.column_config.TextColumn("What to do", width=180),
            "Evidence": st.column_config.TextColumn(width=180),
            "Confidence": st.column_config.TextColumn("How sure", width=90),
        },
    )
session.caption("A gap is a question for the next meeting, not a verdict: what nobody reported may exist all the same.")

matrix = session.remember(("coverage", city.site), lambda: coverage(city))
if not matrix.empty:
    st.subheader("Who works for what")
    session.caption("How many organizations of a sector work for a goal; an empty field means nobody there names it.")
    grid, heads = headed_by_number(matrix)
    heads[grid.columns[0]] = st.column_config.TextColumn("Goal", pinned=True)
    session.table(grid, column_config=heads)
