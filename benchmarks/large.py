"""Time whole commands on large generated maps, at one size and at twice the size, to show the growth.

Run from the project's folder: python -m benchmarks.large [INPUT ...] [--verbs check,export] [--limit SECONDS]
[--share .1]. Each command runs in its own process; the table lists its wall time, CPU time and peak memory.
``--share`` scales every input by that factor; a command that exceeds the limit is stopped.
"""

import argparse
import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

VERBS = ("check", "measures", "gaps", "compare", "export", "map")
SECTORS = ("Government", "Nonprofit", "Community group", "Library", "University")
WORDS = ("Money", "Space", "Data", "Volunteers", "Advocacy")
ORGANIZATIONS = ("name", "city", "sector", "offers", "needs")
TIES = ("source", "target", "relation", "city")


def write(path: Path, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write a CSV file."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])


def organization(draw: random.Random, name: str, site: str) -> tuple[str, ...]:
    """Return one row of the list of organizations."""
    return name, site, draw.choice(SECTORS), draw.choice(WORDS), draw.choice(WORDS)


def many_cities(folder: Path, cities: int, size: int = 10) -> None:
    """Write cities of ten organizations and fifteen ties; names recur in several cities, as in real lists.

    ``size``: another number of organizations in each; there are half as many ties again.
    """
    draw = random.Random(1)
    places = [(f"City {c}", [f"Organization {n} of {c // 5}" for n in range(size)]) for c in range(cities)]
    rows = [organization(draw, name, site) for site, names in places for name in names]
    write(folder / "organizations.csv", ORGANIZATIONS, rows)
    ties = [(*draw.sample(names, 2), "works_with", site) for site, names in places for _ in range(size * 3 // 2)]
    write(folder / "ties.csv", TIES, ties)


def one_city(folder: Path, organizations: int, ties: int) -> None:
    """Write one city with preferential attachment: organizations with ties are more likely to get more."""
    draw = random.Random(2)
    names = [f"Organization {n}" for n in range(organizations)]
    write(folder / "organizations.csv", ORGANIZATIONS, [organization(draw, name, "Harbor") for name in names])
    known = list(names)
    rows = []
    for n in range(ties):
        source, target = draw.choice(names), draw.choice(known)
        if source != target:
            rows.append((source, target, ("works_with", "funds", "shares_data")[n % 3], "Harbor"))
            known.append(target)
    write(folder / "ties.csv", TIES, rows)


def survey(folder: Path, respondents: int) -> None:
    """Write answers to the community questionnaire: ten names each in free text, a third of all names not invited."""
    from ecosystem.collect.instruments import shipped_instruments  # noqa: PLC0415  only this input needs it

    draw = random.Random(3)
    questions = {q.id: q for i in shipped_instruments() if i.id == "community_group" for q in i.questions}
    names = [f"Organization {n}" for n in range(respondents + respondents // 2)]
    texts = [questions[q].text for q in ("organization", "site", "sector")]
    works, gives = (questions[q].recall for q in ("works_with", "data_to"))
    consent = questions["consent"].text

    def named(several: int) -> str:
        return "\n".join(f"{name} (every month)" for name in draw.sample(names, several))

    rows = [(n, "Harbor", "Community group", named(7), named(3), "Yes, publicly") for n in names[:respondents]]
    write(folder / "Form Responses 1.csv", (*texts, works, gives, consent), rows)


INPUTS: dict[str, tuple[str, Callable[[Path, float], None]]] = {
    "cities": ("3,000 cities", lambda folder, times: many_cities(folder, int(3000 * times))),
    "city": (
        "20,000 organizations, 60,000 ties",
        lambda folder, times: one_city(folder, int(20_000 * times), int(60_000 * times)),
    ),
    "ties": (
        "5,000 organizations, 200,000 ties",
        lambda folder, times: one_city(folder, int(5_000 * times), int(200_000 * times)),
    ),
    "isolates": ("20,000 isolates", lambda folder, times: one_city(folder, int(20_000 * times), 0)),
    "survey": ("2,000 respondents", lambda folder, times: survey(folder, int(2000 * times))),
}


def timed(arguments: list[str], limit: float) -> tuple[float, float, float, int | None]:
    """Return wall and CPU seconds, peak memory in megabytes, and the exit status (None: over the limit)."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "ecosystem", *arguments]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    over = threading.Timer(limit, child.kill)
    over.start()
    _, status, used = os.wait4(child.pid, 0)
    over.cancel()
    child.returncode = os.waitstatus_to_exitcode(status)  # so that Popen does not wait for the process again
    wall = time.perf_counter() - start
    return wall, used.ru_utime + used.ru_stime, megabytes(used), None if wall >= limit else child.returncode


def megabytes(used: resource.struct_rusage) -> float:
    """Return the peak memory of a process in megabytes; Linux reports kilobytes, macOS bytes."""
    return used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def shown(found: tuple[float, float, float, int | None], limit: float) -> str:
    """Return one cell of the table."""
    wall, processor, memory, status = found
    if status is None:
        return f"{f'> {limit:.0f} s':>24}"
    failed = f" EXIT {status}" if status else ""
    return f"{wall:8.1f} {processor:8.1f} {memory:6.0f}{failed}"


def main() -> None:
    """Print one line for each input and verb."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help=", ".join(INPUTS))
    parser.add_argument("--verbs", default=",".join(VERBS))
    parser.add_argument("--limit", type=float, default=180)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--once", action="store_true", help="skip the run at twice the size")
    args = parser.parse_args()
    if unknown := set(args.inputs) - set(INPUTS):
        parser.error(f"Unknown input: {', '.join(sorted(unknown))}. Choose from: {', '.join(INPUTS)}")
    print(f"{'':<10}{'':<40}{'s':>8}{'cpu s':>9}{'MB':>7}   {'twice: s':>8}{'cpu s':>9}{'MB':>7}   growth (cpu)")
    for name in args.inputs or INPUTS:
        words, make = INPUTS[name]
        with tempfile.TemporaryDirectory() as folder:
            data = [Path(folder, str(times)) for times in (1,) + (2,) * (not args.once)]
            for times, place in enumerate(data, start=1):
                place.mkdir()
                make(place, args.share * times)
            for verb in args.verbs.split(","):
                output = {"export": ["-o", f"{folder}/export"], "map": ["-o", f"{folder}/map.html"]}.get(verb, [])
                found = [timed([verb, str(place), *output], args.limit) for place in data]
                growth = f"{found[-1][1] / found[0][1]:.2f}" if len(found) > 1 and found[-1][3] == 0 else ""
                print(f"{verb:<10}{words:<40}{'   '.join(shown(f, args.limit) for f in found)}   {growth}", flush=True)


if __name__ == "__main__":
    main()
