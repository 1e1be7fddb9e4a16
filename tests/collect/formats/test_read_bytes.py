"""Files that are no spreadsheet: sheets or a sentence, whatever the bytes are."""

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ecosystem.collect import limits
from ecosystem.collect.formats import read_bytes, translated
from ecosystem.collect.sheet import Sheet
from ecosystem.errors import SourceError
from tests.collect.formats.made import issues, table


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return stream.getvalue()


def from_json(content: object) -> tuple[Sheet, ...]:
    sheets = read_bytes("net.json", json.dumps(content).encode())
    assert sheets is not None
    return sheets


def test_other_endings_are_left_to_other_readers() -> None:
    assert read_bytes("ties.csv", b"a,b\n") is None
    assert read_bytes("ties", b"") is None


def test_numbers_in_json_stay_as_they_were_written() -> None:
    [sheet] = read_bytes("net.json", b'{"nodes": [{"name": 311, "zip": "02139", "x": 1e5, "y": 0.10, "z": NaN}]}') or ()
    assert sheet.frame.loc[1].tolist() == ["311", "02139", "1e5", "0.10", ""]


def test_true_null_lists_and_inner_records_of_json_become_cells() -> None:
    [sheet] = from_json([{"name": "A", "open": True, "no": None, "tags": ["x", 2], "place": {"city": "B", "geo": [1]}}])
    assert sheet.frame.to_dict("records") == [
        {"name": "A", "open": "true", "no": "", "tags": "x|2", "place.city": "B", "place.geo": "1"}
    ]


def test_an_inner_key_never_takes_the_place_of_an_outer_one() -> None:
    [sheet] = from_json([{"name": "A", "attributes": {"name": "B"}}])
    assert sheet.frame.to_dict("records") == [{"name": "A", "attributes.name": "B"}]


def test_entries_that_are_no_records_are_set_aside_by_place() -> None:
    sheets = from_json({"nodes": [{"name": "A"}, "B", None], "title": "x", "nothing": []})
    aside = [(issue.row, issue.reason, issue.message) for issue in issues(sheets)]
    assert aside == [
        (2, "no record", "Entry 2 of the list is not a record with keys."),
        (3, "no record", "Entry 3 of the list is not a record with keys."),
        (None, "not a list of records", "Not a list of records, so not read: title."),
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not a JSON file that can be read in line 1"),
        (b"{'a': 1}", "not a JSON file"),
        (b'{"a": ' * 50 + b"1" + b"}" * 50, "nests more than 20 levels"),
        (b"[" * 100_000, "nests more than 20 levels"),
        (b'{"networkJSON": "' + b"[" * 100_000 + b'"}', "nests more than 20 levels"),
        (b'{"a": 1}', "no list of records"),
        (b"[]", "no list of records"),
        (b"[1, 2]", "no list of records"),
        (b'{"networkJSON": "not json"}', "not a JSON file"),
        (b"\x00\x01\x02", "not a text file"),
    ],
)
def test_json_that_is_no_network_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        read_bytes("net.json", data)


def test_records_with_too_many_keys_are_refused() -> None:
    with pytest.raises(SourceError, match="more than this tool reads"):
        from_json([{f"k{n}": "x" for n in range(501)}])


def test_half_a_letter_in_json_is_replaced() -> None:
    [sheet] = read_bytes("net.json", b'[{"name": "A\\ud800"}]') or ()
    assert sheet.frame["name"].tolist() == ["A\ufffd"]


def test_workbooks_and_networks_in_a_zip_are_read_as_if_they_were_given_alone() -> None:
    book = io.BytesIO()
    workbook = Workbook()
    for name, rows in {"organizations": [["name"], ["Elm"]], "ties": [["source", "target"], ["Elm", "Oak"]]}.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(book)
    network = b'{"nodes": [{"id": 1, "label": "Elm"}], "edges": [{"source": 1, "target": 1}]}'
    data = packed({"a/map.XLSX": book.getvalue(), "net.json": network, "more.csv": b"name\nOak\n", "x.png": b""})
    sheets = read_bytes("all.zip", data) or ()
    assert [sheet.source for sheet in sheets] == [
        'all.zip, file "more.csv"',
        'all.zip, file "a/map.XLSX", sheet "organizations"',
        'all.zip, file "a/map.XLSX", sheet "ties"',
        'all.zip, file "net.json", list "nodes"',
        'all.zip, file "net.json", list "edges"',
    ]
    assert [issue.reason for issue in issues(sheets)] == ["file not read"]
    with pytest.raises(SourceError, match=r'all\.zip, file "b\.xlsx": .*damaged'):
        read_bytes("all.zip", packed({"b.xlsx": b"PK\x03\x04"}))
    with pytest.raises(SourceError, match="51 workbooks and networks are more than"):
        read_bytes("all.zip", packed({f"{n}.gexf": b"" for n in range(51)}))


def test_each_text_file_of_a_zip_is_a_sheet_and_the_others_are_named() -> None:
    data = packed({"b.csv": b"name\nB\n", "in/a.csv": b"name\nA\n", "photo.png": b"x", "__MACOSX/._a.csv": b"\0"})
    sheets = read_bytes("answers.zip", data) or ()
    assert [(sheet.source, sheet.name) for sheet in sheets] == [
        ('answers.zip, file "b.csv"', "b"),
        ('answers.zip, file "in/a.csv"', "a"),
    ]
    [doubt] = issues(sheets)
    assert doubt.message.endswith(": photo.png.")


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "no .csv file"),
        ({"photo.png": b"x"}, "no .csv file"),
        ({"a.csv": b"name\n", "more.zip": b"x"}, "another packed file"),
        ({"xl/workbook.xml": b"<x/>"}, "an Excel workbook, renamed"),
        ({"a.csv": b"PK\x03\x04"}, "a damaged Excel workbook or another zip file"),
        ({f"{n}.csv": b"a\n" for n in range(201)}, "more than this tool unpacks"),
    ],
)
def test_a_zip_that_is_no_set_of_tables_is_refused(files: dict[str, bytes], sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        read_bytes("answers.zip", packed(files))


def test_a_zip_that_would_unpack_too_far_is_refused_before_anything_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    monkeypatch.setattr(limits, "MOST_UNPACKED", 1_000)
    with pytest.raises(SourceError, match="more than this tool unpacks"):
        read_bytes("answers.zip", packed({"a.csv": b"0" * 600, "b.csv": b"0" * 600}))


def test_a_packing_that_few_tools_know_is_refused() -> None:
    with pytest.raises(SourceError, match="packing of its own kind"):
        read_bytes("answers.zip", packed({"a.csv": b"name\nA\n"}, zipfile.ZIP_LZMA))


@pytest.mark.parametrize("ending", [".json", ".vna", ".zip"])
def test_a_file_above_25_mb_is_refused(ending: str) -> None:
    with pytest.raises(SourceError, match="larger than 25 MB"):
        read_bytes(f"net{ending}", b" " * (25 * 1024 * 1024 + 1))


ZIPPED = packed({"a_ego.csv": b"networkCanvasEgoUUID\ne\n"})
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["nodes", "elements", "edges", "from", "to", "id", "label", "source", "target", ""]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
BYTES = st.one_of(
    st.tuples(st.just(".json"), st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode())),
    st.tuples(
        st.just(".vna"),
        st.lists(
            st.sampled_from(["*node data", "*tie data", "*", "from to x", "id a", 'a "b', "a b 1"]), max_size=8
        ).map(lambda lines: "\n".join(lines).encode()),
    ),
    st.tuples(
        st.just(".zip"),
        st.tuples(st.integers(0, len(ZIPPED) - 1), st.integers(0, 255)).map(
            lambda change: ZIPPED[: change[0]] + bytes([change[1]]) + ZIPPED[change[0] + 1 :]
        ),
    ),
)


@settings(deadline=None, max_examples=300)
@given(BYTES)
def test_any_bytes_become_sheets_of_text_or_our_own_error(named: tuple[str, bytes]) -> None:
    ending, data = named
    try:
        sheets = read_bytes(f"net{ending}", data)
    except SourceError as error:
        assert str(error).startswith("net.")
        return
    assert sheets
    for sheet in (*sheets, *translated(sheets)):
        assert sheet.frame.index.name == "row"
        assert all(isinstance(cell, str) for row in table(sheet, *sheet.frame.columns) for cell in row)
