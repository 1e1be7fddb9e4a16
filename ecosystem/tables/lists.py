"""Reading of plain lists: organizations, their locations, and declared relations."""

from typing import Any

from ecosystem.collect.redaction import is_marked
from ecosystem.collect.values import flag, number
from ecosystem.columns.plain_tables import Plain
from ecosystem.names.directory import Ambiguous
from ecosystem.tables.builder import EVERYWHERE, TableBuilder, without_address
from ecosystem.text import fold, split_list, tidy

_PEOPLE = {"person", "people", "individual", "individuals", "persona", "contact"}  # types that network tools use


def set_aside(builder: TableBuilder, plain: Plain, row: int, reason: str, wording: str = "", /, **said: Any) -> None:
    """Record one row of a plain sheet that is not used; ``said`` holds the fields of the issue's templates."""
    builder.note(plain.sheet, reason, wording, row=row, **said)
    builder.count(plain.sheet, "rows set aside")
    if plain.kind == "ties":
        builder.count(plain.sheet, "reports set aside")


def set_nameless_aside(builder: TableBuilder, plain: Plain, row: int, written: str) -> None:
    """Record a row without an organization's name: it is missing, or a person's address is in its place."""
    why = ("about people, never read", "name") if is_marked(written) else ("no name", "")
    set_aside(builder, plain, row, *why)


def is_person(values: dict[str, str]) -> bool:
    """Return whether a row of a list of organizations is about a person."""
    return fold(values.get("sector", "")) in _PEOPLE


def read_relations(builder: TableBuilder, plain: Plain) -> None:
    """Fill ``builder.relations`` with what the source declares about each relation."""
    for row, values in plain.rows():
        builder.count(plain.sheet, "rows read")
        written = tidy(values["relation"])
        if not written:
            set_aside(builder, plain, row, "no relation")
            continue
        relation = builder.relation(written)
        if relation in builder.relations:
            set_aside(builder, plain, row, "relation given twice", relation=written)
            continue
        scale = tuple(split_list(values.get("scale", "")))
        builder.relations[relation] = {
            "directed": flag(values.get("directed", "")),
            "scale": scale,
            "steps": {fold(answer): step for step, answer in reversed([*enumerate(scale, start=1)])},
        }
        builder.count(plain.sheet, "rows kept")


def place_of(builder: TableBuilder, plain: Plain, row: int, values: dict[str, str]) -> dict[str, object]:
    """Return the address, area, country, latitude and longitude that a row states."""
    where: dict[str, object] = {c: values[c] for c in ("address", "area", "country") if values.get(c)}
    for column, most in (("latitude", 90), ("longitude", 180)):
        if written := values.get(column):
            degrees = number(written)
            if degrees is None or abs(degrees) > most:
                builder.note(plain.sheet, f"no {column}", row=row, column=column, written=written)
            else:
                where[column] = degrees
    return where


def read_locations(builder: TableBuilder, plain: Plain) -> None:
    """Place organizations in further sites; a site name shared by several places becomes an issue."""
    places: dict[str, set[str]] = {}
    without_city: list[int] = []
    for row, values in plain.rows():
        builder.count(plain.sheet, "rows read")
        written, written_id = values.get("name", ""), values.get("organization_id", "")
        name = tidy(without_address(written))
        site = next(iter(builder.places(plain.sheet, row, [values.get("site", "")])), "")
        try:
            found = _of_a_place(builder, name, site, without_address(written_id))
        except Ambiguous:
            set_aside(builder, plain, row, "ambiguous name", "location", name=name)
            continue
        if found is None and not name and is_marked(written + written_id):
            set_nameless_aside(builder, plain, row, written + written_id)
        elif found is None:
            set_aside(builder, plain, row, "unknown organization", name=name)
        elif not site:
            where = {} if builder.home(found) else place_of(builder, plain, row, values)
            if builder.locate_somewhere(found, where) or fold(values.get("site", "")) == EVERYWHERE:
                without_city += [row] if where and fold(values.get("site", "")) != EVERYWHERE else []
                builder.count(plain.sheet, "rows kept")
            else:
                set_aside(builder, plain, row, "no site", name=name)
        else:
            site = builder.site(site)
            builder.locate(found, site, **place_of(builder, plain, row, values))
            places.setdefault(site, set()).add(", ".join(filter(None, (values.get("area"), values.get("country")))))
            builder.count(plain.sheet, "rows kept")
    if without_city:
        builder.note(plain.sheet, "no city", "address", row=without_city[0], count=len(without_city))
    for site, areas in places.items():
        named = sorted(areas - {""})
        if len(named) > 1:
            said = {"site": site, "count": len(named), "places": "; ".join(named)}
            builder.note(plain.sheet, "one site name, several places", **said)


def _of_a_place(builder: TableBuilder, name: str, site: str, source_id: str) -> str | None:
    """Return the organization that a row of the locations means: by id, then by name; raises Ambiguous."""
    try:
        found = builder.directory.by_id(source_id, site)
    except Ambiguous:
        found = None
    return found or (builder.directory.find(name) if name else None)


def _by_id(builder: TableBuilder, written: str) -> str | None:
    """Return the organization whose id stands in the place of its name; None if the text is a name, or nobody's id."""
    try:
        return None if builder.directory.called(written) else builder.directory.by_id(written)
    except Ambiguous:
        return None


def read_memberships(builder: TableBuilder, plain: Plain) -> None:
    """Add memberships of organizations in initiatives; a row without an initiative only adds the organization."""
    for row, values in plain.rows():
        builder.count(plain.sheet, "rows read")
        name, initiative = tidy(without_address(values["organization"])), tidy(without_address(values["initiative"]))
        if not name:
            set_nameless_aside(builder, plain, row, values["organization"])
            continue
        if values["initiative"] and not initiative:
            set_aside(builder, plain, row, "about people, never read", "initiative")
            continue
        try:
            organization_id = _by_id(builder, name) or builder.organization(name, "")
        except Ambiguous:
            set_aside(builder, plain, row, "ambiguous name", name=name)
            continue
        builder.listed_in.setdefault(organization_id, plain.sheet.source)
        if initiative:
            builder.join(organization_id, initiative, "initiative", tidy(values.get("role", "")))
        builder.count(plain.sheet, "rows kept")
