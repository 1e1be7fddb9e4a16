"""A PostgreSQL server of the tests' own, in a temporary folder, which can be killed and started again."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

FAST = ("fsync=off", "full_page_writes=off")  # outlives that the server is killed, but not that the machine stops
PATIENCE = 30  # seconds


def programs() -> Path | None:
    """The folder of the programs of the newest PostgreSQL on the path or of Debian's packages, or None."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = [Path(path).resolve() for path in [shutil.which("initdb")] if path]
    return next((path.parent for path in [*on_path, *reversed(versions)]), None)


class Server:
    """A server that listens on a socket in its folder alone."""

    def __init__(self, folder: Path, settings: tuple[str, ...] = FAST) -> None:
        self.folder, self.settings = folder, settings
        self.address = f"postgresql+psycopg://keeper@/postgres?host={folder}"
        path = programs()
        assert path, "needs PostgreSQL: apt install postgresql"
        self.programs = path
        self._user = _other_user() if os.geteuid() == 0 else None  # a server refuses to run as root
        if self._user:
            shutil.chown(folder, self._user)
        how = ["-A", "trust", "-U", "keeper", "-E", "UTF8", "--locale=C", "--no-sync", "-D", str(folder / "data")]
        self._run("initdb", *how).wait()
        self.start()

    def start(self) -> None:
        """Start the server, also after it was killed, and wait until it answers."""
        settings = [part for each in (*self.settings, "listen_addresses=") for part in ("-c", each)]
        until = time.monotonic() + PATIENCE
        while True:
            self._running = self._run("postgres", "-D", str(self.folder / "data"), "-k", str(self.folder), *settings)
            while self._running.poll() is None:  # it ends at once where some process of a killed one is still there
                with suppress(psycopg.OperationalError):
                    psycopg.connect(host=str(self.folder), user="keeper", dbname="postgres").close()
                    return
                assert time.monotonic() < until, (self.folder / "log").read_text("utf-8")
                time.sleep(0.05)
            assert time.monotonic() < until, (self.folder / "log").read_text("utf-8")
            time.sleep(0.1)

    def kill(self) -> None:
        """Kill the server and all its processes at once, as a power cut does."""
        for process in [*_children(self._running.pid), self._running.pid]:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._running.wait()

    def _run(self, program: str, *arguments: str) -> "subprocess.Popen[bytes]":
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [self.programs / program, *arguments],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                user=self._user,
                extra_groups=[] if self._user else None,
                group=pwd.getpwnam(self._user).pw_gid if self._user else None,
            )


@contextmanager
def server(settings: tuple[str, ...] = FAST) -> Iterator[Server]:
    """A running server; ended and removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # of a short name, as that of a socket may have 107 bytes
    try:
        running = Server(folder, settings)
        try:
            yield running
        finally:
            running.kill()
    finally:
        shutil.rmtree(folder)


def _children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()]


def _other_user() -> str:
    known = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
