"""Saved views: a page with what was chosen on it, kept in the project under a name, opened in a tab of its own."""

from urllib.parse import urlencode

import streamlit as st

from ecosystem.pages import session
from ecosystem.pages.menu import MENU
from ecosystem.projects.changes import Change
from ecosystem.projects.project import VIEW
from ecosystem.show.text import plain
from ecosystem.translation import gettext

_NOT_CHOSEN = ("project", "data")  # in an address, but not a choice on the page


def show_views(page: str) -> None:
    """Draw the saved views of the project shown as links, and the field under whose name the present one is saved."""
    project = session.project()
    if project is None:
        return
    chosen = {name: value for name, value in st.query_params.items() if name not in _NOT_CHOSEN}
    with st.sidebar, st.popover(gettext("Saved views"), icon=":material/bookmark:", width="stretch"):
        held = project.values(VIEW)
        files = {entry.file for entry in MENU}
        for number, (name, view) in enumerate(held.items()):
            if view.get("page") not in files:
                continue
            address = urlencode({**view.get("chosen", {}), "project": project.id})
            there = f"{session.base_address()}/{view['page']}?{address}"
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.link_button(plain(session.shown(name)), there, icon=":material/open_in_new:")
                gone = Change(VIEW, None, subject=name)
                label, key = gettext("Remove"), f"view {number}"
                st.button(label, key=key, type="tertiary", on_click=session.keep, args=(gone,))
        name = st.text_input(gettext("Save this view as"), key="view name", max_chars=60)
        if name.strip():
            saved = Change(VIEW, {"page": page, "chosen": chosen}, subject=name.strip())
            st.button(gettext("Save"), on_click=session.keep, args=(saved,))
