"""The database of projects: one SQLite file in the user's home, or PostgreSQL; the only module that opens it."""

import functools
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sql
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError

from ecosystem.errors import StoreError
from ecosystem.projects.schema import VERSION, bring_up_to_date, version_of
from ecosystem.translation import gettext

ADDRESS_VARIABLE = "ECOSYSTEM_DATABASE"  # postgresql+psycopg://...; a SQLite file in the folder if it is not set
FOLDER_VARIABLE = "ECOSYSTEM_STORE"
DEFAULT_FOLDER = "~/.civic-ecosystem-mapper"
FILE, EARLIER_FILE = "projects.sqlite", "decisions.sqlite"
PATIENCE = 10  # seconds that a writer waits for another writer
_FOR_THE_USER_ALONE = 0o600
_FULL = ("disk is full", "no space left", "disk i/o error")
_LOCKED = ("locked", "busy")
_CORRUPT = ("malformed", "not a database", "corrupt")
_UNWRITABLE = ("readonly", "read-only", "unable to open", "permission denied")


def folder() -> Path:
    """Return the folder of the store, from the environment or else in the user's home."""
    return Path(os.environ.get(FOLDER_VARIABLE) or DEFAULT_FOLDER).expanduser()


def address() -> str:
    """Return the address of the database as SQLAlchemy writes it."""
    return os.environ.get(ADDRESS_VARIABLE) or f"sqlite:///{folder() / FILE}"


def is_empty() -> bool:
    """Return whether nothing was kept yet, so that nothing need be opened or made."""
    made = (folder() / FILE, folder() / EARLIER_FILE)
    return ADDRESS_VARIABLE not in os.environ and not any(file.exists() for file in made)


@contextmanager
def reading() -> Iterator[sql.Connection]:
    """Open a connection that only reads and locks out no writer; StoreError where that cannot be done."""
    with _told(), _engine(address()).connect() as connection:
        yield connection


@contextmanager
def writing() -> Iterator[sql.Connection]:
    """Open a transaction of which others see all or nothing; StoreError where it cannot be kept."""
    where = address()
    with _told():
        file = _file(where)
        if file and not file.exists():  # deleted since it was opened: what is written to it would be lost
            forget()
        engine = _engine(where)
        with engine.execution_options(writes=True).begin() as connection:
            yield connection
            if file and not file.exists():
                raise StoreError(_message("gone"))


def forget() -> None:
    """Close all databases; the next use opens them again."""
    _engine.cache_clear()


def _file(where: str) -> Path | None:
    """Return the file of a SQLite database; None for a server."""
    url = sql.make_url(where)
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


@functools.cache
def _engine(where: str) -> sql.Engine:
    """Return the engine of a database at the present version, shared by all sessions."""
    file = _file(where)
    if file is None:
        engine = sql.create_engine(where, pool_pre_ping=True)
    else:
        _make_file(file)
        engine = sql.create_engine(where, connect_args={"timeout": PATIENCE})
        sql.event.listen(engine, "connect", _prepare)
        sql.event.listen(engine, "begin", _begin)
    _migrate(engine, file)
    return engine


def _make_file(file: Path) -> None:
    """Make the file of a new database, for the user alone; the decisions of an earlier version are taken over."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if file.exists():
        return
    file.touch(mode=_FOR_THE_USER_ALONE)
    earlier = file.with_name(EARLIER_FILE)
    if earlier.exists():
        with sqlite3.connect(earlier) as old, sqlite3.connect(file) as new:
            old.backup(new)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: sql.Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")  # a reader may not get the lock later


def _migrate(engine: sql.Engine, file: Path | None) -> None:
    """Bring the database to the present version, after a copy of an older file was made beside it."""
    with engine.connect() as connection:
        version = version_of(connection)
    if version > VERSION:
        raise StoreError(_message("newer"))
    if version == VERSION:
        return
    if version and file:
        copy = file.with_name(f"{file.stem}-version-{version}-{time.strftime('%Y%m%d-%H%M%S')}{file.suffix}")
        copy.touch(mode=_FOR_THE_USER_ALONE)
        with sqlite3.connect(file) as old, sqlite3.connect(copy) as kept:
            old.backup(kept)
    with engine.execution_options(writes=True).begin() as connection:
        version = version_of(connection)  # another process may have been faster
        if version < VERSION:
            bring_up_to_date(connection, version)


@contextmanager
def _told() -> Iterator[None]:
    """Turn a fault of the database into a message that says what to do."""
    try:
        yield
    except SQLAlchemyError as error:
        raise StoreError(_message(_cause(error))) from error
    except sqlite3.Error as error:
        raise StoreError(_message(_cause(error))) from error
    except OSError as error:
        raise StoreError(_message("unwritable")) from error


def _cause(error: Exception) -> str:
    said = str(getattr(error, "orig", None) or error).lower()
    for cause, words in (("full", _FULL), ("locked", _LOCKED), ("corrupt", _CORRUPT), ("unwritable", _UNWRITABLE)):
        if any(word in said for word in words):
            return cause
    unreachable = isinstance(error, OperationalError | DatabaseError) and ADDRESS_VARIABLE in os.environ
    return "unreachable" if unreachable else "other"


def _message(cause: str) -> str:
    """Return what happened to the store and what to do; it never quotes what was being written."""
    told = {
        "full": gettext("The disk is full, so the change was not kept. Free some space and try again."),
        "locked": gettext(
            "Another program keeps the store locked, so the change was not kept. Close it and try again."
        ),
        "corrupt": gettext(
            "The store is damaged and was left as it is. Move it away and put a backup (project backup) in its place."
        ),
        "unwritable": gettext(
            "The store cannot be opened or written to. Let the environment variable {variable} name a folder of this "
            "computer that can be written to."
        ),
        "newer": gettext(
            "The store was written by a newer version of this program. Install that version, or a newer one."
        ),
        "gone": gettext("The store was deleted while it was written to, so the change was not kept. Try again."),
        "unreachable": gettext(
            "The database server does not answer, so the change was not kept. Try again in a moment."
        ),
        "other": gettext("The store could not be used, and the change was not kept. Try again; if it stays, restart."),
    }[cause]
    where = gettext("Place: {place}.").format(place=_place())
    return f"{told.format(variable=FOLDER_VARIABLE)} {where}"


def _place() -> str:
    """Return where the store is, without the password of a server."""
    return str(_file(address()) or sql.make_url(address()).render_as_string(hide_password=True))
