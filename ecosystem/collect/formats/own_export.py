"""This program's own export, read again: initiatives and their members, and the network file beside the tables."""

from collections.abc import Sequence
from dataclasses import replace

from ecosystem.collect.formats.shape import Translation, plain_sheet, texts
from ecosystem.collect.sheet import GRAPH, Sheet
from ecosystem.schema import INITIATIVES, MEMBERSHIPS

OWN_NETWORK = "own network"  # the mark of a network file that the tables beside it hold too
_NAMES = "a list of initiatives"
_NODE = {"organization_id", "name", "label"}


def own_memberships(sheets: Sequence[Sheet]) -> Translation | None:
    """Return the exported tables memberships and initiatives as memberships, with the initiatives' names."""
    named = [sheet for sheet in sheets if _has(sheet, {"initiative_id", "name"}, INITIATIVES.names)]
    members = [each for each in sheets if _has(each, {"organization_id", "initiative_id"}, MEMBERSHIPS.names)]
    members = [each for each in members if len(each.frame)]
    if not members:
        aside = tuple(replace(sheet, aside=_NAMES) for sheet in named)
        return Translation("", aside, tuple(sheet.source for sheet in named)) if named else None
    names = {i: n for sheet in named for i, n in zip(texts(sheet, "initiative_id"), texts(sheet, "name"), strict=True)}
    made = tuple(_with_names(sheet, names) for sheet in members)
    return Translation("", made, tuple(sheet.source for sheet in (*members, *named)))


def _has(sheet: Sheet, needed: set[str], known: Sequence[str]) -> bool:
    return not sheet.aside and needed <= set(sheet.frame.columns) <= set(known)


def _with_names(sheet: Sheet, names: dict[str, str]) -> Sheet:
    ids = texts(sheet, "initiative_id")
    made = {"organization": texts(sheet, "organization_id"), "initiative": [names.get(each, each) for each in ids]}
    return plain_sheet(sheet, "memberships", made, ("organization_id", "initiative_id"))


def without_own_network(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets, with an exported network file marked as aside where its own tables stand beside it.

    It is one of ours if its nodes have our ids, all of which an exported table of organizations lists, and a table of
    ties with our ids is there too: read beside them, each of its ties would count twice.
    """
    ids = {each for s in sheets if _is_table(s, "organization_id", "name") for each in texts(s, "organization_id")}
    if not ids or not any(_is_table(sheet, "source_id", "target_id", "state") for sheet in sheets):
        return list(sheets)
    ours = {
        sheet.origin.document
        for sheet in sheets
        if sheet.origin.kind == GRAPH and set(sheet.frame.columns) >= _NODE and ids >= set(texts(sheet, "id"))
    }
    return [
        replace(sheet, aside=OWN_NETWORK) if sheet.origin.kind == GRAPH and sheet.origin.document in ours else sheet
        for sheet in sheets
    ]


def _is_table(sheet: Sheet, *headers: str) -> bool:
    return sheet.origin.kind != GRAPH and set(headers) <= set(sheet.frame.columns)
