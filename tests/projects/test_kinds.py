"""The register of kinds of changes: each is told in words, travels in a box, and holds nobody's address or number."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from ecosystem.errors import RequestError
from ecosystem.names.gate import OPEN
from ecosystem.projects import by_hand, fading, kinds, lifecycle, project
from ecosystem.projects.box import handed_over, read_box, write_box
from ecosystem.projects.change_words import describe
from ecosystem.projects.changes import Change
from ecosystem.projects.holdings import holdings
from ecosystem.projects.kinds import KINDS
from ecosystem.projects.project import Project
from ecosystem.projects.withdraw import withdraw

WRITTEN = [name for name, kind in KINDS.items() if kind.written]
CALL = "Call h.b@food.de +49 341 5550123"
KEPT = "Call [e-mail removed] [phone removed]"


@pytest.fixture
def of_every_kind() -> Project:
    """A project with changes of every kind, each made as the program makes it."""
    made = project.create("River City", by="MK")
    made = project.keep_files(made, {"ties.csv": b"source,target\nZoo,Library\nZoo,Park\n"}, "MK")
    made = project.keep_files(made, {"more.csv": b"source,target\nZoo,Union\n"}, kind=project.ARRIVED)
    texts = (kinds.PURPOSE, kinds.BOUNDARY, kinds.ROUNDS, kinds.AUDIENCE, kinds.CONSENT)
    said = [Change(kind, "2026: 3/1/2026 to 5/31/2026") for kind in texts]
    said += [
        Change(kinds.CITY, True, "Riverton"),
        Change(kinds.NAME_CAP, 10),
        Change(kinds.SETUP, "recipe = 1"),
        Change(kinds.DRAFT, "recipe = 1"),
        Change(kinds.GOOGLE, "https://docs.google.com/spreadsheets/d/1Ab2125551234/edit#gid=0"),
        Change(kinds.VIEW, {"page": "pages/map.py", "chosen": {"city": "Riverton"}}, "ties"),
        project.copied("map", "public"),
        by_hand.organization("Union", "Riverton", {"address": "12 Main St"}),
        by_hand.invited("Choir", "Riverton"),
        by_hand.attribute("Union", "Riverton", "website", "example.org", instead_of="x"),
        by_hand.tie("Union", "Zoo", values={"strength": "2", "directed": "no"}),
    ]
    made = lifecycle.archive(handed_over(fading.fade_after(project.record(made, *said), 12), contacts=True))
    return withdraw(made, "Park", "LO").project


def test_what_the_program_writes_of_each_kind_fits_it_and_comes_out_of_a_box_as_it_was(of_every_kind: Project) -> None:
    changes = of_every_kind.changes
    assert {change.kind for change in changes} == set(KINDS)
    assert [change for change in changes if not kinds.fits(change.kind, change.subject, change.value)] == []
    back = read_box(write_box(of_every_kind), "again").changes
    assert [(each.about, each.value, each.by) for each in back[:-1]] == [
        (each.about, each.value, each.by) for each in changes
    ]


def test_each_kind_is_told_in_words_and_shown_to_its_team(of_every_kind: Project) -> None:
    shown = {each["kind"] for each in holdings(of_every_kind, OPEN, ())["holds"]}
    assert shown == {change.kind for change in of_every_kind.changes} - {kinds.SETUP}
    for change in of_every_kind.changes:
        said = describe(change)
        assert said and "{" not in said
        assert describe(Change(change.kind, None, change.subject))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", ["ann@example.org", {"person": "Ann Lee"}, ["Ann Lee"], -1, 1.5])
def test_no_kind_takes_anything_about_people(kind: str, value: Any) -> None:
    assert not kinds.fits(kind, "", value) or kind in (kinds.SETUP, kinds.DRAFT)  # they are read before they are kept
    assert not kinds.fits(kind, "ann@example.org", None)
    assert not kinds.fits("contact", "", value)


@pytest.mark.parametrize("kind", WRITTEN)
def test_addresses_and_numbers_in_what_describes_a_project_are_taken_out_whoever_writes_it(kind: str) -> None:
    subject, value = {
        kinds.CITY: (CALL, True),
        kinds.VIEW: (CALL, {"page": "map", "chosen": {"q": CALL}}),
    }.get(kind, ("", CALL))
    made = project.record(project.create("p"), Change(kind, value, subject, by=CALL))
    last = made.changes[-1]
    assert "food.de" not in json.dumps([last.subject, last.value, last.by])
    assert "5550123" not in json.dumps([last.subject, last.value, last.by])
    assert KEPT in json.dumps([last.subject, last.value])
    assert last.by == ""


def test_hashes_addresses_of_sheets_and_setups_stay_as_they_are(of_every_kind: Project) -> None:
    assert of_every_kind.value(kinds.GOOGLE).endswith("1Ab2125551234/edit#gid=0")
    made = project.record(of_every_kind, Change(kinds.SETUP, f"recipe = 1 # {CALL}"))
    assert made.value(kinds.SETUP) == f"recipe = 1 # {CALL}"


LONG = "River City " * 12


@pytest.mark.parametrize(
    "step",
    [
        lambda made: lifecycle.rename(made, LONG),
        lambda made: project.record(made, Change(kinds.TITLE, LONG)),
    ],
)
def test_a_title_of_more_than_120_letters_is_refused_and_the_old_one_stays(step: Callable[[Project], object]) -> None:
    made = project.create("p", title="Short")
    with pytest.raises(RequestError, match="at most 120 letters, not 131"):
        step(made)
    assert project.by_id(made.id).title == "Short"


def test_a_title_is_one_line_without_marks_that_turn_it_around() -> None:
    made = project.create("p", title=" River\n\tCity \u202e2026\x07\u2066")
    assert made.title == "River City 2026"
    assert lifecycle.rename(made, "\u202eCity\r\nIT").title == "City IT"
    assert len(project.create("q", title="x" * 300).title) == 120  # a title that is made of the name of a file
    with pytest.raises(RequestError, match="needs a title"):
        lifecycle.rename(made, "\u202e ")


def test_a_name_with_an_address_is_refused_and_none_is_made_of_one() -> None:
    with pytest.raises(RequestError, match="no e-mail address"):
        project.create("h.b@food.de")
    assert "food" not in project.free_name(CALL)


def test_a_project_is_found_by_its_id_and_by_its_name() -> None:
    made = project.create("River City")
    assert project.found(made.id) == project.found("river-city") == project.found("River City") == made
    with pytest.raises(RequestError, match="There is no project harbor"):
        project.found("harbor")
    with pytest.raises(RequestError, match="name of the project is missing"):
        project.found(" ")
