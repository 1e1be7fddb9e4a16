"""Google Sheets, played by a server on this machine: the public export and the Sheets API."""

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from ecosystem.collect import google
from ecosystem.collect.google import API_KEY, GOOGLE, SERVICE_ACCOUNT, Hosts, is_sheet_address, read_google
from ecosystem.errors import SourceError

KEY = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-abcde"
ADDRESS = f"https://docs.google.com/spreadsheets/d/{KEY}/edit?usp=sharing#gid=7"
SECRET = "AIzaNotARealKey"
EXPORT = f"/spreadsheets/d/{KEY}/export"
BOOK = f"/v4/spreadsheets/{KEY}"
CSV = {
    "Content-Type": "text/csv",
    "Content-Disposition": "attachment; filename*=UTF-8''City%20-%20Answers.csv",
}


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hold_until: threading.Event | None = None


@dataclass
class Played:
    """A server that answers by path, and what it was asked."""

    hosts: Hosts
    answers: dict[str, Answer]
    asked: list[str]
    headers: list[dict[str, str]]


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    answers: dict[str, Answer] = {}
    asked: list[str] = []
    headers: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.answer()

        def answer(self) -> None:
            asked.append(self.path)
            headers.append({name.lower(): value for name, value in self.headers.items()})
            given = answers.get(unquote(urlsplit(self.path).path), Answer(b"{}", 404))
            if given.hold_until is not None:
                given.hold_until.wait(10)
                return
            self.send_response(given.status)
            for name, value in {"Content-Length": str(len(given.body)), **given.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(given.body)

        def log_message(self, *_: Any) -> None:
            """Nothing is written to the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    base = f"http://127.0.0.1:{server.server_port}"
    yield Played(Hosts(base, base, base + "/token", ".googleusercontent.com"), answers, asked, headers)
    server.shutdown()
    server.server_close()
    thread.join()


def book(*tabs: dict[str, Any]) -> Answer:
    sheets = [
        {"properties": {"sheetId": i, "title": f"Tab {i}", "index": i, "sheetType": "GRID", **tab}}
        for i, tab in enumerate(tabs)
    ]
    for sheet in sheets:
        sheet["properties"]["gridProperties"] = {"rowCount": 100, "columnCount": 3}
    return as_json({"spreadsheetId": KEY, "properties": {"title": "City"}, "sheets": sheets})


def as_json(content: Any, status: int = 200) -> Answer:
    return Answer(json.dumps(content).encode(), status, {"Content-Type": "application/json"})


def fault(status: int) -> Answer:
    return as_json({"error": {"code": status, "message": f"about {KEY} {SECRET}", "status": "X"}}, status)


def test_an_address_is_told_from_a_path() -> None:
    assert is_sheet_address(ADDRESS)
    assert is_sheet_address("docs.google.com/spreadsheets/u/0/d/abc")
    assert not is_sheet_address("https://docs.google.com.example.org/spreadsheets/d/abc")
    assert not is_sheet_address("answers/docs.google.com.csv")


def test_a_public_sheet_is_read_without_a_key_and_as_text(played: Played) -> None:
    played.answers[EXPORT] = Answer("name,zip\r\nCafé 311,02139\r\nNA,1e5\r\n".encode(), headers=CSV)
    [sheet] = read_google(ADDRESS, environment={}, hosts=played.hosts)
    assert played.asked == [f"{EXPORT}?format=csv&gid=7"]
    assert sheet.source == 'Google Sheet "City - Answers"'
    assert sheet.frame.to_numpy().tolist() == [["Café 311", "02139"], ["NA", "1e5"]]
    assert [issue.reason for issue in sheet.issues] == ["one sheet of several"]


def test_the_api_reads_every_visible_sheet_as_the_text_shown(played: Played) -> None:
    played.answers[BOOK] = book(
        {"title": "Answers"},
        {"title": "Lists", "hidden": True},
        {"title": "old (ignore)"},
        {"sheetType": "OBJECT"},
    )
    played.answers[f"{BOOK}/values/'Answers'"] = as_json(
        {"values": [["name", "zip", "n"], [], ["007", "02139"], ["nan", "1e5", "1,000"]]}
    )
    [sheet] = read_google(ADDRESS, environment={API_KEY: SECRET}, hosts=played.hosts)
    assert sheet.source == 'Google Sheet "City", sheet "Answers"'
    assert sheet.frame.index.tolist() == [3, 4]
    assert sheet.frame.to_numpy().tolist() == [["007", "02139", ""], ["nan", "1e5", "1,000"]]
    [issue] = sheet.issues
    assert (issue.reason, "Lists" in issue.message) == ("hidden sheet", True)
    assert all(path.startswith(BOOK) and SECRET not in path for path in played.asked)
    assert {headers["x-goog-api-key"] for headers in played.headers} == {SECRET}


def service_account(folder: Path, token_uri: str) -> str:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    private = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    account = {
        "type": "service_account",
        "client_email": "reader@example.org",
        "private_key": private.decode(),
        "token_uri": token_uri,
    }
    path = folder / "account.json"
    path.write_text(json.dumps(account), encoding="utf-8")
    return str(path)


def test_a_service_account_signs_in_and_reads(played: Played, tmp_path: Path) -> None:
    played.answers["/token"] = as_json({"access_token": "granted", "expires_in": 3600, "token_type": "Bearer"})
    played.answers[BOOK] = book({"title": "ties"})
    played.answers[f"{BOOK}/values/'ties'"] = as_json({"values": [["name"], ["311"]]})
    environment = {SERVICE_ACCOUNT: service_account(tmp_path, played.hosts.token)}
    [sheet] = read_google(ADDRESS, environment=environment, hosts=played.hosts)
    assert sheet.frame["name"].tolist() == ["311"]
    assert played.asked[0] == "/token"
    assert played.headers[1]["authorization"] == "Bearer granted"


def test_a_key_file_that_signs_in_elsewhere_is_refused_unasked(played: Played, tmp_path: Path) -> None:
    environment = {SERVICE_ACCOUNT: service_account(tmp_path, "https://example.org/token")}
    with pytest.raises(SourceError, match="not a Google service account key"):
        read_google(ADDRESS, environment=environment, hosts=played.hosts)
    assert played.asked == []


@pytest.mark.parametrize("content", ["", "[]", "{", '{"token_uri": "TOKEN", "type": "service_account"}'])
def test_a_broken_key_file_is_refused_without_its_path(played: Played, tmp_path: Path, content: str) -> None:
    path = tmp_path / "account.json"
    path.write_text(content.replace("TOKEN", played.hosts.token), encoding="utf-8")
    with pytest.raises(SourceError, match="not a Google service account key") as caught:
        read_google(ADDRESS, environment={SERVICE_ACCOUNT: str(path)}, hosts=played.hosts)
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "not public"), (403, "not public"), (404, "no Google Sheet"), (400, "Excel file kept in Drive"),
     (429, "Wait a minute"), (500, "error \\(500\\)")],
)  # fmt: skip
@pytest.mark.parametrize("environment", [{}, {API_KEY: SECRET}])
def test_a_refusal_is_told_in_words_without_key_or_address(
    played: Played, status: int, words: str, environment: dict[str, str]
) -> None:
    played.answers[EXPORT] = played.answers[BOOK] = fault(status)
    with pytest.raises(SourceError, match=words) as caught:
        read_google(ADDRESS, environment=environment, hosts=played.hosts)
    assert KEY not in str(caught.value)
    assert SECRET not in str(caught.value)


def test_a_refusal_on_reading_one_sheet_is_told_too(played: Played) -> None:
    played.answers[BOOK] = book({"title": "ties"})
    played.answers[f"{BOOK}/values/'ties'"] = fault(403)
    with pytest.raises(SourceError, match="not public"):
        read_google(ADDRESS, environment={API_KEY: SECRET}, hosts=played.hosts)


def test_a_sign_in_page_means_the_sheet_is_not_public(played: Played) -> None:
    played.answers[EXPORT] = Answer(b"<!DOCTYPE html><html>Sign in</html>", headers={"Content-Type": "text/html"})
    with pytest.raises(SourceError, match="anyone with the link can view"):
        read_google(ADDRESS, environment={}, hosts=played.hosts)


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("https://accounts.google.com/ServiceLogin", "not public"),
        ("https://example.org/x", "not followed"),
        ("http://doc.evilgoogleusercontent.com/x", "not followed"),
        ("http://doc.googleusercontent.com.example.org/x", "not followed"),
        ("/spreadsheets/elsewhere", "not followed"),
    ],
)
def test_a_redirect_to_another_host_is_refused(played: Played, location: str, words: str) -> None:
    played.answers[EXPORT] = Answer(status=307, headers={"Location": location})
    with pytest.raises(SourceError, match=words):
        read_google(ADDRESS, environment={}, hosts=played.hosts)
    assert len(played.asked) == 1


def test_a_redirect_to_a_download_host_is_followed_but_not_for_ever(played: Played) -> None:
    hosts = Hosts(played.hosts.export, played.hosts.api, played.hosts.token, downloads="127.0.0.1")
    played.answers[EXPORT] = Answer(status=307, headers={"Location": played.hosts.export + "/download"})
    played.answers["/download"] = Answer(b"name\n311\n", headers=CSV)
    assert read_google(ADDRESS, environment={}, hosts=hosts)[0].frame["name"].tolist() == ["311"]
    played.answers["/download"] = Answer(status=307, headers={"Location": played.hosts.export + "/download"})
    with pytest.raises(SourceError, match="elsewhere"):
        read_google(ADDRESS, environment={}, hosts=hosts)


def test_google_itself_may_only_send_on_over_https() -> None:
    there = "https://doc-0k.sheets.googleusercontent.com/export/abc"
    assert google._next_address(there, GOOGLE) == there
    with pytest.raises(SourceError, match="not followed"):
        google._next_address(there.replace("https", "http"), GOOGLE)


def test_the_api_follows_no_redirect(played: Played) -> None:
    played.answers[BOOK] = Answer(status=302, headers={"Location": "/elsewhere"})
    with pytest.raises(SourceError, match="elsewhere"):
        read_google(ADDRESS, environment={API_KEY: SECRET}, hosts=played.hosts)
    assert len(played.asked) == 1


@pytest.mark.parametrize("body", [b'{"properties": {"ti', b"{}", b"[]", b'{"properties": {"title": "x"}}', b"null"])
def test_an_answer_cut_off_or_strange_is_told_in_words(played: Played, body: bytes) -> None:
    played.answers[BOOK] = Answer(body, headers={"Content-Type": "application/json"})
    with pytest.raises(SourceError, match="Google's answer was"):
        read_google(ADDRESS, environment={API_KEY: SECRET}, hosts=played.hosts)


def test_a_sheet_beyond_the_size_limit_is_refused(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(google, "MOST_BYTES", 8)
    played.answers[EXPORT] = Answer(b"name\n311\nMIT\n", headers=CSV)
    with pytest.raises(SourceError, match="larger than 25 MB"):
        read_google(ADDRESS, environment={}, hosts=played.hosts)


@pytest.mark.parametrize("environment", [{}, {API_KEY: SECRET}])
def test_a_server_that_is_not_there_is_told_in_words(environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        base = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(SourceError, match="could not be reached"):
        read_google(ADDRESS, environment=environment, hosts=Hosts(base, base, base + "/token"))


@pytest.mark.parametrize("environment", [{}, {API_KEY: SECRET}])
def test_a_server_that_does_not_answer_is_told_in_words(
    played: Played, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    monkeypatch.setattr(google, "TIMEOUT", 0.05)
    release = threading.Event()
    played.answers[EXPORT] = played.answers[BOOK] = Answer(hold_until=release)
    with pytest.raises(SourceError, match="did not answer"):
        read_google(ADDRESS, environment=environment, hosts=played.hosts)
    release.set()


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


def test_a_book_with_nothing_filled_in_is_refused(played: Played) -> None:
    played.answers[BOOK] = book({"title": "ties"})
    played.answers[f"{BOOK}/values/'ties'"] = as_json({"range": "ties!A1:C100"})
    with pytest.raises(SourceError, match="no visible sheet has anything filled in"):
        read_google(ADDRESS, environment={API_KEY: SECRET}, hosts=played.hosts)
