"""Kill writers and servers, fill the disk, lock the store and take the server away; count what was lost.

Run from the project's folder: python -m benchmarks.store [PART ...], with the machine idle. Parts: sqlite, postgresql,
full, locked, speed; all of them without one. Four writers are processes of their own. A change is two records that must
be kept together; it is acknowledged once the writer says so. PostgreSQL runs with fsync, as it does for users; servers
and writers are killed with SIGKILL, all their processes at once.
"""

import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, Queue
from statistics import quantiles
from threading import Event, Thread
from time import perf_counter, process_time

from benchmarks.large import many_cities, one_city
from ecosystem.errors import StoreError
from ecosystem.names.decisions import Decision
from ecosystem.projects import changes, database, project, sources, store
from ecosystem.projects.changes import Change
from ecosystem.tables.assemble import assemble
from tests.postgresql import Server
from tests.postgresql import server as running_server

WRITERS, CHANGES = 4, 2_000
KILLS, SERVER_KILLS = 60, 10
AWAY, LONG_AWAY, LOCKED = 1, 30, 25  # seconds
PROCESSES = multiprocessing.get_context("fork")  # what is imported is not imported again in each
Key = tuple[int, int]  # writer, and which of its changes


def write(said: Connection, places: dict[str, str], made: str, writer: int, first: int, last: int) -> None:
    """Add changes to a project, saying each when it is acknowledged; after a fault, look what was kept and go on."""
    os.environ.update(places)
    look = True
    for number in range(first, last):
        subject = f"{writer} {number}"
        while True:
            try:
                if not look or project.by_id(made).value("first", subject) is None:
                    with database.writing() as connection:
                        changes.append(
                            connection, made, [Change(kind, number, subject) for kind in ("first", "second")]
                        )
                look = False
                break
            except StoreError as error:
                look = True
                said.send(("told", error.reason))
                time.sleep(0.2)
        said.send(("kept", writer, number))


class Writer:
    """One process that writes, and what it has said so far."""

    def __init__(self, made: project.Project, number: int, last: int, heard: "Queue[tuple[object, ...]]") -> None:
        self.made, self.number, self.last, self.heard = made, number, last, heard
        self.next = 0
        self.start()

    def start(self) -> None:
        """Start the process after the last acknowledged change."""
        hears, says = PROCESSES.Pipe(duplex=False)
        variables = (database.FOLDER_VARIABLE, database.ADDRESS_VARIABLE)
        places = {name: os.environ[name] for name in variables if name in os.environ}
        self.process = PROCESSES.Process(
            target=write, args=(says, places, self.made.id, self.number, self.next, self.last)
        )
        self.process.start()
        says.close()
        self._listener = Thread(target=self._listen, args=(hears,))
        self._listener.start()

    def _listen(self, hears: Connection) -> None:
        with hears, suppress(EOFError, ConnectionError):  # it has ended, or was killed as it spoke
            while True:
                words = hears.recv()
                if words[0] == "kept":
                    self.next = words[2] + 1
                self.heard.put(words)

    def kill(self) -> None:
        """Kill the process."""
        self.process.kill()

    def wait(self) -> None:
        """Wait until the process has ended and all it said was heard."""
        self.process.join()
        self._listener.join()


def killing(disturb: Callable[[list[Writer]], None], times: int, seed: int) -> None:
    """Let the writers write, disturb them at random moments, and print what became of their changes."""
    draw = random.Random(seed)
    made = project.create("benchmark")
    database.forget()  # as no connection may be used in two processes
    heard: Queue[tuple[object, ...]] = Queue()
    begun = perf_counter()
    writers = [Writer(made, number, CHANGES // WRITERS, heard) for number in range(WRITERS)]
    moments = sorted(draw.sample(range(1, CHANGES - 50), times))  # after so many acknowledged changes, and a little
    kept: set[Key] = set()
    told: Counter[str] = Counter()
    while any(writer.process.is_alive() for writer in writers) or not heard.empty():
        try:
            words = heard.get(timeout=0.2)
        except Empty:
            continue
        if words[0] == "told":
            told[words[1]] += 1
            continue
        kept.add(words[1:])
        if moments and len(kept) >= moments[0]:
            moments.pop(0)
            time.sleep(draw.uniform(0, 0.02))
            disturb(writers)
    for writer in writers:
        writer.wait()
    while not heard.empty():
        words = heard.get()
        if words[0] == "kept":
            kept.add(words[1:])
    seconds = perf_counter() - begun
    database.forget()
    found = {kind: keys(kind, made.id) for kind in ("first", "second")}
    there = set(found["first"]) & set(found["second"])
    print(f"  {times - len(moments)} kills, {seconds:.0f} s; acknowledged {len(kept):,} of {CHANGES:,}")
    print(f"  lost {len(kept - there)}, half-written {len(set(found['first']) ^ set(found['second']))}")
    print(f"  kept though not acknowledged {len(there - kept)}, kept twice {len(found['first']) - len(there)}")
    print(f"  told to the writers: {dict(told) or 'nothing'}")


def keys(kind: str, made: str) -> list[Key]:
    """Return which changes of a kind are in the store, each as often as it is there."""
    found = (each for each in project.by_id(made).changes if each.kind == kind)
    return [(int(writer), int(number)) for writer, number in (each.subject.split() for each in found)]


def sqlite() -> None:
    """Kill one writer, or all of them, at 60 random moments on SQLite."""
    draw = random.Random(5)

    def disturb(writers: list[Writer]) -> None:
        running = [writer for writer in writers if writer.process.is_alive()]
        chosen = running if draw.random() < 0.5 else draw.sample(running, min(1, len(running)))
        for writer in chosen:
            writer.kill()
        for writer in chosen:
            writer.wait()
            writer.start()

    with folder_of_its_own():
        killing(disturb, KILLS, seed=1)
        with database.reading() as connection:
            print(f"  SQLite's own check of the file: {connection.exec_driver_sql('PRAGMA integrity_check').scalar()}")


def postgresql() -> None:
    """Kill PostgreSQL's server ten times, the last time for 30 s; the writers are never restarted."""
    with running_server(settings=()) as server, folder_of_its_own(server):
        left = SERVER_KILLS

        def disturb(_: list[Writer]) -> None:
            nonlocal left
            left -= 1
            server.kill()
            time.sleep(AWAY if left else LONG_AWAY)
            server.start()

        killing(disturb, SERVER_KILLS, seed=2)
        print(f"  of the {SERVER_KILLS} times, the server was away for {AWAY} s, the last time for {LONG_AWAY} s")


def full() -> None:
    """Write until a small disk is full, make it larger, and go on in the same process."""
    with folder_of_its_own() as folder, small_disk(folder) as make_larger:
        made = project.create("benchmark")
        kept = 0
        try:
            while True:
                project.record(made, Change("note", "x" * 20_000, str(kept)))
                kept += 1
        except StoreError as error:
            print(f"  after {kept} changes: {error}")
        still = project.by_id(made.id)
        print(f"  read meanwhile: {len(still.values('note'))} of {kept} changes; fault: {reason(database.fault())}")
        make_larger()
        print(f"  with more space: fault: {reason(database.fault())}")
        project.record(made, Change("note", "x" * 20_000, "after"))
        database.forget()
        print(f"  lost {kept + 1 - len(project.by_id(made.id).values('note'))}")


def locked() -> None:
    """Let another process lock the store for 25 s while this one writes and reads."""
    with folder_of_its_own() as folder:
        made = project.create("benchmark")
        code = "import sqlite3, sys, time; c = sqlite3.connect(sys.argv[1], isolation_level=None)"
        code = f"{code}; c.execute('BEGIN IMMEDIATE'); print('locked', flush=True); time.sleep({LOCKED}); c.close()"
        command = [sys.executable, "-c", code, str(folder / database.FILE)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
            other.stdout.readline()
            begun = perf_counter()
            tries = 0
            while True:
                tries += 1
                try:
                    project.record(made, Change("note", tries))
                    break
                except StoreError as error:
                    print(f"  {perf_counter() - begun:.1f} s: {error}")
                    read = perf_counter()
                    project.by_id(made.id)
                    print(f"  read meanwhile in {(perf_counter() - read) * 1000:.1f} ms")
            print(f"  {perf_counter() - begun:.1f} s: kept in try {tries}; fault: {reason(database.fault())}")


def speed() -> None:
    """Time 2,000 decisions, and the opening of projects, on both databases."""
    with folder_of_its_own():
        print("  SQLite")
        times()
    with running_server(settings=()) as server, folder_of_its_own(server):
        print("  PostgreSQL")
        times()


def times() -> None:
    """Print how long decisions and opening take."""
    other = project.create("other")
    decisions = [Decision("same", f"name {n}", f"organization {n}", "X", by="MK") for n in range(2_000)]
    waits, stop = [], Event()

    def read() -> None:
        while not stop.is_set():
            begun = perf_counter()
            project.by_id(other.id)
            waits.append((perf_counter() - begun) * 1000)
            time.sleep(0.005)

    reader = Thread(target=read)
    reader.start()
    wall, processor = perf_counter(), process_time()
    assert store.add("ABCD-2345", decisions) == []
    print(f"  2,000 decisions: {perf_counter() - wall:.2f} s, processor {process_time() - processor:.2f} s", end="; ")
    stop.set()
    reader.join()
    print(f"reader of another project meanwhile: p95 {quantiles(waits, n=20)[-1]:.0f} ms, most {max(waits):.0f} ms")
    for name, write in {
        "300 organizations": lambda folder: one_city(folder, 300, 1_200),
        "100 cities x 60 organizations": lambda folder: many_cities(folder, 100, 60),
    }.items():
        opening(name, write)


def opening(name: str, write: Callable[[Path], object]) -> None:
    """Print how long a project of the files that ``write`` makes, with 40 changes, takes to open."""
    made = project.create(name)
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        made = project.keep_files(made, {file.name: file.read_bytes() for file in Path(folder).iterdir()})
    for number in range(40):
        made = project.record(made, Change("note", number, str(number)))
    database.forget()
    wall, processor = perf_counter(), process_time()
    opened = sources.open_project(project.called(name))
    taken = perf_counter() - wall
    found = assemble(opened.source, opened.setup, opened.decisions)
    assert len(found.sites) >= 1
    total, used = perf_counter() - wall, process_time() - processor
    print(f"  a project of {name} and 40 changes: ", end="")
    print(f"from the store {taken:.2f} s, with its tables {total:.2f} s, processor {used:.2f} s")


def reason(error: StoreError | None) -> str:
    return error.reason if error else "none"


@contextmanager
def folder_of_its_own(server: Server | None = None) -> Iterator[Path]:
    """A folder for the store, or a server for it, which the environment names to all processes."""
    with tempfile.TemporaryDirectory(prefix="store-") as folder:
        os.environ[database.FOLDER_VARIABLE] = folder
        os.environ.pop(database.ADDRESS_VARIABLE, None)
        if server:
            os.environ[database.ADDRESS_VARIABLE] = server.address
        try:
            yield Path(folder)
        finally:
            database.forget()


@contextmanager
def small_disk(folder: Path) -> Iterator[Callable[[], None]]:
    """A disk of 3 MB on a folder, and a function that makes it larger; only root can mount one."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], check=True)
    try:
        yield lambda: subprocess.run(["mount", "-o", "remount,size=30m", folder], check=True) and None
    finally:
        database.forget()
        subprocess.run(["umount", folder], check=True)


PARTS = {each.__name__: each for each in (sqlite, postgresql, full, locked, speed)}


def main(parts: list[str]) -> None:
    """Run the parts, each with the load of the machine before and after."""
    for name in parts or PARTS:
        print(f"{name}: {PARTS[name].__doc__} Load {os.getloadavg()[0]:.1f} of {os.cpu_count()} processors")
        PARTS[name]()
        print(f"  load afterwards {os.getloadavg()[0]:.1f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
