"""The way of an older database to the present version: all of it or nothing, after a copy was made."""

import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

import sqlalchemy as sql

from ecosystem.names.decisions import DECISION_FIELDS
from ecosystem.projects import faults
from ecosystem.projects.schema import DECISIONS, VERSION, bring_up_to_date, version_of

EARLIER_FILE = "decisions.sqlite"  # of version 1, beside that of today
FOR_THE_USER_ALONE = 0o600


def migrate(engine: sql.Engine, file: Path | None, place: str, patience: float) -> None:
    """Make the tables of a new database, or bring an older one to the present version; StoreError if it is newer.

    A copy of an older one is made before: of a file, a file beside it; on a server, a schema beside its tables.
    """
    with engine.connect() as connection:
        version = version_of(connection)
    if version > VERSION:
        raise faults.fault("newer", place)
    if version == VERSION:
        return
    name = f"version-{version}-{time.strftime('%Y%m%d-%H%M%S')}"
    if version and file:
        _copy_file(file, file.with_name(f"{file.stem}-{name}{file.suffix}"))
    with engine.execution_options(patience=patience).begin() as connection:
        version = version_of(connection)
        if version == VERSION:  # another program was faster
            return
        if version and not file:
            _copy_tables(connection, name)
        bring_up_to_date(connection, version)
        if not version and file:
            _take_over(connection, file.with_name(EARLIER_FILE))


def make_private(file: Path) -> None:
    """Let the user alone read a file of SQLite that came from elsewhere, and what SQLite keeps beside it."""
    mode = file.stat().st_mode & 0o700
    for each in (file, *map(file.with_name, (f"{file.name}-wal", f"{file.name}-shm"))):
        if each.exists() and each.stat().st_mode & 0o777 != mode:
            with suppress(OSError):  # on a read-only disk, or another user's: it is read as it is
                each.chmod(mode)


def _copy_file(file: Path, copy: Path) -> None:
    copy.touch(mode=FOR_THE_USER_ALONE)
    try:
        with closing(sqlite3.connect(file)) as old, closing(sqlite3.connect(copy)) as new:
            old.backup(new)
    except BaseException:
        copy.unlink()
        raise


def _copy_tables(connection: sql.Connection, name: str) -> None:
    quoted = connection.dialect.identifier_preparer.quote
    name = f"{connection.dialect.default_schema_name}-{name}"
    connection.exec_driver_sql(f"CREATE SCHEMA {quoted(name)}")
    for table in sql.inspect(connection).get_table_names():
        connection.exec_driver_sql(f"CREATE TABLE {quoted(name)}.{quoted(table)} AS TABLE {quoted(table)}")


def _take_over(connection: sql.Connection, earlier: Path) -> None:
    """Add the decisions of version 1, which kept them in a file of another name; that file stays as its copy."""
    if not earlier.exists():
        return
    make_private(earlier)
    columns = ", ".join(f'"{name}"' for name in ("project", *DECISION_FIELDS))
    try:
        with closing(sqlite3.connect(earlier)) as old:
            old.row_factory = sqlite3.Row
            rows = [dict(row) for row in old.execute(f"SELECT {columns} FROM decisions ORDER BY number")]  # noqa: S608
    except sqlite3.Error as error:
        raise faults.fault(faults.cause(error), str(earlier)) from error
    if rows:
        connection.execute(DECISIONS.insert(), rows)
