"""Responses: who answered, whom to ask next, and what the answers can and cannot show."""

import streamlit as st

from ecosystem.findings.measures.intervals import Intervals
from ecosystem.findings.response.quality import city_quality
from ecosystem.findings.response.reminders import reminders
from ecosystem.findings.response.response import answers_by_sector
from ecosystem.pages import session
from ecosystem.pages.parts import layout, survey_quality
from ecosystem.pages.parts.drawing import chart
from ecosystem.pages.parts.faded_answers import show_faded
from ecosystem.pages.parts.ranges import drawn_with, ranges_of
from ecosystem.show import quality as words
from ecosystem.show.charts import answers_option
from ecosystem.show.files import csv_bytes
from ecosystem.show.sentences import about_answers, about_ties
from ecosystem.show.source_tables import issues_in_words
from ecosystem.show.text import plain
from ecosystem.translation import gettext

city = session.city()
by_sector = answers_by_sector(city)
for line in about_answers(city, by_sector):
    layout.say(line)
if city.survey:
    quality = session.remember(("quality", city.site), lambda: city_quality(city))
    headline = words.headline(quality, invited_known=city.invited_known)
    for column, (label, value, base) in zip(st.columns(4), headline, strict=True):
        column.metric(label, value, help=plain(base))
    height = 120 + 38 * len(by_sector)
    chart(answers_option(by_sector), height=height, alt=gettext("Bars: answered, invited and named only, by sector"))

    st.subheader(gettext("Whom to ask next"))
    ask = session.remember(("reminders", city.site), lambda: reminders(city))
    listed, progress = st.empty(), st.empty()
    if len(ask):
        st.download_button(gettext("Download this list (.csv)"), csv_bytes(ask), "reminders.csv", on_click="ignore")
    layout.caption(
        about_ties(city)
        if not city.ties_asked
        else gettext(
            "Named by: how many of the {count:,} who answered name it, for any kind of tie. Which organizations those "
            "who have not answered would name is not known."
        ).format(count=city.respondents)
    )

    survey_quality.answers_over_time(city)
    survey_quality.what_answers_show(quality)

    def draw(ranges: Intervals | None) -> None:
        """Draw whom to ask next, without likely ranges or again with them."""
        with listed.container():
            if line := words.about_settling(ask, ranges):
                layout.say(line)
            table = words.reminders_in_words(ask, ranges)
            layout.table(table, column_config={gettext("Why"): st.column_config.TextColumn(width=470)})

else:
    heads = {"sector": gettext("Sector"), "organizations": gettext("Organizations")}
    layout.table(by_sector[list(heads)].rename(columns=heads))
    layout.caption(
        gettext(
            "Response rates need a survey: answers to a questionnaire, or a list of organizations with a column "
            "“status”."
        )
    )

show_faded(city)
issues = city.ecosystem.table("issues")
st.subheader(gettext("Rows and columns not used"))
unused = issues_in_words(issues[issues["kind"] == "set aside"]).drop(columns=gettext("Kind"))
layout.table(unused, column_config={gettext("What happened"): st.column_config.TextColumn(width=460)})
layout.caption(gettext("Every row is used or counted here; the page Data has all of them in a file, by row number."))
if city.survey:
    drawn_with(ranges_of(city), progress, gettext("Calculating whose answers would settle most"), draw)
