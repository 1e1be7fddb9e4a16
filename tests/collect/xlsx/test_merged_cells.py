"""Cells that are merged over rows: names belong to every row, sums and notes to the first."""

import io
from typing import Any

import pytest
from openpyxl import Workbook

from ecosystem.collect.forms import flattened
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.collect.xlsx.workbook import read_workbook
from ecosystem.errors import SourceError


def book(rows: list[list[Any]], *merged: str) -> Sheet:
    made: Any = Workbook()
    for row in rows:
        made.active.append(row)
    for area in merged:
        made.active.merge_cells(area)
    stream = io.BytesIO()
    made.save(stream)
    return read_workbook(stream.getvalue(), "ties.xlsx")[0]


def told(sheet: Sheet, reason: str) -> list[Issue]:
    return [issue for issue in sheet.issues if issue.reason == reason]


def test_a_source_merged_over_its_partners_is_the_source_of_each() -> None:
    sheet = book(
        [["source", "target"], ["City IT", "Zoo"], [None, "Library"], [None, "311"], ["Zoo", "Parks"], [None, "311"]],
        "A2:A4",
        "A5:A6",
    )
    assert sheet.frame["source"].tolist() == ["City IT", "City IT", "City IT", "Zoo", "Zoo"]
    [found] = told(sheet, "merged cells")
    assert (found.row, found.column) == (2, "source")
    assert "2 merged cells" in found.message


def test_cells_merged_in_the_middle_and_at_the_end_of_a_row_are_filled_too() -> None:
    rows = [["from", "relation", "to", "since"], ["A", "funds", "Zoo", 2024], ["B"], ["C", None, "Parks"]]
    sheet = book(rows, "B2:B4", "C2:C3", "D2:D4")
    assert sheet.frame["relation"].tolist() == ["funds"] * 3
    assert sheet.frame["to"].tolist() == ["Zoo", "Zoo", "Parks"]
    assert sheet.frame["since"].tolist() == ["2024"] * 3


@pytest.mark.parametrize(("header", "value"), [("amount", 9000), ("budget", "$9,000"), ("notes", "met at the fair")])
def test_a_sum_or_a_note_merged_over_rows_is_used_once(header: str, value: Any) -> None:
    sheet = book([["source", "target", header], ["A", "Zoo", value], ["A", "Parks"]], "C2:C3")
    assert sheet.frame[header].tolist() == [str(value), ""]
    assert [issue.row for issue in told(sheet, "merged cell used once")] == [2]


def test_blank_cells_that_are_not_merged_stay_blank() -> None:
    sheet = book([["source", "target"], ["City IT", "Zoo"], [None, "Library"], ["Zoo", "311"]])
    assert sheet.frame["source"].tolist() == ["City IT", "", "Zoo"]
    assert not sheet.issues


def test_a_header_merged_over_two_rows_is_no_value_of_the_second() -> None:
    sheet = book([["name", "city"], [None, "town or city"], ["Zoo", "Harbor"]], "A1:A2")
    assert sheet.frame["name"].tolist() == ["", "Zoo"]


def test_a_cell_merged_across_the_columns_is_a_banner_and_one_across_two_of_many_is_not() -> None:
    rows = [["name", "sector", "city", "web"], ["Our partners"], ["Zoo", "Nonprofit", "Harbor"], ["Parks and Paths"]]
    assert book(rows, "A2:D2", "A4:B4").banners == (2,)


def test_an_area_far_below_the_table_adds_no_rows() -> None:
    sheet = book([["source", "target"], ["A", "B"]], "A2:A40000")
    assert sheet.frame.index.tolist() == [2]


def test_areas_that_repeat_a_long_text_count_against_the_limits() -> None:
    rows: list[list[Any]] = [["source", "target"], ["A" * 30_000, "0"], *([None, str(n)] for n in range(3_000))]
    with pytest.raises(SourceError, match="50 MB of text"):
        book(rows, "A2:A3002")


def test_a_banner_between_the_rows_is_a_heading_however_it_is_written() -> None:
    rows = [["name", "sector", "city"], ["Harbor and friends"], ["Zoo", "Nonprofit", "Harbor"], ["Parks", "x", "y"]]
    [merged] = flattened([book(rows, "A2:C2")])
    [unmerged] = flattened([book(rows)])
    assert merged.frame["name"].tolist() == ["Zoo", "Parks"]
    assert [issue.row for issue in told(merged, "section row")] == [2]
    assert unmerged.frame["name"].tolist() == ["Harbor and friends", "Zoo", "Parks"]


def test_headers_merged_over_groups_and_rows_are_read_as_one_row() -> None:
    rows = [["Name", "Place", None], [None, "City", "State"], ["Zoo", "Harbor", "MN"], ["Parks", "Harbor", "MN"]]
    [sheet] = flattened([book(rows, "A1:A2", "B1:C1")])
    assert sheet.frame.columns.tolist() == ["Name", "City", "State"]
    assert sheet.frame["Name"].tolist() == ["Zoo", "Parks"]


def test_a_header_merged_over_columns_is_the_header_of_each_and_a_title_is_not() -> None:
    rows = [["Contact", None, "Organization"], ["Ida", "ida", "Mill Arts"], ["Bo", "bo", "Bike Coop"]]
    assert list(book(rows, "A1:B1").frame.columns) == ["Contact", "Contact (2)", "Organization"]
    titled = [["Our partners", None, None], ["Name", "City", "Sector"], ["Mill Arts", "Gary", "Arts"]]
    assert list(book(titled, "A1:C1").frame.columns) == ["Name", "City", "Sector"]
