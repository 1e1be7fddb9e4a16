"""Every measure is empty exactly where its words say so; each reason is read anew here, from the words alone."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import pandas as pd
import pytest

from ecosystem.findings.measures.measures import network_measures, organization_measures
from ecosystem.findings.measures.register import MEASURES
from ecosystem.network.network import Network
from tests.network.test_network import graph_of, listed


@dataclass
class Facts:
    """One map as a person sees it: who is there, who answered, of what sector, with which ties."""

    everybody: list[str]
    answered: set[str]
    sector: dict[str, str]
    ties: nx.MultiDiGraph
    asked: bool  # whether it is a survey

    @property
    def known(self) -> set[str]:
        """Those who answered or are an end of a tie."""
        return self.answered | {end for tie in self.ties.edges() for end in tie}

    def partners(self, one: str) -> set[str]:
        return {*self.ties.successors(one), *self.ties.predecessors(one)}

    def sectors(self) -> list[tuple[str, str]]:
        """Of each pair of partners of known sectors, the two."""
        return [(self.sector[a], self.sector[b]) for a, b in self.ties.edges() if {a, b} <= set(self.sector)]

    def strengths(self, *pairs: tuple[str, str]) -> list[float | None]:
        """Of each tie from the first to the second of a pair."""
        return [tie["strength"] for pair in pairs for tie in self.ties.get_edge_data(*pair, default={}).values()]


def lacks_some(facts: Facts, one: str, measure: str) -> bool:
    """To one direction a tie has what its end says; in the union what either end says will do."""
    if measure in ("in_strength", "out_strength"):
        ends = facts.ties.in_edges(one) if measure == "in_strength" else facts.ties.out_edges(one)
        return None in facts.strengths(*ends)
    return any(set(facts.strengths((one, other), (other, one))) == {None} for other in facts.partners(one))


WORDS: dict[str, Callable[[Facts, str, str], bool]] = {
    "this is a list of ties: nobody was asked whom it names": lambda f, o, m: not f.asked,
    "nobody has answered yet": lambda f, o, m: not f.answered,
    "nobody has answered, and no tie is known": lambda f, o, m: not f.answered and not f.ties.size(),
    "there is no organization": lambda f, o, m: not f.everybody,
    "there is no tie": lambda f, o, m: not f.ties.size(),
    "has no partner": lambda f, o, m: not f.partners(o),
    "has not answered: whom it would name is unknown": lambda f, o, m: o not in f.answered,
    "has not answered, and no tie of it is known": lambda f, o, m: o not in f.answered and not f.partners(o),
    "its sector is not known": lambda f, o, m: o not in f.sector,
    "the sector of none of its partners is known": lambda f, o, m: not f.partners(o) & set(f.sector),
    "no strength was given for any tie": lambda f, o, m: set(f.strengths(*f.ties.edges())) <= {None},
    "no strength was given for some of its ties": lacks_some,
    "needs at least two organizations": lambda f, o, m: len(f.everybody) < 2,
    "needs at least two organizations whose ties are known": lambda f, o, m: len(f.known) < 2,
    "needs at least three organizations whose ties are known": lambda f, o, m: len(f.known) < 3,
    "needs at least two organizations whose sector is known": lambda f, o, m: len(f.known & set(f.sector)) < 2,
    "needs organizations of two known sectors": lambda f, o, m: len({f.sector[k] for k in f.known & set(f.sector)}) < 2,
    "some organizations have not answered: whom they would name is unknown": lambda f, o, m: bool(
        set(f.everybody) - f.answered
    ),
    "there is no tie between two organizations that answered": lambda f, o, m: (
        not any(f.ties.has_edge(a, b) or f.ties.has_edge(b, a) for a, b in combinations(f.answered, 2))
    ),
    "the list of ties has none of some organizations, and may be incomplete": lambda f, o, m: False,  # these are whole
    "no organization has two partners": lambda f, o, m: all(len(f.partners(k)) < 2 for k in f.everybody),
    "there is no tie between organizations of known sector": lambda f, o, m: not f.sectors(),
    "all ties between organizations of known sector are within one sector": lambda f, o, m: (
        len({sector for pair in f.sectors() for sector in pair}) == 1
    ),
}


def strong(*ties: tuple[str, str, float | None]) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for source, target, strength in ties:
        graph.add_edge(source, target, "r", state="recorded", strength=strength, directed=False)
    return graph


ABC = ("abc", ["x", "y", "x"])
MAPS: dict[str, tuple[nx.MultiDiGraph, pd.DataFrame]] = {
    "nobody is there": (graph_of([]), listed("")),
    "one organization": (graph_of([], names="a"), listed("a", ["x"])),
    "all are invited, nobody answered": (graph_of([], names="abc"), listed(*ABC, status="invited")),
    "nobody answered, a list names two": (graph_of([("a", "b", "r")], names="abc"), listed(*ABC, status="invited")),
    "all answered and named nobody": (graph_of([], names="abc"), listed(*ABC)),
    "one of four answered": (
        graph_of([("a", "b", "r"), ("a", "c", "r")], names="abcd"),
        listed("abcd", [*"xyyx"]).assign(status=["respondent", "invited", "named only", "invited"]),
    ),
    "one sector and one unknown": (
        graph_of([("a", "b", "r"), ("c", "b", "r")], names="abcd"),
        listed("abcd", [*"xx", None, "y"]),
    ),
    "some ties without strength": (strong(("a", "b", 2.0), ("b", "a", None), ("c", "b", None)), listed(*ABC)),
    "a chain": (graph_of([("a", "b", "r"), ("b", "c", "r")]), listed(*ABC)),
}


@pytest.mark.parametrize("survey", [True, False], ids=["survey", "list"])
@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("level", ["organization", "network"])
def test_every_measure_is_empty_exactly_where_its_words_say_so(level: str, name: str, survey: bool) -> None:
    graph, table = MAPS[name]
    answered = table.loc[(table["status"] == "respondent") | (not survey), "organization_id"]
    sector = table.dropna(subset="sector").set_index("organization_id")["sector"].to_dict()
    facts = Facts(table["organization_id"].tolist(), set(answered), sector, graph, survey)
    network = Network.from_graph(graph, table, survey, {} if survey else None)
    found = organization_measures(network) if level == "organization" else network_measures(network)
    found = found.assign(organization_id=found.get("organization_id", ""))
    for measure, one, reason in found[["measure", "organization_id", "reason"]].itertuples(index=False, name=None):
        words = [case.reason for case in MEASURES[level, measure].without]  # type: ignore[index]
        told = next((word for word in words if WORDS[word](facts, one, measure)), None)
        assert (None if pd.isna(reason) else reason) == told, (measure, one)
