"""ECharts options as plain data: the map, bars by sector, ranked bars. Names enter as data, never as templates."""

from collections import Counter
from typing import Any

import pandas as pd

from ecosystem.show.palette import ELSEWHERE, relation_color, sector_style

Option = dict[str, Any]
_LINE = {"confirmed": "solid", "recorded": "solid", "one-sided": "dashed", "pending": "dotted"}
_WIDTH = 1000  # of the drawing's own coordinates; ECharts fits them into the page


def map_option(organizations: pd.DataFrame, ties: pd.DataFrame, *, chosen: str | None = None) -> Option:
    """The map as a graph with fixed places; ``chosen`` is the id of an organization to bring forward.

    Columns as ``map_data`` makes them. The order of nodes is the order of ``organizations``, so that a click can be
    read back by its number.
    """
    sectors = list(dict.fromkeys(organizations["sector"]))
    styles = sector_style(sectors)
    colors = relation_color(ties["relation"])
    shown = [s for s in styles if s in sectors]
    many = len(organizations) > 120
    nodes = [_node(row, styles, shown, chosen, many) for row in organizations.itertuples()]
    drawn = set(organizations["organization_id"])
    return {
        "tooltip": {"formatter": "{b}", "confine": True},
        "legend": [
            {
                "data": [{"name": s, "icon": styles[s].shape_echarts} for s in shown],
                "bottom": 0,
                "itemWidth": 15,
                "itemHeight": 15,
                "textStyle": {"fontSize": 14, "color": "#333333"},
            }
        ],
        "animation": False,
        "graphic": _relation_key(ties, colors),
        "series": [
            {
                "type": "graph",
                "layout": "none",
                "left": 30,
                "right": 170,
                "top": 44,
                "bottom": 80,
                "preserveAspect": "contain",
                "roam": True,
                "scaleLimit": {"min": 0.5, "max": 12},
                "selectedMode": "single",
                "select": {"itemStyle": {"borderColor": "#111111", "borderWidth": 3}, "label": {"fontWeight": "bold"}},
                "emphasis": {"focus": "adjacency", "label": {"show": True}},
                "labelLayout": {"hideOverlap": True},
                "label": {
                    "show": True,
                    "position": "right",
                    "formatter": "{b}",
                    "fontSize": 12,
                    "color": "#222222",
                    "textBorderColor": "#ffffff",
                    "textBorderWidth": 3,
                },
                "categories": [
                    {"name": s, "symbol": styles[s].shape_echarts, "itemStyle": {"color": styles[s].color}}
                    for s in shown
                ],
                "data": nodes,
                "links": _links(ties[ties["source_id"].isin(drawn) & ties["target_id"].isin(drawn)], colors),
                "edgeSymbolSize": [0, 8],
            }
        ],
    }


def _relation_key(ties: pd.DataFrame, colors: dict[str, str]) -> list[Option]:
    """The colours of the relations, written along the top."""
    labels = dict(zip(ties["relation"], ties["relation_label"], strict=True))
    drawn: list[Option] = []
    left = 10
    for relation in sorted(labels):
        text = labels[relation]
        line = {"type": "line", "shape": {"x1": 0, "y1": 8, "x2": 26, "y2": 8}, "left": left, "top": 12}
        drawn.append({**line, "style": {"stroke": colors[relation], "lineWidth": 3}, "silent": True})
        words = {"text": text, "fontSize": 14, "fill": "#333333"}
        drawn.append({"type": "text", "left": left + 32, "top": 6, "style": words, "silent": True})
        left += 60 + 8 * len(text)
    return drawn


def _node(row: Any, styles: dict, shown: list[str], chosen: str | None, many: bool) -> Option:
    size = row.size if row.size == row.size else 0.0
    node: Option = {
        "id": row.organization_id,
        "name": row.name,
        "x": row.x * _WIDTH,
        "y": row.y * _WIDTH,
        "category": shown.index(row.sector),
        "symbolSize": (7 if many else 10) + (18 if many else 24) * size**0.5,
        "value": round(float(size), 3),
    }
    style: Option = {"borderColor": "#ffffff", "borderWidth": 1}
    if row.ring:
        style = {"color": "#ffffff", "borderColor": ELSEWHERE, "borderWidth": 1.5}
        node["symbolSize"] = 8
        node["label"] = {"color": ELSEWHERE, "fontSize": 11}
    if row.organization_id == chosen:
        style = {**style, "borderColor": "#111111", "borderWidth": 4}
        node["label"] = {"fontWeight": "bold", "fontSize": 16}
    node["itemStyle"] = style
    return node


def _links(ties: pd.DataFrame, colors: dict[str, str]) -> list[Option]:
    pairs = [tuple(sorted(pair)) for pair in zip(ties["source_id"], ties["target_id"], strict=True)]
    several = Counter(pairs)
    met: Counter = Counter()
    links = []
    for row, pair in zip(ties.itertuples(), pairs, strict=True):
        bend = 0.0
        if several[pair] > 1:
            step = met[pair] - (several[pair] - 1) / 2
            bend = 0.22 * step * (1 if row.source_id == pair[0] else -1)
        met[pair] += 1
        links.append(
            {
                "source": row.source_id,
                "target": row.target_id,
                "symbol": ["none", "arrow" if row.directed else "none"],
                "lineStyle": {
                    "color": colors[row.relation],
                    "type": _LINE[row.state],
                    "width": 1.6,
                    "opacity": 0.45 if row.state == "pending" else 0.75,
                    "curveness": round(bend, 3),
                },
                "tooltip": {"show": False},
            }
        )
    return links


def answers_option(table: pd.DataFrame) -> Option:
    """Bars by sector: answered, invited without an answer, named only; columns as ``answers_by_sector``."""
    rows = table.iloc[::-1]
    parts = (
        ("answered", "Answered", "#0072B2"),
        ("waiting", "Invited, no answer yet", "#E69F00"),
        ("named_only", "Named by others, never asked", "#B5B5B5"),
    )
    return {
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "legend": {"top": 0, "textStyle": {"fontSize": 14}},
        "grid": {"left": 10, "right": 30, "top": 40, "bottom": 30, "containLabel": True},
        "xAxis": {"type": "value", "minInterval": 1, "name": "organizations", "nameLocation": "middle", "nameGap": 28},
        "yAxis": {
            "type": "category",
            "data": rows["sector"].tolist(),
            "axisLabel": {"fontSize": 14, "color": "#333333"},
        },
        "animation": False,
        "series": [
            {
                "name": label,
                "type": "bar",
                "stack": "all",
                "color": color,
                "data": [int(v) or None for v in rows[column]],
                "label": {"show": True, "color": "#111111" if column != "answered" else "#ffffff"},
            }
            for column, label, color in parts
            if rows[column].sum()
        ],
    }


def ranked_option(names: list[str], values: list[float], unit: str) -> Option:
    """Bars from the largest down; the first stands on top."""
    return {
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "grid": {"left": 10, "right": 60, "top": 10, "bottom": 30, "containLabel": True},
        "xAxis": {"type": "value", "name": unit, "nameLocation": "middle", "nameGap": 28},
        "yAxis": {
            "type": "category",
            "data": names[::-1],
            "axisLabel": {"fontSize": 14, "color": "#333333", "width": 260, "overflow": "truncate"},
        },
        "animation": False,
        "series": [
            {
                "type": "bar",
                "color": "#0072B2",
                "data": [round(float(v), 4) for v in values[::-1]],
                "label": {"show": True, "position": "right"},
            }
        ],
    }
