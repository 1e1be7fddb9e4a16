"""Inferred roles of the columns of an unknown sheet, to be confirmed by a person before they are applied."""

import re
from collections.abc import Collection, Iterable, Sequence

from ecosystem.collect.answer_words import NEVER, NOTHING
from ecosystem.collect.forms import likert_blocks
from ecosystem.collect.person_headers import GRID, about_people
from ecosystem.collect.recipes import BECOMES, TIE_TO_ONE, TIES_TO_SEVERAL, ColumnRecipe, SheetRecipe
from ecosystem.collect.redaction import REMOVED
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.vocabularies import load_relations
from ecosystem.columns.column_profile import few_answers, filled, meets, reads_like_sectors, who_answers
from ecosystem.columns.plain_tables import PLAIN_ORGANIZATIONS, match_columns
from ecosystem.text import fold, split_list

# Words in a question -> role of its column; the first entry that matches decides.
_WORDS = (
    ("time stamp", r"^timestamp$|submitted at|start time|completion time|submission date|zeitstempel|marca temporal"),
    ("consent", r"may we (show|share|publish|list)|consent|permission to (show|share|list)"),
    ("sector", r"(kind|type|sort) of (organi[sz]ation|institution|agency|group)|\bsectors?\b"),
    ("organization", r"\b(name|which|what)\b.*(organi[sz]ation|agency|department|office|group)"),
    ("organization", r"^(your )?organi[sz]ation|^(your )?(agency|group)( name)?\??$"),
    ("organization", r"do you (represent|work for|answer for)|on behalf of"),
    ("offers", r"\boffer|can you (give|provide|contribute)|\bassets\b"),
    ("needs", r"\bneed|\black\b|looking for|challenges"),
    ("goals", r"\bgoals?\b|issue areas?|focus areas?|topics|priorities|what issues"),
    ("roles", r"\broles?\b"),
    ("areas", r"neighbou?rhoods?|areas? (do you )?serve|service area"),
    ("level", r"level of government"),
    ("site", r"^(your )?(city|town)$|\b(which|what) (city|town|municipality)\b(?! (agenc|department|office|staff))"),
    ("site", r"\bcommunity\b.*\b(located|based|answering)\b|^site$"),
    ("website", r"web ?site|\burl\b"),
    ("networks", r"national networks?"),
    ("initiatives", r"initiatives?|coalitions?|collaboratives?|shared projects?"),
    ("description", r"describe|mission|what does your"),
)
_RELATIONS = (  # words -> relation of the vocabulary; the first entry that matches decides
    ("would_like", r"would like to|wish to|want to|hope to|should work"),
    ("shares_data", r"\bdata\b|\bdatasets?\b"),
    ("funds", r"\bfund|\bmoney\b|\bgrants?\b|financ"),
    ("advises", r"\badvi[cs]e|\brefer"),
    ("works_with", r"\bwork|collaborat|partner|project|interact|relationship|connected|\btie|\bmeet|\btalk|in touch"),
)
_ABOUT_OTHERS = re.compile(r"\b(with|whom?)\b|others?\b", re.IGNORECASE)  # words in a question that asks for partners
_USUAL = "works_with"  # default if the question is unclear; an issue reports it
_GETS = re.compile(r"\bfrom\b|\breceive|\bget\b|\bgive[s]? you\b|\bfunds you\b", re.IGNORECASE)
_NO_TIE = NOTHING | NEVER | {"no", "0"}
_OFTEN = (  # expressions of frequency, weakest first; each may be part of a longer answer
    *("once", "rarely", "once a year", "yearly", "annually", "occasionally", "sometimes", "a few times a year"),
    *("quarterly", "every month", "monthly", "often", "frequently", "every week", "weekly", "every day", "daily"),
    *("continuously", "always"),
)


def guess_sheet(sheet: Sheet) -> SheetRecipe:
    """Return a setup for an unrecognized sheet: answers if a column names the respondents, else not used."""
    columns = guess_columns(sheet)
    names_someone = any(c.becomes in ("organization", "part of the name") for c in columns)
    kind = "answers" if names_someone and any(c.becomes != "not used" for c in columns) else "not used"
    return SheetRecipe(name=sheet.name, kind=kind, column=columns)  # type: ignore[arg-type]


def guess_columns(sheet: Sheet) -> tuple[ColumnRecipe, ...]:
    """Return one inferred role per column, in the sheet's order, from its header and its cells."""
    headers = list(sheet.frame.columns)
    stems = grids(headers)
    prefixes, parts = _names_in_two_parts(sheet, stems)
    people = about_people(headers)
    named = match_columns([h for h in headers if h not in people], PLAIN_ORGANIZATIONS)
    known = {h: _by_name(named.get(h, "")) or _by_words(h) for h in headers if h not in stems and h not in parts}
    about_others = {h for h in known if _asks_about_others(h)}
    if any(becomes == "organization" and fold(h) != "name" and h not in about_others for h, becomes in known.items()):
        people |= {h for h in known if fold(h) == "name"}  # next to the organization's column, "Name" is a person's
    known |= {h: "private" for h in known if h in people}
    statements = {h: block for block in likert_blocks(sheet) for h in block if h not in stems and h not in named}
    who = "" if parts else _who(sheet, known, stems, statements)
    answering = set(filled(sheet, who)) if who else set()
    of_stem = {stem: _grid(sheet, stem, stems, answering) for stem in {stem for stem, _ in stems.values()}}
    of_block = {block[0]: _statements(sheet, block, answering) for block in statements.values()}
    taken: set[str] = set()

    def guess(header: str) -> ColumnRecipe:
        if header in stems and header not in people:
            stem, row = stems[header]
            return _about(of_stem[stem], header, f"{prefixes.get(stem, '')} {row}".strip())
        if header in statements and (shared := of_block[statements[header][0]]):
            return _about(shared, header, header)
        if header in parts:
            return ColumnRecipe(header=header, becomes="part of the name")
        if header == who:
            return ColumnRecipe(header=header, becomes="organization")
        becomes = "private" if header in people else _lone(sheet, header, known[header], taken)
        taken.add(becomes)
        if becomes != TIES_TO_SEVERAL:
            return ColumnRecipe(header=header, becomes=becomes)
        return _tie(header, becomes, relation_in(header), header)

    return tuple(map(guess, headers))


def _by_name(ours: str) -> str:
    """Return the role of a column with one of our own names; "" if it cannot occur in answers."""
    becomes = {"name": "organization"}.get(ours, ours)
    return becomes if becomes in BECOMES else ""


def _who(sheet: Sheet, known: dict[str, str], stems: dict[str, tuple[str, str]], statements: Collection[str]) -> str:
    """Return the column that names the respondents' organizations, by its words and values; "" if there is none."""
    about_others = {h for h, becomes in known.items() if becomes != "private" and _asks_about_others(h)}
    likely = [h for h, becomes in known.items() if becomes == "organization" and h not in about_others]
    open_to = [h for h, b in known.items() if b in ("", "organization", "sector", "site") and h not in statements]
    roster = {fold(row) for _, row in stems.values()} | {fold(header) for header in statements}
    return who_answers(sheet, [h for h in open_to if h not in about_others], likely, about_others, roster)


def _asks_about_others(header: str) -> bool:
    return bool(relation_in(header) and _ABOUT_OTHERS.search(header))


def _lone(sheet: Sheet, header: str, words: str, taken: set[str]) -> str:
    """Return the role of a column that is in no grid, not about people, and does not name the respondents."""
    becomes = "" if words == "organization" or (words in taken and words in ("site", "sector")) else words
    relation = relation_in(header)
    if not becomes and relation and _names_others(sheet, header):
        return TIES_TO_SEVERAL
    values = filled(sheet, header)
    if not becomes and not relation and "sector" not in taken and reads_like_sectors(values):
        return "sector"
    if not becomes and sheet.frame[header].str.contains(REMOVED, regex=False).any():
        return "private"
    return becomes or "not used"


def grids(headers: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return header -> (question, row) for headers "Question [Row]" whose question occurs at least twice."""
    found = {h: (m["stem"], m["row"].strip()) for h in headers if (m := GRID.match(h))}
    stems = [stem for stem, _ in found.values()]
    return {h: pair for h, pair in found.items() if stems.count(pair[0]) > 1}


def _names_in_two_parts(sheet: Sheet, stems: dict[str, tuple[str, str]]) -> tuple[dict[str, str], list[str]]:
    """Return the varying words of grids that share rows, as the first part of a name, and the two name columns.

    If several grids share rows and differ in one word, that word is part of the name: a network, a city. The first
    value is question -> its word, as respondents write it; the second the two columns in which they write these words
    and the rows. Both are empty unless both columns exist.
    """
    questions = list(dict.fromkeys(stem for stem, _ in stems.values()))
    rows = {row for _, row in stems.values()}
    if len(questions) < 2 or len(rows) == len(stems):
        return {}, []
    words = [question.split() for question in questions]
    shared = set(words[0]).intersection(*words[1:])
    differ = {q: " ".join(w for w in q.split() if w not in shared) for q in questions}
    people = about_people(list(sheet.frame.columns))
    plain = [h for h in sheet.frame.columns if h not in stems and h not in people]
    answers = {h: {a for a in sheet.frame[h].str.strip() if a} for h in plain}
    first = next(
        (h for h in plain if answers[h] and all(any(d.startswith(a) for d in differ.values()) for a in answers[h])),
        None,
    )
    second = next((h for h in plain if h != first and answers[h] and answers[h] <= rows), None)
    if first is None or second is None:
        return {}, []
    own = {q: next((a for a in answers[first] if d.startswith(a)), d) for q, d in differ.items()}
    return own, [first, second]


def _grid(sheet: Sheet, stem: str, stems: dict[str, tuple[str, str]], answering: set[str]) -> ColumnRecipe:
    """Return the role of each column of a grid: a tie if rows are organizations, an offer or a need if resources.

    Rows are organizations if respondents are among them, or if the question asks about partners.
    """
    rows = {header: row for header, (question, row) in stems.items() if question == stem}
    words, relation = _by_words(stem), relation_in(stem)
    over_organizations = meets(set(map(fold, rows.values())), answering)
    if words in ("offers", "needs") and not over_organizations:
        return ColumnRecipe(header="", becomes=words)
    values = _different(sheet, rows)
    if not relation and not (over_organizations and few_answers(values)):
        return ColumnRecipe(header="", becomes="not used")
    return _tie("", TIE_TO_ONE, relation or _USUAL, stem, values)


def _statements(sheet: Sheet, block: list[str], answering: set[str]) -> ColumnRecipe | None:
    """Return the role of the columns of a block with common answers, as Microsoft Forms exports a grid.

    The headers are the grid's rows. None unless they are responding organizations, or the answers are frequencies; the
    question itself is not in the export, so a person has to add it.
    """
    values = _different(sheet, block)
    if not scale_of(values)[0] and not meets(set(map(fold, block)), answering):
        return None
    return _tie("", TIE_TO_ONE, _USUAL, "", values)


def _different(sheet: Sheet, headers: Iterable[str]) -> set[str]:
    return {cell for header in headers for cell in sheet.frame[header].unique()}


def _about(shared: ColumnRecipe, header: str, named: str) -> ColumnRecipe:
    """Return the shared role of a question's columns, applied to one of them."""
    return shared.model_copy(update={"header": header, "named": named if shared.is_tie else ""})


def _tie(header: str, becomes: str, relation: str, question: str, values: Iterable[str] = ()) -> ColumnRecipe:
    scale, no_tie = scale_of(values)
    return ColumnRecipe(
        header=header,
        becomes=becomes,
        relation=relation,
        direction=direction_in(question, relation),  # type: ignore[arg-type]
        scale=scale,
        no_tie=no_tie,
    )


def _by_words(text: str) -> str:
    plain = text.replace("_", " ")
    return next((becomes for becomes, words in _WORDS if re.search(words, plain, re.IGNORECASE)), "")


def relation_in(text: str) -> str:
    """Return the relation that a question asks about, by its words; "" if none matches.

    >>> relation_in("How often do you share data with each of these?"), relation_in("What is your website?")
    ('shares_data', '')
    """
    return next((relation for relation, words in _RELATIONS if re.search(words, text, re.IGNORECASE)), "")


def direction_in(text: str, relation: str) -> str:
    """Return the direction of a tie by the words of a question: mutual if the relation has no direction.

    >>> direction_in("Who do you get data from?", "shares_data"), direction_in("Who do you fund?", "funds")
    ('gets', 'gives')
    """
    known = load_relations().get(relation)
    if known is None or not known.directed:
        return "mutual"
    return "gets" if _GETS.search(text) else "gives"


def scale_of(values: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the answers of a scale, weakest first, and the answers for no tie; no scale if the order is unknown.

    Numbers are ordered by size and frequencies by how often they are; any other order is left to a person.

    >>> scale_of(["3", "No Interaction", "1", "2"])
    (('1', '2', '3'), ('No Interaction',))
    >>> scale_of(["Weekly", "Never", "Once a year"])
    (('Once a year', 'Weekly'), ('Never',))
    >>> scale_of(["blue", "green"])
    ((), ())
    """
    answers = {fold(v): v.strip() for v in sorted(values) if v.strip()}
    no_tie = tuple(sorted(v for f, v in answers.items() if f in _NO_TIE))
    rest = {f: v for f, v in answers.items() if f not in _NO_TIE}
    if rest and all(re.fullmatch(r"\d+", f) for f in rest):
        return tuple(sorted(rest.values(), key=int)), no_tie
    ranks = {v: max((n for n, word in enumerate(_OFTEN) if word in f), default=-1) for f, v in rest.items()}
    if rest and -1 not in ranks.values() and len(set(ranks.values())) == len(ranks) and len(ranks) <= 10:
        return tuple(sorted(ranks, key=ranks.__getitem__)), no_tie
    return (), no_tie


def _names_others(sheet: Sheet, header: str) -> bool:
    """Return whether the cells look like names: filled, with short parts, and not a few repeated answers."""
    parts = [part for cell in sheet.frame[header] for part in split_list(cell.replace(",", ";"))]
    if not parts:
        return False
    short = sum(len(part) <= 80 for part in parts) / len(parts)
    return short > 0.8 and len({fold(p) for p in parts}) > min(5, len(parts) / 3)
