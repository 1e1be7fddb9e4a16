"""Map: organizations and ties, the card of the one chosen, and the same ties as a table."""

import streamlit as st

from ecosystem.pages import session
from ecosystem.pages.parts import filters, layout
from ecosystem.pages.parts.card import say_card
from ecosystem.pages.parts.drawing import draw, prepared, theme
from ecosystem.pages.parts.left_out import say_left_out
from ecosystem.show import map_data, phrases
from ecosystem.show.charts import map_option
from ecosystem.show.sentences import about_lines, about_sectors, about_ties
from ecosystem.show.text import distinct_labels
from ecosystem.translation import gettext

with st.sidebar:
    relation, rule = filters.pick_relation(), filters.pick_rule()
    city = session.city(relation, rule)
    measures = map_data.choices(city)
    size = st.selectbox(
        gettext("Size by"),
        [m for m in ("named_by", "degree", "betweenness") if m in measures],
        format_func=lambda m: gettext(measures[m].label),
        key="size",
        bind="query-params",
    )
    crosses = bool((~city.all_ties["inside"]).any())
    ring = crosses and st.toggle(gettext("Partners in other cities"), key="ring", bind="query-params")
    sectors = sorted(city.members["sector"].dropna().unique())
    only = st.multiselect(gettext("Sectors"), sectors, placeholder=gettext("all"), key="sectors", bind="query-params")
    labels = session.remember(("labels", city.site), lambda: distinct_labels(map_data.by_name(city)))
    focus = st.selectbox(
        gettext("Find an organization"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        placeholder=gettext("type a name"),
        key=session.within("organization", labels),
        bind="query-params",
    )
where = session.remember(("places", city.site, ring), lambda: map_data.places(city, ring=ring))
sizes = session.remember(("sizes", city.site, relation, rule, size), lambda: map_data.sizes(city, size))
shown_ties = (city.site, relation, rule, ring)
organizations = session.remember(("map", *shown_ties, size), lambda: map_data.map_organizations(city, where, sizes))
ties = session.remember(("map ties", *shown_ties), lambda: map_data.map_ties(city, ring=ring))
relations = session.city().all_ties["relation"].unique()
for line in (about_ties(city), *about_sectors(organizations, only)):
    layout.say(line)
say_left_out(of_map=True)
option = session.remember(  # the same for all who look at the same
    ("drawn", *shown_ties, size, tuple(only), focus, theme()),
    lambda: prepared(map_option(organizations, ties, relations=relations, sectors=only, chosen=focus)),
)
event = draw(
    option,
    height=700,
    on_select="rerun",
    key=f"map {city.site}",
    alt=gettext("Map of {organizations} in {place}; the table below lists the same ties").format(
        organizations=phrases.organizations(len(map_data.of_sectors(organizations, only))), place=city.place
    ),
)
clicked = [g["data_indices"][0] for g in event.selection.selected if g["data_type"] == "node" and g["data_indices"]]
shown = organizations["organization_id"].get(clicked[0]) if clicked else focus
if shown:
    say_card(city, shown)
else:
    layout.caption(gettext("Click an organization, or find it by name, to see its card. Drag to move; scroll to zoom."))
if city.ties_asked:
    layout.caption(about_lines(city.survey))
    layout.caption(
        gettext("Size: {question} Distance on the map means little; the lines show who is tied to whom.").format(
            question=gettext(measures[size].question)
        )
    )
    st.subheader(gettext("All ties in a table"))
    layout.table(session.remember(("in words", *shown_ties), lambda: map_data.ties_in_words(city, ring=ring)))
    layout.caption(gettext("A tie that is not listed was not reported. It may exist all the same."))
