"""Hand-over boxes: a project opens elsewhere whole, its files open without us; a hostile box leaves nothing."""

import csv
import hashlib
import io
import json
import re
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sql

from ecosystem.collect.recipes import load_recipe
from ecosystem.collect.sources import open_source
from ecosystem.errors import EcosystemError, RequestError, SourceError
from ecosystem.names.decisions import Decision, effective, undo
from ecosystem.projects import by_hand, database, project, store
from ecosystem.projects.box import handed_over, read_box, write_box
from ecosystem.projects.changes import Change, latest
from ecosystem.projects.project import Project
from ecosystem.projects.schema import CHANGES, CONTACTS, DECISIONS, FILES, LINKS, PROJECTS
from ecosystem.projects.sources import log_name, open_project
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem

TIES = b"from,to,relation\nCity IT,Food Bank,works_with\nDept of IT,Library,funds\nLibrary,Food Bank,works_with\n"
LIST = b"name,site\nCity IT,Riverton\nFood Bank,Riverton\nLibrary,Riverton\n"
SETUP = 'recipe = 1\n[[sheet]]\nname = "list"\nkind = "organizations"\nrow_aside = [3]\n'
SAME = Decision("same", "Dept of IT", "City IT", "", by="MK", at="2026-03-14T09:05:00+00:00")
FORMULA = Decision("later", "=1+1", "'=2;@x", "", by="MK", at="2026-03-14T09:06:00+00:00")


@pytest.fixture
def kept() -> Project:
    """A project with an earlier version of a source, a setup, decisions, undos, a contact and a link."""
    made = project.create("River City", [Change("city", True, "Riverton", by="MK"), Change("purpose", "Find", by="MK")])
    made = project.keep_files(made, {"ties.csv": b"from,to\nA,B\n", "list.csv": LIST}, "MK")
    made = project.keep_files(made, {"ties.csv": TIES}, "LO")
    made = project.keep_files(made, {"new.csv": b"name\nNew\n"}, kind=project.ARRIVED)
    made = project.record(made, Change("setup", SETUP), Change("purpose", "Find partners", by="LO"))
    made = project.undo(made, made.changes[-1], "MK")
    made = project.record(made, Change("view", {"page": "=HYPERLINK(1)", "chosen": {"city": "x"}}, "=Library"))
    made = project.record(
        made, by_hand.organization("Typed Union", "Riverton", by="MK"), by_hand.tie("Library", "Typed Union")
    )
    later = undo(SAME, "LO", "2026-03-14T10:00:00+00:00")
    again = Decision("same", "Dept of IT", "City IT", "", by="LO", at="2026-03-15T09:05:00+00:00")
    assert store.add(log_name(made), [SAME, FORMULA, later, again]) == []
    with database.writing() as connection:
        person = {
            "organization": "Library",
            "person": "Ann Lee",
            "email": "ann@example.org",
            "phone": "+44 1",
            "language": "",
        }
        connection.execute(CONTACTS.insert().values(project=made.id, **person))
        link = {"hash": "5ec7e7", "role": "viewer", "made": "", "ends": "", "revoked": ""}
        connection.execute(LINKS.insert().values(project=made.id, **link))
    return made


def tables_of(made: Project) -> Ecosystem:
    opened = open_project(made)
    return assemble(opened.source, opened.setup, opened.decisions)


def rows_of(table: sql.Table) -> list[tuple[object, ...]]:
    with database.reading() as connection:
        return [tuple(row) for row in connection.execute(sql.select(table))]


def files_in(box: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(box)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes], signed: bool = False) -> bytes:
    """Return a zip file of files; ``signed``: with a box.json that vouches for them."""
    if signed:
        about = json.loads(files["box.json"])
        about["files"] = {n: hashlib.sha256(c).hexdigest() for n, c in files.items() if n != "box.json"}
        files = files | {"box.json": json.dumps(about).encode()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_a_box_opens_on_another_machine_with_the_same_fingerprint_and_the_same_numbers(
    kept: Project, elsewhere: Callable[..., None]
) -> None:
    before, box = tables_of(kept), write_box(kept)
    elsewhere()
    opened = read_box(box)
    after = tables_of(opened)
    assert after.fingerprint == before.fingerprint
    for name, table in before.tables.items():
        assert table.equals(after.tables[name]), name
    assert (opened.name, opened.title) == ("river-city", "River City")
    assert opened.id != kept.id


def test_all_that_was_ever_changed_comes_along_and_can_still_be_taken_back(
    kept: Project, elsewhere: Callable[..., None]
) -> None:
    records, files, box = store.log(log_name(kept)), project.files_of(kept), write_box(kept)
    elsewhere()
    project.create("Another, so that numbers differ")
    opened = read_box(box)
    assert [each.value for each in latest(opened.changes).values()] == [
        each.value for each in latest(kept.changes).values()
    ]
    assert store.log(log_name(opened)) == records
    assert effective(store.log(log_name(opened))) == effective(records)
    assert project.files_of(opened) == files
    undone = next(change for change in opened.changes if change.kind == "undo")
    assert project.undo(opened, undone).value("purpose") == "Find partners"
    version = [change for change in opened.changes if change.subject == "ties.csv"][-1]
    assert project.files_of(project.undo(opened, version))["ties.csv"] == b"from,to\nA,B\n"


def test_the_same_project_gives_the_same_bytes_also_after_it_was_handed_over(
    kept: Project, elsewhere: Callable[..., None]
) -> None:
    box = write_box(kept, contacts=True)
    assert write_box(kept, contacts=True) == box
    elsewhere()
    project.create("Another, so that numbers differ")
    assert write_box(read_box(box), contacts=True) == box


def test_the_files_alone_give_the_same_numbers(kept: Project, tmp_path: Path) -> None:
    store.add(log_name(kept), [undo(each, "MK", "2026-04-01") for each in effective(store.log(log_name(kept)))])
    with zipfile.ZipFile(io.BytesIO(write_box(kept))) as archive:
        archive.extractall(tmp_path / "box")
    setup = load_recipe((tmp_path / "box" / "setup.toml").read_text(encoding="utf-8"))
    alone = assemble(open_source(tmp_path / "box" / "sources", setup), setup)
    assert alone.fingerprint == tables_of(kept).fingerprint
    assert alone.table("ties").equals(tables_of(kept).table("ties"))


def test_the_files_alone_with_the_alias_list_beside_them_merge_the_same_names(kept: Project, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(write_box(kept))) as archive:
        archive.extractall(tmp_path / "box")
    sources = tmp_path / "box" / "sources"
    (tmp_path / "box" / "aliases.csv").rename(sources / "aliases.csv")
    setup = load_recipe((tmp_path / "box" / "setup.toml").read_text(encoding="utf-8"))
    alone = assemble(open_source(sources, setup), setup)
    assert alone.table("ties").equals(tables_of(kept).table("ties"))
    assert alone.table("organizations").equals(tables_of(kept).table("organizations"))


def test_a_box_is_readable_without_us(kept: Project) -> None:
    files = files_in(write_box(kept))
    assert sorted(files) == [
        "README.txt",
        "aliases.csv",
        "box.json",
        "changes.json",
        "decisions.csv",
        "earlier/427115a728e9-ties.csv",
        "earlier/580a4651e6ed-new.csv",
        "lists/view.csv",
        "project.toml",
        "setup.toml",
        "sources/by_hand_organizations.csv",
        "sources/by_hand_ties.csv",
        "sources/list.csv",
        "sources/ties.csv",
    ]
    said = tomllib.loads(files["project.toml"].decode())
    assert said == {"title": "River City", "city": ["Riverton"], "purpose": "Find"}
    readme = files["README.txt"].decode()
    told = {name.split("/")[0] for name in files} - {"README.txt"}
    assert not [name for name in told if not re.search(rf"\n{name}/?\n", readme)]
    assert "River City" in readme
    assert "LO, MK" in readme
    assert "project import" in readme
    assert max(map(len, readme.splitlines())) < 80
    assert (files["sources/ties.csv"], files["sources/list.csv"]) == (TIES, LIST)


def test_people_are_in_a_box_only_on_request_and_links_never(kept: Project, elsewhere: Callable[..., None]) -> None:
    without, with_them = write_box(kept), write_box(kept, contacts=True)
    for box in (without, with_them):
        assert not [name for name, content in files_in(box).items() if b"5ec7e7" in content]
    assert not [name for name, content in files_in(without).items() if b"Ann" in content or b"ann@" in content]
    assert "contacts.csv" in files_in(with_them)
    elsewhere()
    read_box(with_them)
    [person] = rows_of(CONTACTS)
    assert person[2:] == ("Library", "Ann Lee", "ann@example.org", "+44 1", "")
    assert rows_of(LINKS) == []


def test_no_cell_of_a_table_in_a_box_runs_in_a_spreadsheet(kept: Project) -> None:
    tables = {n: c.decode("utf-8-sig") for n, c in files_in(write_box(kept, True)).items() if n.endswith(".csv")}
    ours = {name: text for name, text in tables.items() if not name.startswith(("sources", "earlier"))}
    assert len(ours) == 4
    for text in ours.values():
        for separator in ",;":
            cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in row]
            assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r"))]


def test_a_taken_name_gets_a_number_unless_it_was_asked_for(kept: Project) -> None:
    box = write_box(kept)
    assert [read_box(box).name for _ in range(2)] == ["river-city-2", "river-city-3"]
    assert read_box(box, "Old River").name == "old-river"
    with pytest.raises(RequestError, match="already"):
        read_box(box, "River City")


def test_an_undo_of_what_was_withdrawn_since_is_left_out_and_all_else_still_opens(kept: Project) -> None:
    undone = next(change for change in kept.changes if change.kind == "undo")
    with database.writing() as connection:
        connection.execute(CHANGES.delete().where(CHANGES.c.number == undone.undoes))
    opened = read_box(write_box(project.by_id(kept.id)))
    assert [each.value for each in opened.changes] == [
        each.value for each in kept.changes if each.number not in (undone.number, undone.undoes)
    ]
    assert tables_of(opened).fingerprint == tables_of(kept).fingerprint


def test_that_a_box_has_left_is_kept_and_changes_no_number(kept: Project) -> None:
    after = handed_over(kept, contacts=True, by="MK")
    assert list(after.values("exported").values()) == [{"contacts": True}]
    assert (project.content_key(after), tables_of(after).fingerprint) == (
        project.content_key(kept),
        tables_of(kept).fingerprint,
    )
    assert tables_of(read_box(write_box(after))).fingerprint == tables_of(kept).fingerprint


def test_a_project_that_was_archived_is_seen_again_where_its_box_is_opened(kept: Project) -> None:
    opened = read_box(write_box(project.record(kept, Change("state", "deleted"))))
    assert project.called(opened.name) == opened
    assert opened.value("state") is None


def test_a_box_that_somebody_unpacked_and_packed_again_still_opens(kept: Project) -> None:
    files = {f"River City/{name}": content for name, content in files_in(write_box(kept)).items()}
    again = packed(files | {"__MACOSX/._x": b"", "River City/.DS_Store": b"", "River City/my notes.txt": b"note"})
    assert project.files_of(read_box(again)) == project.files_of(kept)


def test_names_of_sources_that_are_no_names_of_files_are_safe_in_a_box_and_come_back(
    elsewhere: Callable[..., None],
) -> None:
    names = ["../up.csv", "a/b.csv", "c\\b.csv", "B.csv", "con.csv", "x:y?.csv", "jo@example.org.csv"]
    made = project.keep_files(project.create("p"), {name: LIST + str(n).encode() for n, name in enumerate(names)})
    box = write_box(made)
    inside = [name for name in files_in(box) if name.startswith("sources/")]
    assert len({name.casefold() for name in inside}) == len(names)
    assert not [name for name in inside if ".." in name or "@" in name or name.count("/") > 1]
    elsewhere()
    assert project.files_of(read_box(box)) == project.files_of(made)


def without(files: dict[str, bytes], left_out: str) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name != left_out}


def changed(name: str, content: bytes) -> Callable[[dict[str, bytes]], bytes]:
    return lambda files: packed(files | {name: content})


def relogged(place: int = 0, **fields: object) -> Callable[[dict[str, bytes]], bytes]:
    """Return a box in whose log one change is another, and whose box.json vouches for it."""

    def made(files: dict[str, bytes]) -> bytes:
        log = json.loads(files["changes.json"])
        log[place] |= fields
        return packed(files | {"changes.json": json.dumps(log).encode()}, signed=True)

    return made


def described(**fields: object) -> Callable[[dict[str, bytes]], bytes]:
    return lambda files: packed(files | {"box.json": json.dumps(json.loads(files["box.json"]) | fields).encode()})


def signed(name: str, content: bytes) -> Callable[[dict[str, bytes]], bytes]:
    return lambda files: packed(files | {name: content}, signed=True)


def twice(files: dict[str, bytes]) -> bytes:
    content = packed({**files, "sources/LIST.csv": LIST})
    return content.replace(b"sources/LIST.csv", b"sources/list.csv")


def damaged(files: dict[str, bytes]) -> bytes:
    content = bytearray(packed(files))
    content[len(content) // 3] ^= 0xFF
    return bytes(content)


NOT_A_BOX = {
    "no zip file": (lambda _: b"name,site\n", "no hand-over box"),
    "nothing": (lambda _: b"", "no hand-over box"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n" + b"0" * 50, "not a hand-over box"),
    "half of one": (lambda files: packed(files)[:-200], "damaged"),
    "one changed byte": (damaged, "not as it was|damaged|not the JSON"),
    "another zip file": (lambda _: packed({"a.csv": LIST}), "no box.json"),
    "broken JSON": (changed("box.json", b"{"), "not the JSON"),
    "deep JSON": (changed("box.json", b"[" * 90_000), "not the JSON"),
    "JSON of nothing": (changed("box.json", b"null"), "does not describe"),
    "a newer version": (described(box=99), "newer version"),
    "a version that is none": (described(box="1"), "does not describe"),
    "files that are none": (described(files=[]), "does not describe"),
    "a changed source": (changed("sources/ties.csv", TIES + b"A,B,funds\n"), "sources/ties.csv.*not as it was"),
    "a changed log": (changed("changes.json", b"[]"), "changes.json.*not as it was"),
    "a missing source": (
        lambda files: packed({n: c for n, c in files.items() if "ties" not in n}),
        "ties.csv.*missing",
    ),
    "a source that no file is": (
        lambda files: packed(without(files, "sources/ties.csv"), signed=True),
        "ties.csv.*not in the hand-over box",
    ),
    "no log": (lambda files: packed(without(files, "changes.json"), signed=True), "lacks its log"),
    "a log that is none": (signed("changes.json", b'{"a": 1}'), "change 1"),
    "a log of numbers": (signed("changes.json", b"[1, 2]"), "change 1"),
    "not a number": (signed("changes.json", b"[NaN]"), "not the JSON"),
    "a contact": (relogged(kind="contact", subject="1", value={"person": "Ann Lee"}), "change 1"),
    "a kind that is none": (relogged(kind="frobnicate"), "change 1"),
    "a kind of decisions": (relogged(kind="decision", value={"verdict": "same"}), "change 1"),
    "a city that is yes": (relogged(1, value="yes"), "change 2"),
    "an address in a title": (relogged(value="Ask ann@example.org"), "change 1"),
    "a number in a purpose": (relogged(2, value="Call +49 341 5550123"), "change 3"),
    "an address in a city": (relogged(1, subject="ann@example.org"), "change 2"),
    "an address in a view": (relogged(9, value={"page": "p", "chosen": {"q": "ann@example.org"}}), "change 10"),
    "an address in what is no more": (relogged(1, subject="ann@example.org", value=None), "change 2"),
    "an address beside a hash": (relogged(3, value={"hash": "0" * 64, "size": 1, "person": "Ann Lee"}), "change 4"),
    "a number typed in": (relogged(10, value={"name": "Call +49 341 5550123"}), "change 11"),
    "a person typed in": (relogged(10, value={"name": "Zoo", "person": "Ann Lee"}), "change 11"),
    "typed in, about a number": (relogged(10, subject="+49 341 5550123"), "change 11"),
    "a path to passwords": (relogged(3, subject="../../etc/passwd"), "change 4"),
    "a source in a folder": (relogged(3, subject="../ties.csv"), "change 4"),
    "a source that is not read": (relogged(3, subject="ties.exe"), "change 4"),
    "a file that waits in a folder": (relogged(6, subject="/etc/new.csv"), "change 7"),
    "an address as initials": (relogged(1, by="ann@example.org"), "change 2"),
    "a life as initials": (relogged(1, by="Ann Lee of the Library in Riverton"), "change 2"),
    "a number as initials": (relogged(1, by="+49 341 5550123"), "change 2"),
    "an undo with words": (relogged(8, subject="Ann Lee"), "change 9"),
    "a setup that reads as none": (relogged(7, value="recipe = 1\nsheets = 1"), "setup.toml in the hand-over box"),
    "a decision of one name": (signed("decisions.csv", b"verdict,name_a\nsame,Zoo\n"), "decision 1"),
    "a decision of an address": (
        signed("decisions.csv", b"verdict,name_a,name_b,by\nsame,A,B,a@b.org\n"),
        "decision 1",
    ),
    "a decision on a number": (
        signed("decisions.csv", b"verdict,name_a,name_b\nsame,A,+49 341 5550123\n"),
        "decision 1",
    ),
    "a decision once": (signed("decisions.csv", b"verdict,name_a,name_b,at\nsame,A,B,Ann Lee\n"), "decision 1"),
    "a title of the wrong kind": (relogged(value=["a"]), "change 1"),
    "half a letter": (relogged(value="\ud800"), "change 1"),
    "a zero byte": (relogged(subject="a\0b"), "change 1"),
    "a day that is none": (relogged(at="yesterday"), "change 1"),
    "an undo of what comes later": (relogged(kind="undo", undoes=3), "change 1"),
    "a number out of order": (relogged(number=7), "change 1"),
    "a source without a hash": (relogged(kind="source", value={"size": 1}), "change 1"),
    "typed in, without words": (relogged(kind="organization", value=["a"]), "change 1"),
    "typed in, with a number": (relogged(kind="tie", value={"source": 7}), "change 1"),
    "a setup that is none": (relogged(7, value="recipe = "), "setup.toml in the hand-over box.*TOML"),
    "decisions that are no table": (signed("decisions.csv", b'a,b\n1\n"'), "decisions.csv.*not the table"),
    "decisions with other columns": (signed("decisions.csv", b"a,b\n1,2\n"), "decisions.csv.*verdict"),
    "a place outside": (changed("../../evil.csv", LIST), "outside"),
    "an absolute place": (changed("/evil.csv", LIST), "outside"),
    "a place on a drive": (changed("C:\\evil.csv", LIST), "outside"),
    "two files of a name": (twice, "two files of this name"),
    "a bomb": (changed("sources/zeros.csv", b"0" * 60_000_000), "more than this hand-over box"),
    "too many files": (lambda files: packed(files | {f"x{n}": b"" for n in range(5_001)}), "more than this"),
}


@pytest.mark.parametrize("case", NOT_A_BOX)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_no_sound_box_is_told_and_nothing_of_it_is_kept(
    case: str, file: Path, kept: Project, elsewhere: Callable[..., None]
) -> None:
    spoil, told = NOT_A_BOX[case]
    content = spoil(files_in(write_box(kept)))
    elsewhere()
    project.create("Other")
    with pytest.raises(EcosystemError, match=f"(?s){told}"):
        read_box(content)
    assert [len(rows_of(table)) for table in (PROJECTS, FILES, DECISIONS)] == [1, 0, 0]


def test_where_the_last_step_fails_nothing_of_the_box_is_kept(
    kept: Project, elsewhere: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    box = write_box(kept)
    elsewhere()
    project.create("Other")
    monkeypatch.setattr("ecosystem.projects.box.asdict", lambda _: {"no such column": ""})
    with pytest.raises(EcosystemError):
        read_box(box)
    assert [each.name for each in project.every()] == ["other"]


def test_what_an_earlier_version_let_in_leaves_in_no_box_and_the_box_opens(
    kept: Project, elsewhere: Callable[..., None]
) -> None:
    rows = [
        ("title", "", json.dumps("River\n" + "City " * 40 + "ann@example.org"), "ann@example.org"),
        ("contact", "1", json.dumps({"person": "Ann Lee", "phone": "+49 341 5550123"}), "MK"),
        ("city", "+49 341 5550123", "true", "MK"),
    ]
    with database.writing() as connection:
        for kind, subject, value, by in rows:
            row = {"kind": kind, "subject": subject, "value": value, "by": by, "at": "2026-03-01", "undoes": 0}
            connection.execute(CHANGES.insert().values(project=kept.id, **row))
    box = write_box(project.by_id(kept.id))
    files = files_in(box)
    assert not [n for n, c in files.items() if b"ann@" in c or b"Ann Lee" in c or b"5550123" in c]
    elsewhere()
    opened = read_box(box)
    assert opened.title.startswith("River City City")
    assert len(opened.title) <= 120
    assert sorted(opened.values("city")) == ["Riverton", "[phone removed]"]


def test_those_who_decided_about_names_alone_stand_in_the_readme_too() -> None:
    made = project.create("p")
    store.add(log_name(made), [SAME])
    assert "Recorded by (initials): MK." in files_in(write_box(made))["README.txt"].decode()


def test_a_message_about_a_box_names_nobody(kept: Project) -> None:
    files = files_in(write_box(kept)) | {"sources/ann@example.org.csv": LIST}
    about = json.loads(files["box.json"])
    about["files"]["sources/ann@example.org.csv"] = "0" * 64
    with pytest.raises(SourceError) as told:
        read_box(packed(files | {"box.json": json.dumps(about).encode()}))
    assert "ann@" not in str(told.value)
