"""The front door: the pages in the order of the work."""

import streamlit as st

from ecosystem.pages import session

PAGES = {
    "start": "Where do I start?",
    "columns": "What is in each column?",
    "answers": "Who answered?",
    "names": "Who is who?",
    "ties": "Who works with whom?",
    "holders": "Who holds it together?",
    "gaps": "What is missing?",
    "cities": "How do cities differ?",
    "takeaway": "Take it with you",
}

pages = [st.Page(f"ecosystem/pages/{name}.py", title=title, url_path=name) for name, title in PAGES.items()]
pages[0] = st.Page("ecosystem/pages/start.py", title=PAGES["start"], default=True)
st.set_page_config(page_title="Civic Ecosystem Mapper", layout="wide")
page = st.navigation(pages)
session.page_header(page.title)
page.run()
titles = list(PAGES.values())
if page.title != titles[-1]:
    session.next_page_link(pages[titles.index(page.title) + 1])
