"""Card of one organization: what is known of it, and its partners."""

import streamlit as st

from ecosystem.findings.site_network import SiteNetwork
from ecosystem.pages.parts import layout
from ecosystem.show import map_data
from ecosystem.show.sentences import about_card
from ecosystem.show.text import plain


def say_card(city: SiteNetwork, organization_id: str) -> None:
    """Write the card of the organization in the city."""
    first, *rest = about_card(city, organization_id)
    with st.container(border=True):
        st.subheader(plain(first))
        for line in rest:
            layout.say(line)
        layout.table(map_data.partners_in_words(city, organization_id))
