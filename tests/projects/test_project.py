"""Projects: what is changed is appended and can be taken back; nobody's work is overwritten."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ecosystem.errors import RequestError, SourceError
from ecosystem.projects import database, project
from ecosystem.projects.changes import Change, ConflictError, in_force
from ecosystem.projects.contacts import Contact, contacts_of


def test_nothing_is_made_before_there_is_a_project(folder: Path) -> None:
    assert project.every() == []
    assert not folder.exists()


def test_a_project_is_found_by_its_name_after_a_restart() -> None:
    made = project.create("River City", [Change("city", True, "Riverton", by="MK")])
    database.forget()
    found = project.called("river-city")
    assert found == project.called("River City") == made
    assert (found.title, found.values("city")) == ("River City", {"Riverton": True})


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


def test_files_are_kept_once_in_versions_and_given_back_as_they_were() -> None:
    made = project.keep_files(project.create("p"), {"a.csv": b"one", "b.csv": b"one"}, "MK")
    later = project.keep_files(made, {"a.csv": b"two", "b.csv": b"one"})
    assert project.files_of(later) == {"a.csv": b"two", "b.csv": b"one"}
    assert project.files_of(project.undo(later, later.changes[-1])) == {"a.csv": b"one", "b.csv": b"one"}
    with database.reading() as connection:
        assert connection.exec_driver_sql("select count(*) from files").scalar() == 2


def test_an_undo_of_an_undo_brings_the_change_back() -> None:
    changes = [Change("title", "A", number=1), Change("undo", None, number=2, undoes=1)]
    assert in_force(changes) == []
    assert in_force([*changes, Change("undo", None, number=3, undoes=2)]) == changes[:1]


def test_any_text_can_be_kept_also_what_is_no_character() -> None:
    odd = "Café \U0001f3db \udcff \0 | '; drop table changes"
    made = project.create("p", [Change("purpose", odd, by="Café \udcff"), Change("source", {"name": odd}, odd)])
    assert made.value("purpose") == odd
    assert made.values("source") == {"Café \U0001f3db ?  | '; drop table changes": {"name": odd}}
    assert [each.by for each in made.changes] == ["", "Café ?", ""]


def test_whom_the_sources_name_is_kept_in_the_contacts_alone_and_once() -> None:
    content = b"name,city,Contact,E-mail\nZoo,Riverton,Ana Muster,am@example.org\n"
    made = project.keep_files(project.create("p"), {"a.csv": content})
    made = project.keep_files(made, {"a.csv": content, "b.csv": b"source,target,notes\nZoo,Park,Ana Muster knows\n"})
    assert contacts_of(made.id) == [Contact("Zoo", "Ana Muster", "am@example.org", "", "")]
    assert [each.kind for each in made.changes] == ["title", "source", "source"]
    assert project.files_of(made) == {
        "a.csv": b"name,city,Contact,E-mail\nZoo,Riverton,[name removed],[e-mail removed]\n",
        "b.csv": b"source,target,notes\nZoo,Park,[name removed] knows\n",
    }


def test_of_files_that_cannot_be_read_nothing_is_kept() -> None:
    made = project.create("p")
    with pytest.raises(SourceError, match=r"b\.xlsx"):
        project.keep_files(made, {"a.csv": b"name\nZoo", "b.xlsx": b"PK"})
    assert project.by_id(made.id) == made
