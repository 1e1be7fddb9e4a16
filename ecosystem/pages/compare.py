"""Compare: one row per city, figures that do not grow with size, and which cities can be compared."""

import pandas as pd
import streamlit as st

from ecosystem.findings.comparison.comparison import compare
from ecosystem.pages import session
from ecosystem.pages.parts import layout
from ecosystem.show import cities
from ecosystem.show.figures import city_dots
from ecosystem.translation import gettext, gettext_noop

FIGURES = {
    "mean_degree": gettext_noop("Partners per organization"),
    "within_two_steps": gettext_noop("Share of pairs within two steps"),
    "largest_component_share": gettext_noop("Share of organizations in the largest connected part"),
    "cross_sector_share": gettext_noop("Share of partner pairs from two sectors (× expected by chance)"),
    "response_rate": gettext_noop("Share of those invited who answered"),
}
city = session.city()
found = city.ecosystem  # in the round shown
table = session.remember("comparison", lambda: compare(found))
several = len(table) > 1
if several:
    lines = cities.about_cities(table)
else:
    lines = cities.one_city(table.iloc[0], invited_known=city.invited_known) if len(table) else []
for line in lines:
    layout.say(line)
figures = [f for f in FIGURES if table[f].notna().any()] if several else []
if figures:
    labels = {figure: gettext(FIGURES[figure]) for figure in figures}
    figure = st.selectbox(gettext("Figure"), figures, format_func=labels.__getitem__, key="figure", bind="query-params")
    small = st.toggle(gettext("Include cities that cannot be compared"), key="small", bind="query-params")
    shown = table if small else table[~table["note"].fillna("").str.startswith("not comparable")]
    if len(shown):
        chart = session.remember(("dots", figure, small), lambda: city_dots(shown, figure, labels[figure]))
        st.plotly_chart(chart, config={"displayModeBar": False}, key=f"dots {figure} {small}")
        layout.caption(gettext("In brackets: the number of organizations known in the city."))
    else:
        layout.say(gettext("No city can be compared yet; the table below says why."))
if several:
    side_by_side = cities.side_by_side(table)
    formats = {gettext(cities.COLUMNS["site"]): st.column_config.TextColumn(pinned=True)}
    percent = st.column_config.NumberColumn(format="percent")
    formats |= {gettext(cities.COLUMNS[share]): percent for share in cities.SHARES}
    formats[gettext(cities.COLUMNS["mean_degree"])] = st.column_config.NumberColumn(format="%.1f")
    layout.table(side_by_side, column_config={name: how for name, how in formats.items() if name in side_by_side})
    with st.expander(gettext("What the headings mean")):
        meanings = {gettext(name): text for name, text in cities.MEANINGS.items() if gettext(name) in side_by_side}
        layout.table(pd.DataFrame({gettext("Heading"): list(meanings), gettext("Meaning"): list(meanings.values())}))
    st.subheader(gettext("Which cities can be compared"))
    wrapped = {gettext("Can be compared with"): st.column_config.TextColumn(width=260)}
    layout.table(cities.comparability(table), row_height=60, column_config=wrapped)
layout.caption(cities.comparison_rule())
