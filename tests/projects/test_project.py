"""Projects: what is changed is appended and can be taken back; nobody's work is overwritten; faults are told."""

import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ecosystem.errors import RequestError, StoreError
from ecosystem.projects import database, project, store
from ecosystem.projects.changes import Change, ConflictError, in_force

EARLIER = Path(__file__).parents[1] / "data" / "written_by_2050a59" / "store" / "decisions.sqlite"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(database.FOLDER_VARIABLE, str(tmp_path / "store"))
    database.forget()
    yield tmp_path / "store"
    database.forget()


def test_nothing_is_made_before_there_is_a_project(folder: Path) -> None:
    assert project.every() == []
    assert not folder.exists()


def test_a_project_is_found_by_its_name_after_a_restart_and_its_file_is_for_the_user_alone(folder: Path) -> None:
    made = project.create("River City", [Change("city", True, "Riverton", by="MK")])
    database.forget()
    found = project.called("river-city")
    assert found == project.called("River City") == made
    assert (found.title, found.values("city")) == ("River City", {"Riverton": True})
    assert (folder / database.FILE).stat().st_mode & 0o777 == 0o600


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    project.create("River City")
    with pytest.raises(RequestError, match="river-city"):
        project.called("river")
    with pytest.raises(RequestError, match="already"):
        project.create("river city")
    with pytest.raises(RequestError, match="letters"):
        project.create("?!")


def test_the_latest_change_holds_and_any_can_be_taken_back() -> None:
    made = project.create("p")
    first = project.record(made, Change("purpose", "Find partners", by="MK"))
    second = project.record(first, Change("purpose", "Find data", by="LO"))
    undone = project.undo(second, second.changes[-1], "MK")
    assert [each.value("purpose") for each in (first, second, undone)] == [
        "Find partners",
        "Find data",
        "Find partners",
    ]
    again = project.undo(undone, undone.changes[-1])
    assert again.value("purpose") == "Find data"
    assert len(again.changes) == 5


def test_of_two_who_change_the_same_the_second_is_shown_both_and_nothing_is_lost() -> None:
    mine = theirs = project.create("p")
    project.record(theirs, Change("purpose", "Theirs", by="LO"))
    with pytest.raises(ConflictError, match="LO changed this") as conflict:
        project.record(mine, Change("purpose", "Mine", by="MK"), Change("boundary", "All", by="MK"))
    assert (conflict.value.mine.value, conflict.value.theirs.value) == ("Mine", "Theirs")
    assert project.called("p").value("boundary") is None
    project.record(mine, Change("boundary", "All", by="MK"))
    assert project.record(mine, Change("purpose", "Mine", by="MK"), alone=True).value("purpose") == "Mine"


def test_two_who_change_something_else_at_once_both_keep_it() -> None:
    made = project.create("p")
    with ThreadPoolExecutor(8) as people:
        list(people.map(lambda n: project.record(made, Change("invited", {}, f"Organization {n}")), range(40)))
    assert len(project.called("p").values("invited")) == 40


def test_files_are_kept_once_in_versions_and_given_back_as_they_were(folder: Path) -> None:
    made = project.keep_files(project.create("p"), {"a.csv": b"one", "b.csv": b"one"}, "MK")
    later = project.keep_files(made, {"a.csv": b"two", "b.csv": b"one"})
    assert project.files_of(later) == {"a.csv": b"two", "b.csv": b"one"}
    assert project.files_of(project.undo(later, later.changes[-1])) == {"a.csv": b"one", "b.csv": b"one"}
    with sqlite3.connect(folder / database.FILE) as connection:
        assert connection.execute("select count(*) from files").fetchone() == (2,)


def test_the_decisions_of_an_earlier_version_are_taken_over_and_its_file_is_left(folder: Path) -> None:
    folder.mkdir()
    shutil.copy(EARLIER, folder / database.EARLIER_FILE)
    project.create("p")
    assert len(store.log("ABCD-2345")) == 9
    assert len(list(folder.glob("projects-version-1-*"))) == 1
    assert (folder / database.EARLIER_FILE).read_bytes() == EARLIER.read_bytes()


def test_a_store_of_a_newer_version_is_not_touched(folder: Path) -> None:
    project.create("p")
    with sqlite3.connect(folder / database.FILE) as connection:
        connection.execute("update schema_version set version = 99")
    database.forget()
    with pytest.raises(StoreError, match="newer version"):
        project.every()


def test_a_damaged_store_is_told_and_left_as_it_is(folder: Path) -> None:
    folder.mkdir()
    (folder / database.FILE).write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match="damaged"):
        project.every()
    assert (folder / database.FILE).read_bytes() == b"no database" * 1000


def test_a_locked_store_is_told_and_works_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    made = project.create("p")
    blocker = sqlite3.connect(folder / database.FILE, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="locked"):
        project.record(made, Change("purpose", "x"))
    assert project.called("p").value("purpose") is None  # who only reads needs no lock
    blocker.execute("ROLLBACK")
    assert project.record(made, Change("purpose", "x")).value("purpose") == "x"


def test_a_store_that_was_deleted_while_running_is_noticed(folder: Path) -> None:
    made = project.create("p")
    for file in folder.iterdir():
        file.unlink()
    with pytest.raises((StoreError, RequestError)):
        project.record(made, Change("purpose", "x"))


def test_a_place_that_is_no_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv(database.FOLDER_VARIABLE, str(tmp_path / "taken" / "store"))
    with pytest.raises(StoreError, match=database.FOLDER_VARIABLE):
        project.create("p")


def test_an_undo_of_an_undo_brings_the_change_back() -> None:
    changes = [Change("title", "A", number=1), Change("undo", None, number=2, undoes=1)]
    assert in_force(changes) == []
    assert in_force([*changes, Change("undo", None, number=3, undoes=2)]) == changes[:1]
