"""Sheets that hold ties or memberships by their values: columns that name organizations of a list, or each other."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ecosystem.collect.issues import issue
from ecosystem.collect.people_columns import people_columns
from ecosystem.collect.recipes import TIES_TO_SEVERAL, ColumnRecipe, SheetRecipe
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.columns.column_profile import meets
from ecosystem.columns.header_roles import (
    direction_of,
    end_of,
    is_form,
    is_money,
    is_pair,
    may_be_ids,
    names_groups,
    names_members,
    names_own_work,
    names_parent,
    names_partners,
    plain_words,
    says_no_name,
    says_strength,
)
from ecosystem.columns.inference import grids
from ecosystem.columns.known_names import KnownNames
from ecosystem.columns.plain_tables import COLUMNS, match_columns
from ecosystem.columns.question_words import relation_in
from ecosystem.columns.value_kinds import ColumnValues
from ecosystem.text import fold, tidy

MOST_COLUMNS = 40  # of a sheet looked at by its values
KNOWN = 0.5  # share of a column's different values that a list must know
_SHARED = 3  # names in two columns without a list that make them ends
_MOST_OTHERS = 4  # columns beside two ends that only each other's values tell
_PLACES = ("site", "area", "country", "address", "latitude", "longitude", "website", "consent", "part_of", "status")
VALUE_REASONS = ("read by its values", "looks like ties")  # of issues: where it is sure, and where it is asked
_ROW_IDS = ("id", "no", "nr", "num", "number", "row", "key", "#")  # headers of the number of a row
_BUYS = re.compile(r"\b(?:invoices?|expenses?|purchases?|payer|payee|vendors?|suppliers?|bills?|buyer|seller)\b")
_EVENT = re.compile(r"^(?:event|project|meeting|workshop|program|activity|campaign)(?: name| title)?$")
_FUNDS = "funds"
_REST = ("relation", "directed", "undirected", "strength", "scale_answer", "wave", "date", "amount", "site", "reporter")


@dataclass(frozen=True)
class ValueReading:
    """What a sheet is by its values: the setup to propose, the part of it that is sure, and issues that say why."""

    proposal: SheetRecipe
    sure: SheetRecipe | None  # read so without being asked
    issues: tuple[Issue, ...]


@dataclass(frozen=True)
class _Ends:
    """Two or more columns that name the ends of ties: the first is the source of all."""

    headers: tuple[str, ...]  # the source first
    sure: bool
    wording: str
    said: Mapping[str, Any]


def columns_of_names(sheet: Sheet) -> list[ColumnValues]:
    """Return the columns that may name organizations: not about people, no dates, numbers, places or rows of a grid."""
    besides = {*people_columns(sheet), *grids(list(sheet.frame.columns))}
    headers = [h for h in list(sheet.frame.columns)[:MOST_COLUMNS] if h not in besides]
    placed = match_columns(headers, COLUMNS["organizations"])
    return [ColumnValues.of(sheet, h) for h in headers if placed.get(h) not in _PLACES and fold(h) not in _ROW_IDS]


def tie_sheet(sheet: Sheet, known: KnownNames) -> ValueReading | None:
    """Return a sheet as a list of ties or memberships, by its values and then by its headers; None if it is neither."""
    headers = list(sheet.frame.columns)
    if len(headers) < 2 or sheet.frame.empty or is_form(headers):
        return None
    columns = columns_of_names(sheet)
    shares = {column.header: _known_share(column, known) for column in columns}
    listed = _without_twins([c for c in columns if shares[c.header] >= KNOWN], known)
    listed = [c for c in listed if c.header not in _not_an_end(headers)]
    ends: _Ends | None
    if len(listed) > 1:
        ends = _of_a_list(listed, known)
    elif by_header := _by_headers(columns, listed):
        ends = by_header
    elif listed:
        return _of_one_list(sheet, columns, listed[0], known)
    else:
        ends = _of_each_other(columns, len(headers))
    if ends is None:
        return None
    if ends.sure and _may_be_others(sheet, ends.headers):
        ends = replace(ends, sure=False, wording="one_end" if ends.wording == "known" else "headers")
    part = _ties(sheet, ends, [header for header, share in shares.items() if share >= KNOWN])
    return value_reading(sheet, part, ends.wording, ends.said, sure=ends.sure)


def _may_be_others(sheet: Sheet, ends: Sequence[str]) -> bool:
    """Return whether a sheet may list events that organizations share, or what they buy, and so no ties."""
    if any(_BUYS.search(plain_words(header)) for header in (sheet.name, *ends)):
        return True
    first = [h for h in list(sheet.frame.columns)[:3] if h not in ends and _EVENT.search(plain_words(h))]
    plainly = {
        end_of(h) for h in ends if is_money(h) or set(plain_words(h).split()) & {"from", "to", "source", "target"}
    }
    return bool(first) and not plainly and any(ColumnValues.of(sheet, h).unique for h in first)


def value_reading(
    sheet: Sheet, part: SheetRecipe, wording: str, said: Mapping[str, Any], *, sure: bool
) -> ValueReading:
    """Return a reading of a whole sheet, with the issue that says what it was read as or looks like."""
    found = issue(VALUE_REASONS[not sure], wording, source=sheet.source, **said)
    return ValueReading(part, part if sure else None, (found,))


def _known_share(column: ColumnValues, known: KnownNames) -> float:
    """Return the share of the different names in a column that the lists know."""
    if not known.lists or (column.are_numbers and not may_be_ids(column.header)):
        return 0.0
    parts = [part for cell in column.different for part in known.parts(cell)]
    return known.count(parts) / len(parts) if parts else 0.0


def _not_an_end(headers: list[str]) -> set[str]:
    """Return the headers of who reported a tie, which is no end of it."""
    return {h for h, ours in match_columns(headers, COLUMNS["ties"]).items() if ours == "reporter"}


def _without_twins(columns: Sequence[ColumnValues], known: KnownNames) -> list[ColumnValues]:
    """Return the columns without those that name, by id or name, the same organization as an earlier one."""
    kept: list[tuple[ColumnValues, list[str]]] = []
    for column in columns:
        meant = [known.meant(cell) or fold(cell) for cell in column.cells]
        if not any(sum(a == b for a, b in zip(meant, other, strict=True)) * 10 >= 9 * len(meant) for _, other in kept):
            kept.append((column, meant))
    return [column for column, _ in kept]


def _ordered(columns: Sequence[ColumnValues]) -> list[ColumnValues]:
    """Return the ends of ties, the source first: as the headers say, else as they stand."""
    return sorted(columns, key=lambda c: (0 if end_of(c.header) == "source" else 1, c.place))


def _source_first(columns: Sequence[ColumnValues]) -> list[ColumnValues]:
    ends = [end_of(column.header) for column in columns]
    if "source" in ends:
        return _ordered(columns)
    return sorted(columns, key=lambda c: (end_of(c.header) == "target", c.place))


def _of_a_list(columns: Sequence[ColumnValues], known: KnownNames) -> _Ends:
    columns = _source_first(columns)
    fewest = min(columns, key=lambda c: _known_share(c, known))
    parts = [part for cell in fewest.different for part in known.parts(cell)]
    said = {
        "header": fewest.header,
        "count": len(parts),
        "known": known.count(parts),
        "other": next(c.header for c in columns if c is not fewest),
        "listed_in": known.where(parts),
    }
    return _Ends(tuple(c.header for c in columns), sure=True, wording="known", said=said)


def _by_headers(columns: Sequence[ColumnValues], listed: Sequence[ColumnValues]) -> _Ends | None:
    """Return the ends that the headers say, in columns whose values can be names; None without two."""
    able = [c for c in columns if c in listed or (c.are_names and not says_no_name(c.header))]
    pairs = [(one, two) for one, two in pairwise(able) if is_pair(one.header, two.header)]
    if pairs:
        group = list(dict.fromkeys(column for pair in pairs for column in pair))
        return _said_by_headers(group)
    sources = [c for c in able if end_of(c.header) == "source"]
    targets = [c for c in able if c not in sources and (c in listed or not _is_a_group(c.header))]
    targets = [c for c in targets if end_of(c.header) == "target" or names_partners(c.header)]
    ours = match_columns([c.header for c in able if c not in (*sources, *targets)], COLUMNS["organizations"])
    named = [c for c in able if ours.get(c.header) == "name"]
    if targets:  # a bare "Source" beside names is where the row was found
        sources = [c for c in sources if not named or len(plain_words(c.header).split()) > 1] or named
    elif any(is_money(c.header) for c in sources):
        targets = named
    return _said_by_headers([sources[0], targets[0]]) if sources and targets else None


def _is_a_group(header: str) -> bool:
    return (names_groups(header) or names_parent(header)) and not names_partners(header)


def _said_by_headers(columns: Sequence[ColumnValues]) -> _Ends:
    said = {"header": columns[0].header, "other": columns[1].header, "count": len(columns[0].filled)}
    return _Ends(tuple(c.header for c in columns), sure=True, wording="headers", said=said)


def _of_each_other(columns: Sequence[ColumnValues], width: int) -> _Ends | None:
    """Return the two columns that share most of their names; None if no two share enough.

    Not sure where something else may share values: cities of birth and of work, a code of the row.
    """
    able = [(c, {fold(cell) for cell in c.different}) for c in columns if c.are_names and not says_no_name(c.header)]
    best: tuple[int, ColumnValues, ColumnValues] | None = None
    for place, (one, first) in enumerate(able):
        for two, second in able[place + 1 :]:
            shared = len(first & second)
            same = one.cells == two.cells
            if not same and meets(first, second) and (best is None or shared > best[0]):
                best = shared, one, two
    if best is None:
        return None
    shared, one, two = best
    fewest = min(len(one.different), len(two.different))
    sure = shared >= _SHARED and shared >= KNOWN * fewest and width - 2 <= _MOST_OTHERS
    said = {"header": one.header, "other": two.header, "known": shared, "count": fewest}
    return _Ends(tuple(c.header for c in _source_first([one, two])), sure, "each_other", said)


def _of_one_list(
    sheet: Sheet, columns: Sequence[ColumnValues], listed: ColumnValues, known: KnownNames
) -> ValueReading | None:
    """Return a sheet of listed organizations and names that no list has: memberships, or ties to be confirmed."""
    others = [c for c in columns if c is not listed and c.are_names and not says_no_name(c.header)]
    if not others or len(sheet.frame.columns) > _MOST_OTHERS + 2:
        return None
    parts = [part for cell in listed.different for part in known.parts(cell)]
    groups = next((c for c in others if names_groups(c.header)), None)
    if names_members(listed.header) or names_groups(sheet.name) or names_own_work(sheet.name):
        groups = groups or next((c for c in others if c.unique), None)
    other = groups or others[0]
    said = {
        "header": listed.header,
        "other": other.header,
        "known": known.count(parts),
        "count": len(parts),
        "listed_in": known.where(parts),
    }
    shared = _holds_lists(sheet, listed.header) or len(other.different) < len(other.filled)
    if groups or (shared and not names_partners(other.header)):
        roles = {listed.header: "organization", other.header: "initiative"}
        part = setup_of(sheet, "memberships", roles)
        return value_reading(sheet, part, "memberships", said, sure=groups is not None)
    ends = _Ends((listed.header, other.header), sure=False, wording="one_end", said=said)
    return value_reading(sheet, _ties(sheet, ends), "one_end", said, sure=False)


def _ties(sheet: Sheet, ends: _Ends, names: Collection[str] = ()) -> SheetRecipe:
    """Return the setup of a list of ties: its ends, and what other columns, but those of ``names``, say of a tie."""
    source, *targets = ends.headers
    relation = _relation_of_ends(source, targets[0])
    rest = _about_ties(sheet, {*ends.headers, *names}, {"relation"} if relation == _FUNDS else set())
    roles = {source: "source", **rest, targets[0]: "target"}
    if relation == "works_with" and "relation" not in rest.values():  # the sheet's name may say more than "Partner"
        relation = relation_in(sheet.name) or relation
    relation = "" if "relation" in rest.values() else relation
    part = setup_of(sheet, "ties", roles)
    several = {header: TIES_TO_SEVERAL for header in targets}
    columns = tuple(
        ColumnRecipe(
            header=c.header,
            becomes=several[c.header],
            relation=relation or "tie",
            direction=direction_of("", relation),  # type: ignore[arg-type]
        )
        if c.header in several and (relation or len(targets) > 1 or _holds_lists(sheet, c.header))
        else c
        for c in part.column
    )
    return part.model_copy(update={"column": columns})


def _holds_lists(sheet: Sheet, header: str) -> bool:
    cells = sheet.frame[header]
    return bool(cells.str.contains(r"[;|\n,]|\(http", regex=True).any())


def _relation_of_ends(source: str, target: str) -> str:
    """Return the relation that the headers of two ends say; "" if none."""
    if is_money(source) or is_money(target):
        return _FUNDS
    if not names_partners(target):
        return ""
    return relation_in(target) or ("" if end_of(target) else tidy(target))


def _about_ties(sheet: Sheet, ends: Collection[str], said: Collection[str]) -> dict[str, str]:
    """Return header -> what it says of a tie: by the header, then by the values of what is left unsaid."""
    people = people_columns(sheet)
    rest = [h for h in list(sheet.frame.columns)[:MOST_COLUMNS] if h not in ends and h not in people]
    found = {h: ours for h, ours in match_columns(rest, COLUMNS["ties"]).items() if ours in _REST}
    values = {h: ColumnValues.of(sheet, h) for h in rest}
    tests: dict[str, Callable[[ColumnValues], bool]] = {
        "date": lambda c: c.are_dates,
        "amount": lambda c: c.are_money and (_says_money(c.header) or not (c.unique and says_no_name(c.header))),
        "strength": lambda c: c.are_numbers and not c.are_money and says_strength(c.header),
        "relation": lambda c: c.are_few_answers and not (says_no_name(c.header) or names_own_work(c.header)),
    }
    for ours, test in tests.items():
        if ours not in (*found.values(), *said) and not ({"amount", "strength"} & {ours} and _numbers_taken(found)):
            left = (h for h in rest if h not in found and values[h].filled and test(values[h]))
            found |= {h: ours for h in [next(left, "")] if h}
    return found


def _numbers_taken(found: Mapping[str, str]) -> bool:
    return bool({"amount", "strength"} & set(found.values()))


def _says_money(header: str) -> bool:
    return bool({"amount", "money", "usd", "awarded", "grant"} & set(fold(header).split()))


def setup_of(sheet: Sheet, kind: str, roles: Mapping[str, str]) -> SheetRecipe:
    """Return the setup of a sheet of this kind, with the role of each column; others are private or not used."""
    people = people_columns(sheet)
    columns = tuple(
        ColumnRecipe(header=h, becomes=roles.get(h, "private" if h in people else "not used"))
        for h in sheet.frame.columns
    )
    return SheetRecipe(name=sheet.name, kind=kind, column=columns, tab=sheet.origin.whole_tab or "")  # type: ignore[arg-type]
