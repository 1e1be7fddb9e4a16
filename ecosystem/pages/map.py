"""Who works with whom? The map, the card of whoever is clicked, and the same ties as a list."""

import streamlit as st

from ecosystem.pages import session
from ecosystem.pages.parts.drawing import chart
from ecosystem.pages.parts.left_out import say_left_out
from ecosystem.show import map_data
from ecosystem.show.charts import map_option
from ecosystem.show.sentences import about_card, about_lines, about_ties
from ecosystem.show.text import plain, told_apart

with st.sidebar:
    relation, rule = session.pick_relation(), session.pick_rule()
    city = session.city(relation, rule)
    measures = map_data.choices(city)
    size = st.selectbox(
        "Larger means",
        [m for m in ("named_by", "degree", "betweenness") if m in measures],
        format_func=lambda m: measures[m].label,
        key="size",
        bind="query-params",
    )
    crosses = bool((~city.all_ties["inside"]).any())
    ring = crosses and st.toggle("Partners in other cities", key="ring", bind="query-params")
    sectors = sorted(city.members["sector"].dropna().unique())
    only = st.multiselect("Sectors", sectors, placeholder="all of them", key="sectors", bind="query-params")
    names = told_apart({o: city.names[o] for o in sorted(city.members.index, key=lambda o: city.names[o].casefold())})
    focus = st.selectbox(
        "Find an organization",
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder="type a name",
        key=f"focus {city.site}",
    )
where = session.remember(("places", city.site, ring), lambda: map_data.places(city, ring=ring))
sizes = session.remember(("sizes", city.site, relation, rule, size), lambda: map_data.sizes(city, size))
organizations = session.remember(
    ("map", city.site, relation, rule, size, ring), lambda: map_data.map_organizations(city, where, sizes)
)
ties = map_data.map_ties(city, ring=ring)
relations = session.city().all_ties["relation"].unique()
session.say(about_ties(city))
say_left_out(of_map=True)
event = chart(
    map_option(organizations, ties, relations=relations, sectors=only, chosen=focus),
    height=700,
    on_select="rerun",
    key=f"map {city.site}",
    alt=f"Map of {len(organizations)} organizations in {city.place}; the list below says the same in words",
)
clicked = [g["data_indices"][0] for g in event.selection.selected if g["data_type"] == "node" and g["data_indices"]]
shown = organizations["organization_id"].get(clicked[0]) if clicked else focus
if shown:
    with st.container(border=True):
        first, *rest = about_card(city, shown)
        st.subheader(plain(first))
        for line in rest:
            session.say(line)
        session.table(map_data.partners_in_words(city, shown))
else:
    session.caption(
        "Click an organization, or find it by name, for its card. Drag to move, turn the wheel or pinch to zoom."
    )
session.caption(
    f"{about_lines(city.ecosystem.survey)} Larger: {measures[size].question} Near each other says little; the lines "
    "say who is tied to whom."
)
st.subheader("The same as a list")
session.table(map_data.ties_in_words(city, ring=ring))
session.caption("A tie that is not here was not reported; that is not the same as there being none.")
