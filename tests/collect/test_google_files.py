"""Tabs of a Google Sheet as files: read again, they are the same rows under the same numbers."""

import pandas as pd

from ecosystem.collect.google_files import tab_files
from ecosystem.collect.sheet import GOOGLE, Sheet, SheetOrigin
from ecosystem.collect.sources import open_upload


def tab(name: str, rows: dict[int, str], number: str = "0") -> Sheet:
    frame = pd.DataFrame({"name": rows.values(), "city": "Riverton"}, index=pd.Index(rows.keys(), name="row"))
    return Sheet(SheetOrigin("Map", name, GOOGLE, number), name, frame)


def test_rows_keep_their_numbers_past_empty_rows_and_a_late_header() -> None:
    source = open_upload(tab_files([tab("List", {4: "City IT", 5: "Food Bank", 9: "Zoo"})]))
    assert source.sheets[0].frame["name"].to_dict() == {4: "City IT", 5: "Food Bank", 9: "Zoo"}


def test_tabs_of_the_same_name_and_names_with_slashes_are_files_of_their_own() -> None:
    files = tab_files([tab("2025/26", {2: "A"}), tab("2025/26", {2: "B"}, "1"), tab("???", {2: "C"}, "2")])
    assert [name for name, _ in files] == ["2025-26.csv", "2025-26 (2).csv", "-.csv"]


def test_cells_with_commas_quotes_and_line_breaks_stay_as_they_were() -> None:
    odd = 'Parks, "Trees"\nand Trails'
    [sheet] = open_upload(tab_files([tab("List", {2: odd, 3: "Zoo"})])).sheets
    assert sheet.frame["name"].tolist()[0] == odd
