"""Who holds it together? One measure at a time, with what it can and cannot say."""

import streamlit as st

from ecosystem.findings.gaps import gap_table
from ecosystem.findings.measure_tables import city_measures
from ecosystem.findings.register import MEASURES
from ecosystem.pages import desk
from ecosystem.show.charts import ranked_option
from ecosystem.show.map_data import wide_measures
from ecosystem.show.sentences import about_holding, reliability

ids = {measure: record for (level, measure), record in MEASURES.items() if level == "organization"}
with st.sidebar:
    relation, rule = desk.pick_relation(), desk.pick_rule()
city, here = desk.city(relation, rule), (desk.site(), relation, rule)
gaps = desk.remember(("gaps", city.site), lambda: gap_table(desk.ecosystem(), city.site))
desk.say(about_holding(desk.city(), gaps[gaps["kind"] == "cut_point"]))
desk.aside(reliability(city))
chosen = st.selectbox(
    "What to look at",
    list(ids),
    format_func=lambda i: f"{ids[i].label}: {ids[i].question}",
    key="measure",
    bind="query-params",
    persist_state="session",
)
measure = ids[chosen]
values = desk.remember(("measures", *here), lambda: city_measures(city))
one = values[values["measure"] == chosen]
ranked = one.dropna(subset="value").sort_values("value", ascending=False, kind="stable")
top = ranked[ranked["value"] != 0].head(15)
if len(top):
    option = ranked_option(top["organization"].tolist(), top["value"].tolist(), measure.unit)
    st.echarts_chart(option, height=100 + 28 * len(top), alt=f"{measure.label}: the {len(top)} highest")
elif len(ranked):
    desk.say("Every organization has the value 0 here.")
else:
    desk.say("No organization has a value here: " + "; ".join(one["reason"].dropna().unique()) + ".")
high, low, silent = st.columns(3)
high.markdown(f"**High.** {measure.high}")
low.markdown(f"**Low.** {measure.low}")
silent.markdown(f"**It cannot say:** {measure.cannot_say}")
empty = one[one["value"].isna()]
if len(empty):
    with st.expander(f"{len(empty)} without a value, and why"):
        desk.table(empty[["organization", "reason"]].rename(columns=str.capitalize))

st.subheader("Every organization, every measure")
table = desk.remember(("wide", *here), lambda: wide_measures(values, city))
meanings = {ids[i].label: st.column_config.NumberColumn(help=ids[i].question, format="%.3g") for i in ids}
desk.table(table.rename(columns={i: m.label for i, m in ids.items()}), column_config=meanings)
with st.expander("The city as a whole"):
    whole = desk.remember(("whole", *here), lambda: city_measures(city, "network"))
    records = [MEASURES["network", m] for m in whole["measure"]]
    whole = whole.assign(measure=[r.label for r in records], question=[r.question for r in records])
    desk.table(whole[["measure", "value", "question", "reason"]].rename(columns=str.capitalize))
