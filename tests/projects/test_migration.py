"""Databases of every released version come to the present one whole, or stay as they were; a copy is made before."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sql

from ecosystem.names.decisions import Decision
from ecosystem.projects import database, migration, project, schema, store

EARLIER = Path(__file__).parents[1] / "data" / "written_by_2050a59" / "store" / "decisions.sqlite"
VERSION_1 = (  # as 0.1 and 0.2 made it
    """CREATE TABLE decisions (
        number INTEGER NOT NULL, project TEXT NOT NULL, verdict TEXT NOT NULL, name_a TEXT NOT NULL,
        name_b TEXT NOT NULL, site TEXT NOT NULL, id_a TEXT NOT NULL, id_b TEXT NOT NULL, "by" TEXT NOT NULL,
        at TEXT NOT NULL, undoes TEXT NOT NULL, PRIMARY KEY (number)
    )""",
    "CREATE INDEX ix_decisions_project ON decisions (project)",
    """INSERT INTO decisions (project, verdict, name_a, name_b, site, id_a, id_b, "by", at, undoes) VALUES
        ('ABCD-2345', 'same', 'City Hall', 'Town Hall', 'X', '', '', 'MK', '2026-03-14T09:05:00+00:00', ''),
        ('ABCD-2345', 'different', 'Library', 'Archive', 'X', '', '', 'LO', '2026-03-14T09:06:00+00:00', '')""",
)
RELEASED = {1: VERSION_1}


def make(statements: tuple[str, ...], file: Path) -> None:
    """Make a database of an earlier version, on a server or in a file."""
    address = database.address()
    if address.get_backend_name() == "sqlite":
        file.parent.mkdir(mode=0o700)
        address = address.set(database=str(file))
    engine = sql.create_engine(address, poolclass=sql.NullPool)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement.replace("number INTEGER NOT NULL", number(connection)))


def number(connection: sql.Connection) -> str:
    return "number SERIAL" if connection.dialect.name == "postgresql" else "number INTEGER NOT NULL"


def columns() -> dict[str, list[tuple[str, bool]]]:
    with database.reading() as connection:
        found = sql.inspect(connection)
        tables = sorted(found.get_table_names())
        return {table: [(each["name"], each["nullable"]) for each in found.get_columns(table)] for table in tables}


@pytest.mark.parametrize("version", RELEASED)
def test_a_database_of_a_released_version_gets_the_tables_of_today_and_keeps_what_it_held(
    version: int, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    make(RELEASED[version], folder / database.FILE)
    project.create("p")
    assert [(each.name_a, each.by) for each in store.log("ABCD-2345")] == [("City Hall", "MK"), ("Library", "LO")]
    assert store.add("ABCD-2345", [Decision("same", "Park", "Garden", "X")]) == []
    migrated = columns()
    monkeypatch.delenv(database.ADDRESS_VARIABLE, raising=False)
    monkeypatch.setenv(database.FOLDER_VARIABLE, str(tmp_path / "new"))
    project.create("p")
    assert columns() == migrated


def test_every_released_version_is_tried_here() -> None:
    assert sorted(RELEASED) == list(range(1, schema.VERSION))


def test_a_copy_of_the_file_is_made_before(file: Path) -> None:
    make(VERSION_1, file)
    project.create("p")
    [copy] = file.parent.glob("projects-version-1-*.sqlite")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("select name from sqlite_master where type = 'table'").fetchall() == [("decisions",)]
        assert connection.execute("select count(*) from decisions").fetchone() == (2,)


def test_a_copy_of_the_tables_is_made_before_on_a_server(server: object, folder: Path) -> None:
    make(VERSION_1, folder)
    project.create("p")
    with database.reading() as connection:
        mine = f"{connection.dialect.default_schema_name}-version-1-"
        [name] = [each for each in sql.inspect(connection).get_schema_names() if each.startswith(mine)]
        assert connection.exec_driver_sql(f'select count(*) from "{name}".decisions').scalar() == 2


def test_a_step_that_fails_leaves_the_database_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(VERSION_1, folder / database.FILE)

    def fail(connection: sql.Connection) -> None:
        connection.exec_driver_sql("drop table decisions")
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", (fail,))
        with pytest.raises(MemoryError):
            project.create("p")
    project.create("p")
    assert len(store.log("ABCD-2345")) == 2


def test_the_decisions_that_version_1_kept_in_a_file_of_another_name_are_taken_over_and_that_file_is_left(
    file: Path,
) -> None:
    earlier = file.with_name(migration.EARLIER_FILE)
    file.parent.mkdir()
    earlier.write_bytes(EARLIER.read_bytes())
    assert len(store.log("ABCD-2345")) == 9
    assert earlier.read_bytes() == EARLIER.read_bytes()
    assert stat.S_IMODE(earlier.stat().st_mode) == 0o600
    database.forget()
    assert len(store.log("ABCD-2345")) == 9  # once


def test_a_damaged_file_of_version_1_is_named_and_nothing_is_taken_for_empty(file: Path) -> None:
    file.parent.mkdir()
    file.with_name(migration.EARLIER_FILE).write_bytes(b"no database" * 100)
    for _ in range(2):
        with pytest.raises(database.StoreError, match=r"damaged.*decisions\.sqlite"):
            project.create("p")


def test_a_store_of_an_earlier_version_that_cannot_be_written_says_so(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(VERSION_1, file)

    def read_only(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(database, "migrate", read_only)
    with pytest.raises(database.StoreError, match="earlier version"):
        project.every()
