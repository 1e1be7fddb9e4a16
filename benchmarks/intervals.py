"""How long the ranges of all measures take, beside NetworkX going through the same completed networks one by one.

Run from the project's folder: python -m benchmarks.intervals
"""

import gc
import os
from time import perf_counter

import networkx as nx
import numpy as np
import pandas as pd

from benchmarks.measures import by_networkx
from benchmarks.measures import city as invented
from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.sheet import Source
from ecosystem.findings.city import City
from ecosystem.findings.intervals import intervals
from ecosystem.findings.register import MEASURES
from ecosystem.network.draws import Survey
from ecosystem.network.network import Network
from ecosystem.tables.assemble import assemble

SIZE, TIES, ANSWERED, DRAWS, BY_NETWORKX = 100, 400, 0.7, 200, 20


def waiting_city() -> City:
    """A survey of 100 organizations, 70 of which answered."""
    graph, organizations = invented(SIZE, TIES, seed=1)
    organizations["status"] = ["respondent" if n < ANSWERED * SIZE else "invited" for n in range(SIZE)]
    organizations = organizations.assign(id=organizations["organization_id"], name=organizations["organization_id"])
    answered = set(organizations.loc[organizations["status"] == "respondent", "id"])
    ties = [(u, v, relation) for u, v, relation in graph.edges(keys=True) if u in answered]
    sheets = {
        "organizations": organizations[["id", "name", "sector", "status"]].to_csv(index=False),
        "ties": pd.DataFrame(ties, columns=["source_id", "target_id", "relation"]).to_csv(index=False),
    }
    read = [read_delimited(text.encode(), f"{name}.csv", name) for name, text in sheets.items()]
    ecosystem = assemble(Source("invented", tuple(read)))
    city = City(ecosystem, ecosystem.sites[0])
    city.network, city.reports  # noqa: B018  both read once beforehand, as on a page
    return city


def whole_by_networkx(arcs: nx.DiGraph, sectors: dict[str, str]) -> None:
    """The measures of the whole network that NetworkX has."""
    union = nx.Graph(arcs)
    nx.set_node_attributes(union, sectors, "sector")
    nx.density(arcs)
    nx.overall_reciprocity(arcs)
    nx.transitivity(union)
    max(map(len, nx.connected_components(union)))
    list(nx.articulation_points(union))
    nx.global_efficiency(union)
    dict(nx.all_pairs_shortest_path_length(union))
    nx.attribute_assortativity_coefficient(union, "sector")


def multigraph(network: Network) -> nx.MultiDiGraph:
    """The network as NetworkX would have it."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(network.ids)
    names = np.array(network.ids)
    ends = zip(names[network.source].tolist(), names[network.target].tolist(), strict=True)
    graph.add_edges_from(ends, strength=1.0)
    return graph


def main() -> None:
    """Print both times and the ratio."""
    city = waiting_city()
    one = intervals(city, draws=20)
    print(f"{SIZE} organizations, {city.respondents} answered, {len(MEASURES)} measures, {DRAWS} completions")
    ours = {}
    for jobs in (1, 2):
        intervals(city, draws=20 * jobs, jobs=jobs)  # starts the second core's process, which then stays
        gc.collect()
        begin = perf_counter()
        one = intervals(city, draws=DRAWS, jobs=jobs)
        ours[jobs] = perf_counter() - begin
        print(f"  on {jobs} core{'s' * (jobs > 1)} of {os.cpu_count()}: {ours[jobs]:.2f} s")
    assert one.draws == DRAWS
    survey = Survey.from_reports(city.network, city.network.answered, city.reports)
    seeds = np.random.SeedSequence(0).spawn(BY_NETWORKX // 4)
    graphs = [multigraph(network) for seed in seeds for network in survey.completions(4, seed)]
    organizations = city.members.reset_index(drop=True)
    sectors = dict(zip(organizations["organization_id"], organizations["sector"], strict=True))
    begin = perf_counter()
    for graph in graphs:
        by_networkx(graph, organizations)
        whole_by_networkx(nx.DiGraph(graph), sectors)
    plain = (perf_counter() - begin) / len(graphs) * DRAWS
    print(
        f"  NetworkX, one by one: {plain:.1f} s ({len(graphs)} completions measured, times {DRAWS / len(graphs):.0f})"
    )
    print(f"  {plain / ours[1]:.0f} times as fast on one core, {plain / ours[2]:.0f} times on two")


if __name__ == "__main__":
    main()
