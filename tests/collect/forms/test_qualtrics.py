"""Qualtrics' three header rows; the file is built from recollection of the layout."""

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.forms import flattened
from ecosystem.collect.instruments import load_instrument, recognise
from ecosystem.collect.sheet import Sheet

IDS = ["StartDate", "RecordedDate", "IPAddress", "RecipientEmail", "Status", "Q1"]
TEXTS = ["Start Date", "Recorded Date", "IP Address", "Recipient Email", "Response Type", "What is your organization?"]
FIRST = ["2026-03-01 09:00:00", "2026-03-01 09:30:00", "192.0.2.1", "a@b.org", "IP Address", "City IT"]


def export(ids: list[str], texts: list[str], *rows: list[str], imports: bool = True) -> Sheet:
    heads = [IDS + ids, TEXTS + texts]
    if imports:
        heads.append([f'{{"ImportId":"{id}"}}' for id in IDS + ids])
    table = [*heads, *(FIRST + row for row in rows)]
    text = "\r\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table)
    return read_delimited(text.encode(), "export.csv", "export")


def flat(ids: list[str], texts: list[str], *rows: list[str], imports: bool = True) -> Sheet:
    [sheet] = flattened([export(ids, texts, *rows, imports=imports)])
    return sheet


def test_the_texts_become_the_headers_and_answers_begin_in_row_4() -> None:
    sheet = flat(["Q2"], ["What do you do?"], ["Maps"])
    assert sheet.frame.to_dict("index") == {
        4: {
            "Timestamp": "2026-03-01 09:30:00",
            "What is your organization?": "City IT",
            "What do you do?": "Maps",
        }
    }
    [said] = [issue for issue in sheet.issues if issue.reason == "read as a Qualtrics export"]
    assert said.kind == "doubt"
    assert "three rows of headers" in said.message


def test_an_export_whose_import_ids_were_deleted_is_still_read() -> None:
    sheet = flat(["Q2"], ["What do you do?"], ["Maps"], imports=False)
    assert sheet.frame["What do you do?"].to_dict() == {3: "Maps"}


def test_columns_about_people_are_dropped_by_name() -> None:
    sheet = flat([], [], [])
    [aside] = [issue for issue in sheet.issues if issue.reason == "about people, never read"]
    assert aside.kind == "set aside"
    assert "IPAddress" in aside.message and "RecipientEmail" in aside.message
    assert "192.0.2.1" not in sheet.frame.to_csv() + str(sheet.issues)


def test_rows_of_a_matrix_stand_in_brackets_behind_the_question() -> None:
    texts = ["Part 2 - How often? - City IT", "Part 2 - How often? - Parks - North"]
    sheet = flat(["Q5_1", "Q5_2"], texts, ["Often", "Never"])
    assert sheet.frame.iloc[0, 2:].to_dict() == {
        "Part 2 - How often? [City IT]": "Often",
        "Part 2 - How often? [Parks - North]": "Never",
    }


def test_check_boxes_become_one_list_and_other_is_what_was_written() -> None:
    ids = ["Q6_1", "Q6_2", "Q6_3", "Q6_3_TEXT"]
    texts = [f"Which roles? - Selected Choice - {option}" for option in ("Convener", "Funder", "Other")]
    sheet = flat(
        ids,
        [*texts, "Which roles? - Other - Text"],
        ["Convener", "", "Other", "Beekeeper"],
        ["", "Funder", "", ""],
        ["", "", "", ""],
    )
    assert sheet.frame["Which roles?"].tolist() == ["Convener|Beekeeper", "Funder", ""]


def test_check_boxes_exported_as_numbers_say_their_option() -> None:
    texts = [f"Which roles? - Selected Choice - {option}" for option in ("Convener", "Funder")]
    assert flat(["Q6_1", "Q6_2"], texts, ["1", "1"]).frame["Which roles?"].tolist() == ["Convener|Funder"]


def test_a_matrix_of_ones_is_no_list_of_check_boxes() -> None:
    sheet = flat(["Q5_1", "Q5_2"], ["How often? - City IT", "How often? - Parks"], ["1", "1"])
    assert sheet.frame["How often? [Parks]"].tolist() == ["1"]


def test_a_single_choice_takes_the_text_written_under_other() -> None:
    texts = ["Sector? - Selected Choice", "Sector? - Other - Text"]
    sheet = flat(["Q7", "Q7_4_TEXT"], texts, ["Other", "Bees"], ["Nonprofit", ""])
    assert sheet.frame["Sector?"].tolist() == ["Bees", "Nonprofit"]


def test_an_answer_and_a_text_that_differ_are_both_kept() -> None:
    texts = ["Sector? - Selected Choice", "Sector? - Other - Text"]
    sheet = flat(["Q7", "Q7_4_TEXT"], texts, ["Nonprofit", "and a bit of government"])
    assert sheet.frame[["Sector?", "Sector? [Other]"]].iloc[0].tolist() == ["Nonprofit", "and a bit of government"]


def test_a_preview_by_the_makers_of_the_survey_is_doubted_by_row() -> None:
    sheet = export([], [], [], [])
    sheet.frame.loc[5, "Status"] = "Survey Preview"
    [result] = flattened([sheet])
    assert [issue.row for issue in result.issues if issue.reason == "looks like a test"] == [5]
    assert len(result.frame) == 2


def test_the_questions_stay_the_header_above_an_answer_of_header_words() -> None:
    texts = ["What do you share?", "Who?", "Which? - b", "Which? - b - Text"]
    sheet = flat(["Q1", "Q2", "Q5_2", "Q5_2_TEXT"], texts, ["Start date", "Name", "Source", "Target"])
    assert sheet.frame["What do you share?"].tolist() == ["Start date"]
    assert not [issue for issue in sheet.issues if issue.reason == "above the header"]


def test_a_questionnaire_recognises_its_qualtrics_export() -> None:
    instrument = load_instrument(
        'id = "own"\nversion = "1"\n'
        '[[question]]\nid = "who"\ntext = "What is your organization?"\nkind = "text"\nbecomes = "organization"\n'
        '[[question]]\nid = "ties"\ntext = "How often?"\nkind = "relation"\nrelation = "works_with"\n'
        'direction = "mutual"\nscale = ["Rarely", "Often"]\n'
    )
    sheet = flat(["Q5_1", "Q5_2"], ["How often? - City IT", "How often? - Parks"], ["Often", ""])
    match = recognise(list(sheet.frame.columns), [instrument])
    assert match is not None
    assert [use.row for use in match.columns if use.row] == ["City IT", "Parks"]
    assert match.unmatched == ()
