"""Files made to do harm, or merely not what their name says: each is refused in words, and what is harmless is read."""

import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from benchmarks.fuzz_readers import MEMORY, guarded, run
from ecosystem.collect import limits
from ecosystem.collect.sources import open_upload
from ecosystem.collect.xlsx import workbook
from ecosystem.errors import SourceError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
ROWS = '<row r="1"><c t="str"><v>name</v></c></row><row r="2"><c t="str"><v>311</v></c></row>'


def sheet_xml(rows: str, head: str = "") -> bytes:
    return f'<worksheet xmlns="{MAIN}">{head}<sheetData>{rows}</sheetData></worksheet>'.encode()


def changed(parts: dict[str, bytes]) -> bytes:
    """A good workbook with these parts put in place of its own, or added."""
    book, result = io.BytesIO(), io.BytesIO()
    Workbook().save(book)
    parts = {SHEET: sheet_xml(ROWS), **parts}
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return result.getvalue()


def part_of(name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(changed({}))) as archive:
        return archive.read(name).decode()


def names_read(data: bytes, name: str = "answers.xlsx") -> list[str]:
    return open_upload([(name, data)]).sheets[0].frame["name"].tolist()


def refused(data: bytes, words: str, name: str = "answers.xlsx") -> None:
    with pytest.raises(SourceError, match=rf"{name}.*{words}"):
        open_upload([(name, data)])


@pytest.fixture
def unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    """No library parses anything in this test."""
    monkeypatch.setattr(workbook, "opened", lambda *_: pytest.fail("the workbook was opened"))


@pytest.mark.usefixtures("unopened")
def test_many_small_zip_bombs_count_as_one() -> None:
    part = b"<x>" + b" " * (9 * 1024 * 1024)
    refused(changed({f"xl/worksheets/sheet{n}.xml": part for n in range(2, 5)}), "unpacks to 27 MB")


@pytest.mark.usefixtures("unopened")
def test_a_part_that_is_larger_than_the_directory_says_is_refused() -> None:
    honest = changed({SHEET: sheet_xml(ROWS + " " * 5000)})
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo(SHEET).file_size
    entry = honest.rindex(SHEET.encode()) - 46  # its line in the directory, 46 bytes before the name
    lying = honest[: entry + 24] + (100).to_bytes(4, "little") + honest[entry + 28 :]
    assert int.from_bytes(honest[entry + 24 : entry + 28], "little") == size
    refused(lying, "cut off or damaged")


@pytest.mark.parametrize("reference", ["XFD1048576", "SG3", "ZZZ1"])
def test_a_far_cell_is_refused_by_its_place(reference: str) -> None:
    refused(changed({SHEET: sheet_xml(f'{ROWS}<row><c r="{reference}"/></row>')}), reference)


@pytest.mark.parametrize("number", ["1_048_576", " 1048576", "1e300"])
def test_a_far_row_in_disguise_is_refused_while_reading(number: str) -> None:
    refused(changed({SHEET: sheet_xml(f'{ROWS}<row r="{number}"><c><v>1</v></c></row>')}), "50,000 rows or 500 columns")


def test_a_size_that_is_only_claimed_neither_refuses_nor_shrinks_a_sheet() -> None:
    for claim in ("A1:XFD1048576", "A1", "C7:D9", "nonsense"):
        assert names_read(changed({SHEET: sheet_xml(ROWS, f'<dimension ref="{claim}"/>')})) == ["311"]


@pytest.mark.parametrize(("limit", "most"), [("LONGEST_ROW", 100_000), ("MOST_ROW_TAGS", 20_000)])
@pytest.mark.parametrize("between", ["", "<!--</row>-->", '<row xmlns="elsewhere"></row>', "<![CDATA[</row>]]>"])
def test_a_row_of_markup_without_end_is_stopped_whatever_stands_between_them(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int, between: str
) -> None:
    monkeypatch.setattr(limits, limit, most)
    refused(changed({SHEET: sheet_xml(f"{ROWS}<row>{('<x/>' * 100 + between) * 2000}</row>")}), "one row holds more")


def test_a_long_sheet_of_short_rows_is_not_taken_for_a_row_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LONGEST_ROW", 200_000)
    monkeypatch.setattr(limits, "MOST_ROW_TAGS", 20_000)
    rows = "".join(f'<row r="{n}"><c t="str"><v>{"name" if n == 1 else n}</v></c></row>' for n in range(1, 10_001))
    assert len(rows) > 2 * limits.LONGEST_ROW
    assert len(names_read(changed({SHEET: sheet_xml(rows)}))) == 9_999


@pytest.mark.usefixtures("unopened")
@pytest.mark.parametrize(
    "name", ["xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_flood_of_styles_names_or_parts_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(limits, "MOST_TAGS", 1000)
    refused(changed({name: (part_of(name) + "<xf/>" * 1000).encode()}), "more markup than a survey needs")


@pytest.mark.parametrize(
    ("kind", "elsewhere"),
    [("sheet.main+xml", "/xl/worksheets/book.xml"), ("sharedStrings+xml", "/xl/worksheets/texts.xml")],
)
def test_a_part_may_not_be_read_under_a_name_it_was_not_checked_under(kind: str, elsewhere: str) -> None:
    full = f"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}"
    entry = f'<Override PartName="{elsewhere}" ContentType="{full}"/>'
    types = part_of("[Content_Types].xml").replace("</Types>", f"{entry}</Types>")
    refused(changed({"[Content_Types].xml": types.encode(), elsewhere[1:]: b"<sst/>"}), "damaged")


@pytest.mark.usefixtures("unopened")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("name", [SHEET, "xl/sharedStrings.xml", "customXml/item1.xml", "docProps/core.xml"])
def test_an_entity_bomb_is_refused_in_any_part_and_alphabet(encoding: str, name: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    refused(changed({name: bomb.encode(encoding)}), "markup that Excel does not write")


def test_a_query_that_excel_keeps_in_utf_16_does_no_harm() -> None:
    query = '<?xml version="1.0" encoding="utf-16"?><DataMashup xmlns="http://x">AAA=</DataMashup>'
    assert names_read(changed({"customXml/item1.xml": query.encode("utf-16")})) == ["311"]


def test_a_far_cell_in_utf_16_is_seen_too() -> None:
    rows = sheet_xml(f'{ROWS}<row><c r="XFD9"><v>1</v></c></row>').decode()
    refused(changed({SHEET: f'<?xml version="1.0" encoding="UTF-16"?>{rows}'.encode("utf-16")}), "XFD9")


def test_macros_are_left_alone() -> None:
    macros = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Sub Auto_Open() \0"
    types = part_of("[Content_Types].xml").replace(
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    data = changed({"xl/vbaProject.bin": macros, "[Content_Types].xml": types.encode()})
    assert "macroEnabled" in types
    assert names_read(data, "answers.xlsm") == ["311"]


def ole(inside: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + inside.encode("utf-16-le") + bytes(600)


def locked() -> bytes:
    """A zip file whose parts carry the mark of a password."""
    data = bytearray(changed({}))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


@pytest.mark.usefixtures("unopened")
@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("answers.xlsx", ole("EncryptedPackage"), "locked with a password"),
        ("answers.xlsx", locked(), "locked with a password"),
        ("answers.xlsx", ole("Workbook"), r"old Excel workbook \(.xls\)"),
        ("answers.xls", ole("Workbook"), r"an old Excel workbook \(.xls\), which .* save it as .xlsx"),
        ("answers.csv", ole("Workbook"), "old Excel workbook"),
        ("answers.xlsx", b"MZ\x90\0\x03\0\0\0", "a Windows program"),
        ("answers.csv", b"MZ\x90\0\x03\0\0\0", "a Windows program"),
        ("answers.csv", b"\x7fELF\x02\x01\x01\0", "a program"),
        ("answers.exe", b"MZ\x90\0", "a Windows program, which this tool does not read"),
        ("answers.xlsx", b"<html><table><tr><td>name</td></tr></table></html>", "a web page"),
        ("answers.xlsx", b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "the XML format of Excel 2003"),
        ("answers.csv", changed({}), r"an Excel workbook \(.xlsx\), not a CSV file"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused_by_what_it_is(name: str, data: bytes, words: str) -> None:
    refused(data, words, name)


TABLE = "<table><tr><td>name</td></tr><tr><td>311</td></tr></table>"
PAGE = f"<!-- saved --><html><body>{TABLE}</body></html>"
SIGN_IN = '<!DOCTYPE html><html><form action="/login"><input type="password"></form></html>'
XML_2003 = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:x"></Workbook>'


@pytest.mark.usefixtures("unopened")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", [".xls", ".xlsx", ".csv", ".json", ".vna", ".zip", ".txt"])
@pytest.mark.parametrize(
    ("text", "what", "action"),
    [
        (PAGE, "a web page", "Open it in Excel and save it as .xlsx"),
        (TABLE, "a web page", "Open it in Excel and save it as .xlsx"),
        (SIGN_IN, "a web page that asks to sign in", "sign in with your browser"),
        (XML_2003, "a spreadsheet in the XML format of Excel 2003", "save it as .xlsx"),
    ],
)
def test_a_web_page_is_told_whatever_its_name(text: str, what: str, action: str, ending: str, encoding: str) -> None:
    refused(text.encode(encoding), f"this is {what}, .*{action}", f"answers{ending}")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("answers.xls", PAGE.encode(), r"a web page, saved under the name \.xls\. Open it in Excel"),
        ("answers.xls", b"name\tcity\n311\tBoston", r"\.xls is not read.* plain text, change its ending to \.csv"),
        ("answers.xls", changed({}), r"an Excel workbook \(\.xlsx\), saved under the name \.xls\. Give"),
        ("answers", changed({}), r"an Excel workbook \(\.xlsx\), saved without an ending"),
        ("answers.xls", ole("EncryptedPackage"), "locked with a password.* remove the password"),
        ("answers.doc", ole("WordDocument"), "an old Word document"),
        ("answers.csv", ole("WordDocument"), "an old Word document"),
        ("answers.xls", b"PK\x03\x04 cut off", "a damaged Excel workbook or another zip file, saved under"),
        ("answers.json", b"\x89PNG", r"a picture \(PNG\), not an export"),
    ],
)
def test_what_is_said_of_a_wrong_file_tells_what_to_do(name: str, data: bytes, words: str) -> None:
    refused(data, words, name)


def test_an_opendocument_spreadsheet_is_told_by_its_parts() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    for ending in (".xlsx", ".csv"):
        refused(stream.getvalue(), r"an OpenDocument spreadsheet \(\.ods\), .*ending \.ods", f"answers{ending}")


def test_a_first_cell_that_begins_with_a_tag_is_no_web_page() -> None:
    assert names_read(b"name\n<b>Bold</b>", "answers.csv") == ["<b>Bold</b>"]
    assert open_upload([("a.csv", b"<name>,city\nParks,Boston")]).sheets[0].frame.columns[0] == "<name>"


@pytest.mark.parametrize("text", ["name" + "," * 1_000_000, "name\n311" + "," * limits.MOST_CELLS_IN_A_ROW])
def test_a_million_columns_are_refused(text: str) -> None:
    refused(text.encode(), "columns", "answers.csv")


def test_empty_cells_at_the_end_of_a_row_do_no_harm() -> None:
    assert names_read(b"name\n311" + b"," * 999, "answers.csv") == ["311"]


def test_a_workbook_openpyxl_wrote_reads_as_openpyxl_reads_it() -> None:
    book: Any = Workbook()
    for row in (["name", "n", "when"], ["311", 2139, None], [None, True, "x"]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    [sheet] = open_upload([("answers.xlsx", stream.getvalue())]).sheets
    expected = [
        [str(cell or "").replace("True", "TRUE") for cell in row] for row in load_workbook(stream)["Sheet"].values
    ]
    assert [list(sheet.frame.columns), *sheet.frame.to_numpy().tolist()] == expected


def test_reading_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    styles = part_of("xl/styles.xml").replace('xfId="0"', 'xfId="9"')
    refused(changed({"xl/styles.xml": styles.encode()}), "damaged")
    assert capfd.readouterr() == ("", "")


def test_a_sheet_that_is_only_a_chart_is_passed_over() -> None:
    book: Any = Workbook()
    book.active.append(["name"])
    book.active.append(["311"])
    book.create_chartsheet("picture", 0)
    stream = io.BytesIO()
    book.save(stream)
    assert names_read(stream.getvalue()) == ["311"]


def test_files_bent_at_random_raise_only_our_own_errors() -> None:
    with guarded(MEMORY):
        tally = run(seed=3, cases=150)
    assert tally.cases == 150
    assert tally.found == {}
    assert tally.read > 10
    assert tally.refused.total() > 10


def test_the_same_seed_bends_the_same_files() -> None:
    assert run(seed=5, cases=20).refused == run(seed=5, cases=20).refused != run(seed=6, cases=20).refused
