"""Standing on a crossing, counted by walking every shortest way."""

from itertools import combinations

import networkx as nx
import pytest

from ecosystem.findings.measures.measures import organization_measures
from ecosystem.network.network import Network
from tests.findings.measures.test_measures import reason
from tests.findings.test_measures_oracle import SEEDS, city, simple
from tests.network.test_network import graph_of, listed
from tests.padgett import florence


def values(network: Network, measure: str) -> dict[str, float]:
    table = organization_measures(network, measures=[measure]).dropna(subset="value")
    return dict(zip(table["organization_id"], table["value"], strict=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_standing_between_sectors_agrees_with_walking_every_shortest_way(seed: int) -> None:
    graph, organizations = city(seed)
    _, union = simple(graph)
    sector = dict(organizations.dropna().itertuples(index=False))
    expected = dict.fromkeys(union, 0.0)
    for a, b in combinations(sorted(sector), 2):
        if sector[a] != sector[b] and nx.has_path(union, a, b):
            ways = list(nx.all_shortest_paths(union, a, b))
            for way in ways:
                for between in way[1:-1]:
                    expected[between] += 1 / len(ways)
    network = Network.from_graph(graph, organizations, survey=False)
    assert values(network, "betweenness_cross_sector") == pytest.approx(expected, abs=1e-9)


def test_one_of_unknown_sector_can_stand_between_sectors() -> None:
    network = Network.from_graph(graph_of([("a", "b", "r"), ("b", "c", "r")]), listed("abc", ["x", None, "y"]), False)
    assert values(network, "betweenness_cross_sector") == {"a": 0, "b": 1, "c": 0}


def test_where_all_are_of_one_sector_nobody_stands_between_sectors() -> None:
    network = Network.from_graph(graph_of([("a", "b", "r")]), listed("ab", ["x", "x"]), survey=False)
    assert reason(organization_measures(network), "betweenness_cross_sector", "a") == (
        "needs organizations of two known sectors"
    )


def test_of_two_circles_the_one_tie_that_joins_them_stands_on_the_crossing() -> None:
    ties = ["ab", "bc", "ca", "cd", "de", "ef", "fg", "ge"]  # d has two partners, c and e three
    network = Network.from_graph(graph_of([(a, b, "r") for a, b in ties]), listed("abcdefg"), survey=False)
    found = values(network, "bridging")
    assert max(found, key=found.__getitem__) == "d"
    assert found["d"] == pytest.approx(9 * (1 / 2) / (1 / 3 + 1 / 3))  # nine pairs, by hand


def test_padgetts_families_stand_on_the_crossing_as_a_separate_implementation_finds() -> None:
    """The values were computed outside this project (tests/data/PADGETT.md); those of the largest three."""
    found = values(florence("marriage"), "bridging")
    largest = dict(sorted(found.items(), key=lambda one: -one[1])[:3])
    assert largest == pytest.approx({"Barbadori": 8.5, "Salviati": 39 / 7, "Ridolfi": 124 / 27}, abs=1e-9)
