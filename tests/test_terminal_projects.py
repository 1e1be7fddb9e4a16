"""The verbs of project: JSON or one word on stdout, words on stderr; same data, same numbers as from the folder."""

import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ecosystem.__main__ import main
from ecosystem.names.decisions import Decision
from ecosystem.projects import database, lifecycle, store
from ecosystem.projects.glances import glances
from ecosystem.projects.links import Access, role_of
from ecosystem.projects.project import Project, called
from ecosystem.projects.schema import CONTACTS
from ecosystem.projects.sources import log_name
from tests.tiny import SAMPLE_DATA

ROOT = Path(__file__).parents[1]
RIVERTON = str(SAMPLE_DATA / "riverton")
TIES = "source,target,relation\nCity IT,Food Bank,works_with\nFood Bank,Zoo,works_with\n"
LATER = TIES + "Zoo,Library,works_with\n"
LIST = "Group,Partner\nCity IT,Food Bank\nFood Bank,Zoo\n"  # nothing says what its columns hold
SETUP = (
    'recipe = 1\n[[sheet]]\nname = "list"\nkind = "ties"\n'
    '[[sheet.column]]\nheader = "Group"\nbecomes = "source"\n[[sheet.column]]\nheader = "Partner"\nbecomes = "target"\n'
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(database.FOLDER_VARIABLE, str(tmp_path / "store"))
    database.forget()
    yield tmp_path / "store"
    database.forget()


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Exit status, stdout and stderr of one command."""

    def run_one(*arguments: object) -> tuple[int, str, str]:
        try:
            status = main([str(each) for each in arguments])
        except SystemExit as stop:
            status = int(stop.code or 0)
        out, err = capsysbinary.readouterr()
        return status, out.decode("utf-8"), err.decode("utf-8")

    return run_one


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def told(run: Run, *arguments: object) -> object:
    """What a verb prints as JSON."""
    status, out, err = run(*arguments)
    assert status == 0, err
    return json.loads(out)


# -- same data, same numbers


@pytest.fixture
def riverton(run: Run) -> str:
    assert run("project", "create", "Riverton")[:2] == (0, "riverton\n")
    assert run("project", "add", "riverton", RIVERTON)[0] == 0
    return "project:riverton"


VERBS = [
    ["table", "organizations"],
    ["table", "ties"],
    ["measures", "--level", "network"],
    ["gaps"],
    ["compare"],
    ["names"],
    ["names", "--decisions"],
]


def test_every_verb_prints_of_a_project_what_it_prints_of_the_folder(run: Run, riverton: str, tmp_path: Path) -> None:
    for verb, *rest in VERBS:
        assert run(verb, riverton, *rest) == run(verb, RIVERTON, *rest), (verb, rest)
    check, same = (json.loads(run("check", data)[1]) for data in (riverton, RIVERTON))
    assert (check.pop("title"), same.pop("title")) == ("Riverton", "riverton")
    counted = ("issues", "issue_groups")  # the project's files were without what is about people when they were read
    assert {key: value for key, value in check.items() if key not in counted} == {
        key: value for key, value in same.items() if key not in counted
    }
    removed = {"e-mail removed", "phone removed", "name removed"}
    assert [i["message"] for i in check["issues"] if i["reason"] not in removed] == [
        i["message"] for i in same["issues"] if i["reason"] not in removed
    ]
    for name, data in (("a", riverton), ("b", RIVERTON)):
        assert run("export", data, "-o", tmp_path / name)[0] == 0
    for path in (tmp_path / "a").iterdir():
        if path.suffix == ".csv" and path.stem != "issues":
            assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


def test_a_csv_with_a_setup_beside_it_gives_the_same_numbers_from_a_project(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    written(tmp_path / "data" / "list.csv", LIST)
    written(tmp_path / "data" / "setup.toml", SETUP)
    run("project", "create", "p")
    added = told(run, "project", "add", "p", tmp_path / "data")
    assert run("table", "project:p", "ties") == run("table", tmp_path / "data", "ties")
    found = told(run, "check", tmp_path / "data")
    assert isinstance(added, dict) and isinstance(found, dict)
    assert added["fingerprint"] == found["fingerprint"]
    assert found["ties"]["total"] == 2


def test_a_setup_given_to_a_project_reads_as_the_option_setup_does(run: Run, tmp_path: Path) -> None:
    data, setup = written(tmp_path / "list.csv", LIST), written(tmp_path / "mine.toml", SETUP)
    run("project", "create", "p")
    added = told(run, "project", "add", "p", data, "--setup", setup)
    found = told(run, "check", data, "--setup", setup)
    assert isinstance(added, dict) and isinstance(found, dict)
    assert added["fingerprint"] == found["fingerprint"]
    assert run("table", "project:p", "ties") == run("table", data, "ties", "--setup", setup)
    assert run("setup", "project:p", "-o", tmp_path / "proposed.toml")[0] == 0


def test_decisions_of_a_project_are_applied_and_change_its_fingerprint(run: Run, tmp_path: Path) -> None:
    run("project", "create", "p")
    before = told(run, "project", "add", "p", written(tmp_path / "ties.csv", TIES))
    store.add(log_name(called("p")), [Decision("same", "Zoo", "City IT", by="MK", at="2026-03-14T09:05:00+00:00")])
    after = told(run, "check", "project:p")
    assert isinstance(before, dict) and isinstance(after, dict)
    assert after["organizations"]["total"] == 2
    assert after["fingerprint"] != before["fingerprint"]
    assert run("names", "project:p", "--decisions")[1].count("Zoo") == 1


# -- making and filling


def test_create_prints_the_name_and_keeps_title_and_cities(run: Run) -> None:
    words = ("--title", "River City 2026", "--city", "Harbor", "--city", "Riverton", "--by", "MK")
    status, out, err = run("project", "create", "River City", *words)
    assert (status, out, err.count("\n")) == (0, "river-city\n", 1)
    assert "project add river-city FILE" in err
    made = called("river-city")
    assert (made.title, sorted(made.values("city")), made.changes[-1].by) == (
        "River City 2026",
        ["Harbor", "Riverton"],
        "MK",
    )


def test_add_prints_what_is_new_and_keeps_the_earlier_version(run: Run, tmp_path: Path) -> None:
    data = written(tmp_path / "ties.csv", TIES)
    run("project", "create", "p")
    first = told(run, "project", "add", "p", data, written(tmp_path / "organizations.csv", "name,site\nZoo,Harbor\n"))
    assert isinstance(first, dict)
    assert list(first) == ["project", "new", "changed", "unchanged", "differences", "fingerprint"]
    assert (first["new"], first["changed"]) == (["ties.csv", "organizations.csv"], [])
    written(data, LATER)
    second = told(run, "project", "add", "p", data, tmp_path / "organizations.csv")
    assert isinstance(second, dict)
    assert [second[key] for key in ("new", "changed", "unchanged", "differences")] == [
        [],
        ["ties.csv"],
        ["organizations.csv"],
        ["1 new row"],
    ]
    assert len([change for change in called("p").changes if change.about == ("source", "ties.csv")]) == 2


def test_files_that_a_folder_is_read_without_are_not_added_and_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name, text in (("ties.csv", TIES), ("README.md", "x"), ("photo.png", "x"), (".hidden.csv", "a")):
        written(tmp_path / "data" / name, text)
    run("project", "create", "p")
    status, out, err = run("project", "add", "p", tmp_path / "data")
    assert (status, json.loads(out)["new"]) == (0, ["ties.csv"])
    assert err == "Not added, as they are not read: photo.png\n"


def test_files_whose_columns_are_still_to_be_described_are_kept_and_told(run: Run, tmp_path: Path) -> None:
    run("project", "create", "p")
    status, out, err = run("project", "add", "p", written(tmp_path / "x.csv", "flour,eggs\n1,2\n"))
    assert (status, json.loads(out)["fingerprint"]) == (0, None)
    assert "say what its columns hold" in err
    assert run("table", "project:p", "ties")[0] == 2


def test_each_sheet_of_which_nothing_is_used_is_told_with_the_reason(run: Run, tmp_path: Path) -> None:
    texts = {"ties": TIES, "soup": "flour,eggs\n1,2\n", "nameless": "name,sector\n,Gov\n", "empty": "name,sector\n"}
    files = [written(tmp_path / f"{name}.csv", text) for name, text in texts.items()]
    run("project", "create", "p")
    status, out, err = run("project", "add", "p", *files)
    assert (status, json.loads(out)["new"]) == (0, [file.name for file in files])
    assert sorted(err.splitlines()) == [
        "empty.csv: The sheet has headers and no rows.",
        "nameless.csv: The row has no organization's name.",
        "soup.csv: These columns are not recognized (flour, eggs); the sheet was not used.",
    ]


# -- seeing


def test_list_and_show_have_the_keys_of_the_documentation(run: Run, tmp_path: Path) -> None:
    run("project", "create", "p")
    run("project", "add", "p", written(tmp_path / "ties.csv", TIES))
    [line] = told(run, "project", "list")  # type: ignore[misc]
    shown = told(run, "project", "show", "p")
    assert isinstance(line, dict) and isinstance(shown, dict)
    page = (ROOT / "docs" / "terminal.md").read_text("utf-8")
    documented = re.findall(r"`(\w+)`", page.split("## See what there is")[1].split("\n\n## ")[0])
    assert list(line) == ["name", "title", "state", "cities", "files", "made", "changed"]
    assert list(shown) == [*line, "sources", "changes", "setup", "decisions", "holds"]
    assert not {*shown, *shown["holds"][0]} - set(documented)
    assert [each["subject"] for each in shown["holds"] if each["kind"] == "source"] == ["ties.csv"]


def test_show_prints_no_person_and_no_name_that_nobody_may_see(run: Run, tmp_path: Path) -> None:
    names = "name,site,consent\nHarbor Shelter,Harbor,no\nCity IT,Harbor,yes\n"
    run("project", "create", "p", "--title", "Map of Harbor Shelter, ask jo@example.org", "--by", "Jo Doe")
    run("project", "add", "p", written(tmp_path / "organizations.csv", names), "--by", "Jo Doe")
    decided = [Decision("different", "Harbor Shelter", "City IT", by="Jo Doe")]
    store.add(log_name(called("p")), decided)
    status, out, _ = run("project", "show", "p")
    assert status == 0
    assert not [word for word in ("Shelter", "jo@example.org", "Jo Doe", '"by"') if word in out]


def test_a_project_without_data_is_shown_and_says_how_to_fill_it(run: Run) -> None:
    run("project", "create", "p")
    shown = told(run, "project", "show", "p")
    assert isinstance(shown, dict)
    assert (shown["sources"], shown["setup"], shown["decisions"]) == ([], None, [])
    status, out, err = run("check", "project:p")
    assert (status, out) == (2, "")
    assert "project add p FILE" in err


# -- handing over and keeping safe


def test_an_exported_project_is_imported_with_the_same_fingerprint_and_without_contacts(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = a_project(run, tmp_path)
    before = told(run, "check", "project:p")
    box = tmp_path / "p.zip"
    status, out, err = run("project", "export", "p", "-o", box)
    assert (status, out, err.splitlines()[0]) == (0, "", f"Wrote {box}")
    assert "may name people: read it" in err
    assert b"Jo Doe" not in everything_in(box)
    status, out, err = run("project", "export", "p", "-o", tmp_path / "all.zip", "--with-contacts")
    assert (status, out, err.count("\n")) == (0, "", 3)
    assert b"Jo Doe" in everything_in(tmp_path / "all.zip")
    assert [each["contacts"] for each in called("p").values("exported").values()] == [False, True]
    monkeypatch.setenv(database.FOLDER_VARIABLE, str(tmp_path / "elsewhere"))
    assert run("project", "import", box)[:2] == (0, "p\n")
    assert run("project", "import", box, "--as", "Second Round")[:2] == (0, "second-round\n")
    assert called("p").id != made.id
    assert told(run, "check", "project:p") == told(run, "check", "project:second-round") == before


def test_a_backup_fills_an_empty_store_and_replaces_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, backup = a_project(run, tmp_path), tmp_path / "backup"
    assert run("project", "backup", "-o", backup) == (0, "", f"Wrote {backup}\n")
    monkeypatch.setenv(database.FOLDER_VARIABLE, str(tmp_path / "elsewhere"))
    assert run("project", "restore", backup)[0] == 0
    assert called("p") == made
    run("project", "create", "second")
    status, out, err = run("project", "restore", backup)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "ECOSYSTEM_STORE" in err


def test_a_link_is_printed_once_gives_its_role_until_it_ends_and_can_be_revoked(run: Run) -> None:
    run("project", "create", "p")
    status, out, err = run(
        "project", "link", "p", "--role", "viewer", "--days", "30", "--address", "http://127.0.0.1:9/"
    )
    assert (status, err.count("\n")) == (0, 1)
    base, token = out.rstrip("\n").split("/enter/")
    assert base == "http://127.0.0.1:9"
    assert role_of(token) == Access(called("p").id, "viewer")
    [link] = told(run, "project", "links", "p")  # type: ignore[misc]
    assert list(link) == ["id", "role", "made", "ends", "revoked"]
    assert (link["role"], link["ends"], link["revoked"]) == (
        "viewer",
        (date.today() + timedelta(days=30)).isoformat(),
        "",
    )
    assert token not in json.dumps(link)
    assert run("project", "revoke", "p", link["id"]) == (0, "", f"Revoked the link {link['id']}.\n")
    assert role_of(token) is None
    assert told(run, "project", "links", "p")[0]["revoked"]  # type: ignore[index]
    assert "localhost:8501/enter/" in run("project", "link", "p", "--role", "organizer")[1]


def a_project(run: Run, folder: Path) -> Project:
    """A project with data, a column setup and a contact."""
    run("project", "create", "p")
    setup = written(folder / "mine.toml", SETUP)
    assert run("project", "add", "p", written(folder / "list.csv", LIST), "--setup", setup)[0] == 0
    made = called("p")
    person = {"organization": "Zoo", "person": "Jo Doe", "email": "", "phone": "", "language": ""}
    with database.writing() as connection:
        connection.execute(CONTACTS.insert().values(project=made.id, **person))
    return made


def everything_in(box: Path) -> bytes:
    with zipfile.ZipFile(box) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def test_withdrawn_data_are_counted_by_place_and_copies_and_boxes_that_left_are_listed(
    run: Run, tmp_path: Path
) -> None:
    run("project", "create", "p")
    run("project", "add", "p", written(tmp_path / "ties.csv", LATER + "Zoo,Librarry,funds\nZoo,Choir,funds\n"))
    run("project", "export", "p", "-o", tmp_path / "p.zip")
    run("map", "project:p", "-o", tmp_path / "map.html", "--audience", "group")
    run("export", "project:p", "-o", tmp_path / "tables")
    status, out, err = run("project", "withdraw", "p", "Library")
    assert (status, err.count("\n")) == (0, 2)
    assert "possibly the same: “Librarry”." in err and "Choir" not in err
    assert "first names alone" in err and "Library" not in err
    done = json.loads(out)
    assert (list(done), len(done["left"])) == (["changed", "left"], 3)
    assert [each["kind"] for each in done["left"]] == ["exported", "published", "published"]
    assert sum(done["changed"].values()) > 0
    assert "Library" not in out + run("table", "project:p", "organizations")[1]


def test_a_look_alike_that_nobody_may_see_is_not_named_after_a_withdrawal(run: Run, tmp_path: Path) -> None:
    names = "name,site,consent\nHarbor Shelter,Harbor,yes\nHarbor Sheltr,Harbor,no\n"
    run("project", "create", "p")
    run("project", "add", "p", written(tmp_path / "organizations.csv", names))
    status, out, err = run("project", "withdraw", "p", "Harbor Shelter")
    assert status == 0
    assert "Sheltr" not in out + err


def test_what_cannot_be_read_as_a_map_is_withdrawn_all_the_same(run: Run, tmp_path: Path) -> None:
    run("project", "create", "p", "--title", "Flour of Quill House")
    run("project", "add", "p", written(tmp_path / "x.csv", "flour,eggs\nQuill House,2\n"))
    status, out, _ = run("project", "withdraw", "p", "Quill House")
    assert (status, called("p").title) == (0, "Flour of [name removed]")
    assert "Quill" not in out


# -- what is kept of what is typed


def test_a_title_and_a_city_are_kept_in_one_line_and_without_addresses_and_numbers(run: Run) -> None:
    words = ("--title", "Call h.b@food.de\n+49 341 5550123", "--city", "", "--city", "River\tton", "--by", "Al Ott")
    assert run("project", "create", "p", *words)[0] == 0
    made = called("p")
    assert made.title == "Call [e-mail removed] [phone removed]"
    assert list(made.values("city")) == ["River ton"]
    assert [change.by for change in made.changes] == ["Al Ott", "Al Ott"]
    status, _, err = run("project", "create", "q", "--title", "x" * 121)
    assert (status, err.count("\n")) == (2, 1)
    assert "at most 120 letters" in err


@pytest.mark.parametrize("by", ["Hannelore of the Library in Riverton", "h.b@food.de", "+49 341 5550123"])
def test_what_are_no_initials_is_refused_by_every_verb_and_nothing_is_done(run: Run, tmp_path: Path, by: str) -> None:
    run("project", "create", "p")
    verbs = (["create", "q"], ["add", "p", written(tmp_path / "ties.csv", TIES)], ["delete", "p"], ["undelete", "p"])
    for verb in verbs:
        status, out, err = run("project", *verb, "--by", by)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert by not in err
    assert [line["name"] for line in told(run, "project", "list")] == ["p"]  # type: ignore[index, attr-defined]
    assert len(called("p").changes) == 1


def test_a_name_that_is_missing_is_said(run: Run) -> None:
    for words in (("check", "project:"), ("project", "show", " ")):
        assert "name of the project is missing" in run(*words)[2]


def test_the_card_of_a_project_shows_figures_once_files_were_added_or_a_box_was_imported(
    run: Run, tmp_path: Path
) -> None:
    run("project", "create", "p")
    run("project", "add", "p", written(tmp_path / "ties.csv", TIES))
    run("project", "export", "p", "-o", tmp_path / "p.zip")
    run("project", "import", tmp_path / "p.zip", "--as", "q")
    copy = lifecycle.duplicate(called("p"), "Copy")
    seen = glances()
    assert "3 organizations" in seen[called("p").id]["figures"]
    assert seen[called("p").id] == seen[called("q").id] == seen[copy.id]


# -- deleting


def test_a_deleted_project_is_gone_and_comes_back(run: Run) -> None:
    run("project", "create", "p")
    status, out, err = run("project", "delete", "p")
    until = (date.today() + timedelta(days=30)).isoformat()
    assert (status, out) == (0, "")
    assert until in err and "project undelete p" in err
    assert told(run, "project", "list") == []
    assert run("check", "project:p")[0] == 2
    [line] = told(run, "project", "list", "--deleted")  # type: ignore[misc]
    assert (line["state"], line["kept_until"]) == ("deleted", until)
    status, _, err = run("project", "create", "p")
    assert status == 2 and "Undelete it" in err
    assert run("project", "undelete", "p") == (0, "", "The project p is back.\n")
    assert [line["name"] for line in told(run, "project", "list")] == ["p"]  # type: ignore[attr-defined]


# -- mistakes


MISTAKES: dict[str, tuple[list[str], str]] = {
    "no verb": (["project"], "VERB"),
    "a project nobody made": (["project", "show", "rivertwon"], "There is: riverton."),
    "a project nobody made as data": (["gaps", "project:rivertwon"], "There is: riverton."),
    "the app on a project nobody made": (["serve", "project:rivertwon"], "There is: riverton."),
    "the app with another setup": (["serve", "project:riverton", "--setup", "SETUP"], "project add"),
    "a project that is there": (["project", "create", "Riverton"], "already"),
    "a name of no letters": (["project", "create", "?!"], "letters"),
    "initials that are an address": (["project", "create", "p", "--by", "jo@example.org"], "initials"),
    "no file": (["project", "add", "riverton"], "project add NAME FILE"),
    "a missing file": (["project", "add", "riverton", "missing.csv"], "no such file"),
    "a folder and a file": (["project", "add", "riverton", "tests", "README.md"], "one folder"),
    "a file nobody can read": (["project", "add", "riverton", "app.py"], ".csv"),
    "a missing box": (["project", "import", "missing.zip"], "No such file"),
    "a box that is none": (["project", "import", "README.md"], "no hand-over box"),
    "a missing backup": (["project", "restore", "missing"], "no such file"),
    "a backup in a place of a folder": (["project", "backup", "-o", "tests"], "folder"),
    "a link nobody made": (["project", "revoke", "riverton", "3f9a1c0d42be"], "links"),
    "an unknown role": (["project", "link", "riverton", "--role", "boss"], "viewer"),
    "no day": (["project", "link", "riverton", "--role", "viewer", "--days", "0"], "--days"),
    "an address of no site": (["project", "link", "riverton", "--role", "viewer", "--address", "x"], "http"),
    "a project that is not deleted": (["project", "undelete", "riverton"], "There is no deleted project"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_line_on_stderr_that_says_what_to_do_and_keeps_nothing(
    run: Run, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    run("project", "create", "riverton")
    arguments, hint = MISTAKES[name]
    setup = written(tmp_path / "setup.toml", SETUP)
    before = called("riverton")
    status, out, err = run(*(str(setup) if each == "SETUP" else each for each in arguments))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert hint in err
    assert called("riverton") == before


def test_a_broken_file_among_good_ones_keeps_none_of_them(run: Run, tmp_path: Path) -> None:
    run("project", "create", "p")
    broken = tmp_path / "answers.xlsx"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    status, out, err = run("project", "add", "p", written(tmp_path / "ties.csv", TIES), broken)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert called("p").values("source") == {}


# -- the app


def test_the_app_is_started_on_a_project_by_its_name_whatever_it_holds(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr("streamlit.starlette.App.run", lambda *_, **__: started.append(list(sys.argv)))
    monkeypatch.setattr(sys, "argv", [])
    run("project", "create", "p")
    assert run("serve", "project:p")[0] == 0
    assert started == [[str(ROOT / "app.py"), "project:p"]]
