"""Files of what was typed by hand: recognized by their names, and read beside all other sources, which they outrank."""

from collections.abc import Sequence

from ecosystem.collect.sheet import Sheet
from ecosystem.schema import LOCATIONS, ORGANIZATIONS

ORGANIZATIONS_FILE, INVITED_FILE, ATTRIBUTES_FILE, TIES_FILE = (
    *("by_hand_organizations.csv", "by_hand_invited.csv"),
    *("by_hand_attributes.csv", "by_hand_ties.csv"),
)
_NOT_TYPED = ("organization_id", "name", "status", "part_of")  # decided on the page Names, or told by the answers
ABOUT = {column.name: column for column in ORGANIZATIONS.columns if column.name not in _NOT_TYPED}
WHERE = {column.name: column for column in LOCATIONS.only("address", "area", "country", "latitude", "longitude")}
ATTRIBUTES = ABOUT | WHERE  # what can be typed of an organization
COLUMNS = {  # name of the file -> its columns, in their order
    ORGANIZATIONS_FILE: ("name", "site", *ATTRIBUTES),
    INVITED_FILE: ("name", "site"),
    ATTRIBUTES_FILE: ("name", "site", "attribute", "value", "instead_of"),
    TIES_FILE: ("source", "target", "relation", "directed", "strength", "amount", "date", "wave", "site"),
}
_NEEDED = {
    ORGANIZATIONS_FILE: {"name"},
    INVITED_FILE: {"name"},
    ATTRIBUTES_FILE: {"name", "attribute", "value"},
    TIES_FILE: {"source", "target"},
}


def is_by_hand(sheet: Sheet) -> bool:
    """Return whether a sheet holds what was typed by hand, as a project keeps it and hands it over."""
    needed = _NEEDED.get(sheet.origin.document)
    return needed is not None and needed <= set(sheet.frame.columns)


def not_by_hand(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets that were not typed by hand: those whose columns a person can be asked about."""
    return [sheet for sheet in sheets if not is_by_hand(sheet)]
