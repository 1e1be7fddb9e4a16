"""How do cities differ? One row a city, figures that do not grow with size, and when not to compare."""

import streamlit as st

from ecosystem.findings.comparison import compare
from ecosystem.pages import desk
from ecosystem.show.figures import city_dots
from ecosystem.show.sentences import about_cities

FIGURES = {
    "mean_degree": "Partners per organization",
    "within_two_steps": "Pairs within two steps",
    "largest_component_share": "Share of organizations in the largest connected part",
    "cross_sector_share": "Ties that join two sectors (× expected by chance)",
    "response_rate": "Share of those invited who answered",
}
table = desk.remember("comparison", lambda: compare(desk.ecosystem()))
for line in about_cities(table):
    desk.say(line)
figures = [f for f in FIGURES if table[f].notna().any()]
if figures:
    figure = st.selectbox("Figure", figures, format_func=FIGURES.__getitem__, key="figure", bind="query-params")
    small = st.toggle("Also cities that cannot be compared", key="small", bind="query-params")
    shown = table if small else table[~table["note"].fillna("").str.startswith("not comparable")]
    if len(shown):
        chart = desk.remember(("dots", figure, small), lambda: city_dots(shown, figure, FIGURES[figure]))
        st.plotly_chart(chart, config={"displayModeBar": False}, key=f"dots {figure} {small}")
    else:
        desk.say("No city can be compared yet; the table says why.")
columns = {
    "site": "City",
    "organizations": "Organizations",
    "invited": "Invited",
    "respondents": "Answered",
    "response_rate": "Response",
    "ties": "Ties inside",
    "crossing_ties": "Ties to elsewhere",
    "mean_degree": "Partners each",
    "within_two_steps": "Within two steps",
    "largest_component_share": "In largest part",
    "cross_sector_share": "Across sectors",
    "cross_sector_expected": "Expected by chance",
    "confirmation_rate": "Confirmed",
    "comparable_with": "May be held against",
    "note": "Note",
}
percent = ["response_rate", "within_two_steps", "largest_component_share", "cross_sector_share"]
percent += ["cross_sector_expected", "confirmation_rate"]
formats = {columns[c]: st.column_config.NumberColumn(format="percent") for c in percent}
formats["City"] = st.column_config.TextColumn(pinned=True)
formats["Partners each"] = st.column_config.NumberColumn(format="%.1f")
wide = table.assign(
    comparable_with=table["comparable_with"].str.replace("|", ", "), **{c: table[c].round(3) for c in percent}
)
wide = wide.dropna(axis="columns", how="all").rename(columns=columns)
desk.table(wide, column_config={name: how for name, how in formats.items() if name in wide})
desk.aside(
    "Cities are held against each other only where at least 70 % answered and sizes differ by no more than 2.5 times. "
    "There is no total score: a city that asked fewer people, or let them name fewer, looks sparser for that alone."
)
