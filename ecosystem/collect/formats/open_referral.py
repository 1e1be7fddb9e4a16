"""Open Referral (HSDS): a folder of tables, of which organizations and their locations belong on the map.

Services, contacts, schedules and taxonomies are no organizations. Tables are named in the singular or the plural, as
in the versions 1 to 3 of the standard; cities stand in the table of addresses.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ecosystem.collect.formats.shape import Translation, column, keys, plain_sheet, texts
from ecosystem.collect.sheet import Sheet
from ecosystem.text import fold

_PLURAL = re.compile(r"ies$|(ss)es$|(?<!s)s$")
FORMAT = "Open Referral tables"
_ADDRESSES = ("address", "physical address", "postal address")
_OTHERS = (
    *("service", "service at location", "program", "contact", "phone", "schedule", "regular schedule", "language"),
    *("taxonomy", "taxonomy term", "other taxonomy", "service taxonomy", "attribute", "link taxonomy", "eligibility"),
    *("holiday schedule", "funding", "accessibility", "accessibility for disabilities", "cost option", "service area"),
    *("required document", "payment accepted", "service capacity", "unit", "url", "organization identifier"),
    *("metadata", "meta table description", "postal address", "additional url", "service attribute"),
)


def open_referral(sheets: Sequence[Sheet]) -> Translation | None:
    """Return organizations, and locations with the cities of their addresses; the other tables are not used."""
    tables = {_singular(sheet.name): sheet for sheet in reversed(sheets)}
    organizations, locations = tables.get("organization"), tables.get("location")
    services = tables.get("service")
    if organizations is None or not {"id", "name"} <= set(keys(organizations)):
        return None
    addresses = [tables[name] for name in _ADDRESSES if name in tables and column(tables[name], "location_id")]
    if not addresses and (services is None or column(services, "organization_id") is None):
        return None
    made, used = [_organizations(organizations)], [organizations, *addresses[:1]]
    if locations is not None and column(locations, "id"):
        made.append(_locations(locations, addresses[:1], _by_service(tables)))
        used.append(locations)
    sources = [sheet.source for sheet in used]
    left = [sheet for name, sheet in tables.items() if name in _OTHERS and sheet.source not in sources]
    aside = [replace(sheet, aside=FORMAT) for sheet in left]
    return Translation(FORMAT, (*made, *aside), (*sources, *(sheet.source for sheet in left)))


def _singular(name: str) -> str:
    """Return the name of a table in the singular: "services_at_location" is "service at location".

    >>> [_singular(name) for name in ("services_at_location", "physical_addresses", "taxonomies", "phones")]
    ['service at location', 'physical address', 'taxonomy', 'phone']
    """
    return " ".join(
        _PLURAL.sub(lambda end: "y" if end[0] == "ies" else end[1] or "", word) for word in fold(name).split()
    )


def _organizations(sheet: Sheet) -> Sheet:
    ids, names = texts(sheet, column(sheet, "id")), texts(sheet, column(sheet, "name"))
    name_of = dict(zip(ids, names, strict=True))
    parent = column(sheet, "parent_organization_id")
    made = {
        "organization_id": ids,
        "name": names,
        "part_of": [name_of.get(cell, "") for cell in texts(sheet, parent)],
    }
    return plain_sheet(sheet, "organizations", made, (column(sheet, "id"), column(sheet, "name"), parent))


def _by_service(tables: dict[str, Sheet]) -> dict[str, str]:
    """Return location -> organization by the services given there, for locations that do not name their own."""
    services, there = tables.get("service"), tables.get("service at location")
    if services is None or there is None:
        return {}
    owner = dict(zip(_column(services, "id"), _column(services, "organization_id"), strict=True))
    pairs = zip(_column(there, "location_id"), _column(there, "service_id"), strict=True)
    return {location: owner.get(service, "") for location, service in pairs}


def _column(sheet: Sheet, *names: str) -> list[str]:
    return texts(sheet, column(sheet, *names))


def _locations(sheet: Sheet, addresses: Sequence[Sheet], by_service: dict[str, str]) -> Sheet:
    """Return one row for each location of an organization, with the first address of that location."""
    ids = _column(sheet, "id")
    parts = ("city", "address_1", "state_province", "region", "country")
    first: dict[str, tuple[str, ...]] = {}
    for table in addresses:
        for location, *cells in zip(_column(table, "location_id"), *(_column(table, p) for p in parts), strict=True):
            first.setdefault(location, tuple(cells))
    found = [first.get(location, ("",) * len(parts)) for location in ids]
    owners = [own or by_service.get(i, "") for own, i in zip(_column(sheet, "organization_id"), ids, strict=True)]
    made = {
        "organization_id": owners,
        "site": [cells[0] for cells in found],
        "address": [cells[1] for cells in found],
        "area": [cells[2] or cells[3] for cells in found],
        "country": [cells[4] for cells in found],
        "latitude": _column(sheet, "latitude"),
        "longitude": _column(sheet, "longitude"),
    }
    rows = [place for place, owner in enumerate(owners) if owner]
    made = {name: [cells[place] for place in rows] for name, cells in made.items()}
    return plain_sheet(sheet, "locations", made, list(sheet.frame.columns), positions=rows)
