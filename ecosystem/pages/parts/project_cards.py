"""All projects as cards: a small picture of the map, what it holds, when it was changed, and a way into it."""

from collections import Counter

import streamlit as st

from ecosystem.pages import session
from ecosystem.pages.parts import layout
from ecosystem.projects.project import ARCHIVED, Project, holds_data
from ecosystem.show import phrases
from ecosystem.show.text import plain
from ecosystem.translation import gettext

_IN_A_ROW = 4


def show_projects(shown: Project | None) -> None:
    """Draw a card for each project but the one shown; archived ones stand folded below."""
    projects, glances = session.projects_seen()
    others = [project for project in projects if shown is None or project.id != shown.id]
    if others:
        _draw(others, glances, shown)
    if deleted := session.deleted_projects():
        with st.expander(gettext("Deleted ({count:,})").format(count=len(deleted))):
            for project in deleted:
                words, button = st.columns([4, 1], vertical_alignment="center")
                with words:
                    layout.say(project.title)
                back = gettext("Bring back")
                button.button(back, key=f"back {project.id}", on_click=session.bring_back, args=(project,))


def _draw(others: list[Project], glances: dict[str, dict[str, str]], shown: Project | None) -> None:
    title = gettext("Your other projects") if shown else gettext("Your projects")
    st.subheader(title, anchor=False)
    titles = Counter(project.title for project in (*others, *([shown] if shown else [])))
    _cards([project for project in others if project.state != ARCHIVED], glances, titles)
    if archived := [project for project in others if project.state == ARCHIVED]:
        with st.expander(gettext("Archived ({count:,})").format(count=len(archived))):
            _cards(archived, glances, titles)


def _cards(projects: list[Project], glances: dict[str, dict[str, str]], titles: Counter[str]) -> None:
    for start in range(0, len(projects), _IN_A_ROW):
        for column, project in zip(st.columns(_IN_A_ROW), projects[start : start + _IN_A_ROW], strict=False):
            with column:
                _card(project, glances.get(project.id, {}), titles[project.title] > 1)


def _card(project: Project, glance: dict[str, str], named: bool) -> None:
    """Draw a card; ``named``: with the name that the terminal knows, as another project has the same title."""
    with st.container(border=True, gap="xsmall", height="stretch"):
        if picture := glance.get("picture"):
            st.image(picture, width="stretch")
        st.markdown(f"**{plain(project.title)}**")
        if named:
            layout.caption(project.name)
        layout.caption(" · ".join(filter(None, (glance.get("figures"), phrases.day(project.changed)))))
        if response := glance.get("response"):
            layout.caption(response)
        elif not glance and holds_data(project):
            layout.caption(gettext("Open it to see its map, or what is still to be said about its columns."))
        elif not glance:
            layout.caption(gettext("It holds no data yet."))
        if st.button(gettext("Open"), key=f"open project {project.id}", width="stretch"):
            there = session.open_project(project)
            session.open_page("map" if there else "home")
