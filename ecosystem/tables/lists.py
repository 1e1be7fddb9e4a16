"""Reading of plain lists: organizations, their locations, and declared relations."""

from itertools import combinations
from typing import Any

import pandas as pd

from ecosystem.collect.redaction import is_marked
from ecosystem.collect.values import flag, number
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.columns.plain_tables import Plain
from ecosystem.names.decisions import Reference
from ecosystem.names.directory import Ambiguous
from ecosystem.schema import ORGANIZATIONS
from ecosystem.tables.builder import TableBuilder, without_address
from ecosystem.text import LIST_SEPARATOR, fold, split_list, tidy

_STATUS_WORDS = {
    "respondent": {"respondent", "answered", "answered by phone", "responded", "yes", "complete", "completed"}
    | {"submitted"},
    "invited": {"invited", "pending", "no", "waiting", "non respondent", "nonrespondent", "not answered"}
    | {"invited no reply", "no reply", "no answer", "no response", "declined", "refused", "bounced", "contacted"},
    "named only": {"named only", "named", "mentioned", "alter"},
}
_PEOPLE = {"person", "people", "individual", "individuals", "persona", "contact"}  # types that network tools use
_ATTRIBUTES = {c.name: c.type for c in ORGANIZATIONS.columns if c.name not in ("organization_id", "name", "status")}


def set_aside(builder: TableBuilder, plain: Plain, row: int, reason: str, wording: str = "", /, **said: Any) -> None:
    """Record one row of a plain sheet that is not used; ``said`` holds the fields of the issue's templates."""
    builder.note(plain.sheet, reason, wording, row=row, **said)
    builder.count(plain.sheet, "rows set aside")
    if plain.kind == "ties":
        builder.count(plain.sheet, "reports set aside")


def _set_nameless_aside(builder: TableBuilder, plain: Plain, row: int, written: str) -> None:
    """Record a row without an organization's name: it is missing, or a person's address is in its place."""
    why = ("about people, never read", "name") if is_marked(written) else ("no name", "")
    set_aside(builder, plain, row, *why)


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


def _status(builder: TableBuilder, plain: Plain, row: int, text: str) -> str:
    folded = fold(text)
    for status, words in _STATUS_WORDS.items():
        if folded in words:
            return status
    if folded:
        builder.note(plain.sheet, "unknown status", row=row, column="status", status=text)
    return ""  # another row may declare them


def _ids_restart(plain: Plain) -> bool:
    """Return whether the source numbers organizations anew in each site.

    True if most ids found in several sites have a different name in each.
    """
    if not {"organization_id", "site", "name"} <= set(plain.frame.columns):
        return False
    frame = plain.frame[["organization_id", "site", "name"]].map(without_address)
    persons = pd.Series([_is_person(values) for _, values in plain.rows()], index=frame.index, dtype=bool)
    frame = frame[(frame != "").all(axis=1) & ~persons]
    name, site, ids = frame["name"].map(fold), frame["site"].map(fold), frame["organization_id"]
    names_in_site = name.groupby([site, ids]).nunique()
    names, sites = name.groupby(ids).nunique(), site.groupby(ids).nunique()
    return bool((names_in_site == 1).all() and 2 * ((names > 1) & (sites > 1)).sum() > (sites > 1).sum())


def _says_a_status(plain: Plain) -> bool:
    """Return whether any row that names an organization has a status; a note below the table has none."""
    rows = (values for _, values in plain.rows() if values["status"])
    return any(tidy(without_address(row["name"])) and not _is_person(row) for row in rows)


def _is_person(values: dict[str, str]) -> bool:
    return fold(values.get("sector", "")) in _PEOPLE


def _known_sites(builder: TableBuilder, cell: str) -> list[str]:
    """Return the sites that a cell names, without repetition."""
    found: dict[str, str] = {}
    for site in filter(None, map(builder.known_site, split_list(cell))):
        found.setdefault(fold(site), site)
    return list(found.values())


def read_organizations(builder: TableBuilder, plain: Plain) -> None:
    """Add organizations and their places.

    Filled statuses make the source a survey, unless there are ties and no organization has answered.
    """
    builder.directory.ids_restart |= _ids_restart(plain)
    has_status = "status" in plain.frame.columns and _says_a_status(plain)
    builder.survey |= has_status
    builder.statuses |= has_status
    present = {a: kind for a, kind in _ATTRIBUTES.items() if a in plain.frame.columns}
    first_row: dict[str, int] = {}
    with_own_id: set[str] = set()
    in_other_words: list[str] = []  # whose status is not a known term
    for row, values in plain.rows():
        builder.count(plain.sheet, "rows read")
        name, source_id = tidy(without_address(values["name"])), without_address(values.get("organization_id", ""))
        if not _maps(builder, plain, row, values, name, source_id):
            continue
        sites = _known_sites(builder, values.get("site", ""))
        site = sites[0] if sites else ""
        try:
            found = _listed(builder, name, site, source_id)
        except Ambiguous:
            set_aside(builder, plain, row, "ambiguous name", "listed", name=name)
            continue
        sites = list(map(builder.site, sites))  # the row is kept from this point on
        if values["name"] != tidy(values["name"]):
            builder.note(plain.sheet, "name cleaned", row=row, name=name)
        if found is None:
            if source_id:
                _note_id_again(builder, plain, row, source_id, site, name)
            found = builder.add(name, site, source_id)
            with_own_id |= {found} if source_id and not builder.directory.ids_restart else set()
        elif found in first_row and (not site or (found, site) in builder.locations):
            builder.note(plain.sheet, "listed twice", row=row, name=name, first=first_row[found])
        first_row.setdefault(found, row)
        builder.listed.add(found)
        builder.wrote(name, found, site)
        where = place_of(builder, plain, row, values)
        for place in sites:
            builder.locate(found, place, **(where if place == site else {}))
        what = {
            a: LIST_SEPARATOR.join(split_list(values[a])) if kind == "list" else values[a]
            for a, kind in present.items()
        }
        builder.asked_fields |= {(place, a) for a, said in what.items() if said for place in sites or [""]}
        if has_status:
            what["status"] = _status(builder, plain, row, values["status"])
            builder.ties_are_reports |= what["status"] == "respondent"
            in_other_words += [found] if fold(values["status"]) and not what["status"] else []
        _doubt_consent(builder, plain, row, values.get("consent", ""))
        builder.describe(found, what)
        builder.count(plain.sheet, "rows kept")
    _take_as_invited(builder, in_other_words)
    _note_namesakes(builder, plain, first_row, with_own_id)


def _doubt_consent(builder: TableBuilder, plain: Plain, row: int, consent: str) -> None:
    """Record an issue for an answer on consent that is not a known term; it counts as no."""
    if consent and load_vocabulary("consent").entry(consent) is None:
        builder.note(plain.sheet, "not in the word list", "listed_consent", row=row, column="consent")


def _take_as_invited(builder: TableBuilder, unclear: list[str]) -> None:
    """Count as invited the organizations whose status no row states clearly.

    Counted as "named only" they would raise the response rate.
    """
    for organization_id in unclear:
        builder.describe(organization_id, {"status": "invited"})


def _maps(builder: TableBuilder, plain: Plain, row: int, values: dict[str, str], name: str, source_id: str) -> bool:
    """Return whether the row is an organization with a name; otherwise record it as not used.

    People are remembered so that other rows can be checked against them, and are not mapped.
    """
    if not name:
        _set_nameless_aside(builder, plain, row, values["name"])
    elif _is_person(values):
        builder.people |= {fold(name), source_id} - {""}
        set_aside(builder, plain, row, "about people, never read", "person", type=values["sector"])
    else:
        return True
    return False


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


def _listed(builder: TableBuilder, name: str, site: str, source_id: str) -> str | None:
    """Return the organization that a row of the list means, if it exists: by id and name, else by name and site.

    Raises Ambiguous where the row has no id and several organizations have the name.
    """
    if source_id:
        known = builder.directory.with_id(source_id, site)
        return next((o for o in known if fold(builder.organizations[o]["name"]) == fold(name)), None)
    found = builder.directory.as_written(name, site)  # decisions merge rows only after all of them are read
    if found and site and builder.home(found) and (found, site) not in builder.locations:
        return None  # listed elsewhere since: the same name in two sites is two organizations
    return found


def _note_id_again(builder: TableBuilder, plain: Plain, row: int, source_id: str, site: str, name: str) -> None:
    """Record an issue where the id of a new organization was already given to another one."""
    others = sorted(builder.organizations[o]["name"] for o in builder.directory.with_id(source_id, site))
    if others:
        builder.note(plain.sheet, "one id, several names", row=row, id=source_id, name=name, other=others[0])


def _note_namesakes(builder: TableBuilder, plain: Plain, rows: dict[str, int], with_own_id: set[str]) -> None:
    """Record an issue for each name that has several ids; the organizations are not merged.

    Equal names in different sites are no issue, unless the source's ids are valid across all its sites.
    """
    groups: dict[str, list[str]] = {}
    for organization_id in rows:
        groups.setdefault(fold(builder.organizations[organization_id]["name"]), []).append(organization_id)
    for ids in groups.values():
        name = builder.organizations[ids[0]]["name"]
        if all(builder.directory.decided.settles(*pair) for pair in combinations(_references(builder, name, ids), 2)):
            continue
        if with_own_id.intersection(ids) or len(set(map(builder.home, ids))) < len(ids):
            said = {"row": rows[ids[-1]], "name": name, "count": len(ids), "ids": ", ".join(ids)}
            builder.note(plain.sheet, "one name, several ids", **said)


def _references(builder: TableBuilder, name: str, ids: list[str]) -> list[Reference]:
    return [Reference(builder.home(each), name, each) for each in ids]


def read_locations(builder: TableBuilder, plain: Plain) -> None:
    """Place organizations in further sites; a site name shared by several places becomes an issue."""
    places: dict[str, set[str]] = {}
    for row, values in plain.rows():
        builder.count(plain.sheet, "rows read")
        written, written_id = values.get("name", ""), values.get("organization_id", "")
        name, site = tidy(without_address(written)), builder.known_site(values.get("site", ""))
        try:
            found = _of_a_place(builder, name, site, without_address(written_id))
        except Ambiguous:
            set_aside(builder, plain, row, "ambiguous name", "location", name=name)
            continue
        if found is None and not name and is_marked(written + written_id):
            _set_nameless_aside(builder, plain, row, written + written_id)
        elif found is None:
            set_aside(builder, plain, row, "unknown organization", name=name)
        elif not site:
            set_aside(builder, plain, row, "no site", name=name)
        else:
            site = builder.site(site)
            builder.locate(found, site, **place_of(builder, plain, row, values))
            places.setdefault(site, set()).add(", ".join(filter(None, (values.get("area"), values.get("country")))))
            builder.count(plain.sheet, "rows kept")
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


def read_memberships(builder: TableBuilder, plain: Plain) -> None:
    """Add memberships of organizations in initiatives; a row without an initiative only adds the organization."""
    for row, values in plain.rows():
        builder.count(plain.sheet, "rows read")
        name, initiative = tidy(without_address(values["organization"])), tidy(without_address(values["initiative"]))
        if not name:
            _set_nameless_aside(builder, plain, row, values["organization"])
            continue
        if values["initiative"] and not initiative:
            set_aside(builder, plain, row, "about people, never read", "initiative")
            continue
        try:
            organization_id = builder.organization(name, "")
        except Ambiguous:
            set_aside(builder, plain, row, "ambiguous name", name=name)
            continue
        builder.listed.add(organization_id)
        if initiative:
            builder.join(organization_id, initiative, "initiative", tidy(values.get("role", "")))
        builder.count(plain.sheet, "rows kept")
