"""What are we mapping? The project that is open, or a real map and three ways in; then all projects as cards."""

import streamlit as st

from ecosystem.pages import session
from ecosystem.pages.parts import layout
from ecosystem.pages.parts.current_data import next_steps, show_current_data
from ecosystem.pages.parts.project_cards import show_projects
from ecosystem.pages.parts.project_panel import show_project
from ecosystem.pages.parts.sample_picture import show_picture
from ecosystem.pages.parts.ways_in import show_ways_in
from ecosystem.show.exports import questionnaire
from ecosystem.show.sentences import after_loading
from ecosystem.translation import gettext, gettext_noop

STEPS = (
    gettext_noop("**1 Purpose.** Write down in one sentence what the map is for and who will act on it."),
    gettext_noop("**2 Who to ask.** List the organizations to invite, community groups first."),
    gettext_noop("**3 Collect.** Copy a questionnaire into your form tool, or fill in the template."),
    gettext_noop("**4 Map.** Load the answers here, and see who answered before you read anything else."),
    gettext_noop("**5 Act.** Take the gaps to the next meeting: each comes with something to do."),
)
QUESTIONNAIRES = {
    "government": gettext_noop("Questionnaire for government (.csv)"),
    "civic_technologist": gettext_noop("Questionnaire for civic technologists (.csv)"),
    "community_group": gettext_noop("Questionnaire for community groups (.csv)"),
}

project = session.project()
if project is not None:
    show_project(project)
else:
    layout.say(gettext("See who works with whom in your city, and who is missing."))
    picture, ways = st.columns([11, 9], gap="medium")
    with picture, st.container(border=True, gap="xsmall"):
        show_picture(height=450)
    with ways:
        show_ways_in()
    show_projects(None)
if session.has_map():
    found = session.ecosystem()
    if project is None:
        st.subheader(gettext("Current data"), anchor=False)
        layout.say(after_loading(found, session.city()))
    show_current_data(found)
    if project is None:
        next_steps(found)
if project is not None:
    show_projects(project)
    with st.expander(gettext("Open a sample, or start another project")):
        show_ways_in()
with st.expander(gettext("Five steps to a map of your own, and the questionnaires")):
    for column, step in zip(st.columns(5), STEPS, strict=True):
        column.markdown(gettext(step))
    with st.container(horizontal=True):
        for name, label in QUESTIONNAIRES.items():
            st.download_button(gettext(label), questionnaire(name), f"questionnaire-{name}.csv", on_click="ignore")
