"""Storage of name decisions in one SQLite file, one log per project; the only module that imports SQLAlchemy."""

import functools
import os
import re
import secrets
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sql
from sqlalchemy.exc import SQLAlchemyError

from ecosystem.names.consistency import DecisionSet
from ecosystem.names.decisions import DECISION_FIELDS, UNDO, Decision, DecisionError, describe_decision, effective

FOLDER_VARIABLE = "ECOSYSTEM_STORE"
DEFAULT_FOLDER = "~/.civic-ecosystem-mapper"
PATIENCE = 10  # seconds that a writer waits for another writer
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # characters that are not mistaken for one another
_CODE = re.compile(rf"[{_LETTERS}]{{4}}-[{_LETTERS}]{{4}}")

_TABLES = sql.MetaData()
_LOG = sql.Table(
    "decisions",
    _TABLES,
    sql.Column("number", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("project", sql.Text, nullable=False, index=True),
    *(sql.Column(name, sql.Text, nullable=False) for name in DECISION_FIELDS),
)


def folder() -> Path:
    """Return the folder of the store, from the environment or else in the user's home."""
    return Path(os.environ.get(FOLDER_VARIABLE) or DEFAULT_FOLDER).expanduser()


def new_code() -> str:
    """Return an unguessable code that people who load the same file use to decide together."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def code(text: str) -> str:
    """Return the code that ``text`` means; DecisionError if it is none."""
    found = text.strip().upper()
    if not _CODE.fullmatch(found):
        raise DecisionError("A code has eight letters and digits, such as ABCD-2345. Copy the other person's whole.")
    return found


def log(project: str) -> list[Decision]:
    """Return all records of a project, oldest first; empty if there are no decisions."""
    if not _file(folder()).exists():
        return []
    try:
        with _engine(folder()).connect() as connection:
            return _read(connection, project)
    except SQLAlchemyError as error:
        raise _trouble(error) from error


def add(project: str, decisions: Sequence[Decision], beside: Sequence[Decision] = ()) -> list[str]:
    """Append the valid decisions to a project's log; return the reasons, as text, why others were rejected.

    ``beside``: decisions that hold without the store, from alias lists beside the data. Everything is checked against
    the current log, so that decisions that others made in the meantime are not overwritten.
    """
    try:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        with _engine(folder()).begin() as connection:
            accepted, refused = sort_out(decisions, [*beside, *_read(connection, project)])
            for decision in accepted:
                row = {name: getattr(decision, name) for name in DECISION_FIELDS}
                connection.execute(_LOG.insert().values(project=project, **row))
    except (SQLAlchemyError, OSError) as error:
        raise _trouble(error) from error
    return refused


def sort_out(decisions: Sequence[Decision], before: Sequence[Decision]) -> tuple[list[Decision], list[str]]:
    """Return the decisions that can follow these records, and the reasons, as text, why others cannot."""
    accepted: list[Decision] = []
    refused = []
    standing = DecisionSet(effective(before))
    for decision in decisions:
        if decision.verdict == UNDO:
            records = [*before, *accepted]
            if reason := _why_not_undone(records, decision):
                refused.append(reason)
                continue
            standing = DecisionSet(effective([*records, decision]))
        else:
            standing, refusal = standing.with_decision(decision)
            if refusal:
                refused.append(f"{describe_decision(decision)} was not recorded; {refusal.words}.")
                continue
        accepted.append(decision)
    return accepted, refused


def _why_not_undone(before: Sequence[Decision], decision: Decision) -> str:
    """Return why a decision of these records cannot be undone; "" if it can."""
    if any(each.decision_id == decision.undoes for each in effective(before)):
        return ""
    earlier = [each for each in before if each.verdict == UNDO and each.undoes == decision.undoes]
    return f"Undone already: {describe_decision(earlier[-1])}." if earlier else "There is no such decision to undo."


def _read(connection: sql.Connection, project: str) -> list[Decision]:
    columns = [_LOG.c[name] for name in DECISION_FIELDS]
    rows = connection.execute(sql.select(*columns).where(_LOG.c.project == project).order_by(_LOG.c.number))
    return [Decision(**row._mapping) for row in rows]


def _file(where: Path) -> Path:
    return where / "decisions.sqlite"


@functools.cache
def _engine(where: Path) -> sql.Engine:
    """Return the engine of a folder, shared by all sessions."""
    engine = sql.create_engine(f"sqlite:///{_file(where)}", connect_args={"timeout": PATIENCE})

    @sql.event.listens_for(engine, "connect")
    def _prepare(connection, _record):  # type: ignore[no-untyped-def]
        connection.isolation_level = None  # transactions are started below, not by the driver
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    @sql.event.listens_for(engine, "begin")
    def _begin(connection):  # type: ignore[no-untyped-def]
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # lock now: a reader may not get it later

    _TABLES.create_all(engine)
    return engine


def _trouble(error: Exception) -> DecisionError:
    return DecisionError(
        f"Decisions cannot be kept in {folder()} ({type(error).__name__}). Let the environment variable "
        f"{FOLDER_VARIABLE} name a folder of this computer that can be written to. Until then, decide in a file: "
        "download aliases.csv and load it beside your data."
    )
