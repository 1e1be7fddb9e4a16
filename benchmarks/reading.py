"""Time reading a workbook of answers into tables, compared with openpyxl, and 100,000 ties from CSV.

Run from the project's folder: python -m benchmarks.reading
"""

import csv
import io
import random
import statistics
import time
from collections.abc import Callable

import openpyxl
import xlsxwriter

from ecosystem.collect.instruments import shipped_instruments
from ecosystem.collect.sources import open_upload
from ecosystem.projects.intake import split_off
from ecosystem.tables.assemble import assemble

ROWS, COLUMNS, TIES, REPEATS = 5_000, 80, 100_000, 5


def workbook() -> bytes:
    """Return 5,000 answers to the community questionnaire: 20 questions and a roster of 60 organizations."""
    chance = random.Random(1)
    instrument = next(i for i in shipped_instruments() if i.id == "community_group")
    plain = [q for q in instrument.questions if q.kind in ("text", "choice", "choices")][: COLUMNS - 60]
    grid = next(q for q in instrument.questions if q.relation == "works_with")
    roster = [f"Organization {n}" for n in range(60)]
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Form Responses 1")
    sheet.write_row(0, 0, [q.text for q in plain] + [f"{grid.text} [{name}]" for name in roster])
    for row in range(1, ROWS + 1):
        own = {"organization": f"Organization {row - 1}", "site": "Riverton", "sector": "Community group"}
        answers = [own.get(q.becomes, "Housing" if q.kind == "choices" else "") for q in plain]
        named = [chance.choice(grid.scale) if chance.random() < 0.08 else grid.no_tie[0] for _ in roster]
        sheet.write_row(row, 0, answers + named)
    book.close()
    return buffer.getvalue()


def as_csv(data: bytes) -> bytes:
    """Return the only sheet of a workbook as CSV."""
    rows = openpyxl.load_workbook(io.BytesIO(data), read_only=True).active.iter_rows(values_only=True)
    text = io.StringIO()
    csv.writer(text).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return text.getvalue().encode()


def ties() -> bytes:
    """Return a CSV of 100,000 ties among 5,000 organizations."""
    chance = random.Random(2)
    lines = (f"Organization {chance.randrange(5000)},Organization {chance.randrange(5000)},yes" for _ in range(TIES))
    return ("source,target,directed\n" + "\n".join(lines)).encode()


def seconds(*works: Callable[[], object]) -> list[float]:
    """Return the median CPU time of each function; they take turns, as the load of a shared machine varies."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(REPEATS):
        for work, times in zip(works, taken, strict=True):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
    return list(map(statistics.median, taken))


def openpyxl_alone(data: bytes) -> int:
    """Read every cell with openpyxl alone and return their number."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return sum(len(row) for row in book.active.iter_rows(values_only=True))


def main() -> None:
    """Print the times and their ratio."""
    data, listed = workbook(), ties()
    text = as_csv(data)
    alone, opened, whole, from_csv, taken, taken_csv = seconds(
        lambda: openpyxl_alone(data),
        lambda: open_upload([("answers.xlsx", data)]),
        lambda: assemble(open_upload([("answers.xlsx", data)])),
        lambda: assemble(open_upload([("ties.csv", listed)])),
        lambda: split_off({"answers.xlsx": data}),
        lambda: split_off({"answers.csv": text}),
    )
    print(f"{ROWS} x {COLUMNS} .xlsx: openpyxl {alone:.2f} s, opened {opened:.2f} s, to tables {whole:.2f} s: ", end="")
    print(f"{whole / alone:.2f} times openpyxl")
    print(f"taken in by a project: .xlsx {taken:.2f} s, .csv {taken_csv:.2f} s")
    print(f"{TIES} ties from CSV to tables: {from_csv:.2f} s")


if __name__ == "__main__":
    main()
