"""Measure the time and memory to refuse small malicious files, and to read large valid ones.

Run from the project's folder: python -m benchmarks.hostile [PART OF A NAME ...]

Each input is written to a temporary folder and given to ``python -m ecosystem check`` in its own process. Seconds are
CPU time, as the load of a shared machine varies.
"""

import io
import json
import multiprocessing
import os
import random
import signal
import string
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from benchmarks.reading import ties, workbook

SECONDS, MEGABYTES = 5, 500  # the most that refusing a file may take
PATIENCE, MOST_MEMORY = 600, 3 * 1024**3  # limits at which the process is stopped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
LONG = "organization " * 2308  # 30,000 letters
NOISE = random.Random(1).randbytes(2 * 1024**2)  # incompressible: keeps a file below the suspicious compression ratio


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def book(sheets: Iterable[str], texts: str = "", noise: bytes = b"") -> bytes:
    """Return a workbook from the XML of the rows of its sheets and the XML of its shared strings."""
    rows = list(sheets)
    numbers = range(1, len(rows) + 1)
    tabs = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    links = "".join(
        f'<Relationship Id="r{n}" Type="{RELS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{OFFICE}.{kind}+xml"/>'
        for name, kind in [
            *(("workbook", "sheet.main"), ("styles", "styles"), ("sharedStrings", "sharedStrings")),
            *((f"worksheets/sheet{n}", "worksheet") for n in numbers),
        ]
    )
    count = 'count="1"'
    style = (
        f"<fonts {count}><font/></fonts><fills {count}><fill><patternFill/></fill></fills>"
        f"<borders {count}><border/></borders>"
        f"<cellStyleXfs {count}><xf/></cellStyleXfs><cellXfs {count}><xf/></cellXfs>"
    )
    xml = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>{tabs}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{style}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        **{
            f"xl/worksheets/sheet{n}.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{content}</sheetData></worksheet>'
            for n, content in zip(numbers, rows, strict=True)
        },
    }
    return packed({**xml, **({"xl/media/picture.png": noise} if noise else {})})


def si(text: str) -> str:
    """Return the XML of a shared string."""
    return f"<si><t>{text}</t></si>"


def inline(text: str) -> str:
    """Return the XML of a cell with an inline string."""
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def shared(times: int) -> str:
    """Return the XML of cells that refer to the first shared string."""
    return '<c t="s"><v>0</v></c>' * times


def rows(cells: str, times: int) -> str:
    """Return the XML of identical rows."""
    return f"<row>{cells}</row>" * times


def names(count: int, length: int) -> list[str]:
    """Return long, distinct names."""
    return [f"{number} {'x' * length}" for number in range(count)]


def matrix(count: int, length: int) -> str:
    """Return an adjacency matrix as CSV, with long names in its header row and first column."""
    listed = names(count, length)
    lines = [",".join(["", *listed]), *(f"{name},{'1,0,' * (count // 2)}" for name in listed)]
    return "\n".join(lines)


def pairs(count: int) -> bytes:
    """Return one CSV line of short, mostly distinct cells."""
    chance = random.Random(1)
    return ",".join("".join(chance.choices(string.ascii_letters, k=2)) for _ in range(count)).encode()


def canvas(count: int) -> bytes:
    """Return a Network Canvas export: one respondent with a long name, and many partners that refer to it."""
    ego = f"networkCanvasEgoUUID,name\nego,{LONG[:30_000]}\n"
    alters = "networkCanvasEgoUUID,networkCanvasUUID,name\n" + "".join(f"ego,{n},a\n" for n in range(count))
    return packed({"net_ego.csv": ego, "net_attributeList_Org.csv": alters})


def listed(lists: int) -> bytes:
    """Return a JSON of lists, each of one record with 500 keys and 10,000 empty records."""
    wide = json.dumps({f"k{n}": 1 for n in range(500)})
    return ("{" + ",".join(f'"l{n}":[{wide}{",{}" * 10_000}]' for n in range(lists)) + "}").encode()


def vna(sections: int) -> bytes:
    """Return a VNA file of sections with a wide header and many short lines."""
    wide = " ".join(f"k{n}" for n in range(500))
    return "".join(f"*Node data\nID {wide}\n" + "a\n" * 15_000 for _ in range(sections)).encode()


REFUSED: dict[str, tuple[str, Callable[[], bytes | dict[str, bytes]]]] = {
    "one shared string in 120,000 cells": (".xlsx", lambda: book([rows(shared(500), 240)], si(LONG))),
    "one shared string in 100 sheets": (".xlsx", lambda: book([rows(shared(100), 10)] * 100, si(LONG))),
    "a shared string of 6 MB": (".xlsx", lambda: book([rows(shared(500), 240)], si("a" * 6_000_000))),
    "long inline strings": (".xlsx", lambda: book([rows(inline(LONG), 300)] * 9, noise=NOISE)),
    "90 MB of shared strings": (
        ".xlsx",
        lambda: book([rows(shared(5), 5)], "".join(si(f"{n} {'word ' * 180}") for n in range(100_000)), NOISE),
    ),
    "25,000,000 empty cells": (".xlsx", lambda: book([rows("<c/>" * 500, 4_900)] * 10, noise=NOISE)),
    "6,000,000 empty cells": (".xlsx", lambda: book([rows("<c/>" * 40, 50_000)] * 3, noise=NOISE)),
    "a far cell in each row": (".xlsx", lambda: book([rows('<c r="SF1"><v>1</v></c>', 15_000)] * 10)),
    "1,250,000 rows in 25 sheets": (".xlsx", lambda: book([rows("<c><v>1</v></c>", 50_000)] * 25, noise=NOISE)),
    "a text merged over a sheet": (
        ".xlsx",
        lambda: book(
            [f'{rows(shared(500), 240)}</sheetData><mergeCells><mergeCell ref="A1:SF50000"/></mergeCells><sheetData>'],
            si(LONG),
        ),
    ),
    "a header repeated 500 times in 100 sheets": (
        ".xlsx",
        lambda: book([rows(shared(500), 1) + rows("<c><v>1</v></c>" * 500, 2)] * 100, si(LONG)),
    ),
    "150 CSV files of 250,000 rows": (
        ".zip",
        lambda: packed({f"{n}.csv": b"name\n" + b"a\n" * 250_000 for n in range(150)}),
    ),
    "150 CSV files of 1 MB of long cells": (
        ".zip",
        lambda: packed({f"{n}.csv": "name\n" + LONG + "\n" + (LONG + "\n") * 40 for n in range(150)}),
    ),
    "150 CSV files of wide headers": (
        ".zip",
        lambda: packed({f"{n}.csv": ",".join(f"k{k}" for k in range(400)) + "\na" * 10_000 for n in range(150)}),
    ),
    "a CSV of 190 MB in a zip": (".zip", lambda: packed({"a.csv": "name,x\n" + "abc,def\n" * 24_000_000})),
    "a zip of workbooks": (
        ".zip",
        lambda: packed({f"{n}.xlsx": book([rows(shared(500), 240)], si(LONG)) for n in range(10)}),
    ),
    "a zip in a zip in a zip": (".zip", lambda: packed({"b.zip": packed({"c.zip": packed({"d.csv": "a" * 10**7})})})),
    "a CSV of one line without commas": (".csv", lambda: b"a" * 24_000_000),
    "a CSV of one line with commas": (".csv", lambda: pairs(8_000_000)),
    "a CSV of one quoted line with commas": (".csv", lambda: b'name\n"a' + pairs(8_000_000)),
    "a CSV of 100,000 columns": (".csv", lambda: ",".join(f"k{n}" for n in range(100_000)).encode()),
    "a CSV of blank lines": (".csv", lambda: b"name\n" + b"\n" * 24_000_000),
    "a CSV of wide rows": (
        ".csv",
        (",".join(f"k{n}" for n in range(400)) + "\n" + ("," * 399 + "\n") * 60_000).encode,
    ),
    "a CSV of short distinct cells": (
        ".csv",
        lambda: b"\n".join(pairs(400) for _ in range(1)) + b"\n" + (pairs(399) + b",a\n") * 18_000,
    ),
    "a CSV of a wide header and 500,000 rows": (
        ".csv",
        (",".join(f"k{n}" for n in range(400)) + "\na" * 500_000).encode,
    ),
    "a matrix of long names": (".csv", lambda: matrix(490, 20_000).encode()),
    "a long name that many partners point to": (".zip", lambda: canvas(100_000)),
    "a JSON of 8,000,000 empty lists": (".json", lambda: b"[" + b",".join([b"[]"] * 8_000_000) + b"]"),
    "a JSON of 2,000,000 records": (".json", lambda: b"[" + b",".join([b'{"a":"bc"}'] * 2_000_000) + b"]"),
    "a JSON of long records once and empty ones": (".json", lambda: listed(90)),
    "a VNA of wide sections": (".vna", lambda: vna(100)),
    "40 CSV files of 20 MB in a folder": (
        "",
        lambda: {f"{n}.csv": b"name\n" + b"abcdefghi\n" * 2_000_000 for n in range(40)},
    ),
    "a web page named .xls": (".xls", lambda: b"<html><table><tr><td>name</td></tr></table></html>"),
}
READ: dict[str, tuple[str, Callable[[], bytes | dict[str, bytes]]]] = {
    "5,000 answers of 80 columns": (".xlsx", workbook),
    "100,000 ties": (".csv", ties),
    "200,000 rows": (
        ".csv",
        lambda: b"name,sector,city\n" + b"".join(b"Organization %d,Housing,Riverton\n" % n for n in range(200_000)),
    ),
}


def checked(path: Path) -> tuple[int, float, float, str]:
    """Return the exit status, CPU seconds, peak MB and last output line of ``check`` on a file."""
    command = [sys.executable, "-m", "ecosystem", "check", str(path)]
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=words, preexec_fn=_bounded)  # noqa: PLW1509
        alarm = threading.Timer(PATIENCE, os.kill, (process.pid, signal.SIGKILL))
        alarm.start()
        _, status, usage = os.wait4(process.pid, 0)
        alarm.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        words.seek(0)
        lines = words.read().decode("utf-8", "replace").strip().splitlines()
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, (lines or [""])[-1]


def _write(make: Callable[[], bytes | dict[str, bytes]], path: Path) -> None:
    made = make()
    if isinstance(made, bytes):
        path.write_bytes(made)
        return
    path.mkdir()
    for inside, content in made.items():
        (path / inside).write_bytes(content)


def _bounded() -> None:
    import resource  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main() -> None:
    """Print one line for each input: its size, time, memory and the message; ! marks a failure."""
    print(f"{'input':45} {'MB':>6} {'seconds':>8} {'peak MB':>8}   (refusal: at most {SECONDS} s, {MEGABYTES} MB)")
    with tempfile.TemporaryDirectory() as place:
        for expected, inputs in ((2, REFUSED), (0, READ)):
            for name, (ending, make) in inputs.items():
                if not any(part in name for part in sys.argv[1:] or [""]):
                    continue
                path = Path(place) / f"survey{ending}"
                maker = multiprocessing.Process(
                    target=_write, args=(make, path)
                )  # a process of its own, as its memory would count as the child's
                maker.start()
                maker.join()
                size = sum(file.stat().st_size for file in ([path] if path.is_file() else path.iterdir()))
                status, seconds, megabytes, said = checked(path)
                over = status != expected or (expected and (seconds > SECONDS or megabytes > MEGABYTES))
                print(
                    f"{name:45} {size / 1e6:6.2f} {seconds:8.1f} {megabytes:8.0f} {'!' if over else ' '} {said[:150]}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
