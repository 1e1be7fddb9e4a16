"""Plotly figures: cities side by side."""

import pandas as pd

from ecosystem.show.palette import ANSWERED, WAITING
from ecosystem.show.text import shortened

_LETTERS = 60  # of a city's name: its axis must leave room for the dots
_WORDS = {"size": 14}  # on every text: the page's theme would make it small; its color is the theme's


def city_dots(table: pd.DataFrame, figure: str, label: str):  # type: ignore[no-untyped-def]
    """A plotly Figure: one dot a city on one scale, sorted; for cross-sector share also what chance would give.

    Where the table holds its range (columns that end in low and high), a line from end to end lies behind the dot.
    City names enter as category labels with their markup made inert: plotly reads a few HTML tags in text.
    """
    from plotly.graph_objects import Figure, Scatter  # noqa: PLC0415  151 ms that the first page does not need

    rows = table.dropna(subset=figure).sort_values(figure, kind="stable")
    sites = shortened(rows["site"].tolist(), _LETTERS)
    names = [literal(f"{site}  ({n})") for site, n in zip(sites, rows["organizations"], strict=True)]
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
                name="if everybody had answered",
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
                name="expected by chance",
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
    """``text`` as plotly shows it letter by letter."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
