"""Time each table that is computed on request, for cities of 100 and of 300 organizations.

Run from the project's folder: python -m benchmarks.on_request
"""

from time import process_time

from benchmarks.measures import city
from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.sheet import Source
from ecosystem.findings.catalog import ON_REQUEST, one_table
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem

LEVELS = ("City", "County", "State")


def ecosystem(size: int) -> Ecosystem:
    """Return the generated city of `benchmarks.measures` as a plain list; two in three organizations have a level."""
    graph, organizations = city(size, 4 * size, seed=1)
    sectors = zip(organizations["organization_id"], organizations["sector"], strict=True)
    listed = [f"{name},{sector},{LEVELS[at % 9 // 3] if at % 3 else ''}" for at, (name, sector) in enumerate(sectors)]
    ties = [",".join(tie) for tie in graph.edges(keys=True)]
    sheets = {"organizations": ["name,sector,level", *listed], "ties": ["source,target,relation", *ties]}
    read = [read_delimited("\n".join(lines).encode(), f"{name}.csv", name) for name, lines in sheets.items()]
    return assemble(Source("invented", tuple(read)))


def main() -> None:
    """Print the CPU seconds for each table."""
    cities = {size: ecosystem(size) for size in (100, 300)}
    print(f"{'':18}" + "".join(f"{size:>8} organizations" for size in cities))
    for name in ON_REQUEST:
        seconds = []
        for here in cities.values():
            start = process_time()
            one_table(here, name)
            seconds.append(process_time() - start)
        print(f"{name:18}" + "".join(f"{taken:>20.2f} s" for taken in seconds))


if __name__ == "__main__":
    main()
