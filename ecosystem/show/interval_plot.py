"""Interval plot: each organization's reported value, likely range, and a shade for each rank tier."""

from typing import Any

import pandas as pd

from ecosystem.findings.response.reporting_rules import Shown
from ecosystem.show.charts import WORDS, Option
from ecosystem.show.palette import ANSWERED, NODE_OUTLINE, WAITING
from ecosystem.show.quality import span
from ecosystem.translation import gettext, gettext_noop

REPORTED, RANGE = gettext_noop("Reported value"), gettext_noop("Likely range if everyone had answered")
CONFIRMED = gettext_noop("Confirmed ties only")
_COLORS = {REPORTED: ANSWERED, RANGE: ANSWERED, CONFIRMED: WAITING}
_BANDS = ("rgba(127, 140, 153, 0.10)", "rgba(127, 140, 153, 0.22)")  # readable on light and on dark


def interval_option(table: pd.DataFrame, unit: str, how: Shown) -> Option:
    """Return an ECharts option: a dot for the reported value, a bar for its likely range, a shade for each band.

    ``table`` is the head of ``centrality.ranking``, drawn from the top. Names enter as data; labels hold numbers only.
    """
    rows = table.iloc[::-1]
    names = rows["organization"].tolist()
    numbers = {c: [_rounded(v) for v in rows[c]] for c in ("value", "low", "high", "confirmed")}
    known = [v for column in numbers.values() for v in column if v is not None]
    least, most = min([0.0, *known]), 1.04 * max([0.0, *known]) or 1.0  # room for half a dot
    shades = [_BANDS[band % 2] for band in rows["band"]]
    labels = [_label(row, how) for row in rows.itertuples()]
    series = [_shade(shades, most, labels), *([_shade(shades, least, None)] if least < 0 else [])]
    if any(v is not None for v in numbers["low"]):
        pairs = list(zip(numbers["low"], numbers["high"], strict=True))
        width = [None if low is None or high is None else round(high - low, 4) for low, high in pairs]
        series += [_bar("", numbers["low"], "transparent"), _bar(RANGE, width, _COLORS[RANGE])]
    if any(v is not None for v in numbers["confirmed"]):
        series.append(_dots(CONFIRMED, numbers["confirmed"], "diamond", 8))
    series.append(_dots(REPORTED, numbers["value"], "circle", 12))
    return {
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}, "confine": True},
        "legend": {"top": 0, "textStyle": WORDS, "data": [s["name"] for s in series if s["name"]]},
        "grid": {"left": 10, "right": 140, "top": 34, "bottom": 34, "containLabel": True},
        "xAxis": {
            "type": "value",
            "name": unit,
            "nameLocation": "middle",
            "nameGap": 28,
            "min": least,
            "max": most,
            "minInterval": int(all(v.is_integer() for v in known)),
            "nameTextStyle": WORDS,
            "axisLabel": {**WORDS, "showMaxLabel": False},
        },
        "yAxis": [
            {
                "type": "category",
                "data": names,
                "axisTick": {"show": False},
                "axisLabel": {**WORDS, "width": 260, "overflow": "truncate"},
            },
            # of the shades: bars of one axis make room for each other
            {"type": "category", "data": names, "show": False, "position": "left", "axisLabel": {"show": False}},
        ],
        "animation": False,
        "media": [
            {
                "query": {"maxWidth": 520},
                "option": {
                    "yAxis": [{"axisLabel": {"width": 110, "fontSize": 12}}, {}],
                    "xAxis": {"splitNumber": 2},
                    "grid": {"right": 100, "top": 60},
                },
            }
        ],
        "series": series,
    }


def _rounded(value: Any) -> float | None:
    return None if pd.isna(value) else round(float(value), 4)


def _label(row: Any, how: Shown) -> str:
    """Return the value and, where ranks are ranges, the likely rank: "13 of 30 · 1–2"."""
    value = "?" if pd.isna(row.value) else row.label
    place = span(row.rank_low, row.rank_high)
    return f"{value} · {place}" if place and how == "band" else value


def _shade(colors: list[str], reach: float, labels: list[str] | None) -> Option:
    """Return the shaded background of each row, from 0 to the end of the axis, with its label at the right."""
    data: list[Option] = [{"value": reach, "itemStyle": {"color": color}} for color in colors]
    for item, label in zip(data, labels or [], strict=bool(labels)):
        item["label"] = {"formatter": label}
    return {
        "type": "bar",
        "name": "",
        "data": data,
        "barWidth": "100%",
        "yAxisIndex": 1,
        "silent": True,
        "tooltip": {"show": False},
        "label": {"show": bool(labels), "position": "right", **WORDS},
        "z": 1,
    }


def _bar(name: str, data: list[float | None], color: str) -> Option:
    return {
        "type": "bar",
        "name": name and gettext(name),
        "stack": "range",
        "stackStrategy": "all",  # a range may begin below 0 and end above
        "data": data,
        "barWidth": 9,
        "color": color,
        "itemStyle": {"opacity": 0.65},
        "silent": True,
        "tooltip": {"show": False},
        "z": 2,
    }


def _dots(name: str, data: list[float | None], symbol: str, size: int) -> Option:
    style = {"color": _COLORS[name], "borderColor": NODE_OUTLINE, "borderWidth": 1}
    return {
        "type": "scatter",
        "name": gettext(name),
        "symbol": symbol,
        "symbolSize": size,
        "itemStyle": style,
        "data": data,
        "z": 20 - size,  # the smaller mark lies on the larger
    }
