"""The published map: made once for a state of the project, with no name that its audience may not see."""

import gzip
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ecosystem.asking import published
from ecosystem.errors import RequestError, SourceError
from ecosystem.projects import database, project
from ecosystem.projects.changes import Change
from tests.asking.conftest import TIES, Server

LISTED = b"name,city,consent\nFood Bank,Harbor,public\nCity IT,Harbor,group\nQuiet Shelter,Harbor,no\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(database.FOLDER_VARIABLE, str(tmp_path / "store"))
    database.forget()
    yield tmp_path / "store"
    database.forget()


def test_the_public_and_the_group_see_the_names_they_may(folder: Path) -> None:
    made = project.keep_files(project.create("p"), {"ties.csv": TIES, "organizations.csv": LISTED})
    seen = {group: published.published_map(made.id, group=group).page.decode() for group in (False, True)}
    named = {
        group: [name for name in ("Food Bank", "City IT", "Quiet Shelter") if name in seen[group]] for group in seen
    }
    assert named == {False: ["Food Bank"], True: ["Food Bank", "City IT"]}


def test_it_is_made_once_for_all_and_anew_after_a_change(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str | None] = []
    draw = published.map_page
    monkeypatch.setattr(published, "map_page", lambda tables, *rest: drawn.append(rest[0]) or draw(tables, *rest))
    made = project.keep_files(project.create("p"), {"ties.csv": TIES})
    with ThreadPoolExecutor(20) as phones:
        found = list(phones.map(lambda _: published.published_map(made.id), range(100)))
    assert len(drawn) == 1
    assert all(each is found[0] for each in found)
    changed = project.keep_files(made, {"ties.csv": TIES + b"Harbor House,City IT,works with\n"})
    after = published.published_map(changed.id)
    assert "Harbor House" in after.page.decode()
    assert after.tag != found[0].tag
    project.undo(changed, changed.changes[-1])
    assert "Harbor House" not in published.published_map(made.id).page.decode()


def test_the_round_asked_for_is_shown_and_the_last_without_one(folder: Path) -> None:
    ties = b"source,target,relation,wave\nA,B,works with,2025\nA,C,works with,2026\n"
    made = project.keep_files(project.create("p"), {"ties.csv": ties})
    seen = {name: published.published_map(made.id, round_name=name).page.decode() for name in (None, "2026", "2025")}
    assert seen[None] == seen["2026"]
    assert "This is round 2026, the last of 2: 2025, 2026." in seen["2026"]
    assert "This is round 2025 of 2: 2025, 2026." in seen["2025"]
    with pytest.raises(RequestError, match="There are: 2025, 2026"):
        published.published_map(made.id, round_name="2024")


def test_the_map_of_a_city_leads_to_those_of_the_others(folder: Path) -> None:
    listed = b"name,city\nA,Troy\nB,Troy\nC,St. Louis & <b>\n"
    made = project.keep_files(project.create("p"), {"organizations.csv": listed})
    page = published.published_map(made.id, "Troy").page.decode()
    assert '<a href="?city=St.%20Louis%20%26%20%3Cb%3E"><bdi>St. Louis &amp; &lt;b&gt;</bdi></a>' in page
    group = published.published_map(made.id, "Troy", group=True).page.decode()
    assert 'href="?city=St.%20Louis%20%26%20%3Cb%3E&amp;audience=group"' in group
    alone = project.keep_files(project.create("q"), {"organizations.csv": b"name,city\nA,Troy\n"})
    assert "Other cities" not in published.published_map(alone.id).page.decode()


def test_what_cannot_be_drawn_is_said(folder: Path) -> None:
    made = project.create("p", [Change("city", True, "Harbor")])
    with pytest.raises(SourceError, match="no sources"):
        published.published_map(made.id)
    with pytest.raises(RequestError, match="Harbour"):
        published.published_map(project.keep_files(made, {"organizations.csv": LISTED}).id, "Harbour")


def test_a_phone_gets_it_compressed_and_only_once(server: Server) -> None:
    viewer, path = server.cookie(server.mine, "viewer"), f"/map/{server.mine.id}"
    plain = server.ask(path, viewer)
    packed = server.ask(path, viewer, Accept_Encoding="gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert b"Food Bank" in plain.body
    assert len(packed.body) < 300_000
    for tag in (plain.headers["etag"], f"W/{plain.headers['etag']}", f'"x", {plain.headers["etag"]}'):
        again = server.ask(path, viewer, If_None_Match=tag)
        assert (again.status, again.body) == (304, b"")
    assert server.ask(path, viewer, If_None_Match='"x"').status == 200
    assert plain.headers["cache-control"] == "private, no-cache"
    assert server.ask(path, viewer, "HEAD").status == 200


@pytest.mark.parametrize(
    ("role", "status"), [("organizer", 200), ("helper", 200), ("participant", 403), ("viewer", 403)]
)
def test_the_map_for_the_group_is_for_those_who_work_on_the_project(server: Server, role: str, status: int) -> None:
    cookie = server.cookie(server.mine, role)
    assert server.ask(f"/map/{server.mine.id}", cookie).status == 200
    assert server.ask(f"/map/{server.mine.id}?audience=group", cookie).status == status


def test_a_map_that_is_not_there_is_answered_without_a_word_of_the_data(server: Server) -> None:
    answer = server.ask(f"/map/{server.mine.id}?city=<b>x</b>", server.cookie(server.mine, "viewer"))
    assert answer.status == 404
    assert b"no such map yet" in answer.body
    assert b"<b>x" not in answer.body
