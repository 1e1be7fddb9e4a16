"""Whether the readers raise anything but the project's own errors on files bent at random.

Run from the project's folder: python -m benchmarks.fuzz_readers --seconds 600 [--seed 1]

Each case is a small valid file, bent a few times: bits turned, bytes cut, doubled or swapped, and inside a zip file
its parts and their markup, so that the bending gets past the checksum. What is found is written down with the seed
that makes it again.
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

MEMORY = 1536 * 1024 * 1024  # bytes beyond what the process has when it starts
SLOW = 5.0  # seconds of processor time: no small file may take as long
NASTY = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"\r", b"\n", b",", b";", b"\t", b"<", b">", b"&", b"&#0;", b"&#xD800;",
    b"<!--", b"]]>", b"<![CDATA[", b"<!DOCTYPE x>", b"-1", b"1e999", b"NaN", b"99999999999999999999", b"_xD800_",
    b"1048576", b"XFD", b"\xed\xa0\x80", b"\xe2\x80\xae", b"sep=;\n", b"xmlns", b"r=", b"s=", b't="s"', b't="d"', b"PK",
)  # fmt: skip
ATTRIBUTE = re.compile(rb'="([^"]{0,60})"')
ELEMENT = re.compile(rb"<[^<>]{1,200}>")


@dataclass
class Tally:
    """What came out of so many cases."""

    cases: int = 0
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    found: dict[str, tuple[int, str]] = field(default_factory=dict)  # where it broke -> case, traceback
    slowest: float = 0.0


def seeds() -> dict[str, bytes]:
    """Small valid files, by a name whose ending tells the reader."""
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


def bent_bytes(data: bytes, draw: random.Random) -> bytes:
    """The bytes with one thing wrong."""
    if not data:
        return draw.choice(NASTY)
    start = draw.randrange(len(data))
    end = min(len(data), start + draw.choice((1, 2, 8, 64, 512)))
    nasty, piece = draw.choice(NASTY), data[start:end]
    instead, resume = draw.choice(
        (
            (bytes([data[start] ^ 1 << draw.randrange(8)]), start + 1),  # one bit turned
            (b"", len(data)),  # cut off
            (b"", end),  # a piece gone
            (piece * draw.choice((2, 4, 200)), end),  # a piece said again
            (nasty, start),
            (nasty, end),
            (draw.randbytes(end - start), end),
        )
    )
    return data[:start] + instead + data[resume:]


def bent_markup(data: bytes, draw: random.Random) -> bytes:
    """The XML with one attribute or element changed, gone, doubled, or swapped with another."""
    found = list((ATTRIBUTE if draw.random() < 0.5 else ELEMENT).finditer(data))
    if not found:
        return bent_bytes(data, draw)
    one, other = draw.choice(found), draw.choice(found)
    new = draw.choice((b"", one[0] * draw.choice((2, 500)), other[0], b'="' + draw.choice(NASTY) + b'"'))
    return data[: one.start()] + new + data[one.end() :]


def bent_archive(data: bytes, draw: random.Random) -> bytes:
    """The zip file with one part bent, gone, renamed or swapped with another, and its directory in order."""
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
        parts[at] = (bent_bytes(name.encode(), draw).decode("latin-1").replace("\0", "")[:200] or "x", content)
    elif how == 3:
        parts.append((name, bent_markup(content, draw)))
    elif how < 6:
        parts[at] = (name, bent_bytes(content, draw))
    else:
        parts[at] = (name, bent_markup(content, draw))
    result = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # two parts of one name are meant
        for part, content in parts:
            archive.writestr(part, content)
    return result.getvalue()


def bent(data: bytes, draw: random.Random) -> bytes:
    """The file bent one to four times."""
    for _ in range(draw.choice((1, 1, 2, 4))):
        whole = draw.random() < 0.7
        try:
            data = bent_archive(data, draw) if whole and data.startswith(b"PK") else bent_bytes(data, draw)
        except Exception:  # noqa: BLE001  (bent before, it is no zip file any more: bend its bytes)
            data = bent_bytes(data, draw)
    return data


def run(seed: int, *, seconds: float | None = None, cases: int | None = None) -> Tally:
    """The tally of so many cases, or of as many as the seconds allow; case ``n`` depends on seed and ``n`` alone."""
    tally, files = Tally(), sorted(seeds().items())
    weights = [5 if name == "answers.xlsx" else 1 for name, data in files]
    start = time.monotonic()
    while (cases is None or tally.cases < cases) and (seconds is None or time.monotonic() - start < seconds):
        draw = random.Random(f"{seed}/{tally.cases}")
        [(name, data)] = draw.choices(files, weights)
        if draw.random() < 0.02:
            name = draw.choice(files)[0]  # a file under another's ending
        tally.cases += 1
        _one(name, bent(data, draw), tally)
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
    """Inside, asking for more than so many bytes beyond the present ones is a MemoryError (on Linux)."""
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
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    run(arguments.seed, cases=20)  # what is imported late is imported before memory is measured
    with guarded(MEMORY):
        tally = run(arguments.seed, seconds=arguments.seconds)
    known = {"cases": tally.cases, "read": tally.read, "refused": tally.refused.total()}
    print(json.dumps({**known, "slowest_s": round(tally.slowest, 2), "found": len(tally.found)}))
    for message, count in tally.refused.most_common(25):
        print(f"{count:7}  {message}")
    for where, (case, trace) in tally.found.items():
        print(f"\n{where}: seed {arguments.seed}, case {case}\n{trace}")
    return 1 if tally.found or not tally.read else 0  # where nothing is read, nothing was tried


if __name__ == "__main__":
    sys.exit(main())
