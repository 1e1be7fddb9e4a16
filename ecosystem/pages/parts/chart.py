"""The one way a chart comes onto a page."""

from typing import Any

import streamlit as st

from ecosystem.show.chart_text import safe_option
from ecosystem.show.charts import Option


def chart(option: Option, *, alt: str, height: int, **options: Any) -> Any:
    """Draw an ECharts option in which names may be any text; what was selected, where ``on_select`` asks for it."""
    return st.echarts_chart(safe_option(option), height=height, alt=alt, **options)
