"""The front door: the pages in sections, nothing else."""

from typing import Any

import streamlit as st

from ecosystem.pages import session
from ecosystem.pages.menu import MENU, NAME, SIDEBAR_WIDTH, logo
from ecosystem.pages.parts.views import show_views
from ecosystem.translation import gettext

pages = [
    st.Page(
        entry.path,
        title=gettext(entry.name),
        icon=f":material/{entry.icon}:",
        url_path=entry.file,
        default=entry is MENU[0],
    )
    for entry in MENU
]
sections: dict[str, list[Any]] = {}
for entry, page in zip(MENU, pages, strict=True):
    sections.setdefault(gettext(entry.section), []).append(page)
earlier = {
    st.Page(lambda: None, title=entry.earlier, url_path=entry.earlier, visibility="hidden"): page
    for entry, page in zip(MENU, pages, strict=True)
    if entry.earlier
}
sections[""] = list(earlier)
st.set_page_config(page_title=NAME, page_icon=logo("light"), layout="wide", initial_sidebar_state=SIDEBAR_WIDTH)
st.logo(logo(st.context.theme.type), size="large")
page = st.navigation(sections, expanded=True)
if page in earlier:
    st.switch_page(earlier[page], query_params=st.query_params.to_dict())
place = pages.index(page)
session.page_header(gettext(MENU[place].headline))
page.run()
show_views(MENU[place].file)
if place + 1 < len(pages):
    session.next_page_link(pages[place + 1], gettext(MENU[place + 1].headline))
