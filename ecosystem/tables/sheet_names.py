"""What the names of several sheets say that their columns do not: a city, a kind of tie, or a round."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ecosystem.collect.answer_words import place_named
from ecosystem.collect.vocabularies import load_vocabulary, vocabulary_names
from ecosystem.columns.plain_tables import Plain
from ecosystem.tables.builder import TableBuilder
from ecosystem.text import fold

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROUND = re.compile(r"(?:wave|round|year|w|t|r|y)(\d{1,2})", re.IGNORECASE)
# Words for what a sheet is, in the languages its users write; they tell no sheet from another
_OF_A_SHEET = frozenset(
    {"edge", "edges", "tie", "ties", "link", "links", "connection", "connections", "relation", "relations"}
    | {"relationship", "relationships", "network", "networks", "net", "graph", "map", "list", "lists", "sheet", "tab"}
    | {"table", "export", "exported", "file", "csv", "final", "copy", "new", "old", "draft", "clean", "cleaned", "raw"}
    | {"version", "part", "batch", "of", "the", "and", "in", "by", "a", "for", "wave", "round", "year", "edgelist"}
    | {"organization", "organizations", "organisation", "organisations", "org", "orgs", "node", "nodes", "actor"}
    | {"actors", "element", "elements", "member", "members", "invited", "agency", "agencies", "entity", "entities"}
    | {"membership", "memberships", "response", "responses", "form", "answers", "survey", "directory", "roster"}
    | {"aristas", "vínculos", "vinculos", "lazos", "enlaces", "conexiones", "relaciones", "organizaciones", "lista"}
    | {"hoja", "red", "datos", "kanten", "verbindungen", "beziehungen", "organisationen", "liste", "tabelle", "blatt"}
    | {"liens", "arêtes", "aretes", "réseau", "reseau", "feuil", "feuille", "arestas", "ligações", "ligacoes"}
    | {
        "first",
        "second",
        "third",
        "one",
        "two",
        "organizações",
        "organizacoes",
        "planilha",
        "de",
        "la",
        "le",
        "les",
        "el",
        "los",
        "las",
        "der",
        "die",
        "das",
    }
)
# Words that part lists otherwise than by city
_NO_CITIES = frozenset(
    {"partner", "partners", "funder", "funders", "grantee", "grantees", "donor", "donors", "vendor", "vendors", "data"}
    | {"current", "former", "active", "inactive", "closed", "public", "private", "main", "other", "others", "all"}
    | {"staff", "board", "primary", "secondary", "internal", "external", "local", "national", "state", "federal"}
    | {"nonprofits", "businesses", "governments", "schools", "libraries", "universities", "companies", "ngos"}
    | {"coalition", "coalitions", "initiative", "initiatives", "project", "projects", "event", "events", "group"}
    | {"groups", "community", "volunteers", "contacts", "people", "attributes", "details", "extra", "more", "summary"}
)
_FEW_SHARED = 0.2  # share of the ends of two lists of ties up to which they are those of two cities

Words = tuple[str, ...]


def read_sheet_names(builder: TableBuilder, plain: Sequence[Plain], cities: Mapping[str, str]) -> list[Plain]:
    """Return the tables with what their sheets' names say, each with an issue that says so.

    ``cities``: source of a sheet -> city that the column setup gives it; "all" says that its name is none.
    """
    told = {p.sheet.source: _words(p.sheet.name) for p in plain}
    found = dict(cities) | {s: city for s, city in _cities(plain, told).items() if s not in cities}
    made = []
    for table in plain:
        city = found.get(table.sheet.source, "")
        if place_named(city) and not _says(table, "site") and table.kind != "memberships":
            if table.sheet.source not in cities:
                builder.note(table.sheet, "city from the name", city=city)
            table = replace(table, frame=table.frame.assign(site=city))  # noqa: PLW2901
        made.append(table)
    used = {fold(word) for city in found.values() for word in _words(city)}
    return _with_relations(
        builder, made, {s: tuple(w for w in words if fold(w) not in used) for s, words in told.items()}
    )


def _says(table: Plain, column: str) -> bool:
    return column in table.frame.columns and bool((table.frame[column] != "").any())


def _words(name: str) -> Words:
    return tuple(_WORD.findall(_CAMEL.sub(" ", name)))


def _telling(words: Words) -> Words:
    """Return the words of a name that are neither numbers nor words for what a sheet is."""
    own = (w for w in words if len(w) > 1 and not _is_round(w) and not w.isdigit())
    return tuple(w for w in own if fold(w).rstrip("0123456789") not in _OF_A_SHEET)  # Sheet1


def _is_round(word: str) -> bool:
    return bool(_YEAR.fullmatch(word) or _ROUND.fullmatch(word))


def _differing(names: Mapping[str, Words]) -> dict[str, Words]:
    """Return the telling words of each name that not all of the names have."""
    shared = set.intersection(*({fold(w) for w in words} for words in names.values())) if len(names) > 1 else set()
    return {source: tuple(w for w in _telling(words) if fold(w) not in shared) for source, words in names.items()}


def _cities(plain: Sequence[Plain], told: Mapping[str, Words]) -> dict[str, str]:
    """Return the city that the name of each sheet holds: where several lists differ in their names alone."""
    lists = [p for p in plain if p.kind == "organizations"]
    ties = [p for p in plain if p.kind == "ties" and not _says(p, "site")]
    apart = lists or ties
    if len(apart) < 2 or any(_says(p, "site") for p in apart):
        return {}
    labels = _differing({p.sheet.source: told[p.sheet.source] for p in apart})
    alike = len({frozenset(p.sheet.frame.columns) for p in apart}) == 1
    if not alike or not all(map(_may_be_city, labels.values())) or len(set(labels.values())) < len(labels):
        return {}
    if not lists and _share_ends(ties):
        return {}
    cities = {
        tuple(map(fold, words)): " ".join(w.capitalize() if w.islower() else w for w in words)
        for words in labels.values()
    }
    found = {source: cities[tuple(map(fold, words))] for source, words in labels.items()}
    for table in ties:
        own = {fold(w) for w in told[table.sheet.source]}
        named = [city for words, city in cities.items() if own.issuperset(words)]
        if len(named) == 1:
            found[table.sheet.source] = named[0]
    return found


def _may_be_city(words: Words) -> bool:
    label = " ".join(words)
    known = any(load_vocabulary(each).entry(label) for each in vocabulary_names())
    return bool(words) and not known and not {fold(w) for w in words} & _NO_CITIES


def _share_ends(ties: Sequence[Plain]) -> bool:
    """Return whether some two of these lists have more than a few ends in common."""
    ends = [
        {
            fold(cell)
            for column in ("source", "target", "source_id", "target_id")
            if column in p.frame.columns
            for cell in p.frame[column].unique()
        }
        - {""}
        for p in ties
    ]
    met: dict[str, int] = {}
    for own in ends:
        for end in own:
            met[end] = met.get(end, 0) + 1
    shared = sum(times > 1 for times in met.values())
    return shared > _FEW_SHARED * min(map(len, ends))


def _with_relations(builder: TableBuilder, plain: list[Plain], told: Mapping[str, Words]) -> list[Plain]:
    """Return the tables, lists of ties without a column relation with the relation, and the round, of their names."""
    bare = [p for p in plain if p.kind == "ties" and not _says(p, "relation")]
    if len(bare) < 2 or _declares_one(plain):
        return plain
    names = {p.sheet.source: told[p.sheet.source] for p in bare}
    labels = _differing(names)
    if len(set(labels.values())) == 1:  # all alike: what they share may be a known relation
        labels = {
            s: words if load_vocabulary("relations").entry(" ".join(words)) else ()
            for s, words in _all_telling(names).items()
        }
    rounds = {s: next(filter(_is_round, words), "") for s, words in names.items()}
    made = []
    for table in plain:
        source, added = table.sheet.source, {}
        if words := labels.get(source, ()):
            added["relation"] = " ".join(words) if any(w.isupper() for w in words) else " ".join(words).lower()
            builder.note(table.sheet, "relation from the name", relation=added["relation"])
        again = [rounds[s] for s, own in labels.items() if own == labels.get(source) and rounds[s]]
        if source in rounds and rounds[source] and len(set(again)) > 1 and not _says(table, "wave"):
            number = _ROUND.fullmatch(rounds[source])
            added["wave"] = number[1] if number else rounds[source]
            builder.note(table.sheet, "round from the name", wave=added["wave"])
        made.append(replace(table, frame=table.frame.assign(**added)) if added else table)
    return made


def _all_telling(names: Mapping[str, Words]) -> dict[str, Words]:
    return {source: _telling(words) for source, words in names.items()}


def _declares_one(plain: Sequence[Plain]) -> bool:
    """Return whether a sheet declares the one kind of tie that lists without a column relation then hold."""
    declared = {fold(cell) for p in plain if p.kind == "relations" for cell in p.frame["relation"]} - {""}
    return len(declared) == 1
