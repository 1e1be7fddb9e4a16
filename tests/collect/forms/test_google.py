"""Google Forms exports pass unchanged, but for doubts about edited questions."""

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.forms import flattened
from ecosystem.collect.sheet import Sheet


def read(text: str) -> Sheet:
    return read_delimited(text.encode(), "answers.csv", "answers")


def edited(sheet: Sheet) -> list[str]:
    [result] = flattened([sheet])
    assert result.frame.equals(sheet.frame)
    return [issue.column for issue in result.issues if issue.reason == "question edited on the way"]


def test_an_export_without_doubt_is_left_alone() -> None:
    sheet = read('Timestamp,Offers? [Maps],Why?\n3/1/2026 9:30:05,"Now, Later",\n3/2/2026 9:30:05,Now;Later,b\n')
    assert flattened([sheet])[0] is sheet


def test_a_question_that_left_two_columns_is_doubted_and_both_are_kept() -> None:
    assert edited(read("Timestamp,Why?,Why?\n1,a,\n2,,b\n")) == ["Why? (2)"]


def test_a_column_that_goes_on_where_another_stops_is_doubted() -> None:
    assert edited(read("Timestamp,Who?,Which office?\n1,a,\n2,b,\n3,,c\n4,,d\n")) == ["Which office?"]


def test_a_question_added_later_is_not_taken_for_an_edited_one() -> None:
    assert edited(read("Timestamp,Who?,New\n1,a,\n2,b,\n3,c,d\n4,d,e\n")) == []


def test_a_column_filled_all_along_does_not_go_on_where_another_stops() -> None:
    assert edited(read("Timestamp,Who?,City\n1,a,A\n2,b,A\n3,,A\n4,,A\n")) == []


def test_one_row_left_empty_is_no_edited_question() -> None:
    assert edited(read("Timestamp,Who?,Why?\n1,a,\n2,b,\n3,,c\n")) == []


def test_the_moment_of_an_answer_is_known_in_other_languages() -> None:
    [sheet] = flattened([read("Отметка времени,Wer?\n1,a\n")])
    assert sheet.frame.columns.tolist() == ["Timestamp", "Wer?"]
    assert "Отметка времени" in sheet.issues[0].message


def test_a_sheet_from_no_tool_is_left_alone() -> None:
    sheet = read("name,sector\nCity IT,Government\n311,\n")
    assert flattened([sheet])[0] is sheet
