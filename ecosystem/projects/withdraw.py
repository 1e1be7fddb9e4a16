"""Withdrawal: what a project holds of one organization or person is removed, from what it held before too.

This is the one exception to the rule that nothing is overwritten. The log keeps that something was withdrawn, and not
whose it was.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from typing import Any

import sqlalchemy as sql

from ecosystem.collect.beside import is_toml
from ecosystem.collect.kept.files import replaced
from ecosystem.collect.recipes import Recipe, load_recipe
from ecosystem.collect.redaction import NAME_REMOVED
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.sources import beside, raw_sheets, sheets_with_people
from ecosystem.columns.plan import Plan
from ecosystem.errors import RequestError
from ecosystem.names.decisions import DECISION_FIELDS, Decision, effective, now
from ecosystem.projects import changes as log
from ecosystem.projects import store
from ecosystem.projects.changes import Change
from ecosystem.projects.contacts import Contact, contacts_of
from ecosystem.projects.database import reading, writing
from ecosystem.projects.kinds import WITHDRAWN
from ecosystem.projects.private_cells import ReadSheet, place_of, read_plans
from ecosystem.projects.project import EXPORTED, PUBLISHED, SETUP, Project, by_id, log_name
from ecosystem.projects.schema import CHANGES, CONTACTS, DECISIONS, FILES, GLANCES
from ecosystem.tables.pii_redaction import People, by_first_word, names_in, words_of
from ecosystem.text import fold
from ecosystem.translation import gettext

_LEFT_BY = (PUBLISHED, EXPORTED)
_ONE_NAME = ("same", "rename")  # verdicts after which two spellings are one organization
_ENDS = ("name", "organization", "source", "target")  # fields that say whom a record is about


@dataclass(frozen=True)
class Left:
    """One thing that has left the project before: a published copy or a box, and when."""

    kind: str
    subject: str
    at: str


@dataclass(frozen=True)
class Withdrawn:
    """How much was removed, by place, and what had left already and cannot be called back from here."""

    project: Project
    changed: dict[str, int]  # rows, columns, mentions, files, changes, decisions, contacts
    left: tuple[Left, ...]


def withdraw(project: Project, text: str, by: str = "") -> Withdrawn:
    """Remove what the project holds of an organization, in all spellings decided as the same, or of a person.

    ``text``: an organization as written, or the name or e-mail address of a person on the contact list. Rows of it are
    emptied, columns named after it too, mentions become a mark, in all versions of the sources; changes, decisions and
    contacts about it are deleted. RequestError if nothing is found.
    """
    gone = _gone(project, text)
    counts: Counter[str] = Counter()
    with writing() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
        _contacts(connection, project, gone, counts)
        hashes = _files(connection, project, gone, counts)
        _decisions(connection, project, gone, counts)
        _log(connection, project, gone, hashes, counts)
        _forget_files(connection, hashes)
        connection.execute(GLANCES.delete().where(GLANCES.c.project == project.id))
        if not counts:
            raise RequestError(gettext("Nothing of that name was found in the project, so nothing was removed."))
        log.append(connection, project.id, [Change(WITHDRAWN, dict(counts), subject=now(), by=by)])
    _wipe()
    made = by_id(project.id)
    left = [Left(each.kind, each.subject, each.at) for each in made.changes if each.kind in _LEFT_BY]
    return Withdrawn(made, dict(counts), tuple(left))


class _Gone:
    """The spellings of what is withdrawn, as they are found in texts."""

    def __init__(self, names: Iterable[str], contacts: Iterable[Contact]) -> None:
        self.names = {name for name in names if name.strip()}
        self.folded = {fold(name) for name in self.names}
        self.contacts = frozenset(contacts)
        words = {words_of(name) for name in self.names}
        people = {found for contact in self.contacts for found in names_in(contact.person)}
        self._people = People(by_first_word({each for each in words if len(each) > 1} | people))
        single = [name.strip() for name in self.names if len(words_of(name)) == 1]
        single += [contact.email for contact in self.contacts if contact.email]
        self._single = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, single))})(?!\w)") if single else None

    def is_it(self, text: object) -> bool:
        """Return whether a text is one of the spellings."""
        return isinstance(text, str) and fold(text) in self.folded

    def without(self, text: str) -> str:
        """Return a text with a mark in place of each spelling; one of a single word only in the same capitals."""
        if self.is_it(text):
            return NAME_REMOVED
        left = self._people.taken_out_of(text)
        return self._single.sub(NAME_REMOVED, left) if self._single else left


def _gone(project: Project, text: str) -> _Gone:
    """Return what is withdrawn: a person of the contact list, or else an organization with its contacts."""
    if not fold(text):
        raise RequestError(gettext("Name the organization, or the person or e-mail address, to be removed."))
    known = contacts_of(project.id)
    written = fold(text)
    people = [
        each
        for each in known
        if written in (fold(each.person), fold(each.email)) and fold(each.organization) != written
    ]
    if people:
        return _Gone([each.person for each in people], people)
    names, before = {written: text}, 0
    decided = [each for each in effective(store.log(log_name(project))) if each.verdict in _ONE_NAME]
    while len(names) > before:
        before = len(names)
        for each in decided:
            if {fold(each.name_a), fold(each.name_b)} & names.keys():
                names |= {fold(name): name for name in (each.name_a, each.name_b)}
    return _Gone(names.values(), [each for each in known if fold(each.organization) in names])


class _Replacing:
    """What is kept in place of each text of a file."""

    def __init__(self, gone: _Gone, raw: Sequence[Sheet], readings: Sequence[tuple[ReadSheet, frozenset[int]]]) -> None:
        self._gone, self.count = gone, Counter[str]()
        self._headers = {sheet.source: sheet.header_row for sheet in raw}
        self._rows: dict[str, set[int]] = {}
        for sheet in raw:
            rows: set[int] = set()
            for read, ends in readings:
                if place_of(read.sheet) == place_of(sheet):
                    rows |= ends | {row for row, name in read.organizations.items() if gone.is_it(name)}
            self._rows[sheet.source] = rows
            self.count["rows"] += len(rows)
        self._columns = {
            sheet.source: {
                position
                for position, header in zip(sheet.positions, sheet.frame.columns, strict=True)
                if gone.without(header) != header
            }
            for sheet in raw
        }
        self.count["columns"] += sum(map(len, self._columns.values()))

    def cell(self, source: str, row: int, position: int, text: str) -> str:
        """Return the text for a cell of a sheet."""
        if row in self._rows.get(source, ()):
            return ""
        if row > self._headers.get(source, 0) and position in self._columns.get(source, ()):
            return ""
        return self.marks(text)

    def entry(self, document: str, header: str, text: str) -> str:
        """Return the text for a field of a record."""
        return self.marks(text)

    def key(self, text: str) -> str:
        """Return the text for a record's id."""
        return self.marks(text)

    def marks(self, text: str) -> str:
        """Return any other text."""
        kept = self._gone.without(text)
        self.count["mentions"] += kept != text
        return kept


def _files(connection: sql.Connection, project: Project, gone: _Gone, counts: Counter[str]) -> dict[str, str]:
    """Replace the contents of all versions of the sources; return hash -> hash of those that changed."""
    setup = project.value(SETUP)
    recipe = load_recipe(str(setup)) if setup else None
    versions = {each.value["hash"]: each.subject for each in project.changes if _is_file(each.value)}
    hashes: dict[str, str] = {}
    for digest, name in versions.items():
        content = bytes(connection.execute(sql.select(FILES.c.content).where(FILES.c.hash == digest)).scalar_one())
        kept, found = _replaced(name, content, gone, recipe)
        if kept == content:
            continue
        counts.update({what: number for what, number in found.items() if number})
        counts["files"] += 1
        hashes[digest] = hashlib.sha256(kept).hexdigest()
        if not connection.execute(sql.select(FILES.c.hash).where(FILES.c.hash == hashes[digest])).first():
            connection.execute(FILES.insert().values(hash=hashes[digest], content=kept))
    return hashes


def _replaced(name: str, content: bytes, gone: _Gone, recipe: Recipe | None) -> tuple[bytes, Counter[str]]:
    files = [(name, content)]
    side = beside(files)
    raw = [] if is_toml(name) else list(raw_sheets(files, recipe)[name])
    plans, readings = read_plans(sheets_with_people(raw, side.instruments, recipe), recipe, side.instruments)
    ends = [_ties_of(plan, gone) for plan in plans]
    replacing = _Replacing(gone, raw, list(zip(readings, ends, strict=True)))
    made = replaced(name, content, raw, replacing)
    return made, replacing.count


def _ties_of(plan: Plan, gone: _Gone) -> frozenset[int]:
    """Return the rows of ties that the withdrawn organization is an end of."""
    if plan.plain is None or plan.plain.kind != "ties":
        return frozenset()
    frame = plan.plain.frame
    ends = [column for column in ("source", "target") if column in frame.columns]
    return frozenset(row for column in ends for row, name in frame[column].items() if gone.is_it(name))


def _is_file(value: object) -> bool:
    return isinstance(value, dict) and "hash" in value


def _contacts(connection: sql.Connection, project: Project, gone: _Gone, counts: Counter[str]) -> None:
    for contact in gone.contacts:
        same = [CONTACTS.c[name] == value for name, value in contact._asdict().items()]
        done = connection.execute(CONTACTS.delete().where(CONTACTS.c.project == project.id, *same))
        counts["contacts"] += done.rowcount


def _decisions(connection: sql.Connection, project: Project, gone: _Gone, counts: Counter[str]) -> None:
    """Delete the decisions about it; in those about others, whose names hold its own, put the mark."""
    columns = [DECISIONS.c[name] for name in DECISION_FIELDS]
    mine = DECISIONS.c.project == log_name(project)
    rows = connection.execute(sql.select(DECISIONS.c.number, *columns).where(mine).order_by(DECISIONS.c.number)).all()
    now_called: dict[str, str] = {}  # decision_id -> the id after the change; "" of one that is deleted
    for number, *values in rows:
        decision = Decision(*values)
        about = gone.is_it(decision.name_a) or gone.is_it(decision.name_b)
        undoes = now_called.get(decision.undoes, decision.undoes)
        kept = replace(
            decision,
            undoes=undoes,
            **{name: gone.without(getattr(decision, name)) for name in ("name_a", "name_b", "id_a", "id_b")},
        )
        if about or (decision.undoes and not undoes):
            now_called[decision.decision_id] = ""
            connection.execute(DECISIONS.delete().where(DECISIONS.c.number == number))
            counts["decisions"] += 1
        elif kept != decision:
            now_called[decision.decision_id] = kept.decision_id
            connection.execute(DECISIONS.update().where(DECISIONS.c.number == number).values(asdict(kept)))
            counts["decisions"] += 1


def _log(
    connection: sql.Connection, project: Project, gone: _Gone, hashes: Mapping[str, str], counts: Counter[str]
) -> None:
    """Delete the changes about it, and put the mark in the others."""
    for change in log.read(connection, project.id):
        here = CHANGES.c.number == change.number
        if _is_file(change.value):
            new = hashes.get(change.value["hash"], change.value["hash"])
            value, subject = {**change.value, "hash": new}, gone.without(change.subject)
        elif gone.is_it(change.subject) or _is_about(change.value, gone):
            connection.execute(CHANGES.delete().where(here))
            counts["changes"] += 1
            continue
        else:
            value, subject = _without(change.value, gone), gone.without(change.subject)
        if (value, subject) != (change.value, change.subject):
            text = json.dumps(value, ensure_ascii=False, sort_keys=True)
            connection.execute(CHANGES.update().where(here).values(value=text, subject=subject))
            counts["changes"] += not _is_file(value)


def _is_about(value: object, gone: _Gone) -> bool:
    return isinstance(value, dict) and any(gone.is_it(value.get(field)) for field in _ENDS)


def _without(value: Any, gone: _Gone) -> Any:
    """Return a value of JSON without what is about it; an entry of a list that is about it alone is left out."""
    if isinstance(value, str):
        return gone.without(value)
    if isinstance(value, list):
        return [_without(each, gone) for each in value if not (gone.is_it(each) or _is_about(each, gone))]
    if isinstance(value, dict):
        return {gone.without(key): _without(each, gone) for key, each in value.items() if not gone.is_it(key)}
    return value


def _forget_files(connection: sql.Connection, hashes: Iterable[str]) -> None:
    """Delete the former contents that no change of any project names."""
    for digest in hashes:
        named = CHANGES.c.value.contains(digest, autoescape=True)
        if not connection.execute(sql.select(CHANGES.c.number).where(named).limit(1)).first():
            connection.execute(FILES.delete().where(FILES.c.hash == digest))


def _wipe() -> None:
    """Write the store anew, as a database keeps what was deleted in pages that it no longer uses."""
    with reading() as connection:
        engine, on_a_server = connection.engine, connection.dialect.name != "sqlite"
    if on_a_server:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in (CHANGES, FILES, DECISIONS, CONTACTS, GLANCES):
                connection.exec_driver_sql(f"VACUUM FULL {table.name}")
        return
    with closing(engine.raw_connection()) as connection:
        for command in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            connection.cursor().execute(command).fetchall()
