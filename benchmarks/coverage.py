"""Measure the coverage of the ranges: remove answers from complete networks and impute them.

Run from the project's folder: python -m benchmarks.coverage [--more FOLDER] [--repeats 30] [--draws 100] [--jobs 2]
FOLDER contains further networks, each NAME_nodes.csv (id, group or sector) and NAME_ties.csv (source, target).
"""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd

from ecosystem.collect.sources import open_source
from ecosystem.findings.measures.intervals import NETWORK_SHARES, ORGANIZATION_SHARES, rank_range, ranks, spread
from ecosystem.findings.measures.register import MEASURES
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.network.imputation import Survey
from ecosystem.network.network import Bools, Floats, Network
from ecosystem.network.parallel import map_in_order
from ecosystem.tables.assemble import assemble

SAMPLES = Path(__file__).parents[1] / "sample_data"
RATES, MECHANISMS = (0.1, 0.2, 0.3), ("at random", "hubs first")
MEASURED = ("in_degree", "degree", "betweenness", "harmonic")
WHOLE = ("density", "mean_degree", "efficiency", "centralization_betweenness")
TABLES = {  # title of a printed table -> its columns
    "Ranks: share of ranges that contain the true rank": MEASURED,
    "The same, only organizations whose answers were removed": MEASURED,
    "Values: share of ranges that contain the true value": MEASURED,
    "Width of the range of ranks, as a share of all ranks": MEASURED,
    "Whole network: share of ranges that contain the true value": WHOLE,
}
# coverage of this method in earlier trials, eleven directed networks, removed at random (docs/methods.md, section 4.1)
BAR = {"in_degree": ".95 .92 .89", "degree": ".96 .93 .90", "betweenness": ".93 .90 .88", "harmonic": ".95 .93 .90"}


def whole(network: Network, reports: pd.DataFrame) -> Survey:
    """Return the survey of these reports as if every organization of the network had answered."""
    everybody = np.full(len(network), True)
    return heard(Survey.from_reports(network, everybody, reports), everybody)


def heard(survey: Survey, answered: Bools) -> Survey:
    """Return the survey reduced to the answers of these organizations."""
    size = len(survey.network)
    reporter, named = np.nonzero(survey.names)
    kept = answered[reporter]
    there = survey.arc_present[kept]
    ends = np.column_stack([reporter * size + named, named * size + reporter])[kept][there]
    arcs, first = np.unique(ends, return_index=True)
    source, target = np.divmod(arcs, size)
    observed = answered.copy()
    observed[source] = observed[target] = True
    network = replace(
        survey.network,
        answered=answered,
        observed=observed,
        source=source,
        target=target,
        strength=survey.strength[kept][there][first],
        directed=survey.directed[kept][there][first],
    )
    names = survey.names & answered[:, None]
    counted = replace(network, named_by=names.sum(axis=0))
    return Survey(counted, answered, names, there, survey.strength[kept], survey.directed[kept])


def shipped() -> Iterator[tuple[str, Survey]]:
    """Yield the networks in the sample data: the respondents of two surveys, and the directed ties of a plain list."""
    for folder, site in (("riverton", "Riverton"), ("biodt_2024", "Europe")):
        city = SiteNetwork(assemble(open_source(SAMPLES / folder)), site)
        answered = city.members.index[city.members["status"] == "respondent"]
        graph = city.graph.subgraph(answered)
        network = Network.from_graph(graph, city.members.reset_index(drop=True), survey=True)
        yield f"{site}, respondents", whole(network, city.reports)
    city = SiteNetwork(assemble(open_source(SAMPLES / "civic_graph_2015")), "Boston")
    ties = [(u, v) for u, v, tie in city.graph.edges(data=True) if tie["directed"]]
    yield "Boston, directed ties", listed(ties, city.members.reset_index(drop=True))


def listed(ties: list[tuple[str, str]], organizations: pd.DataFrame) -> Survey:
    """Return a list of ties as a survey in which the source of each tie reported it."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(organizations["organization_id"])
    for source, target in ties:
        if source != target:
            graph.add_edge(source, target, "tie", strength=None, directed=True)
    reports = pd.DataFrame(list(graph.edges()), columns=["reporter_id", "named_id"])
    reports = reports.assign(relation="tie", direction="gives", strength=np.nan)
    return whole(Network.from_graph(graph, organizations, survey=False), reports)


def further(folder: Path) -> Iterator[tuple[str, Survey]]:
    """Yield the networks of a folder; one without reciprocated ties is undirected and lists each tie once."""
    for path in sorted(folder.glob("*_ties.csv")):
        name = path.name.removesuffix("_ties.csv")
        table = pd.read_csv(path.with_name(f"{name}_nodes.csv"), dtype=str)
        group = table.columns.intersection(["sponsorship", "agency_cat", "agency", "group", "sector"])
        sector = table[group[0]] if len(group) else pd.NA
        table = pd.DataFrame({"organization_id": table["id"], "sector": sector, "status": "respondent"})
        pairs = pd.read_csv(path, dtype=str)[["source", "target"]]
        ties = list(pairs.itertuples(index=False, name=None))
        if not {(b, a) for a, b in ties} & set(ties):
            ties += [(b, a) for a, b in ties]
        yield name, listed(ties, table)


def scores(network: Network) -> Floats:
    """Return the values of `MEASURED`, [measure, organization]."""
    return np.array([MEASURES["organization", name].function(network) for name in MEASURED], dtype=float)


def of_city(network: Network) -> list[float]:
    """Return the values of `WHOLE`, the measures of the whole network."""
    return [MEASURES["network", name].function(network) for name in WHOLE]


def one(task: tuple[Survey, float, str, int, np.random.SeedSequence]) -> Floats:
    """Return the results of one removal of answers, [measure, table], tables as in `TABLES`."""
    survey, rate, mechanism, draws, seed = task
    random = np.random.default_rng(seed.spawn(1)[0])
    size = len(survey.network)
    odds = np.ones(size)
    if mechanism == "hubs first":  # the probability of removal grows with the number of partners
        odds = (survey.network.degree + 1.0) ** 2
    lost = random.choice(size, max(round(rate * size), 1), replace=False, p=odds / odds.sum())
    answered = np.full(size, True)
    answered[lost] = False
    left = heard(survey, answered)
    if not left.names.any():  # there are no ranges where no organization is named
        return np.full((len(MEASURED), 5), np.nan)
    drawn = [network for fit in seed.spawn(draws // 4) for network in left.imputations(4, fit)]
    found = np.array([scores(network) for network in drawn])
    low, high = rank_range(sum(ranks(found)) / 2)
    truth = scores(survey.network)
    rank = sum(ranks(truth)) / 2
    held = (low <= rank) & (rank <= high)
    low_value, high_value, _ = spread(found, ORGANIZATION_SHARES)
    value = (low_value <= truth + 1e-9) & (truth <= high_value + 1e-9)
    low_whole, high_whole, _ = spread(np.array([of_city(network) for network in drawn]), NETWORK_SHARES)
    whole_truth = np.array(of_city(survey.network))
    whole_held = (low_whole <= whole_truth + 1e-9) & (whole_truth <= high_whole + 1e-9)
    return np.column_stack(
        [held.mean(1), held[:, lost].mean(1), value.mean(1), ((high - low) / size).mean(1), whole_held]
    )


def main() -> None:
    """Print the share of ranges that contain the true value, for each network and on average."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--more", type=Path, metavar="FOLDER")
    parser.add_argument("--repeats", type=int, default=30)
    parser.add_argument("--draws", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    networks = [*shipped(), *(further(args.more) if args.more else ())]
    cases = [(n, m, r) for n in range(len(networks)) for m in MECHANISMS for r in RATES for _ in range(args.repeats)]
    seeds = np.random.SeedSequence(2015).spawn(len(cases))
    tasks = [(networks[n][1], r, m, args.draws, s) for (n, m, r), s in zip(cases, seeds, strict=True)]
    found = np.array(map_in_order(one, tasks, jobs=args.jobs))
    kinds = [f"{name} ({len(survey.network)})" for name, survey in networks]
    frame = pd.DataFrame(cases, columns=["network", "how", "lost"])
    frame["network"] = [kinds[n] for n in frame["network"]]
    for number, (title, columns) in enumerate(TABLES.items()):
        table = frame.assign(**{column: found[:, k, number] for k, column in enumerate(columns)})
        print(f"\n{title}; removed {', '.join(f'{rate:.0%}' for rate in RATES)}\n")
        print(f"| answers removed | network | {' | '.join(columns)} |\n|{'---|' * (len(columns) + 2)}")
        for how in MECHANISMS:
            for kind in [*kinds, "all networks"]:
                rows = table[(table["how"] == how) & ((table["network"] == kind) | (kind == "all networks"))]
                means = rows.groupby("lost")[list(columns)].mean()
                cells = [" ".join(f"{share:.2f}".removeprefix("0") for share in means[c]) for c in columns]
                print(f"| {how} | {kind} | {' | '.join(cells)} |")
        if not number:
            print(f"| at random | reference: earlier trials, eleven directed networks | {' | '.join(BAR.values())} |")


if __name__ == "__main__":
    main()
