"""Every test of the store runs on SQLite and on PostgreSQL, each with a database of its own.

A test that asks for ``file`` is about the file of SQLite alone, one that asks for ``server`` about PostgreSQL alone.
"""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sql

from ecosystem.projects import database
from tests.postgresql import Server, programs
from tests.postgresql import server as running_server

ALONE = {"file": "sqlite", "server": "postgresql"}  # fixture -> the database that a test which asks for it is about
_NUMBERS = count()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test on each database that it is about."""
    kinds = [kind for fixture, kind in ALONE.items() if fixture in metafunc.fixturenames] or list(ALONE.values())
    metafunc.parametrize("store", kinds, indirect=True)


@pytest.fixture(scope="session")
def the_server() -> Iterator[Server]:
    """One server for all tests of a process. Where none is installed: a failure in CI, a skip elsewhere."""
    if programs() is None:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up("needs PostgreSQL: apt install postgresql")
    with running_server() as running:
        yield running


@pytest.fixture(autouse=True)
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty store of the test's own, closed at the end."""
    monkeypatch.setenv(database.FOLDER_VARIABLE, str(tmp_path / "store"))
    monkeypatch.delenv(database.ADDRESS_VARIABLE, raising=False)
    if request.param == "postgresql":
        monkeypatch.setenv(database.ADDRESS_VARIABLE, schema_of_its_own(request.getfixturevalue("the_server")))
    database.forget()
    yield
    database.forget()


@pytest.fixture
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Turn to another machine, whose store is empty: of the same kind, or of the one that is named."""

    def turn(kind: str = "") -> None:
        database.forget()
        kind = kind or ("postgresql" if database.ADDRESS_VARIABLE in os.environ else "sqlite")
        monkeypatch.setenv(database.FOLDER_VARIABLE, str(tmp_path / f"store {next(_NUMBERS)}"))
        monkeypatch.delenv(database.ADDRESS_VARIABLE, raising=False)
        if kind == "postgresql":
            monkeypatch.setenv(database.ADDRESS_VARIABLE, schema_of_its_own(request.getfixturevalue("the_server")))

    return turn


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the store, which is not made yet."""
    return tmp_path / "store"


@pytest.fixture
def file(folder: Path) -> Path:
    """The file of the store on SQLite, which is not made yet."""
    return folder / database.FILE


@pytest.fixture
def server(the_server: Server) -> Server:
    """The server on which the store is."""
    return the_server


def schema_of_its_own(server: Server) -> str:
    """Make an empty schema and return the address that leads to it."""
    name = f"test_{next(_NUMBERS)}"
    engine = sql.create_engine(server.address, poolclass=sql.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
    return f"{server.address}&options=-csearch_path%3D{name}"
