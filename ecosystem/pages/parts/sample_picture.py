"""The picture of a real map on the first page: a sample that ships, drawn from its tables like any other map."""

import streamlit as st

from ecosystem.pages.parts import layout, shared
from ecosystem.pages.parts.drawing import chart
from ecosystem.pages.parts.sources import SAMPLES
from ecosystem.show.charts import Option, picture_option
from ecosystem.show.map_data import linked_map
from ecosystem.translation import ngettext

_SAMPLE, _MOST = "civic-graph", 80  # so many are placed in 0.2 s


def show_picture(height: int) -> None:
    """Draw the largest linked part of the sample as a picture that does not react, with a line on what it shows."""
    option, words = _picture()
    chart(option, height=height, alt=words)
    layout.caption(words)


@st.cache_data(show_spinner=False)
def _picture() -> tuple[Option, str]:
    """Return the picture and its line; worked out once for all visitors, since the sample is the same for all."""
    path, label = SAMPLES[_SAMPLE]
    ecosystem = shared.dataset(shared.read_path(path, None), None)  # no decision of a session is in it
    organizations, ties = linked_map(ecosystem, _MOST)
    words = ngettext(
        "{map}: {count:,} organization. Color and shape show the sector.",
        "{map}: the {count:,} best-connected organizations. Color and shape show the sector.",
        len(organizations),
    ).format(map=label, count=len(organizations))
    return picture_option(organizations, ties), words
