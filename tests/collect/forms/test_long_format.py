"""One row for each answer becomes one row per respondent, and says so."""

import pytest

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.forms import flattened
from ecosystem.collect.sheet import Sheet
from ecosystem.columns.plan import propose


def read(*lines: str) -> Sheet:
    [sheet] = flattened([read_delimited("\n".join(lines).encode(), "answers.csv", "answers")])
    return sheet


@pytest.mark.parametrize(
    ("header", "number"),
    [
        ("Respondent,Question,Answer", ""),
        ("Name,Question,Response", ""),
        ("participant_id,#,question_text,value", "7,"),
    ],
)
def test_the_answers_of_one_respondent_become_one_row(header: str, number: str) -> None:
    rows = [f"a,{number}Who are you?,Port", f"b,{number}Who are you?,Mill", f"a,{number}Partners?,Dam"]
    sheet = read(header, *rows, f"a,{number}Partners?,Mill")
    own = sheet.frame[["Who are you?", "Partners?"]]
    assert own.to_dict("list") == {"Who are you?": ["Port", "Mill"], "Partners?": ["Dam|Mill", ""]}
    assert own.index.tolist() == [2, 3]
    assert any("4 in all; they were read as 2 forms" in issue.message for issue in sheet.issues)


def test_rows_of_a_grid_and_what_is_equal_in_all_answers_are_kept() -> None:
    sheet = read(
        "Timestamp,Organization,Question,Row,Answer,Order",
        "1,Port,How often?,Mill,Weekly,1",
        "1,Port,How often?,Dam,Never,2",
        "2,Mill,How often?,Port,Weekly,1",
    )
    assert sheet.frame.columns.tolist() == [
        "Timestamp",
        "Organization",
        "How often? [Mill]",
        "How often? [Dam]",
        "How often? [Port]",
    ]
    assert any(issue.kind == "set aside" and "Order" in issue.message for issue in sheet.issues)


def test_an_answer_of_nobody_is_set_aside() -> None:
    sheet = read("Respondent,Question,Answer", "a,Who?,Port", ",Who?,Mill", "a,Why?,x", "b,Who?,Dam")
    assert [issue.row for issue in sheet.issues if issue.reason == "answer of nobody"] == [3]


@pytest.mark.parametrize(
    "lines",
    [
        ("Name,Question,Answer", "Port,Why?,Because", "Mill,How?,So"),
        ("Name,Question,City", "Port,Why?,X", "Port,How?,Y"),
        ("Name,Question,Answer", "Port,Why?,Because", "Mill,Why?,So"),
    ],
)
def test_a_sheet_in_which_respondents_or_questions_do_not_recur_stays(lines: tuple[str, ...]) -> None:
    assert read(*lines).frame.columns.tolist() == lines[0].split(",")


@pytest.mark.parametrize("when", ["Submitted", "Submission Date", "Submit Date (UTC)", "Completed at"])
def test_the_answers_of_numbered_forms_are_a_survey_with_its_times(when: str) -> None:
    lines = [
        f"Response ID,{when},Question,Answer",
        "r1,2026-03-10,Organization name,Port",
        "r1,2026-03-10,Sector,Nonprofit",
        "r1,2026-03-10,Partner organization,Mill",
        "r1,2026-03-10,Partner organization,Dam",
        "r2,2026-03-11,Organization name,Mill",
        "r2,2026-03-11,Sector,Government",
        "r2,2026-03-11,Partner organization,Port",
    ]
    [part] = propose([read(*lines)], []).sheet
    assert part.kind == "answers"
    roles = {column.header: column.becomes for column in part.column}
    assert roles == {
        "Timestamp": "time stamp",
        "Response ID": "not used",
        "Organization name": "organization",
        "Sector": "sector",
        "Partner organization": "ties to several",
    }


def test_a_list_with_one_row_for_each_attribute_stays_a_list() -> None:
    lines = ["Name,Field,Value", "Port,Sector,Nonprofit", "Port,City,Riverton", "Mill,Sector,Health"]
    [part] = propose([read(*lines)], []).sheet
    assert part.kind == "organizations"
