"""The least losses that split a network: how many organizations, how many ties."""

from itertools import combinations

from ecosystem.network.network import Network


def organizations_to_split(network: Network) -> int:
    """How many observed organizations must leave, at the least, for two others to have no way to each other.

    0 where the union is split as it is; one less than there are where all are partners, so that none can be split.
    Esfahanian & Hakimi 1984, Networks 14:355: a smallest split parts one organization from somebody, or, where it is
    part of the split, two of its partners from each other.
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
    """How many ties of the union must end, at the least, for two observed organizations to have no way to each other.

    0 where the union is split as it is, or holds fewer than two organizations.
    """
    graph = network.union_graph
    return int(graph.edge_connectivity()) if graph.vcount() > 1 else 0
