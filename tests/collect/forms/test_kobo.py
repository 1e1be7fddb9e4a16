"""KoboToolbox and ODK exports: choices, repeats, groups; built after the layout their documents describe."""

from dataclasses import replace

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.forms import flattened, is_joined
from ecosystem.collect.sheet import WORKBOOK, Sheet, SheetOrigin
from ecosystem.collect.values import split_choices

MAIN = "Your organization,_id,_uuid,_submission_time,_submitted_by,_index\n"
REPEAT = "Partner,How often?,_parent_table_name,_parent_index\n"


def read(text: str, name: str = "survey") -> Sheet:
    return read_delimited(text.encode(), f"{name}.csv", name)


def reasons(sheet: Sheet) -> dict[str, str]:
    return {issue.reason: issue.message for issue in sheet.issues}


def test_the_tools_own_columns_go_and_the_moment_of_the_answer_stays() -> None:
    [sheet] = flattened([read(MAIN + "City IT,7,u-1,2026-03-01T09:00,ana,1\n")])
    assert sheet.frame.to_dict("index") == {2: {"Your organization": "City IT", "Timestamp": "2026-03-01T09:00"}}
    assert '"_submitted_by"' in reasons(sheet)["about people, never read"]
    assert '"_uuid"' in reasons(sheet)["column of the form tool"]
    assert "read as a KoboToolbox or ODK export" in reasons(sheet)
    assert "ana" not in str(sheet.issues)


def test_a_question_headed_notes_is_no_column_of_the_tool() -> None:
    [sheet] = flattened([read("Notes,Status?,_id,_uuid\nwet,open,1,u\n")])
    assert sheet.frame.columns.tolist() == ["Notes", "Status?"]


def test_choices_in_one_text_and_in_columns_of_0_and_1_become_one_list_of_labels() -> None:
    text = "Roles?,Roles?/Data steward,Roles?/Data,Roles?/Data/Maps,_id,_uuid\n"
    rows = "Data steward Data/Maps,1,0,1,1,u\nData,0,1,0,2,v\n,0,0,0,3,w\n,,,,4,x\n"
    [sheet] = flattened([read(text + rows)])
    assert sheet.frame.to_dict("list") == {"Roles?": ["Data steward|Data/Maps", "Data", "", ""]}
    assert "Data steward, Data, Data/Maps" in reasons(sheet)["choices read as one list"]


def test_a_text_that_says_more_than_the_choices_is_kept_behind_them() -> None:
    [sheet] = flattened([read("Roles?,Roles?/Funder,_id,_uuid\nFunder Beekeeper,1,1,u\nBeekeeper,0,2,v\n")])
    assert sheet.frame["Roles?"].tolist() == ["Funder|Beekeeper", "Beekeeper"]


def test_choices_without_the_text_become_one_list() -> None:
    [sheet] = flattened([read('Goals?/Parks,"Goals?/Schools, libraries",_id,_uuid\n1,TRUE,1,u\n0,1,2,v\n,,3,w\n')])
    assert [split_choices(cell, []) for cell in sheet.frame["Goals?"]] == [
        ["Parks", "Schools, libraries"],
        ["Schools, libraries"],
        [],
    ]


def test_numbers_of_a_group_filled_in_different_rows_are_no_choices() -> None:
    [sheet] = flattened([read("staff/paid,staff/unpaid,_id,_uuid\n1,,1,u\n0,1,2,v\n")])
    assert sheet.frame.to_dict("list") == {"paid": ["1", "0"], "unpaid": ["", "1"]}


def test_group_names_are_taken_off_unless_two_questions_would_be_one() -> None:
    [sheet] = flattened([read("office/title,office/city,home/city,_id,_uuid\nIT,A,B,1,u\n")])
    assert sheet.frame.columns.tolist() == ["title", "office/city", "home/city"]
    assert reasons(sheet)["group names taken off"].endswith(": office.")


def test_a_slash_in_a_question_in_words_is_no_group() -> None:
    [sheet] = flattened([read("Which city/county is it?,_id,_uuid\nA,1,u\n")])
    assert sheet.frame.columns.tolist() == ["Which city/county is it?"]


def test_each_row_of_a_repeat_says_who_reports_and_whom_it_names() -> None:
    main = read(MAIN + "City IT,7,u-1,2026-03-01,ana,1\n311,8,u-2,2026-03-02,bo,2\n")
    repeat = read(
        REPEAT + "Parks,Often,survey,2\nCode for Riverton,Never,survey,1\nLibrary,Often,survey,2\n", "partners"
    )
    form, joined = flattened([main, repeat])
    assert joined.frame.index.tolist() == [2, 3, 4]
    assert joined.frame.to_dict("list") == {
        "Your organization": ["311", "City IT", "311"],
        "Timestamp": ["2026-03-02", "2026-03-01", "2026-03-02"],
        "Partner": ["Parks", "Code for Riverton", "Library"],
        "How often?": ["Often", "Never", "Often"],
    }
    assert form.frame["Your organization"].tolist() == ["City IT", "311"]
    assert [is_joined(sheet) for sheet in (form, joined)] == [False, True]
    assert "survey.csv" in reasons(joined)["joined to its form"]


def test_an_odk_repeat_is_joined_by_parent_key_even_where_it_stands_first() -> None:
    main = read("org,SubmissionDate,KEY\nCity IT,2026-03-01,uuid:1\n")
    repeat = read("partner,PARENT_KEY,KEY\nParks,uuid:1,uuid:1/partner[1]\n", "survey-partner")
    joined, _ = flattened([repeat, main])
    assert joined.frame[["org", "partner"]].iloc[0].tolist() == ["City IT", "Parks"]


def test_a_repeat_within_a_repeat_is_joined_up_to_the_form() -> None:
    main = read(MAIN + "City IT,7,u-1,2026-03-01,ana,1\n")
    repeat = read(REPEAT.rstrip() + ",_index\nParks,Often,survey,1,5\n", "partners")
    inner = read("Project,_parent_table_name,_parent_index\nTrees,partners,5\n", "projects")
    joined = flattened([main, inner, repeat])[1]
    assert joined.frame[["Your organization", "Partner", "Project"]].iloc[0].tolist() == ["City IT", "Parks", "Trees"]


def test_a_row_whose_form_is_missing_or_stands_twice_is_set_aside() -> None:
    row = "City IT,7,u-1,2026-03-01,ana,"
    main = read(f"{MAIN}{row}1\n{row}2\n{row}2\n")
    repeat = read(REPEAT + "Parks,Often,survey,1\nLibrary,Often,survey,2\n311,Often,survey,9\n", "partners")
    joined = flattened([main, repeat])[1]
    assert joined.frame.index.tolist() == [2]
    aside = [issue for issue in joined.issues if issue.reason == "form not certain"]
    assert [(issue.kind, issue.row) for issue in aside] == [("set aside", 3), ("set aside", 4)]
    assert "More than one form" in aside[0].message and "No form" in aside[1].message


def test_two_sheets_that_call_each_other_their_form_are_joined_once_and_not_for_ever() -> None:
    first = read("a,_index,_parent_index\nx,1,1\n", "first")
    second = read("b,_index,_parent_index\ny,1,1\n", "second")
    one, other = flattened([first, second])
    assert set(one.frame.columns) | set(other.frame.columns) == {"a", "b"}


def test_a_repeat_whose_form_is_not_there_is_kept_as_it_is() -> None:
    [sheet] = flattened([read(REPEAT + "Parks,Often,survey,1\n", "partners")])
    assert sheet.frame.to_dict("list") == {"Partner": ["Parks"], "How often?": ["Often"]}


def test_the_name_of_a_partner_keeps_its_group_so_that_nobody_takes_it_for_a_persons() -> None:
    [sheet] = flattened([read("partner/name,partner/kind,_id,_uuid\nParks,office,1,u\n")])
    assert sheet.frame.columns.tolist() == ["partner/name", "kind"]


def test_a_group_headed_by_a_question_is_a_grid_whose_rows_may_hold_a_slash() -> None:
    [sheet] = flattened([read("How often?/City IT,How often?/Parks/Trees,Why?,_id,_uuid\nOften,Never,x,1,u\n")])
    assert sheet.frame.columns.tolist() == ["How often? [City IT]", "How often? [Parks/Trees]", "Why?"]


def test_the_group_around_a_grid_is_taken_off_and_a_slash_in_its_question_is_none() -> None:
    heads = "You/How often?/A,You/How often?/B,You/Why,In city/county?/A,In city/county?/B"
    [sheet] = flattened([read(heads + ",_id,_uuid\n1,2,3,4,5,1,u\n")])
    assert sheet.frame.columns.tolist() == [
        "How often? [A]",
        "How often? [B]",
        "Why",
        "In city/county? [A]",
        "In city/county? [B]",
    ]


def test_choices_in_one_column_with_spaces_between_are_a_list_where_each_is_a_word_we_know() -> None:
    rows = "community_group nonprofit,1,u\nlibrary,2,v\n"
    [sheet] = flattened([read("kinds,_id,_uuid\n" + rows)])
    assert sheet.frame["kinds"].tolist() == ["community_group|nonprofit", "library"]
    assert "such as “community_group nonprofit”" in reasons(sheet)["choices read as one list"]


def test_choices_in_one_column_are_a_list_of_partners_where_each_answered_somewhere() -> None:
    rows = "City IT,food_bank parks,1,u\nFood Bank,city_it,2,v\nParks,,3,w\n"
    [sheet] = flattened([read("org,partners,_id,_uuid\n" + rows)])
    assert sheet.frame["partners"].tolist() == ["food_bank|parks", "city_it", ""]


def test_words_of_a_sentence_or_a_name_are_no_choices() -> None:
    rows = "Parks Library,we like parks,Parks,1,u\nFood Bank,nonprofit bees,Library,2,v\n"
    [sheet] = flattened([read("org,why,near,_id,_uuid\n" + rows)])
    assert sheet.frame["org"].tolist() == ["Parks Library", "Food Bank"]
    assert sheet.frame["why"].tolist() == ["we like parks", "nonprofit bees"]


def test_the_form_of_a_repeat_is_known_by_its_number_alone() -> None:
    form = read("your_organization_name,_index\nElm IT,1\nOak Fund,2\n")
    repeat = read("partner_name,_index,_parent_table_name,_parent_index\nAsh Lab,1,survey,2\n", "partners")
    pair = [replace(each, origin=SheetOrigin("book.xlsx", each.name, WORKBOOK)) for each in (form, repeat)]
    assert flattened(pair)[0].frame["partner_name"].tolist() == ["", "Ash Lab"]
