"""Node and edge connectivity: the smallest number of organizations or ties whose loss splits a network."""

from itertools import combinations

from ecosystem.network.network import Network


def organizations_to_split(network: Network) -> int:
    """Return the smallest number of observed organizations whose loss leaves two others without a path.

    0 if the union is already disconnected; one less than the number of organizations if all are partners, as none can
    then be separated. Esfahanian & Hakimi 1984, Networks 14:355: a minimum cut separates a given organization from
    another or, if it belongs to the cut, separates two of its partners.
    """
    graph = network.union_graph
    if graph.vcount() < 2:
        return 0
    degrees = graph.degree()
    least = min(degrees)
    if least == 0 or not graph.is_connected():
        return 0
    if least == 1:
        return 1
    fewest = degrees.index(least)
    partners = set(graph.neighbors(fewest))
    asked = [(fewest, other) for other in range(graph.vcount()) if other != fewest and other not in partners]
    asked += [(a, b) for a, b in combinations(sorted(partners), 2) if not graph.are_adjacent(a, b)]
    return int(min([least, *(graph.vertex_connectivity(a, b) for a, b in asked)]))


def ties_to_split(network: Network) -> int:
    """Return the smallest number of ties whose loss leaves two observed organizations without a path in the union.

    0 if the union is already disconnected or has fewer than two organizations.
    """
    graph = network.union_graph
    return int(graph.edge_connectivity()) if graph.vcount() > 1 else 0
