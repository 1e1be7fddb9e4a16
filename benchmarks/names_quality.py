"""Measure how good proposed name matches are: one half of each list to tune on, the other to judge once.

Run from the project's folder: python -m benchmarks.names_quality [--half tune|judge] [--wrong] [FILE ...]

Lists that ship: tests/names/matching/civic.csv (our own, written before the rules were tuned: departments, libraries,
schools and pantries of two invented cities, a register with legal forms, and sites with addresses), and the names and
nicknames of the sample civic_graph_2015.

FILE is a further list, one row per spelling, with a column organization (or ror_id, true_id, cluster, group) that is
equal for spellings of one organization, name_as_written or name, and where known site, website, address, latitude,
longitude, level, sector, earlier_names; or a list of pairs with name_a, name_b and truth (same, different, part of).
A list of spellings is split in halves by a hash of the organization.

Printed: precision of match; recall of match; recall of match and possible; the share of true pairs among those asked
about; true pairs proposed as different, or as part of. ``--wrong`` prints the wrong matches and the missed pairs.
"""

import argparse
import hashlib
from itertools import combinations
from pathlib import Path

import pandas as pd

from ecosystem.names.matching import proposals

ROOT = Path(__file__).parents[1]
CIVIC = ROOT / "tests" / "names" / "matching" / "civic.csv"
GRAPH = ROOT / "sample_data" / "civic_graph_2015" / "organizations.csv"
LABELS = ("organization", "ror_id", "true_id", "cluster", "group")
PRINTED = 40  # wrong matches and missed pairs
Pair = frozenset[str]


def listed(table: pd.DataFrame) -> tuple[pd.DataFrame, set[Pair]]:
    """Return the spellings, each as an organization of its own, and the true pairs of a list of spellings."""
    label = next(column for column in LABELS if column in table)
    name = "name_as_written" if "name_as_written" in table else "name"
    ids = [str(number) for number in range(len(table))]
    spellings = table.drop(columns=[label]).rename(columns={name: "name"}).assign(organization_id=ids)
    if "site" not in spellings:
        spellings["site"] = ""
    groups = pd.Series(ids).groupby(table[label].to_numpy() + "\n" + spellings["site"].to_numpy())
    return spellings, {frozenset(pair) for _, group in groups for pair in combinations(group, 2)}


def paired(table: pd.DataFrame) -> tuple[pd.DataFrame, set[Pair]]:
    """Return the spellings and the true pairs of a list of pairs; pairs that follow from others are true too."""
    names = list(dict.fromkeys([*table["name_a"], *table["name_b"]]))
    groups = {name: frozenset({name}) for name in names}
    for row in table[table["truth"] == "same"].itertuples():
        together = groups[row.name_a] | groups[row.name_b]
        groups |= dict.fromkeys(together, together)
    spellings = pd.DataFrame({"site": "", "organization_id": names, "name": names})
    return spellings, {frozenset(pair) for group in groups.values() for pair in combinations(sorted(group), 2)}


def report(title: str, spellings: pd.DataFrame, true: set[Pair], *, wrong: bool) -> None:
    """Print the figures of one list."""
    found = proposals(spellings)
    found["pair"] = [[*map(frozenset, combinations(ids, 2))] for ids in found["ids"]]
    found = found.explode("pair", ignore_index=True)  # a question about one name under several ids
    found["ok"] = [pair in true for pair in found["pair"]]
    of = {verdict: rows for verdict, rows in found.groupby("verdict")}
    none = found.iloc[:0]
    match, possible = of.get("match", none), of.get("possible", none)
    aside, part = (of.get(verdict, none)["ok"].sum() for verdict in ("different", "part of"))
    asked = len(match) + len(possible)
    hits = match["ok"].sum() + possible["ok"].sum()
    print(
        f"{title}: {len(spellings)} names, {len(true)} true pairs; match {len(match)}, precision "
        f"{match['ok'].mean():.3f}, recall {match['ok'].sum() / len(true):.3f}; match or possible {asked}, recall "
        f"{hits / len(true):.3f}, true {hits / max(1, asked):.2f}; true but different {aside}, true but part of {part}",
        flush=True,
    )
    if not wrong:
        return
    for row in match[~match["ok"].astype(bool)].head(PRINTED).itertuples():
        print(f"    wrong match: {row.name_a} / {row.name_b} ({row.reasons})")
    names = dict(zip(spellings["organization_id"], spellings["name"], strict=True))
    said = dict(zip(found["pair"], zip(found["verdict"], found["reasons"], strict=True), strict=True))
    for pair in sorted(true - set(match["pair"]) - set(possible["pair"]), key=sorted)[:PRINTED]:
        print("    missed: " + " / ".join(names[one] for one in sorted(pair)), *said.get(pair, ()))


def half_of(key: str) -> str:
    """Return the half to which an organization belongs, by a hash of its key."""
    return "tune" if hashlib.sha256(key.encode()).digest()[0] % 2 == 0 else "judge"


def read(path: Path) -> pd.DataFrame:
    """Return a list as text."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def nicknames() -> pd.DataFrame:
    """Return the names and nicknames of the sample as spellings."""
    table = read(GRAPH)
    both = pd.concat([table.assign(name=table["nickname"]), table], ignore_index=True)
    both = both[both["name"].str.strip() != ""].assign(name=both["name"].str.strip())
    return both.rename(columns={"id": "organization"})[["organization", "name"]].drop_duplicates()


def in_halves(title: str, table: pd.DataFrame, args: argparse.Namespace) -> None:
    """Print the figures of each half of a list of spellings."""
    label = next(column for column in LABELS if column in table)
    use = table["use"] if "use" in table else table[label].map(half_of)
    for half in (args.half,) if args.half else ("tune", "judge"):
        report(f"{title}, {half}", *listed(table[use == half].reset_index(drop=True)), wrong=args.wrong)


def main() -> None:
    """Print the figures of all lists."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("tune", "judge"), help="only this half of each list")
    parser.add_argument("--wrong", action="store_true", help="print wrong matches and missed pairs")
    parser.add_argument("files", nargs="*", type=Path)
    args = parser.parse_args()
    for kind, rows in read(CIVIC).groupby("kind"):
        in_halves(f"civic {kind}", rows, args)
    in_halves("Civic Graph nicknames", nicknames(), args)
    for path in args.files:
        table = read(path)
        if "truth" in table:
            report(path.name, *paired(table), wrong=args.wrong)
        else:
            in_halves(path.name, table, args)


if __name__ == "__main__":
    main()
