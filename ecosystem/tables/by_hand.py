"""What was typed by hand: organizations, invited ones and attributes, which outrank what the sources say of the same.

A tie that was typed is read as the row of a plain list and stays recorded: nobody answered it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ecosystem.collect.by_hand import (
    ATTRIBUTES,
    ATTRIBUTES_FILE,
    COLUMNS,
    INVITED_FILE,
    ORGANIZATIONS_FILE,
    TIES_FILE,
    WHERE,
    is_by_hand,
)
from ecosystem.collect.frames import distinct
from ecosystem.collect.sheet import Sheet
from ecosystem.columns.plain_tables import Plain, plain_of
from ecosystem.names.directory import Ambiguous
from ecosystem.tables.builder import EVERYWHERE, TableBuilder, openness, without_address
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.lists import place_of, set_aside, set_nameless_aside
from ecosystem.text import fold, split_list, tidy

_UNNAMED = re.compile(r"unnamed-\d+")  # ids of organizations that are not shown by name
KIND = "by hand"  # in ``read_as``
Row = tuple[Plain, int, dict[str, str]]


def typed_tables(sheets: Sequence[Sheet]) -> list[Plain]:
    """Return the sheets that were typed by hand as plain tables, each with a name that no other sheet has."""
    ordered = sorted(sheets, key=is_by_hand)
    labels = distinct(sheet.name for sheet in ordered)
    return [_plain(replace(s, name=label)) for s, label in zip(ordered, labels, strict=True) if is_by_hand(s)]


def _plain(sheet: Sheet) -> Plain:
    columns, document = COLUMNS[sheet.origin.document], sheet.origin.document
    kind = "ties" if document == TIES_FILE else "organizations"
    return plain_of(sheet, kind, {header: header for header in sheet.frame.columns if header in columns})


def holds_a_map(typed: Sequence[Plain]) -> bool:
    """Return whether organizations or ties were typed, so that there is a map without any other source."""
    return any(len(p.frame) and p.sheet.origin.document != ATTRIBUTES_FILE for p in typed)


def add_typed(builder: TableBuilder, typed: Sequence[Plain]) -> None:
    """Add the organizations that were typed, so that answers and ties find them."""
    builder.issues.extend(found for plain in typed for found in plain.sheet.issues)
    for plain, row, values in (*_rows(typed, ORGANIZATIONS_FILE), *_rows(typed, INVITED_FILE)):
        builder.count(plain.sheet, "rows read")
        name, site = _name(values), _site(builder, plain, row, values)
        if not name:
            set_nameless_aside(builder, plain, row, values["name"])
            continue
        try:
            found = builder.organization(name, site)
        except Ambiguous:
            set_aside(builder, plain, row, "ambiguous name", "listed", name=name)
            continue
        if site:
            builder.locate(found, builder.site(site))
        builder.count(plain.sheet, "rows kept")


def settle_typed(builder: TableBuilder, typed: Sequence[Plain]) -> None:
    """Let what was typed outrank the sources, once all of them were read; record where the two differ."""
    for plain, row, values in _rows(typed, ORGANIZATIONS_FILE):
        found = _meant(builder, plain, row, values)
        for attribute in ATTRIBUTES:
            if found and values.get(attribute):
                _mend(builder, (plain, row, values), found, attribute, values[attribute])
    invited = [_meant(builder, *row) for row in _rows(typed, INVITED_FILE)]
    _invite(builder, [found for found in invited if found])
    for plain, row, values in _rows(typed, ATTRIBUTES_FILE):
        builder.count(plain.sheet, "rows read")
        attribute, found = values["attribute"], _meant(builder, plain, row, values)
        if found and attribute in ATTRIBUTES and values["value"]:
            _mend(builder, (plain, row, values), found, attribute, values["value"])
            builder.count(plain.sheet, "rows kept")
        else:
            wording = "says_nothing" if found else ""
            set_aside(builder, plain, row, "by hand not used", wording, name=_name(values), attribute=attribute)


def _rows(typed: Sequence[Plain], file: str) -> Iterator[Row]:
    """Yield the rows of one of the files, each with its table and number."""
    for plain in typed:
        if plain.sheet.origin.document == file:
            for row, values in plain.rows():
                yield plain, row, values


def _name(values: dict[str, str]) -> str:
    return tidy(without_address(values["name"]))


def _site(builder: TableBuilder, plain: Plain, row: int, values: dict[str, str]) -> str:
    return next(iter(builder.places(plain.sheet, row, [values.get("site", "")])), "")


def _meant(builder: TableBuilder, plain: Plain, row: int, values: dict[str, str]) -> str | None:
    """Return the one organization of this name in the city or, if it has none there, anywhere; None if no one."""
    name = _name(values)
    try:
        site = _site(builder, plain, row, values)
        return (builder.directory.find(name, site) or builder.directory.find(name)) if name else None
    except Ambiguous:
        return None


def _invite(builder: TableBuilder, invited: Sequence[str]) -> None:
    """Set the status of those invited who have not answered; they alone make a survey of a map without ties."""
    for found in invited:
        if builder.organizations[found].get("status") != "respondent":
            builder.organizations[found]["status"] = "invited"
    if invited and not builder.survey and not builder.reports:
        builder.survey = builder.statuses = True


def _mend(builder: TableBuilder, typed: Row, found: str, attribute: str, ours: str) -> None:
    """Set one attribute to what was typed; record where a source says something else than it did at that time."""
    plain, row, values = typed
    value: Any = ours
    known = builder.organizations[found]
    if attribute in WHERE:
        where = place_of(builder, plain, row, {attribute: ours})
        place = _site(builder, plain, row, values) or builder.home(found)
        if not where or not place:
            builder.locate_somewhere(found, where)
            return
        builder.locate(found, place)
        known, value = builder.locations[found, place], where[attribute]
    theirs = str(known.get(attribute) or "")
    stricter = attribute == "consent" and theirs and openness(theirs) < openness(ours)
    if not stricter:
        known[attribute] = value
    expected = [ours, *([] if stricter else [values.get("instead_of", "")])]
    if theirs and not any(_same(builder, attribute, theirs, text) for text in expected if text):
        said = {"attribute": attribute, "theirs": theirs, "ours": ours, "name": known.get("name") or _name(values)}
        builder.note(plain.sheet, "by hand differs", "stricter" if stricter else "", row=row, column=attribute, **said)


def _same(builder: TableBuilder, attribute: str, one: str, other: str) -> bool:
    """Return whether two texts mean the same values of an attribute, in whichever words and order."""
    column = ATTRIBUTES[attribute]

    def values(text: str) -> set[str]:
        parts = split_list(text) if column.type == "list" else [text]
        entries = [builder.entry(column.words, part) if column.words else None for part in parts]
        return {entry.id if entry else fold(part) for entry, part in zip(entries, parts, strict=True)}

    return values(one) == values(other)


def named_organizations(found: Ecosystem) -> dict[str, tuple[str, str]]:
    """Return organization_id -> name and first city ("" for none) of those shown by name, in the order of the names."""
    places = found.tables["locations"].sort_values("position").drop_duplicates("organization_id")
    homes = dict(zip(places["organization_id"], places["site"].fillna(""), strict=True))
    names = sorted(found.names().items(), key=lambda each: fold(each[1]))
    shown = {each: (name, homes.get(each, "")) for each, name in names if not _UNNAMED.fullmatch(each)}
    return {each: (name, "" if site == EVERYWHERE else site) for each, (name, site) in shown.items()}


def value_of(found: Ecosystem, organization_id: str, attribute: str) -> str:
    """Return what the map says of one attribute of an organization; "" for nothing."""
    table = found.tables["locations" if attribute in WHERE else "organizations"]
    values = table.loc[table["organization_id"] == organization_id, attribute].dropna()
    return str(values.iloc[0]) if len(values) else ""


def values_of(found: Ecosystem, attribute: str) -> list[str]:
    """Return all values that the organizations of the map have in an attribute."""
    texts = found.tables["organizations"][attribute].dropna().unique()
    return sorted(
        {part for text in texts for part in (split_list(text) if ATTRIBUTES[attribute].type == "list" else [text])}
    )
