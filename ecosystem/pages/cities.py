"""How do cities differ? One row a city, figures that do not grow with size, and when not to compare."""

import streamlit as st

from ecosystem.findings.comparison import compare
from ecosystem.pages import desk
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
HELP = {
    "organizations": "How many organizations are there",
    "invited": "How many of them were asked",
    "respondents": "How many of them answered",
    "ties": "Ties among them, each relation by itself",
    "crossing_ties": "Ties to organizations that are in other cities only",
    "mean_degree": "Partners an organization has on average",
    "within_two_steps": "Share of pairs that are partners or share one who could introduce them",
    "largest_component_share": "Share of organizations in the largest connected part",
    "cross_sector_share": "Share of pairs of partners that are of two sectors",
    "cross_sector_expected": "What that share would be if ties fell without regard to sector",
    "confirmation_rate": "Share of ties both ends report, where both were asked",
}
table = desk.remember("comparison", lambda: compare(desk.ecosystem()))
several = len(table) > 1
for line in about_cities(table) if several else cities.one_city(table.iloc[0]) if len(table) else []:
    desk.say(line)
figures = [f for f in FIGURES if table[f].notna().any()] if several else []
if figures:
    figure = st.selectbox("Figure", figures, format_func=FIGURES.__getitem__, key="figure", bind="query-params")
    small = st.toggle("Also cities that cannot be compared", key="small", bind="query-params")
    shown = table if small else table[~table["note"].fillna("").str.startswith("not comparable")]
    if len(shown):
        chart = desk.remember(("dots", figure, small), lambda: city_dots(shown, figure, FIGURES[figure]))
        st.plotly_chart(chart, config={"displayModeBar": False}, key=f"dots {figure} {small}")
        desk.aside("In brackets: how many organizations are known there.")
    else:
        desk.say("No city can be compared yet; the table says why.")
formats = {"City": st.column_config.TextColumn(pinned=True)}
for column, words in HELP.items():
    how = "percent" if column in cities.SHARES else "%.1f" if column == "mean_degree" else None
    formats[cities.COLUMNS[column]] = st.column_config.NumberColumn(help=words, format=how)
figures_of_all = cities.side_by_side(table)
desk.table(figures_of_all, column_config={name: how for name, how in formats.items() if name in figures_of_all})
desk.aside("What a heading means stands there when you point at it.")
if several:
    st.subheader("What may be held against what")
    desk.table(cities.held_against(table), row_height=60)
desk.aside(
    f"{cities.RULE} There is no total score: a city that asked fewer people, or let them name fewer, looks sparser "
    "for that alone."
)
