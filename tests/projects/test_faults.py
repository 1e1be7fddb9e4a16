"""The store under faults: each is told with what to do, nothing acknowledged is lost, nothing need be restarted."""

import os
import resource
import shutil
import sqlite3
import stat
import tempfile
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
import sqlalchemy as sql

from ecosystem.errors import StoreError
from ecosystem.names.decisions import Decision, DecisionError
from ecosystem.projects import changes, database, project, store
from ecosystem.projects.changes import Change
from ecosystem.projects.schema import CHANGES, SCHEMA
from tests.postgresql import Server

NOBODY = 65534


def reason(use: Callable[[], object]) -> str:
    """Use the store and return which fault was told; every one says what to do and, but for an address, where."""
    with pytest.raises(StoreError) as told:
        use()
    assert str(told.value).count(". ") >= 1
    return told.value.reason


def write(made: project.Project, value: str = "x") -> project.Project:
    return project.record(made, Change("purpose", value), alone=True)


def purpose() -> object:
    return project.called("p").value("purpose")


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file may grow beyond this size, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def not_root() -> Iterator[None]:
    """Whoever is root is somebody else meanwhile, as modes of files do not hold for root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def reachable(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for the store that somebody else than the one who runs the tests can reach, and owns."""
    above = Path(tempfile.mkdtemp(prefix="store-"))
    above.chmod(0o755)
    folder = above / "store"
    folder.mkdir(0o700)
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    monkeypatch.setenv(database.FOLDER_VARIABLE, str(folder))
    yield folder
    database.forget()
    folder.chmod(0o700)
    shutil.rmtree(above)


def test_a_store_in_order_has_no_fault_and_asking_makes_nothing(folder: Path) -> None:
    assert database.fault() is None
    assert not folder.exists()
    write(project.create("p"))
    assert database.fault() is None


def test_all_files_are_for_the_user_alone_also_one_that_came_from_elsewhere(file: Path) -> None:
    project.create("p")
    database.forget()
    file.chmod(0o644)
    write(project.called("p"))
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in file.parent.iterdir()}
    assert modes == {file.name: 0o600, f"{file.name}-wal": 0o600, f"{file.name}-shm": 0o600}
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_damaged_store_is_left_as_it_is_and_a_backup_in_its_place_is_used(file: Path, tmp_path: Path) -> None:
    write(project.create("p"))
    copy = backup(file, tmp_path / "backup")
    database.forget()
    file.write_bytes(b"no database" * 1000)
    assert reason(project.every) == "corrupt"
    assert database.fault().reason == "corrupt"
    assert file.read_bytes() == b"no database" * 1000
    copy.replace(file)
    assert database.fault() is None
    assert purpose() == "x"


def test_a_store_that_says_no_version_is_told_as_damaged_or_not_ours() -> None:
    write(project.create("p"))
    with database.writing() as connection:
        connection.execute(sql.delete(SCHEMA))
    for again in (False, True):
        if again:
            database.forget()
        assert reason(project.every) == "corrupt"
        assert reason(lambda: project.create("q")) == "corrupt"
        assert database.fault().reason == "corrupt"
    with pytest.raises(StoreError, match="damaged, or not one of this program"):
        project.every()


def test_a_folder_with_the_name_of_the_store_is_told_and_stays(file: Path) -> None:
    file.mkdir(parents=True, mode=0o755)
    for use in (project.every, lambda: project.create("p")):
        assert reason(use) == "folder"
    assert database.fault().reason == "folder"
    assert stat.S_IMODE(file.stat().st_mode) == 0o755
    file.rmdir()
    assert project.create("p").name == "p"
    assert database.fault() is None


@pytest.mark.parametrize("inside", ["", "deeper"])
def test_a_file_in_place_of_the_folder_of_the_store_is_told(
    file: Path, folder: Path, inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write_text("x")
    monkeypatch.setenv(database.FOLDER_VARIABLE, str(folder / inside))
    for use in (project.every, lambda: project.create("p")):
        assert reason(use) == "no folder"
    assert database.fault().reason == "no folder"
    folder.unlink()
    assert project.every() == []


def test_damage_further_back_is_told_where_it_is_met(file: Path) -> None:
    made = project.create("p", [Change("setup", "x" * 5000, str(number)) for number in range(20)])
    database.forget()
    pages = bytearray(file.read_bytes())
    pages[3 * 4096 :] = b"\xff" * (len(pages) - 3 * 4096)
    file.write_bytes(pages)
    assert reason(lambda: project.by_id(made.id)) == "corrupt"


def test_a_locked_store_is_told_and_read_meanwhile(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    made = project.create("p")
    with closing(sqlite3.connect(file, isolation_level=None)) as blocker:
        blocker.execute("BEGIN IMMEDIATE")
        assert reason(lambda: write(made)) == "locked"
        assert database.fault().reason == "locked"
        assert purpose() is None
    assert database.fault() is None
    write(made)
    assert purpose() == "x"


def test_a_full_disk_is_told_and_nothing_kept_is_lost(file: Path) -> None:
    made = write(project.create("p"))
    with largest_file(file.with_name(f"{file.name}-wal").stat().st_size + 4096):
        assert reason(lambda: write(made, "y" * 100_000)) == "full"
        assert purpose() == "x"
    write(made, "y" * 100_000)
    assert purpose() == "y" * 100_000
    assert database.fault() is None


def test_a_disk_with_hardly_any_space_is_told_before_anything_is_lost(
    monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    project.create("p")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(2**30, 2**30 - 1000, 1000))
    assert database.fault().reason == "full"


@pytest.mark.parametrize("which", ["file", "folder"])
def test_a_store_that_may_not_be_written_is_read_and_is_written_once_it_may(
    reachable: Path, file: Path, which: str
) -> None:
    with not_root():
        write(project.create("p"))
        database.forget()
        closed = reachable if which == "folder" else reachable / file.name
        mode = stat.S_IMODE(closed.stat().st_mode)
        closed.chmod(mode & 0o500)
        made = project.called("p")
        assert made.value("purpose") == "x"
        assert database.fault().reason == "unwritable"
        assert reason(lambda: write(made, "y")) == "unwritable"
        closed.chmod(mode)
        assert database.fault() is None
        write(made, "y")
        assert purpose() == "y"


def test_what_a_killed_program_wrote_last_is_read_on_a_disk_that_cannot_be_written(
    reachable: Path, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(database.FOLDER_VARIABLE, str(tmp_path / "store"))
    write(project.create("p"))
    for each in file.parent.iterdir():
        shutil.copy(each, reachable)
        (reachable / each.name).chmod(0o444)
    monkeypatch.setenv(database.FOLDER_VARIABLE, str(reachable))
    reachable.chmod(0o555)
    with not_root():
        assert purpose() == "x"
    database.forget()
    reachable.chmod(0o755)
    (reachable / f"{file.name}-shm").unlink()  # the latest changes cannot be read then: told, not left out
    reachable.chmod(0o555)
    with not_root():
        assert reason(purpose) == "unwritable"


@pytest.mark.parametrize("what", ["the file", "all files", "the folder"])
def test_a_store_deleted_while_running_is_noticed_before_the_next_change_is_acknowledged(
    file: Path, what: str, tmp_path: Path
) -> None:
    made = write(project.create("p"))
    copy = backup(file, tmp_path / "backup")
    delete(file, what)
    assert reason(project.every) == "deleted"
    assert database.fault().reason == "deleted"
    assert reason(lambda: write(made, "y")) == "deleted"
    assert database.fault().reason == "deleted"  # as long as nobody has begun anew
    assert reason(lambda: write(made, "y")) == "no project"
    assert project.create("p").id != made.id
    assert database.fault() is None
    copy.replace(file)
    write(made, "y")
    assert project.by_id(made.id).value("purpose") == "y"


@pytest.mark.parametrize("what", ["the file", "all files", "the folder"])
def test_a_store_deleted_while_a_change_is_written_is_noticed(file: Path, what: str) -> None:
    made = project.create("p")

    def change() -> None:
        with database.writing() as connection:
            changes.append(connection, made.id, [Change("purpose", "x")])
            delete(file, what)

    assert reason(change) == "deleted"
    assert project.every() == []


def backup(file: Path, copy: Path) -> Path:
    with closing(sqlite3.connect(file)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
    return copy


def delete(file: Path, what: str) -> None:
    if what == "the folder":
        shutil.rmtree(file.parent)
    else:
        for each in [file] if what == "the file" else list(file.parent.iterdir()):
            each.unlink()


def test_a_store_replaced_by_an_older_copy_is_used_and_a_change_of_what_it_lacks_is_not_acknowledged(
    file: Path, tmp_path: Path
) -> None:
    made = project.create("p")
    copy = backup(file, tmp_path / "backup")
    later = write(made)
    copy.replace(file)
    assert purpose() is None
    assert reason(lambda: project.record(later, Change("boundary", "All"))) == "older copy"
    assert project.record(project.called("p"), Change("boundary", "All")).value("boundary") == "All"


def test_a_store_that_was_moved_away_is_complete_and_what_has_its_name_now_gets_nothing_of_it(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = project.create("p")
    copy = backup(file, tmp_path / "backup")
    write(made)
    (tmp_path / "moved").mkdir()
    file.replace(tmp_path / "moved" / file.name)
    copy.replace(file)
    assert purpose() is None
    monkeypatch.setenv(database.FOLDER_VARIABLE, str(tmp_path / "moved"))
    assert purpose() == "x"


def test_a_store_replaced_while_a_change_is_written_is_noticed(file: Path) -> None:
    made = project.create("p")

    def change() -> None:
        with database.writing() as connection:
            changes.append(connection, made.id, [Change("purpose", "x")])
            backup(file, file.with_name("other")).replace(file)

    assert reason(change) == "replaced"
    assert purpose() is None


def test_a_store_of_a_newer_version_is_told_and_not_touched_also_while_running() -> None:
    made = project.create("p")
    with database.writing() as connection:
        connection.exec_driver_sql("update schema_version set version = 99")
    assert reason(lambda: write(made)) == reason(project.every) == database.fault().reason == "newer"
    database.forget()
    assert reason(lambda: write(made)) == reason(project.every) == database.fault().reason == "newer"


def test_an_emptied_store_is_told_before_the_next_change_and_begun_anew_then() -> None:
    made = write(project.create("p"))
    with database.writing() as connection:
        for table in ("glances", "changes", "contacts", "links", "projects", "files", "decisions", "schema_version"):
            connection.exec_driver_sql(f"drop table {table}")
    assert reason(project.every) == "deleted"
    assert reason(lambda: write(made)) == "deleted"
    assert project.create("p").id != made.id


def test_who_reads_waits_for_no_writer_and_sees_nothing_half_written() -> None:
    mine, theirs = project.create("p"), project.create("q")
    written, read = Event(), Event()

    def change() -> None:
        with database.writing() as connection:
            changes.append(connection, theirs.id, [Change("purpose", "x")])
            written.set()
            assert read.wait(20)

    with ThreadPoolExecutor(1) as other:
        running = other.submit(change)
        assert written.wait(20)
        begun = monotonic()
        assert project.by_id(mine.id) == mine
        assert project.by_id(theirs.id) == theirs
        assert monotonic() - begun < 2
        read.set()
        running.result()
    assert project.by_id(theirs.id).value("purpose") == "x"


def test_who_reads_what_was_added_since_misses_nothing_while_several_write() -> None:
    made = project.create("p")
    seen = [made.seen]
    with ThreadPoolExecutor(4) as writers:
        running = [writers.submit(write, made, str(number)) for number in range(60)]
        done = False
        while not done:
            done = all(each.done() for each in running)
            with database.reading() as connection:
                seen += [each.number for each in changes.read(connection, made.id, seen[-1])]
    for each in running:
        each.result()
    assert len(seen) == 61
    assert seen == [each.number for each in project.by_id(made.id).changes][-61:]


def test_what_is_kept_reaches_no_message() -> None:
    made = project.create("p")
    with pytest.raises(StoreError) as told, database.writing() as connection:
        row = {"project": made.id, "kind": None, "subject": "Mary Smith", "value": "", "by": "", "at": "", "undoes": 0}
        connection.execute(CHANGES.insert(), [row])
    assert told.value.reason == "other"
    assert "Mary" not in "".join(traceback.format_exception(told.value))


def test_decisions_add_what_can_be_done_meanwhile(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"no database" * 1000)
    with pytest.raises(DecisionError, match=r"damaged.*aliases\.csv"):
        store.add("p", [Decision("same", "A", "B")])


def test_a_server_killed_ten_times_is_told_and_goes_on_without_a_restart_and_nothing_is_lost(server: Server) -> None:
    made = project.create("p")
    for number in range(10):
        write(made, f"{number}")
        server.kill()
        try:
            told = [reason(lambda: write(made, "lost")), reason(project.every), database.fault().reason]
        finally:
            server.start()
        assert told == ["unreachable"] * 3
        assert purpose() == f"{number}"
    assert database.fault() is None
    assert [each.value for each in made_since(made)] == [f"{number}" for number in range(10)]


def test_a_server_killed_while_a_change_is_written_leaves_all_of_it_or_nothing(server: Server) -> None:
    made = project.create("p")

    def change() -> None:
        with database.writing() as connection:
            changes.append(connection, made.id, [Change("purpose", "x"), Change("boundary", "All")])
            server.kill()

    try:
        assert reason(change) == "unsure"
    finally:
        server.start()
    assert made_since(made) == []


def made_since(made: project.Project) -> list[Change]:
    return list(project.by_id(made.id).changes[len(made.changes) :])


def test_a_database_that_another_program_locks_is_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    made = project.create("p")
    other = sql.create_engine(server.address, poolclass=sql.NullPool)
    with other.connect() as connection:
        connection.exec_driver_sql(f"select pg_advisory_xact_lock({database._WRITERS})")
        assert reason(lambda: write(made)) == database.fault().reason == "locked"
        assert purpose() is None
    assert database.fault() is None
    write(made)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql+psycopg://keeper:secret@/nowhere?host={folder}", "refused"),
        ("postgresql://stranger:secret@/postgres?host={folder}", "refused"),
        ("postgresql+psycopg://keeper:secret@localhost:9/postgres", "unreachable"),
        ("mysql://keeper:secret@localhost/postgres", "address"),
        ("our server, secret", "address"),
        ("sqlite://", "address"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(
    server: Server, monkeypatch: pytest.MonkeyPatch, address: str, told: str
) -> None:
    monkeypatch.setenv(database.ADDRESS_VARIABLE, address.format(folder=server.folder))
    assert reason(project.every) == database.fault().reason == told
    assert "secret" not in str(database.fault())
    with pytest.raises(DecisionError, match="aliases"):
        store.log("p")


def test_who_may_only_read_on_the_server_reads(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    made = write(project.create("p"))
    address = os.environ[database.ADDRESS_VARIABLE]
    schema = address.rpartition("%3D")[2]
    with database.writing() as connection:
        connection.exec_driver_sql("create role reader login")
        connection.exec_driver_sql(f"grant usage on schema {schema} to reader")
        connection.exec_driver_sql(f"grant select on all tables in schema {schema} to reader")
    monkeypatch.setenv(database.ADDRESS_VARIABLE, address.replace("keeper@", "reader@"))
    assert purpose() == "x"
    assert reason(lambda: write(made, "y")) == database.fault().reason == "refused"
