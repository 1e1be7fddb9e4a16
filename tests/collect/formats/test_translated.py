"""Which sheets a translator may take, and what is said of it."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ecosystem.collect.formats import translated
from ecosystem.collect.instruments import load_instrument
from ecosystem.collect.redaction import REMOVED
from ecosystem.collect.sheet import GOOGLE, WORKBOOK, SheetOrigin
from ecosystem.collect.sources import open_source, open_upload
from tests.collect.formats.made import one, read_as, table, workbook

SAMPLES = Path(__file__).parents[3] / "sample_data"
KUMU = {"Elements": "ID,Label\n1,A\n2,B\n", "Connections": "From,To\n1,2\n"}
INSTRUMENT = """
id = "pairs"
version = "1"
[[question]]
id = "name"
kind = "text"
becomes = "organization"
text = "Organization"
[[question]]
id = "project"
kind = "text"
text = "Project"
"""


@pytest.mark.parametrize("city", ["biodt_2024", "civic_graph_2015", "riverton"])
def test_the_sample_data_is_claimed_by_no_translator(city: str) -> None:
    sheets = open_source(SAMPLES / city).sheets
    assert translated(sheets) == sheets


def test_the_first_sheet_says_what_was_read_and_sheets_that_are_not_taken_keep_their_place() -> None:
    sheets = [one("name,site\nZ,Boston\n", "places"), *workbook(**KUMU), one("a,b\n1,2\n", "other")]
    result = translated(sheets)
    assert [sheet.name for sheet in result] == ["places", "organizations", "ties", "other"]
    assert (result[0], result[3]) == (sheets[0], sheets[3])
    assert [issue.message for issue in result[1].issues] == ["Read as a Kumu map."]
    assert result[2].issues == ()


def test_two_documents_are_translated_apart_under_names_of_their_own() -> None:
    first = workbook(**KUMU)
    second = [one(text, name, SheetOrigin("other.xlsx", name, WORKBOOK)) for name, text in KUMU.items()]
    result = translated([*first, *second])
    assert [sheet.name for sheet in result] == ["organizations", "ties", "organizations (2)", "ties (2)"]
    assert [sheet.source for sheet in result[2:]] == ['other.xlsx, sheet "Elements"', 'other.xlsx, sheet "Connections"']
    assert len(read_as([*first, *second])) == 2


def test_tabs_of_one_google_sheet_are_one_document() -> None:
    sheets = [one(text, name, SheetOrigin("City", name, GOOGLE, str(len(name)))) for name, text in KUMU.items()]
    loose = one("From,To\n1,Z\n", "Connections")
    assert [sheet.source for sheet in translated([*sheets, loose])] == [
        *(sheet.source for sheet in sheets),
        loose.source,
    ]
    assert translated([*sheets, loose])[2] is loose


def test_a_translated_sheet_takes_no_name_that_is_already_there() -> None:
    result = translated([one("source,target\nA,B\n", "ties"), *workbook(**KUMU)])
    assert [sheet.name for sheet in result] == ["ties", "organizations", "ties (2)"]


def test_doubts_of_the_source_sheet_go_on_with_its_translation() -> None:
    sheets = workbook(Elements="ID,Label,Note,Note\n1,A,x,y\n", Connections="From,To\n1,A\n")
    assert "header twice" in [issue.reason for issue in translated(sheets)[0].issues]


def test_answers_to_a_questionnaire_are_never_taken() -> None:
    sheet = one("Organization,Project\nA,Lab\n", "answers")
    assert translated([sheet]) != (sheet,)
    assert translated([sheet], [load_instrument(INSTRUMENT)]) == (sheet,)


def test_a_workbook_comes_in_from_bytes_as_our_own_sheets_and_e_mails_stay_behind() -> None:
    book = Workbook()
    book.active.title = "Elements"
    for row in (["ID", "Label", "Note"], [7, "City IT", "ask jo@example.org"], [311, "Call centre", None]):
        book["Elements"].append(row)
    book.create_sheet("Connections")
    for row in (["From", "To", "Direction"], [7, "311|Library", "directed"]):
        book["Connections"].append(row)
    stream = io.BytesIO()
    book.save(stream)
    organizations, ties = open_upload([("map.xlsx", stream.getvalue())]).sheets
    assert table(organizations, "organization_id", "name", "Note") == [
        ("7", "City IT", f"ask {REMOVED}"),
        ("311", "Call centre", ""),
    ]
    assert table(ties, "source_id", "target_id", "target", "directed") == [
        ("7", "311", "", "yes"),
        ("7", "", "Library", "yes"),
    ]


def test_a_json_file_is_read_alone_or_in_a_folder_and_a_zip_file_only_alone(tmp_path: Path) -> None:
    (tmp_path / "map.json").write_bytes(b'{"nodes": [{"name": "A"}]}')
    (tmp_path / "map.zip").write_bytes(b"PK")
    assert [sheet.name for sheet in open_source(tmp_path / "map.json").sheets] == ["nodes"]
    source = open_source(tmp_path)
    assert [sheet.name for sheet in source.sheets] == ["nodes"]
    assert [issue.message.endswith(": map.zip.") for issue in source.issues] == [True]


HEADERS = ["Id", "Label", "From", "To", "Source", "Target", "Type", "Direction", "organization", "project", "A", "B"]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from(HEADERS), min_size=1, max_size=6),
    st.lists(st.lists(st.sampled_from(["", "A", "B|A", "directed", "1", "0"]), min_size=1, max_size=6), max_size=6),
    st.sampled_from(["nodes", "relations", "Edges", "Vertices", "elements", "x_ego"]),
)
def test_any_sheet_is_translated_or_left_and_no_row_is_lost(
    headers: list[str], rows: list[list[str]], name: str
) -> None:
    text = "\n".join(",".join(cells) for cells in [headers, *rows]) + "\n"
    sheet = one(text, name)
    result = translated([sheet])
    told = {issue.row for part in result for issue in part.issues}
    matrix = any(issue.message == "Read as a matrix of ties." for part in result for issue in part.issues)
    kept = {row for part in result for row in part.frame.index}
    assert matrix or set(sheet.frame.index) <= kept | told
    assert all(part.frame.columns.is_unique for part in result)
