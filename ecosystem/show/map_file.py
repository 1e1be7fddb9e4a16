"""The map as one HTML file that opens anywhere, asks nobody for anything, and shows every name as text.

The picture is drawn by vis-network from the copy that pyvis ships; of pyvis itself only the data is used
(``get_network_data``). The page around it is ``map_template.html``: every word goes in through Jinja's
autoescape or ``tojson`` and onto the screen through ``textContent``, behind a Content-Security-Policy.
"""

import hashlib
import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ecosystem.errors import TableError
from ecosystem.show.palette import ELSEWHERE, INK, UNKNOWN_SECTOR, relation_color, sector_style

Record = dict[str, Any]

_ORGANIZATION_COLUMNS = ["organization_id", "name", "sector", "size", "x", "y", "ring", "details"]
_TIE_COLUMNS = [
    "source_id",
    "target_id",
    "relation",
    "relation_label",
    "directed",
    "state",
    "strength",
]
_DRAWING = "lib/vis-9.1.2/vis-network.min.js"

# state: what it means in words, dashes (solid where False), how dark the line is
_STATES: dict[str, tuple[str, list[int] | bool, float]] = {
    "confirmed": ("both say so", False, 0.85),
    "recorded": ("from a list, not a survey", False, 0.85),
    "one-sided": ("one says so, the other does not", [9, 6], 0.85),
    "pending": ("the other has not answered, or was not asked", [2, 5], 0.6),
}
_HALF_WIDTH_OF_ONE = 42  # map units: about the room one organization and its name need


def map_html(
    organizations: pd.DataFrame,
    ties: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    note: str = "",
    others: Mapping[str, str] | None = None,
) -> str:
    """One HTML page (write it as UTF-8) that draws the map; the same tables give the same bytes.

    ``organizations``: organization_id, name, sector (may be missing), size (0 to 1; drawn small where
    missing), x, y (about -1 to 1, y downwards), ring (a partner in another city: hollow and grey), details
    (a list of short lines for its card). ``ties``: source_id, target_id, relation, relation_label, directed,
    state (confirmed, one-sided, pending or recorded), strength (a number or missing). The order of rows does
    not matter. ``others``: city -> address of its map. A lone surrogate, which no file can hold, is shown as U+FFFD.
    """
    _check(organizations, _ORGANIZATION_COLUMNS, "organizations")
    _check(ties, _TIE_COLUMNS, "ties")
    places = _places(organizations)
    arcs = _arcs(ties, {place["id"] for place in places})
    _number_ends(places, arcs)
    data = _data(places, arcs)
    page = {
        "title": _text(title),
        "subtitle": _text(subtitle),
        "note": _text(note),
        "others": [(_text(city), address) for city, address in (others or {}).items()],
        "count": _count(places, arcs),
        "data": data,
        "drawing": _drawing(),
    }
    # The nonce follows from the page, so the same map is the same file; no name can contain it,
    # because changing the name changes the nonce.
    template = _template()
    nonce = hashlib.sha256(template.render(page, nonce="").encode()).hexdigest()[:32]
    return str(template.render(page, nonce=nonce))


def _check(table: pd.DataFrame, columns: list[str], name: str) -> None:
    missing = [column for column in columns if column not in table]
    if missing:
        raise TableError(f"The map needs the column {missing[0]!r} in its table of {name}.")


def _places(organizations: pd.DataFrame) -> list[Record]:
    """One record an organization, by id."""
    half = _HALF_WIDTH_OF_ONE * max(math.sqrt(len(organizations)), 3)
    places: list[Record] = []
    for row in organizations.to_dict("records"):
        who = _text(row["organization_id"])
        x, y, size = _number(row["x"]), _number(row["y"]), _number(row["size"])
        if x is None or y is None:
            raise TableError(f"The map has no place (x, y) for organization {who!r}.")
        places.append(
            {
                "id": who,
                "label": _text(row["name"]) or who,
                "sector": _text(row["sector"]).strip() or UNKNOWN_SECTOR,
                "size": round(6 + 13 * min(max(size or 0.0, 0.0), 1.0), 2),
                "x": round(x * half, 2),
                "y": round(y * half, 2),
                "ring": _is_true(row["ring"]),
                "details": [_text(line) for line in row["details"]] if _is_list(row["details"]) else [],
            }
        )
    places.sort(key=lambda place: place["id"])
    twice = [who for who, times in Counter(place["id"] for place in places).items() if times > 1]
    if twice:
        raise TableError(f"Organization {twice[0]!r} stands twice in the map's table of organizations.")
    return places


def _arcs(ties: pd.DataFrame, ids: set[str]) -> list[Record]:
    """One record a tie, by pair and relation; where a pair has several, each with a bend of its own."""
    arcs: list[Record] = []
    for row in ties.to_dict("records"):
        source, target, state = _text(row["source_id"]), _text(row["target_id"]), _text(row["state"])
        for end in (source, target):
            if end not in ids:
                raise TableError(f"A tie on the map ends at {end!r}, which is not among its organizations.")
        if state not in _STATES:
            raise TableError(f"The tie {source!r} to {target!r} has the state {state!r}, unknown to the map.")
        arcs.append(
            {
                "from": source,
                "to": target,
                "relation": _text(row["relation"]),
                "words": _text(row["relation_label"]) or _text(row["relation"]),
                "one_way": _is_true(row["directed"]),
                "state": state,
                "strength": _number(row["strength"]),
            }
        )
    arcs.sort(key=lambda arc: (_pair(arc), arc["relation"], arc["from"], arc["state"], arc["strength"] or 0))
    strongest = max((arc["strength"] or 0.0 for arc in arcs), default=0.0)
    together = Counter(map(_pair, arcs))
    seen: Counter[tuple[str, str]] = Counter()
    for i, arc in enumerate(arcs):
        pair = _pair(arc)
        arc["id"] = f"tie {i}"
        share = max(arc["strength"] or 0.0, 0.0) / strongest if strongest > 0 else 0.0
        arc["width"] = round(1.1 + 1.6 * share, 2)
        arc["smooth"] = _bend(seen[pair], together[pair], forwards=arc["from"] == pair[0])
        seen[pair] += 1
    return arcs


def _number_ends(places: list[Record], arcs: list[Record]) -> None:
    """Give organizations ids of our own: vis-network keeps them as keys of objects, where ``__proto__`` is no key."""
    numbers = {place["id"]: f"organization {i}" for i, place in enumerate(places)}
    for place in places:
        place["id"] = numbers[place["id"]]
    for arc in arcs:
        arc["from"], arc["to"] = numbers[arc["from"]], numbers[arc["to"]]


def _pair(arc: Record) -> tuple[str, str]:
    return (arc["from"], arc["to"]) if arc["from"] <= arc["to"] else (arc["to"], arc["from"])


def _bend(place: int, of: int, *, forwards: bool) -> Record | bool:
    """vis-network's curve for one of several ties of a pair: spread evenly to both sides of the line."""
    offset = 0.16 * (place - (of - 1) / 2)
    if offset == 0:
        return False
    return {
        "enabled": True,
        "type": "curvedCW" if (offset > 0) == forwards else "curvedCCW",
        "roundness": round(abs(offset), 3),
    }


def _data(places: list[Record], arcs: list[Record]) -> Record:
    """What the page draws: organizations and ties as pyvis hands them on, and the entries of the legend."""
    from pyvis.network import Network  # noqa: PLC0415  late, it costs 0.2 s

    sectors = sector_style(place["sector"] for place in places)
    relations = relation_color(arc["relation"] for arc in arcs)
    network = Network(directed=True)
    for place in places:
        style = sectors[place["sector"]]
        outline = ELSEWHERE if place["ring"] else INK
        color = {"background": "#FFFFFF" if place["ring"] else style.color, "border": outline}
        network.add_node(
            place["id"],
            **{key: value for key, value in place.items() if key != "id"},
            shape=style.shape_vis,
            color={**color, "highlight": color},
        )
    for arc in arcs:
        _, dashes, opacity = _STATES[arc["state"]]
        line: Record = {
            "color": relations[arc["relation"]],
            "highlight": relations[arc["relation"]],
            "opacity": opacity,
        }
        network.add_edge(
            arc["from"],
            arc["to"],
            **{key: value for key, value in arc.items() if key not in {"from", "to"}},
            dashes=dashes,
            color=line,
            arrows="to" if arc["one_way"] else "",
        )
    nodes, edges, *_ = network.get_network_data()
    words = {arc["relation"]: arc["words"] for arc in reversed(arcs)}
    used = {place["sector"] for place in places}
    states = {arc["state"] for arc in arcs}
    return {
        "organizations": nodes,
        "ties": edges,
        "sectors": [
            {"key": sector, "words": sector, "color": style.color, "shape": style.shape_vis}
            for sector, style in sectors.items()
            if sector in used
        ],
        "relations": [{"key": key, "words": words[key], "color": relations[key]} for key in relations],
        "states": [
            {"key": state, "words": f"{state}: {meaning}", "dashes": dashes}
            for state, (meaning, dashes, _) in _STATES.items()
            if state in states
        ],
        "elsewhere": {"color": ELSEWHERE, "any": any(place["ring"] for place in places)},
    }


def _count(places: list[Record], arcs: list[Record]) -> str:
    """How much the map shows, in words."""
    if not places:
        return "There are no organizations to show yet."
    ring = sum(place["ring"] for place in places)
    parts = [_many(len(places) - ring, "organization")]
    if ring:
        parts.append(_many(ring, "partner elsewhere", "partners elsewhere"))
    parts.append(_many(len(arcs), "tie") if arcs else "no ties recorded between them")
    return ", ".join(parts) + "."


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def _text(value: object) -> str:
    """The value as text a file can hold; missing is ""."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return ""
    return re.sub("[\ud800-\udfff]", "\ufffd", str(value))


def _number(value: Any) -> float | None:
    """The value as a finite number, or None."""
    if pd.isna(value):
        return None
    number = float(value)
    return number if math.isfinite(number) else None


def _is_true(value: Any) -> bool:
    return bool(pd.notna(value) and value)


def _is_list(value: object) -> bool:
    return isinstance(value, (list, tuple))


@cache
def _drawing() -> Markup:
    """The script of vis-network as pyvis ships it, its license on top, fit to stand inside a page."""
    script = files("pyvis").joinpath(_DRAWING).read_text(encoding="utf-8")
    script = re.sub(r"//# sourceMappingURL=\S*\s*$", "", script)  # or browsers' tools would ask for it
    script = re.sub(r"<(?=/script|!--)", r"\\x3C", script, flags=re.IGNORECASE)
    return Markup(script)  # noqa: S704  a library's own code; nothing a person wrote passes here


@cache
def _template() -> Any:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # NaN is not JSON: better an error here than a blank page there.
    environment.policies["json.dumps_kwargs"] = {
        "sort_keys": True,
        "allow_nan": False,
        "separators": (",", ":"),
    }
    return environment.get_template("map_template.html")
