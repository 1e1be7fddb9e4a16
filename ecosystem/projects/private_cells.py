"""What of files is about people: the cells of their columns about people, and people's names in all other texts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from ecosystem.collect.answer_words import NEVER, NO, NOTHING, TICKED, YES
from ecosystem.collect.forms import long_format
from ecosystem.collect.forms.shape import PLACES
from ecosystem.collect.garbled_text import repaired
from ecosystem.collect.instruments import Instrument, shipped_instruments
from ecosystem.collect.people_columns import people_columns
from ecosystem.collect.person_headers import holds_names, is_about_person
from ecosystem.collect.recipes import TIE_TO_ONE, TIES_TO_SEVERAL, Recipe
from ecosystem.collect.redaction import MARKS, NAME_REMOVED, PHONE_REMOVED, REMOVED, redacted, redacted_sheets
from ecosystem.collect.sheet import GRAPH, JSON, Sheet
from ecosystem.columns.inference import guess_sheet
from ecosystem.columns.plan import Plan, plan_sheets
from ecosystem.errors import RecipeError
from ecosystem.tables.pii_redaction import NAMES_IN, People, columns_used, people_named
from ecosystem.text import fold, tidy

_NUMBER = re.compile(r"(?:\D*\d){5}")  # a cell about a person that holds this holds a number, not a name
_TAKEN_OUT = re.compile(rf"(?:{'|'.join(map(re.escape, MARKS))})(?: \d+)?")
_NOBODY = YES | NO | NOTHING | NEVER | TICKED  # answers that name nobody, wherever they stand
_NAMES_ORGANIZATIONS = ("organization", "part of the name", "name", "source", "target", TIE_TO_ONE, TIES_TO_SEVERAL)
Place = tuple[str, str]  # document and part of a sheet's origin


@dataclass(frozen=True)
class ReadSheet:
    """One sheet as it is read, and what of it is about people, by the headers of ``sheet``."""

    sheet: Sheet  # e-mail addresses still in it
    people: frozenset[str]
    used: frozenset[str]  # columns that are read
    organizations: Mapping[int, str]  # row -> the organization that the row is of


@dataclass
class StoredSheet:
    """One sheet as its file holds it, and which of its cells are about people."""

    sheet: Sheet  # letters repaired
    first_used: int  # the first row that holds no further line of the header
    readings: tuple[ReadSheet, ...]
    columns: dict[int, tuple[str, int, int]] = field(default_factory=dict)  # position -> header, first and last row
    who: int = -1  # position of the person whose answer a row is, where several rows make one form
    people: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))  # position -> rows known to hold some
    others: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))  # rows of another table, read there

    def is_private(self, row: int, position: int) -> bool:
        """Return whether a cell stands in a column about people of its table; a sheet may hold several tables."""
        _, first, last = self.columns.get(position, ("", 0, -1))
        return first <= row <= last and (row not in self.others[position] or row in self.people[position])


def read_plans(
    sheets: Sequence[Sheet], setup: Recipe | None, own: Sequence[Instrument]
) -> tuple[list[Plan], list[ReadSheet]]:
    """Return how sheets are read, and what of each is about people; a setup that no longer fits counts as none."""
    clean = redacted_sheets(sheets)
    instruments = (*own, *shipped_instruments())
    try:
        plans = plan_sheets(clean, setup, instruments)
    except RecipeError:
        plans = plan_sheets(clean, None, instruments)
    return plans, [
        _reading(sheet, marked, planned) for sheet, marked, planned in zip(sheets, clean, plans, strict=True)
    ]


def _reading(sheet: Sheet, marked: Sheet, planned: Plan) -> ReadSheet:
    people = people_columns(marked)
    used: set[str] = set()
    organizations: dict[int, str] = {}
    if planned.answers:
        private, read = columns_used(planned.answers)
        used, people = set(read), frozenset(private) | (people - set(read))
        organizations = _who_answers(planned)
    elif planned.plain:
        used = set(planned.plain.found)
        people = frozenset(planned.plain.people) | (people - used)
        for column in NAMES_IN.get(planned.plain.kind, ())[:1]:
            if column in planned.plain.frame.columns:
                organizations = dict(planned.plain.frame[column].items())
    renamed = dict(zip(marked.frame.columns, sheet.frame.columns, strict=True))
    return ReadSheet(
        sheet, frozenset(renamed[h] for h in people), frozenset(renamed[h] for h in used & set(renamed)), organizations
    )


def _who_answers(planned: Plan) -> dict[int, str]:
    """Return row -> the organization that answers."""
    if planned.answers is None:
        return {}
    instrument = planned.answers.instrument
    asked = {question.id for question in instrument.name_questions}
    headers = {
        use.question.id: use.header
        for use in planned.answers.columns
        if use.question and use.question.id in asked and not use.twin
    }
    frame = planned.sheet.frame[list(headers.values())]
    rows = zip(frame.index.tolist(), frame.to_numpy(dtype=object), strict=True)
    return {row: instrument.name_organization(dict(zip(headers, cells, strict=True))) for row, cells in rows}


class PrivateCells:
    """The text to keep in place of each text of these files."""

    def __init__(
        self,
        raw: Sequence[Sheet],
        plans: Sequence[Plan],
        readings: Sequence[ReadSheet],
        people: Iterable[str] = (),
        organizations: Iterable[str] = (),
    ) -> None:
        by_place: dict[Place, list[ReadSheet]] = defaultdict(list)
        for reading in readings:
            by_place[place_of(reading.sheet)].append(reading)
        self.parts = {sheet.source: _part(sheet, tuple(by_place[place_of(sheet)])) for sheet in raw}
        self._entries: dict[str, set[str]] = defaultdict(set)  # document -> headers about people, of records
        self._elsewhere: dict[str, set[str]] = defaultdict(set)  # document -> cells about people without a column
        self._not_people: dict[Place, set[str]] = defaultdict(set)  # document and header -> cells read as no people
        for reading in readings:
            self._find(reading)
            for header in reading.used:
                self._not_people[reading.sheet.origin.document, header] |= set(
                    map(tidy, reading.sheet.frame[header].unique())
                )
        for reading in readings:
            for header in reading.people:
                self._not_people[reading.sheet.origin.document, header] -= set(
                    map(tidy, reading.sheet.frame[header].unique())
                )
        for part in self.parts.values():
            self._entries[part.sheet.origin.document] |= {header for header, _, _ in part.columns.values()}
        self._people = _people(plans, people, organizations)
        self._texts: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._private_entries: dict[tuple[str, str], tuple[str, ...]] = {}

    def _find(self, reading: ReadSheet) -> None:
        """Find the columns about people of a sheet in its file: under the same header, or by the same cells."""
        document = reading.sheet.origin.document
        parts = [part for part in self.parts.values() if place_of(part.sheet) == place_of(reading.sheet)]
        rows = reading.sheet.frame.index
        for header in reading.people:
            self._entries[document].add(header)
            cells = reading.sheet.frame[header].tolist()
            found = False
            for part in parts:
                for position in _same(part.sheet, header, cells, rows):
                    first = min(part.columns.get(position, ("", int(rows.min()), 0))[1], int(rows.min()))
                    last = max(part.columns.get(position, ("", 0, int(rows.max())))[2], int(rows.max()))
                    part.columns[position] = header, first, last
                    part.people[position] |= set(rows)
                    found = True
            if not found:
                named = {cell for cell in cells if cell.strip() and fold(cell) not in _NOBODY}
                if lone := named - _used_cells(parts):
                    self._elsewhere[document] |= lone
        several = any(len(part.readings) > 1 for part in parts)  # tables in one sheet, each with columns of its own
        for header in reading.used if several else ():
            for part in parts:
                for position in _same(part.sheet, header, reading.sheet.frame[header].tolist(), rows):
                    part.others[position] |= set(rows)

    def cell(self, source: str, row: int, position: int, text: str) -> str:
        """Return the text for a cell of a sheet."""
        part = self.parts.get(source)
        if part is None or (row > part.sheet.header_row and position not in part.columns and not self._elsewhere):
            return self._texts.get(text) or self.text(text)
        if row <= part.sheet.header_row:
            return self.marks(text)
        if part.is_private(row, position):
            header = part.columns[position][0]
            if fold(text) == fold(header) or (row < part.first_used and _is_header(text, header)):
                return self.marks(text)
            return self.key(text, _mark(text, header)) if position == part.who else _mark(text, header)
        if text in self._elsewhere.get(part.sheet.origin.document, ()):
            return _mark(text, "")
        return self.text(text)

    def entry(self, document: str, header: str, text: str) -> str:
        """Return the text for a field of a record."""
        known = self._private_entries.get((document, header))
        if known is None:
            own = self._entries.get(document, ()) if header else ()
            known = tuple(each for each in own if header == each or header.endswith(f".{each}"))
            self._private_entries[document, header] = known
        if not text.strip():
            return text
        spared = known and all(tidy(text) in self._not_people[document, each] for each in known)
        return _mark(text, header) if known and not spared else self.text(text)

    def key(self, text: str, mark: str = "") -> str:
        """Return the text for a record's id: a mark with a number that no other has."""
        return self._keys.setdefault(text, f"{mark or self.text(text)} {len(self._keys) + 1}")

    def marks(self, text: str) -> str:
        """Return a title or header without e-mail addresses and telephone numbers."""
        return redacted(text).text

    def text(self, text: str) -> str:
        """Return any other text without e-mail addresses, telephone numbers and these people's names."""
        kept = self._texts.get(text)
        if kept is None:
            kept = self._texts[text] = self._people.taken_out_of(redacted(text).text)
        return kept


def place_of(sheet: Sheet) -> Place:
    """Return where a sheet stands, whatever the readers made of it."""
    return sheet.origin.document, sheet.origin.part


def _people(plans: Sequence[Plan], people: Iterable[str], organizations: Iterable[str]) -> People:
    """Return the people that files name in columns about people, those already known among them."""
    answers = [(p.sheet, p.answers) for p in plans if p.answers]
    plain = [each for p in plans if p.plain for each in (p.plain, *p.more)]
    unused = [(p.sheet, sorted(people_columns(p.sheet))) for p in plans if not (p.answers or p.plain)]
    guessed = {cell for sheet, _ in unused for cell in _guessed_organizations(sheet)}
    return people_named(answers, plain, {*organizations, *guessed}, unused, people)


def _guessed_organizations(sheet: Sheet) -> set[str]:
    """Return the cells that seem to name organizations, of a sheet whose columns nobody has set up yet."""
    columns = [c.header for c in guess_sheet(sheet).column if c.becomes in _NAMES_ORGANIZATIONS]
    return {cell for header in columns if header in sheet.frame.columns for cell in sheet.frame[header].unique()}


def _part(sheet: Sheet, readings: tuple[ReadSheet, ...]) -> StoredSheet:
    """Return a sheet of a file with its columns about people that the readers of answers leave out."""
    sheet = repaired(sheet)
    rows = [int(reading.sheet.frame.index.min()) for reading in readings if len(reading.sheet.frame)]
    part = StoredSheet(sheet, min(rows, default=sheet.header_row + 1), readings)
    judged = {header for reading in readings for header in reading.sheet.frame.columns}
    people = people_columns(sheet) | {header for header in sheet.frame.columns if fold(header) in PLACES}
    who = long_format.who_answers(sheet)
    above = sheet.frame[sheet.frame.index < part.first_used]
    last = max([part.first_used, *sheet.frame.index.tolist()])
    for position, header in zip(sheet.positions, sheet.frame.columns, strict=True):
        part.who = position if header == who else part.who
        if (header not in judged and (header in people or any(map(is_about_person, above[header])))) or any(
            header in reading.people for reading in readings
        ):
            part.columns[position] = header, sheet.header_row + 1, last
    return part


def _same(sheet: Sheet, header: str, cells: list[str], rows: pd.Index) -> list[int]:
    """Return the positions of the columns that hold these cells in these rows; by the header alone if it is there."""
    headers = list(sheet.frame.columns)
    if header in headers:
        return [sheet.positions[headers.index(header)]] if sheet.positions else []
    if sheet.origin.kind in (JSON, GRAPH) or not any(cells) or not rows.isin(sheet.frame.index).all():
        return []
    frame = sheet.frame.loc[rows]
    return [
        position
        for position, (_, column) in zip(sheet.positions, frame.items(), strict=True)
        if column.tolist() == cells
    ]


def _used_cells(parts: Sequence[StoredSheet]) -> set[str]:
    """Return all cells of the columns that are read."""
    used = ((reading, header) for part in parts for reading in part.readings for header in reading.used)
    return {cell for reading, header in used for cell in reading.sheet.frame[header].unique()}


def _is_header(text: str, header: str) -> bool:
    """Return whether a cell above the first answers is a further line of the header."""
    return text.startswith("{") or is_about_person(text) or fold(text) in fold(header)


def _mark(text: str, header: str) -> str:
    """Return the mark in place of a cell about people."""
    if not text.strip() or _TAKEN_OUT.fullmatch(text):
        return text
    if "@" in text:
        return REMOVED
    return PHONE_REMOVED if _NUMBER.match(text) and not (header and holds_names(header)) else NAME_REMOVED
