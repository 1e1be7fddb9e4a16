"""Colours and shapes that every map shares: sectors by colour and shape, relations by line colour.

Colours are those of Okabe and Ito (2008), which people with the common kinds of colour blindness can tell
apart; line colours are darker kin of them, at least 4.5 : 1 against white.
"""

from collections.abc import Iterable
from dataclasses import dataclass

UNKNOWN_SECTOR = "Sector not known"
ELSEWHERE = "#767676"  # the outline of a partner in another city: grey, 4.5 : 1 against white

_SECTOR_COLORS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000")
_RELATION_COLORS = ("#0067A3", "#B34700", "#00704F", "#9C3D78", "#4A4A4A", "#7A5C00")

# vis-network's name and ECharts' symbol for the same figure; ECharts has no name for the last three.
_SHAPES = (
    ("dot", "circle"),
    ("square", "rect"),
    ("triangle", "triangle"),
    ("diamond", "diamond"),
    ("hexagon", "path://M5 0L15 0L20 8.66L15 17.32L5 17.32L0 8.66Z"),
    ("star", "path://M10 0L12.5 6.9L19.8 7.2L14 11.8L16 18.9L10 14.8L4 18.9L6 11.8L.2 7.2L7.5 6.9Z"),
    ("triangleDown", "path://M0 0L20 0L10 17.32Z"),
)


@dataclass(frozen=True)
class Style:
    """How one sector is drawn."""

    color: str
    shape_vis: str
    shape_echarts: str


def sector_style(sectors: Iterable[str]) -> dict[str, Style]:
    """One style for each sector, in sorted order; a sector that is not known is a grey dot.

    The style follows from the set of names alone, so hand over all sectors of the map, not those on screen.
    Eight colours and seven shapes run side by side: 56 sectors differ in one or the other.

    >>> sector_style(["nonprofit", "government"])["government"]
    Style(color='#0072B2', shape_vis='dot', shape_echarts='circle')
    """
    known = sorted(set(sectors) - {UNKNOWN_SECTOR})
    styles = {
        sector: Style(_SECTOR_COLORS[i % len(_SECTOR_COLORS)], *_SHAPES[i % len(_SHAPES)])
        for i, sector in enumerate(known)
    }
    styles[UNKNOWN_SECTOR] = Style("#A6A6A6", "dot", "circle")
    return styles


def relation_color(relations: Iterable[str]) -> dict[str, str]:
    """One line colour for each relation, in sorted order; after six the colours begin again.

    >>> relation_color(["works_with", "funds"])
    {'funds': '#0067A3', 'works_with': '#B34700'}
    """
    return {relation: _RELATION_COLORS[i % len(_RELATION_COLORS)] for i, relation in enumerate(sorted(set(relations)))}
