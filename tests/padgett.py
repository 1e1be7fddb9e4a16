"""Padgett's families of Florence, as a network; where the ties and values come from is told in data/PADGETT.md."""

from pathlib import Path

import networkx as nx
import pandas as pd

from ecosystem.network.network import Network

DATA = Path(__file__).parent / "data"


def families(relation: str) -> tuple[nx.MultiDiGraph, pd.DataFrame]:
    """The graph of one relation, business or marriage, and the families with a sector each, x or y."""
    organizations = pd.read_csv(DATA / "padgett_families.csv", dtype=str)
    ties = pd.read_csv(DATA / "padgett_ties.csv", dtype=str).query("relation == @relation")
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(organizations["family"])
    for a, b in zip(ties["source"], ties["target"], strict=True):
        for source, target in ((a, b), (b, a)):
            graph.add_edge(source, target, relation, state="recorded", strength=1.0, directed=False)
    return nx.freeze(graph), organizations.rename(columns={"family": "organization_id", "group": "sector"})


def florence(relation: str = "marriage") -> Network:
    """The same as arrays."""
    return Network.from_graph(*families(relation), survey=False)
