"""Rows of cells become a sheet, whatever reader they come from."""

from ecosystem.collect.frames import build_sheet, filled_rows


def test_half_a_letter_is_replaced_before_it_can_stop_the_work() -> None:
    rows = filled_rows([(1, ["na\ud800me"]), (2, ["City\udfff IT"]), (3, ["\ud83c\udfd9"])])  # as JSON may hold it
    sheet = build_sheet(rows, "ties.csv", "ties")
    assert list(sheet.frame.columns) == ["na\ufffdme"]
    assert sheet.frame["na\ufffdme"].tolist() == ["City\ufffd IT", "🏙"]


def test_a_column_of_white_space_without_a_header_is_no_column() -> None:
    sheet = build_sheet(filled_rows([(1, ["name", " "]), (2, ["City IT", "\u00a0"])]), "ties.csv", "ties")
    assert (list(sheet.frame.columns), sheet.issues) == (["name"], ())
