"""Reading of lists of organizations: one row per organization, or several that are united."""

from itertools import combinations

import pandas as pd

from ecosystem.collect.answer_words import place_named
from ecosystem.columns.plain_tables import Plain
from ecosystem.names.decisions import Reference
from ecosystem.names.directory import Ambiguous
from ecosystem.schema import ORGANIZATIONS
from ecosystem.tables.builder import TableBuilder, without_address
from ecosystem.tables.consent_answers import read_consent
from ecosystem.tables.listed_status import read_status, says_who_answered
from ecosystem.tables.lists import is_person, place_of, set_aside, set_nameless_aside
from ecosystem.tables.repeated_rows import RepeatedRows
from ecosystem.text import LIST_SEPARATOR, fold, split_list, tidy

_ATTRIBUTES = {c.name: c.type for c in ORGANIZATIONS.columns if c.name not in ("organization_id", "name", "status")}


def read_organizations(builder: TableBuilder, plain: Plain) -> None:
    """Add organizations and their places.

    Statuses of a survey make the source one, unless there are ties and no organization has answered.
    """
    builder.directory.ids_restart |= _ids_restart(plain)
    has_status = says_who_answered(builder, plain)
    builder.survey |= has_status
    builder.statuses |= has_status
    builder.status_sheets |= {plain.sheet.source} if has_status else set()
    present = {a: kind for a, kind in _ATTRIBUTES.items() if a in plain.frame.columns}
    headers = {ours: header for header, ours in plain.found.items()}
    repeated = RepeatedRows(builder, plain)
    with_own_id: set[str] = set()
    in_other_words: list[str] = []  # whose status is not a known term
    for row, values in _in_order(builder, plain):
        builder.count(plain.sheet, "rows read")
        name, source_id = tidy(without_address(values["name"])), without_address(values.get("organization_id", ""))
        if not _maps(builder, plain, row, values, name, source_id):
            continue
        sites = builder.places(plain.sheet, row, split_list(values.get("site", "")))
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
        builder.listed_in.setdefault(found, plain.sheet.source)
        builder.wrote(name, found, site)
        what = {
            a: LIST_SEPARATOR.join(split_list(values[a])) if kind == "list" else values[a]
            for a, kind in present.items()
        }
        if what.get("consent"):
            what["consent"] = read_consent(builder, plain.sheet, row, headers["consent"], what["consent"])
        builder.asked_fields |= {(place, a) for a, said in what.items() if said for place in sites or [""]}
        if has_status:
            what["status"] = read_status(builder, plain, row, values["status"])
            builder.ties_are_reports |= what["status"] == "respondent"
            in_other_words += [found] if fold(values["status"]) and not what["status"] else []
        where = place_of(builder, plain, row, values)
        repeated.add(found, row, site, what | where)
        for place in sites:
            builder.locate(found, place, **(where if place == site else {}))
        if not sites:
            builder.locate_somewhere(found, where)
        builder.describe(found, what)
        builder.count(plain.sheet, "rows kept")
    _take_as_invited(builder, in_other_words)
    repeated.tell()
    _note_namesakes(builder, plain, repeated.first_rows, with_own_id)


def _in_order(builder: TableBuilder, plain: Plain) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a list, those last that have no city while others of their name are in several.

    What such a row means depends on the others: it stands for an organization without a city, for the one in the only
    city of its name, or for nobody can say which.
    """
    rows = list(plain.rows())
    if "site" not in plain.frame.columns:
        return rows
    cities: dict[str, set[str]] = {}
    for _, values in rows:
        sites = {fold(each) for each in split_list(values["site"]) if place_named(each)}
        cities.setdefault(fold(tidy(without_address(values["name"]))), set()).update(sites)
    last = [
        len(cities[fold(tidy(without_address(values["name"])))]) > 1
        and not any(map(place_named, split_list(values["site"])))
        for _, values in rows
    ]
    return [row for row, late in zip(rows, last, strict=True) if not late] + [
        row for row, late in zip(rows, last, strict=True) if late
    ]


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
        set_nameless_aside(builder, plain, row, values["name"])
    elif is_person(values):
        builder.people |= {fold(name), source_id} - {""}
        set_aside(builder, plain, row, "about people, never read", "person", type=values["sector"])
    else:
        return True
    return False


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
    known = builder.directory.with_id(source_id, site, as_written=True)
    others = sorted(builder.organizations[o]["name"] for o in known)
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


def _ids_restart(plain: Plain) -> bool:
    """Return whether the source numbers organizations anew in each site.

    True if most ids found in several sites have a different name in each.
    """
    if not {"organization_id", "site", "name"} <= set(plain.frame.columns):
        return False
    frame = plain.frame[["organization_id", "site", "name"]].map(without_address)
    persons = pd.Series([is_person(values) for _, values in plain.rows()], index=frame.index, dtype=bool)
    frame = frame[(frame != "").all(axis=1) & ~persons]
    name, site, ids = frame["name"].map(fold), frame["site"].map(fold), frame["organization_id"]
    names_in_site = name.groupby([site, ids]).nunique()
    names, sites = name.groupby(ids).nunique(), site.groupby(ids).nunique()
    return bool((names_in_site == 1).all() and 2 * ((names > 1) & (sites > 1)).sum() > (sites > 1).sum())
