"""Charts and tables of the page Key organizations, drawn without likely ranges first and again with them."""

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
from ecosystem.pages.parts import layout
from ecosystem.pages.parts.drawing import chart
from ecosystem.pages.parts.subset import Subset
from ecosystem.show import centrality as words
from ecosystem.show.files import csv_bytes
from ecosystem.show.interval_plot import interval_option
from ecosystem.show.map_data import ranking, wide_measures
from ecosystem.translation import gettext, gettext_noop

CELLS = {
    "value": gettext_noop("reported value"),
    "range": gettext_noop("likely range if everyone had answered"),
    "place": gettext_noop("likely rank"),
}
SHOWN = 15  # organizations in the chart


class View(NamedTuple):
    """What the page shows: a city under one relation, rule and choice of organizations."""

    only: str  # the choice in words; empty where the city is whole
    city: SiteNetwork
    alone: SiteNetwork  # the same by confirmed ties only
    gate: ReportingRule
    values: pd.DataFrame  # of organizations
    whole: pd.DataFrame  # of the city
    whole_alone: pd.DataFrame
    cuts: list[Finding]


def make_view(whole: SiteNetwork, alone: SiteNetwork, chosen: Subset) -> View:
    """Return the view of a city, and of the same by confirmed ties only, among the organizations chosen."""
    city = induced_subset(whole, chosen.organizations) if chosen.words else whole
    alone = induced_subset(alone, chosen.organizations) if chosen.words else alone
    cuts = list(GAPS["cut_point"].findings(city))
    whole_city, whole_alone = city_measures(city, "network"), city_measures(alone, "network")
    return View(chosen.words, city, alone, reporting_rules(city), city_measures(city), whole_city, whole_alone, cuts)


def lead(view: View, ranges: Intervals | None) -> None:
    """Draw whose exit would cut others off, and among which organizations that holds."""
    if view.only:
        layout.say(gettext("Among {choice} only, as if no others existed:").format(choice=view.only))
    layout.say(words.about_cuts(view.city, view.cuts, ranges, view.gate))


def one_measure(view: View, measure: Measure, ranges: Intervals | None) -> None:
    """Draw the chart and the table of one measure, or why it is not shown with so few answers."""
    how = view.gate.allows(measure.id)
    if how == "nothing":
        layout.say(words.not_shown(measure, view.gate))
        return
    own = None if ranges is None else ranges.organizations[ranges.organizations["measure"] == measure.id]
    ranked = ranking(view.values, view.city, measure.id)
    table = words.ranking(ranked, words.confirmed_values(view.alone, measure.id), own, how)
    if table.empty:
        layout.say(words.no_values(ranked))
        return
    layout.say(words.about_ranking(table, how))
    top = words.worth_drawing(table, SHOWN)
    if len(top):
        alt = gettext("{measure}: the first {count:,}; the table below lists all").format(
            measure=measure.label, count=len(top)
        )
        chart(interval_option(top, words.unit_of(measure), how), height=110 + 30 * len(top), alt=alt)
    layout.caption(words.how_to_read(table, ranges, how, len(top)))
    layout.table(
        words.ranking_in_words(table, measure),
        column_config={
            gettext("Organization"): st.column_config.TextColumn(pinned=True),
            gettext("In words"): st.column_config.TextColumn(width=540),
            measure.label: st.column_config.NumberColumn(format="%.3g"),
            gettext("Confirmed ties only"): st.column_config.NumberColumn(format="%.3g"),
        },
    )
    empty = words.without_value(ranked)
    if len(empty):
        with st.expander(gettext("{count:,} without a value, and why").format(count=len(empty))):
            layout.table(empty)


def explain(measure: Measure) -> None:
    """Draw what high and low values mean, and what the measure cannot show."""
    high, low, silent = st.columns(3)
    high.markdown(gettext("**High.** {meaning}").format(meaning=gettext(measure.high)))
    low.markdown(gettext("**Low.** {meaning}").format(meaning=gettext(measure.low)))
    silent.markdown(gettext("**It cannot show:** {limit}").format(limit=gettext(measure.cannot_say)))


def pick_cells() -> str:
    """Draw the choice of what the table of all measures shows; return a key of ``CELLS``."""
    shown = {code: gettext(name) for code, name in CELLS.items()}
    picked = st.segmented_control(gettext("Show"), list(shown), format_func=shown.__getitem__, default="value")
    return picked or "value"


def all_measures(view: View, records: dict[str, Measure], cells: str, ranges: Intervals | None) -> None:
    """Draw one row for each organization and one column for each measure that may be shown."""
    table = words.every_measure(wide_measures(view.values, view.city), view.city, ranges, view.gate, cells)
    table = table.dropna(axis=1, how="all")  # no column of a measure without any value
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    columns = {
        i: number(gettext(m.label), help=gettext(m.question), format="%.3g")
        if cells == "value"
        else text(gettext(m.label), help=gettext(m.question))
        for i, m in records.items()
        if i in table
    }
    layout.table(table, column_config={**columns, "organization": text(gettext("Organization"), pinned=True)})


def whole_city(view: View, ranges: Intervals | None) -> None:
    """Draw the measures of the whole city, and in which share of simulations an organization's exit cuts others off."""
    table = words.whole_city(view.whole, view.whole_alone, ranges, view.gate)
    with st.expander(gettext("The city as a whole")):
        number = st.column_config.NumberColumn(format="%.3g")
        layout.table(
            table, column_config={c: number for c in (gettext("Value"), gettext("Confirmed ties only")) if c in table}
        )
    if ranges is not None and len(shares := words.cut_point_shares(view.city, ranges, view.gate)):
        with st.expander(gettext("Organizations others depend on alone, and how likely that is")):
            layout.table(shares)
            layout.caption(gettext(words.SIMULATIONS))


def download(view: View, ranges: Intervals) -> None:
    """Draw the download of all ranges that may be shown."""
    st.download_button(
        gettext("Download all ranges (.csv)"),
        lambda: csv_bytes(words.ranges_for_download(view.city, ranges, view.gate)),  # made as it is asked for
        "ranges.csv",
        on_click="ignore",
    )
