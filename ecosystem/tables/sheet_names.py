"""What the names of several sheets say that their columns do not: a city, a kind of tie, or a round."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ecosystem.collect.answer_words import place_named
from ecosystem.collect.instruments import Match
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.columns.plain_tables import Plain
from ecosystem.tables.builder import TableBuilder
from ecosystem.tables.name_words import (
    Words,
    as_city,
    differing,
    is_round,
    may_be_city,
    round_number,
    share_ends,
    telling,
    words_of,
)
from ecosystem.tables.workbook_names import document_name, fill_cities
from ecosystem.text import fold


def read_sheet_names(builder: TableBuilder, plain: Sequence[Plain], cities: Mapping[str, str]) -> list[Plain]:
    """Return the tables with what their sheets' names say, each with an issue that says so.

    ``cities``: source of a sheet -> city that the column setup gives it; "all" says that its name is none.
    """
    told = {p.sheet.source: words_of(p.sheet.name) for p in plain}
    found = dict(cities) | {s: city for s, city in _cities(plain, told).items() if s not in cities}
    made = []
    for table in plain:
        city = found.get(table.sheet.source, "")
        if place_named(city) and not _says(table, "site") and table.kind != "memberships":
            if table.sheet.source not in cities:
                builder.note(table.sheet, "city from the name", city=city)
            table = replace(table, frame=table.frame.assign(site=city))  # noqa: PLW2901
        made.append(table)
    made = fill_cities(builder, made, cities)
    used = {fold(word) for city in found.values() for word in words_of(city)}
    return _with_relations(
        builder, made, {s: tuple(w for w in words if fold(w) not in used) for s, words in told.items()}
    )


def rounds_of_answers(builder: TableBuilder, sheets: Sequence[tuple[Sheet, Match]]) -> dict[str, str]:
    """Return source of a sheet of answers -> its round, with an issue for each that its name says; "1" without one.

    Sheets of one questionnaire are rounds where their names, or those of their workbooks where they say none, differ in
    a year or in the number of a round alone.
    """
    alike: dict[tuple[str, ...], dict[str, str]] = {}
    for sheet, match in sheets:
        names = (words_of(sheet.name), words_of(document_name(sheet.origin.document)))
        words = next((each for each in names if any(map(is_round, each))), ())
        if found := next(filter(is_round, words), ""):
            rest = (fold(word) for word in words if not is_round(word) and not word.isdigit())
            alike.setdefault((match.instrument.id, *rest), {})[sheet.source] = round_number(found) or found
    told = {source: name for own in alike.values() if len(set(own.values())) > 1 for source, name in own.items()}
    for sheet, _ in sheets:
        if sheet.source in told:
            builder.note(sheet, "round from the name", "answers", wave=told[sheet.source])
    return {sheet.source: told.get(sheet.source, "1") for sheet, _ in sheets}


def _says(table: Plain, column: str) -> bool:
    return column in table.frame.columns and bool((table.frame[column] != "").any())


def _cities(plain: Sequence[Plain], told: Mapping[str, Words]) -> dict[str, str]:
    """Return the city that the name of each sheet holds: where several lists differ in their names alone."""
    lists = [p for p in plain if p.kind == "organizations"]
    ties = [p for p in plain if p.kind == "ties" and not _says(p, "site")]
    apart = lists or ties
    if len(apart) < 2 or any(_says(p, "site") for p in apart):
        return {}
    labels = differing({p.sheet.source: told[p.sheet.source] for p in apart})
    alike = len({frozenset(p.sheet.frame.columns) for p in apart}) == 1
    if not alike or not all(map(may_be_city, labels.values())) or len(set(labels.values())) < len(labels):
        return {}
    if not lists and share_ends([[p] for p in ties]):
        return {}
    cities = {tuple(map(fold, words)): as_city(words, told[source]) for source, words in labels.items()}
    found = {source: cities[tuple(map(fold, words))] for source, words in labels.items()}
    for table in ties:
        own = {fold(w) for w in told[table.sheet.source]}
        named = [city for words, city in cities.items() if own.issuperset(words)]
        if len(named) == 1:
            found[table.sheet.source] = named[0]
    return found


def _with_relations(builder: TableBuilder, plain: list[Plain], told: Mapping[str, Words]) -> list[Plain]:
    """Return the tables, lists of ties without a column relation with the relation, and the round, of their names."""
    bare = [p for p in plain if p.kind == "ties" and not _says(p, "relation")]
    if len(bare) < 2 or _declares_one(plain):
        return plain
    names = {p.sheet.source: told[p.sheet.source] for p in bare}
    labels = differing(names)
    if len(set(labels.values())) == 1:  # all alike: what they share may be a known relation
        labels = {
            s: telling(words) if load_vocabulary("relations").entry(" ".join(telling(words))) else ()
            for s, words in names.items()
        }
    rounds = {s: next(filter(is_round, words), "") for s, words in names.items()}
    made = []
    for table in plain:
        source, added = table.sheet.source, {}
        if words := labels.get(source, ()):
            added["relation"] = " ".join(words) if any(w.isupper() for w in words) else " ".join(words).lower()
            builder.note(table.sheet, "relation from the name", relation=added["relation"])
        again = [rounds[s] for s, own in labels.items() if own == labels.get(source) and rounds[s]]
        if source in rounds and rounds[source] and len(set(again)) > 1 and not _says(table, "wave"):
            number = round_number(rounds[source])
            added["wave"] = number or rounds[source]
            builder.note(table.sheet, "round from the name", wave=added["wave"])
        made.append(replace(table, frame=table.frame.assign(**added)) if added else table)
    return made


def _declares_one(plain: Sequence[Plain]) -> bool:
    """Return whether a sheet declares the one kind of tie that lists without a column relation then hold."""
    declared = {fold(cell) for p in plain if p.kind == "relations" for cell in p.frame["relation"]} - {""}
    return len(declared) == 1
