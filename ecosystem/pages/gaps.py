"""What is missing? Gaps as a to-do list, and who works for what."""

import streamlit as st

from ecosystem.findings.coverage import coverage
from ecosystem.findings.gap_record import CONFIDENCE
from ecosystem.findings.gaps import GAPS, gap_table
from ecosystem.pages import desk
from ecosystem.show.sentences import about_gaps
from ecosystem.show.text import plain

SHOWN = 12
WORDS = {"high": "good evidence", "medium": "some evidence", "low": "weak evidence"}
city = desk.city()
gaps = desk.remember(("gaps", city.site), lambda: gap_table(desk.ecosystem(), city.site))
counts = gaps["kind"].value_counts()
desk.say(about_gaps(gaps, city.site))
kind = st.selectbox(
    "Kind of gap",
    ["every kind", *(kind for kind in GAPS if kind in counts.index)],
    format_func=lambda k: k.capitalize() if k == "every kind" else f"{GAPS[k].label} ({counts[k]})",
    key="kind",
    bind="query-params",
)
shown = gaps if kind == "every kind" else gaps[gaps["kind"] == kind]
shown = shown.sort_values("confidence", key=lambda c: c.map(CONFIDENCE.index), kind="stable")
if kind != "every kind":
    st.markdown(f"**{GAPS[kind].question}** It cannot say: {GAPS[kind].cannot_say}")
for place, gap in enumerate(shown.head(SHOWN).itertuples()):
    if place % 2 == 0:  # two a row, so that they keep their order where a phone puts them below each other
        columns = st.columns(2)
    with columns[place % 2], st.container(border=True, height="stretch"):
        st.markdown(f"**{plain(gap.statement)}**")
        st.caption(f"{GAPS[gap.kind].label} · {WORDS[gap.confidence]}: {plain(gap.evidence)}")
        st.markdown(f"→ {plain(gap.action)}")
if len(shown) > SHOWN:
    desk.aside(f"These are the first {SHOWN} of {len(shown)}; the table holds them all.")
st.subheader("All of them" if kind == "every kind" else "All of this kind")
table = shown.assign(
    kind=[GAPS[k].label for k in shown["kind"]],
    confidence=shown["confidence"].map(WORDS),
    organizations=shown["organizations"].str.replace("|", ", "),
)
desk.table(
    table[["statement", "action", "evidence", "confidence", "kind", "organizations"]].rename(columns=str.capitalize),
    column_config={
        "Statement": st.column_config.TextColumn("What is missing", width=420),
        "Action": st.column_config.TextColumn("What to do", width=320),
        "Evidence": st.column_config.TextColumn(width=320),
        "Confidence": st.column_config.TextColumn("How sure"),
    },
)
desk.aside("A gap is a question for the next meeting, not a verdict: what nobody reported may exist all the same.")

matrix = desk.remember(("coverage", city.site), lambda: coverage(city))
if not matrix.empty:
    st.subheader("Who works for what")
    desk.aside("How many organizations of a sector work for a goal; an empty field is a goal that nobody there names.")
    desk.table(matrix, column_config={"Goal": st.column_config.TextColumn(pinned=True)})
