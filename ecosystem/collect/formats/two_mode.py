"""Two-mode data: participation of organizations in initiatives, as a list of pairs or as a table of 0 and 1."""

from collections.abc import Sequence

from ecosystem.collect.answer_words import TICKED
from ecosystem.collect.formats.pairs import is_none
from ecosystem.collect.formats.shape import LIST_SEPARATOR, Translation, column, key, keys, plain_sheet, texts
from ecosystem.collect.sheet import Sheet
from ecosystem.text import fold

_ORGANIZATION = (
    *("organization", "organisation", "organization_name", "organisation_name", "org", "org_name"),
    *("member", "actor", "name", "agency", "participant"),
)
_INITIATIVE = (
    *("initiative", "initiatives", "project", "projects", "event", "events", "network", "networks"),
    *("program", "programme", "coalition", "working_group", "partnership", "alliance", "campaign"),
    *("initiative_name", "project_name", "event_name", "network_name"),
)
_ROLE = ("role", "roles", "part", "function")
# Headers found in lists of organizations and not in lists of participation.
_ATTRIBUTES = {
    *("id", "organization_id", "org_id", "status", "sector", "type", "organization_type", "level", "site", "city"),
    *("address", "latitude", "longitude", "lat", "lon", "website", "url", "goals", "offers", "needs", "source"),
    *("target", "from", "to", "relation", "label"),
}
_TICKS = TICKED | {"1", "checked"}
_MARKS = _TICKS | {"", "0"}


def two_mode(sheets: Sequence[Sheet]) -> Translation | None:
    """Return the first list or table of participation as memberships."""
    for sheet in sheets:
        if _is_list(sheet):
            return Translation("a list of who takes part in what", (_from_list(sheet),), (sheet.source,))
        if _is_table(sheet, sheets):
            return Translation("a table of who takes part in what", (_from_table(sheet),), (sheet.source,))
    return None


def _is_list(sheet: Sheet) -> bool:
    organization, initiative = column(sheet, *_ORGANIZATION), column(sheet, *_INITIATIVE)
    ours = fold(sheet.name) == "memberships" and {"organization", "initiative"} <= set(keys(sheet))
    return bool(organization and initiative) and not ours and not _ATTRIBUTES & set(keys(sheet))


def _is_table(sheet: Sheet, sheets: Sequence[Sheet]) -> bool:
    """Return whether all columns but the first hold 0, 1, x or nothing, and only the first names organizations."""
    headers = list(sheet.frame.columns)
    if len(headers) < 3 or len(sheet.frame) < 2 or _ATTRIBUTES & set(keys(sheet)):
        return False
    if key(headers[0]) not in _ORGANIZATION and fold(headers[0]) != "column a":
        return False
    marks: set[str] = set()
    for header in headers[1:]:
        marks |= {fold(cell) for cell in sheet.frame[header].unique()}
        if not marks <= _MARKS:
            return False
    known = {fold(name) for other in sheets for name in texts(other, column(other, *_ORGANIZATION, "label"))}
    known |= {fold(name) for name in texts(sheet, headers[0])}
    return bool(marks & _TICKS) and not known & {fold(header) for header in headers[1:]}


def _from_list(sheet: Sheet) -> Sheet:
    organization, initiative = column(sheet, *_ORGANIZATION), column(sheet, *_INITIATIVE)
    role = column(sheet, *_ROLE)
    names, roles = texts(sheet, organization), texts(sheet, role)
    pairs = [
        (place, one)
        for place, cell in enumerate(texts(sheet, initiative))
        for one in [part.strip() for part in cell.split(LIST_SEPARATOR) if part.strip()] or [""]
    ]
    made = {
        "organization": [names[place] for place, _ in pairs],
        "initiative": [one for _, one in pairs],
        "role": [roles[place] for place, _ in pairs],
    }
    consumed = (organization, initiative, role)
    return plain_sheet(sheet, "memberships", made, consumed, positions=[place for place, _ in pairs])


def _from_table(sheet: Sheet) -> Sheet:
    """Return one row for each mark, and one row without initiative for an organization without marks."""
    headers = list(sheet.frame.columns)
    names = texts(sheet, headers[0])
    columns = {header: texts(sheet, header) for header in headers[1:]}
    pairs = [
        (place, header)
        for place in range(len(names))
        for header in [h for h, cells in columns.items() if not is_none(cells[place])] or [""]
    ]
    made = {"organization": [names[place] for place, _ in pairs], "initiative": [header for _, header in pairs]}
    return plain_sheet(sheet, "memberships", made, headers, positions=[place for place, _ in pairs])
