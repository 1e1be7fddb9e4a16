"""Columns that repeat their own headers are the options of one question."""

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.forms import TICKED, flattened
from ecosystem.collect.sheet import Sheet
from ecosystem.columns.plan import propose


def read(*lines: str) -> Sheet:
    [sheet] = flattened([read_delimited("\n".join(lines).encode(), "responses.csv", "responses")])
    return sheet


EXPORT = (
    "#,Name of your organization,Port,Mill,Quay,Dam,Other,Submit Date (UTC),Network ID",
    "k1,Port,,Mill,,,Old Zoo,2026-03-01 10:00:00,a1",
    "k2,Mill,Port,,,Dam,,2026-03-02 10:00:00,a2",
    "k3,Dam,Port,Mill,,,,2026-03-03 10:00:00,a3",
)


def test_options_that_answer_themselves_become_ties_with_a_doubt() -> None:
    sheet = read(*EXPORT)
    assert sheet.frame[TICKED].tolist() == ["Mill|Old Zoo", "Port|Dam", "Port|Mill"]
    assert sheet.frame.columns.tolist() == ["Name of your organization", TICKED, "Timestamp"]
    assert {"one column per option", "column of the form tool"} <= {issue.reason for issue in sheet.issues}
    roles = {column.header: column.becomes for column in propose([sheet], []).sheet[0].column}
    assert roles == {
        "Name of your organization": "organization",
        TICKED: "ties to several",
        "Timestamp": "time stamp",
    }


def test_options_that_are_no_names_of_respondents_are_left_to_a_person() -> None:
    sheet = read("Organization,Boats,Maps", "Port,Boats,", "Mill,,Maps", "Dam,Boats,Maps")
    roles = {column.header: column.becomes for column in propose([sheet], []).sheet[0].column}
    assert roles[TICKED] == "not used"
    assert [issue.reason for issue in sheet.issues] == ["one column per option"]


def test_one_box_and_boxes_of_consent_stay_as_they_are() -> None:
    lines = (
        "Organization,Newsletter,Size,I agree to be named,I consent",
        "Port,Newsletter,3,I agree to be named,I consent",
    )
    assert read(*lines).frame.columns.tolist() == lines[0].split(",")
