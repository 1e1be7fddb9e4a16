"""SurveyMonkey's two header rows; the file is built from recollection of the layout."""

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.forms import flattened
from ecosystem.collect.sheet import Sheet

OWN = "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,"
OWN_BELOW = ",,,,,,"
OWN_CELLS = "1,2,2026-03-01,2026-03-02,192.0.2.1,a@b.org,"


def flat(questions: str, options: str, *rows: str) -> Sheet:
    lines = [OWN + questions, OWN_BELOW + options, *(OWN_CELLS + row for row in rows)]
    [sheet] = flattened([read_delimited("\n".join(lines).encode(), "export.csv", "export")])
    return sheet


def test_an_open_question_keeps_its_header_and_its_row_number() -> None:
    sheet = flat("Your organization?,Why?", "Open-Ended Response,Response", "City IT,Maps")
    assert sheet.frame.to_dict("index") == {
        3: {"Timestamp": "2026-03-02", "Your organization?": "City IT", "Why?": "Maps"}
    }
    [said] = [issue for issue in sheet.issues if issue.reason == "read as a SurveyMonkey export"]
    assert "two rows of headers" in said.message


def test_columns_about_people_are_dropped_by_name() -> None:
    sheet = flat("Your organization?", "Response", "City IT")
    [aside] = [issue for issue in sheet.issues if issue.reason == "about people, never read"]
    assert '"IP Address", "Email Address"' in aside.message
    assert "192.0.2.1" not in sheet.frame.to_csv() + str(sheet.issues)


def test_rows_of_a_matrix_stand_in_brackets_behind_the_question() -> None:
    sheet = flat("How often?,,Why?", "City IT,Parks,Response", "Often,Never,Maps")
    assert sheet.frame.columns.tolist()[1:] == ["How often? [City IT]", "How often? [Parks]", "Why?"]
    assert not [issue for issue in sheet.issues if issue.reason == "column without a header"]


def test_options_that_repeat_their_own_text_become_one_list() -> None:
    sheet = flat(
        "Goals?,,",
        '"Schools, libraries",Parks,Other (please specify)',
        '"Schools, libraries",Parks,Bees',
        '"Schools, libraries",,',
        ",,",
    )
    assert sheet.frame["Goals?"].tolist() == ["Schools, libraries|Parks|Bees", "Schools, libraries|", ""]


def test_a_matrix_of_check_boxes_has_a_list_in_each_row() -> None:
    sheet = flat("Offers?,,", "Maps - Now,Maps - Later,Room - Now", "Now,Later,", ",,Now")
    assert sheet.frame["Offers? [Maps]"].tolist() == ["Now|Later", ""]
    assert sheet.frame["Offers? [Room]"].tolist() == ["", "Now"]


def test_an_option_that_holds_a_bar_is_never_folded_into_a_list() -> None:
    sheet = flat("Goals?,", "Parks|Trees,Jobs", "Parks|Trees,Jobs")
    assert sheet.frame.columns.tolist()[1:] == ["Goals? [Parks|Trees]", "Goals? [Jobs]"]


def test_a_question_asked_twice_keeps_both_columns() -> None:
    sheet = flat("How often?,How often?", "City IT,City IT", "Often,Never")
    assert sheet.frame.columns.tolist()[1:] == ["How often? [City IT]", "How often? [City IT] (2)"]
    assert "header twice" in {issue.reason for issue in sheet.issues if issue.column == "How often? [City IT] (2)"}


def test_the_phone_number_in_a_contact_block_is_dropped_and_its_company_stays() -> None:
    sheet = flat("Contact,,Channels?,", "Company,Phone Number,Phone,Web", "City IT,555-0100,weekly,never")
    assert sheet.frame.columns.tolist()[1:] == ["Contact [Company]", "Channels? [Phone]", "Channels? [Web]"]
    assert "555-0100" not in str(sheet.issues)


def test_a_list_of_projects_with_a_start_date_is_no_export() -> None:
    sheet = read_delimited(b"name,Start Date,Kind\nFlood maps,,Response\nParks,2026,Plan", "projects.csv", "projects")
    assert flattened([sheet]) == (sheet,)
