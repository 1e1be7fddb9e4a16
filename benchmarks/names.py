"""Measure the precision, recall and speed of proposed name matches.

All lists here were seen while the rules were developed: the results are no independent test.

Run from the project's folder: python -m benchmarks.names [FOLDER]
FOLDER contains ror_names/names.csv and cfa_brigades/organizations.csv; without it these two are skipped.
python -m benchmarks.names --speed measures time and memory on 1,000, 10,000 and 100,000 generated names.
"""

import hashlib
import random
import resource
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from time import perf_counter, process_time

import pandas as pd
from rapidfuzz import fuzz, process, utils

from ecosystem.names.matching import proposals

PAIRS = Path(__file__).parents[1] / "tests" / "names" / "matching" / "pairs.csv"
Pair = frozenset[str]

# spellings for the fictional city of Riverton: what respondents might write -> the name on the list of invited
RIVERTON = {
    "City of Riverton IT": "City of Riverton Information Technology",
    "Riverton Information Technology Dept.": "City of Riverton Information Technology",
    "Office of the Mayor": "Riverton Mayor's Office",
    "Mayor's Office, City of Riverton": "Riverton Mayor's Office",
    "Riverton Dept. of Health": "Riverton Health Department",
    "Health Dept": "Riverton Health Department",
    "Planning Dept.": "Riverton Planning Department",
    "RHA": "Riverton Housing Authority",
    "Housing Authority of the City of Riverton": "Riverton Housing Authority",
    "Marlow Co. Human Services": "Marlow County Human Services",
    "Riverton Transit": "Riverton Transit Authority",
    "Riverton Schools": "Riverton Public Schools",
    "Riverton Pub. Library": "Riverton Public Library",
    "Code 4 Riverton": "Code for Riverton",
    "CodeForRiverton": "Code for Riverton",
    "RDC": "Riverton Data Collaborative",
    "riverton data colaborative": "Riverton Data Collaborative",
    "Urban Analytics Lab, Marlow University": "Marlow University Urban Analytics Lab",
    "Marlow Univ. School of Public Health": "Marlow University School of Public Health",
    "Civic Hack Night": "Riverton Civic Hack Night",
    "Northbend G.I.S.": "Northbend GIS",
    "OpenRiverton": "Open Riverton",
    "Riverton Maker Space": "Riverton Makerspace",
    "Community Foundation of Riverton": "Riverton Community Foundation",
    "First Marlow Bank Fdn": "First Marlow Bank Foundation",
    "Marlow Legal Aid Society": "Marlow Legal Aid",
    "Foodbank Riverton": "Riverton Food Bank",
    "East Side Community Clinic": "Eastside Community Clinic",
    "Saint Brigid Hospital": "St. Brigid Hospital",
    "Tenants Union of Riverton": "Riverton Tenants Union",
    "Northside Neighbourhood Assoc.": "Northside Neighborhood Association",
    "Eastside Neighbors": "Eastside Neighbors Council",
    "Mt. Olive Baptist Church": "Mount Olive Baptist Church",
    "Workers' Center": "Riverton Workers Center",
    "Repair Cafe Riverton": "Repair Café Riverton",
    "2nd Chance Reentry Network": "Second Chance Reentry Network",
    "US Census": "U.S. Census Bureau",
}
RIVERTON_TRAPS = [  # (one, other): look alike, different
    ("Riverton Housing Authority", "Riverton Housing Alliance"),
    ("Riverton Planning Department", "Riverton Parking Department"),
    ("Friends of Riverton Public Library", "Riverton Public Library"),
    ("Riverton Library Foundation", "Riverton Public Library"),
    ("Westside Community Clinic", "Eastside Community Clinic"),
    ("Southside Neighborhood Association", "Northside Neighborhood Association"),
    ("Marlow University School of Public Policy", "Marlow University School of Public Health"),
    ("Marlow County Sheriff", "Marlow County Human Services"),
    ("Code for America", "Code for Riverton"),
    ("First Marlow Bank", "First Marlow Bank Foundation"),
    ("Riverton City Council District 4", "Riverton City Council District 5"),
]


def half(key: str) -> bool:
    """Return whether an organization is in the half used to tune the weights, from a hash of its key."""
    return hashlib.sha256(key.encode()).digest()[0] % 2 == 0


def report(title: str, spellings: pd.DataFrame, true: set[Pair], traps: set[Pair], parts: set[Pair]) -> None:
    """Print the precision and recall on one list of names."""
    found = proposals(spellings)
    pairs = [frozenset(pair) for pair in zip(found["id_a"], found["id_b"], strict=True)]
    found = found.assign(ok=[pair in true for pair in pairs], pair=pairs)
    match, asked = found[found["verdict"] == "match"], found[found["verdict"].isin(["match", "possible"])]
    offered = found[found["verdict"] != "different"]
    seen: Counter[str] = Counter()
    first_five = set()
    for pair in offered["pair"]:
        if all(seen[one] < 5 for one in pair):
            first_five.add(pair)
        seen.update(pair)
    wrong = match[~match["ok"] & ~match["pair"].isin(parts)]
    print(f"{title}: {len(spellings)} names, {len(true)} true pairs")
    print(f"  match: {len(match)}, precision {match['ok'].mean():.3f}, recall {match['ok'].sum() / len(true):.3f}")
    print(f"  match or possible: {len(asked)}, recall {asked['ok'].sum() / len(true):.3f}")
    print(f"  match, possible or part of: {len(offered)}, recall {offered['ok'].sum() / len(true):.3f}")
    print(f"  recall in the first 5 proposals per name {len(first_five & true) / len(true):.3f}", end="")
    print(f", in the first 20 proposals {offered.head(20)['ok'].sum() / min(20, len(true)):.3f} of the pairs that fit")
    print(f"  different names proposed as match: {sum(pair in traps for pair in match['pair'])} of {len(traps)}")
    for row in wrong.itertuples():
        print(f"    wrong match: {row.name_a} / {row.name_b} ({row.reasons})")
    missed = true - set(offered["pair"])
    names = dict(zip(spellings["organization_id"], spellings["name"], strict=True))
    for pair in sorted(missed, key=sorted)[:15]:
        print("    missed: " + " / ".join(names[one] for one in sorted(pair)))


def listed(names: list[str], site: str) -> pd.DataFrame:
    """Return a table in which each name is a separate organization."""
    return pd.DataFrame({"site": site, "organization_id": [str(at) for at in range(len(names))], "name": names})


def own_pairs(use: str) -> None:
    """Report on the pairs of tests/names/matching/pairs.csv that have this use."""
    table = pd.read_csv(PAIRS, dtype=str, keep_default_na=False)
    table = table[table["use"] == use]
    names = list(dict.fromkeys([*table["name_a"], *table["name_b"]]))
    at = {name: str(place) for place, name in enumerate(names)}
    pairs: dict[str, set[Pair]] = {"same": set(), "different": set(), "part of": set()}
    for row in table.itertuples():
        pairs[row.truth].add(frozenset((at[row.name_a], at[row.name_b])))
    joined = closed(pairs["same"])
    report(f"own pairs, {use}", listed(names, ""), joined, pairs["different"], pairs["part of"])


def closed(pairs: set[Pair]) -> set[Pair]:
    """Return the transitive closure of the pairs."""
    groups: dict[str, set[str]] = {}
    for pair in pairs:
        together = set().union(*(groups.get(one, {one}) for one in pair))
        groups |= dict.fromkeys(together, together)
    return {frozenset(pair) for group in groups.values() for pair in combinations(sorted(group), 2)}


def riverton() -> None:
    """Report on the spellings of Riverton."""
    names = list(dict.fromkeys([*RIVERTON, *RIVERTON.values(), *(name for trap in RIVERTON_TRAPS for name in trap)]))
    at = {name: str(place) for place, name in enumerate(names)}
    true = closed({frozenset((at[one], at[other])) for one, other in RIVERTON.items()})
    traps = {frozenset((at[one], at[other])) for one, other in RIVERTON_TRAPS}
    report("Riverton (fictional)", listed(names, "Riverton"), true, traps, set())


def ror(folder: Path) -> None:
    """Report on names from the Research Organization Registry, by half."""
    table = pd.read_csv(folder / "ror_names" / "names.csv", dtype=str, keep_default_na=False)
    for label, kept in (("tuning half", True), ("other half", False)):
        part = table[[half(each) == kept for each in table["ror_id"]]].reset_index(drop=True)
        spellings = listed(part["name_as_written"].tolist(), "")
        groups = part.groupby("ror_id").groups.values()
        true = {frozenset((str(a), str(b))) for group in groups for a, b in combinations(group, 2)}
        report(f"ROR names, {label}", spellings, true, set(), set())


def cfa(folder: Path) -> None:
    """Report on the brigades of Code for America, without and with their earlier names."""
    table = pd.read_csv(folder / "cfa_brigades" / "organizations.csv", dtype=str, keep_default_na=False)
    rows, true, earlier = [], set(), []
    for at, row in enumerate(table.itertuples()):
        rows.append((str(at), row.name))
        spellings = [str(at)]
        for number, name in enumerate(filter(None, row.previous_names.split("; "))):
            rows.append((f"{at}-{number}", name))
            spellings.append(f"{at}-{number}")
        true |= {frozenset(pair) for pair in combinations(spellings, 2)}
        earlier += [row.previous_names] + [""] * (len(spellings) - 1)
    spellings = pd.DataFrame(rows, columns=["organization_id", "name"]).assign(site="")
    report("brigades, names only", spellings, true, set(), set())
    report("brigades, with earlier names", spellings.assign(earlier_names=earlier), true, set(), set())


def invented(size: int, seed: int) -> list[str]:
    """Return generated names; three in ten are another spelling of an earlier one."""
    draw = random.Random(seed)
    parts = [
        "bor",
        "cam",
        "dun",
        "el",
        "far",
        "gra",
        "hol",
        "ish",
        "kel",
        "lin",
        "mar",
        "nor",
        "os",
        "pel",
        "quin",
        "ros",
    ]
    ends = ["ton", "ville", "field", "ford", "mont", "dale", "wood", "burg"]
    places = [
        "".join(draw.choices(parts, k=draw.choice([1, 2, 2, 3]))).title() + draw.choice(ends) for _ in range(size // 8)
    ]
    topics = ["Housing", "Public Health", "Parks", "Food", "Data", "Youth", "Arts", "Transit", "Legal Aid", "Community"]
    kinds = ["Authority", "Department", "Foundation", "Alliance", "Association", "Center", "Council", "Network"]
    names: list[str] = []
    while len(names) < size:
        if names and draw.random() < 0.3:
            name = draw.choice(names)
            cut = draw.randrange(1, len(name))
            changes = [
                name.replace("Department", "Dept."),
                name.replace("Association", "Assn"),
                f"The {name}, Inc.",
                name[:cut] + name[cut + 1 :],
            ]
            names.append(draw.choice(changes))
        else:
            names.append(f"{draw.choice(places)} {draw.choice(topics)} {draw.choice(kinds)}")
    return names


def speed() -> None:
    """Print wall and CPU seconds and memory by size, and the time of plain rapidfuzz on the same names."""
    for size in (1_000, 10_000, 100_000):
        spellings = listed(invented(size, seed=4), "")
        start, cpu = perf_counter(), process_time()
        found = proposals(spellings)
        took, cpu = perf_counter() - start, process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        counts = dict(found["verdict"].value_counts())
        print(f"{size:7,} names: {took:.2f} s, {cpu:.2f} s CPU, peak memory {peak:.0f} MiB, {counts}", flush=True)
        if size <= 10_000:
            folded = [utils.default_process(name) for name in spellings["name"]]
            start = perf_counter()
            for at in range(0, size, 2_000):
                process.cdist(folded[at : at + 2_000], folded, scorer=fuzz.token_sort_ratio, score_cutoff=85, workers=2)
            plain = perf_counter() - start
            print(
                f"          plain cdist, token_sort_ratio: {plain:.2f} s; this project: {took / plain:.1f} times that"
            )


def main() -> None:
    """Print the results on all lists, or with --speed the times."""
    if "--speed" in sys.argv:
        speed()
        return
    for use in ("tuning", "held out", "second look", "third look"):
        own_pairs(use)
    riverton()
    for folder in map(Path, sys.argv[1:]):
        ror(folder)
        cfa(folder)


if __name__ == "__main__":
    main()
