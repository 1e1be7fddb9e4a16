"""Google Sheets, played by a server on this machine: the Sheets API, the sign-in and the public export, with switches.

Not a test module: ``playing`` starts a server; what it shows and how it fails is set on the ``Played`` it gives.
"""

import contextlib
import csv
import io
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from openpyxl import Workbook

from ecosystem.collect.google import Hosts

KEY = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-abcde"
ADDRESS = f"https://docs.google.com/spreadsheets/d/{KEY}/edit?usp=sharing#gid=7"
SECRET = "AIzaNotARealKey"
TOKEN = "ya29.granted"
EXPORT = f"/spreadsheets/d/{KEY}/export"
BOOK = f"/v4/spreadsheets/{KEY}"
PAGE = b"<!DOCTYPE html><html>Sign in</html>"


@dataclass
class Tab:
    """One tab, known by its number."""

    number: int
    title: str
    rows: list[list[str]]
    hidden: bool = False
    kind: str = "GRID"


@dataclass
class Answer:
    """What is sent; ``cut`` bytes are promised and never come, ``hold_until`` keeps the asker waiting."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    hold_until: threading.Event | None = None


@dataclass
class Played:
    """A book and its faults, and what the server was asked."""

    hosts: Hosts
    title: str = "City"
    tabs: list[Tab] = field(default_factory=list)
    once: list[Answer] = field(default_factory=list)  # given in place of the next answers, one after the other
    always: dict[str, Answer] = field(default_factory=dict)  # by the beginning of the path
    after_listing: Callable[[], object] = lambda: None  # happens between the list of tabs and their reading
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def answer(self, address: str) -> Answer:
        """The answer to one request, by path and query."""
        path, query = unquote(urlsplit(address).path), parse_qs(urlsplit(address).query)
        if self.once:
            return self.once.pop(0)
        switched = [answer for start, answer in self.always.items() if path.startswith(start)]
        return switched[0] if switched else self.played(path, query)

    def played(self, path: str, query: dict[str, list[str]]) -> Answer:
        """The answer Google would give."""
        if path == "/token":
            return as_json({"access_token": TOKEN, "expires_in": 3600, "token_type": "Bearer"})
        if path == EXPORT:
            return self.exported(query)
        if path == BOOK:
            listed = self.listed()
            self.after_listing()
            return listed
        if not path.startswith(f"{BOOK}/values/"):
            return fault(404, "NOT_FOUND", "Requested entity was not found.")
        rows = next((tab.rows for tab in self.tabs if path == f"{BOOK}/values/'{tab.title}'"), None)
        if rows is None:
            return fault(400, "INVALID_ARGUMENT", "Unable to parse range: 'x'")
        return as_json({"range": "'x'!A1:Z99"} | ({"values": rows} if rows else {}))

    def listed(self) -> Answer:
        shown = [
            {"properties": {"sheetId": tab.number, "title": tab.title, "sheetType": tab.kind}
             | ({"hidden": True} if tab.hidden else {})}
            for tab in self.tabs
        ]  # fmt: skip
        return as_json({"properties": {"title": self.title}, "sheets": shown})

    def exported(self, query: dict[str, list[str]]) -> Answer:
        if query["format"] == ["xlsx"]:
            return download(xlsx(self.tabs), f"{self.title}.xlsx")
        wanted = query.get("gid", [str(self.tabs[0].number)])[0]
        tab = next(tab for tab in self.tabs if str(tab.number) == wanted)
        text = io.StringIO()
        csv.writer(text).writerows(tab.rows)
        return download(text.getvalue().encode(), f"{self.title} - {tab.title}.csv")


def download(body: bytes, name: str) -> Answer:
    return Answer(body, headers={"Content-Disposition": f"attachment; filename=\"x\"; filename*=UTF-8''{quote(name)}"})


def xlsx(tabs: list[Tab]) -> bytes:
    book: Any = Workbook()
    book.remove(book.active)
    for tab in tabs:
        sheet = book.create_sheet(tab.title)
        sheet.sheet_state = "hidden" if tab.hidden else "visible"
        for row in tab.rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_json(content: Any, status: int = 200) -> Answer:
    return Answer(json.dumps(content).encode(), status, {"Content-Type": "application/json"})


def fault(status: int, name: str = "X", message: str = "", **headers: str) -> Answer:
    """An error as Google words it, with what must never be passed on."""
    answer = as_json({"error": {"code": status, "message": f"{message} {KEY} {SECRET}", "status": name}}, status)
    answer.headers |= {header.replace("_", "-"): value for header, value in headers.items()}
    return answer


@contextlib.contextmanager
def playing() -> Iterator[Played]:
    """A server for as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.answer()

        def answer(self) -> None:
            played.asked.append(self.path)
            played.headers.append({name.lower(): value for name, value in self.headers.items()})
            given = played.answer(self.path)
            if given.hold_until is not None:
                given.hold_until.wait(10)
                return
            self.send_response(given.status)
            for name, value in {"Content-Length": str(len(given.body) + given.cut), **given.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(given.body)
            self.close_connection = True

        def log_message(self, *_: Any) -> None:
            """Nothing is written to the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_port}"
    played = Played(Hosts(base, base, base + "/token", ".googleusercontent.com"))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield played
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def service_account(folder: Path, token_uri: str) -> str:
    """The path of a key file made for this test."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    private = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    account = {
        "type": "service_account",
        "client_email": "reader@project.iam.example.org",
        "private_key": private.decode(),
        "token_uri": token_uri,
    }
    path = folder / "account.json"
    path.write_text(json.dumps(account), encoding="utf-8")
    return str(path)
