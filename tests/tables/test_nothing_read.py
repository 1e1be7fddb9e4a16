"""What a map lacks is said beside every output: no ties, no organizations, answers that were not read."""

import pytest

from ecosystem.tables.nothing_read import remarks
from tests.tables.asked import rows
from tests.tiny import tiny

LISTED = "name,city\nZoo,Elm\nFarm,Elm\nOven,Elm"
TIES = "source,target\nZoo,Farm"
ANSWERS = "Timestamp,Name of your organization,Who do you work with?{more}\n1/2/2026 9:00:00,Elm Zoo,Old Mill{yes}"
ANSWERS += "\n1/2/2026 9:10:00,Old Mill,Elm Zoo{no}"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (ANSWERS.format(more="", yes="", no=""), "looks like 2 answers to a survey"),
        (ANSWERS.format(more=",May we list you on our map?", yes=",Yes", no=",No"), "asks whether organizations may"),
    ],
)
def test_answers_that_were_not_read_beside_a_list_are_told_with_every_output(answers: str, said: str) -> None:
    found = tiny(organizations=LISTED, ties=TIES, form=answers)
    assert any(said in line and line.startswith("form.csv") for line in remarks(found))


def test_a_list_that_is_none_of_ours_is_no_survey() -> None:
    found = tiny(organizations=LISTED, ties=TIES, rooms="room,seats,projector\nBlue,20,yes\nRed,30,no")
    assert remarks(found) == []


def test_a_flag_with_a_question_mark_makes_no_form_of_a_list() -> None:
    found = tiny(members="Organization,City,Funder?\nZoo,Elm,yes\nFarm,Elm,\nOven,Elm,no")
    assert rows(found, "organizations", "name") == ["Farm", "Oven", "Zoo"]
