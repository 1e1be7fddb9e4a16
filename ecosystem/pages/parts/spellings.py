"""All spellings of names with the organizations they stand for, searchable, and names shared by several ids."""

import streamlit as st

from ecosystem.pages.parts import layout
from ecosystem.show.name_review_text import spellings_in_words
from ecosystem.show.sentences import about_names
from ecosystem.tables.dataset import Ecosystem
from ecosystem.translation import gettext


def all_spellings(found: Ecosystem, site: str | None) -> None:
    """Draw the spellings of a city, or of all cities, and the names that stand under several ids."""
    names = found.table("names")
    if site is not None:
        names = names[names["organization_id"].isin(set(found.members(site)["organization_id"]))]
    layout.say(about_names(names))
    search = st.text_input(gettext("Find a spelling"), placeholder=gettext("part of a name"))
    if st.toggle(gettext("Only spellings that differ from the organization's name")):
        names = names[names["name_as_written"] != names["name"]]
    if search:
        names = names[names["name_as_written"].str.contains(search, case=False, regex=False)]
    layout.table(spellings_in_words(names))
    shared = found.table("issues").query("reason == 'one name, several ids'")
    if len(shared):
        st.subheader(gettext("One name under several ids"))
        heads = {"message": gettext("What happened"), "action": gettext("What to do")}
        layout.table(shared[list(heads)].rename(columns=heads))
