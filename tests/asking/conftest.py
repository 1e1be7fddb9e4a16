"""A real server of two projects in shared use, and what visitors ask of it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ecosystem.asking.access import COOKIE
from ecosystem.projects import database, links, project
from ecosystem.projects.project import Project

ROOT = Path(__file__).parents[2]
TIES = b"source,target,relation\nFood Bank,City IT,works with\nFood Bank,Quiet Shelter,works with\n"


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """A server that runs, and its two projects."""

    port: int
    printed: Path
    mine: Project
    theirs: Project
    tokens: dict[tuple[str, str], str] = field(default_factory=dict)

    def token(self, of: Project, role: str) -> str:
        """One link for each project and role."""
        if (of.id, role) not in self.tokens:
            self.tokens[of.id, role] = links.make_link(of, role)
        return self.tokens[of.id, role]

    def cookie(self, of: Project, role: str) -> str:
        return f"{COOKIE}{of.id}={self.token(of, role)}"

    def ask(self, path: str, cookie: str = "", method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        """Ask for a path exactly as written; ``x_forwarded_for`` is the header X-Forwarded-For."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            line.request(method, path, body, given | ({"Cookie": cookie} if cookie else {}))
            answer = line.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, names, answer.read())
        finally:
            line.close()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def await_health(port: int, server: "subprocess.Popen[bytes]", printed: Path) -> None:
    """Wait until the server has started; it listens before that."""
    for _ in range(600):
        assert server.poll() is None, printed.read_text("utf-8")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=60):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(printed.read_text("utf-8"))


@contextmanager
def running(store: Path, printed: Path, *options: str) -> Iterator[int]:
    """The port of ``python -m ecosystem serve``, ended with the block."""
    port = free_port()
    command = [sys.executable, "-m", "ecosystem", "serve", *options, "--port", str(port)]
    with printed.open("wb") as written:
        environment = os.environ | {"ECOSYSTEM_STORE": str(store)}
        server = subprocess.Popen(command, cwd=ROOT, stdout=written, stderr=subprocess.STDOUT, env=environment)
        try:
            await_health(port, server, printed)
            yield port
        finally:
            os.kill(server.pid, signal.SIGTERM)
            server.wait(30)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that change nothing that another test reads."""
    folder = tmp_path_factory.mktemp("shared")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(database.FOLDER_VARIABLE, str(folder))
        database.forget()
        mine, theirs = (project.keep_files(project.create(name), {"ties.csv": TIES}) for name in ("Mine", "Theirs"))
        with running(folder, folder / "printed.txt", "--shared", "--host", "map.example.org") as port:
            yield Server(port, folder / "printed.txt", mine, theirs)
        database.forget()


@pytest.fixture(autouse=True)
def _store_of_the_server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that use the server make their links in its store, not in that of the whole run."""
    if "server" in request.fixturenames:
        monkeypatch.setenv(database.FOLDER_VARIABLE, str(request.getfixturevalue("server").printed.parent))
