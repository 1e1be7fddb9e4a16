"""Side lists: what a document of a known format holds beside its network, such as types, maps, legends and settings."""

from collections.abc import Sequence
from dataclasses import replace

from ecosystem.collect.formats.shape import texts
from ecosystem.collect.sheet import JSON, Sheet
from ecosystem.text import fold

SAME_NAMES = 0.5  # share of a column's values found in the network, for the sheet to be about its organizations
_OURS = {  # sheets of our own that may stand beside a network of any format
    *("relations", "relation types", "aliases", "alias", "names", "spellings", "locations", "memberships"),
}


def left_aside(sheet: Sheet, network: Sequence[Sheet], format_name: str) -> Sheet | None:
    """Return a sheet beside a network as one that is not used; None if it may be about the network's organizations."""
    if is_never_used(sheet):
        return replace(sheet, aside=format_name)
    if fold(sheet.name) in _OURS and sheet.origin.kind != JSON:
        return None
    known = {
        fold(cell)
        for part in network
        for header in ("organization_id", "name", "source", "target")
        if header in part.frame.columns
        for cell in part.frame[header].unique()
    } - {""}
    if sheet.origin.kind != JSON and any(_is_about(texts(sheet, header), known) for header in sheet.frame.columns):
        return None
    return replace(sheet, aside=format_name)


def is_never_used(sheet: Sheet) -> bool:
    """Return whether a sheet beside a network lists its loops (Kumu), whose labels are no organizations."""
    return fold(sheet.name) == "loops"


def _is_about(cells: Sequence[str], known: set[str]) -> bool:
    values = {fold(cell) for cell in cells} - {""}
    return bool(values) and len(values & known) >= SAME_NAMES * len(values)
