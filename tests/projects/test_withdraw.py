"""What is withdrawn is gone from the sources, the log, the decisions, the contacts and the bytes of the store."""

from pathlib import Path

import pytest

from ecosystem.errors import RequestError
from ecosystem.names.decisions import Decision
from ecosystem.projects import project, store
from ecosystem.projects.changes import Change
from ecosystem.projects.contacts import contacts_of
from ecosystem.projects.project import Project
from ecosystem.projects.sources import open_project
from ecosystem.projects.withdraw import withdraw
from ecosystem.tables.assemble import assemble

LIST = (
    "name,city,Contact,E-mail,description\nQuill House,Riverton,Ana Muster,am@example.org,Writes\n"
    "Zoo,Riverton,,,Near QUILL house\n"
)
TIES = "source,target\nZoo,Quill House\nZoo,Bike Shop\n"
FORM = (
    "Timestamp,Organization,City,How often do you work with [Quill House],How often do you work with [Bike Shop]\n"
    "2026-01-02,Zoo,Riverton,Weekly,Monthly\n2026-01-03,The Quill-House,Riverton,,Daily\n"
)


def kept() -> Project:
    """A project whose every part names Quill House."""
    made = project.create("p", [Change("purpose", "To help Quill House and the Zoo")])
    made = project.keep_files(made, {"list.csv": LIST.encode(), "ties.csv": TIES.encode()})
    made = project.keep_files(made, {"list.csv": LIST.replace("Writes", "Reads").encode(), "form.csv": FORM.encode()})
    store.add(project.log_name(made), [Decision("same", "The Quill-House", "Quill House", by="MK", at="2026-01-04")])
    store.add(project.log_name(made), [Decision("different", "Zoo", "Bike Shop", by="MK", at="2026-01-05")])
    said = [
        Change("city", True, subject="Quill House", by="MK"),
        Change("boundary", "Ask quill house first", by="MK"),
        Change("invited", {"name": "Quill House", "site": "Riverton"}, subject="1"),
        Change("view", {"shown": ["Quill House", "Zoo"], "Quill House": 1}, subject="first"),
        Change("exported", {"contacts": False}, subject="2026-01-06", at="2026-01-06T00:00:00+00:00"),
    ]
    return project.record(made, *said, alone=True)


def everything(file: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(file.parent.iterdir())).lower()


def test_an_organization_leaves_every_place_and_every_byte_of_the_store(file: Path) -> None:
    made = kept()
    assert b"quill" in everything(file)
    done = withdraw(made, "the quill-house", "MK")
    assert not [word for word in (b"quill", b"muster", b"am@example") if word in everything(file)]
    assert done.project.value("purpose") == "To help [name removed] and the Zoo"
    assert done.project.value("boundary") == "Ask [name removed] first"
    assert done.project.values("city") == {}
    assert done.project.values("view") == {"first": {"shown": ["Zoo"]}}
    assert done.project.values("invited") == {}
    assert [each.verdict for each in store.log(project.log_name(made))] == ["different"]
    assert contacts_of(made.id) == []
    assert [(each.kind, each.subject, each.at[:10]) for each in done.left] == [("exported", "2026-01-06", "2026-01-06")]


def test_the_rows_of_others_stay_where_they_are_and_rows_of_it_are_empty() -> None:
    done = withdraw(kept(), "The Quill-House")
    files = {name: content.decode().splitlines() for name, content in project.files_of(done.project).items()}
    assert files["list.csv"] == [LIST.splitlines()[0], ",,,,", "Zoo,Riverton,,,Near [name removed]"]
    assert files["ties.csv"] == ["source,target", ",", "Zoo,Bike Shop"]
    assert files["form.csv"][1:] == ["2026-01-02,Zoo,Riverton,,Monthly", ",,,,"]


def test_the_map_afterwards_knows_nothing_of_it() -> None:
    done = withdraw(kept(), "The Quill-House")
    opened = open_project(done.project)
    made = assemble(opened.source, opened.setup, opened.decisions)
    names = set(made.table("organizations")["name"])
    assert names == {"Zoo", "Bike Shop"}


def test_the_withdrawal_stands_in_the_log_as_counts_alone() -> None:
    done = withdraw(kept(), "Quill House", "MK")
    [said] = [each for each in done.project.changes if each.kind == "withdrawn"]
    assert (said.by, said.value) == ("MK", done.changed)
    assert done.changed == {
        "contacts": 1,
        "files": 4,
        "rows": 4,
        "columns": 1,
        "mentions": 3,
        "decisions": 1,
        "changes": 5,
    }


def test_a_person_of_the_contact_list_is_withdrawn_by_name_or_address_and_the_organization_stays() -> None:
    made = project.record(kept(), Change("boundary", "Ana Muster left, ask am@example.org"), alone=True)
    for text in ("MUSTER, Ana", "Am@Example.org"):
        if contacts_of(made.id):
            done = withdraw(made, "ana muster" if text.startswith("M") else text)
    assert contacts_of(made.id) == []
    assert done.project.value("boundary") == "[name removed] left, ask [e-mail removed]"
    assert "Quill House" in project.files_of(done.project)["list.csv"].decode()


def test_an_earlier_version_is_emptied_too_and_can_still_be_gone_back_to() -> None:
    done = withdraw(kept(), "Quill House")
    [later] = [each for each in done.project.changes if each.subject == "list.csv"][1:]
    before = project.files_of(project.undo(done.project, later))["list.csv"].decode()
    assert "Quill" not in before and "Zoo" in before


def test_what_another_project_keeps_stays_as_it_is() -> None:
    other = project.keep_files(project.create("other"), {"ties.csv": TIES.encode()})
    withdraw(kept(), "Quill House")
    assert project.files_of(other) == {"ties.csv": TIES.encode()}


@pytest.mark.parametrize("text", ["", " ", "Nobody Here"])
def test_a_name_that_is_not_there_is_said_and_changes_nothing(text: str) -> None:
    made = kept()
    with pytest.raises(RequestError):
        withdraw(made, text)
    assert project.by_id(made.id) == made
