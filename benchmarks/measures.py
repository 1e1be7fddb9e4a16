"""Time all organization measures: the fast engine, including conversion, compared with NetworkX.

Run from the project's folder: python -m benchmarks.measures
"""

import gc
import random
from collections import Counter
from collections.abc import Callable
from time import process_time

import networkx as nx
import pandas as pd

from ecosystem.findings.measures.measures import organization_measures
from ecosystem.network.network import Network

SECTORS = ("community", "government", "library", "technology", "university")
RELATIONS = {"works_with": False, "shares_data": True, "funds": True}  # relation -> whether it is directed


def city(size: int, ties: int, seed: int) -> tuple[nx.MultiDiGraph, pd.DataFrame]:
    """Return a generated city with preferential attachment: partners are chosen in proportion to their ties so far."""
    draw = random.Random(seed)
    ids = [f"o{number:05d}" for number in range(size)]
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(ids)
    known = list(ids)
    for number in range(ties):
        source, target = draw.choice(ids), draw.choice(known)
        relation, directed = list(RELATIONS.items())[number % 3]
        if source != target:
            strength = float(draw.randint(1, 5))
            graph.add_edge(source, target, relation, state="recorded", strength=strength, directed=directed)
            known += [source, target]
    organizations = pd.DataFrame(
        {
            "organization_id": ids,
            "sector": [draw.choice(SECTORS) for _ in ids],
            "status": "respondent",
        }
    )
    return nx.freeze(graph), organizations


def by_engine(graph: nx.MultiDiGraph, organizations: pd.DataFrame) -> pd.DataFrame:
    """Return the measures as this project computes them from a graph."""
    return organization_measures(Network.from_graph(graph, organizations, survey=True))


def by_networkx(graph: nx.MultiDiGraph, organizations: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Return the same measures, computed with NetworkX and plain loops."""
    arcs = nx.DiGraph(graph.edges())
    arcs.add_nodes_from(graph)
    union = nx.Graph(arcs)
    sector = dict(zip(organizations["organization_id"], organizations["sector"], strict=True))
    others = len(union) - 1
    found: dict[str, dict[str, float]] = {
        "in_degree": dict(arcs.in_degree()),
        "out_degree": dict(arcs.out_degree()),
        "degree": dict(union.degree()),
        "in_strength": dict(graph.in_degree(weight="strength")),
        "out_strength": dict(graph.out_degree(weight="strength")),
        "betweenness": nx.betweenness_centrality(union, normalized=False),
        "betweenness_directed": nx.betweenness_centrality(arcs, normalized=False),
        "harmonic": {name: value / others for name, value in nx.harmonic_centrality(union).items()},
        "pagerank": nx.pagerank(arcs, weight=None),
        "constraint": nx.constraint(union),
        "effective_size": nx.effective_size(union),
        "core_number": nx.core_number(union),
        "clustering": nx.clustering(union),
    }
    cuts = set(nx.articulation_points(union))
    found["cut_point"] = {name: float(name in cuts) for name in union}
    found["ei_index"], found["participation"] = {}, {}
    for name in union:
        partners = Counter(sector[partner] for partner in union[name])
        total = sum(partners.values())
        if total:
            found["ei_index"][name] = (total - 2 * partners[sector[name]]) / total
            found["participation"][name] = 1 - sum((count / total) ** 2 for count in partners.values())
    roles: dict[str, Counter[str]] = {
        role: Counter() for role in ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
    }
    for middle in arcs:
        for start in arcs.predecessors(middle):
            for end in arcs.successors(middle):
                if start != end and not arcs.has_edge(start, end):
                    roles[_role(sector[start], sector[middle], sector[end])][middle] += 1
    found |= {f"brokerage_{role}": dict(counts) for role, counts in roles.items()}
    return found


def _role(start: str, middle: str, end: str) -> str:
    if start == end:
        return "coordinator" if start == middle else "itinerant"
    if start == middle:
        return "representative"
    return "gatekeeper" if middle == end else "liaison"


def seconds(work: Callable[[], object], repeats: int) -> float:
    """Return the least CPU time in seconds over the repeats, after one uncounted run.

    The minimum of CPU time is least affected by other programs on the machine.
    """
    work()
    times = []
    for _ in range(repeats):
        gc.collect()
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def main() -> None:
    """Print both times and their ratio for 300 organizations, and the engine's time for 3,000."""
    small = city(300, 1200, seed=1)
    engine = seconds(lambda: by_engine(*small), repeats=15)
    plain = seconds(lambda: by_networkx(*small), repeats=5)
    print(f"  300 organizations: engine {engine * 1000:.1f} ms, NetworkX {plain * 1000:.1f} ms")
    print(f"                     {plain / engine:.1f} times as fast")
    large = city(3000, 12_000, seed=1)
    print(f"3,000 organizations: engine {seconds(lambda: by_engine(*large), repeats=3) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
