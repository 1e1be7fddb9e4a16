"""What happens to a project as a whole: nothing is lost before its time, and nothing is left after it."""

from datetime import datetime, timedelta

import pytest

from ecosystem.errors import RequestError
from ecosystem.names.decisions import Decision, undo
from ecosystem.projects import database, lifecycle, project, store
from ecosystem.projects.changes import Change
from ecosystem.projects.glances import glances, keep_glance
from ecosystem.projects.project import Project
from ecosystem.projects.schema import CONTACTS, FILES, LINKS, TABLES
from ecosystem.projects.sources import log_name

SAME = Decision("same", "A", "B", "X", by="MK", at="2026-03-14T09:05:00+00:00")
LATER = datetime.now().astimezone() + timedelta(days=31)


def filled(name: str, **files: bytes) -> Project:
    """A project with files, a decision, a contact and a link."""
    given = {f"{file}.csv": content for file, content in files.items()}
    made = project.keep_files(project.create(name, [Change("city", True, "Riverton", by="MK")]), given, "MK")
    store.add(log_name(made), [SAME])
    with database.writing() as connection:
        person = {"organization": "A", "person": "Jo Doe", "email": "", "phone": "", "language": ""}
        connection.execute(CONTACTS.insert().values(project=made.id, **person))
        link = {"role": "viewer", "made": "", "ends": "", "revoked": ""}
        connection.execute(LINKS.insert().values(hash=name, project=made.id, **link))
    return made


def rows_about(made: Project) -> dict[str, int]:
    """How many rows of each table are about a project."""
    keys = {made.id, log_name(made)}
    with database.reading() as connection:
        return {
            name: len([row for row in connection.execute(table.select()).mappings() if row["project"] in keys])
            for name, table in TABLES.tables.items()
            if "project" in table.c
        }


def test_a_deleted_project_is_in_no_list_and_comes_back_as_it_was() -> None:
    made = filled("p", a=b"one")
    gone = lifecycle.delete(lifecycle.archive(made), "MK")
    assert project.every() == []
    with pytest.raises(RequestError, match="There is no project p"):
        project.called("p")
    assert [each.name for each in project.every(deleted=True)] == ["p"]
    back = lifecycle.undelete(project.called("p", deleted=True))
    assert (back.state, project.files_of(back)) == (project.ARCHIVED, {"a.csv": b"one"})
    assert lifecycle.reopen(back).state == ""
    assert lifecycle.deleted_until(gone) is not None
    with pytest.raises(RequestError, match="not deleted"):
        lifecycle.undelete(back)


def test_nothing_is_left_of_a_project_deleted_over_30_days_ago_and_others_keep_what_they_share() -> None:
    gone, other = filled("gone", a=b"shared", b=b"alone"), filled("other", c=b"shared")
    earlier = project.keep_files(gone, {"b.csv": b"its newer version"})
    lifecycle.delete(earlier)
    assert lifecycle.purge(datetime.now().astimezone() + timedelta(days=29)) == []
    assert lifecycle.purge(LATER) == ["gone"]
    assert set(rows_about(gone).values()) == {0}
    assert project.files_of(other) == {"c.csv": b"shared"}
    assert store.log(log_name(other)) == [SAME]
    with database.reading() as connection:
        assert [bytes(row.content) for row in connection.execute(FILES.select())] == [b"shared"]
    assert project.create("gone").values("source") == {}


def test_a_project_that_came_back_is_not_removed() -> None:
    lifecycle.undelete(lifecycle.delete(filled("p", a=b"one")))
    assert lifecycle.purge(LATER) == []
    assert project.files_of(project.called("p")) == {"a.csv": b"one"}


def test_the_name_of_a_deleted_project_is_told_and_not_given_away() -> None:
    lifecycle.delete(project.create("p"))
    with pytest.raises(RequestError, match="deleted project still has the name p"):
        project.create("p")


def test_a_copy_holds_the_same_but_people_and_what_was_taken_back_and_goes_its_own_way() -> None:
    made = filled("p", a=b"one")
    store.add(log_name(made), [undo(SAME, "LO", "2026-03-15T09:05:00+00:00")])
    undone = project.undo(project.record(made, Change("purpose", "Wrong")), project.called("p").changes[-1])
    copy = lifecycle.duplicate(lifecycle.archive(undone), "Second round")
    assert (copy.name, copy.title, copy.state, copy.value("purpose")) == ("second-round", "Second round", "", None)
    assert project.files_of(copy) == {"a.csv": b"one"}
    assert copy.changes[-1].by == "MK"
    assert store.log(log_name(copy)) == store.log(log_name(made))
    assert [rows_about(copy)[table] for table in ("contacts", "links")] == [0, 0]
    project.keep_files(copy, {"a.csv": b"two"})
    assert project.files_of(project.called("p")) == {"a.csv": b"one"}


def test_a_copy_shows_the_figures_of_its_original_at_once() -> None:
    made, without = project.create("p"), project.create("without")
    keep_glance(made, "key", lambda: {"figures": "3 organizations"})
    copies = [lifecycle.duplicate(each, "Copy") for each in (made, without)]
    assert glances() == {each.id: {"figures": "3 organizations"} for each in (made, copies[0])}


def test_copies_of_one_title_have_names_of_their_own_however_long_it_is() -> None:
    made, title = project.create("p"), "River " * 30
    names = [lifecycle.duplicate(made, title).name for _ in range(3)]
    assert len(set(names)) == 3


def test_a_new_title_leaves_the_name_that_scripts_use() -> None:
    made = lifecycle.rename(project.create("p"), "  River\nCity ", "MK")
    assert (made.title, made.name, made.changes[-1].by) == ("River City", "p", "MK")
    with pytest.raises(RequestError, match="needs a title"):
        lifecycle.rename(made, " ")


def test_cities_are_those_given_and_no_others() -> None:
    made = lifecycle.set_cities(project.create("p", [Change("city", True, "Riverton")]), ["Harbor", " Harbor ", ""])
    assert list(made.values("city")) == ["Harbor"]
