"""The numbers of the page “Who holds it together?”, drawn first without ranges and again when they are there."""

from typing import NamedTuple

import pandas as pd
import streamlit as st

from ecosystem.findings.gaps.gap_record import Finding
from ecosystem.findings.gaps.gaps import GAPS
from ecosystem.findings.measures.intervals import Intervals
from ecosystem.findings.measures.measure_record import Measure
from ecosystem.findings.measures.measure_tables import city_measures
from ecosystem.findings.response.reporting_rules import ReportingRule, reporting_rules
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.findings.structure.induced_subset import induced_subset
from ecosystem.pages import session
from ecosystem.pages.parts.drawing import chart
from ecosystem.show import centrality as words
from ecosystem.show.files import csv_bytes
from ecosystem.show.interval_plot import stripes_option
from ecosystem.show.map_data import ranking, wide_measures
from ecosystem.text import joined

SHOWN = 15


class View(NamedTuple):
    """What is looked at: a city under one relation, rule and choice of sectors."""

    only: str  # in words whom it is cut down to; empty where it is whole
    city: SiteNetwork
    alone: SiteNetwork  # the same by confirmed ties alone
    gate: ReportingRule
    values: pd.DataFrame  # of organizations
    whole: pd.DataFrame  # of the city
    whole_alone: pd.DataFrame
    cuts: list[Finding]


class Chosen(NamedTuple):
    """Whom a person wants to look at: in words, and by id; ("", ()) is everybody."""

    words: str
    organizations: tuple[str, ...]


def choose(city: SiteNetwork) -> Chosen:
    """The sectors and the circle chosen at the side; what cannot be chosen from is not asked."""
    note = "Everything on this page is worked out anew among them, as if the others were not there."
    members, parts = city.members, []
    here = members.index
    if members["sector"].nunique() > 1:
        sectors = sorted(members["sector"].dropna().unique())
        only = st.multiselect(
            "Only these sectors", sectors, placeholder="all", key="among", help=note, bind="query-params"
        )
        if only:
            parts.append(joined(only))
            here = here[members["sector"].isin(only)]
    circles = session.remember(
        ("circles", city.site, city.relation, city.rule), lambda: words.redundancy_by_organization(city)
    )
    if len(circles) > 1:
        circle = st.selectbox(
            "Only this circle",
            list(circles),
            index=None,
            placeholder="all",
            help=f"Organizations with more ties among them than chance would give. {note}",
            key=f"circle {city.site} {city.relation} {city.rule}",
        )
        if circle:
            parts.append(circle)
            here = here[here.isin(circles[circle])]
    return Chosen(" in ".join(parts), tuple(here) if parts else ())


def look(whole: SiteNetwork, alone: SiteNetwork, chosen: Chosen) -> View:
    """The view of a city and of the same by confirmed ties alone, among those chosen."""
    city = induced_subset(whole, chosen.organizations) if chosen.words else whole
    alone = induced_subset(alone, chosen.organizations) if chosen.words else alone
    cuts = list(GAPS["cut_point"].findings(city))
    whole_city, whole_alone = city_measures(city, "network"), city_measures(alone, "network")
    return View(chosen.words, city, alone, reporting_rules(city), city_measures(city), whole_city, whole_alone, cuts)


def lead(view: View, ranges: Intervals | None) -> None:
    """Whose exit would cut others off, and among whom that was looked for."""
    if view.only:
        session.say(f"Among {view.only} alone, as if nobody else were there:")
    session.say(words.about_cuts(view.city, view.cuts, ranges, view.gate))


def one_measure(view: View, measure: Measure, ranges: Intervals | None) -> None:
    """The picture and the table of one measure; where answers are too few, the sentence that says so instead."""
    how = view.gate.allows(measure.id)
    if how == "nothing":
        session.say(words.not_shown(measure, view.gate))
        return
    own = None if ranges is None else ranges.organizations[ranges.organizations["measure"] == measure.id]
    ranked = ranking(view.values, view.city, measure.id)
    table = words.ranking(ranked, words.confirmed_values(view.alone, measure.id), own, how)
    if table.empty:
        session.say(words.nobody_has(ranked))
        return
    session.say(words.about_ranking(table, how))
    top = words.worth_drawing(table, SHOWN)
    if len(top):
        alt = f"{measure.label}: the first {len(top)}; the table below says the same in words"
        chart(stripes_option(top, words.unit_of(measure), how), height=110 + 30 * len(top), alt=alt)
    session.caption(words.how_to_read(table, ranges, how, len(top)))
    session.table(
        words.in_a_table(table, measure),
        column_config={
            "Organization": st.column_config.TextColumn(pinned=True),
            "In words": st.column_config.TextColumn(width=540),
            measure.label: st.column_config.NumberColumn(format="%.3g"),
            "Confirmed ties alone": st.column_config.NumberColumn(format="%.3g"),
        },
    )
    empty = words.without_value(ranked)
    if len(empty):
        with st.expander(f"{len(empty)} without a value, and why"):
            session.table(empty)


def all_measures(view: View, records: dict[str, Measure], cells: str, ranges: Intervals | None) -> None:
    """One row an organization, one column a measure that may be shown."""
    table = words.every_measure(wide_measures(view.values, view.city), view.city, ranges, view.gate, cells)
    table = table.dropna(axis=1, how="all")  # without any strength, no column of strengths
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    columns = {
        i: number(m.label, help=m.question, format="%.3g") if cells == "value" else text(m.label, help=m.question)
        for i, m in records.items()
        if i in table
    }
    session.table(table, column_config={**columns, "organization": text("Organization", pinned=True)})


def whole_city(view: View, ranges: Intervals | None) -> None:
    """The measures of the city as a whole, and whose exit cuts somebody off in how many completions."""
    table = words.whole_city(view.whole, view.whole_alone, ranges, view.gate)
    with st.expander("The city as a whole"):
        number = st.column_config.NumberColumn(format="%.3g")
        session.table(table, column_config={c: number for c in ("Value", "Confirmed ties alone") if c in table})
    if ranges is not None and len(chances := words.cut_chances(view.city, ranges, view.gate)):
        with st.expander("On whom somebody hangs alone, and how likely that is"):
            session.table(chances)
            session.caption(words.COMPLETIONS)


def download(view: View, ranges: Intervals) -> None:
    """Every range that may be shown, as a file; the ranges on this page are its cells."""
    table = words.ranges_to_keep(view.city, ranges, view.gate)
    st.download_button("All ranges as a file (.csv)", csv_bytes(table), "ranges.csv", on_click="ignore")
