"""Backups: the whole store as it was at one moment, while others write; restored elsewhere it is the same."""

import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sql

from ecosystem.errors import EcosystemError, RequestError
from ecosystem.names.decisions import Decision
from ecosystem.projects import database, project, store
from ecosystem.projects.backup import restore, write_backup
from ecosystem.projects.changes import Change
from ecosystem.projects.schema import CONTACTS, LINKS, TABLES
from ecosystem.projects.sources import log_name, open_project
from ecosystem.tables.assemble import assemble

DATA = Path(__file__).parents[1] / "data"
EARLIER = DATA / "written_by_2050a59" / "store" / "decisions.sqlite"
TIES = b"from,to,relation\nCity IT,Food Bank,works_with\nDept of IT,Library,funds\n"
SAME = Decision("same", "Dept of IT", "City IT", "", by="MK", at="2026-03-14T09:05:00+00:00")


def keep_two_projects() -> None:
    """Keep a project with all that a store can hold, and a second one."""
    made = project.keep_files(project.create("River City"), {"ties.csv": TIES}, "MK")
    made = project.record(made, Change("purpose", "Find"), Change("purpose", "Find partners"))
    project.undo(made, made.changes[-1])
    store.add(log_name(made), [SAME])
    store.add("ABCD-2345", [SAME])
    with database.writing() as connection:
        ann = {"person": "Ann Lee", "email": "ann@example.org", "phone": "", "language": ""}
        connection.execute(CONTACTS.insert().values(project=made.id, organization="Library", **ann))
        link = {"hash": "5ec7e7", "role": "viewer", "made": "", "ends": "", "revoked": ""}
        connection.execute(LINKS.insert().values(project=made.id, **link))
    project.keep_files(project.create("Harbor"), {"ties.csv": TIES})


def fingerprints() -> dict[str, str]:
    found = {}
    for each in project.every():
        opened = open_project(each)
        found[each.name] = assemble(opened.source, opened.setup, opened.decisions).fingerprint
    return found


def tables_in(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(file) as connection:
        names = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
        ours = [name for name in names if not name.startswith("sqlite")]
        return {name: connection.execute(f"select * from {name}").fetchall() for name in sorted(ours)}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_store_restored_elsewhere_holds_the_same_projects_with_the_same_fingerprints(
    kind: str, tmp_path: Path, elsewhere: Callable[..., None]
) -> None:
    keep_two_projects()
    before, held = fingerprints(), project.every()
    write_backup(tmp_path / "backup.sqlite")
    elsewhere(kind)
    restore(tmp_path / "backup.sqlite")
    assert project.every() == held
    assert fingerprints() == before
    assert store.log("ABCD-2345") == [SAME]
    assert project.record(project.called("harbor"), Change("purpose", "x")).seen > max(each.seen for each in held)


def test_a_backup_holds_every_row_of_every_table_and_is_for_the_user_alone(tmp_path: Path) -> None:
    keep_two_projects()
    write_backup(tmp_path / "made" / "backup.sqlite")
    held = tables_in(tmp_path / "made" / "backup.sqlite")
    with database.reading() as connection:
        for table in TABLES.sorted_tables:
            assert held[table.name] == [tuple(row) for row in connection.execute(sql.select(table))], table.name
    assert len(held["contacts"]) == len(held["links"]) == 1
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["backup.sqlite"]
    assert (tmp_path / "made" / "backup.sqlite").stat().st_mode & 0o777 == 0o600


def test_a_backup_is_of_one_moment_while_others_write(tmp_path: Path, elsewhere: Callable[..., None]) -> None:
    keep_two_projects()
    river, harbor = project.called("river-city"), project.called("harbor")
    enough, written = threading.Event(), threading.Semaphore(0)

    def write() -> None:
        for n in range(2_000):
            if enough.is_set():
                return
            with database.writing() as connection:  # one thing said twice: nobody may see it once
                for made in (river, harbor):
                    project.log.append(connection, made.id, [Change("name cap", n, subject=str(n))])
            project.keep_files(harbor, {"ties.csv": TIES + f"A,B{n},funds\n".encode()})
            written.release()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(5):
            while written.acquire(blocking=False):
                pass
            assert written.acquire(timeout=60)
            write_backup(tmp_path / f"{n}.sqlite")
    finally:
        enough.set()
        writer.join()
    seen = []
    for n in range(5):
        elsewhere()
        restore(tmp_path / f"{n}.sqlite")
        notes = project.called("river-city").values("name cap")
        assert notes == project.called("harbor").values("name cap")
        assert project.files_of(project.called("harbor"))
        seen.append(len(notes))
    assert 0 < seen[0] < seen[1] < seen[2] < seen[3] < seen[4]


def test_a_backup_takes_the_place_of_an_older_one_once_it_is_whole(tmp_path: Path) -> None:
    keep_two_projects()
    file = tmp_path / "backup.sqlite"
    write_backup(file)
    project.create("Third")
    write_backup(file)
    assert len(tables_in(file)["projects"]) == 3


def test_the_same_backup_is_restored_twice_without_harm_and_another_is_refused(
    tmp_path: Path, elsewhere: Callable[..., None]
) -> None:
    keep_two_projects()
    write_backup(tmp_path / "one.sqlite")
    restore(tmp_path / "one.sqlite")
    project.create("Third")
    held = project.every()
    with pytest.raises(RequestError, match="already"):
        restore(tmp_path / "one.sqlite")
    assert project.every() == held


def test_the_store_of_the_first_release_is_restored_and_brought_up_to_date() -> None:
    restore(EARLIER)
    assert [path.name for path in EARLIER.parent.iterdir()] == [EARLIER.name], "nothing is left beside a backup"
    assert len(store.log("ABCD-2345")) == 9
    project.create("p")
    assert project.called("p").title == "p"


def test_a_copied_file_of_a_running_store_is_restored_with_what_stands_beside_it(
    file: Path, tmp_path: Path, elsewhere: Callable[..., None]
) -> None:
    keep_two_projects()
    shutil.copytree(file.parent, tmp_path / "copied")
    held = project.every()
    elsewhere()
    restore(tmp_path / "copied" / database.FILE)
    assert project.every() == held


def spoiled(change: Callable[[sqlite3.Connection], object]) -> Callable[[Path], None]:
    def spoil(file: Path) -> None:
        with sqlite3.connect(file) as connection:
            change(connection)

    return spoil


NO_BACKUP = {
    "text": (lambda file: file.write_bytes(b"no database" * 1000), "no backup"),
    "nothing": (lambda file: file.write_bytes(b""), "no backup"),
    "not there": (lambda file: file.unlink(), "no such file"),
    "half of it": (lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]), "no backup"),
    "another database": (
        spoiled(lambda db: [db.execute(f"drop table {name}") for name in ("schema_version", "decisions")]),
        "no backup",
    ),
    "a newer version": (spoiled(lambda db: db.execute("update schema_version set version = 99")), "newer version"),
    "a changed file": (spoiled(lambda db: db.execute("update files set content = x'00'")), "no backup"),
    "a lost table": (spoiled(lambda db: db.execute("drop table files")), "no backup"),
}


@pytest.mark.parametrize("case", NO_BACKUP)
def test_what_is_no_whole_backup_is_told_and_nothing_of_it_is_kept(
    case: str, tmp_path: Path, elsewhere: Callable[..., None]
) -> None:
    spoil, told = NO_BACKUP[case]
    keep_two_projects()
    write_backup(tmp_path / "backup.sqlite")
    spoil(tmp_path / "backup.sqlite")
    elsewhere()
    with pytest.raises(EcosystemError, match=told):
        restore(tmp_path / "backup.sqlite")
    assert project.every() == []
    assert store.log("ABCD-2345") == []


def test_a_backup_where_none_can_be_written_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    keep_two_projects()
    (tmp_path / "taken").write_text("")
    (tmp_path / "folder").mkdir()
    for file in (tmp_path / "taken" / "backup.sqlite", tmp_path / "folder"):
        with pytest.raises(RequestError, match="not written"):
            write_backup(file)
    assert list((tmp_path / "folder").iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} - {"store"} == {"taken", "folder"}


def test_the_store_is_not_replaced_by_its_own_backup(file: Path, tmp_path: Path) -> None:
    keep_two_projects()
    (tmp_path / "link").symlink_to(file.parent)
    with pytest.raises(RequestError, match="store itself"):
        write_backup(tmp_path / "link" / database.FILE)


def test_a_store_that_holds_nothing_is_told_and_not_made(file: Path, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="nothing yet"):
        write_backup(tmp_path / "backup.sqlite")
    assert list(tmp_path.iterdir()) == []
    assert not file.exists()
