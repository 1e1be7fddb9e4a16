"""Who answered? The footing of every other page."""

import streamlit as st

from ecosystem.findings.answers import answers_by_sector, confirmation, still_to_ask
from ecosystem.pages import desk
from ecosystem.show.charts import answers_option
from ecosystem.show.sentences import about_answers

city = desk.city()
by_sector = answers_by_sector(city)
for line in about_answers(city, by_sector):
    desk.say(line)
if city.ecosystem.survey:
    both, one = confirmation(city)
    asked, answered, agreed = st.columns(3)
    asked.metric("Answered", f"{city.respondents} of {city.invited}")
    answered.metric("Named, never asked", int((city.members["status"] == "named only").sum()))
    agreed.metric("Ties both ends report", f"{both} of {both + one}", help="Among ties whose two ends both answered.")
    height = 120 + 38 * len(by_sector)
    st.echarts_chart(answers_option(by_sector), height=height, alt="Bars: answered, invited and named only, by sector")
    st.subheader("Whom to call next")
    ask = still_to_ask(city)
    columns = {"name": "Organization", "sector": "Sector", "status": "Status", "named_by": "Named by"}
    desk.table(ask[list(columns)].rename(columns=columns))
    desk.aside(
        f"Named by: how many of the {city.respondents} who answered name it, in any relation. "
        "Whom those who have not answered would name is unknown, not nothing."
    )
else:
    desk.table(by_sector[["sector", "organizations"]].rename(columns=str.capitalize))
    desk.aside("Status and response rates need a survey: a list with a column “status”, or answers to a questionnaire.")

issues = city.ecosystem.table("issues")
st.subheader("Set aside on the way")
aside = issues[issues["kind"] == "set aside"][["message", "action", "reason", "source", "row", "column"]]
aside = aside.rename(columns=str.capitalize)
desk.table(aside, column_config={"Message": st.column_config.TextColumn(width=460)})
desk.aside("Row numbers are those your spreadsheet shows. All else was read.")
