"""A hand-over box of the first version still opens, whole and with the numbers that it had.

The box in tests/data must never be regenerated: others have boxes like it, and a program that cannot open it any more
is wrong, whatever else it does.
"""

from pathlib import Path

import pytest

from ecosystem.names.decisions import effective
from ecosystem.projects import project
from ecosystem.projects import store as logs
from ecosystem.projects.box import read_box
from ecosystem.projects.box_files import Box
from ecosystem.projects.project import Project
from ecosystem.projects.sources import log_name, open_project
from ecosystem.tables.assemble import assemble

BOX = Path(__file__).parents[1] / "data" / "box_version_1" / "river-city.zip"
FINGERPRINT = "c7a43ffcf58d2ea5"  # of the sources


@pytest.fixture
def opened(store: None) -> Project:
    """The project in the box, in a store of its own."""
    return read_box(BOX.read_bytes())


def test_it_opens_with_the_fingerprint_that_is_written_in_it(opened: Project) -> None:
    assert open_project(opened).source.fingerprint == FINGERPRINT == Box(BOX.read_bytes()).about["sources"]


def test_it_gives_the_tables_that_it_gave(opened: Project) -> None:
    found = open_project(opened)
    ecosystem = assemble(found.source, found.setup, found.decisions)
    assert ecosystem.table("organizations")["name"].tolist() == ["City IT", "Food Bank", "Harbor Union", "Library"]
    assert "example.org" in ecosystem.table("organizations")["website"].dropna().tolist()
    ties = ecosystem.table("ties")[["source_id", "target_id", "relation"]]
    assert ties.to_numpy().tolist() == [
        ["riverton/city-it", "riverton/food-bank", "works_with"],
        ["riverton/city-it", "riverton/library", "funds"],
        ["riverton/food-bank", "riverton/library", "works_with"],
        ["riverton/harbor-union", "riverton/library", "works_with"],
    ]


def test_it_holds_what_was_said_and_the_history_of_it(opened: Project) -> None:
    assert (opened.name, opened.title) == ("river-city", "River City")
    assert opened.values("city") == {"Riverton": True}
    assert opened.value("purpose") == "Find partners"
    assert opened.value("boundary") == "All who serve Riverton"
    assert opened.value("name cap") == 10
    undone = next(change for change in opened.changes if change.kind == "undo")
    assert project.undo(opened, undone).value("purpose") == "Find data"
    version = [change for change in opened.changes if change.subject == "ties.csv"][-1]
    assert project.files_of(project.undo(opened, version))["ties.csv"] == b"from,to\nCity IT,Food Bank\n"


def test_it_holds_the_decisions_and_those_taken_back(opened: Project) -> None:
    records = logs.log(log_name(opened))
    assert [each.verdict for each in records] == ["same", "later", "undo", "same"]
    assert [(each.name_a, each.name_b, each.by) for each in effective(records)] == [
        ("=1+1", "'=2;@x", "MK"),
        ("Dept of IT", "City IT", "LO"),
    ]
