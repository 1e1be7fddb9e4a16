"""Time the ranges of all measures, and NetworkX on the same imputed networks one at a time.

Run from the project's folder: python -m benchmarks.intervals
"""

import os
from time import perf_counter, process_time

import networkx as nx
import numpy as np
import pandas as pd

from benchmarks.measures import by_networkx
from benchmarks.measures import city as invented
from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.sheet import Source
from ecosystem.findings.measures.intervals import intervals
from ecosystem.findings.measures.register import MEASURES
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.network.imputation import Survey
from ecosystem.network.network import Network
from ecosystem.tables.assemble import assemble

SIZE, TIES, ANSWERED, DRAWS, BY_NETWORKX = 100, 400, 0.7, 200, 20


def waiting_city() -> SiteNetwork:
    """Return a survey of 100 organizations, 70 of which answered."""
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
    city = SiteNetwork(ecosystem, ecosystem.sites[0])
    city.network, city.reports  # noqa: B018  both are computed beforehand, as on a page
    return city


def rest_by_networkx(arcs: nx.DiGraph, sectors: dict[str, str]) -> None:
    """Compute what NetworkX has beyond `by_networkx`: betweenness between sectors, and network measures."""
    union = nx.Graph(arcs)
    for sector in set(sectors.values()):
        inside = [name for name in union if sectors[name] == sector]
        outside = [name for name in union if sectors[name] != sector]
        nx.betweenness_centrality_subset(union, inside, outside)
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
    """Return the network as a NetworkX multigraph."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(network.ids)
    names = np.array(network.ids)
    ends = zip(names[network.source].tolist(), names[network.target].tolist(), strict=True)
    graph.add_edges_from(ends, strength=1.0)
    return graph


def main() -> None:
    """Print both times and the ratio."""
    city = waiting_city()
    intervals(city, draws=20)  # computes what is cached, so that it is not timed
    print(f"{SIZE} organizations, {city.respondents} answered, {len(MEASURES)} measures, {DRAWS} imputations")
    began, work = perf_counter(), process_time()
    intervals(city, draws=DRAWS)
    work, one = process_time() - work, perf_counter() - began
    intervals(city, draws=40, jobs=2)  # starts the second process, which stays open
    began = perf_counter()
    intervals(city, draws=DRAWS, seed=1, jobs=2)  # another seed, as results are cached by seed
    two = perf_counter() - began
    print(f"  one core: {one:.2f} s ({work:.2f} s CPU); two of {os.cpu_count()} cores: {two:.2f} s")
    survey = Survey.from_reports(city.network, city.network.answered, city.reports)
    seeds = np.random.SeedSequence(0).spawn(BY_NETWORKX // 4)
    graphs = [multigraph(network) for seed in seeds for network in survey.imputations(4, seed)]
    organizations = city.members.reset_index(drop=True)
    sectors = dict(zip(organizations["organization_id"], organizations["sector"], strict=True))
    began, plain_work = perf_counter(), process_time()
    for graph in graphs:
        by_networkx(graph, organizations)
        rest_by_networkx(nx.DiGraph(graph), sectors)
    times = DRAWS / len(graphs)
    plain_work, plain = (process_time() - plain_work) * times, (perf_counter() - began) * times
    print(f"  NetworkX: {plain:.1f} s ({plain_work:.1f} s CPU), extrapolated from {len(graphs)} imputations")
    print(f"  {plain_work / work:.0f} times as fast in CPU time, {plain / two:.0f} times in wall time on two cores")


if __name__ == "__main__":
    main()
