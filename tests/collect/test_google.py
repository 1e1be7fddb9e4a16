"""Google Sheets by address: what is read, by which way, and who is asked."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecosystem.collect import google, limits
from ecosystem.collect.google import (
    API_KEY,
    GOOGLE,
    SERVICE_ACCOUNT,
    Hosts,
    is_sheet_address,
    read_google,
    service_account_address,
)
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.sources import google_source
from ecosystem.errors import SourceError
from tests.collect.sheets_server import (
    ADDRESS,
    BOOK,
    EXPORT,
    KEY,
    SECRET,
    TOKEN,
    Answer,
    Played,
    Tab,
    download,
    playing,
    service_account,
)

ANSWERS = [["name", "zip"], ["311", "02139"], ["NA", "1e5"]]


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with playing() as server:
        server.tabs = [Tab(7, "Answers", [list(row) for row in ANSWERS]), Tab(0, "Lists", [["x"]], hidden=True)]
        yield server


def read(played: Played, **environment: str) -> tuple[Sheet, ...]:
    return read_google(ADDRESS, environment=environment, hosts=played.hosts, wait=lambda _: pytest.fail("waited"))


def test_an_address_is_told_from_a_path() -> None:
    assert is_sheet_address(ADDRESS)
    assert is_sheet_address("docs.google.com/spreadsheets/u/0/d/abc")
    assert not is_sheet_address("https://docs.google.com.example.org/spreadsheets/d/abc")
    assert not is_sheet_address("answers/docs.google.com.csv")


def test_all_tabs_of_a_public_sheet_are_had_without_a_key_in_one_fetch_and_as_text(played: Played) -> None:
    played.tabs.append(Tab(3, "Ties", [["source", "target"], ["311", "NA"]]))
    answers, ties = read(played)
    assert played.asked == [f"{EXPORT}?format=xlsx"]
    assert answers.source == 'Google Sheet "City", sheet "Answers"'
    assert answers.frame.to_numpy().tolist() == ANSWERS[1:]
    assert ties.name == "Ties"
    assert [issue.reason for issue in answers.issues] == ["hidden sheet"]


def test_a_public_sheet_too_large_to_be_had_whole_gives_the_tab_of_its_address(
    played: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_BYTES", 200)
    [sheet] = read(played)
    assert played.asked == [f"{EXPORT}?format=xlsx", f"{EXPORT}?format=csv&gid=7"]
    assert sheet.source == 'Google Sheet "City - Answers" (tab 7)'
    assert sheet.frame.to_numpy().tolist() == ANSWERS[1:]
    [issue] = sheet.issues
    assert (issue.reason, "larger than 25 MB" in issue.message) == ("one sheet of several", True)


def test_a_public_sheet_too_large_even_by_the_tab_is_refused(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BYTES", 8)
    with pytest.raises(SourceError, match="larger than 25 MB"):
        read(played)


def test_the_api_reads_every_visible_tab_as_the_text_shown(played: Played) -> None:
    rows = [["name", "zip", "n"], [], ["007", "02139"], ["nan", "1e5", "1,000"]]
    played.tabs[0].rows = rows
    played.tabs += [Tab(2, "old (ignore)", rows), Tab(3, "Chart", rows, kind="OBJECT"), Tab(4, "Empty", [])]
    [sheet] = read(played, **{API_KEY: SECRET})
    assert sheet.source == 'Google Sheet "City", sheet "Answers" (tab 7)'
    assert sheet.frame.index.tolist() == [3, 4]
    assert sheet.frame.to_numpy().tolist() == [["007", "02139", ""], ["nan", "1e5", "1,000"]]
    [issue] = sheet.issues
    assert (issue.reason, "Lists" in issue.message) == ("hidden sheet", True)
    assert all(path.startswith(BOOK) and SECRET not in path for path in played.asked)
    assert {headers["x-goog-api-key"] for headers in played.headers} == {SECRET}
    assert len(played.asked) == 3  # the list of tabs once, then each tab shown


def test_a_tab_keeps_its_number_when_it_is_renamed(played: Played) -> None:
    [before] = read(played, **{API_KEY: SECRET})
    played.tabs[0].title = "Answers (tab 99) 2026"
    [after] = read(played, **{API_KEY: SECRET})
    assert (before.name, before.origin.whole_tab) == ("Answers", "7")
    assert (after.name, after.origin.whole_tab) == ("Answers (tab 99) 2026", "7")


def test_a_tab_renamed_while_it_is_read_is_read_under_its_new_title(played: Played) -> None:
    played.after_listing = lambda: setattr(played.tabs[0], "title", "Renamed")
    [sheet] = read(played, **{API_KEY: SECRET})
    assert (sheet.name, sheet.frame.to_numpy().tolist()) == ("Renamed", ANSWERS[1:])


def test_a_tab_renamed_again_and_again_is_told_in_words(played: Played) -> None:
    played.after_listing = lambda: setattr(played.tabs[0], "title", played.tabs[0].title + "!")
    with pytest.raises(SourceError, match="tab was renamed"):
        read(played, **{API_KEY: SECRET})


def test_the_source_has_the_books_title_whichever_way_it_was_read(
    played: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert google_source(read(played)).title == "City"
    assert google_source(read(played, **{API_KEY: SECRET})).title == "City"
    monkeypatch.setattr(limits, "MOST_BYTES", 200)
    assert google_source(read(played)).title == "City - Answers"


def test_more_tabs_than_google_allows_questions_are_refused_unread(played: Played) -> None:
    played.tabs = [Tab(number, f"Tab {number}", ANSWERS) for number in range(limits.MOST_TABS + 1)]
    with pytest.raises(SourceError, match="more than 50 sheets"):
        read(played, **{API_KEY: SECRET})
    assert len(played.asked) == 1


def test_the_tabs_of_a_sheet_count_together(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits.SourceLimits, "rows", 5)
    played.tabs = [Tab(number, f"Tab {number}", ANSWERS) for number in (7, 8)]
    with pytest.raises(SourceError, match=r'sheet "Tab 8".*more than 5 rows'):
        read(played, **{API_KEY: SECRET})
    [alone] = read(played)
    assert "more than 5 rows" in alone.issues[0].message


@pytest.mark.parametrize("environment", [{}, {API_KEY: SECRET}])
def test_a_book_with_nothing_filled_in_is_refused(played: Played, environment: dict[str, str]) -> None:
    played.tabs = [Tab(7, "Answers", [])]
    with pytest.raises(SourceError, match=r"nothing|anything filled in|is empty"):
        read(played, **environment)


def test_a_service_account_signs_in_and_only_reads(played: Played, tmp_path: Path) -> None:
    [sheet] = read(played, **{SERVICE_ACCOUNT: service_account(tmp_path, played.hosts.token), API_KEY: SECRET})
    assert sheet.frame["name"].tolist() == ["311", "NA"]
    assert played.asked[0] == "/token"
    assert played.headers[1]["authorization"] == f"Bearer {TOKEN}"
    assert "x-goog-api-key" not in played.headers[1]
    assert all(scope.endswith(".readonly") for scope in google.SCOPES)


def test_the_address_to_share_with_is_the_service_accounts_own(played: Played, tmp_path: Path) -> None:
    path = service_account(tmp_path, played.hosts.token)
    assert service_account_address({SERVICE_ACCOUNT: path}, hosts=played.hosts) == "reader@project.iam.example.org"
    assert service_account_address({API_KEY: SECRET}, hosts=played.hosts) is None
    assert service_account_address({SERVICE_ACCOUNT: path}) is None  # made for another sign-in than Google's
    Path(path).write_text("[]", encoding="utf-8")
    assert service_account_address({SERVICE_ACCOUNT: path}, hosts=played.hosts) is None


def test_a_key_file_that_signs_in_elsewhere_is_refused_unasked(played: Played, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not a Google service account key"):
        read(played, **{SERVICE_ACCOUNT: service_account(tmp_path, "https://example.org/token")})
    assert played.asked == []


@pytest.mark.parametrize("content", ["", "[]", "{", '{"token_uri": "TOKEN", "type": "service_account"}'])
def test_a_broken_key_file_is_refused_without_its_path(played: Played, tmp_path: Path, content: str) -> None:
    path = tmp_path / "account.json"
    path.write_text(content.replace("TOKEN", played.hosts.token), encoding="utf-8")
    with pytest.raises(SourceError, match="not a Google service account key") as caught:
        read(played, **{SERVICE_ACCOUNT: str(path)})
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("https://accounts.google.com/ServiceLogin", "not public"),
        ("https://example.org/x", "not followed"),
        ("http://doc.evilgoogleusercontent.com/x", "not followed"),
        ("http://doc.googleusercontent.com.example.org/x", "not followed"),
        ("http://example.org\\.googleusercontent.com/x", "not followed"),
        ("http://doc.googleusercontent.com@example.org/x", "not followed"),
        ("http://[.googleusercontent.com/x", "not followed"),
        ("/spreadsheets/elsewhere", "not followed"),
    ],
)
def test_a_redirect_to_another_host_is_refused(played: Played, location: str, words: str) -> None:
    played.always[EXPORT] = Answer(status=307, headers={"Location": location})
    with pytest.raises(SourceError, match=words):
        read(played)
    assert len(played.asked) == 1


def test_a_redirect_to_a_download_host_is_followed_but_not_for_ever(played: Played) -> None:
    hosts = Hosts(played.hosts.export, played.hosts.api, played.hosts.token, downloads="127.0.0.1")
    there = Answer(status=307, headers={"Location": played.hosts.export + "/download"})
    played.always = {EXPORT: there, "/download": download(b"name\n311\n", "City - Answers.csv")}
    assert read_google(ADDRESS, environment={}, hosts=hosts)[0].frame["name"].tolist() == ["311"]
    played.always["/download"] = there
    with pytest.raises(SourceError, match="elsewhere"):
        read_google(ADDRESS, environment={}, hosts=hosts)


def test_google_itself_may_only_send_on_over_https() -> None:
    there = "https://doc-0k.sheets.googleusercontent.com/export/abc"
    assert google._next_address(there, GOOGLE) == there
    with pytest.raises(SourceError, match="not followed"):
        google._next_address(there.replace("https", "http"), GOOGLE)


@pytest.mark.parametrize("path", [BOOK, "/token"])
def test_the_api_and_the_sign_in_follow_no_redirect(played: Played, tmp_path: Path, path: str) -> None:
    played.always[path] = Answer(status=307, headers={"Location": "/elsewhere"})
    with pytest.raises(SourceError, match=r"elsewhere|could not be reached"):
        read(played, **{SERVICE_ACCOUNT: service_account(tmp_path, played.hosts.token)})
    assert "/elsewhere" not in played.asked


@pytest.mark.parametrize(
    "address",
    [
        "ties.csv",
        "https://docs.google.com/spreadsheets/d/e/2PACX-1vAbCdEfGhIjKl/pubhtml",
        "https://docs.google.com/spreadsheets/",
    ],
)
def test_an_address_without_a_sheet_in_it_is_refused(address: str) -> None:
    with pytest.raises(SourceError, match="not the address of a Google Sheet"):
        read_google(address, environment={})


@pytest.mark.parametrize("environment", [{}, {API_KEY: SECRET}])
def test_the_log_holds_neither_key_nor_address(
    played: Played, caplog: pytest.LogCaptureFixture, environment: dict[str, str]
) -> None:
    caplog.set_level("DEBUG")
    read(played, **environment)
    assert "urllib3" in caplog.text  # it was listened to
    assert KEY not in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize("environment", [{}, {API_KEY: SECRET}])
def test_a_server_that_does_not_answer_is_told_in_words(
    played: Played, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    monkeypatch.setattr(google, "TIMEOUT", 0.05)
    release = threading.Event()
    played.always["/"] = Answer(hold_until=release)
    with pytest.raises(SourceError, match="did not answer"):
        read(played, **environment)
    release.set()
