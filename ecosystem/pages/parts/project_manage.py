"""The project as a whole: the hand-over box, links for others, a copy, the archive, deletion."""

from datetime import date, timedelta
from functools import partial

import streamlit as st

from ecosystem.pages import session
from ecosystem.pages.parts import layout
from ecosystem.projects import lifecycle, links
from ecosystem.projects.box import handed_over, write_box
from ecosystem.projects.project import ARCHIVED, Project
from ecosystem.show.text import plain
from ecosystem.translation import gettext, gettext_noop

_ROLES = {
    links.ORGANIZER: gettext_noop("organizer: everything, and makes links"),
    links.HELPER: gettext_noop("helper: answers and names"),
    links.VIEWER: gettext_noop("viewer: sees the map"),
    links.PARTICIPANT: gettext_noop("participant: sees the map"),
}
_DAYS = {
    30: gettext_noop("30 days"),
    90: gettext_noop("90 days"),
    365: gettext_noop("a year"),
    0: gettext_noop("no end"),
}


def manage(project: Project) -> None:
    """Draw what can be done with the project; nothing for those who may not."""
    if not session.may(links.MANAGE):
        return
    with st.container(horizontal=True, gap="small"):
        with st.popover(gettext("Hand over"), icon=":material/inventory_2:"):
            _hand_over(project)
        with st.popover(gettext("Share by link"), icon=":material/link:"):
            _share(project)
        with st.popover(gettext("Copy, archive, delete"), icon=":material/settings:"):
            _whole(project)


def _hand_over(project: Project) -> None:
    layout.say(
        gettext(
            "One .zip file with everything in this project but the contact list, readable without this program. "
            "Whoever takes over opens it on Home."
        )
    )
    contacts = st.checkbox(gettext("With the contact list: people's names, e-mail addresses and phone numbers"))
    st.download_button(
        gettext("Download the hand-over box"),
        partial(write_box, project, contacts),
        f"{project.name}.zip",
        "application/zip",
        on_click=session.act,
        args=(lambda known: handed_over(known, contacts, session.initials()),),
    )


def _share(project: Project) -> None:
    if session.is_local():
        layout.caption(
            gettext(
                "Only this computer reaches the app now. For others to use a link, start it with: civic-mapper serve "
                "--shared. The page docs/host.md says how."
            )
        )
    roles = {role: gettext(words) for role, words in _ROLES.items()}
    role = st.selectbox(gettext("Who will use the link?"), list(roles), format_func=roles.__getitem__, index=2)
    days = {number: gettext(words) for number, words in _DAYS.items()}
    until = st.selectbox(gettext("The link holds for"), list(days), format_func=days.__getitem__, index=1)
    st.button(gettext("Make a link"), on_click=_make_link, args=(project, role, until))
    if made := session.take_news("link"):
        layout.caption(gettext("Copy it now: it is shown only once, and whoever has it has the role."))
        st.code(made, language=None)
    for link in links.links_of(project):
        if link.holds:
            words, button = st.columns([3, 1], vertical_alignment="center")
            ends = gettext("until {day}").format(day=link.ends) if link.ends else gettext("no end")
            words.caption(plain(f"{link.role}, {ends}, {link.id}"))
            button.button(gettext("Revoke"), key=f"revoke {link.id}", on_click=_revoke, args=(project, link.id))


def _make_link(project: Project, role: str, days: int) -> None:
    ends = date.today() + timedelta(days) if days else None
    token = session.act(lambda known: links.make_link(known, role, ends))
    if token:
        session.keep_news("link", f"{session.base_address()}/enter/{token}")


def _revoke(project: Project, link: str) -> None:
    session.act(lambda known: links.revoke(known, link))


def _whole(project: Project) -> None:
    by = session.initials()
    if session.is_local():
        title = gettext("{title}, a copy").format(title=project.title)
        st.button(gettext("Make a copy"), on_click=session.act, args=(lambda p: lifecycle.duplicate(p, title, by),))
    if project.state == ARCHIVED:
        st.button(gettext("Take out of the archive"), on_click=session.act, args=(lambda p: lifecycle.reopen(p, by),))
    else:
        st.button(gettext("Archive"), on_click=session.act, args=(lambda p: lifecycle.archive(p, by),))
    st.button(gettext("Delete"), on_click=session.act, args=(lambda p: lifecycle.delete(p, by),))
    layout.caption(gettext("A deleted project can be brought back on Home for 30 days."))
