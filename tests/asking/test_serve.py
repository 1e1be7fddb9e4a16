"""Starting the server: local use is for this computer alone, and options that do not fit are refused in one line."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from ecosystem.asking import serve as starting
from ecosystem.errors import RequestError
from ecosystem.projects import database, lifecycle, links, project
from tests.asking.conftest import ROOT, Server, await_health, free_port, running


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server in local use, whose store is empty."""
    folder = tmp_path_factory.mktemp("local")
    nothing = project.Project("0" * 16, "p", ())
    with running(folder, folder / "printed.txt") as port:
        yield Server(port, folder / "printed.txt", nothing, nothing)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(database.FOLDER_VARIABLE, str(tmp_path / "store"))
    database.forget()
    yield tmp_path / "store"
    database.forget()


class Played:
    """An app that is not started; what it would have been started with."""

    started: list[tuple[list[str], dict[str, object]]] = []  # noqa: RUF012

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def run(self, config: dict[str, object]) -> None:
        self.started.append(([*sys.argv], config))


def test_in_local_use_this_computer_needs_no_role(local: Server) -> None:
    for host in (f"127.0.0.1:{local.port}", "localhost", "[::1]:80"):
        answer = local.ask("/", Host=host)
        assert (answer.status, answer.headers["content-security-policy"]) == (200, "frame-ancestors 'none'")
    assert "http://127.0.0.1:" in local.printed.read_text("utf-8")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "map.example.org"},
        {"Host": "192.168.1.20"},
        {"Host": ""},
        {"X_Forwarded_For": "127.0.0.1"},
        {"X_Forwarded_Proto": "https"},
        {"Forwarded": "for=127.0.0.1"},
        {"Via": "1.1 proxy"},
        {"X_Real_IP": "127.0.0.1"},
    ],
)
def test_in_local_use_whatever_does_not_come_from_this_computer_is_refused(
    local: Server, headers: dict[str, str]
) -> None:
    for path in ("/", "/map/" + "0" * 16, "/media/x", "/_stcore/health", "/enter/x"):
        answer = local.ask(path, **headers)
        assert answer.status == 403
        assert b"serve --shared" in answer.body


def test_in_local_use_it_listens_on_loopback_alone_whatever_the_configuration_says(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "App", Played)
    monkeypatch.setattr(sys, "argv", [])
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "0.0.0.0")
    assert starting.serve(None) == 0
    assert Played.started.pop()[1] == {"server.address": "127.0.0.1"}


def test_starting_removes_projects_that_were_deleted_over_30_days_ago(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "App", Played)
    monkeypatch.setattr(sys, "argv", [])
    lifecycle.delete(project.create("Gone"))
    starting.serve(None)
    assert [each.name for each in project.every(deleted=True)] == ["gone"]
    monkeypatch.setattr(lifecycle, "KEPT", timedelta(0))
    starting.serve(None)
    assert project.every(deleted=True) == []


def test_shared_use_listens_on_the_address_that_people_type_and_behind_a_proxy_on_loopback(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "App", Played)
    monkeypatch.setattr(sys, "argv", [])
    monkeypatch.setenv("ECOSYSTEM_SHARED", "")
    made = project.create("River City")
    for host, address in {"127.0.0.2": "127.0.0.2", "Map.Example.org": "127.0.0.1", None: "127.0.0.1"}.items():
        assert starting.serve("project:river-city", shared=True, host=host) == 0
        words, settings = Played.started.pop()
        assert settings["server.address"] == address
        assert words[1:] == ["project:river-city"]
    assert links.links_of(made) == []  # the link is made where it is printed


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"data": "survey.csv", "shared": True}, "--shared serves projects"),
        ({"data": "project:nowhere", "shared": True}, "no project nowhere"),
        ({"data": None, "host": "map.example.org"}, "Add --shared"),
        ({"data": None, "shared": True, "host": "http://map.example.org"}, "the name alone"),
        ({"data": None, "shared": True, "host": "map.example.org:8501"}, "the name alone"),
        ({"data": None, "shared": True, "host": "0.0.0.0"}, "the name alone"),
        ({"data": None, "shared": True, "host": "192.0.2.1"}, "no address 192.0.2.1"),
    ],
)
def test_options_that_do_not_fit_are_refused_with_what_to_do(
    store: Path, options: dict[str, object], said: str
) -> None:
    with pytest.raises(RequestError, match=said):
        starting.serve(**options)  # type: ignore[arg-type]


def test_a_port_in_use_is_told_before_anything_starts(store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(RequestError, match="in use"):
        starting.serve(None, port=other.getsockname()[1])


def test_a_second_start_prints_no_second_link(store: Path, tmp_path: Path) -> None:
    made = project.create("River City")
    for start in ("first", "second"):
        with running(store, tmp_path / start, "--shared", "project:river-city"):
            pass
    assert "River City (river-city): the organizer's link" in (tmp_path / "first").read_text("utf-8")
    assert "/enter/" in (tmp_path / "first").read_text("utf-8")
    assert "/enter/" not in (tmp_path / "second").read_text("utf-8")
    assert "project link river-city --role organizer" in (tmp_path / "second").read_text("utf-8")
    assert [link.role for link in links.links_of(made)] == ["organizer"]


def test_for_localhost_the_address_has_its_port_and_no_tls(store: Path, tmp_path: Path) -> None:
    project.create("River City")
    with running(store, tmp_path / "printed", "--shared", "--host", "localhost") as port:
        pass
    assert f"http://localhost:{port}/enter/" in (tmp_path / "printed").read_text("utf-8")


def test_ctrl_c_ends_it_with_the_status_of_an_interruption(store: Path, tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "ecosystem", "serve", "--port", str(port)]
    with (tmp_path / "printed").open("wb") as written:
        # A suite that runs in the background may have been told to ignore the signal, and so would the server.
        heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
        server = subprocess.Popen(command, cwd=ROOT, stdout=written, stderr=written, preexec_fn=heard)  # noqa: PLW1509
        await_health(port, server, tmp_path / "printed")
        server.send_signal(signal.SIGINT)
        status = server.wait(30)
    assert status == 130
    assert "Traceback" not in (tmp_path / "printed").read_text("utf-8")
