"""Two ways to a number are compared: NetworkX and plain loops on random networks, R on Padgett's families."""

import random
from collections import Counter
from collections.abc import Iterable
from itertools import combinations, permutations
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from ecosystem.findings.measures.measures import network_measures, organization_measures
from ecosystem.network.network import Network
from tests.padgett import DATA, families

SEEDS = range(6)
CLOSE: dict[str, Any] = {"rtol": 0, "atol": 1e-9, "check_names": False, "check_index_type": False}


def city(seed: int) -> tuple[nx.MultiDiGraph, pd.DataFrame]:
    """A random recorded network: up to three relations a pair, some isolates, some sectors unknown."""
    draw = random.Random(seed)
    size = draw.randint(12, 40)
    names = [f"o{number:02d}" for number in range(size)]
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(names)
    for _ in range(int(size * draw.uniform(0.8, 3))):
        source, target = draw.sample(names[2:], 2)  # the first two stay without a tie
        relation, strength = draw.choice("rst"), float(draw.randint(1, 5))
        graph.add_edge(source, target, relation, state="recorded", strength=strength, directed=True)
    sector = [draw.choice(["x", "y", "z", "z", None]) for _ in names]
    table = pd.DataFrame({"organization_id": names, "sector": pd.array(sector, dtype="string")})
    return nx.freeze(graph), table


def simple(graph: nx.MultiDiGraph) -> tuple[nx.DiGraph, nx.Graph]:
    """The graph without parallel relations, and its union."""
    arcs = nx.DiGraph(graph.edges())
    arcs.add_nodes_from(graph)
    return arcs, nx.Graph(arcs)


def measured(graph: nx.MultiDiGraph, organizations: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Values of organizations, one column a measure, and of the network; a plain list of ties."""
    network = Network.from_graph(graph, organizations, survey=False)
    wide = organization_measures(network).pivot(index="organization_id", columns="measure", values="value")
    wide.columns = wide.columns.astype(str)
    return wide.astype(float), network_measures(network).set_index("measure")["value"].astype(float)


@pytest.mark.parametrize("seed", SEEDS)
def test_measures_of_organizations_agree_with_networkx(seed: int) -> None:
    graph, organizations = city(seed)
    arcs, union = simple(graph)
    cuts = set(nx.articulation_points(union))
    expected = {
        "in_degree": dict(arcs.in_degree()),
        "out_degree": dict(arcs.out_degree()),
        "degree": dict(union.degree()),
        "in_strength": dict(graph.in_degree(weight="strength")),
        "out_strength": dict(graph.out_degree(weight="strength")),
        "betweenness": nx.betweenness_centrality(union, normalized=False),
        "betweenness_directed": nx.betweenness_centrality(arcs, normalized=False),
        "harmonic": {name: sum_ / (len(union) - 1) for name, sum_ in nx.harmonic_centrality(union).items()},
        "pagerank": nx.pagerank(arcs, weight=None, tol=1e-14, max_iter=1000),
        "constraint": nx.constraint(union),
        "effective_size": nx.effective_size(union),
        "core_number": nx.core_number(union),
        "cut_point": {name: name in cuts for name in union},
        "clustering": nx.clustering(union),
    }
    frame = pd.DataFrame(expected).astype(float).sort_index()
    each, _ = measured(graph, organizations)
    pd.testing.assert_frame_equal(each[list(expected)], frame, **CLOSE)


@pytest.mark.parametrize("seed", SEEDS)
def test_measures_of_the_network_agree_with_networkx(seed: int) -> None:
    graph, organizations = city(seed)
    arcs, union = simple(graph)
    size = len(union)
    parts = list(nx.connected_components(union))
    lengths = [
        steps
        for start, others in nx.all_pairs_shortest_path_length(union)
        for end, steps in others.items()
        if start < end
    ]
    known = dict(organizations.dropna().itertuples(index=False))
    tied = union.subgraph(known)
    nx.set_node_attributes(union, known, "sector")
    crossing = [known[a] != known[b] for a, b in tied.edges()]
    between = list(nx.betweenness_centrality(union, normalized=False).values())
    degrees = [k for _, k in union.degree()]
    expected = {
        "organizations": size,
        "ties": arcs.size(),
        "density": nx.density(arcs),
        "mean_degree": np.mean(degrees),
        "reciprocity": nx.overall_reciprocity(arcs),
        "transitivity": nx.transitivity(union),
        "components": len(parts),
        "largest_component": max(len(part) for part in parts),
        "isolates": nx.number_of_isolates(union),
        "cut_points": len(list(nx.articulation_points(union))),
        "efficiency": nx.global_efficiency(union),
        "mean_distance": np.mean(lengths),
        "within_two_steps": sum(steps <= 2 for steps in lengths) / (size * (size - 1) / 2),
        "centralization_in_degree": _spread(k for _, k in arcs.in_degree()) / (size - 1) ** 2,
        "centralization_out_degree": _spread(k for _, k in arcs.out_degree()) / (size - 1) ** 2,
        "centralization_degree": _spread(degrees) / (size - 1) / (size - 2),
        "centralization_betweenness": _spread(between) / ((size - 1) ** 2 * (size - 2) / 2),
        "ei_index": np.mean(crossing) - (1 - np.mean(crossing)),
        "ei_expected": np.mean([1 if known[a] != known[b] else -1 for a, b in combinations(known, 2)]),
        "assortativity_sector": nx.attribute_assortativity_coefficient(nx.Graph(tied), "sector"),
    }
    _, whole = measured(graph, organizations)
    pd.testing.assert_series_equal(whole, pd.Series(expected, dtype=float), **CLOSE)


def _spread(scores: Iterable[float]) -> float:
    values = np.array(list(scores), dtype=float)
    return float((values.max() - values).sum())


@pytest.mark.parametrize("seed", SEEDS)
def test_brokerage_agrees_with_a_loop_over_all_triples(seed: int) -> None:
    graph, organizations = city(seed)
    arcs, _ = simple(graph)
    sector = dict(organizations.dropna().itertuples(index=False))
    counts: dict[str, Counter[str]] = {name: Counter() for name in sector}
    for a, v, b in permutations(sector, 3):
        if arcs.has_edge(a, v) and arcs.has_edge(v, b) and not arcs.has_edge(a, b):
            same = (sector[a] == sector[v], sector[v] == sector[b], sector[a] == sector[b])
            role = {
                (True, True, True): "coordinator",
                (False, False, True): "itinerant",
                (True, False, False): "representative",
                (False, True, False): "gatekeeper",
                (False, False, False): "liaison",
            }[same]
            counts[v][role] += 1
    each, _ = measured(graph, organizations)
    for role in ("coordinator", "itinerant", "representative", "gatekeeper", "liaison"):
        found = each[f"brokerage_{role}"].dropna().to_dict()
        assert found == {name: counts[name][role] for name in sector}


@pytest.mark.parametrize("seed", SEEDS)
def test_sectors_of_partners_agree_with_a_loop_over_partners(seed: int) -> None:
    graph, organizations = city(seed)
    _, union = simple(graph)
    sector = dict(organizations.dropna().itertuples(index=False))
    outward, spread = {}, {}
    for name in union:
        partners = Counter(sector[partner] for partner in union[name] if partner in sector)
        total = sum(partners.values())
        if total:
            spread[name] = 1 - sum((k / total) ** 2 for k in partners.values())
        if total and name in sector:
            inside = partners[sector[name]]
            outward[name] = (total - inside - inside) / (total - inside + inside)
    each, _ = measured(graph, organizations)
    assert each["participation"].dropna().to_dict() == pytest.approx(spread, abs=1e-12)
    assert each["ei_index"].dropna().to_dict() == pytest.approx(outward, abs=1e-12)


@pytest.mark.parametrize("relation", ["business", "marriage"])
def test_padgetts_families_have_the_values_that_r_gives(relation: str) -> None:
    """The source of each value is told in tests/data/PADGETT.md."""
    each, whole = measured(*families(relation))
    expected = pd.read_csv(DATA / "padgett_values.csv", dtype={"family": str}).query("relation == @relation")
    of_families = expected.dropna(subset="family").pivot(index="family", columns="measure", values="value")
    pd.testing.assert_frame_equal(each[of_families.columns], of_families, **CLOSE)
    of_all = expected[expected["family"].isna()].set_index("measure")["value"]
    assert whole[of_all.index].to_dict() == pytest.approx(of_all.to_dict(), abs=1e-9)
