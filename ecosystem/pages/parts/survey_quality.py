"""When answers came, and what they can and cannot show."""

import pandas as pd
import streamlit as st

from ecosystem.findings.response.answer_days import answer_days
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.pages.parts import layout
from ecosystem.pages.parts.drawing import chart
from ecosystem.show import quality as words
from ecosystem.show.files import csv_bytes
from ecosystem.translation import gettext


def answers_over_time(city: SiteNetwork) -> None:
    """Draw when answers came, as sentences and a curve."""
    st.subheader(gettext("When answers came"))
    days = answer_days(city)
    for line in words.about_days(city, days):
        layout.say(line)
    if len(days) > 1:
        chart(
            words.days_option(days, city.invited if city.invited_known else None),
            height=240,
            alt=gettext("Line: how many had answered, by day"),
        )


def what_answers_show(quality: pd.DataFrame) -> None:
    """Draw how complete and consistent the answers are; ``quality`` is ``city_quality``."""
    st.subheader(gettext("What the answers can and cannot show"))
    lines = [*words.about_names_given(quality), words.about_agreement(quality), *words.about_the_unmapped(quality)]
    for line in lines:
        layout.say(line)
    with st.expander(gettext("All figures, each with its base")):
        layout.table(words.quality_in_words(quality))
        st.download_button(
            gettext("Download these figures, also by sector (.csv)"),
            csv_bytes(quality),
            "quality.csv",
            on_click="ignore",
        )
