"""Time the pages in a running app, and list the requests of the page Map.

Run from the project's folder: python -m benchmarks.pages
Times are wall time of ``AppTest.run``: the whole script of one page, without network transfer and rendering.
"""

import random
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import urlsplit

from streamlit.testing.v1 import AppTest

from tests.browser import chromium, chromium_path, watched_page
from tests.pages.conftest import ROOT, serving

PAGES = ("home", "data", "responses", "names", "map", "key_organizations", "gaps", "compare", "reports")
SIZE, TIES, ROUNDS, GOAL = 300, 1200, 15, 150  # organizations, reports, visits per page, milliseconds
SECTORS = ("Government", "Nonprofit", "Community group", "Library", "University")
WORDS = ("Money", "Space", "Data", "Volunteers", "Advocacy")


def city(folder: Path, seed: int = 1) -> Path:
    """Write a generated survey of one city: 300 organizations, four in five answered, mean degree about 8."""
    draw = random.Random(seed)
    organizations = ["name,city,sector,status,goals,offers,needs"]
    for n in range(SIZE):
        status = "respondent" if n % 5 else "invited"
        words = ",".join(draw.choice(WORDS) for _ in range(3))
        organizations.append(f"Organization {n},Harbor,{draw.choice(SECTORS)},{status},{words}")
    known = list(range(SIZE))
    ties = ["source,target,relation"]
    for n in range(TIES):
        source = draw.choice([k for k in range(SIZE) if k % 5])  # only respondents name others
        target = draw.choice(known)
        if source != target:
            ties.append(f"Organization {source},Organization {target},{('works_with', 'funds')[n % 2]}")
            known += [target]
    (folder / "organizations.csv").write_text("\n".join(organizations), encoding="utf-8")
    (folder / "ties.csv").write_text("\n".join(ties), encoding="utf-8")
    return folder


def times(folder: Path) -> dict[str, list[float]]:
    """Return page -> milliseconds of each visit after the first, visiting all pages in turn."""
    sys.argv = ["app.py", str(folder)]
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    found: dict[str, list[float]] = {page: [] for page in PAGES}
    for visit in range(ROUNDS + 1):
        for page in PAGES:
            app.switch_page(f"ecosystem/pages/{page}.py")
            start = perf_counter()
            app.run()
            if app.exception or app.error:
                raise SystemExit(f"{page}: {[e.value for e in (*app.exception, *app.error)]}")
            if visit:
                found[page].append(1000 * (perf_counter() - start))
    return found


def traffic(folder: Path) -> tuple[int, int, set[str]]:
    """Return the requests, bytes transferred and hosts contacted by the page Map in a new browser."""
    path = chromium_path()
    if path is None:
        raise SystemExit("The measurement in the browser needs Chromium: apt install chromium")
    with serving(folder) as address, chromium(path) as browser, watched_page(browser) as watch:
        sizes: list[int] = []
        network = watch.page.context.new_cdp_session(watch.page)
        network.send("Network.enable")
        network.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
        network.on("Network.webSocketFrameReceived", lambda event: sizes.append(len(event["response"]["payloadData"])))
        watch.page.goto(f"{address}/map")
        watch.page.wait_for_selector("[data-testid=stMain] canvas")
        watch.page.wait_for_timeout(3000)
        hosts = {urlsplit(r).hostname or "" for r in watch.requests} | {f"REFUSED {r}" for r in watch.outside}
        return len(watch.requests), sum(sizes), hosts


def main() -> None:
    """Print both results; exit with 1 if a page is slower than the goal or contacts another host."""
    with tempfile.TemporaryDirectory() as name:
        folder = city(Path(name))
        found = times(folder)
        print(f"{SIZE} organizations, {ROUNDS} visits per page after the first; AppTest.run wall time, ms")
        print(f"{'page':<10}{'median':>8}{'max':>8}")
        for page, spent in found.items():
            print(f"{page:<10}{median(spent):>8.0f}{max(spent):>8.0f}")
        requests, size, hosts = traffic(folder)
        print(f"Map: {requests} requests, {size / 1e6:.1f} MB, hosts: {', '.join(sorted(hosts))}")
    slow = [page for page, spent in found.items() if median(spent) > GOAL]
    if slow or hosts != {"127.0.0.1"}:
        raise SystemExit(f"over {GOAL} ms: {', '.join(slow) or 'none'}; hosts: {', '.join(sorted(hosts))}")


if __name__ == "__main__":
    main()
