"""Exports whose headers are codes: LimeSurvey, and files with the texts in the row below the codes."""

import pytest

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.forms import flattened
from ecosystem.collect.sheet import Sheet

ASK = "How often do you meet: "


def read(*lines: str) -> Sheet:
    [sheet] = flattened([read_delimited("\n".join(lines).encode(), "answers.csv", "answers")])
    return sheet


@pytest.mark.parametrize(
    "header",
    [
        f"id. Response ID,submitdate. Date submitted,Q1. Who are you?,Q2[SQ001]. {ASK}[Port],Q2[SQ002]. {ASK}[Mill]",
        f"Response ID,Date submitted,Who are you?,{ASK}[Port],{ASK}[Mill]",
    ],
)
def test_a_grid_of_lime_survey_is_a_question_and_its_rows_whatever_heads_it(header: str) -> None:
    sheet = read(header, "1,2026-03-01,Dam,Weekly,Never")
    assert sheet.frame.columns.tolist() == ["Timestamp", "Who are you?", f"{ASK}[Port]", f"{ASK}[Mill]"]
    assert sheet.frame.index.tolist() == [2]


def test_ticked_options_of_lime_survey_are_one_list() -> None:
    head = 'Response ID,Date submitted,"Goals? [Health, food]",Goals? [Jobs],Goals? [Other]'
    sheet = read(head, "1,2026-03-01,Yes,No,Bees", "2,2026-03-01,No,Yes,")
    assert sheet.frame["Goals?"].tolist() == ["Health, food|Bees", "Jobs"]


def test_texts_in_the_row_below_the_codes_are_the_questions() -> None:
    sheet = read("Q1,Q3_1,Q3_2", f"Who are you?,{ASK}[Port],{ASK}[Mill]", "Dam,Weekly,", "Port,,Never")
    assert sheet.frame.columns.tolist() == ["Who are you?", f"{ASK}[Port]", f"{ASK}[Mill]"]
    assert sheet.frame.index.tolist() == [3, 4]
    assert any("headers are codes" in issue.message for issue in sheet.issues)


@pytest.mark.parametrize("row", ["Dam,Weekly,Never", "Who are you?,Weekly,Never", "City IT,Food Bank,The Zoo"])
def test_a_first_row_of_answers_is_no_row_of_texts(row: str) -> None:
    sheet = read("Q1,Q3_1,Q3_2", row, "Dam,Weekly,")
    assert sheet.frame.index.tolist() == [2, 3]
