"""Where the app keeps decisions about names: one SQLite file, one log a project; the one door of SQLAlchemy."""

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
PATIENCE = 10  # seconds that a writer waits for another one
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is read as another
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
    """The folder of the store: as the environment says, else one in the home of whoever runs the app."""
    return Path(os.environ.get(FOLDER_VARIABLE) or DEFAULT_FOLDER).expanduser()


def new_code() -> str:
    """A code nobody guesses, by which people who load the same file decide together."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def code(text: str) -> str:
    """The code that ``text`` means; DecisionError where it is none."""
    found = text.strip().upper()
    if not _CODE.fullmatch(found):
        raise DecisionError("A code has eight letters and digits, such as ABCD-2345. Copy the other person's whole.")
    return found


def log(project: str) -> list[Decision]:
    """All records of a project, the oldest first; empty while nobody decided anything."""
    if not _file(folder()).exists():
        return []
    try:
        with _engine(folder()).connect() as connection:
            return _read(connection, project)
    except SQLAlchemyError as error:
        raise _trouble(error) from error


def add(project: str, decisions: Sequence[Decision], beside: Sequence[Decision] = ()) -> list[str]:
    """Append to a project's log what can stand; the reasons, in words, for what cannot.

    ``beside``: decisions that hold without the store, of alias lists beside the data. Everything is checked against
    the log as it is at this moment, so nothing that another person decided meanwhile is overwritten.
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
    """The decisions that can follow these records, and the reasons, in words, for those that cannot."""
    accepted: list[Decision] = []
    refused = []
    for decision in decisions:
        if reason := _reason([*before, *accepted], decision):
            refused.append(reason)
        else:
            accepted.append(decision)
    return accepted, refused


def _reason(before: Sequence[Decision], decision: Decision) -> str:
    """Why the decision cannot be appended to these records; "" where it can."""
    held = effective(before)
    if decision.verdict == UNDO:
        if any(each.decision_id == decision.undoes for each in held):
            return ""
        earlier = [each for each in before if each.verdict == UNDO and each.undoes == decision.undoes]
        return f"Undone already: {describe_decision(earlier[-1])}." if earlier else "There is no such decision to undo."
    found = DecisionSet([*held, decision]).refused.get(decision.decision_id)
    return f"{describe_decision(decision)} was not recorded; {found[1].words}." if found else ""


def _read(connection: sql.Connection, project: str) -> list[Decision]:
    columns = [_LOG.c[name] for name in DECISION_FIELDS]
    rows = connection.execute(sql.select(*columns).where(_LOG.c.project == project).order_by(_LOG.c.number))
    return [Decision(**row._mapping) for row in rows]


def _file(where: Path) -> Path:
    return where / "decisions.sqlite"


@functools.cache
def _engine(where: Path) -> sql.Engine:
    """One engine a folder, for all sessions."""
    engine = sql.create_engine(f"sqlite:///{_file(where)}", connect_args={"timeout": PATIENCE})

    @sql.event.listens_for(engine, "connect")
    def _prepare(connection, _record):  # type: ignore[no-untyped-def]
        connection.isolation_level = None  # transactions are begun below, and not by the driver
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    @sql.event.listens_for(engine, "begin")
    def _begin(connection):  # type: ignore[no-untyped-def]
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # a reader that writes later could not be let in

    _TABLES.create_all(engine)
    return engine


def _trouble(error: Exception) -> DecisionError:
    return DecisionError(
        f"Decisions cannot be kept in {folder()} ({type(error).__name__}). Let the environment variable "
        f"{FOLDER_VARIABLE} name a folder of this computer that can be written to. Until then, decide in a file: "
        "download aliases.csv and load it beside your data."
    )
