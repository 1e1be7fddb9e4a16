"""The city shown: the choice of it, and a city of the address that the map does not have."""

import streamlit as st

from ecosystem.show.text import plain
from ecosystem.tables.dataset import Ecosystem
from ecosystem.text import joined
from ecosystem.translation import gettext


def choose_city(found: Ecosystem) -> None:
    """Draw the choice of a city; a city of the address that the map does not have is told."""
    named = st.query_params.get("city")
    if named is not None and named not in found.sites:
        del st.query_params["city"]
        said = gettext("There is no city “{name}” in this map. There are: {cities}.")
        st.error(plain(said.format(name=named, cities=joined(found.sites, 12))))
    st.selectbox(gettext("City"), found.sites, key="city", bind="query-params", persist_state="session")
