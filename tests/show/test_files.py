"""Files a person takes along: nothing in them is a formula, nothing known is lost, nothing unknown becomes 0."""

import csv
import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.collect.delimited import read_delimited
from ecosystem.errors import RequestError
from ecosystem.show.files import csv_bytes, inert, to_csv, workbook, write_file

HOSTILE = ['=HYPERLINK("http://x","y")', "+1", "-x", "@x", "\tx", "\n=x", "＝1+1", "<b>Bold</b>, Inc."]


def sheets(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(table: pd.DataFrame) -> list[list[object]]:
    return [list(row) for row in sheets(workbook({"t": table}))["t"].iter_rows(values_only=True)]


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("text", ["=1+1", "-x", "@x", "+x", "\tx", "\nx", "＝1+1", "-inf", "+nan", "-1_0", "-1-1"])
def test_text_that_a_spreadsheet_could_run_gets_an_apostrophe(text: str) -> None:
    assert inert(text) == "'" + text


@pytest.mark.parametrize("text", ["", "-12.5", "+1", "-1e5", "A=B", "'=1", "311", "NA"])
def test_numbers_and_ordinary_text_stay_as_they_are(text: str) -> None:
    assert inert(text) == text


def test_no_cell_of_a_csv_starts_like_a_formula_headers_too() -> None:
    table = pd.DataFrame({"=header": HOSTILE, "n": pd.array([-1.5] * len(HOSTILE), dtype="Float64")})
    rows = read_csv(to_csv(table))
    assert rows[0] == ["'=header", "n"]
    assert [row[0].replace("'", "") for row in rows[1:]] == [text.replace("'", "") for text in HOSTILE]
    assert not [row[0] for row in rows if row[0][0] in "=-@\t\r" or row[0] == "+x"]
    assert {row[1] for row in rows[1:]} == {"-1.5"}


def test_a_carriage_return_inside_a_text_starts_no_row_of_a_csv() -> None:
    table = pd.DataFrame({"a": ["x\r=1+1", "\r=1", "y\r\nz"], "b": "b"})
    assert read_csv(to_csv(table))[1:] == [["x\n'=1+1", "b"], ["'\n'=1", "b"], ["y\nz", "b"]]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Food;=1+1", "Food;'=1+1"),
        ("a\t@x;\tb", "a\t'@x;'\tb"),
        ("a\n-1", "a\n'-1"),
        ('a;"=1+1"', 'a;"\'=1+1"'),
        ("42.3,-71.1", "42.3,'-71.1"),
        ("Parks; - Jobs", "Parks; - Jobs"),
    ],
)
def test_what_would_start_like_a_formula_at_another_separator_gets_an_apostrophe(text: str, written: str) -> None:
    assert inert(text) == written
    sheet = read_delimited(csv_bytes(pd.DataFrame({"id": ["1"], "text": [text]})), "t.csv", "t")
    assert sheet.frame["text"].tolist() == [text]


def test_a_number_in_words_that_starts_a_row_makes_no_formula_with_the_next_cell() -> None:
    assert to_csv(pd.DataFrame({"a": ["-1", "7"], "b": ["5+A1", "-1"]})) == "a,b\n'-1,5+A1\n7,-1\n"


NASTY = st.lists(
    st.sampled_from(["x", ";", ",", "\t", "\n", "\r", '"', "'", "=", "+", "-", "@", "|", "＝"]), max_size=8
).map("".join)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(NASTY, NASTY, NASTY), min_size=1, max_size=3), NASTY)
def test_at_no_usual_separator_a_field_of_a_csv_starts_like_a_formula(
    rows: list[tuple[str, str, str]], header: str
) -> None:
    text = to_csv(pd.DataFrame(rows, columns=["a", f"b{header}", f"{header}c"]))
    for separator in (",", ";", "\t"):
        parsed = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in row]
        naive = [cell for line in text.split("\n") for cell in line.split(separator)]
        unquoted = [cell.replace('"', "") for cell in naive]
        for cell in (*parsed, *naive, *unquoted):
            assert not cell.startswith(tuple("=+-@\t\r＝")), (separator, cell, text)


@given(st.lists(NASTY, min_size=1, max_size=3))
def test_a_text_reads_back_as_it_was_unless_it_held_such_an_apostrophe_itself(texts: list[str]) -> None:
    texts = [text.replace("'", "").replace("\r", "\n") for text in texts]
    texts = [text if text.strip() else "x" for text in texts]
    data = csv_bytes(pd.DataFrame({"id": ["x"] * len(texts), "text": texts}))
    assert read_delimited(data, "t.csv", "t", separator=",").frame["text"].tolist() == texts


@pytest.mark.parametrize("dtype", ["string", "object", "str", "category"])
def test_text_is_made_inert_whatever_column_holds_it(dtype: str) -> None:
    assert to_csv(pd.DataFrame({"a": pd.Series(["=1"], dtype=dtype)})) == "a\n'=1\n"


def test_a_csv_keeps_numbers_exactly_and_writes_whole_ones_without_a_point() -> None:
    numbers = [3.0, -2.0, 1 / 3, 1e-9, 1e300, 2.0**60, None]
    written = [
        row[0] for row in read_csv(to_csv(pd.DataFrame({"v": pd.array(numbers, dtype="Float64"), "x": "x"})))[1:]
    ]
    assert written[:2] == ["3", "-2"]
    assert [float(text) for text in written[:-1]] == numbers[:-1]
    assert written[-1] == ""
    assert to_csv(pd.DataFrame({"v": [3.0, 0.5]})) == "v\n3\n0.5\n"


def test_what_is_not_known_is_an_empty_cell_in_csv_and_workbook() -> None:
    table = pd.DataFrame(
        {
            "text": pd.array([pd.NA, "NA"], dtype="string"),
            "integer": pd.array([pd.NA, 0], dtype="Int64"),
            "number": pd.array([pd.NA, 0.5], dtype="Float64"),
            "flag": pd.array([pd.NA, False], dtype="boolean"),
        }
    )
    assert read_csv(to_csv(table))[1:] == [["", "", "", ""], ["NA", "0", "0.5", "False"]]
    assert cells(table)[1:] == [[None] * 4, ["NA", 0, 0.5, "no"]]


def test_a_csv_file_opens_in_excel_with_its_accents() -> None:
    content = csv_bytes(pd.DataFrame({"name": ["Café Größe"]}))
    assert content.startswith(b"\xef\xbb\xbf")
    assert "Café Größe" in content.decode("utf-8-sig")


def test_no_cell_of_a_workbook_is_a_formula_or_a_link_and_every_name_survives() -> None:
    names = [*HOSTILE[:4], "<b>Bold</b>, Inc.", "http://x.org", "311", "007", "1e5"]
    book = sheets(workbook({"=t": pd.DataFrame({"=name": names})}))
    assert [cell.value for cell in book["=t"]["A"]] == ["=name", *names]
    for sheet in book:
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n"}
            assert all(cell.hyperlink is None for cell in row)
            assert all(isinstance(cell.value, str) for cell in row if cell.value is not None)


def test_long_alike_and_forbidden_sheet_names_are_mended_and_stay_apart() -> None:
    table = pd.DataFrame({"a": ["x"]})
    long = "a" * 40
    book = sheets(workbook({long: table, f"{long}b": table, long.upper(): table, "p/q": table, "'r'": table}))
    assert book.sheetnames == [
        "a" * 31,
        "a" * 27 + " (2)",
        "A" * 27 + " (3)",
        "p_q",
        "_r_",
        "columns explained",
    ]


def test_the_workbook_says_what_each_column_of_our_tables_means() -> None:
    book = sheets(workbook({"gaps": pd.DataFrame({"gap_id": ["x"]}), "ties": pd.DataFrame({"own": ["x"]})}))
    rows = [row for row in book["columns explained"].iter_rows(min_row=2, values_only=True)]
    assert [row[:2] for row in rows] == [("gaps", "gap_id"), ("ties", "own")]
    assert (bool(rows[0][2]), rows[1][2]) == (True, None)


def test_a_workbook_of_empty_tables_has_their_headers() -> None:
    assert cells(pd.DataFrame(columns=["a", "b"], dtype="string")) == [["a", "b"]]


def test_a_file_is_written_whole_with_the_folders_it_needs(tmp_path: Path) -> None:
    write_file(tmp_path / "new" / "map.html", b"x")
    assert [(p.name, p.read_bytes()) for p in (tmp_path / "new").iterdir()] == [("map.html", b"x")]


def test_a_private_file_is_for_the_user_alone_also_in_place_of_another(tmp_path: Path) -> None:
    (tmp_path / "box.zip").write_bytes(b"old")
    write_file(tmp_path / "box.zip", b"x", private=True)
    assert (tmp_path / "box.zip").read_bytes() == b"x"
    assert (tmp_path / "box.zip").stat().st_mode & 0o777 == 0o600


def test_a_folder_in_the_place_of_a_file_is_told_and_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "map.html").mkdir()
    for target in (tmp_path / "map.html", Path()):
        with pytest.raises(RequestError, match="is a folder"):
            write_file(target, b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]


def test_a_file_that_cannot_be_written_whole_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "t.csv"
    target.write_bytes(b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_file(target, b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("t.csv", b"old")]
