"""Cut points and bridges: organizations and ties whose loss disconnects others, found in one depth-first search."""

from collections.abc import Iterator
from typing import NamedTuple

import networkx as nx


class Cut(NamedTuple):
    """One cut point: the number of parts its component splits into without it, and all parts but the largest.

    Each part is sorted; parts are ordered by size, largest first, then by first member.
    """

    node: str
    parts: int
    lost: list[list[str]]


class Bridge(NamedTuple):
    """One tie that alone connects two sides: its sorted ends, and the smaller side, sorted."""

    ends: tuple[str, str]
    lost: list[str]


class _Walk(NamedTuple):
    """A depth-first search of one component; nodes are numbered by their position in ``order``.

    The descendants of node n are at positions n to n + size[n]; ``low`` is the first node to which they, or n, have an
    edge other than the tree edge to n (Hopcroft & Tarjan 1973, Communications of the ACM 16:372).
    """

    order: list[str]
    above: list[int]
    size: list[int]
    low: list[int]


def cut_points(graph: nx.Graph) -> list[Cut]:
    """Return every node whose loss splits its component, in no particular order.

    The time is linear in nodes, edges and the total size of all lost parts.

    >>> cut_points(nx.path_graph(["a", "b", "c", "d"]))
    [Cut(node='b', parts=2, lost=[['a']]), Cut(node='c', parts=2, lost=[['d']])]
    """
    found = []
    for walk in _walks(graph):
        below: dict[int, list[int]] = {}  # node -> the children whose subtrees it alone connects to the rest
        for child in range(1, len(walk.order)):
            if walk.low[child] >= walk.above[child]:
                below.setdefault(walk.above[child], []).append(child)
        for node, children in sorted(below.items()):
            spans = [(child, child + walk.size[child]) for child in children]
            sizes = [end - start for start, end in spans]
            rest = len(walk.order) - 1 - sum(sizes)
            if len(spans) + bool(rest) < 2:
                continue
            most = max(*sizes, rest)
            tied = [*sizes, rest].count(most) > 1  # a unique largest part is not listed
            parts = [sorted(walk.order[start:end]) for start, end in spans if end - start < most or tied]
            if rest and (rest < most or tied):
                parts.append(_others(walk, [(node, node + 1), *spans]))
            parts.sort(key=lambda part: (-len(part), part[0]))
            found.append(Cut(walk.order[node], len(spans) + bool(rest), parts[1:] if tied else parts))
    return found


def bridges(graph: nx.Graph) -> list[Bridge]:
    """Return every edge whose loss splits its component, in no particular order.

    >>> bridges(nx.path_graph(["b", "a", "c"]))
    [Bridge(ends=('a', 'b'), lost=['b']), Bridge(ends=('a', 'c'), lost=['c'])]
    """
    found = []
    for walk in _walks(graph):
        for node in range(1, len(walk.order)):
            if walk.low[node] < node:
                continue
            ends = walk.order[walk.above[node]], walk.order[node]
            span = node, node + walk.size[node]
            here, there = walk.size[node], len(walk.order) - walk.size[node]
            sides = [sorted(walk.order[slice(*span)])] if here <= there else []
            sides += [_others(walk, [span])] if there <= here else []
            found.append(Bridge((min(ends), max(ends)), min(sides)))
    return found


def _others(walk: _Walk, spans: list[tuple[int, int]]) -> list[str]:
    """Return all nodes of the component outside these spans, sorted."""
    found, at = [], 0
    for start, end in sorted(spans):
        found += walk.order[at:start]
        at = end
    return sorted(found + walk.order[at:])


def _walks(graph: nx.Graph) -> Iterator[_Walk]:
    """Yield a search of each component of more than one node."""
    for component in nx.connected_components(graph):
        if len(component) < 2:
            continue
        start = min(component)
        tree = [(start, start), *nx.dfs_edges(graph, start)]
        order = [node for _, node in tree]
        place = {node: number for number, node in enumerate(order)}
        above = [place[parent] for parent, _ in tree]
        size, low = [1] * len(order), list(range(len(order)))
        for node in range(len(order) - 1, 0, -1):  # descendants are processed before their node
            parent = above[node]
            low[node] = min(low[node], *(place[other] for other in graph[order[node]] if place[other] != parent), node)
            low[parent] = min(low[parent], low[node])
            size[parent] += size[node]
        yield _Walk(order, above, size, low)
