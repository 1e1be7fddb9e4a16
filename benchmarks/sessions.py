"""Time a project's map for many people at once, against one running app; a session is what a browser tab opens.

Run from the project's folder: python -m benchmarks.sessions
Each session speaks the app's own protocol over a websocket, from the request of a page to its last element, without a
browser. Run with an idle machine: clients and server share its cores.
"""

import asyncio
import os
import random
import subprocess
import tempfile
from pathlib import Path
from time import perf_counter

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.typing import Subprotocol

from benchmarks.pages import city
from tests.pages.conftest import serving

PATIENCE = 300  # seconds after which a session counts as never finished


def main() -> None:
    """Print the times and the memory of sessions, by number of sessions."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ECOSYSTEM_STORE"] = f"{folder}/store"
        project = made(city(Path(folder)))
        load = os.getloadavg()[0]
        print(f"300 organizations, 1,200 reports; load of the machine {load:.1f} of {os.cpu_count()} cores")
        print(f"{'sessions':>12} {'within':>7} {'finished':>9} {'first page p50':>15} {'p95':>6} {'next page p95':>14}")
        with serving() as address:
            asyncio.run(sessions(address, project, 1, 0))
            before = memory(address)
            count = 0
            for number, within in ((10, 0.0), (50, 60.0), (100, 60.0)):
                told(number, within, asyncio.run(sessions(address, project, number, within)))
                count += number
            print(f"memory of the server: {before:.0f} MB before, {memory(address):.0f} MB after {count} sessions")
            asyncio.run(phone(address, project))  # the file is made once
            fetched = asyncio.run(phones(address, project, 100))
            times, sizes = [each[0] for each in fetched], {each[1] for each in fetched}
            print(
                f"100 phones that fetch the published map at once: p50 {share(times, 0.5):.2f} s, p95 "
                f"{share(times, 0.95):.2f} s, {max(sizes) / 1000:.0f} kB each"
            )


def made(folder: Path) -> str:
    """Return the id of a project that holds the files of a folder."""
    from ecosystem.projects import project as projects  # noqa: PLC0415  the store is set by then

    files = {file.name: file.read_bytes() for file in folder.glob("*.csv")}
    return projects.keep_files(projects.create("Harbor"), files).id


async def sessions(address: str, project: str, number: int, within: float) -> list[tuple[float, float] | None]:
    """Return the seconds of the first and of the next page of each session; None for one that did not finish."""
    draw = random.Random(number)
    waits = [draw.uniform(0, within) for _ in range(number)]
    return list(await asyncio.gather(*(session(address, project, wait) for wait in waits)))


async def session(address: str, project: str, wait: float) -> tuple[float, float] | None:
    """Open the page Map of a project, then the page Gaps."""
    await asyncio.sleep(wait)
    stream = address.replace("http", "ws") + "/_stcore/stream"
    try:
        async with asyncio.timeout(PATIENCE):
            start = perf_counter()
            async with websockets.connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=None) as socket:
                await page(socket, "map", project)
                first = perf_counter() - start
                start = perf_counter()
                await page(socket, "gaps", project)
                return first, perf_counter() - start
    except (TimeoutError, OSError, websockets.WebSocketException):
        return None


async def page(socket: websockets.ClientConnection, name: str, project: str) -> None:
    """Ask for a page and wait for its last element."""
    asked = BackMsg()
    asked.rerun_script.query_string = f"project={project}"
    asked.rerun_script.page_name = name
    await socket.send(asked.SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(await socket.recv(decode=False))
        if message.WhichOneof("type") == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise OSError("the page failed")


async def phones(address: str, project: str, number: int) -> list[tuple[float, int]]:
    """Return the seconds and bytes of each of so many requests at once for the published map."""
    return list(await asyncio.gather(*(phone(address, project) for _ in range(number))))


async def phone(address: str, project: str) -> tuple[float, int]:
    """Fetch the published map as a phone does."""
    host, _, port = address.removeprefix("http://").partition(":")
    start = perf_counter()
    reader, writer = await asyncio.open_connection(host, int(port))
    asked = f"GET /map/{project} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    writer.write(asked.encode("ascii"))
    answer = await reader.read()
    writer.close()
    if not answer.startswith(b"HTTP/1.1 200"):
        raise SystemExit(f"the map could not be fetched: {answer[:60]!r}")
    return perf_counter() - start, len(answer)


def told(number: int, within: float, times: list[tuple[float, float] | None]) -> None:
    """Print one line of figures."""
    done = [each for each in times if each]
    first, following = [each[0] for each in done], [each[1] for each in done]
    print(
        f"{number:>12} {within:>6.0f}s {len(done):>9} {share(first, 0.5):>14.2f}s {share(first, 0.95):>5.2f}s "
        f"{share(following, 0.95):>13.2f}s"
    )


def share(values: list[float], part: float) -> float:
    """Return the value below which this share of the values lies."""
    return sorted(values)[min(int(part * len(values)), len(values) - 1)] if values else float("nan")


def memory(address: str) -> float:
    """Return the resident memory of the server at an address, MB."""
    port = address.rpartition(":")[2]
    listed = subprocess.run(["pgrep", "-f", "--", f"--port {port}"], capture_output=True, text=True, check=True)
    status = Path(f"/proc/{listed.stdout.split()[0]}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
