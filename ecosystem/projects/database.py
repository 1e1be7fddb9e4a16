"""The database of projects: one SQLite file in the user's home, or PostgreSQL; the only module that opens it."""

import logging
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import SQLAlchemyError

from ecosystem.errors import StoreError
from ecosystem.projects import faults
from ecosystem.projects.faults import ADDRESS_VARIABLE, FOLDER_VARIABLE
from ecosystem.projects.migration import EARLIER_FILE, FOR_THE_USER_ALONE, make_private, migrate
from ecosystem.projects.schema import SCHEMA, VERSION, bring_up_to_date, version_of

__all__ = ["ADDRESS_VARIABLE", "FOLDER_VARIABLE", "fault", "folder", "forget", "is_empty", "reading", "writing"]
DEFAULT_FOLDER = "~/.civic-ecosystem-mapper"
FILE = "projects.sqlite"
PATIENCE = 10  # seconds that a writer waits for another writer
_PROBING_PATIENCE = 1  # seconds that a page waits to learn whether a fault is over
_LEAST_SPACE = 2**20  # bytes free on a disk, below which it is called full before anything is lost
_SERVER = {  # of libpq: a server that does not answer is told, not waited for
    "connect_timeout": 5,  # seconds
    "keepalives_idle": 10,  # seconds
    "tcp_user_timeout": 10_000,  # milliseconds
}
# After these faults of a change, whose writer knows of them now, the next use opens what is there then, or begins anew.
_LEFT = {"deleted", "replaced", "corrupt", "unwritable", "failing"}
_WRITERS = 0x63697669636D6170  # key of the lock that lets one writer at a time into a PostgreSQL database: "civicmap"
_EFFECTIVE = os.access in os.supports_effective_ids
_FOLDER_MODE = 0o700  # for the user alone


@dataclass(frozen=True)
class _Store:
    """A database that is open for all sessions, at the present version."""

    where: sql.URL
    engine: sql.Engine
    file: Path | None  # None: it is on a server
    identity: tuple[int, int] | None  # of the file that was opened, whatever has its name now
    log: tuple[int, int] | None = None  # that of SQLite's write-ahead log

    def lost(self) -> str:
        """Return what became of the file since it was opened: deleted, replaced, or nothing ("")."""
        if self.file is None or (now := _identity(self.file)) == self.identity:
            return ""
        return "replaced" if now else "deleted"

    def check_in_place(self) -> None:
        """Raise StoreError if what is written now would be lost, as the file is no longer the store."""
        if lost := self.lost():
            raise faults.fault(lost, _place(self.where))


_LOGGER = logging.getLogger(__name__)
_LOCK = threading.RLock()
_STORES: dict[sql.URL, _Store] = {}
_FAILED: dict[sql.URL, StoreError] = {}  # the latest write, where it failed


def folder() -> Path:
    """Return the folder of the store, from the environment or else in the user's home."""
    return Path(os.environ.get(FOLDER_VARIABLE) or DEFAULT_FOLDER).expanduser()


def address() -> sql.URL:
    """Return the address of the database; StoreError where the environment names none."""
    named = os.environ.get(ADDRESS_VARIABLE)
    if not named:
        return sql.URL.create("sqlite", database=str(folder() / FILE))
    with _told(None):
        url = sql.make_url(named)
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database:
        return url
    raise faults.fault("address")


def is_empty() -> bool:
    """Return whether nothing was kept yet, so that nothing need be opened or made."""
    where = address()
    file = _file(where)
    if file is None or where in _STORES or file.exists() or _misplaced(file):
        return False
    return not file.with_name(EARLIER_FILE).exists()


@contextmanager
def reading() -> Iterator[sql.Connection]:
    """Open a connection that sees the store as it is now, locks out no writer, and works where nothing can be written.

    StoreError where it cannot be read.
    """
    where = address()
    try:
        with _told(where), _connection_to_read(where) as connection:
            yield connection
    except StoreError as error:
        if error.reason == "corrupt":  # a backup may come in its place
            _close(where)
        raise


@contextmanager
def writing() -> Iterator[sql.Connection]:
    """Open a transaction of which others see all or nothing, one at a time; StoreError where it cannot be kept.

    As one writer follows the other, the numbers given to rows are in the order in which others come to see them.
    """
    with _writing(PATIENCE) as connection:
        yield connection


def fault() -> StoreError | None:
    """Return what keeps the store from being read or written now; None if nothing does.

    It takes no lock, except to learn whether the fault that the latest change met is over.
    """
    try:
        where = address()
        failed = _FAILED.get(where)
        if is_empty():  # a deleted store stays a fault until it is begun anew
            return _obstacle(where) or (failed if failed and failed.reason == "deleted" else None)
        with reading():
            pass
        if failed:
            with _writing(_PROBING_PATIENCE) as connection:
                connection.execute(SCHEMA.update().values(version=SCHEMA.c.version))
        return _obstacle(where)
    except StoreError as error:
        return error


def forget() -> None:
    """Close all databases; the next use opens them again."""
    for where in list(_STORES):
        _close(where)
    _FAILED.clear()


@contextmanager
def _writing(patience: float) -> Iterator[sql.Connection]:
    where = address()
    try:
        with _told(where):
            store = _open(where)
            with store.engine.execution_options(patience=patience).connect() as connection:
                _check(connection.execute(sql.select(SCHEMA.c.version)).scalar_one(), where)
                yield connection
                store.check_in_place()
                with _told(where, "unsure"):
                    connection.commit()
                store.check_in_place()
    except StoreError as error:
        _FAILED[where] = error
        if error.reason in _LEFT:
            _close(where)
        raise
    _FAILED.pop(where, None)


@contextmanager
def _connection_to_read(where: sql.URL) -> Iterator[sql.Connection]:
    file = _file(where)
    if is_empty():  # nothing is made before there is something to keep
        connection = sql.create_engine("sqlite://", poolclass=sql.NullPool).connect()
        bring_up_to_date(connection, 0)
    else:
        try:
            connection = _snapshot(where)
        except StoreError as error:
            if error.reason != "unwritable" or file is None or not file.exists():
                raise
            connection = _read_only(file).connect()
            _check(version_of(connection), where)
    with connection:
        yield connection


def _snapshot(where: sql.URL) -> sql.Connection:
    """Return a connection to read with: all its statements see the store as it was at the first."""
    with _told(where):
        store = _open(where)
        server = {} if store.file else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        connection = store.engine.execution_options(**server).connect()
        try:
            _check(connection.execute(sql.select(SCHEMA.c.version)).scalar_one(), where)
        except BaseException:
            connection.close()
            raise
    return connection


def _check(version: int, where: sql.URL) -> None:
    """Raise StoreError where the store is not at the present version, as another program has changed it since."""
    if version != VERSION:
        raise faults.fault("newer" if version > VERSION else "old", _place(where))


def _open(where: sql.URL) -> _Store:
    """Return the store, opened and brought to the present version if it was not yet; StoreError if it was deleted."""
    with _LOCK:
        try:
            store = _STORES.get(where)
            lost = store.lost() if store else ""
            if lost == "deleted":
                raise faults.fault(lost, _place(where))
            if store is None or lost:
                _close(where)
                store = _STORES[where] = _make(where)
        except OSError as error:
            raise faults.fault(faults.cause(error), _place(where)) from error
        return store


def _close(where: sql.URL) -> None:
    with _LOCK:
        store = _STORES.pop(where, None)
        if store and store.lost():
            _remove_log(store)
        if store:
            store.engine.dispose()


def _remove_log(store: _Store) -> None:
    """Finish the log of a file that was moved or deleted, as SQLite would add it to whatever has the name now."""
    if store.file is None or _identity(_beside(store.file)) != store.log:  # the new file's, of another program
        return
    if store.engine.pool.checkedin():  # type: ignore[attr-defined]  # a new connection would open the new file
        with closing(store.engine.raw_connection()) as connection, suppress(sqlite3.Error):
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for ending in ("-wal", "-shm"):
        _beside(store.file, ending).unlink(missing_ok=True)


def _make(where: sql.URL) -> _Store:
    file = _file(where)
    if file and (reason := _misplaced(file)):
        raise faults.fault(reason, _place(where))
    if file:
        _make_file(file)
    settings: dict[str, Any] = {"timeout": PATIENCE} if file else _SERVER
    engine = sql.create_engine(
        where,
        connect_args=settings,
        pool_pre_ping=file is None,  # so that a server that was started again is asked anew
        pool_size=10,
        max_overflow=-1 if file else 20,  # of the 100 connections that a server allows at first
        pool_timeout=PATIENCE,
        hide_parameters=True,  # what is kept reaches no log
    )
    if file:
        sql.event.listen(engine, "connect", _prepare)
    sql.event.listen(engine, "begin", _begin_file if file else _begin_server)
    try:
        identity = _identity(file) if file else None
        migrate(engine, file, _place(where), PATIENCE)
    except BaseException:
        engine.dispose()
        raise
    return _Store(where, engine, file, identity, _identity(_beside(file)) if file else None)


def _misplaced(file: Path) -> str:
    """Return which fault it is that a folder has the name of the file, or that its folder is none; else ""."""
    if file.is_dir():
        return "folder"
    there = next(place for place in file.absolute().parents if place.exists())
    return "" if there.is_dir() else "no folder"


def _make_file(file: Path) -> None:
    """Make the file of a new database, for the user alone, as SQLite makes those beside it like it."""
    file.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=FOR_THE_USER_ALONE)
    make_private(file)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    _write_ahead(connection)
    for setting in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {setting}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work at once; of several programs that begin a store, all but one wait."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:  # SQLite itself does not wait here
            if faults.cause(error) != "locked" or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _begin_file(connection: sql.Connection) -> None:
    patience = connection.get_execution_options().get("patience")
    if patience is None:
        connection.exec_driver_sql("BEGIN")
    else:  # a reader may not get the lock later
        connection.exec_driver_sql(f"PRAGMA busy_timeout={int(patience * 1000)}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_server(connection: sql.Connection) -> None:
    patience = connection.get_execution_options().get("patience")
    if patience is not None:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(patience * 1000)}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")


def _read_only(file: Path) -> sql.Engine:
    """Return the store of a file on a disk, or in a folder, that cannot be written to."""
    beside = _beside(file)
    # SQLite wants to write beside a file that is read, unless it is told that nobody will change it; what was written
    # last stands in the file beside, which is then not read
    finished = not beside.exists() or beside.stat().st_size == 0
    place = f"{file.resolve().as_uri()}?{'immutable=1' if finished else 'mode=ro'}"
    return sql.create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(place, uri=True, timeout=PATIENCE),
        poolclass=sql.NullPool,
        hide_parameters=True,
    )


def _obstacle(where: sql.URL) -> StoreError | None:
    """Return why a file could not be written to, as far as that can be seen without writing."""
    file = _file(where)
    if file is None:
        return None
    if reason := _misplaced(file):
        return faults.fault(reason, _place(where))
    there = [place for place in (file, file.parent) if place.exists()]
    there = there or [next(place for place in file.parents if place.exists())]
    if not all(os.access(place, os.W_OK, effective_ids=_EFFECTIVE) for place in there):
        return faults.fault("unwritable", _place(where))
    if shutil.disk_usage(there[-1]).free < _LEAST_SPACE:
        return faults.fault("full", _place(where))
    return None


def _file(where: sql.URL) -> Path | None:
    """Return the file of a SQLite database; None for a server."""
    return Path(str(where.database)) if where.get_backend_name() == "sqlite" else None


def _beside(file: Path, ending: str = "-wal") -> Path:
    """Return the file that SQLite keeps beside one: its write-ahead log, or the index of that."""
    return file.with_name(file.name + ending)


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino


@contextmanager
def _told(where: sql.URL | None, unreachable: str = "unreachable") -> Iterator[None]:
    """Turn a fault of the database into a message that says what to do."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, ImportError) as error:
        reason = faults.cause(error)
        _LOGGER.info("the store: %s (%s)", reason, type(getattr(error, "orig", None) or error).__name__)
        place = _place(where) if where else ""
        raise faults.fault(unreachable if reason == "unreachable" else reason, place) from None  # it may quote a row


def _place(where: sql.URL) -> str:
    """Return where the store is, without the password of a server."""
    return str(_file(where) or where.render_as_string(hide_password=True))
