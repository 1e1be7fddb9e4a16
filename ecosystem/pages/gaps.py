"""What is missing? Gaps as a to-do list, and who works for what."""

import streamlit as st

from ecosystem.findings.coverage import coverage
from ecosystem.findings.gap_record import CONFIDENCE, counted
from ecosystem.findings.gaps import GAPS, gap_table
from ecosystem.pages import desk
from ecosystem.show.text import plain

SHOWN = 12
city = desk.city()
gaps = desk.remember(("gaps", city.site), lambda: gap_table(desk.ecosystem(), city.site))
counts = gaps["kind"].value_counts()
desk.say(
    f"{counted(len(gaps), 'gap')} in {city.site}"
    + (f"; {int((gaps['confidence'] == 'high').sum())} of them on good evidence." if len(gaps) else ": none was found.")
)
kinds = [kind for kind in GAPS if kind in counts.index]
kind = st.selectbox(
    "Kind of gap",
    ["every kind", *kinds],
    format_func=lambda k: k.capitalize() if k == "every kind" else f"{GAPS[k].label} ({counts[k]})",
    key="kind",
    bind="query-params",
)
shown = gaps if kind == "every kind" else gaps[gaps["kind"] == kind]
shown = shown.iloc[sorted(range(len(shown)), key=lambda i: CONFIDENCE.index(shown["confidence"].iloc[i]))]
if kind != "every kind":
    st.markdown(f"**{GAPS[kind].question}** It cannot say: {GAPS[kind].cannot_say}")
words = {"high": "good evidence", "medium": "some evidence", "low": "weak evidence"}
columns = st.columns(2)
for place, gap in enumerate(shown.head(SHOWN).itertuples()):
    with columns[place % 2], st.container(border=True):
        st.markdown(f"**{plain(gap.statement)}**")
        st.caption(f"{GAPS[gap.kind].label} · {words[gap.confidence]}: {plain(gap.evidence)}")
        st.markdown(f"→ {plain(gap.action)}")
if len(shown) > SHOWN:
    desk.aside(f"These are the first {SHOWN} of {len(shown)}; the table holds them all.")
st.subheader("All of them")
labels = shown.assign(kind=[GAPS[k].label for k in shown["kind"]]).drop(columns=["gap_id", "site"])
desk.table(labels.rename(columns=str.capitalize))
desk.aside("A gap is a question for the next meeting, not a verdict: what nobody reported may exist all the same.")

matrix = desk.remember(("coverage", city.site), lambda: coverage(city))
if not matrix.empty:
    st.subheader("Who works for what")
    st.caption("How many organizations of a sector work for a goal; an empty field is a goal that nobody there names.")
    desk.table(matrix)
