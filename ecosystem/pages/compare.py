"""How do cities differ? One row a city, figures that do not grow with size, and when not to compare."""

import pandas as pd
import streamlit as st

from ecosystem.findings.comparison.comparison import compare
from ecosystem.pages import session
from ecosystem.show import cities
from ecosystem.show.figures import city_dots
from ecosystem.show.sentences import about_cities

FIGURES = {
    "mean_degree": "Partners per organization",
    "within_two_steps": "Pairs within two steps",
    "largest_component_share": "Share of organizations in the largest connected part",
    "cross_sector_share": "Pairs of partners that are of two sectors (× expected by chance)",
    "response_rate": "Share of those invited who answered",
}
table = session.remember("comparison", lambda: compare(session.ecosystem()))
several = len(table) > 1
for line in about_cities(table) if several else cities.one_city(table.iloc[0]) if len(table) else []:
    session.say(line)
figures = [f for f in FIGURES if table[f].notna().any()] if several else []
if figures:
    figure = st.selectbox("Figure", figures, format_func=FIGURES.__getitem__, key="figure", bind="query-params")
    small = st.toggle("Also cities that cannot be compared", key="small", bind="query-params")
    shown = table if small else table[~table["note"].fillna("").str.startswith("not comparable")]
    if len(shown):
        chart = session.remember(("dots", figure, small), lambda: city_dots(shown, figure, FIGURES[figure]))
        st.plotly_chart(chart, config={"displayModeBar": False}, key=f"dots {figure} {small}")
        session.caption("In brackets: how many organizations are known there.")
    else:
        session.say("No city can be compared yet; the table says why.")
if several:
    side_by_side = cities.side_by_side(table)
    formats = {"City": st.column_config.TextColumn(pinned=True)}
    formats |= {cities.COLUMNS[share]: st.column_config.NumberColumn(format="percent") for share in cities.SHARES}
    formats[cities.COLUMNS["mean_degree"]] = st.column_config.NumberColumn(format="%.1f")
    session.table(side_by_side, column_config={name: how for name, how in formats.items() if name in side_by_side})
    with st.expander("What the headings mean"):
        meanings = {name: text for name, text in cities.MEANINGS.items() if name in side_by_side}
        session.table(pd.DataFrame({"Heading": list(meanings), "Meaning": list(meanings.values())}))
    st.subheader("What may be held against what")
    wrapped = {"May be held against": st.column_config.TextColumn(width=260)}
    session.table(cities.held_against(table), row_height=60, column_config=wrapped)
session.caption(
    f"{cities.RULE} There is no total score: a city that asked fewer people, or let them name fewer, looks sparser "
    "for that alone."
)
