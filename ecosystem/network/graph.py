"""Graphs built from tables: organizations and ties for one site, relation, wave and rule."""

import networkx as nx
import pandas as pd

from ecosystem.errors import RequestError
from ecosystem.tables.dataset import ALL, Ecosystem
from ecosystem.tables.ties import was_asked

RULES = ("union", "confirmed")


def build_graph(
    ecosystem: Ecosystem,
    site: str,
    *,
    relation: str = ALL,
    rule: str = "union",
    wave: str | None = None,
) -> nx.MultiDiGraph:
    """Return a frozen MultiDiGraph of the organizations in ``site`` and the ties among them.

    Nodes are organization ids, edge keys relations; edge attributes are ``state``, ``strength`` (a float, larger is
    stronger, or None) and ``directed``. In a directed relation an arc u -> v means that u gives to v, whichever end
    reported it; in a mutual relation of a survey it means that u reported the tie; a mutual tie of a plain list is two
    arcs.

    ``rule`` "union" includes every reported tie; "confirmed" includes the ties that both ends report, among the
    organizations that answered (under this rule nothing is known about the others).
    """
    if rule not in RULES:
        raise RequestError(f"There is no rule “{rule}”. There are: {', '.join(RULES)}.")
    members = ecosystem.members(site)
    if rule == "confirmed":
        members = members[members["status"] == "respondent"]
    ties = ecosystem.ties_of(site, relation, wave)
    return graph_of(members["organization_id"].tolist(), ties[ties["inside"]], rule)


def graph_of(organization_ids: list[str], ties: pd.DataFrame, rule: str = "union") -> nx.MultiDiGraph:
    """Return the frozen graph of these organizations and of those ``ties`` that join two of them."""
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
    """Return every pair of organizations of ``site`` with its state: organization_a, organization_b, state.

    Pairs with a report have the state of their tie (the most certain one, where a directed relation has two). Other
    pairs are *absent* where both were asked whether they give and whether they get (for a wish: whether they wish) and
    report neither; *unobserved* where neither was asked (never 0); and *open* where only part of this was asked, so
    that a tie could exist that neither could report. In a plain list they are *unobserved*.
    """
    members = ecosystem.members(site)
    ways = ("gives", "gets") if ecosystem.is_tie(relation) else ("gives",)
    asked: dict[str, set[tuple[str, str]]] = {organization: set() for organization in members["organization_id"]}
    for organization, about, direction in ecosystem.table("asked").itertuples(index=False, name=None):
        if organization in asked:
            asked[organization].add((about, direction))
    heard = {o: sum(was_asked(asked[o], relation, way) for way in ways) for o in asked}
    ties = ecosystem.ties_of(site, relation, wave)
    rank = {"confirmed": 0, "recorded": 1, "one-sided": 2, "pending": 3}
    known: dict[tuple[str, str], str] = {}
    for source, target, state in ties.loc[ties["inside"], ["source_id", "target_id", "state"]].itertuples(index=False):
        pair = (source, target) if source < target else (target, source)
        known[pair] = min(known.get(pair, state), state, key=rank.__getitem__)
    words = {0: "unobserved", 2 * len(ways): "absent"}
    ids = sorted(members["organization_id"])
    rows = [
        (a, b, known.get((a, b)) or words.get(heard[a] + heard[b], "open"))
        for place, a in enumerate(ids)
        for b in ids[place + 1 :]
    ]
    return pd.DataFrame(rows, columns=["organization_a", "organization_b", "state"])
