"""Who is who? Every spelling and the organization it was taken for."""

import streamlit as st

from ecosystem.pages import desk
from ecosystem.show.files import csv_bytes
from ecosystem.show.sentences import about_names
from ecosystem.tables.who import as_aliases, name_proposals

found = desk.ecosystem()
here = set(desk.city().members.index)
names = found.table("names")
names = names[names["organization_id"].isin(here)]
desk.say(about_names(names, here))
search = st.text_input("Find a spelling", placeholder="part of a name")
only = st.toggle("Only spellings that differ from the organization's name", value=False)
shown = names[names["name_as_written"] != names["name"]] if only else names
if search:
    shown = shown[shown["name_as_written"].str.contains(search, case=False, regex=False)]
how = {
    "listed": "as in the list",
    "folded": "but for case, spaces or punctuation",
    "alias": "by your alias list",
    "named": "only named by others",
}
table = shown.assign(how=shown["how"].map(how))[["name_as_written", "name", "how", "times"]]
desk.table(
    table.rename(
        columns={"name_as_written": "As written", "name": "Stands for", "how": "Why", "times": "Times written"}
    ).sort_values(["Stands for", "As written"])
)
desk.aside(
    "Only spellings that are equal but for case, spaces and punctuation are joined, or that your alias list joins. "
    "Nothing is guessed: two names that look alike stay two organizations until somebody says otherwise."
)
namesakes = found.table("issues").query("reason == 'one name, several ids'")
if len(namesakes):
    st.subheader("One name under several ids")
    desk.table(namesakes[["message", "action"]].rename(columns=str.capitalize))
st.subheader("Names that may mean one organization")
with st.spinner("Comparing names ..."):
    alike = desk.remember(("alike", desk.site()), lambda: name_proposals(found, desk.site()))
words = {
    "match": "very likely one",
    "possible": "perhaps one",
    "part of": "one is part of the other",
    "trap": "look alike, differ",
}
proposed = alike.assign(verdict=alike["verdict"].map(words))[["name_a", "name_b", "verdict", "reasons"]]
desk.table(proposed.rename(columns={"name_a": "This", "name_b": "and this", "verdict": "are", "reasons": "because"}))
desk.aside(
    "The machine proposes and joins nothing; those that look alike and differ are listed so that nobody joins them."
)
if (alike["verdict"] == "match").any():
    st.download_button(
        "The very likely ones as aliases.csv, to look through",
        csv_bytes(as_aliases(alike)),
        "aliases.csv",
        on_click="ignore",
    )
st.subheader("To join two spellings")
st.write(
    "Download the list, keep the rows you want to join, write the right name in the second column, save it as "
    "`aliases.csv` beside your data, and load both together. Where your list has ids, give both rows the same id."
)
aliases = names[["name_as_written", "name"]].rename(columns={"name": "organization"})
st.download_button("Spellings (aliases.csv)", csv_bytes(aliases), "aliases.csv", on_click="ignore")
