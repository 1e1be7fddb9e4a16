"""Removal of people's names: names in columns about people are redacted from all other cells.

The columns themselves are never read into a table. No names are kept; one issue counts the redacted cells.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import pandas as pd

from ecosystem.collect.frames import AGAIN
from ecosystem.collect.instruments import Match
from ecosystem.collect.people_columns import people_columns
from ecosystem.collect.person_headers import holds_names, part_of_a_name
from ecosystem.collect.redaction import MARKS, NAME_REMOVED
from ecosystem.collect.sheet import Sheet
from ecosystem.columns.plain_tables import Plain
from ecosystem.tables.builder import TableBuilder
from ecosystem.text import fold, tidy

Name = tuple[str, ...]  # folded words, without accents
NAMES_IN = {  # kind of plain sheet -> its columns that name organizations
    "organizations": ("name",),
    "locations": ("name",),
    "memberships": ("organization",),
    "aliases": ("name_as_written", "name"),
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MOST_WORDS = 6  # words of a name; longer text is a sentence
_ASIDE = _words(  # beside a person's name these say to ask that person; "c/o" is two words
    """ask call contact see via attn attention through thru c o co care of to with by per talk speak email e mail write
    preguntar pregunte a contactar ver con por fragen frag siehe kontakt uber bei an zu demander voir contacter chez
    par pour"""
)
_MOST_ASIDE = 2  # such words before the name, and behind it
_LISTED = re.compile(r"([|;,\n\r]+)")  # separators of a list in one cell
_WORD = re.compile("(?:[^\\W_]|[\u00ad\u200b-\u200d\u2060\ufeff])+")  # invisible marks do not separate words
_PLAIN_WORD = re.compile("[a-z0-9]+")  # of a text in ASCII, as ``_keys`` has it
_MARK = re.compile("|".join(map(re.escape, MARKS)))
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>")
_SEVERAL = re.compile(r"[;|\n\r/&:]|\s(?:and|y|und|et)\s|\s[-\u2013\u2014]\s", re.IGNORECASE)
_APART = re.compile(r"\s[-\u2013\u2014]\s|[()\[\],;:/|]")
_BESIDE_A_NAME = _words(
    """dr mr mrs ms miss mx prof professor rev reverend pastor father sister hon sr sra srta don dona ing lic herr frau
    mme mlle m monsieur madame phd md jd mba mph msw esq jr ii iii iv cpa director directora manager gerente
    coordinator coordinador coordinadora officer president presidente presidenta chair chairperson chairman
    chairwoman vice deputy executive ceo cfo cto coo cio secretary treasurer supervisor administrator assistant
    associate senior junior interim acting specialist analyst organizer principal superintendent lead head
    founder cofounder staff program project office department desk team committee board council city county main
    front general info contact attn c o the outreach communications operations data it technology finance"""
)
_IN_NO_NAME = _words(
    """of for the at in not applicable unknown none tbd inquiries inquiry questions hotline helpline line university
    college school center centre foundation association organization organisation agency company inc llc corp
    services service coalition alliance network collaborative group club society institute bank church library
    clinic hospital museum initiative partnership authority commission bureau division ministry nonprofit
    community public food housing trust fund oficina departamento recepcion universidad fundacion asociacion centro"""
)


class Index(NamedTuple):
    """Names by their first word, and the lengths of those names, longest first.

    The index keeps the number of look-ups per position in a text small.
    """

    names: Set[Name]
    lengths: Mapping[str, Sequence[int]]

    def at(self, words: Name, place: int) -> Name:
        """Return the longest name that starts at this position of a text; () if none does."""
        spans = (words[place : place + length] for length in self.lengths.get(words[place], ()))
        return next((span for span in spans if span in self.names), ())


NOBODY = Index(frozenset(), {})


def find_people(builder: TableBuilder, sheet: Sheet, headers: Sequence[str]) -> None:
    """Record a sheet's columns about people, found by their headers, as not used, in one issue."""
    if headers:
        column = headers[0] if len(headers) == 1 else ""
        said = {"column": column, "count": len(headers), "columns": ", ".join(headers)}
        builder.note(sheet, "about people, never read", **said)


@dataclass(frozen=True)
class People:
    """The people named in the columns about people of all sheets, and the organizations whose names may hold theirs."""

    names: Index
    organizations: Index = NOBODY
    _known: dict[str, str] = field(default_factory=dict, repr=False, compare=False)  # the same cells repeat in columns

    def taken_out_of(self, text: str) -> str:
        """Return ``text`` with a mark in place of each full name of one of these people, whichever row names them.

        A part of a list that only names a person, or says to ask one, becomes the mark alone.
        """
        left = self._known.get(text)
        if left is None:
            words = _PLAIN_WORD.findall(text.lower()) if text.isascii() else _keys(text)
            near = not self.names.lengths.keys().isdisjoint(words)
            left = without_names(_lone(text, self.names.names), self.names, self.organizations) if near else text
            self._known[text] = left
        return left


def people_named(
    answers: Sequence[tuple[Sheet, Match]],
    plain: Sequence[Plain],
    organizations: Iterable[str] = (),
    unused: Iterable[tuple[Sheet, Sequence[str]]] = (),
    also: Iterable[str] = (),
) -> People:
    """Return the people named in the columns about people of these sheets, and those in the cells of ``also``.

    ``unused`` are sheets that are neither answers nor a list, with their columns about people.

    The name of an organization is no person's: one in a list of organizations, of a respondent, on a roster, or among
    ``organizations``.
    """
    names = set(organizations)
    for table in plain:
        for column in NAMES_IN.get(table.kind, ()):
            names |= set(table.frame[column].unique()) if column in table.frame.columns else set()
    for sheet, match in answers:
        names |= _who_answers(sheet, match)
    known = by_first_word(map(_keys, names))
    sheets = [*((s, columns_used(m)[0]) for s, m in answers), *((p.sheet, p.people) for p in plain), *unused]
    everybody = {name for sheet, people in sheets for found in people_by_row(sheet, people) for name in found}
    everybody |= {name for cell in also for name in names_in(cell)}
    return People(by_first_word(everybody - known.names), known)


def redact_people(
    builder: TableBuilder, answers: list[tuple[Sheet, Match]], plain: list[Plain], decided: Iterable[str]
) -> tuple[list[tuple[Sheet, Match]], list[Plain]]:
    """Return the sheets with the people named in columns about people redacted from all other cells.

    An organization's name is kept, as ``people_named`` says; ``decided`` are names of organizations too.
    """
    people = people_named(answers, plain, decided)
    return (
        [(replace(s, frame=_cleaned(builder, s, columns_used(m)[1], s.frame, people)), m) for s, m in answers],
        [replace(p, frame=_cleaned(builder, p.sheet, list(p.frame.columns), p.frame, people)) for p in plain],
    )


def people_by_row(sheet: Sheet, people: Sequence[str]) -> Iterator[set[Name]]:
    """Return the full names in a sheet's columns about people, row by row."""
    people = [header for header in people if holds_names(header)]
    parts = {header: part for header in people if (part := part_of_a_name(header))}
    for row in sheet.frame[people].to_numpy(dtype=object):
        named = dict(zip(people, row, strict=True))
        joined = (*_joined(named, parts), *_joined_under(named))
        yield {name for cell in (*row, *joined) if cell for name in names_in(cell)}


def sheet_without_people(sheet: Sheet) -> Sheet:
    """Return the sheet for display, with the people named in each row redacted from its other cells."""
    about = people_columns(sheet)
    people = [header for header in sheet.frame.columns if header in about]
    text = [header for header in sheet.frame.columns if header not in people]
    if not people or not text:
        return sheet
    frame = sheet.frame.copy()
    cells = frame[text].to_numpy(dtype=object, copy=True)
    for place, found in enumerate(people_by_row(sheet, people)):
        index = by_first_word(found)
        for column, cell in enumerate(cells[place] if found else ()):
            cells[place, column] = without_names(cell, index) if cell else cell
    frame[text] = pd.DataFrame(cells, index=frame.index, columns=text, dtype="str")
    return replace(sheet, frame=frame)


def _lone(cell: str, everybody: Set[Name]) -> str:
    """Return ``cell`` without those parts of a list that only name a person in the source, or say to ask one."""
    parts = _LISTED.split(cell)
    return "".join(
        NAME_REMOVED if place % 2 == 0 and _only_names(part, everybody) else part for place, part in enumerate(parts)
    )


def _only_names(part: str, everybody: Set[Name]) -> bool:
    """Return whether a part of a list is the name of a person, with no more than small words beside it."""
    words = _keys(part)
    if len(words) > MOST_WORDS + 2 * _MOST_ASIDE:
        return False
    for first in range(_MOST_ASIDE + 1):
        for last in range(_MOST_ASIDE + 1):
            name = words[first : len(words) - last]
            beside = (*words[:first], *words[len(words) - last :])
            if len(name) > 1 and name in everybody and _ASIDE.issuperset(beside):
                return True
    return False


def _who_answers(sheet: Sheet, match: Match) -> set[str]:
    """Return the names of responding organizations and of roster rows."""
    asked = {question.id for question in match.instrument.name_questions}
    headers = {u.question.id: u.header for u in match.columns if u.question and u.question.id in asked and not u.twin}
    cells = (dict(zip(headers, row, strict=True)) for row in sheet.frame[list(headers.values())].to_numpy(dtype=object))
    names = {match.instrument.name_organization(row) for row in cells}
    return names | {u.question.name_in_row(u.row) for u in match.columns if u.question and u.row}


def columns_used(match: Match) -> tuple[list[str], list[str]]:
    """Return the columns about people, and the columns that are read."""
    return [u.header for u in match.columns if u.private], [u.header for u in match.columns if u.question]


def _cleaned(builder: TableBuilder, sheet: Sheet, text: list[str], frame: pd.DataFrame, people: People) -> pd.DataFrame:
    """Return ``frame`` with the names of ``people`` redacted from its columns of ``text``."""
    if not (people.names.names and text and len(frame)):
        return frame
    cells = frame[text].to_numpy(dtype=object, copy=True)
    changed = 0
    for row in cells:
        for column, cell in enumerate(row):
            left = people.taken_out_of(cell) if cell else cell
            if left != cell:
                row[column] = left
                changed += 1
    if not changed:
        return frame
    builder.note(sheet, "name removed", count=changed, mark=NAME_REMOVED)
    cleaned = frame.copy()
    cleaned[text] = pd.DataFrame(cells, index=frame.index, columns=text, dtype="str")
    return cleaned


def _joined(named: Mapping[str, str], parts: Mapping[str, str]) -> Iterator[str]:
    """Return whole names where given and family names are in separate columns."""
    given = [named[header] for header, part in parts.items() if part == "given" and named[header]]
    family = [named[header] for header, part in parts.items() if part == "family" and named[header]]
    return (f"{first} {last}" for first, last in zip(given, family, strict=False))


def _joined_under(named: Mapping[str, str]) -> Iterator[str]:
    """Return whole names where one header stands over several columns: "Contact" and "Contact (2)" with a word each."""
    under: dict[str, list[str]] = {}
    for header, cell in named.items():
        under.setdefault(AGAIN.sub("", header), []).append(_MARK.sub(" ", cell).strip())
    for cells in under.values():
        filled = [cell for cell in cells if cell]
        if len(filled) > 1 and len(filled[0].split()) == 1:
            yield " ".join(filled)


def names_in(cell: str) -> set[Name]:
    """Return the full names of people in a cell, in both orders.

    >>> sorted(names_in("Dr. Jane Doe (she/her), Director; ROE, John"))
    [('doe', 'jane'), ('jane', 'doe'), ('john', 'roe'), ('roe', 'john')]
    """
    found: set[Name] = set()
    for chunk in _SEVERAL.split(_BRACKETS.sub(" ", _MARK.sub(" ", cell))):
        parts = [words for part in chunk.split(",") if (words := _bare(part))]
        for place, words in enumerate(parts):
            behind = parts[place + 1] if place + 1 < len(parts) else []
            found |= _ways_to_say(words)
            if behind and len(words) < 3 and (len(words) == 1 or len(behind) == 1):
                found |= _ways_to_say([*behind, *words])  # "Doe, Jane"
    return found


def _bare(part: str) -> list[str]:
    """Return the words of a name without titles at its ends; none where the text does not look like a name."""
    words = [fold(word) for word in tidy(part).split() if not any(map(str.isdigit, word))]
    words = [word for word in words if any(map(str.isalpha, word))]
    while words and _key(words[0]) in _BESIDE_A_NAME:
        words.pop(0)
    while words and _key(words[-1]) in _BESIDE_A_NAME:
        words.pop()
    return [] if len(words) > MOST_WORDS or _IN_NO_NAME & set(map(_key, words)) else words


def _ways_to_say(words: Sequence[str]) -> set[Name]:
    """Return the ways to write one name: with and without initials and middle names, family name first or last."""
    whole = _keys(" ".join(words))
    full = [word for word in whole if len(word) > 1]
    if len(full) < 2:
        return set()
    ways = {tuple(whole), tuple(full), (full[0], full[-1])}
    if len(full) == 3:
        ways.add((full[0], full[1]))  # the first of two family names
    return ways | {(way[-1], *way[:-1]) for way in ways}


def by_first_word(names: Iterable[Name]) -> Index:
    """Return the names indexed by first word, as ``without_names`` expects them."""
    every = set(names) - {()}
    lengths: dict[str, set[int]] = {}
    for name in every:
        lengths.setdefault(name[0], set()).add(len(name))
    return Index(every, {first: sorted(found, reverse=True) for first, found in lengths.items()})


def without_names(text: str, people: Index, organizations: Index = NOBODY) -> str:
    """Return ``text`` with people's names replaced where they are whole words, except in an organization's name.

    >>> people, organizations = by_first_word([("jane", "doe")]), by_first_word([("jane", "doe", "fund")])
    >>> without_names("Ask JANE  Doe, not Jane Doering of the Jane Doe Fund.", people, organizations)
    'Ask [name removed], not Jane Doering of the Jane Doe Fund.'
    """
    lowered = text.lower()
    if text.isascii() and not any(all(word in lowered for word in name) for name in people.names):
        return text
    composed = unicodedata.normalize("NFC", text)
    found = list(_WORD.finditer(composed))
    words = tuple(_key(word[0]) for word in found)
    parts, end, place = [], 0, 0
    while place < len(words):
        person, organization = people.at(words, place), organizations.at(words, place)
        if organization and len(organization) >= len(person):
            written = composed[found[place].start() : found[place + len(organization) - 1].end()]
            if not _sets_apart(written, people):
                place += len(organization)
                continue
        if person and not _begins_an_organization(composed, found, place, len(person)):
            parts += [composed[end : found[place].start()], NAME_REMOVED]
            place += len(person)
            end = found[place - 1].end()
        else:
            place += len(person) or 1
    return "".join([*parts, composed[end:]]) if parts else text


def _begins_an_organization(text: str, words: Sequence[re.Match[str]], place: int, length: int) -> bool:
    """Return whether capitalized words that follow a person's name make it an organization's: "Jane Doe City Fund"."""
    end = words[place + length - 1].end()
    for word in words[place + length :]:
        if text[end : word.start()] not in (" ", "-") or not word[0][0].isupper():
            return False
        if _key(word[0]) in _IN_NO_NAME:
            return True
        end = word.end()
    return False


def _sets_apart(organization: str, people: Index) -> bool:
    """Return whether a person's name is set apart in a name: "City IT (Jane Doe)", not "Jane Doe Fund"."""
    parts = [keys for part in _APART.split(organization) if (keys := _keys(part))]
    return len(parts) > 1 and any(part in people.names for part in parts)


def _keys(text: str) -> Name:
    return tuple(_key(found[0]) for found in _WORD.finditer(unicodedata.normalize("NFC", text)))


def _key(word: str) -> str:
    """Return a word in the form used to compare names: folded and without accents, which many writers omit."""
    plain = fold(word)
    return plain if plain.isascii() else "".join(c for c in unicodedata.normalize("NFD", plain) if not _is_accent(c))


def _is_accent(letter: str) -> bool:
    return unicodedata.category(letter) == "Mn"
