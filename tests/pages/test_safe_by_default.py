"""The configuration that ships: this machine only, nothing told to anybody."""

import socket
import tomllib
from urllib.parse import urlsplit

from tests.pages.conftest import ROOT

CONFIG = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))


def upgrade(address: str, host: str, origin: str) -> str:
    """The first line a server answers to a WebSocket's greeting that names this host."""
    parts = urlsplit(address)
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host}",
        f"Origin: {origin}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
    ]
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode())
        return line.recv(4096).decode("latin-1").splitlines()[0]


def test_the_server_listens_on_this_machine_only(app_address: str) -> None:
    """Read from the kernel's table of listening sockets: 0100007F is 127.0.0.1."""
    port = f"{urlsplit(app_address).port:04X}"
    with open("/proc/net/tcp", encoding="ascii") as table:
        rows = [row.split() for row in table.readlines()[1:]]
    listening = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{port}")]
    assert listening == [f"0100007F:{port}"]


def test_a_websocket_that_names_another_host_is_refused(app_address: str) -> None:
    own = urlsplit(app_address).netloc
    assert " 101 " in upgrade(app_address, own, app_address)
    assert " 403 " in upgrade(app_address, "evil.example", "http://evil.example")
    assert " 403 " in upgrade(app_address, own, "http://evil.example")


def test_nothing_is_told_and_nothing_is_downloaded_raw() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["client"]["disableDataExport"] is True
    assert CONFIG["server"]["maxUploadSize"] <= 25
