"""Questionnaires, one TOML file each, and the assignment of a sheet's columns to their questions.

An instrument is versioned data. It contains no list of organizations: those are named in the form itself, as the
rows of a grid (``Question [Organization]``), or by respondents, one per line. ``recognise`` assigns each column of
a sheet; the cells are read in ``tables``.
"""

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from pathlib import Path
from typing import Any

from ecosystem.collect.person_headers import about_people
from ecosystem.collect.toml_text import decode_toml, parse_toml
from ecosystem.collect.vocabularies import (
    SURVEYS,
    load_relations,
    load_vocabulary,
    vocabulary_names,
)
from ecosystem.errors import InstrumentError
from ecosystem.text import fold

KINDS = ("text", "choice", "choices", "private", "grid", "relation", "ignore")
DIRECTIONS = ("mutual", "gives", "gets")
GRID_FIELDS = ("offers", "needs")
ANSWER_FIELDS = (
    *("organization", "site", "sector", "level", "areas", "serves_low_income", "residents", "roles"),
    *("goals", "data_assets", "technology", "initiatives", "networks", "consent", "description", "website"),
)
SHIPPED = ("government", "civic_technologist", "community_group")
_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Question:
    """One question with its text and the role of its answers in the tables."""

    id: str
    text: str  # the column header in the export; the first part of each header if kind is "grid" or "relation"
    kind: str
    help: str = ""
    required: bool = False
    becomes: str = ""  # a field of organizations or responses; "part" of the name; "" is kept for reading
    vocabulary: str = ""
    options: tuple[str, ...] = ()  # the options if no vocabulary is named
    other: bool = False  # whether respondents may write an answer of their own
    now: str = ""  # grid: the answer for the present
    could: str = ""  # grid: the answer for the future or for maybe
    relation: str = ""  # an id of relations.csv
    direction: str = ""  # "gives" from the respondent, "gets" from the organization named, "mutual" for neither
    recall: str = ""  # header of the free-recall question: one organization per line, strength in brackets
    scale: tuple[str, ...] = ()  # weakest first
    no_tie: tuple[str, ...] = ()  # answers for no tie
    named: str = ""  # how a row becomes a name: "DiSSCo {row}"

    @functools.cached_property
    def answers_of_no_tie(self) -> frozenset[str]:
        """Return the folded answers for no tie."""
        return frozenset(map(fold, self.no_tie))

    @functools.cached_property
    def steps(self) -> Mapping[str, int]:
        """Return the folded answers of the scale with their ranks; the weakest is 1."""
        return {fold(answer): place for place, answer in enumerate(self.scale, start=1)}

    def name_in_row(self, row: str) -> str:
        """Return the organization of a roster row: the row itself, unless ``named`` has a template."""
        return self.named.replace("{row}", row) if self.named else row


@dataclass(frozen=True)
class Instrument:
    """One questionnaire in one version."""

    id: str
    version: str
    title: str = ""
    introduction: str = ""
    questions: tuple[Question, ...] = ()
    timestamp_headers: tuple[str, ...] = ()
    private_headers: tuple[str, ...] = ()
    organization: str = ""  # how several answers make one name: "{network} {country}"
    site: str = ""  # the site of all answers if the form does not ask for it

    @functools.cached_property
    def name_questions(self) -> tuple[Question, ...]:
        """Return the question for the organization's name, or those whose answers compose it."""
        wanted = "part" if self.organization else "organization"
        return tuple(question for question in self.questions if question.becomes == wanted)

    def name_organization(self, answers: Mapping[str, str]) -> str:
        """Return the name of the organization that answered, from its answers by question id; "" if one is empty."""
        values = {question.id: answers.get(question.id, "").strip() for question in self.name_questions}
        if not all(values.values()):
            return ""
        if not self.organization:
            return next(iter(values.values()))
        return _PLACE.sub(lambda place: values[place[1]], self.organization)


@dataclass(frozen=True)
class ColumnUse:
    """Role of one column of a sheet; all fields but the header are empty if the instrument does not define it."""

    header: str  # as written in the sheet
    question: Question | None = None
    row: str | None = None  # the grid row as written: a resource, or an organization on the roster
    twin: bool = False  # the free-recall column of a relation question
    private: bool = False  # about a person: its cells are never read
    timestamp: bool = False
    of: str = ""  # header of the column of ties that this one describes
    strength: str = ""  # ties: header of the column parallel to this one that holds how strong they are
    kind: str = ""  # ties: header of the column parallel to this one that holds which relations they are
    one: tuple[str, ...] = ()  # texts with commas that a person kept as one answer
    several: tuple[str, ...] = ()  # texts with commas that a person separated into several answers


@dataclass(frozen=True)
class Match:
    """A sheet of answers with its instrument and the role of every column, in the sheet's order."""

    instrument: Instrument
    columns: tuple[ColumnUse, ...]

    @property
    def unmatched(self) -> tuple[str, ...]:
        """Return the headers that the instrument does not define, to be reported."""
        return tuple(use.header for use in self.columns if not (use.question or use.private or use.timestamp or use.of))

    @property
    def questions_found(self) -> frozenset[str]:
        """Return the ids of the questions that have at least one column."""
        return frozenset(use.question.id for use in self.columns if use.question)


@functools.cache
def shipped_instruments() -> tuple[Instrument, ...]:
    """Return our questionnaires: government, civic technologist, community group.

    >>> [instrument.id for instrument in shipped_instruments()]
    ['government', 'civic_technologist', 'community_group']
    """
    return tuple(load_instrument(SURVEYS / f"{name}.toml") for name in SHIPPED)


def is_instrument(text: str) -> bool:
    """Return whether a TOML text is a questionnaire: it contains questions, or extends one of ours."""
    return bool({"question", "extends"} & parse_toml(text, "the questionnaire", InstrumentError).keys())


def load_instrument(source: Path | str, where: str = "") -> Instrument:
    """Return the instrument at a path or in a TOML text, validated, with the instrument it extends resolved.

    The timestamp and contact headers of ``core.toml`` apply to every instrument.
    Raises InstrumentError with the file, the question and the allowed values.
    """
    where = where or (source.name if isinstance(source, Path) else "the instrument")
    record = _resolved(where, _parsed(where, source), seen=())
    questions = record.pop("question", [])
    head = Instrument(**{"id": "", "version": "", **_checked(f"{where}:", Instrument, record)})
    if not fold(head.id) or not head.version:
        raise InstrumentError(f'{where}: give the questionnaire an id and a version, as in version = "2026.1".')
    core = _parsed("core.toml", SURVEYS / "core.toml")
    head = replace(
        head,
        timestamp_headers=tuple(dict.fromkeys([*core["timestamp_headers"], *head.timestamp_headers])),
        private_headers=tuple(dict.fromkeys([*core["private_headers"], *head.private_headers])),
    )
    instrument = replace(head, questions=tuple(_question(where, question) for question in questions))
    _check_together(where, instrument)
    return instrument


def recognise(headers: Sequence[str], instruments: Iterable[Instrument]) -> Match | None:
    """Return the instrument of these headers with the role of every column; None if no instrument matches.

    Headers are compared folded, so case, spaces and punctuation do not matter. A sheet matches an instrument if it
    has the columns that name the organization and at least half of the questions that are not about relations or
    contact. Of several matches, the one with the most columns assigned is returned; then the one with the larger
    share of its questions found; then the first.
    """
    best: Match | None = None
    best_rank = (0, 0.0)
    for instrument in instruments:
        match = Match(instrument, _uses(headers, instrument))
        found = match.questions_found
        asked = [q.id for q in instrument.questions if q.kind not in ("relation", "private", "ignore")]
        if not {question.id for question in instrument.name_questions} <= found:
            continue
        if 2 * len(found.intersection(asked)) < len(asked):
            continue
        rank = (len(headers) - len(match.unmatched), len(found) / len(instrument.questions))
        if best is None or rank > best_rank:
            best, best_rank = match, rank
    return best


def _uses(headers: Sequence[str], instrument: Instrument) -> tuple[ColumnUse, ...]:
    plain: dict[str, tuple[Question, bool]] = {}
    grids: dict[str, Question] = {}
    for question in instrument.questions:
        if question.kind in ("grid", "relation"):
            grids[fold(question.text)] = question
        else:
            plain[fold(question.text)] = (question, False)
        if question.recall:
            plain[fold(question.recall)] = (question, True)
    timestamps = {fold(header) for header in instrument.timestamp_headers}
    contacts = {fold(header) for header in instrument.private_headers}
    people = about_people(headers)

    def use(header: str) -> ColumnUse | None:
        folded = fold(header)
        if folded in plain:
            question, twin = plain[folded]
            return ColumnUse(header, question, twin=twin, private=question.kind == "private")
        if folded in timestamps:
            return ColumnUse(header, timestamp=True)
        if folded in contacts:
            return ColumnUse(header, private=True)
        for stem, row in _bracket_groups(header):
            if row and fold(stem) in grids:
                return ColumnUse(header, grids[fold(stem)], row=row)
        return None

    def known(header: str) -> ColumnUse:
        if exact := use(header):
            return exact
        # A repeated header gets " (2)" when read; it is still the same question.
        second = use(re.sub(r"\(\d+\)$", "", header.rstrip()))
        return replace(second, header=header) if second else ColumnUse(header, private=header in people)

    return tuple(known(header) for header in headers)


def _bracket_groups(header: str) -> Iterable[tuple[str, str]]:
    """Yield ways to split "Question [Row]": at the last balanced bracket group first, then at each bracket.

    >>> list(_bracket_groups("How often? [City IT (Dept. [DoIT])]"))[0]
    ('How often?', 'City IT (Dept. [DoIT])')
    """
    text = header.strip()
    if not text.endswith("]"):
        return
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += {"]": 1, "[": -1}.get(text[place], 0)
        if depth == 0:
            yield text[:place].rstrip(), text[place + 1 : -1].strip()
            break
    # A name may contain an unclosed bracket: then the question's own text shows where the name starts.
    # Few questions contain brackets, so the first few are enough and the work on any header is bounded.
    for bracket in islice(re.finditer(r"\[", text), 10):
        yield text[: bracket.start()].rstrip(), text[bracket.end() : -1].strip()


def _parsed(where: str, source: Path | str) -> dict[str, Any]:
    """Return the TOML record of a path or a text."""
    if isinstance(source, Path):
        if not source.is_file():
            raise InstrumentError(f"{where}: there is no such questionnaire.")
        source = decode_toml(source.read_bytes(), where, InstrumentError)
    record = parse_toml(source, where, InstrumentError)
    questions = record.get("question", [])
    if not isinstance(questions, list) or not all(isinstance(question, dict) for question in questions):
        raise InstrumentError(f"{where}: begin every question with [[question]].")
    ids = [question.get("id") for question in questions]
    for place, id in enumerate(ids, start=1):
        if not isinstance(id, str) or not id.strip():
            raise InstrumentError(f"{where}, question {place}: give it an id, a short word of its own.")
        if ids.index(id) != place - 1:
            raise InstrumentError(f'{where}, question "{id}": two questions have this id. Change one.')
    return record


def _resolved(where: str, record: dict[str, Any], seen: tuple[str, ...]) -> dict[str, Any]:
    """Return the record with the questions of the shipped instrument it extends: reworded, removed, added."""
    parent_id = record.pop("extends", "")
    without = record.pop("without", [])
    own = record.get("question", [])
    if not parent_id:
        return record
    shipped = ("core", *SHIPPED)
    if parent_id not in shipped or parent_id in seen:
        raise InstrumentError(f'{where}: extends "{parent_id}" cannot be; one can extend {", ".join(shipped)}.')
    parent_path = SURVEYS / f"{parent_id}.toml"
    parent = _resolved(parent_path.name, _parsed(parent_path.name, parent_path), (*seen, parent_id))
    questions = {question["id"]: question for question in parent["question"]}
    for id in without if isinstance(without, list) else [without]:
        if id not in list(questions):  # a list: user input may not be hashable
            raise InstrumentError(f'{where}: without names "{id}", which {parent_path.name} does not ask.')
        del questions[id]
    order = list(questions)
    for question in own:
        after = question.pop("after", None)
        if question["id"] not in questions:
            if after is not None and after not in order:
                raise InstrumentError(f'{where}, question "{question["id"]}": after "{after}" is no question.')
            order.insert(order.index(after) + 1 if after else len(order), question["id"])
        questions[question["id"]] = questions.get(question["id"], {}) | question
    return parent | record | {"question": [questions[id] for id in order]}


def _checked(where: str, kind: type[Question] | type[Instrument], record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record ready for the dataclass: only fields that it has, each of the right type."""
    defaults = {field.name: field.default for field in fields(kind)}
    checked: dict[str, Any] = {}
    for name, value in record.items():
        if name not in defaults:
            raise InstrumentError(f'{where} "{name}" is not known here; use {", ".join(defaults)}.')
        expected = defaults[name]
        if isinstance(expected, bool):
            fits, wanted = isinstance(value, bool), "true or false"
        elif isinstance(expected, tuple):
            fits = isinstance(value, list) and all(isinstance(item, str) for item in value)
            wanted = 'a list of texts, as in ["Rarely", "Often"]'
        else:
            fits, wanted = isinstance(value, str), "a text between quotes"
        if not fits:
            raise InstrumentError(f"{where} {name} must be {wanted}; found {value!r}.")
        checked[name] = tuple(value) if isinstance(value, list) else value
    return checked


def _question(where: str, record: Mapping[str, Any]) -> Question:
    where = f'{where}, question "{record["id"]}":'
    question = Question(**{"text": "", "kind": "", **_checked(where, Question, record)})

    def one_of(name: str, value: str, allowed: Sequence[str]) -> None:
        if value not in allowed:
            raise InstrumentError(f'{where} {name} "{value}" is not known; use one of {", ".join(allowed)}.')

    def refuse_if(wrong: bool, remedy: str) -> None:
        if wrong:
            raise InstrumentError(f"{where} {remedy}")

    one_of("kind", question.kind, KINDS)
    refuse_if(not any(c.isalnum() for c in question.text), "give it a text, the header of its column.")
    if question.vocabulary:
        one_of("vocabulary", question.vocabulary, vocabulary_names())
        load_vocabulary(question.vocabulary)
    if question.kind in ("text", "choice", "choices"):
        one_of("becomes", question.becomes, ("", "part", *ANSWER_FIELDS))
    elif question.kind == "grid":
        one_of("becomes", question.becomes, GRID_FIELDS)
        refuse_if(not question.vocabulary, "a grid needs a vocabulary for its rows.")
        refuse_if(fold(question.now) == fold(question.could), "now and could must differ.")
        refuse_if(not (question.now and question.could), "say which answers mean now and could.")
    elif question.kind == "relation":
        one_of("relation", question.relation, tuple(load_relations()))
        one_of("direction", question.direction, DIRECTIONS)
        directed = load_relations()[question.relation].directed
        suits = "gives or gets" if directed else "mutual"
        refuse_if(
            question.direction not in suits.split(" or "),
            f'direction "{question.direction}" does not suit "{question.relation}"; use {suits}.',
        )
        answers = [fold(answer) for answer in (*question.scale, *question.no_tie)]
        refuse_if(not question.scale, "give a scale, weakest answer first.")
        refuse_if(len(set(answers)) < len(answers), "an answer stands twice in scale and no_tie.")
        refuse_if(
            bool(question.named) and _PLACE.findall(question.named) != ["row"],
            'named must hold {row} once and no other place, as in "Library {row}".',
        )
    return question


def _check_together(where: str, instrument: Instrument) -> None:
    """Raise InstrumentError if two questions conflict or no question names the organization."""
    headers: dict[str, str] = {}
    becomes: dict[str, str] = {}
    for question in instrument.questions:
        for header in filter(None, (question.text, question.recall)):
            if fold(header) in headers:
                raise InstrumentError(
                    f'{where}, question "{question.id}": the text "{header}" also stands in question '
                    f'"{headers[fold(header)]}". Word one of them differently.'
                )
            headers[fold(header)] = question.id
        if question.becomes not in ("", "part") and becomes.setdefault(question.becomes, question.id) != question.id:
            raise InstrumentError(
                f'{where}, question "{question.id}": question "{becomes[question.becomes]}" already becomes '
                f"{question.becomes}. Let one of them become something else."
            )
    parts = {question.id for question in instrument.name_questions}
    places = set(_PLACE.findall(instrument.organization))
    if instrument.organization and (not places or places != parts):
        raise InstrumentError(
            f'{where}: organization = "{instrument.organization}" must hold, in braces, the ids of the '
            f'questions that become "part": {", ".join(sorted(parts)) or "there are none"}.'
        )
    if not parts:
        raise InstrumentError(f'{where}: no question becomes "organization"; one must ask for its name.')
