"""Backups: the whole store in one SQLite file, from SQLite or PostgreSQL, and a store filled from one."""

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import SQLAlchemyError

from ecosystem.errors import RequestError
from ecosystem.projects.database import FOLDER_VARIABLE, is_empty, reading, writing
from ecosystem.projects.schema import FILES, GLANCES, SCHEMA, TABLES, VERSION, bring_up_to_date, version_of
from ecosystem.translation import gettext

_KEPT = [table for table in TABLES.sorted_tables if table is not SCHEMA]  # what others point to comes first
_COMPARED = [table for table in _KEPT if table is not GLANCES]  # which are made again whenever they are lost
_MOST_ROWS = 1_000  # in memory at once; of files, each of which may have 25 MB, one
_FOR_THE_USER_ALONE = 0o600


def write_backup(file: Path) -> None:
    """Write the whole store, with contacts and links, as it was at one moment, whoever writes to it meanwhile.

    The file is for the user alone, and takes the place of one of its name once it is whole. RequestError where there
    is nothing to write, or no way to write it.
    """
    if is_empty():
        raise RequestError(gettext("The store holds nothing yet, so no backup was written."))
    with reading() as store:
        own = store.engine.url.database if store.dialect.name == "sqlite" else None
        if own and file.resolve() == Path(own).resolve():
            said = gettext("{file} is the store itself. Give the backup another name or another folder.")
            raise RequestError(said.format(file=file))
        with _written(file):
            file.parent.mkdir(parents=True, exist_ok=True)
            beside = tempfile.TemporaryDirectory(dir=file.parent, prefix=f".{file.name}-", ignore_cleanup_errors=True)
        with beside as folder:
            with _written(file):
                made = _empty(Path(folder))
            _fill(store, made, file)
            with _written(file):
                made.replace(file)


def restore(file: Path) -> None:
    """Fill the store, which is empty, from a backup of this or of any earlier version; all of it or nothing.

    RequestError where the file is no whole backup, or the store holds anything but the same.
    """
    with _opened(file) as backup, writing() as store:
        if any(store.execute(sql.select(table).limit(1)).first() for table in _COMPARED):
            if [_digest(store, table) for table in _COMPARED] == [_digest(backup, table) for table in _COMPARED]:
                return
            raise RequestError(
                gettext(
                    "The store holds projects or decisions already, so the backup was not put into it. Move the store "
                    "away, or let {variable} name another folder."
                ).format(variable=FOLDER_VARIABLE)
            )
        for table in _KEPT:
            for rows in _rows(backup, table):
                _check(rows, table, file)
                store.execute(table.insert(), rows)
            _count_on(store, table)


def _fill(store: sql.Connection, made: Path, file: Path) -> None:
    """Make the database of a backup in an empty file, all of it or nothing."""
    with _engine(made) as engine, engine.connect() as backup:
        with _written(file):
            bring_up_to_date(backup, 0)
        for table in _KEPT:
            for rows in _rows(store, table):
                with _written(file):
                    backup.execute(table.insert(), rows)
        with _written(file):
            backup.commit()


def _rows(source: sql.Connection, table: sql.Table) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of a table, some at a time."""
    some = 1 if table is FILES else _MOST_ROWS
    rows = source.execute(sql.select(table).execution_options(yield_per=some)).mappings()
    return ([dict(row) for row in part] for part in rows.partitions())


def _check(rows: list[dict[str, Any]], table: sql.Table, file: Path) -> None:
    """Raise RequestError where a file in a backup is not what was kept."""
    if table is FILES and any(hashlib.sha256(row["content"]).hexdigest() != row["hash"] for row in rows):
        raise _no_backup(file)


def _count_on(store: sql.Connection, table: sql.Table) -> None:
    """Let a server give numbers behind those that were inserted; SQLite does so by itself."""
    key = table.primary_key.columns.values()[0]
    if store.dialect.name == "postgresql" and isinstance(key.type, sql.Integer):
        last = store.scalar(sql.select(sql.func.max(key)))
        if last is not None:
            store.execute(sql.select(sql.func.setval(sql.func.pg_get_serial_sequence(table.name, key.name), last)))


def _digest(connection: sql.Connection, table: sql.Table) -> str:
    """Return what tells the rows of a table from others; of files, their hashes do."""
    columns = [column for column in table.columns if column is not FILES.c.content]
    key = [*table.primary_key.columns] or columns
    digest = hashlib.sha256()
    for row in connection.execute(sql.select(*columns).order_by(*key)):
        digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@contextmanager
def _opened(file: Path) -> Iterator[sql.Connection]:
    """Open a copy of a backup, brought to the present version; RequestError where it is none, or damaged."""
    if not file.is_file():
        raise RequestError(gettext("{file}: there is no such file. Check the path of the backup.").format(file=file))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = _empty(Path(folder))
        try:
            with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as old:
                _copy_whole(old, copy)
            with _engine(copy) as engine, engine.connect() as connection:
                version = version_of(connection)
                if 0 < version < VERSION:
                    bring_up_to_date(connection, version)
                    connection.commit()
                for table in _KEPT if 0 < version <= VERSION else ():
                    connection.execute(sql.select(table).limit(0))  # it has the tables and columns of its version
        except (sqlite3.Error, SQLAlchemyError):
            raise _no_backup(file) from None
        if version > VERSION:
            said = gettext("{file}: the backup was written by a newer version of this program. Install that version.")
            raise RequestError(said.format(file=file))
        if not version:
            raise _no_backup(file)
        with _engine(copy) as engine, engine.connect() as connection:
            yield connection


def _copy_whole(old: sqlite3.Connection, copy: Path) -> None:
    """Copy a database with what SQLite keeps beside it; sqlite3.Error where a part of it is damaged."""
    with closing(sqlite3.connect(copy)) as new:
        old.backup(new)
        if new.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError


def _empty(folder: Path) -> Path:
    """Make an empty file for the user alone."""
    made = folder / "backup.sqlite"
    made.touch(mode=_FOR_THE_USER_ALONE)
    return made


@contextmanager
def _engine(file: Path) -> Iterator[sql.Engine]:
    """Yield the engine of a file that nobody else uses."""
    place = sql.URL.create("sqlite", database=str(file))
    engine = sql.create_engine(place, poolclass=sql.NullPool, hide_parameters=True)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _written(file: Path) -> Iterator[None]:
    """Turn a fault of the file that is written into a message that says what to do; it quotes nothing that is kept."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        reason = str(getattr(error, "orig", None) or getattr(error, "strerror", None) or gettext("no access"))
        said = gettext("{file}: the backup was not written ({reason}). Free space there, or name another folder.")
        raise RequestError(said.format(file=file, reason=reason)) from None


def _no_backup(file: Path) -> RequestError:
    said = gettext("{file}: this is no backup of this program, or it is damaged. Take another one.")
    return RequestError(said.format(file=file))
