"""Charts and grids whose names may be any text: no name becomes a key in JavaScript."""

import json
from typing import Any

import pandas as pd
import streamlit as st

from ecosystem.show.chart_text import safe_option
from ecosystem.show.charts import Option, with_words
from ecosystem.show.palette import MUTED


def chart(option: Option, *, alt: str, height: int, **options: Any) -> Any:
    """Draw an ECharts option whose names may be any text; return the selection where ``on_select`` asks for it."""
    return draw(prepared(option), height=height, alt=alt, **options)


def prepared(option: Option) -> str:
    """Return an option as ``draw`` draws it in the visitor's theme, which is part of the key of one that is kept.

    It is the text of its JSON, which costs less to draw again than the option itself.
    """
    option = safe_option(option)
    # The dark theme's own words are light enough; the light one's are too pale.
    return json.dumps(option if theme() == "dark" else with_words(option, MUTED))


def draw(option: str, *, alt: str, height: int, **options: Any) -> Any:
    """Draw an option that was prepared; return the selection where ``on_select`` asks for it."""
    return st.echarts_chart(option, height=height, alt=alt, **options)


def theme() -> str:
    """Return "dark" or "light", as the visitor's browser shows pages."""
    return "dark" if st.context.theme.type == "dark" else "light"


def headed_by_number(frame: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Return the frame with numbered columns, and the column_config that shows their names.

    For columns named by data: a grid keeps its settings and edits under the names of columns.
    """
    numbers = [f"column {number}" for number in range(len(frame.columns))]
    heads = {number: st.column_config.Column(str(name)) for number, name in zip(numbers, frame.columns, strict=True)}
    return frame.set_axis(numbers, axis="columns"), heads
