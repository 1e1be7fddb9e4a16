"""Whatever the sheet: each cell goes on, or the row or column it stood in is listed; nothing raises."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.collect.forms import date_order, flattened, likert_blocks, split_tables
from ecosystem.collect.frames import build_sheet, filled_rows
from ecosystem.collect.sheet import Sheet

HEADERS = (  # a sheet takes one of these, so that its tool is recognised more often than not
    ("Timestamp", "Zeitstempel", "Why?", "Why?", "Why? [a]", "Name"),
    ("ID", "Start time", "Completion time", "Email", "Name", "Why?"),
    ("StartDate", "RecordedDate", "Status", "IPAddress", "Q1", "Q5", "Q5_1", "Q5_2", "Q5_2_TEXT"),
    ("Respondent ID", "Collector ID", "Start Date", "End Date", "Email Address", "Contact", "Why?", "", ""),
    ("_id", "_uuid", "_index", "name", "Roles?", "Roles?/Data", "Roles?/Data/Maps", "g/a", "g/b", "a"),
    ("_parent_index", "_parent_table_name", "_index", "KEY", "PARENT_KEY", "SubmissionDate", "a", "g/a"),
    ("name", "city", "column B", "", "name", "city"),
)
BELOW = {  # what the tools write below their headers
    **{"StartDate": "Start Date", "RecordedDate": "Recorded Date", "Q5_1": "Which? - a", "Q5_2": "Which? - b"},
    **{"Q5_2_TEXT": "Which? - b - Text", "Q1": "Why?", "Respondent ID": "", "Collector ID": "", "Start Date": ""},
    **{"End Date": "", "Email Address": "", "Why?": "Response"},
}
KEYS = {"_index", "_parent_index", "KEY", "PARENT_KEY"}
CELLS = (
    *("", "", "", "0", "1", "2", "TRUE", "Response", "Open-Ended Response", "Other (please specify)", "a - b", "b"),
    *("Start Date", "Recorded Date", '{"ImportId":"QID1"}', "Why? - a", "Why? - b", "Why? - Selected Choice"),
    *("Total", "n/a", "test", "name", "city", "source", "target", "Note: read this", "Data Data/Maps", "a|b", "a, b"),
)


@st.composite
def sheets(draw: st.DrawFn) -> list[Sheet]:
    """One to three sheets of headers and cells that the readers look for, each other cell like no other."""
    made = []
    for number in range(draw(st.integers(1, 3))):
        of_a_tool = draw(st.sampled_from(HEADERS))
        width = draw(st.integers(1, len(of_a_tool)))
        header = list(draw(st.permutations(of_a_tool)) if draw(st.booleans()) else of_a_tool)[:width]
        any_cell = st.sampled_from(CELLS) | st.none()
        cells = [st.sampled_from(("1", "2", "3")) if head in KEYS else any_cell for head in header]
        body = [list(row) for row in draw(st.lists(st.tuples(*cells), max_size=6))]
        if body and draw(st.booleans()):
            body[0] = [BELOW.get(head, text) for head, text in zip(header, body[0], strict=True)]
        rows = [
            [f"cell{number}x{y}x{x}." if text is None else text for x, text in enumerate(row)]
            for y, row in enumerate(body)
        ]
        numbered = filled_rows(enumerate([header, *rows], start=1))
        if numbered:
            made.append(build_sheet(numbered, f"book.xlsx, sheet {number}", f"s{number}", width=width))
    return made


def texts(sheet: Sheet) -> str:
    return "\n".join([*sheet.frame.columns, *sheet.frame.to_numpy(dtype=object).ravel()])


@settings(max_examples=120, deadline=None)
@given(sheets())
def test_each_cell_goes_on_or_its_row_or_column_is_listed(given_sheets: list[Sheet]) -> None:
    result = flattened(given_sheets)
    after = "\n".join(map(texts, result))
    issues = [issue for sheet in result for issue in sheet.issues]
    for sheet in given_sheets:
        mine = [i for i in issues if i.source == sheet.source or i.source.startswith(sheet.source + ",")]
        aside = [issue for issue in mine if issue.kind == "set aside"]
        rows = {issue.row for issue in aside}
        for header, cells in sheet.frame.items():
            # a column may be listed by the text that a tool writes below its header
            names = [f'"{name}{end}' for name in (header, *cells.iloc[:2]) if name for end in ('"', " [")]
            listed = any(name in issue.message for issue in aside for name in names)
            for row, cell in cells.items():
                if cell.startswith("cell") and cell not in after and row not in rows:
                    assert listed or any(cell in issue.message for issue in aside), (header, cell)


@settings(max_examples=80, deadline=None)
@given(sheets())
def test_a_row_keeps_its_number_and_never_takes_a_cell_from_another(given_sheets: list[Sheet]) -> None:
    stood = {
        cell: int(row)
        for sheet in given_sheets
        for row, cells in zip(sheet.frame.index, sheet.frame.to_numpy(dtype=object).tolist(), strict=True)
        for cell in cells
        if cell.startswith("cell")
    }
    for sheet in flattened(given_sheets):
        if any(issue.reason in ("joined to its form", "repeat read as lists") for issue in sheet.issues):
            continue  # there cells of the form stand beside each row of the repeat, or its cells in the form's row
        for row, cells in zip(sheet.frame.index, sheet.frame.to_numpy(dtype=object).tolist(), strict=True):
            for cell in re.findall(r"cell\d+x\d+x\d+\.", "\n".join(cells)):
                assert stood[cell] == row


@settings(max_examples=60, deadline=None)
@given(sheets())
def test_what_was_flattened_once_is_plain(given_sheets: list[Sheet]) -> None:
    for sheet in flattened(given_sheets):
        assert sheet.frame.columns.is_unique
        assert sheet.frame.index.name == "row"
        assert not [i for i in sheet.issues if i.reason == "column without a header" and i.column not in sheet.frame]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=5), min_size=1, max_size=8))
def test_any_sheet_makes_sheets(rows: list[list[str]]) -> None:
    filled = filled_rows(enumerate(rows, start=1))
    if not filled:
        filled = [(1, ["head"])]
    sheet = build_sheet(filled, "a.csv", "a", width=max(map(len, rows)))
    assert flattened([sheet])
    assert split_tables(sheet)
    assert all(len(block) >= 2 for block in likert_blocks(sheet))
    assert date_order(cell for row in rows for cell in row).reason
