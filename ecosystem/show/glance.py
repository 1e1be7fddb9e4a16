"""A project at a glance: its figures in a line, and a small picture of its map without a name in it."""

from typing import TypedDict

import pandas as pd

from ecosystem.findings.site_network import SiteNetwork
from ecosystem.show import phrases
from ecosystem.show.map_data import linked_map
from ecosystem.show.palette import sector_style
from ecosystem.tables.dataset import Ecosystem
from ecosystem.translation import gettext

_MOST = 60  # organizations in the picture
_WIDE, _HIGH = 280, 110


class Glance(TypedDict):
    """What is known of a project without opening it."""

    figures: str
    response: str  # "" where nobody was asked
    picture: str  # SVG; "" where nothing is tied


def glance(ecosystem: Ecosystem) -> Glance:
    """Return the figures of the whole map and its picture."""
    organizations = phrases.organizations(len(ecosystem.table("organizations")))
    cities = len(ecosystem.sites)
    figures = gettext("{cities} · {organizations}").format(cities=phrases.cities(cities), organizations=organizations)
    response = ""
    if ecosystem.survey and cities == 1:  # a survey of one city was surveyed there
        response = phrases.answered(SiteNetwork(ecosystem, ecosystem.site(None)))
    return {"figures": figures if cities > 1 else organizations, "response": response, "picture": _picture(ecosystem)}


def _picture(ecosystem: Ecosystem) -> str:
    """Return the largest linked part of the map as SVG: lines, and circles in the colors of sectors."""
    organizations, ties = linked_map(ecosystem, _MOST)
    if organizations.empty:
        return ""
    styles = sector_style(organizations["sector"])
    x, y = _spread(organizations["x"], _WIDE), _spread(organizations["y"], _HIGH)
    place = dict(zip(organizations["organization_id"], zip(x, y, strict=True), strict=True))
    lines = [
        f'<line x1="{a[0]}" y1="{a[1]}" x2="{b[0]}" y2="{b[1]}"/>'
        for a, b in ((place[s], place[t]) for s, t in zip(ties["source_id"], ties["target_id"], strict=True))
    ]
    circles = [
        f'<circle cx="{place[o][0]}" cy="{place[o][1]}" r="{2.5 + 3 * float(size):.1f}" fill="{styles[sector].color}"/>'
        for o, sector, size in zip(
            organizations["organization_id"], organizations["sector"], organizations["size"], strict=True
        )
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{_HIGH}" viewBox="0 0 {_WIDE} {_HIGH}">'
        f'<g stroke="#8a949e" stroke-opacity="0.45">{"".join(lines)}</g>{"".join(circles)}</svg>'
    )


def _spread(values: pd.Series, length: int) -> list[float]:
    """Return values stretched over a length with a margin, in the middle where all are the same."""
    low, high = float(values.min()), float(values.max())
    if high == low:
        return [length / 2] * len(values)
    return [round(8 + (float(value) - low) / (high - low) * (length - 16), 1) for value in values]
