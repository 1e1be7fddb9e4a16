"""Write random maps in every format that is read, disturb the sheets as people do, read them, and compare.

Run from the project's folder: python -m benchmarks.read_back [--maps 20] [--seed 1] [--list]

Each case is one map, one way to write it, and one disturbance: columns shuffled, headers renamed to near words, a
title above or a total below, cells merged, or a list in a cell split over rows. A case is *equal* if organizations and
ties come out as they went in, read directly or by the proposed column setup; *told* if they do not and an issue that
the undisturbed map does not raise, or an error, says so; *silent* otherwise. Prints the share of each by format and
by disturbance, and with --list each case that is silent.
"""

import argparse
import csv
import io
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook

from ecosystem.collect.sources import open_upload
from ecosystem.columns.plan import propose
from ecosystem.errors import EcosystemError
from ecosystem.tables.assemble import assemble, instruments_for
from ecosystem.tables.dataset import Ecosystem
from ecosystem.text import fold, split_list

WORDS = ("Elm", "Harbor", "North", "Oak", "River", "Summit", "Valley", "West", "Union", "Lake")
KINDS = {
    "Library": "Government",
    "Housing Authority": "Government",
    "Food Bank": "Nonprofit",
    "Legal Aid": "Nonprofit",
    "Data Lab": "University",
    "Community Fund": "Foundation",
}
CITIES, RELATIONS, GOALS = ("Harborview", "Milltown"), ("works with", "funds"), ("Housing", "Health", "Food access")
NEAR = {  # other headers in use for a column
    "name": ("Organization Name", "Organisation", "name of organization", "NAME:", "Agency", "Org name"),
    "sector": ("Type", "Sector / Category", "SECTOR", "Kind of organization", "Org type"),
    "city": ("City", "Town", "location (city)", "CITY "),
    "goals": ("Goals", "Focus areas", "goal(s)", "Issue areas"),
    "source": ("From", "Source organization", "from_org", "Who", "ORG A", "Organization 1"),
    "target": ("To", "Target organization", "to_org", "With whom", "ORG B", "Organization 2"),
    "relation": ("Type of tie", "Relationship", "how", "RELATION TYPE", "Kind of relationship"),
    "strength": ("Weight", "Strength (1-3)", "STRENGTH", "tie strength"),
}

Table = list[list[str]]  # the header row, then the rows
Files = list[tuple[str, bytes]]


@dataclass(frozen=True)
class Map:
    """What is written: organizations with their attributes, and ties among them."""

    organizations: list[dict[str, str]]
    ties: list[dict[str, str]]

    @property
    def names(self) -> set[str]:
        """Return the folded names."""
        return {fold(row["name"]) for row in self.organizations}

    @property
    def pairs(self) -> set[tuple[str, ...]]:
        """Return the ties as unordered pairs of folded names."""
        return {tuple(sorted((fold(row["source"]), fold(row["target"])))) for row in self.ties}


def random_map(rng: random.Random) -> Map:
    """Return a map of 8 to 14 organizations, each with at least one tie."""
    names = rng.sample([f"{word} {kind}" for word in WORDS for kind in KINDS], rng.randint(8, 14))
    organizations = [
        {
            "name": name,
            "sector": next(sector for kind, sector in KINDS.items() if name.endswith(kind)),
            "city": rng.choice(CITIES),
            "goals": "; ".join(sorted(rng.sample(GOALS, rng.randint(1, 2)))),
        }
        for name in names
    ]
    pairs = {(name, rng.choice([other for other in names if other != name])) for name in names}
    pairs |= {tuple(rng.sample(names, 2)) for _ in names}  # type: ignore[misc]
    once = sorted(pair for pair in pairs if pair <= pair[::-1] or pair[::-1] not in pairs)
    ties = [
        {"source": a, "target": b, "relation": rng.choice(RELATIONS), "strength": str(rng.randint(1, 3))}
        for a, b in once
    ]
    return Map(organizations, ties)


def table(rows: Sequence[dict[str, str]]) -> Table:
    """Return the rows under a header row."""
    return [list(rows[0]), *(list(row.values()) for row in rows)]


# Disturbances, each of one table


def shuffled(rng: random.Random, given: Table) -> Table:
    """Return the table with its columns in another order."""
    order = rng.sample(range(len(given[0])), len(given[0]))
    return [[row[place] for place in order] for row in given]


def renamed(rng: random.Random, given: Table) -> Table:
    """Return the table with every known header replaced by a near one."""
    return [[rng.choice(NEAR[h]) if h in NEAR else h for h in given[0]], *given[1:]]


def titled(rng: random.Random, given: Table) -> Table:
    """Return the table under a title of one cell and an empty row."""
    title = rng.choice(("Harborview ecosystem map 2026", "Updated by the working group", "DRAFT - do not share"))
    return [[title, *[""] * (len(given[0]) - 1)], [""] * len(given[0]), *given]


def totaled(rng: random.Random, given: Table) -> Table:
    """Return the table with a total below."""
    return [*given, [rng.choice(("Total", "TOTAL:")), str(len(given) - 1), *[""] * (len(given[0]) - 2)]]


def split(rng: random.Random, given: Table) -> Table:
    """Return the table with each list in a cell split over rows that repeat the other cells."""
    return [given[0], *([*row[:-1], part] for row in given[1:] for part in row[-1].split("; "))]


def merged(rng: random.Random, given: Table) -> Table:
    """Return the table sorted by its first column, with repeated cells of that column left to a merged cell."""
    return [given[0], *sorted(given[1:])]


DISTURBANCES: dict[str, Callable[[random.Random, Table], Table]] = {
    **{"none": lambda _, given: given, "columns shuffled": shuffled, "headers renamed": renamed},
    **{"title above": titled, "total below": totaled, "rows split": split, "cells merged": merged},
}


# Formats, each of which returns the files of a map


def csv_bytes(given: Table) -> bytes:
    """Return the table as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows(given)
    return out.getvalue().encode()


def book_bytes(tables: dict[str, Table], merge: bool = False) -> bytes:
    """Return a workbook; with ``merge``, equal cells that follow each other in a first column are merged."""
    book = Workbook()
    book.remove(book.active)
    for title, given in tables.items():
        sheet = book.create_sheet(title)
        for row in given:
            sheet.append(row)
        first = 2
        for row in range(3, len(given) + 2):
            if row > len(given) or given[row - 1][0] != given[first - 1][0]:
                if merge and row - first > 1:
                    sheet.merge_cells(start_row=first, end_row=row - 1, start_column=1, end_column=1)
                first = row
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


Disturb = Callable[[Table], Table]


def _with(rows: Sequence[dict[str, str]], names: dict[str, str]) -> Table:
    return table([{ours: row[key] for key, ours in names.items()} for row in rows])


def lists_csv(given: Map, disturb: Disturb, merge: bool) -> Files:
    """Return two CSV files: organizations and ties."""
    del merge
    both = {"organizations.csv": given.organizations, "ties.csv": given.ties}
    return [(name, csv_bytes(disturb(table(rows)))) for name, rows in both.items()]


def lists_workbook(given: Map, disturb: Disturb, merge: bool) -> Files:
    """Return a workbook with one sheet of organizations and one of ties."""
    both = {"Organizations": given.organizations, "Ties": given.ties}
    return [("map.xlsx", book_bytes({t: disturb(table(rows)) for t, rows in both.items()}, merge))]


def unnamed_workbook(given: Map, disturb: Disturb, merge: bool) -> Files:
    """Return a workbook whose sheets have names that say nothing."""
    both = {"Sheet1": given.organizations, "Sheet2": given.ties}
    return [("map.xlsx", book_bytes({t: disturb(table(rows)) for t, rows in both.items()}, merge))]


def kumu(given: Map, disturb: Disturb, merge: bool) -> Files:
    """Return a Kumu workbook."""
    elements = _with(given.organizations, {"name": "Label", "sector": "Type", "goals": "Tags"})
    links = _with(given.ties, {"source": "From", "target": "To", "relation": "Type", "strength": "Strength"})
    return [("kumu.xlsx", book_bytes({"Elements": disturb(elements), "Connections": disturb(links)}, merge))]


def gephi(given: Map, disturb: Disturb, merge: bool) -> Files:
    """Return Gephi's two CSV files."""
    del merge
    ids = {row["name"]: f"n{place}" for place, row in enumerate(given.organizations)}
    nodes = table([{"Id": ids[row["name"]], "Label": row["name"]} for row in given.organizations])
    edges = table([{"Source": ids[t["source"]], "Target": ids[t["target"]], "Type": "Undirected"} for t in given.ties])
    return [("nodes.csv", csv_bytes(disturb(nodes))), ("edges.csv", csv_bytes(disturb(edges)))]


def matrix(given: Map, disturb: Disturb, merge: bool) -> Files:
    """Return an adjacency matrix."""
    names = [row["name"] for row in given.organizations]
    found = {(t["source"], t["target"]) for t in given.ties}
    rows = [["", *names], *([a, *("1" if (a, b) in found else "0" for b in names)] for a in names)]
    return [("matrix.xlsx", book_bytes({"Matrix": disturb(rows)}, merge))]


def partner_column(given: Map, disturb: Disturb, merge: bool) -> Files:
    """Return one list of organizations with the names of their partners in a cell."""
    rows = [
        {**row, "Partners": "; ".join(t["target"] for t in given.ties if t["source"] == row["name"])}
        for row in given.organizations
    ]
    return [("list.xlsx", book_bytes({"Members": disturb(table(rows))}, merge))]


def ticked(given: Map, disturb: Disturb, merge: bool) -> Files:
    """Return a Google Form of one question with boxes."""
    del merge
    rows = [
        {
            "Timestamp": f"3/{place + 1}/2026 9:30:00",
            "Name of your organization": row["name"],
            "Who do you work with?": ", ".join(t["target"] for t in given.ties if t["source"] == row["name"]),
        }
        for place, row in enumerate(given.organizations)
    ]
    return [("Form Responses 1.csv", csv_bytes(disturb(table(rows))))]


def grid(given: Map, disturb: Disturb, merge: bool) -> Files:
    """Return a Google Form with a grid of all organizations."""
    del merge
    found = {(t["source"], t["target"]): "Weekly" for t in given.ties}
    names = [row["name"] for row in given.organizations]
    rows = [
        {"Timestamp": "3/1/2026 9:30:00", "Name of your organization": a}
        | {f"How often do you work with ... [{b}]": found.get((a, b), "Never" if a != b else "") for b in names}
        for a in names
    ]
    return [("Form Responses 1.csv", csv_bytes(disturb(table(rows))))]


def repeats(given: Map, disturb: Disturb, merge: bool) -> Files:
    """Return a Kobo workbook with one repeat group of partners."""
    answers = [{"your_organization_name": r["name"], "_index": str(n)} for n, r in enumerate(given.organizations, 1)]
    number = {row["your_organization_name"]: row["_index"] for row in answers}
    partners = [
        {"partner_name": t["target"], "how_often": "Weekly", "_index": str(n)}
        | {"_parent_table_name": "survey", "_parent_index": number[t["source"]]}
        for n, t in enumerate(given.ties, 1)
    ]
    sheets = {"survey": disturb(table(answers)), "partners": disturb(table(partners))}
    return [("kobo.xlsx", book_bytes(sheets, merge))]


def node_link(given: Map, disturb: Disturb, merge: bool) -> Files:
    """Return node-link JSON as NetworkX writes it, which nobody edits by hand."""
    del disturb, merge
    written = {
        "directed": False,
        "multigraph": False,
        "graph": {},
        "nodes": [{"id": row["name"], "sector": row["sector"]} for row in given.organizations],
        "edges": [{"source": t["source"], "target": t["target"]} for t in given.ties],
    }
    return [("map.json", json.dumps(written).encode())]


FORMATS: dict[str, Callable[[Map, Disturb, bool], Files]] = {
    **{"two CSV files": lists_csv, "workbook": lists_workbook, "workbook, plain tabs": unnamed_workbook},
    **{"Kumu": kumu, "Gephi": gephi, "matrix": matrix, "partners in a list": partner_column},
    **{"ticked boxes": ticked, "grid": grid, "Kobo repeat": repeats, "node-link JSON": node_link},
}
LISTS = ("two CSV files", "workbook", "workbook, plain tabs")  # with every attribute
SPLIT_IN = ("two CSV files", "workbook", "workbook, plain tabs", "Kumu")
MERGE_IN = ("workbook", "workbook, plain tabs", "Kumu", "Kobo repeat")


def cases(maps: int, seed: int) -> Iterator[tuple[str, str, Map, Files, Files]]:
    """Yield format, disturbance, map, the files undisturbed, and the files disturbed."""
    for number in range(maps):
        for name, write in FORMATS.items():
            for disturbance, change in DISTURBANCES.items():
                only_in = {"none": tuple(FORMATS), "rows split": SPLIT_IN, "cells merged": MERGE_IN}
                if name not in only_in.get(disturbance, tuple(f for f in FORMATS if f != "node-link JSON")):
                    continue
                rng = random.Random(f"{seed} {number} {name} {disturbance}")
                given = random_map(rng)
                plain = write(given, lambda t: t, False)
                files = write(given, lambda t, c=change, r=rng: c(r, t), disturbance == "cells merged")  # type: ignore[misc]
                yield name, disturbance, given, plain, files


def readings(files: Files) -> Iterator[Ecosystem | EcosystemError]:
    """Yield the map of these files as read directly, then by the proposed column setup, or the error of each."""
    for proposed in (False, True):
        try:
            source = open_upload(files)
            yield assemble(source, propose(source.sheets, instruments_for(source)) if proposed else None)
        except EcosystemError as error:
            yield error


def equal(found: Ecosystem, given: Map, attributes: bool) -> bool:
    """Return whether the map holds what was written: organizations and pairs, with ``attributes`` also the rest."""
    organizations, ties = found.table("organizations"), found.table("ties")
    names = dict(zip(organizations["organization_id"], map(fold, organizations["name"]), strict=True))
    present = ties[~ties["state"].isin(["absent", "unobserved"])]
    ends = zip(present["source_id"], present["target_id"], strict=True)
    pairs = {tuple(sorted((names[a], names[b]))) for a, b in ends}
    if set(names.values()) != given.names or len(names) != len(given.names) or pairs != given.pairs:
        return False
    if not attributes:
        return True
    locations = found.table("locations")
    places = {(names[o], fold(site)) for o, site in zip(locations["organization_id"], locations["site"], strict=True)}
    goals = dict(zip(map(fold, organizations["name"]), map(split_list, organizations["goals"].fillna("")), strict=True))
    return (
        places == {(fold(row["name"]), fold(row["city"])) for row in given.organizations}
        and all(len(goals[fold(row["name"])]) == len(split_list(row["goals"])) for row in given.organizations)
        and bool(organizations["sector"].notna().all())
        and sorted(present["strength"].dropna()) == sorted(float(t["strength"]) for t in given.ties)
        and present["relation"].nunique() == len({t["relation"] for t in given.ties})
    )


def told(found: Ecosystem, plain: Files) -> bool:
    """Return whether an issue says something that none of the undisturbed map does."""
    usual = next(readings(plain))
    known = set() if isinstance(usual, EcosystemError) else set(usual.table("issues")["message"])
    return not set(found.table("issues")["message"]) <= known


def outcome(name: str, given: Map, plain: Files, files: Files) -> str:
    """Return "equal", "told" or "silent"."""
    first, *others = readings(files)
    if any(isinstance(each, Ecosystem) and equal(each, given, name in LISTS) for each in (first, *others)):
        return "equal"
    if isinstance(first, EcosystemError):
        return "told"
    return "told" if files != plain and told(first, plain) else "silent"


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--maps", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    for number, (name, disturbance, given, plain, files) in enumerate(cases(asked.maps, asked.seed)):
        found = outcome(name, given, plain, files)
        counts.update([(name, found), (disturbance, found), ("all", found)])
        if asked.list and found != "equal":
            print(f"case {number}: {found}: {name}, {disturbance}")
    for of in (*FORMATS, *DISTURBANCES, "all"):
        total = sum(counts[of, result] for result in ("equal", "told", "silent")) or 1
        shares = "  ".join(f"{r} {counts[of, r] / total:5.0%}" for r in ("equal", "told", "silent"))
        print(f"{of:24}{shares}  of {total}")


if __name__ == "__main__":
    main()
