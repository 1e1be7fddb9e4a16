"""Fixtures for the pages: the app run without a browser, and a server for a real one."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
Run = Callable[..., AppTest]


@pytest.fixture
def run_page(monkeypatch: pytest.MonkeyPatch) -> Run:
    """run_page("map", data="riverton", site=...) -> the page as a browser tab gets it that comes with this address.

    ``folder`` is given to the app as ``streamlit run app.py -- DATA`` gives it.
    """

    def run(page: str = "home", folder: Path | None = None, **address: str) -> AppTest:
        monkeypatch.setattr(sys, "argv", ["app.py", *([str(folder)] if folder else [])])
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        return app if page == "home" else app.switch_page(f"ecosystem/pages/{page}.py").run()

    return run


def without_leftovers(app: AppTest) -> AppTest:
    """The app without the boxes of the page before: AppTest keeps them after ``st.switch_page``, a browser does not."""
    kept = app.session_state

    def clear(block: Any) -> None:
        for place, node in list(block.children.items()):
            if hasattr(node, "children"):
                clear(node)
            elif node.type == "selectbox" and node.id not in kept:
                del block.children[place]

    clear(app.main)
    clear(app.sidebar)
    return app


@contextmanager
def serving(data: Path | None = None, log: Path | None = None) -> Iterator[str]:
    """The address of a server of the app, ended with the block; what it writes goes to ``log``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "ecosystem", "serve", *([str(data)] if data else []), "--port", str(port)]
    with (log or Path(os.devnull)).open("wb") as written:
        server = subprocess.Popen(command, cwd=ROOT, stdout=written, stderr=written)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
                    break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        os.kill(server.pid, signal.SIGTERM)
        server.wait()


@pytest.fixture(scope="session")
def app_address() -> Iterator[str]:
    """One server of the app for all tests that need no data of their own."""
    with serving() as address:
        yield address
