"""The words in the names of sheets and files, and which of them may be a city."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from ecosystem.collect.vocabularies import load_vocabulary, vocabulary_names
from ecosystem.columns.plain_tables import Plain
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
    | {
        "book",
        "workbook",
        "spreadsheet",
        "libro",
        "mappe",
        "arbeitsmappe",
        "classeur",
        "pasta",
        "v",
        "untitled",
        "backup",
    }
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
    | {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"}
    | {
        "december",
        "spring",
        "summer",
        "fall",
        "autumn",
        "winter",
        "pilot",
        "test",
        "sample",
        "example",
        "before",
        "after",
    }
    | {"groups", "community", "volunteers", "contacts", "people", "attributes", "details", "extra", "more", "summary"}
)
_BEFORE_A_CITY = frozenset({"new", "la", "le", "les", "el", "los", "las"})  # New York, Los Angeles
_WITHIN_A_CITY = frozenset({"de", "la", "of", "the", "and"})  # Rio de Janeiro
_FEW_SHARED = 0.2  # share of the ends of two lists of ties up to which they are those of two cities

Words = tuple[str, ...]


def words_of(name: str) -> Words:
    """Return the words of a name, those written together in capitals and small letters apart."""
    return tuple(_WORD.findall(_CAMEL.sub(" ", name)))


def telling(words: Words) -> Words:
    """Return the words of a name that are neither numbers nor words for what a sheet is."""
    own = (w for w in words if len(w) > 1 and not is_round(w) and not w.isdigit())
    return tuple(w for w in own if fold(w).rstrip("0123456789") not in _OF_A_SHEET)  # Sheet1


def is_round(word: str) -> bool:
    """Return whether a word is a year or the number of a round."""
    return bool(_YEAR.fullmatch(word) or _ROUND.fullmatch(word))


def round_number(word: str) -> str:
    """Return the number in the word for a round; "" for a year."""
    number = _ROUND.fullmatch(word)
    return number[1] if number else ""


def differing(names: Mapping[str, Words]) -> dict[str, Words]:
    """Return the telling words of each name that not all of the names have."""
    shared = set.intersection(*({fold(w) for w in words} for words in names.values())) if len(names) > 1 else set()
    return {source: tuple(w for w in telling(words) if fold(w) not in shared) for source, words in names.items()}


def may_be_city(words: Words) -> bool:
    """Return whether these words of a name may be a city: no term of a vocabulary, and no word that parts lists."""
    label = " ".join(words)
    known = any(load_vocabulary(each).entry(label) for each in vocabulary_names())
    return bool(words) and not known and not {fold(w) for w in words} & _NO_CITIES


def share_ends(lists: Sequence[Sequence[Plain]]) -> bool:
    """Return whether some two of these groups of lists of ties have more than a few ends in common."""
    ends = [
        {
            fold(cell)
            for p in group
            for column in ("source", "target", "source_id", "target_id")
            if column in p.frame.columns
            for cell in p.frame[column].unique()
        }
        - {""}
        for group in lists
    ]
    met = Counter(chain.from_iterable(ends))
    shared = sum(times > 1 for times in met.values())
    return shared > _FEW_SHARED * min(map(len, ends))


def as_city(words: Words, among: Words) -> str:
    """Return the words of a city as one name, with the articles that stand ``among`` its words.

    >>> as_city(("york",), ("ties", "new", "york")), as_city(("Rio", "Janeiro"), ("Rio", "de", "Janeiro", "map"))
    ('New York', 'Rio de Janeiro')
    """
    own = [place for place, word in enumerate(among) if word in words]
    first, last = own[0], own[-1]
    if first and fold(among[first - 1]) in _BEFORE_A_CITY:
        first -= 1
    named = [
        word
        for place, word in enumerate(among[first : last + 1], start=first)
        if word in words or place == first or fold(word) in _BEFORE_A_CITY | _WITHIN_A_CITY
    ]
    return " ".join(w.capitalize() if w.islower() and fold(w) not in _WITHIN_A_CITY else w for w in named)
