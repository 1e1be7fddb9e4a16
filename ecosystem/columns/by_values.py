"""Readings of all sheets of a source by their values: what no header says, the names in other sheets may."""

from collections.abc import Iterable, Mapping, Sequence

from ecosystem.collect.recipes import TIES_TO_SEVERAL
from ecosystem.collect.sheet import Sheet
from ecosystem.columns.header_roles import is_form, names_groups, names_members, names_own_work
from ecosystem.columns.known_names import KnownNames, NameList, name_list
from ecosystem.columns.list_columns import list_columns
from ecosystem.columns.plain_tables import COLUMNS, Plain, found_in, match_columns, plain_of
from ecosystem.columns.tie_sheets import KNOWN, ValueReading, columns_of_names, setup_of, tie_sheet, value_reading
from ecosystem.columns.value_kinds import ColumnValues
from ecosystem.schema import SPECS

_REPEATED = 0.8  # with fewer different names per row, a list is one of something else
_COVERED = 0.8  # share of a list's names that other lists have too
_MEASURES = {"measure", "value", "reason"}  # headers of an exported table of measures
_MOST_SHEETS = 12  # without a kind, each held against each
_ENDS = ("source", "target", TIES_TO_SEVERAL)
_ABOUT_A_TIE = ("relation", "date", "amount", "strength", "scale_answer", "directed")


def names_in(tables: Iterable[Plain | None]) -> KnownNames:
    """Return the names and ids in the lists of organizations among these tables."""
    return KnownNames(_names_of(plain) for plain in tables if plain and plain.kind == "organizations")


def read_by_values(sheets: Sequence[tuple[Sheet, Plain | None]], open_to: Sequence[bool]) -> dict[int, ValueReading]:
    """Return by its place what a sheet is by its values; ``sheets`` holds for each what its headers say.

    Only sheets that are ``open_to`` it are read so: not those of a questionnaire, of a recipe, or of a survey tool.
    """
    lists = {
        place: _names_of(plain) for place, (_, plain) in enumerate(sheets) if plain and plain.kind == "organizations"
    }
    everybody = KnownNames(lists.values())
    found: dict[int, ValueReading] = {}
    for place, (sheet, plain) in enumerate(sheets):
        if not open_to[place] or _is_own_export(sheet):
            continue
        told: ValueReading | None = None
        if plain is None or _dates_for_ends(plain):
            told = _bare_list(sheet, lists.values()) or tie_sheet(sheet, everybody)
        elif plain.kind == "organizations":
            others = KnownNames(each for other, each in lists.items() if other != place)
            told = _groups(sheet, plain, others) or _ties_under_names(sheet, plain, others)
            told = told or list_columns(plain, everybody)
        if told:
            found[place] = told
    return found | _unheaded_lists(sheets, open_to, found)


def _names_of(plain: Plain) -> NameList:
    ids = plain.frame["organization_id"].tolist() if "organization_id" in plain.frame.columns else None
    names = plain.frame["name"].tolist()
    return name_list(plain.sheet.source, names, ids or [""] * len(names))


def _is_own_export(sheet: Sheet) -> bool:
    """Return whether a sheet is a table of results that this program wrote: it repeats what its other tables list."""
    headers = set(sheet.frame.columns)
    results = (set(SPECS[name].names) for name in ("responses", "asked", "reports", "issues"))
    return headers >= _MEASURES or any(headers <= columns and len(headers) > 2 for columns in results)


def _dates_for_ends(plain: Plain) -> bool:
    """Return whether the columns from and to of a list of ties are dates, and so no ends."""
    if plain.kind != "ties" or not {"source", "target"} <= set(plain.found.values()):
        return False
    ends = [header for header, ours in plain.found.items() if ours in ("source", "target")]
    return all(ColumnValues.of(plain.sheet, header).are_dates for header in ends)


def _bare_list(sheet: Sheet, lists: Iterable[NameList]) -> ValueReading | None:
    """Return a sheet with one name a row and columns that name others: a list, as a row may name nobody."""
    found = found_in(sheet, "organizations")
    name = next((header for header, ours in found.items() if ours == "name"), "")
    if not name or is_form(list(sheet.frame.columns)) or not ColumnValues.of(sheet, name).unique:
        return None
    plain = plain_of(sheet, "organizations", found)
    own = _names_of(plain)
    others = KnownNames(lists)
    if others.count(own.names) * 2 > len(own.names):  # names that another list has already
        return None
    if groups := _groups(sheet, plain, others):
        return groups
    told = list_columns(plain, KnownNames([*others.lists, own]))
    return told if told and told.sure else None


def _groups(sheet: Sheet, plain: Plain, others: KnownNames) -> ValueReading | None:
    """Return a list of coalitions or projects, each with its members, as memberships; None if it is no such list."""
    if not (others.lists and (names_groups(sheet.name) or names_own_work(sheet.name))):
        return None
    for header in plain.unused:
        parts = [part for cell in ColumnValues.of(sheet, header).different for part in others.parts(cell)]
        known = others.count(parts)
        if parts and known >= KNOWN * len(parts) and names_members(header):
            name = next(h for h, ours in plain.found.items() if ours == "name")
            part = setup_of(sheet, "memberships", {header: "organization", name: "initiative"})
            said = {"header": header, "other": name, "known": known, "count": len(parts)}
            return value_reading(sheet, part, "memberships", said | {"listed_in": others.where(parts)}, sure=True)
    return None


def _ties_under_names(sheet: Sheet, plain: Plain, others: KnownNames) -> ValueReading | None:
    """Return what looks like a list of organizations as a list of ties, where its names stand once for each tie."""
    names = ColumnValues.of(sheet, next(header for header, ours in plain.found.items() if ours == "name"))
    said = set(match_columns(list(plain.unused), COLUMNS["ties"]).values())
    about_ties = said & {*_ABOUT_A_TIE}
    bare = set(plain.found.values()) <= {"name", "sector"}
    repeated = len(names.different) < _REPEATED * len(names.filled)
    covered = bool(others.lists) and others.count(names.different) >= _COVERED * len(names.different) > 0
    if not ((about_ties and (repeated or "target" in said)) or (bare and (repeated or covered))):
        return None
    told = tie_sheet(sheet, others)
    return told if told and told.sure and told.sure.kind == "ties" else None


def _unheaded_lists(
    sheets: Sequence[tuple[Sheet, Plain | None]], open_to: Sequence[bool], found: Mapping[int, ValueReading]
) -> dict[int, ValueReading]:
    """Return sheets whose names, each once, are the ends of ties in another sheet: a list of organizations each."""
    unread = [
        place
        for place, (sheet, plain) in enumerate(sheets)
        if open_to[place] and plain is None and not _is_own_export(sheet)
    ]
    more: dict[int, ValueReading] = {}
    for place in [p for p in unread[:_MOST_SHEETS] if p not in found or found[p].sure is None]:
        sheet = sheets[place][0]
        key = next((c for c in columns_of_names(sheet) if c.are_names and c.unique and len(c.filled) > 1), None)
        if key is None:
            continue
        known = KnownNames([name_list(sheet.source, key.cells, [""] * len(key.cells))])
        for other in unread[:_MOST_SHEETS]:
            told = tie_sheet(sheets[other][0], known) if other != place else None
            if not (told and told.sure and told.sure.kind == "ties"):
                continue
            headers = [c.header for c in told.sure.column if c.becomes in _ENDS]
            ends = {m for h in headers for cell in sheets[other][0].frame[h] if (m := known.meant(cell))}
            if len(ends) >= KNOWN * len(key.filled):
                more[other] = told
                more[place] = _as_list(sheet, key.header, len(ends), len(key.filled), sheets[other][0].source)
                break
    return more


def _as_list(sheet: Sheet, header: str, known: int, count: int, listed_in: str) -> ValueReading:
    roles = {h: ours for h, ours in found_in(sheet, "organizations").items() if ours != "name"} | {header: "name"}
    said = {"header": header, "known": known, "count": count, "listed_in": listed_in}
    return value_reading(sheet, setup_of(sheet, "organizations", roles), "list", said, sure=True)
