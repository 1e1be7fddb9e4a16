"""A sheet that stands there twice is read once, and the other is set aside by name."""

from pathlib import Path

import pandas as pd

from ecosystem.collect.sources import open_source, open_upload
from ecosystem.columns.duplicate_sheets import duplicate_sheets
from ecosystem.show.exports import export_files
from ecosystem.show.files import csv_bytes, workbook, write_file
from ecosystem.tables.assemble import assemble

TIES = pd.DataFrame(
    {"source": ["A", "B"], "target": ["B", "=C"], "strength": [1 / 3, 2.0], "directed": pd.array([True, False])}
)


def test_a_table_as_csv_and_in_a_workbook_is_one_sheet() -> None:
    source = open_upload([("ties.csv", csv_bytes(TIES)), ("tables.xlsx", workbook({"ties": TIES}))])
    assert {place: sheet.source for place, sheet in duplicate_sheets(source.sheets).items()} == {1: "ties.csv"}
    found = assemble(source)
    assert found.counts[["rows_kept", "rows_set_aside"]].iloc[:2].to_numpy().tolist() == [[2, 0], [0, 2]]
    assert set(found.table("organizations")["name"]) == {"A", "B", "=C"}
    [message] = found.table("issues").query("reason == 'sheet twice'")["message"]
    assert message == "The same sheet is in ties.csv; it was read from there."


def test_a_second_download_is_read_once_and_another_sheet_of_that_name_is_read() -> None:
    other = TIES.assign(target=["B", "D"])
    files = [("ties.csv", csv_bytes(TIES)), ("ties (1).csv", csv_bytes(TIES)), ("ties (2).csv", csv_bytes(other))]
    assert list(duplicate_sheets(open_upload(files).sheets)) == [1]


def test_a_map_taken_along_and_brought_back_has_its_organizations_and_ties_once(tmp_path: Path) -> None:
    text = "source,target,type\nCity IT,-Food Bank,funds\n-Food Bank,Library,works with\n"
    before = assemble(open_upload([("ties.csv", text.encode())]))
    for name, content in export_files(before).items():
        write_file(tmp_path / name, content)
    after = assemble(open_source(tmp_path))
    for table in ("organizations", "ties"):
        assert len(after.table(table)) == len(before.table(table))
    assert set(after.table("organizations")["name"]) == {"City IT", "-Food Bank", "Library"}
