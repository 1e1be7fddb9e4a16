"""ECharts options as plain data: the map, bars by sector. Names enter as data, never as templates."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

import pandas as pd

from ecosystem.show.palette import (
    ANSWERED,
    ELSEWHERE,
    NAMED_ONLY,
    NODE_OUTLINE,
    WAITING,
    relation_color,
    sector_style,
)
from ecosystem.show.text import shortened

Option = dict[str, Any]
_OF_WORDS = ("axisLabel", "nameTextStyle", "textStyle")  # what styles the words of axes and legends
WORDS = {"fontSize": 14}  # large enough for a projector; the color is that of the page's theme, light or dark
_LINE = {"confirmed": "solid", "recorded": "solid", "one-sided": "dashed", "pending": "dotted"}
# Around whoever is chosen: dark on the light page, and its light rim on the dark one.
_CHOSEN = {"borderColor": "#111111", "borderWidth": 4, "shadowColor": "#FFFFFF", "shadowBlur": 8}
_LEGEND, _LEGEND_LINES = 60, 6  # the most letters of an entry, and lines of a legend
_NARROW = {"left": 28, "right": 28, "label": {"fontSize": 10, "width": 84, "lineHeight": 12, "height": 24}}
_WIDE = 780  # pixels of the map on a laptop
_WIDTH = 1000  # of the drawing's own coordinates; ECharts fits them into the page


def map_option(
    organizations: pd.DataFrame,
    ties: pd.DataFrame,
    *,
    relations: Iterable[str] = (),
    sectors: Collection[str] = (),
    chosen: str | None = None,
) -> Option:
    """The map as a graph with fixed places; ``chosen`` is the id of an organization to bring forward.

    Columns as ``map_data`` makes them. Nothing moves and nothing changes color when a filter changes: every row of
    ``organizations`` stays in the drawing, in its order: its number is its id there, and a click is read back by it.
    Those outside ``sectors`` (empty: all are wanted) are only made invisible; ``relations`` are all that have a color.
    """
    styles = sector_style(organizations["sector"])
    colors = relation_color(ties["relation"]) | relation_color(relations)
    known = [s for s in styles if s in set(organizations["sector"])]
    hidden = [bool(sectors) and not (row.ring or row.sector in sectors) for row in organizations.itertuples()]
    drawn = organizations.loc[[not gone for gone in hidden]]
    shown = [s for s in known if s in set(drawn["sector"])]
    many = len(organizations) > 120
    nodes = [
        {"id": str(number), **(_hidden(row) if gone else _node(row, styles, known, chosen, many))}
        for number, (row, gone) in enumerate(zip(organizations.itertuples(), hidden, strict=True))
    ]
    ties = ties[ties["source_id"].isin(drawn["organization_id"]) & ties["target_id"].isin(drawn["organization_id"])]
    words = dict(zip(known, shortened(known, _LEGEND), strict=True))
    drawn_relations = sorted(dict(zip(ties["relation"], ties["relation_label"], strict=True)).items())
    labels = shortened([label for _, label in drawn_relations], _LEGEND)
    # A space at its end tells a relation from a sector of the same name: no name of ours ends with one.
    lines = {f"{label} ": colors[relation] for (relation, _), label in zip(drawn_relations, labels, strict=True)}
    wide, narrow = _room(lines, shown, _WIDE), _room(lines, shown, 320)
    return {
        "tooltip": {"formatter": "{b}", "confine": True},
        "legend": [
            {
                "data": [{"name": words[s], "icon": styles[s].shape_echarts} for s in shown],
                "type": _legend_type(_lines(shown, 30, _WIDE)),
                "bottom": 0,
                "itemWidth": 15,
                "itemHeight": 15,
                "textStyle": WORDS,
            },
            {
                "data": list(lines),
                "type": _legend_type(_lines(lines, 40, _WIDE)),
                "top": 0,
                "left": 0,
                "icon": "rect",
                "itemWidth": 26,
                "itemHeight": 3 if _legend_type(_lines(lines, 40, _WIDE)) == "plain" else 14,  # pages cut words to it
                "selectedMode": False,
                "textStyle": WORDS,
            },
        ],
        "animation": False,
        "media": [{"query": {"maxWidth": 520}, "option": {"series": [{**narrow, **_NARROW}]}}],
        "series": [
            {
                "type": "graph",
                "layout": "none",
                "left": 60,
                "right": 60,
                **wide,
                "preserveAspect": "contain",
                "roam": True,
                "scaleLimit": {"min": 0.5, "max": 12},
                "selectedMode": "single",
                "select": {"itemStyle": _CHOSEN, "label": {"fontWeight": "bold"}},
                "emphasis": {"focus": "adjacency", "label": {"show": True}, "lineStyle": {"width": 2.4, "opacity": 1}},
                "labelLayout": {"hideOverlap": True},
                "label": {
                    "show": True,
                    "position": "bottom",
                    "distance": 3,
                    "formatter": "{b}",
                    "fontSize": 12,
                    "width": 120,
                    "height": 28,
                    "lineHeight": 14,
                    "overflow": "break",
                    "lineOverflow": "truncate",
                    "textBorderWidth": 3,
                },
                "categories": [
                    {"name": words[s], "symbol": styles[s].shape_echarts, "itemStyle": {"color": styles[s].color}}
                    for s in known
                ],
                "data": nodes,
                "links": _links(ties, colors, organizations["organization_id"]),
                "edgeSymbolSize": [0, 8],
            },
            *({"type": "graph", "name": n, "data": [], "itemStyle": {"color": c}} for n, c in lines.items()),
        ],
    }


def picture_option(organizations: pd.DataFrame, ties: pd.DataFrame) -> Option:
    """Return the map as a still picture: no names, no legend, and nothing that answers a pointer."""
    graph = map_option(organizations, ties)["series"][0]
    still = {
        "silent": True,
        "roam": False,
        "label": {"show": False},
        "selectedMode": False,
        "emphasis": {"disabled": True},
    }
    margins = {side: 24 for side in ("left", "right", "top", "bottom")}
    links = [{**link, "lineStyle": {**link["lineStyle"], "opacity": 0.4}} for link in graph["links"]]
    return {"animation": False, "series": [{**graph, **still, **margins, "links": links}]}


def _room(relations: Collection[str], sectors: Collection[str], width: int) -> Option:
    """The space above and below the map that its two legends need where the page has this width."""

    def room(words: Collection[str], around: int) -> int:
        paged = _legend_type(_lines(words, around, _WIDE)) == "scroll"
        return 24 * (1 if paged else _lines(words, around, width))

    return {"top": 20 + room(relations, 40), "bottom": 40 + room(sectors, 30)}


def _lines(words: Collection[str], around: int, width: int) -> int:
    """How many lines a legend of these words fills at this width."""
    return 1 + sum(around + 8 * min(len(word), _LEGEND) for word in words) // width


def _legend_type(lines: int) -> str:
    """One line with arrows to turn its pages where a whole legend would leave no room for the map."""
    return "scroll" if lines > _LEGEND_LINES else "plain"


def _hidden(row: Any) -> Option:
    """An organization that is filtered out: it holds its place, and is neither seen nor felt."""
    place = {"name": row.name, "x": row.x * _WIDTH, "y": row.y * _WIDTH}
    return {**place, "symbol": "none", "symbolSize": 0, "label": {"show": False}, "emphasis": {"disabled": True}}


def _node(row: Any, styles: dict[str, Any], known: list[str], chosen: str | None, many: bool) -> Option:
    size = row.size if row.size == row.size else 0.0
    node: Option = {
        "name": row.name,
        "x": row.x * _WIDTH,
        "y": row.y * _WIDTH,
        "category": known.index(row.sector),
        "symbolSize": (7 if many else 10) + (18 if many else 24) * size**0.5,
        "value": round(float(size), 3),
    }
    style: Option = {"borderColor": NODE_OUTLINE, "borderWidth": 1}
    if row.ring:
        style = {"color": "transparent", "borderColor": ELSEWHERE, "borderWidth": 1.5}
        node["symbolSize"] = 8
        node["label"] = {"color": ELSEWHERE, "fontSize": 11}
    if row.organization_id == chosen:
        style = {**style, **_CHOSEN}
        node["label"] = {"fontWeight": "bold", "fontSize": 16}
    node["itemStyle"] = style
    return node


def _links(ties: pd.DataFrame, colors: dict[str, str], organizations: pd.Series) -> list[Option]:
    numbers = {organization: str(number) for number, organization in enumerate(organizations)}
    pairs = [tuple(sorted(pair)) for pair in zip(ties["source_id"], ties["target_id"], strict=True)]
    several = Counter(pairs)
    met: Counter[tuple[Any, ...]] = Counter()
    links = []
    for row, pair in zip(ties.itertuples(), pairs, strict=True):
        bend = 0.0
        if several[pair] > 1:
            step = met[pair] - (several[pair] - 1) / 2
            bend = 0.22 * step * (1 if row.source_id == pair[0] else -1)
        met[pair] += 1
        links.append(
            {
                "source": numbers[row.source_id],
                "target": numbers[row.target_id],
                "symbol": ["none", "arrow" if row.directed else "none"],
                "lineStyle": {
                    "color": colors[row.relation],
                    "type": _LINE[row.state],
                    "width": 1.2,
                    "opacity": 0.5 if row.state == "pending" else 0.7,
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
        ("answered", "Answered", ANSWERED),
        ("waiting", "Invited, no answer yet", WAITING),
        ("named_only", "Named by others only", NAMED_ONLY),
    )
    return {
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "legend": {"top": 0, "textStyle": WORDS},
        "grid": {"left": 10, "right": 30, "top": 40, "bottom": 34, "containLabel": True},
        "xAxis": {**_axis("organizations"), "minInterval": 1},
        "yAxis": {
            "type": "category",
            "data": rows["sector"].tolist(),
            "axisLabel": {**WORDS, "width": 200, "overflow": "truncate"},
        },
        "animation": False,
        "media": [_phone(110)],
        "series": [
            {
                "name": label,
                "type": "bar",
                "stack": "all",
                "color": color,
                "data": [int(v) or None for v in rows[column]],
                "label": {"show": True, "fontSize": 14, "color": "#111111" if column != "answered" else "#ffffff"},
            }
            for column, label, color in parts
            if rows[column].sum()
        ],
    }


def _axis(title: str) -> Option:
    """The axis of numbers below bars, with what is counted written under it."""
    return {
        "type": "value",
        "name": title,
        "nameLocation": "middle",
        "nameGap": 28,
        "nameTextStyle": WORDS,
        "axisLabel": WORDS,
    }


def _phone(width: int) -> Option:
    """On a narrow screen names get this width, so that bars keep most of it."""
    axes = {"yAxis": {"axisLabel": {"width": width}}, "xAxis": {"splitNumber": 3}, "grid": {"right": 65}}
    return {"query": {"maxWidth": 520}, "option": axes}


def with_words(option: Any, color: str) -> Any:
    """Return the option with this color for the words of axes and legends that have none of their own.

    >>> with_words({"legend": {"textStyle": {"fontSize": 14}}}, "#5B6875")
    {'legend': {'textStyle': {'color': '#5B6875', 'fontSize': 14}}}
    """
    if isinstance(option, dict):
        colored = {key: with_words(value, color) for key, value in option.items()}
        return {key: {"color": color, **value} if key in _OF_WORDS else value for key, value in colored.items()}
    return [with_words(each, color) for each in option] if isinstance(option, list) else option
