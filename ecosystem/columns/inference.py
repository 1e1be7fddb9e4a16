"""Inferred roles of the columns of an unknown sheet, to be confirmed by a person before they are applied."""

import re
from collections.abc import Collection, Iterable, Sequence

from ecosystem.collect.consent_words import about_research, asks_consent, seems_consent
from ecosystem.collect.forms import TICKED, likert_blocks
from ecosystem.collect.person_headers import GRID, about_people
from ecosystem.collect.recipes import BECOMES, STRENGTH, TIE_TO_ONE, TIES_TO_SEVERAL, ColumnRecipe, SheetRecipe
from ecosystem.collect.sheet import Sheet
from ecosystem.columns.column_profile import (
    few_answers,
    filled,
    holds_contact_details,
    meets,
    reads_like,
    reads_like_sectors,
    who_answers,
)
from ecosystem.columns.plain_tables import PLAIN_ORGANIZATIONS, match_columns
from ecosystem.columns.question_words import (
    asks_for_others,
    asks_no_tie,
    direction_in,
    names_respondent,
    relation_in,
    role_in,
    scale_of,
    tells_about,
)
from ecosystem.columns.repeats import guess_repeat
from ecosystem.text import fold, split_list

_OTHERS = re.compile(r"\b(with|whom?|con|quién(es)?)\b|others?\b", re.IGNORECASE)
_OF_ITSELF = re.compile(r"\b(?:your|our|su|nuestra) (?:organi[sz]ation|agency|group|organizaci[oó]n)", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|el|la|los|las)\s+(?=\S)")
_NUMBERED = re.compile(r"(\d{1,2})\W*$")  # "Partner 2"
_SHORT_HEADER = 3  # words: "Partnerships", "Work with"
_SHARED_WORDS = 3  # from so many on, headers that begin alike are one question
_LONGEST_NAME, _MOST_SHORT = 80, 0.8  # letters of a partner's name, and the share of parts that are as short
_USUAL = "works_with"  # default if the question is unclear; an issue reports it
_LISTS = frozenset(  # roles whose answers are words or names: never yes, no, a figure, a date or a step of a scale
    {"offers", "offers_could", "needs", "needs_could", "goals", "roles", "areas", "initiatives", "networks"}
)
_OUTRANKED = _LISTS - {"initiatives", "networks"} | {"description", "level"}  # by a question that asks for others
_CODE = re.compile(r"(?P<letters>[a-z]{0,4})_?(?P<number>\d{1,4})(?:_\d{1,3})?", re.IGNORECASE)


def guess_sheet(sheet: Sheet) -> SheetRecipe:
    """Return a setup for an unrecognized sheet: answers if a column names the respondents, else not used."""
    columns = guess_columns(sheet)
    names_someone = any(c.becomes in ("organization", "part of the name") for c in columns)
    kind = "answers" if names_someone and any(c.becomes != "not used" for c in columns) else "not used"
    return SheetRecipe(name=sheet.name, kind=kind, column=columns)  # type: ignore[arg-type]


def guess_columns(sheet: Sheet) -> tuple[ColumnRecipe, ...]:
    """Return one inferred role per column, in the sheet's order, from its header and its cells."""
    repeated = {header for repeat in sheet.repeats for header in repeat.headers}
    headers = [header for header in sheet.frame.columns if header not in repeated]
    stems = grids(headers)
    prefixes, parts = _names_in_two_parts(sheet, stems)
    people = about_people(headers)
    named = match_columns([h for h in headers if h not in people], PLAIN_ORGANIZATIONS)
    known = {h: _by_name(named.get(h, "")) or role_in(h) for h in headers if h not in stems and h not in parts}
    if "sector" not in known.values():  # "How would you describe your organization?" may be answered by its kind
        known |= {h: "sector" for h, role in known.items() if role == "description" and _holds_sectors(sheet, h)}
    about_others = {h for h in known if _about_others(h)}
    if any(becomes == "organization" and fold(h) != "name" and h not in about_others for h, becomes in known.items()):
        people |= {h for h in known if fold(h) == "name"}  # next to the organization's column, "Name" is a person's
    known |= {h: "private" for h in known if h in people}
    rows_of_blocks = {*headers}.difference(stems, named)
    statements = {h: block for block in likert_blocks(sheet) for h in block if _may_be_a_row(h, rows_of_blocks)}
    who = "" if parts else _who(sheet, known, stems, statements)
    answering = set(filled(sheet, who)) if who else set()
    of_stem = {
        stem: _grid(sheet, stem, stems, answering, in_parts=bool(parts))
        for stem in {stem for stem, _ in stems.values()}
    }
    of_block = {block[0]: _statements(sheet, block, answering) for block in statements.values()}
    row_of = {h: row for block in statements.values() for h, row in _rows_of(block)[1].items()}
    taken: set[str] = set()
    of_repeat: dict[str, ColumnRecipe] = {}
    for repeat in sheet.repeats:
        of_repeat |= guess_repeat(sheet, repeat, answering)

    def guess(header: str) -> ColumnRecipe:
        if header in stems and header not in people:
            stem, row = stems[header]
            return _about(of_stem[stem], header, f"{prefixes.get(stem, '')} {row}".strip())
        if header in statements and (shared := of_block[statements[header][0]]):
            return _about(shared, header, row_of[header])
        if header in parts:
            return ColumnRecipe(header=header, becomes="part of the name")
        if header == who:
            return ColumnRecipe(header=header, becomes="organization")
        becomes = "private" if header in people else _lone(sheet, header, known[header], taken, answering)
        taken.add(becomes)
        if becomes != TIES_TO_SEVERAL:
            return ColumnRecipe(header=header, becomes=becomes)
        return _tie(header, becomes, relation_in(header) or _USUAL, header)

    guessed = [of_repeat[header] if header in of_repeat else guess(header) for header in sheet.frame.columns]
    return _numbered_strengths(sheet, guessed)


def _numbered_strengths(sheet: Sheet, columns: Sequence[ColumnRecipe]) -> tuple[ColumnRecipe, ...]:
    """Return the columns; "How often 2" is the strength of the tie that "Partner 2" names."""
    named = {m[1]: c.header for c in columns if c.becomes == TIES_TO_SEVERAL and (m := _NUMBERED.search(c.header))}
    alike: dict[str, list[str]] = {}  # the cells of "How often 1" and "How often 2" have one scale
    for column in columns:
        alike.setdefault(_NUMBERED.sub("", column.header), []).extend(sheet.frame[column.header].unique())
    found = []
    for column in columns:
        number = _NUMBERED.search(column.header)
        of = named.pop(number[1], "") if number and column.becomes == "not used" and number[1] in named else ""
        cells = sheet.frame[column.header].tolist() if of else []
        if of and reads_like(cells) == "scale":
            scale, no_tie = scale_of(alike[_NUMBERED.sub("", column.header)])
            column = ColumnRecipe(header=column.header, becomes=STRENGTH, of=of, scale=scale, no_tie=no_tie)  # noqa: PLW2901
        elif of and number:
            named[number[1]] = of
        found.append(column)
    return tuple(found)


def _by_name(ours: str) -> str:
    """Return the role of a column with one of our own names; "" if it cannot occur in answers."""
    becomes = {"name": "organization"}.get(ours, ours)
    return becomes if becomes in BECOMES else ""


def _is_our_name(header: str) -> bool:
    """Return whether a header is the usual one for an organization's name; "Name" alone may be a person's."""
    return fold(header) != "name" and match_columns([header], PLAIN_ORGANIZATIONS).get(header) == "name"


def _about_others(header: str) -> bool:
    """Return whether a question is about other organizations, whether it asks for their names or not."""
    if names_respondent(header) == 2:
        return False
    return asks_for_others(header) or asks_no_tie(header) or bool(relation_in(header) and _OTHERS.search(header))


def _who(sheet: Sheet, known: dict[str, str], stems: dict[str, tuple[str, str]], statements: Collection[str]) -> str:
    """Return the column that names the respondents' organizations, by its words and values; "" if there is none.

    A header that asks for the organization's name decides, however often its values repeat.
    """
    about_others = {h for h, becomes in known.items() if becomes != "private" and _about_others(h)}
    likely = [h for h, becomes in known.items() if becomes == "organization" and h not in about_others]
    open_to = [h for h, b in known.items() if b in ("", "organization", "sector", "site") and h not in statements]
    open_to = [
        h
        for h in open_to
        if h not in about_others and not h.startswith(TICKED) and not reads_like(sheet.frame[h].tolist())
    ]
    surely = [h for h in open_to if h in likely and (names_respondent(h) == 2 or _is_our_name(h))]
    surely = [h for h in surely if (values := filled(sheet, h)) and not reads_like_sectors(values)]
    if len(surely) == 1:
        return surely[0]
    roster = {fold(row) for _, row in stems.values()} | {fold(header) for header in statements}
    return who_answers(sheet, surely or open_to, likely, about_others, roster)


def _lone(sheet: Sheet, header: str, words: str, taken: set[str], answering: set[str]) -> str:
    """Return the role of a column that is in no grid, not about people, and does not name the respondents."""
    becomes = "" if words == "organization" or (words in taken and words in ("site", "sector")) else words
    cells = sheet.frame[header].tolist()
    holds = reads_like(cells)
    if not becomes and words != "organization" and seems_consent(header, set(cells)):
        becomes = "consent"
    if _holds_partners(sheet, header, becomes, holds, answering):
        return TIES_TO_SEVERAL
    if becomes in _LISTS and holds in ("yes or no", "scale", "figures", "dates"):
        return "not used"
    if _of_research(header, cells) if becomes == "consent" else asks_no_tie(header):
        return "not used"
    open_to_values = not becomes and not holds and not relation_in(header) and "sector" not in taken
    if open_to_values and reads_like_sectors(filled(sheet, header)):
        return "sector"
    if not becomes and holds_contact_details(cells):
        return "private"
    return becomes or "not used"


def _holds_sectors(sheet: Sheet, header: str) -> bool:
    """Return whether the answers are a few short ones, most of them kinds of organizations."""
    return few_answers(sheet.frame[header].str.strip().unique()) and reads_like_sectors(filled(sheet, header))


def _of_research(header: str, cells: Sequence[str]) -> bool:
    """Return whether all answers to a question about consent agree to take part in research."""
    answers = {cell for cell in cells if cell.strip()}
    return bool(answers) and not asks_consent(f"{header} map") and all(about_research(f"consent: {a}") for a in answers)


def _holds_partners(sheet: Sheet, header: str, becomes: str, holds: str, answering: set[str]) -> bool:
    """Return whether a column names organizations with which the respondents have ties, by its question and values."""
    if holds or becomes not in {"", *_OUTRANKED} or not filled(sheet, header):
        return False
    parts = {fold(part) for cell in sheet.frame[header] for part in split_list(cell.replace(",", ";"))}
    if not relation_in(header) and asks_for_others(header):  # whom somebody trusts may be a person
        return meets(parts, answering)
    if not relation_in(header):  # a code asks nothing, but names of respondents are partners
        silent = header.startswith(TICKED) or _CODE.fullmatch(header.strip()) is not None
        return silent and meets(parts, answering)
    if asks_for_others(header):
        return True
    if becomes or tells_about(header) or _OF_ITSELF.search(header) or not _names_others(sheet, header):
        return False
    return len(header.split()) <= _SHORT_HEADER or meets(parts, answering)


def grids(headers: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return header -> (question, row) for headers "Question [Row]" whose question occurs at least twice."""
    found = {h: (m["stem"], m["row"].strip()) for h in headers if (m := GRID.match(h))}
    rows: dict[str, list[str]] = {}
    for stem, row in found.values():
        rows.setdefault(stem, []).append(row)
    return {h: (stem, row) for h, (stem, row) in found.items() if len(rows[stem]) > 1 and not are_codes(rows[stem])}


def are_codes(rows: Sequence[str]) -> bool:
    """Return whether the rows of a grid are all codes of one numbering, which name nothing.

    >>> are_codes(["SQ001", "SQ002"]), are_codes(["311", "City IT"]), are_codes(["966", "559"])
    (True, False, False)
    """
    found = [_CODE.fullmatch(row.strip()) for row in rows]
    if not all(found):
        return False
    letters = {match["letters"].lower() for match in found if match}
    return len(letters) == 1 and letters != {""}  # numbers may be names: the districts of a network


def _may_be_a_row(header: str, among: Collection[str]) -> bool:
    asks = names_respondent(header) or asks_for_others(header)  # two answers may name each other: no scale of words
    return header in among and not asks and not _CODE.fullmatch(header.strip())


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


def _grid(
    sheet: Sheet, stem: str, stems: dict[str, tuple[str, str]], answering: set[str], *, in_parts: bool
) -> ColumnRecipe:
    """Return the role of each column of a grid: a tie if rows are organizations, an offer or a need if resources.

    Rows are organizations if respondents are among them, or if the question asks about partners. Numbers are none,
    unless they are the second part of names.
    """
    rows = {header: row for header, (question, row) in stems.items() if question == stem}
    words, relation = role_in(stem), relation_in(stem)
    over_organizations = meets(set(map(fold, rows.values())), answering)
    if words in ("offers", "needs") and not over_organizations:
        return ColumnRecipe(header="", becomes=words)
    values = _different(sheet, rows)
    numbered = not in_parts and not over_organizations and all(row.isdecimal() for row in rows.values())
    if numbered or asks_no_tie(stem) or (not relation and not (over_organizations and few_answers(values))):
        return ColumnRecipe(header="", becomes="not used")
    return _tie("", TIE_TO_ONE, relation or _USUAL, stem, values)


def _statements(sheet: Sheet, block: list[str], answering: set[str]) -> ColumnRecipe | None:
    """Return the role of the columns of a block with common answers, as Microsoft Forms exports a grid.

    The headers are the grid's rows. None unless they are responding organizations, or the answers are frequencies; the
    question itself is not in the export, unless all headers begin with it, so a person has to add it.
    """
    question, rows = _rows_of(block)
    values = _different(sheet, block)
    relation = relation_in(question)
    over_organizations = meets(set(map(fold, rows.values())), answering) and not asks_no_tie(question)
    if not over_organizations and not (scale_of(values)[0] and (relation or not question)):
        return None
    return _tie("", TIE_TO_ONE, relation or _USUAL, question, values)


def _rows_of(block: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return the words that all headers of a block begin with, and what each header adds: a row of the grid.

    >>> _rows_of(["How often do you meet the Port?", "How often do you meet the Mill?"])[1].values()
    dict_values(['Port', 'Mill'])
    """
    words = [header.split() for header in block]
    shared = 0
    while all(len(each) > shared + 1 and each[shared] == words[0][shared] for each in words):
        shared += 1
    if shared < _SHARED_WORDS or len(block) < 2:
        return "", {header: header for header in block}
    rows = (_ARTICLE.sub("", " ".join(each[shared:]).rstrip("?:. ")) for each in words)
    return " ".join(words[0][:shared]), dict(zip(block, rows, strict=True))


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


def _names_others(sheet: Sheet, header: str) -> bool:
    """Return whether the cells look like names: filled, with short parts, and not a few repeated answers."""
    parts = [part for cell in sheet.frame[header] for part in split_list(cell.replace(",", ";"))]
    if not parts:
        return False
    short = sum(len(part) <= _LONGEST_NAME for part in parts) / len(parts)
    return short > _MOST_SHORT and len({fold(p) for p in parts}) > min(5, len(parts) / 3)
