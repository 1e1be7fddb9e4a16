"""What the names of several workbooks with the same sheets say that their rows do not: a city."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ecosystem.collect.answer_words import place_named, says_nothing
from ecosystem.collect.sheet import WORKBOOK, Sheet
from ecosystem.columns.plain_tables import Plain
from ecosystem.columns.plan import Plan
from ecosystem.names.matching.word_lists import kinds
from ecosystem.tables.builder import TableBuilder, listed, without_address
from ecosystem.tables.lists import is_person
from ecosystem.tables.name_words import Words, as_city, differing, is_round, may_be_city, share_ends, telling, words_of
from ecosystem.text import fold, split_list, tidy, unaccented

_PACKED = re.compile(r', file "(.*)"$')  # a workbook in a zip file
_ENDING = re.compile(r"\.\w{2,4}$")
_KINDS = ("organizations", "ties")
_OF_ORGANIZATIONS = ("office", "giver", "companion", "head", "form")
_ENDS = ("name", "source", "target")

Workbooks = dict[str, list[Plain]]  # document -> its lists of organizations and of ties


def fill_cities(builder: TableBuilder, plain: list[Plain], cities: Mapping[str, str]) -> list[Plain]:
    """Return the tables, rows without a city in the one that their workbook's name says; told once per workbook.

    ``cities`` is as in ``read_sheet_names``. One doubt tells of names in several workbooks that stay without a city.
    """
    found = workbook_cities(plain, cities)
    filled: dict[str, list[tuple[Plain, int]]] = {}
    made = []
    for table in plain:
        document = table.sheet.origin.document
        city = found.get(document, "") if table.kind in _KINDS and table.sheet.source not in cities else ""
        if city and (rows := sum(empty := _without_city(table))):
            own = table.frame["site"] if "site" in table.frame.columns else ""
            frame = table.frame.assign(site=own)
            frame.loc[empty, "site"] = city
            filled.setdefault(document, []).append((table, 0 if table.derived else rows))
            table = replace(table, frame=frame)  # noqa: PLW2901
        made.append(table)
    for document, tables in filled.items():
        count = sum(rows for _, rows in tables)
        builder.note(tables[0][0].sheet, "city from the name", "workbook", city=found[document], count=count)
    _note_one_place(builder, made, cities)
    return made


def workbook_cities(plain: Sequence[Plain], cities: Mapping[str, str]) -> dict[str, str]:
    """Return document -> city, for workbooks that hold the same sheets and differ in the cities that they name."""
    workbooks = _alike(_workbooks(plain))
    if not (found := _named(workbooks)):
        return {}
    own = {document: {_plain(place): place for p in workbooks[document] for place in _places(p)} for document in found}
    if any(own.values()) and not any(_plain(city) in own[document] for document, city in found.items()):
        return {}  # their rows are in other cities than their names say
    for document, city in found.items():
        tables = workbooks[document]
        found[document] = own[document].get(_plain(city), "") if own[document] else city
        if said := {cities[p.sheet.source] for p in tables if p.sheet.source in cities}:
            found[document] = place_named(said.pop()) if len(said) == 1 else ""
    return found


def twins_apart(
    sheets: Sequence[Sheet], again: Mapping[int, Sheet], planned: Mapping[int, Plan], cities: Mapping[str, str]
) -> set[int]:
    """Return the positions of sheets that equal an earlier one, but stand in the workbook of another city.

    A workbook whose every sheet equals an earlier one is a copy.
    """
    if not again:
        return set()
    read_as = {sheets[place].source: plan.plain for place, plan in planned.items() if plan.plain}
    plain = [read_as.get(again[n].source if n in again else each.source) for n, each in enumerate(sheets)]
    own = {each.origin.document for place, each in enumerate(sheets) if place not in again and plain[place]}
    tables = [
        replace(p, sheet=each) for p, each in zip(plain, sheets, strict=True) if p and each.origin.document in own
    ]
    found = workbook_cities(tables, cities)
    return {
        place
        for place, twin in again.items()
        if (table := plain[place])
        and table.kind in _KINDS
        and len({found.get(each.origin.document, "") for each in (sheets[place], twin)} - {""}) > 1
    }


def _ends_organization(words: Words) -> bool:
    """Return whether the last word is one that ends names of organizations, such as foundation or council."""
    return kinds().get(fold(words[-1])) in _OF_ORGANIZATIONS


def _plain(city: str) -> str:
    return unaccented(fold(city))


def _named(workbooks: Workbooks) -> dict[str, str]:
    """Return the city that the name of each workbook says; none where some name says none."""
    told = {document: words_of(document_name(document)) for document in workbooks}
    labels = differing(told)
    if len(workbooks) < 2 or any(not may_be_city(words) or _ends_organization(words) for words in labels.values()):
        return {}
    found = {document: as_city(words, told[document]) for document, words in labels.items()}
    plain = [p for tables in workbooks.values() for p in tables]
    names = {fold(cell) for p in plain for column in _ENDS if column in p.frame.columns for cell in p.frame[column]}
    per_organization = 2 * sum(fold(city) in names for city in found.values()) >= len(found)
    if per_organization or len(set(map(_plain, found.values()))) < len(found):
        return {}
    of_ties_alone = all(p.kind == "ties" for p in plain)
    return {} if of_ties_alone and share_ends([*workbooks.values()]) else found


def _alike(workbooks: Workbooks) -> Workbooks:
    """Return the workbooks that hold the same sheets as most others do."""
    labels = differing({document: words_of(document_name(document)) for document in workbooks})
    sheets = {document: _sheets(tables, labels[document]) for document, tables in workbooks.items()}
    [(most, _)] = Counter(sheets.values()).most_common(1) or [(frozenset(), 0)]
    return {document: tables for document, tables in workbooks.items() if sheets[document] == most}


def _workbooks(plain: Sequence[Plain]) -> Workbooks:
    found: Workbooks = {}
    for table in plain:
        if table.sheet.origin.kind == WORKBOOK and table.kind in _KINDS:
            found.setdefault(table.sheet.origin.document, []).append(table)
    return found


def document_name(document: str) -> str:
    """Return the name of a file without its folder and its ending."""
    packed = _PACKED.search(document)
    return _ENDING.sub("", (packed[1] if packed else document).replace("\\", "/").rsplit("/", 1)[-1])


def _sheets(tables: Sequence[Plain], own: Words) -> frozenset[tuple[str, Words]]:
    """Return kind and name of each sheet, without words for what it is and the name of its workbook."""
    left_out = set(map(fold, own))
    names = [(p.kind, telling(words_of(p.sheet.origin.part))) for p in tables if not p.derived]
    return frozenset((kind, tuple(w for w in map(fold, words) if w not in left_out)) for kind, words in names)


def _places(table: Plain) -> set[str]:
    cells = table.frame["site"].unique() if "site" in table.frame.columns else ()
    return {place for cell in cells for place in map(place_named, split_list(cell)) if place}


def _without_city(table: Plain) -> list[bool]:
    """Return for each row whether it says no city; "nationwide" says something else."""
    if "site" not in table.frame.columns:
        return [True] * len(table.frame)
    return [not cell.strip() or says_nothing(cell) for cell in table.frame["site"]]


def _note_one_place(builder: TableBuilder, plain: Sequence[Plain], cities: Mapping[str, str]) -> None:
    """Record one issue for the names that several workbooks list, without a city: each is read as one organization."""
    workbooks = {
        document: [p for p in tables if p.kind == "organizations" and not p.derived]
        for document, tables in _workbooks(plain).items()
    }
    workbooks = {document: tables for document, tables in workbooks.items() if tables}
    if len(workbooks) < 2:
        return
    names = {document: words_of(document_name(document)) for document in workbooks}
    if all(any(map(is_round, words)) for words in names.values()) and not any(differing(names).values()):
        return  # rounds of one map
    if any(p.sheet.source in cities for tables in workbooks.values() for p in tables):
        return  # a person has decided
    met: dict[str, dict[str, list[tuple[str, str]]]] = {}  # folded name -> document -> city and id of its rows
    written: dict[str, str] = {}
    for document, tables in workbooks.items():
        for table in tables:
            for _, row in table.rows():
                if is_person(row):
                    continue
                name = tidy(without_address(row["name"]))
                written.setdefault(fold(name), name)
                said = (place_named(row.get("site", "")), row.get("organization_id", ""))
                met.setdefault(fold(name), {}).setdefault(document, []).append(said)
    found = [written[name] for name, rows in met.items() if name and _is_read_as_one(rows)]
    if found:
        first = next(iter(workbooks.values()))[0].sheet
        names_found = listed([f"“{name}”" for name in found])
        builder.note(first, "one name in several workbooks", count=len(found), names=names_found)


def _is_read_as_one(rows: Mapping[str, Sequence[tuple[str, str]]]) -> bool:
    cities = {fold(city) for each in rows.values() for city, _ in each}
    ids = {own_id for each in rows.values() for _, own_id in each}
    return len(rows) > 1 and "" in cities and len(cities) < 3 and len(ids) == 1
