"""Tables to graph: who is there, and who has a tie with whom, for one site, relation, wave and rule."""

import networkx as nx
import pandas as pd

from ecosystem.errors import RequestError
from ecosystem.tables.ecosystem import ALL, Ecosystem

RULES = ("union", "confirmed")


def build_graph(
    ecosystem: Ecosystem,
    site: str,
    *,
    relation: str = ALL,
    rule: str = "union",
    wave: str | None = None,
) -> nx.MultiDiGraph:
    """A frozen MultiDiGraph of the organizations in ``site`` and the ties among them.

    Nodes are organization ids, edge keys relations; attributes of an edge: ``state``, ``strength`` (a float, larger
    is stronger, or None) and ``directed``. An arc u -> v means, in a directed relation, that u gives to v, whoever
    reported it; in a mutual relation known from a survey, that u says so; a mutual tie of a plain list is two arcs.

    ``rule`` "union" takes every tie that somebody reports; "confirmed" takes the ties that both ends report, among
    the organizations that answered (nothing is known of the others under this rule).
    """
    if rule not in RULES:
        raise RequestError(f"There is no rule “{rule}”. There are: {', '.join(RULES)}.")
    members = ecosystem.members(site)
    if rule == "confirmed":
        members = members[members["status"] == "respondent"]
    ties = ecosystem.ties_of(site, relation, wave)
    return graph_of(members["organization_id"].tolist(), ties[ties["inside"]], rule)


def graph_of(organization_ids: list[str], ties: pd.DataFrame, rule: str = "union") -> nx.MultiDiGraph:
    """The frozen graph of these organizations and those of ``ties`` that join two of them."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(sorted(organization_ids))
    if rule == "confirmed":
        ties = ties[ties["state"] == "confirmed"]
    columns = ["source_id", "target_id", "relation", "directed", "state"]
    columns += ["strength", "source_strength", "target_strength", "source_says", "target_says"]
    for source, target, key, directed, state, strongest, by_source, by_target, says, also in ties[columns].itertuples(
        index=False, name=None
    ):
        if source not in graph or target not in graph:
            continue
        attributes = {"state": state, "directed": bool(directed)}
        if directed:
            graph.add_edge(source, target, key=key, strength=_known(strongest), **attributes)
        elif state == "recorded":
            for u, v in ((source, target), (target, source)):
                graph.add_edge(u, v, key=key, strength=_known(strongest), **attributes)
        else:
            if _said(says):
                graph.add_edge(source, target, key=key, strength=_known(by_source), **attributes)
            if _said(also):
                graph.add_edge(target, source, key=key, strength=_known(by_target), **attributes)
    return nx.freeze(graph)


def _said(value: object) -> bool:
    return value is not pd.NA and bool(value)


def _known(value: object) -> float | None:
    return None if value is pd.NA or value is None else float(value)  # type: ignore[arg-type]


def pair_states(ecosystem: Ecosystem, site: str, relation: str, wave: str | None = None) -> pd.DataFrame:
    """Every pair of organizations of ``site`` with its state in one relation: organization_a, organization_b, state.

    Pairs with a report have the state of their tie (the surest, where a directed relation has two). Of the others,
    a pair is *absent* where both answered and neither reports it, *unobserved* where neither answered (never 0), and
    *open* where one answered without reporting it and the other may still do so. In a plain list it is *unobserved*.
    """
    members = ecosystem.members(site)
    answered = set(members.loc[members["status"] == "respondent", "organization_id"])
    ties = ecosystem.ties_of(site, relation, wave)
    rank = {"confirmed": 0, "recorded": 1, "one-sided": 2, "pending": 3}
    known: dict[tuple[str, str], str] = {}
    for source, target, state in ties.loc[ties["inside"], ["source_id", "target_id", "state"]].itertuples(index=False):
        pair = (source, target) if source < target else (target, source)
        known[pair] = min(known.get(pair, state), state, key=rank.__getitem__)
    words = {2: "absent", 1: "open", 0: "unobserved"}
    ids = sorted(members["organization_id"])
    rows = [
        (a, b, known.get((a, b)) or words[(a in answered) + (b in answered)])
        for place, a in enumerate(ids)
        for b in ids[place + 1 :]
    ]
    return pd.DataFrame(rows, columns=["organization_a", "organization_b", "state"])
