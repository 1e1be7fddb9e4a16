"""Where do I start? Three choices, the five steps, and what came of the data."""

import streamlit as st

from ecosystem.collect.google import service_account_address
from ecosystem.pages import session
from ecosystem.show.exports import questionnaire, template_workbook
from ecosystem.show.sentences import after_loading
from ecosystem.show.text import plain

STEPS = (
    "**1 Purpose.** Write down in one sentence what the map is for and who will act on it.",
    "**2 Who to ask.** List the organizations to invite, community groups first.",
    "**3 Collect.** Copy a questionnaire into your form tool, or fill in the template.",
    "**4 Map.** Load the answers here; see who answered before you read anything else.",
    "**5 Act.** Take the gaps to the next meeting: each comes with what to do.",
)

real, invented, own = st.columns(3, gap="medium")
with real, st.container(border=True, height="stretch"):
    st.subheader("Look at a real map")
    st.write("Who was who in civic technology in 2015, as Microsoft collected it: many cities, a plain list of ties.")
    if st.button("Open Civic Graph 2015", type="primary"):
        session.use_sample("civic-graph")
        st.rerun()
with invented, st.container(border=True, height="stretch"):
    st.subheader("Try an invented city")
    st.write("Riverton does not exist. Its survey answers show what the pages do with answers that are missing.")
    if st.button("Open Riverton", type="primary"):
        session.use_sample("riverton")
        st.rerun()
with own, st.container(border=True, height="stretch"):
    st.subheader("Bring your own")
    files = st.file_uploader(
        "Excel or CSV: answers, or lists of organizations and ties",
        type=["xlsx", "xlsm", "csv", "tsv", "txt", "toml", "json", "vna", "zip"],
        accept_multiple_files=True,
    )
    if session.use_dropped(files):
        st.rerun()
    address = st.text_input("or a Google Sheet's address", placeholder="https://docs.google.com/spreadsheets/d/...")
    if address and st.button("Read this sheet", help="The only thing in this app that asks the internet."):
        session.use_address(address)
        st.rerun()
    if shared_with := service_account_address():
        st.caption("A closed sheet: in Google, share it with this address as a viewer, then paste the sheet's address.")
        st.code(shared_with, language=None)
    if (label := session.own_label()) and st.button(f"Back to {plain(label)}"):
        session.use_own()
        st.rerun()

found = session.ecosystem()
st.subheader("On the desk now")
session.say(after_loading(found, session.city()))
issues = found.table("issues")
with st.expander(f"What was set aside or doubtful ({len(issues)})", expanded=False):
    columns = ["message", "action", "kind", "reason", "source", "row", "column"]
    wide = {"Message": st.column_config.TextColumn(width=460)}
    session.table(issues[columns].rename(columns=str.capitalize), column_config=wide)
    session.caption("Row numbers are those your spreadsheet shows. Nothing here was dropped in silence.")
with st.expander("What each sheet became"):
    session.table(found.counts)

st.subheader("Five steps")
for column, step in zip(st.columns(5), STEPS, strict=True):
    column.markdown(step)
st.download_button("Template for lists (.xlsx)", template_workbook(), "ecosystem-template.xlsx", on_click="ignore")
for column, name in zip(st.columns(3), ("government", "civic_technologist", "community_group"), strict=True):
    label = f"Questionnaire: {name.replace('_', ' ')} (.csv)"
    column.download_button(label, questionnaire(name), f"questionnaire-{name}.csv", on_click="ignore")
