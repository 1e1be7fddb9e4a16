"""Plotly figures: the dot plot of cities."""

import pandas as pd

from ecosystem.show.palette import ANSWERED, WAITING
from ecosystem.show.text import shortened
from ecosystem.translation import gettext

_LONGEST_NAME = 60  # letters of a city's name, so that its axis leaves room for the dots
_WORDS = {"size": 14}  # on every text: the page's theme would make it small; its color is the theme's


def city_dots(table: pd.DataFrame, figure: str, label: str):  # type: ignore[no-untyped-def]
    """Return a plotly Figure: one dot for each city on one scale, sorted by value.

    A line behind the dot shows the likely range where the table has one (columns ending in _low and _high); the share
    across sectors also gets a mark for the value expected by chance. City names enter as category labels with their
    markup escaped, because plotly reads a few HTML tags in text.
    """
    from plotly.graph_objects import Figure, Scatter  # noqa: PLC0415  151 ms that the first page does not need

    rows = table.dropna(subset=figure).sort_values(figure, kind="stable")
    sites = shortened(rows["site"].tolist(), _LONGEST_NAME)
    names = [literal(f"{site}  ({n:,})") for site, n in zip(sites, rows["organizations"], strict=True)]
    drawn = Figure()
    if f"{figure}_low" in rows and rows[f"{figure}_low"].notna().any():
        ends = zip(names, rows[f"{figure}_low"], rows[f"{figure}_high"], strict=True)
        spans = [(name, low, high) for name, low, high in ends if not pd.isna(low)]
        drawn.add_trace(
            Scatter(
                x=[x for _, low, high in spans for x in (float(low), float(high), None)],
                y=[y for name, *_ in spans for y in (name, name, None)],
                mode="lines",
                line={"width": 7, "color": "rgba(42, 122, 145, 0.4)"},
                name=gettext("likely range if everyone had answered"),
                hovertemplate="%{x:.3f}<extra></extra>",
            )
        )
    drawn.add_trace(
        Scatter(
            x=rows[figure].astype(float).tolist(),
            y=names,
            mode="markers",
            marker={"size": 13, "color": ANSWERED},
            name=label,
            hovertemplate="%{x:.3f}<extra></extra>",
        )
    )
    if figure == "cross_sector_share":
        drawn.add_trace(
            Scatter(
                x=rows["cross_sector_expected"].astype(float).tolist(),
                y=names,
                mode="markers",
                marker={"size": 11, "symbol": "x-thin", "line": {"width": 2, "color": WAITING}},
                name=gettext("expected by chance"),
                hovertemplate="%{x:.3f}<extra></extra>",
            )
        )
    share = figure != "mean_degree"
    drawn.update_layout(
        height=110 + 30 * len(rows),
        margin={"l": 10, "r": 20, "t": 10, "b": 40},
        showlegend=len(drawn.data) > 1,
        legend={"orientation": "h", "y": 1.12},
        font={"size": 15},
        xaxis={
            "title": {"text": label, "font": _WORDS},
            "rangemode": "tozero",
            "tickformat": ".0%" if share else ".1f",
            "tickfont": _WORDS,
        },
        yaxis={"type": "category", "automargin": True, "tickfont": _WORDS},
    )
    return drawn


def literal(text: str) -> str:
    """Return ``text`` with its markup escaped, so that plotly shows it as written."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
