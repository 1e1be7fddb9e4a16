"""Who is cut off: the same as taking each organization and each tie away and looking what hangs together."""

import networkx as nx
import pytest

from ecosystem.network.separation import bridges, cut_points


def named(graph: nx.Graph) -> nx.Graph:
    """The same graph with texts for names, so that their order is not that of numbers."""
    return nx.relabel_nodes(graph, {node: str(node) for node in graph})


GRAPHS = {
    "null": nx.empty_graph(0),
    "isolates": nx.empty_graph(3),
    "pair": nx.path_graph(2),
    "path": nx.path_graph(7),
    "star": nx.star_graph(4),
    "ring": nx.cycle_graph(5),
    "barbell": nx.barbell_graph(3, 1),
    "two of a size": nx.Graph([(5, 0), (5, 1), (1, 2), (0, 3)]),
    "two trees": nx.disjoint_union(nx.balanced_tree(2, 2), nx.path_graph(4)),
    **{f"chance {n}": nx.gnm_random_graph(24, 18 + 3 * n, seed=n) for n in range(8)},
}


@pytest.mark.parametrize("graph", [*map(named, GRAPHS.values())], ids=[*GRAPHS])
def test_parts_are_those_left_when_the_organization_is_taken_away(graph: nx.Graph) -> None:
    expected = {}
    for node in nx.articulation_points(graph):
        component = nx.node_connected_component(graph, node) - {node}
        parts = sorted(nx.connected_components(graph.subgraph(component)), key=lambda part: (-len(part), min(part)))
        expected[node] = len(parts), [sorted(part) for part in parts[1:]]
    assert {cut.node: (cut.parts, cut.lost) for cut in cut_points(graph)} == expected


@pytest.mark.parametrize("graph", [*map(named, GRAPHS.values())], ids=[*GRAPHS])
def test_the_smaller_side_is_that_left_when_the_tie_is_taken_away(graph: nx.Graph) -> None:
    expected = {}
    for a, b in nx.bridges(graph):
        rest = nx.restricted_view(graph, [], [(a, b)])
        sides = [sorted(nx.node_connected_component(rest, end)) for end in (a, b)]
        expected[min(a, b), max(a, b)] = min(sides, key=lambda side: (len(side), side))
    assert {bridge.ends: bridge.lost for bridge in bridges(graph)} == expected


class Counting(nx.Graph):
    """A graph that counts how often the partners of a node are looked up."""

    looked = 0

    def __getitem__(self, node: str) -> object:
        self.looked += 1
        return super().__getitem__(node)

    def neighbors(self, node: str) -> object:
        self.looked += 1
        return super().neighbors(node)


@pytest.mark.parametrize("size", [50, 500])
@pytest.mark.parametrize("found", [cut_points, bridges])
def test_partners_are_looked_up_as_often_as_there_are_organizations(size: int, found) -> None:  # type: ignore[no-untyped-def]
    graph = Counting(nx.path_graph(size))
    graph.looked = 0
    assert len(found(graph)) >= size - 2
    assert graph.looked <= 4 * size
