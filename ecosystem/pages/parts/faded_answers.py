"""Answers that are too old: how many there are, whom to ask again, and after how long that is."""

from datetime import date

import streamlit as st

from ecosystem.findings.response.faded import MONTHS, faded
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.pages import session
from ecosystem.pages.parts import layout
from ecosystem.projects.changes import Change
from ecosystem.projects.fading import FADES_AFTER, months_to_fade
from ecosystem.show.faded import about_faded, faded_in_words
from ecosystem.show.files import csv_bytes
from ecosystem.show.rounds import about_every_round
from ecosystem.translation import gettext

_FIELD, _LONGEST = "fades after", 600


def show_faded(city: SiteNetwork) -> None:
    """Draw how many answers have faded, and the list under it; nothing where no answer has a date."""
    months, today = _limit(), date.today()
    of_a_month = session.remember(("faded", city.site, today), lambda: faded(city, months=1, today=today))
    found = of_a_month[of_a_month["months"].fillna(months) >= months]
    for line in about_faded(found, months):
        layout.say(line)
    for line in about_every_round(city.ecosystem) if len(of_a_month) else ():
        layout.caption(line)
    if len(of_a_month):
        with st.expander(gettext("Whom to ask again ({count:,})").format(count=len(found))):
            st.number_input(
                gettext("Answers fade after how many months?"),
                *(1, _LONGEST, months),
                key=_key(),
                on_change=_keep,
                width=300,
            )
            days = st.column_config.DateColumn(format="MMMM D, YYYY")
            layout.table(faded_in_words(found), column_config={gettext("Last answer"): days})
            label = gettext("Download this list (.csv)")
            st.download_button(label, csv_bytes(found), "faded.csv", on_click="ignore", key="faded.csv")


def _limit() -> int:
    """Return the limit of the project; without one, what was typed here, else the usual one."""
    project = session.project()
    if project is not None:
        return months_to_fade(project) or MONTHS
    return int(session.chosen(_key()) or MONTHS)


def _key() -> str:
    """Return the key of the field: another one once the project has another limit."""
    project = session.project()
    return _FIELD if project is None else f"{_FIELD} {project.id} {months_to_fade(project)}"


def _keep() -> None:
    session.keep(Change(FADES_AFTER, int(session.chosen(_key()) or MONTHS)))
