"""Fuzz the readers: find randomly damaged files on which they raise anything but the project's own errors.

Run from the project's folder: python -m benchmarks.fuzz_readers --seconds 600 [--seed 1]

Each case is a small valid file, damaged one to four times: bits flipped, bytes removed, repeated or replaced, and in a
zip file also its members and their markup, with valid checksums. Each finding is printed with the seed that
reproduces it.
"""

import argparse
import contextlib
import io
import json
import random
import re
import sys
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font

from ecosystem.collect.sources import open_upload
from ecosystem.errors import EcosystemError

MEMORY = 1536 * 1024 * 1024  # bytes beyond the memory of the process at its start
SLOW = 5.0  # seconds of CPU time: no small file may take longer
NASTY = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"\r", b"\n", b",", b";", b"\t", b"<", b">", b"&", b"&#0;", b"&#xD800;",
    b"<!--", b"]]>", b"<![CDATA[", b"<!DOCTYPE x>", b"-1", b"1e999", b"NaN", b"99999999999999999999", b"_xD800_",
    b"1048576", b"XFD", b"\xed\xa0\x80", b"\xe2\x80\xae", b"sep=;\n", b"xmlns", b"r=", b"s=", b't="s"', b't="d"', b"PK",
)  # fmt: skip
ATTRIBUTE = re.compile(rb'="([^"]{0,60})"')
ELEMENT = re.compile(rb"<[^<>]{1,200}>")


@dataclass
class Tally:
    """The results of a number of cases."""

    cases: int = 0
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    found: dict[str, tuple[int, str]] = field(default_factory=dict)  # place of the error -> case, traceback
    slowest: float = 0.0


def seeds() -> dict[str, bytes]:
    """Return small valid files by name; the extension selects the reader."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Form Responses 1"
    for row in (
        ["Timestamp", "organization", "zip", "Who do you work with?", "sum"],
        [date(2026, 3, 1), "311", 2139, "City IT; Code for Boston", "=1+1"],
        [None, "NA", 0.5, "<b>Bold</b>, Inc.", True],
    ):
        sheet.append(row)
    sheet["C2"].number_format = "00000"
    sheet["A1"].font = Font(bold=True)
    sheet.merge_cells("A5:C5")
    sheet["B3"].hyperlink = "https://example.org"
    book.create_sheet("ties").append(["source", "target"])
    book.create_sheet("hidden").sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)

    table = 'name,city,note\n311,Boston,"a, ""b""\nc"\nNA,München,=1+1\n,,\n02139,Zürich,joe@example.org\n'
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("nodes.csv", table)
        parts.writestr("ties.csv", "source,target\n311,NA\n")
    return {
        "answers.xlsx": stream.getvalue(),
        "answers.csv": table.encode(),
        "semicolon.csv": table.replace(",", ";").encode("cp1252"),
        "wide.tsv": table.replace(",", "\t").encode("utf-16"),
        "parts.zip": archive.getvalue(),
        "other.xlsx": archive.getvalue(),
    }


def damaged_bytes(data: bytes, draw: random.Random) -> bytes:
    """Return the bytes with one random damage."""
    if not data:
        return draw.choice(NASTY)
    start = draw.randrange(len(data))
    end = min(len(data), start + draw.choice((1, 2, 8, 64, 512)))
    nasty, piece = draw.choice(NASTY), data[start:end]
    instead, resume = draw.choice(
        (
            (bytes([data[start] ^ 1 << draw.randrange(8)]), start + 1),  # one bit flipped
            (b"", len(data)),  # truncated
            (b"", end),  # a piece removed
            (piece * draw.choice((2, 4, 200)), end),  # a piece repeated
            (nasty, start),
            (nasty, end),
            (draw.randbytes(end - start), end),
        )
    )
    return data[:start] + instead + data[resume:]


def damaged_markup(data: bytes, draw: random.Random) -> bytes:
    """Return the XML with one attribute or element changed, removed, repeated or replaced by another."""
    found = list((ATTRIBUTE if draw.random() < 0.5 else ELEMENT).finditer(data))
    if not found:
        return damaged_bytes(data, draw)
    one, other = draw.choice(found), draw.choice(found)
    new = draw.choice((b"", one[0] * draw.choice((2, 500)), other[0], b'="' + draw.choice(NASTY) + b'"'))
    return data[: one.start()] + new + data[one.end() :]


def damaged_archive(data: bytes, draw: random.Random) -> bytes:
    """Return the zip file with one member damaged, removed, renamed or swapped, and a valid directory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    at, other = draw.randrange(len(parts)), draw.randrange(len(parts))
    name, content = parts[at]
    how = draw.randrange(10)
    if how == 0:
        del parts[at]
    elif how == 1:
        parts[at], parts[other] = (name, parts[other][1]), (parts[other][0], content)
    elif how == 2:
        parts[at] = (damaged_bytes(name.encode(), draw).decode("latin-1").replace("\0", "")[:200] or "x", content)
    elif how == 3:
        parts.append((name, damaged_markup(content, draw)))
    elif how < 6:
        parts[at] = (name, damaged_bytes(content, draw))
    else:
        parts[at] = (name, damaged_markup(content, draw))
    result = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # two members of one name are intended
        for part, content in parts:
            archive.writestr(part, content)
    return result.getvalue()


def damaged(data: bytes, draw: random.Random) -> bytes:
    """Return the file, damaged one to four times."""
    for _ in range(draw.choice((1, 1, 2, 4))):
        whole = draw.random() < 0.7
        try:
            data = damaged_archive(data, draw) if whole and data.startswith(b"PK") else damaged_bytes(data, draw)
        except Exception:  # noqa: BLE001  (after earlier damage it may not be a zip file any more)
            data = damaged_bytes(data, draw)
    return data


def run(seed: int, *, seconds: float | None = None, cases: int | None = None) -> Tally:
    """Return the tally of a number of cases or of the time allowed; case ``n`` depends only on seed and ``n``."""
    tally, files = Tally(), sorted(seeds().items())
    weights = [5 if name == "answers.xlsx" else 1 for name, data in files]
    start = time.monotonic()
    while (cases is None or tally.cases < cases) and (seconds is None or time.monotonic() - start < seconds):
        draw = random.Random(f"{seed}/{tally.cases}")
        [(name, data)] = draw.choices(files, weights)
        if draw.random() < 0.02:
            name = draw.choice(files)[0]  # a file with the extension of another
        tally.cases += 1
        _one(name, damaged(data, draw), tally)
    return tally


def _one(name: str, data: bytes, tally: Tally) -> None:
    begun = time.process_time()
    try:
        open_upload([(name, data)])
        tally.read += 1
    except EcosystemError as error:
        tally.refused[re.sub(r'".*"|[\d,]+|\(.*\)', "#", str(error))[:90]] += 1
    except Exception as error:  # noqa: BLE001  (finding these is the purpose)
        frame = traceback.extract_tb(error.__traceback__)[-1]
        tally.found.setdefault(f"{type(error).__name__} at {frame.name}", (tally.cases - 1, traceback.format_exc()))
    spent = time.process_time() - begun
    tally.slowest = max(tally.slowest, spent)
    if spent > SLOW:
        tally.found.setdefault(f"slow: {name}", (tally.cases - 1, f"{spent:.1f} s"))


@contextlib.contextmanager
def guarded(memory: int) -> Iterator[None]:
    """Limit further memory to this many bytes inside the block; more is a MemoryError (Linux only)."""
    if sys.platform != "linux":
        yield
        return
    import resource  # noqa: PLC0415  (Unix only)

    before = resource.getrlimit(resource.RLIMIT_AS)
    with open("/proc/self/statm", encoding="ascii") as file:
        present = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (present + memory, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def main() -> int:
    """Print the tally and all findings; return 1 if there is a finding."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    run(arguments.seed, cases=20)  # loads modules that are imported late before memory is measured
    with guarded(MEMORY):
        tally = run(arguments.seed, seconds=arguments.seconds)
    known = {"cases": tally.cases, "read": tally.read, "refused": tally.refused.total()}
    print(json.dumps({**known, "slowest_s": round(tally.slowest, 2), "found": len(tally.found)}))
    for message, count in tally.refused.most_common(25):
        print(f"{count:7}  {message}")
    for where, (case, trace) in tally.found.items():
        print(f"\n{where}: seed {arguments.seed}, case {case}\n{trace}")
    return 1 if tally.found or not tally.read else 0  # without one file read, nothing was tested


if __name__ == "__main__":
    sys.exit(main())
