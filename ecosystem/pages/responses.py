"""Who answered? The footing of every other page."""

import streamlit as st

from ecosystem.findings.measures.intervals import Intervals
from ecosystem.findings.response.answer_days import answer_days
from ecosystem.findings.response.quality import city_quality
from ecosystem.findings.response.reminders import reminders
from ecosystem.findings.response.response import answers_by_sector
from ecosystem.pages import session
from ecosystem.pages.parts.drawing import chart
from ecosystem.pages.parts.ranges import drawn_with, ranges_of
from ecosystem.show import quality as words
from ecosystem.show.charts import answers_option
from ecosystem.show.files import csv_bytes
from ecosystem.show.sentences import about_answers
from ecosystem.show.text import plain

city = session.city()
by_sector = answers_by_sector(city)
for line in about_answers(city, by_sector):
    session.say(line)
if city.ecosystem.survey:
    quality = session.remember(("quality", city.site), lambda: city_quality(city))
    for column, (label, value, footing) in zip(st.columns(4), words.headline(quality), strict=True):
        column.metric(label, value, help=plain(footing))
    height = 120 + 38 * len(by_sector)
    chart(answers_option(by_sector), height=height, alt="Bars: answered, invited and named only, by sector")

    st.subheader("Whom to ask next")
    ask = session.remember(("reminders", city.site), lambda: reminders(city))
    listed, progress = st.empty(), st.empty()
    if len(ask):
        st.download_button("This list as a file (.csv)", csv_bytes(ask), "reminders.csv", on_click="ignore")
    session.caption(
        f"Named by: how many of the {city.respondents} who answered name it, in any relation. "
        "Whom those who have not answered would name is unknown, not nothing."
    )

    st.subheader("When answers came")
    days = answer_days(city)
    for line in words.about_days(city, days):
        session.say(line)
    if len(days) > 1:
        chart(words.days_option(days, city.invited), height=240, alt="A line: how many had answered, by day")

    st.subheader("What the answers can and cannot show")
    lines = [*words.about_names_given(quality), words.about_agreement(quality), *words.about_the_unmapped(quality)]
    for line in lines:
        session.say(line)
    with st.expander("Every figure, and what it rests on"):
        session.table(words.quality_in_words(quality))
        st.download_button("These figures, by sector too (.csv)", csv_bytes(quality), "quality.csv", on_click="ignore")

    def draw(ranges: Intervals | None) -> None:
        with listed.container():
            if line := words.about_settling(ask, ranges):
                session.say(line)
            table = words.reminders_in_words(ask, ranges)
            session.table(table, column_config={"Why": st.column_config.TextColumn(width=470)})

else:
    session.table(by_sector[["sector", "organizations"]].rename(columns=str.capitalize))
    session.caption(
        "Status and response rates need a survey: a list with a column “status”, or answers to a questionnaire."
    )

issues = city.ecosystem.table("issues")
st.subheader("Set aside on the way")
aside = issues[issues["kind"] == "set aside"][["message", "action", "reason", "source", "row", "column"]]
aside = aside.rename(columns=str.capitalize)
session.table(aside, column_config={"Message": st.column_config.TextColumn(width=460)})
session.caption("Row numbers are those your spreadsheet shows. All else was read.")
if city.ecosystem.survey:
    drawn_with(ranges_of(city), progress, "Working out whose answers would settle most", draw)
