"""Who holds it together? One measure at a time, with what it can and cannot say."""

import streamlit as st

from ecosystem.findings.gaps import gap_table
from ecosystem.findings.measure_tables import city_measures
from ecosystem.findings.register import MEASURES
from ecosystem.pages import desk
from ecosystem.show.charts import ranked_option
from ecosystem.show.map_data import choices, ranking, wide_measures
from ecosystem.show.sentences import about_holding, reliability, too_few_to_rank

with st.sidebar:
    relation, rule = desk.pick_relation(), desk.pick_rule()
city, here = desk.city(relation, rule), (desk.site(), relation, rule)
gaps = desk.remember(("gaps", city.site), lambda: gap_table(desk.ecosystem(), city.site))
desk.say(about_holding(desk.city(), gaps[gaps["kind"] == "cut_point"]))
desk.aside(reliability(city))
records = choices(city)
chosen = st.selectbox(
    "What to look at",
    list(records),
    format_func=lambda i: f"{records[i].label}: {records[i].question}",
    key="measure",
    bind="query-params",
    persist_state="session",
)
measure = records[chosen]
values = desk.remember(("measures", *here), lambda: city_measures(city))
one = desk.remember(("ranking", chosen, *here), lambda: ranking(values, city, chosen))
ranked = one.dropna(subset="value")
top = ranked[ranked["value"] != 0].head(15)
if too_few_to_rank(city, chosen):
    desk.say(f"{measure.label}: too few have answered to say who stands where.")
elif len(top):
    alt = f"{measure.label}: the {len(top)} highest"
    st.echarts_chart(ranked_option(top, measure.unit), height=100 + 28 * len(top), alt=alt)
elif len(ranked):
    desk.say("Every organization has the value 0 here.")
else:
    reasons = "; ".join(one["reason"].dropna().unique()) or "the map is empty"
    desk.say(f"No organization has a value here: {reasons}.")
high, low, silent = st.columns(3)
high.markdown(f"**High.** {measure.high}")
low.markdown(f"**Low.** {measure.low}")
silent.markdown(f"**It cannot say:** {measure.cannot_say}")
empty = one[one["value"].isna()]
if len(empty):
    with st.expander(f"{len(empty)} without a value, and why"):
        desk.table(empty[["organization", "reason"]].rename(columns=str.capitalize))

st.subheader("Every organization, every measure")
table = desk.remember(("wide", *here), lambda: wide_measures(values, city)).drop(columns="organization_id")
columns = {i: st.column_config.NumberColumn(m.label, help=m.question, format="%.3g") for i, m in records.items()}
desk.table(table, column_config={**columns, "organization": st.column_config.TextColumn("Organization", pinned=True)})
with st.expander("The city as a whole"):
    whole = desk.remember(("whole", *here), lambda: city_measures(city, "network"))
    of_city = [MEASURES["network", m] for m in whole["measure"]]
    whole = whole.assign(measure=[r.label for r in of_city], question=[r.question for r in of_city])
    numbers = {"Value": st.column_config.NumberColumn(format="%.3g")}
    desk.table(whole[["measure", "value", "question", "reason"]].rename(columns=str.capitalize), column_config=numbers)
