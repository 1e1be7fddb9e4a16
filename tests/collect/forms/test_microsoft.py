"""Microsoft Forms: its own columns in front; the file is built from recollection of the layout."""

import pytest

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.forms import flattened, likert_blocks
from ecosystem.collect.forms.microsoft import FRONTS
from ecosystem.collect.person_headers import about_people
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.values import split_choices

CELLS = ["1", "2026-03-01 09:00:00", "2026-03-01 09:30:00", "a@b.org", "Ana"]


def export(questions: str, *rows: str, front: tuple[str, ...] = FRONTS[0]) -> Sheet:
    lines = [",".join([*front, questions]), *(",".join([*CELLS, row]) for row in rows)]
    return read_delimited("\n".join(lines).encode(), "export.csv", "export")


@pytest.mark.parametrize("front", FRONTS)
def test_the_moment_of_completion_stays_email_goes_and_the_name_is_the_respondents(front: tuple[str, ...]) -> None:
    [sheet] = flattened([export("Your organization", "City IT", front=front)])
    assert sheet.frame.to_dict("index") == {
        2: {"Completion time": CELLS[2], "Respondent name": "Ana", "Your organization": "City IT"}
    }
    assert about_people(sheet.frame.columns) == {"Respondent name"}
    assert {issue.reason for issue in sheet.issues} == {
        "read as a Microsoft Forms export",
        "about people, never read",
        "column of the form tool",
    }
    assert "Ana" not in str(sheet.issues)


def test_an_anonymous_form_is_recognised_by_its_first_three_columns() -> None:
    [sheet] = flattened([export("Your organization,b,c", "City IT,x,y", front=FRONTS[0][:3])])
    assert "ID" not in sheet.frame.columns


def test_the_semicolon_at_the_end_keeps_a_lone_answer_with_a_comma_whole() -> None:
    [sheet] = flattened([export("Goals", '"Schools, libraries;"', "Parks;Jobs;")])
    assert [split_choices(cell, []) for cell in sheet.frame["Goals"]] == [["Schools, libraries"], ["Parks", "Jobs"]]


def test_adjacent_statements_with_one_scale_are_proposed_as_a_block_and_left_as_they_are() -> None:
    sheet = export("City IT,Parks,Goal", "Often,Never,Trees", "Never,Often,Jobs", "Often,Often,Maps")
    assert likert_blocks(sheet) == [["City IT", "Parks"]]
    [read] = flattened([sheet])
    assert read.frame.columns.tolist()[-3:] == ["City IT", "Parks", "Goal"]


def test_two_scales_beside_each_other_are_two_blocks() -> None:
    sheet = export("a,b,c,d", "Often,Never,Yes,No", "Never,Often,No,Yes")
    assert likert_blocks(sheet) == [["a", "b"], ["c", "d"]]


def test_a_grid_in_brackets_is_no_block_of_bare_statements() -> None:
    assert likert_blocks(export("Q [a],Q [b]", "Often,Never", "Never,Often")) == []


def test_columns_in_which_hardly_an_answer_comes_twice_are_no_block() -> None:
    assert likert_blocks(export("a,b", "Parks,Jobs", "Jobs,Trees")) == []
