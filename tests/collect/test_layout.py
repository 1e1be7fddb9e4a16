"""What people do to a sheet by hand: totals, notes, trials, several tables in one."""

import pytest

from ecosystem.collect.forms import flattened, split_tables
from ecosystem.collect.frames import build_sheet, filled_rows
from ecosystem.collect.layout.split import is_header
from ecosystem.collect.sheet import Sheet


def sheet_of(*rows: list[str]) -> Sheet:
    """A sheet as the readers build it: an empty list is an empty row."""
    width = max(map(len, rows))
    return build_sheet(filled_rows(enumerate(rows, start=1)), "book.xlsx", "book", width=width)


def aside(sheet: Sheet) -> dict[int | None, str]:
    return {issue.row: issue.reason for issue in sheet.issues if issue.kind == "set aside"}


def doubted(sheet: Sheet) -> list[int | None]:
    return [issue.row for issue in sheet.issues if issue.reason == "looks like a test"]


@pytest.mark.parametrize("word", ["Total", "TOTAL:", "Grand Total", "sum"])
def test_a_total_is_set_aside_with_its_row(word: str) -> None:
    [sheet] = flattened([sheet_of(["name", "budget"], ["City IT", "5"], [word, "1,005.50"])])
    assert sheet.frame["name"].tolist() == ["City IT"]
    assert aside(sheet) == {3: "total"}


def test_an_organization_called_total_stays() -> None:
    [sheet] = flattened([sheet_of(["name", "sector"], ["Total", "Business"], ["Sum", ""])])
    assert sheet.frame["name"].tolist() == ["Total", "Sum"]


def test_notes_below_the_table_are_set_aside() -> None:
    [sheet] = flattened(
        [
            sheet_of(
                ["name", "sector", "city"],
                ["City IT", "Government", "Riverton"],
                ["Parks"],
                [],
                ["Ask the office before you share this list with anyone"],
                ["* founded later"],
                ["Library"],
            )
        ]
    )
    assert sheet.frame["name"].tolist() == ["City IT", "Parks", "Library"]
    assert aside(sheet) == {5: "note below the table", 6: "note below the table"}


@pytest.mark.parametrize(
    "note", ["Prepared by Jane Doe", "compiled on March 3", "Source: survey", "Exported from Kumu"]
)
def test_who_made_a_list_is_no_row_of_it(note: str) -> None:
    [sheet] = flattened([sheet_of(["organization", "initiative"], ["City IT", "Open 311"], [note, ""])])
    assert sheet.frame["organization"].tolist() == ["City IT"]
    [wide] = flattened(
        [sheet_of(["name", "sector", "city"], ["City IT", "", "Harbor"], [note, "", ""], ["Total", "", ""])]
    )
    assert wide.frame["name"].tolist() == ["City IT"]


@pytest.mark.parametrize("name", ["Prepared Communities", "*Star*", "Notes", "Source Foundation"])
def test_an_organization_whose_name_begins_like_a_note_stays(name: str) -> None:
    [sheet] = flattened([sheet_of(["name", "city"], ["City IT", "Harbor"], [name, ""])])
    assert sheet.frame["name"].tolist() == ["City IT", name]


def test_an_organization_of_which_only_a_long_name_is_known_is_no_note() -> None:
    name = "Regional Council of Governments for Water and Land in Riverton"
    [sheet] = flattened([sheet_of(["name", "sector", "city"], ["City IT", "x", "y"], [name])])
    assert sheet.frame["name"].tolist() == ["City IT", name]


@pytest.mark.parametrize("row", [["test", "asdf"], ["n/a", "-"], ["Test", "7"], ["N/A", ""]])
def test_a_trial_is_doubted_and_kept(row: list[str]) -> None:
    [sheet] = flattened([sheet_of(["name", "sector"], ["City IT", "Government"], row)])
    assert doubted(sheet) == [3]
    assert len(sheet.frame) == 2


def test_one_answer_of_na_makes_no_trial() -> None:
    [sheet] = flattened([sheet_of(["name", "sector"], ["City IT", "n/a"], ["NA", "Nonprofit"], ["311", ""])])
    assert doubted(sheet) == []


def test_a_second_table_is_parted_by_an_empty_row_and_a_header_of_its_own() -> None:
    first, second = split_tables(
        sheet_of(
            ["name", "sector"], ["City IT", "Government"], [], ["source", "target", "weight"], ["City IT", "311", "2"]
        )
    )
    assert first.frame.to_dict("index") == {2: {"name": "City IT", "sector": "Government"}}
    assert second.frame.to_dict("index") == {5: {"source": "City IT", "target": "311", "weight": "2"}}
    assert second.source != first.source


def test_the_title_above_a_second_table_names_it() -> None:
    _, second = split_tables(
        sheet_of(["name", "sector"], ["City IT", "x"], [], ["Ties"], ["from", "to"], ["City IT", "311"])
    )
    assert second.name == "Ties"
    assert second.frame.index.tolist() == [6]


def test_a_header_that_comes_again_below_begins_a_table() -> None:
    rows = ["Wer", "Wohin"], ["a", "b"], [], ["Wer", "Wohin"], ["c", "d"]
    assert [table.frame["Wer"].tolist() for table in split_tables(sheet_of(*rows))] == [["a"], ["c"]]


def test_an_empty_row_between_answers_parts_nothing() -> None:
    sheet = sheet_of(["name", "sector"], ["City IT", "Government"], [], ["Library", "Culture"], ["Parks", "Green"])
    assert split_tables(sheet) == (sheet,)


def test_answers_below_an_empty_row_that_hold_words_of_headers_begin_no_table() -> None:
    begins = sheet_of(["name", "sector"], ["311", "x"], [], ["City IT", "Type foundry"], ["Parks", "Green"])
    few = sheet_of(["name", "a", "b", "c", "d"], ["311"], [], ["The Source", "Our level", "x", "y", "z"], ["Parks"])
    assert split_tables(begins) == (begins,)
    assert split_tables(few) == (few,)


def test_tables_beside_each_other_that_repeat_their_headers_are_parted() -> None:
    rows = ["name", "city", "name", "city"], ["City IT", "A", "Parks", "B"], ["311", "A"]
    first, second = split_tables(sheet_of(*rows))
    assert first.frame["name"].to_dict() == {2: "City IT", 3: "311"}
    assert second.frame.to_dict("index") == {2: {"name": "Parks", "city": "B"}}


def test_tables_are_parted_at_an_empty_column() -> None:
    first, second = split_tables(sheet_of(["name", "city", "", "source", "target"], ["311", "A", "", "311", "Parks"]))
    assert first.frame.columns.tolist() == ["name", "city"]
    assert second.frame.to_dict("index") == {2: {"source": "311", "target": "Parks"}}


def test_tables_with_a_title_each_are_parted_at_an_empty_column() -> None:
    titles, headers = ["Members", "", "", "", "Links"], ["Name", "Kind", "City", "", "from", "to", "about"]
    rows = ["Farm", "Farm", "Elm", "", "Farm", "Bank", "food"], ["Bank", "Bank", "Elm"]
    sheets = flattened([sheet_of(titles, headers, *rows)])
    assert [sheet.frame.columns.tolist() for sheet in sheets] == [headers[:3], headers[4:]]
    assert [len(sheet.frame) for sheet in sheets] == [2, 1]


@pytest.mark.parametrize("right", [["Sector", "Website"], ["Contact name", "E-mail"], ["Partners"]])
def test_an_empty_column_within_one_table_parts_nothing(right: list[str]) -> None:
    sheet = sheet_of(["Name", "City", "", *right], ["Farm", "Elm", "", *["x"] * len(right)])
    assert split_tables(sheet) == (sheet,)


def test_a_title_above_two_columns_gives_way_to_the_header_below() -> None:
    [sheet] = flattened([sheet_of(["Our partners 2026"], ["name", "sector"], ["City IT", "Government"])])
    assert sheet.frame.to_dict("index") == {3: {"name": "City IT", "sector": "Government"}}
    assert next(i.message for i in sheet.issues if i.reason == "above the header").startswith('"Our partners 2026"')


def test_an_answer_below_a_missing_header_is_never_taken_for_one() -> None:
    sheet = sheet_of(["name"], ["City IT", "Government"], ["311", "Government"])
    assert flattened([sheet])[0].frame.index.tolist() == [2, 3]


def test_a_web_address_as_header_is_doubted() -> None:
    [sheet] = flattened([sheet_of(["Flood groups", "https://example.org/a"], ["Others", "https://example.org/b"])])
    assert "header looks like an answer" in {issue.reason for issue in sheet.issues}
    assert len(sheet.frame) == 1


def test_a_cell_of_a_control_character_alone_is_no_word_of_a_header() -> None:
    assert is_header(["name", "sector", "\x1b"])
    assert not is_header(["name", "\x1b"])
