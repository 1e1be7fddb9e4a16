"""A file that arrives is compared with the sources, and one change decides on it; nothing is replaced before."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ecosystem.collect.recipes import Recipe, dump_recipe
from ecosystem.collect.sheet import Source
from ecosystem.collect.sources import open_upload
from ecosystem.errors import SourceError
from ecosystem.projects import database, project
from ecosystem.projects.arrivals import arrivals, sort_files
from ecosystem.projects.project import ARRIVED, SOURCE, Project, files_of

EARLIER = b"Timestamp,Organization,Who do you work with?\n1/2/2026 9:00,Food Hub,Port\n1/3/2026 9:00,Port,Zoo\n"
LATER = EARLIER.replace(b"Hub,Port", b"Hub,Library") + b"1/9/2026 8:00,Mill,Port\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(database.FOLDER_VARIABLE, str(tmp_path / "store"))
    database.forget()
    yield
    database.forget()


def waiting(**files: bytes) -> Project:
    held = project.keep_files(project.create("p"), {"answers.csv": EARLIER})
    named = {name.replace("_", " ") + ".csv": content for name, content in files.items()}
    return project.keep_files(held, named, kind=ARRIVED)


def test_a_newer_export_takes_the_place_of_the_older_one_by_one_change_that_can_be_undone() -> None:
    held = waiting(Form_Responses=LATER)
    [arrival] = arrivals(held)
    assert arrival.new is not None
    assert (arrival.replaces, arrival.new.summary) == ("answers.csv", "1 new answer, 1 changed")
    used = project.record(held, *arrival.use())
    assert files_of(used) == {"answers.csv": LATER}
    assert arrivals(used) == []
    undone = project.undo(used, next(c for c in reversed(used.changes) if c.kind == SOURCE))
    assert files_of(undone) == {"answers.csv": EARLIER}


def test_a_file_about_something_else_is_added_under_a_name_of_its_own() -> None:
    [arrival] = arrivals(waiting(answers=b"name,sector\nPort,business\n"))
    assert (arrival.replaces, arrival.new) == ("", None)
    added = project.record(project.called("p"), *arrival.add())
    assert sorted(files_of(added)) == ["answers (2).csv", "answers.csv"]


def test_what_is_left_changes_nothing_and_waits_no_more() -> None:
    held = waiting(answers=LATER)
    left = project.record(held, *arrivals(held)[0].leave())
    assert files_of(left) == {"answers.csv": EARLIER}
    assert arrivals(left) == []


def test_a_file_that_cannot_be_read_any_more_says_why_and_the_others_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = waiting(a=LATER, b=LATER)

    def reading(files: list[tuple[str, bytes]], setup: Recipe | None = None) -> Source:
        if files[0][0] == "a.csv":
            raise SourceError("a.csv: the column setup asks for another encoding.")
        return open_upload(files, setup)

    monkeypatch.setattr("ecosystem.projects.arrivals.open_upload", reading)
    broken, newer = arrivals(held)
    assert "encoding" in broken.fault
    assert newer.replaces == "answers.csv"


def test_what_is_dropped_waits_only_where_it_is_a_newer_version_of_a_source() -> None:
    held = project.keep_files(project.create("p"), {"answers.csv": EARLIER})
    members = b"name,sector\nPort,business\n"
    dropped = {
        "Form Responses.csv": LATER,
        "again.csv": EARLIER,
        "answers.csv": members,
        "more.csv": members + b"Zoo,\n",
    }
    further, waits = sort_files(held, dropped)
    assert sorted(further) == ["answers (2).csv", "more.csv"]
    assert waits == {"Form Responses.csv": LATER}


ASKED = "Timestamp,Organization,Contact person,What would help?\n"
FIRST = (
    ASKED + "1/2/2026 9:00,Food Hub,Ana Muster,A shared calendar\n1/3/2026 9:00,Port,Bo Muster,Ask Cy Zweig about it\n"
)


def compared(first: str, later: str, setup: Recipe | None) -> str:
    held = project.keep_files(project.create("p"), {"a.csv": first.encode()})
    if setup:
        held = project.record(held, project.Change(project.SETUP, dump_recipe(setup)))
    held = project.keep_files(held, {"a (1).csv": later.encode()}, kind=ARRIVED)
    [arrival] = arrivals(held, setup)
    assert arrival.new is not None
    return arrival.new.summary


def test_a_setup_imported_after_the_first_version_changes_no_answer_of_the_next() -> None:
    column = [
        {"header": "Organization", "becomes": "organization"},
        {"header": "What would help?", "becomes": "private"},
    ]
    setup = Recipe.model_validate({"sheet": [{"name": "a", "kind": "answers", "column": column}]})
    assert compared(FIRST, FIRST + "1/9/2026 8:00,Mill,Di Oh,Money\n", setup) == "1 new answer"


def test_a_person_whom_only_the_next_version_tells_of_changes_no_earlier_answer() -> None:
    assert compared(FIRST, FIRST + "1/9/2026 8:00,Mill,Cy Zweig,Money\n", None) == "1 new answer"
