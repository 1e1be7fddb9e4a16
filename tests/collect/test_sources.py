"""Files, folders, uploads and addresses become one source, and e-mail addresses stay behind."""

import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ecosystem.collect import limits, sources
from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.recipes import ColumnRecipe, Recipe, SheetRecipe, dump_recipe
from ecosystem.collect.redaction import REMOVED, redacted_sheet
from ecosystem.collect.sheet import GOOGLE, Issue, Sheet, SheetOrigin
from ecosystem.collect.sources import open_source, open_upload
from ecosystem.errors import SourceError

TIES = b"from,to\n311,MIT\n"


def workbook() -> bytes:
    book = Workbook()
    book.active.append(["name"])
    book.active.append([311])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def one_column(*cells: str, header: str = "contact", issues: tuple[Issue, ...] = ()) -> Sheet:
    frame = pd.DataFrame({header: list(cells)}, index=pd.RangeIndex(2, 2 + len(cells), name="row"), dtype="str")
    return Sheet(SheetOrigin("answers.csv"), "answers", frame, issues)


def test_a_file_is_one_source_named_after_it(tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_bytes(TIES)
    source = open_source(str(tmp_path / "ties.csv"))
    assert source.title == "ties"
    assert [(sheet.source, sheet.name) for sheet in source.sheets] == [("ties.csv", "ties")]
    assert len(source.fingerprint) == 16


def test_a_folder_is_read_by_name_with_its_questionnaires_and_the_rest_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "boston"
    (folder / "archive").mkdir(parents=True)
    (folder / "ties.csv").write_bytes(TIES)
    (folder / "answers.XLSX").write_bytes(workbook())
    (folder / "form.toml").write_text('id = "form"', encoding="utf-8")
    for name in (".hidden.csv", "~$answers.xlsx", "README.md", "NOTICE.txt", "LICENSE"):
        (folder / name).write_bytes(b"words")
    (folder / "photo.png").write_bytes(b"x")
    source = open_source(folder)
    assert source.title == "boston"
    assert [sheet.source for sheet in source.sheets] == ['answers.XLSX, sheet "Sheet"', "ties.csv"]
    assert source.instruments == ('id = "form"',)
    other, neither = source.issues
    assert (other.kind, other.reason) == ("doubt", "file not read")
    assert other.message.endswith(": archive and photo.png.")
    assert (neither.kind, neither.reason, neither.source) == ("doubt", "file not used", "form.toml")


def test_a_file_in_a_folder_that_cannot_be_read_stops_the_whole(tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_bytes(b"")
    (tmp_path / "ties.csv").write_bytes(TIES)
    with pytest.raises(SourceError, match=r"organizations\.csv"):
        open_source(tmp_path)


def test_a_folder_without_answers_is_refused(tmp_path: Path) -> None:
    (tmp_path / "answers.numbers").write_bytes(b"x")
    (tmp_path / "form.toml").write_bytes(b"")
    with pytest.raises(SourceError, match=r"no \.csv or \.xlsx file.*answers\.numbers"):
        open_source(tmp_path)


def test_a_missing_file_is_answered_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_bytes(TIES)
    with pytest.raises(SourceError, match=r"Did you mean answers\.csv\?"):
        open_source(tmp_path / "anwsers.csv")
    with pytest.raises(SourceError, match="there is no folder"):
        open_source(tmp_path / "bostn" / "answers.csv")


@pytest.mark.parametrize("data", ["", "  ", "no\0name.csv", "x" * 5_000])
def test_a_path_that_cannot_be_is_refused(data: str) -> None:
    with pytest.raises(SourceError):
        open_source(data)


def test_an_address_that_is_no_google_sheet_is_refused() -> None:
    with pytest.raises(SourceError, match="Only addresses of Google Sheets"):
        open_source("https://example.org/answers.csv")


@pytest.mark.parametrize("ending", [".xls", ".numbers", ".pdf", ".docx", ""])
def test_another_kind_of_file_is_refused_with_what_to_do(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"answers{ending}").write_bytes(b"x")
    with pytest.raises(SourceError, match=r"Save it as \.xlsx or CSV"):
        open_source(tmp_path / f"answers{ending}")
    with pytest.raises(SourceError, match=r"Save it as \.xlsx or CSV"):
        open_upload([(f"answers{ending}", b"x")])


def test_a_questionnaire_alone_is_not_a_source(tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_bytes(b"")
    with pytest.raises(SourceError, match="questionnaire"):
        open_source(tmp_path / "form.toml")
    with pytest.raises(SourceError, match="questionnaire"):
        open_upload([("form.toml", b"")])


def test_uploads_are_one_source_named_after_the_first() -> None:
    source = open_upload([("C:\\data\\ties.csv", TIES), ("answers.xlsx", workbook()), ("form.toml", b"x = 1")])
    assert source.title == "ties"
    assert [sheet.source for sheet in source.sheets] == ["ties.csv", 'answers.xlsx, sheet "Sheet"']
    assert source.instruments == ("x = 1",)


def test_two_uploads_of_one_name_are_told_apart() -> None:
    source = open_upload([("ties.csv", TIES), ("ties.csv", TIES)])
    assert [sheet.source for sheet in source.sheets] == ["ties.csv", "ties (2).csv"]


def test_no_upload_is_refused() -> None:
    with pytest.raises(SourceError, match="No file was given"):
        open_upload([])


def test_the_fingerprint_knows_names_and_bytes_but_not_their_order() -> None:
    first, second = ("a.csv", TIES), ("b.csv", b"name\nMIT\n")
    together = open_upload([first, second]).fingerprint
    assert open_upload([second, first]).fingerprint == together
    assert open_upload([first, ("c.csv", second[1])]).fingerprint != together
    assert open_upload([first, ("b.csv", b"name\nMIT.\n")]).fingerprint != together


def test_a_file_and_its_upload_have_one_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_bytes(TIES)
    assert open_source(tmp_path / "ties.csv").fingerprint == open_upload([("ties.csv", TIES)]).fingerprint


def test_too_large_or_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(TIES)
    monkeypatch.setattr(limits, "MOST_FILES", 1)
    with pytest.raises(SourceError, match="2 files are more than the 1"):
        open_source(tmp_path)
    with pytest.raises(SourceError, match="2 files are more than the 1"):
        open_upload([("a.csv", TIES), ("b.csv", TIES)])
    monkeypatch.setattr(limits, "MOST_BYTES", 4)
    with pytest.raises(SourceError, match="larger than 25 MB"):
        open_source(tmp_path / "a.csv")
    with pytest.raises(SourceError, match="larger than 25 MB"):
        open_upload([("a.csv", TIES)])


def test_a_google_sheet_is_a_source_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet(SheetOrigin("City", "Answers", GOOGLE), "Answers", one_column("jo@example.org").frame)
    monkeypatch.setattr(sources, "read_google", lambda _: (sheet,))
    source = open_source("https://docs.google.com/spreadsheets/d/abc/edit")
    assert source.title == "City"
    assert source.sheets[0].frame["contact"].tolist() == [REMOVED]
    assert len(source.fingerprint) == 16


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("jo.doe+x@mail.example.org", REMOVED),
        ("Jo <jo@example.org>; ask zoë@müller.example", f"Jo <{REMOVED}>; ask {REMOVED}"),
        ("meet @ noon", "meet @ noon"),
        ("@handle", "@handle"),
        ("a@b", "a@b"),
        ("x@y@example.org.", REMOVED),
    ],
)
def test_what_looks_like_an_e_mail_address_is_removed_and_nothing_else(written: str, left: str) -> None:
    assert redacted_sheet(one_column(written)).frame["contact"].tolist() == [left]


def test_removed_addresses_are_counted_by_column_and_never_shown() -> None:
    sheet = redacted_sheet(one_column("jo@example.org, al@example.org", "none", "MIT"))
    assert sheet.frame.index.tolist() == [2, 3, 4]
    [issue] = sheet.issues
    assert (issue.kind, issue.reason, issue.column) == ("doubt", "e-mail removed", "contact")
    assert issue.message == "2 e-mail addresses were removed from: contact."


def test_an_address_in_a_header_leaves_its_issues_too_and_headers_stay_distinct() -> None:
    source = open_upload([("a.csv", b"jo@example.org,al@example.org,jo@example.org\nx,y,z\n")])
    [sheet] = source.sheets
    assert sheet.frame.columns.tolist() == [REMOVED, f"{REMOVED} (2)", f"{REMOVED} (2) (2)"]
    assert "example.org" not in repr(source)
    assert {issue.column for issue in sheet.issues} <= {*sheet.frame.columns, ""}


def test_a_sheet_without_addresses_passes_unchanged() -> None:
    sheet = one_column("MIT", "meet @ noon")
    assert redacted_sheet(sheet).issues == ()
    assert redacted_sheet(sheet).frame.equals(sheet.frame)


@settings(deadline=None)
@given(st.lists(st.text(alphabet="a.@ -é", max_size=12), min_size=1, max_size=5))
def test_no_address_is_left_after_one_pass(cells: list[str]) -> None:
    once = redacted_sheet(one_column(*cells))
    assert redacted_sheet(once).frame.equals(once.frame)
    assert not once.frame["contact"].str.contains(r"[a-z]@[a-z]+\.[a-z]").any()


def test_exports_of_form_tools_are_made_plain_wherever_they_come_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ["Respondent ID,Collector ID,Start Date,How often?,", ",,,City IT,Parks", "1,2,2026-03-01,Often,Never"]
    (tmp_path / "answers.csv").write_text("\n".join(lines), encoding="utf-8")
    upload = open_upload([("answers.csv", (tmp_path / "answers.csv").read_bytes())])
    raw = read_delimited("\n".join(lines).encode(), 'Google Sheet "City", sheet "answers"', "answers")
    monkeypatch.setattr(sources, "read_google", lambda _: (raw,))
    google = open_source("https://docs.google.com/spreadsheets/d/abc/edit")
    for source in (upload, open_source(tmp_path), open_source(tmp_path / "answers.csv"), google):
        [sheet] = source.sheets
        assert sheet.frame.to_dict("index") == {3: {"How often? [City IT]": "Often", "How often? [Parks]": "Never"}}


def test_answers_to_a_questionnaire_are_never_parted_and_keep_every_row() -> None:
    form = b'id = "f"\nversion = "1"\n[[question]]\nid = "o"\ntext = "Name"\nkind = "text"\nbecomes = "organization"\n'
    answers = b"Name,Type,Level\nMIT,,\n\nName,Type,City\nTotal,3,4\n"
    [sheet] = open_upload([("answers.csv", answers), ("form.toml", form)]).sheets
    assert sheet.frame["Name"].tolist() == ["MIT", "Name", "Total"]
    assert len(open_upload([("answers.csv", answers)]).sheets) == 2


def test_a_matrix_with_a_row_of_totals_is_still_a_matrix() -> None:
    table = b",A,B,C\nA,0,1,0\nB,1,0,1\nC,0,1,0\nTotal,1,2,1\n"
    organizations, ties = open_upload([("matrix.csv", table)]).sheets
    assert organizations.frame["name"].tolist() == ["A", "B", "C"]
    assert len(ties.frame) == 2


def test_an_address_in_the_title_of_a_table_below_leaves_the_name_of_its_sheet() -> None:
    table = b"name,city\nMIT,Boston\n\nAsk jo@example.org,\nfrom,to\nMIT,311\n"
    assert [sheet.name for sheet in open_upload([("a.csv", table)]).sheets] == ["a", f"Ask {REMOVED}"]


def test_a_recipe_says_how_a_text_file_is_read_and_is_not_asked_about_another() -> None:
    part = SheetRecipe(name="polish", kind="organizations", encoding="cp1250", separator="|")
    files = [("polish.csv", "name|city,x\nŁódź|a,b\n".encode("cp1250")), ("other.csv", "name\nZoë\n".encode())]
    polish, other = open_upload(files, Recipe(sheet=(part,))).sheets
    assert polish.frame.to_dict("list") == {"name": ["Łódź"], "city,x": ["a,b"]}
    assert other.frame["name"].tolist() == ["Zoë"]


def test_a_recipe_beside_the_data_says_how_a_file_under_a_new_name_is_read(tmp_path: Path) -> None:
    columns = tuple(ColumnRecipe(header=header, becomes=header) for header in ("name", "site"))
    part = SheetRecipe(name="march", kind="organizations", encoding="cp1250", separator="|", column=columns)
    (tmp_path / "recipe.toml").write_text(dump_recipe(Recipe(sheet=(part,))), encoding="utf-8")
    (tmp_path / "april.csv").write_bytes("name|site\nŁódź|a,b\n".encode("cp1250"))
    [sheet] = open_source(tmp_path).sheets
    assert sheet.frame.to_dict("list") == {"name": ["Łódź"], "site": ["a,b"]}
