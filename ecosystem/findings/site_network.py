"""One site, relation, rule and wave: its organizations, ties, graph and arrays, and how many answered."""

import functools
from dataclasses import dataclass

import networkx as nx
import pandas as pd

from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.findings import limits
from ecosystem.network.graph import build_graph
from ecosystem.network.network import Network
from ecosystem.tables.builder import EVERYWHERE
from ecosystem.tables.by_site import NONE
from ecosystem.tables.dataset import ALL, Ecosystem
from ecosystem.translation import gettext


@dataclass(frozen=True, eq=False)
class SiteNetwork:
    """One site of an ecosystem, seen through one relation (or all), one rule and one wave (the last unless given).

    ``ecosystem`` becomes that of the wave: what only another wave knows is not part of it.
    """

    ecosystem: Ecosystem
    site: str
    relation: str = ALL
    rule: str = "union"
    wave: str = ""

    def __post_init__(self) -> None:
        seen = self.ecosystem.in_round(self.wave or self.ecosystem.waves[-1])
        object.__setattr__(self, "ecosystem", seen)  # frozen from here on
        object.__setattr__(self, "wave", seen.waves[-1])

    @property
    def survey(self) -> bool:
        """Whether this city was surveyed; in a list nobody was asked, so there are no answers, invited or rates."""
        return self.ecosystem.surveyed(self.site)

    @property
    def place(self) -> str:
        """Return the city's name for a sentence; "this map" where the source names no city."""
        return gettext("this map") if self.site == EVERYWHERE else self.site

    @property
    def size(self) -> int:
        """How many organizations it has."""
        return len(self.ecosystem.rows_of("organizations").get(self.site, NONE).places)

    @functools.cached_property
    def members(self) -> pd.DataFrame:
        """Its organizations, indexed by id."""
        return self.ecosystem.members(self.site).set_index("organization_id", drop=False)

    @functools.cached_property
    def names(self) -> dict[str, str]:
        """organization_id -> name, for its own organizations and their partners elsewhere."""
        return self.ecosystem.names()

    @functools.cached_property
    def statuses(self) -> dict[str, str]:
        """organization_id -> status in the survey; <NA> in a plain list."""
        return dict(zip(self.members.index, self.members["status"], strict=True))

    @functools.cached_property
    def all_ties(self) -> pd.DataFrame:
        """Ties that touch the site; ``inside`` is True where both ends are there."""
        return self.ecosystem.ties_of(self.site, self.relation, self.wave)

    @functools.cached_property
    def ties(self) -> pd.DataFrame:
        """Ties among its organizations, under the rule."""
        ties = self.all_ties[self.all_ties["inside"]]
        return ties[ties["state"] == "confirmed"] if self.rule == "confirmed" else ties

    @functools.cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The frozen graph."""
        return build_graph(self.ecosystem, self.site, relation=self.relation, rule=self.rule, wave=self.wave)

    @functools.cached_property
    def network(self) -> Network:
        """The graph as arrays."""
        survey = self.survey
        members = self.members.reset_index(drop=True)
        named_by = self.named_by if survey else None
        return Network.from_graph(self.graph, members, survey, named_by, asked=self.ties_asked, complete=survey)

    @functools.cached_property
    def ties_asked(self) -> bool:
        """Whether ties of this relation were asked about here, or listed; if not, their absence says nothing."""
        if len(self.all_ties) or (self.ecosystem.ties_listed and self._listed_this_round):
            return True
        about = self.ecosystem.rows_within("asked", self.site)["relation"]
        return any(self.ecosystem.is_tie(r) if self.relation == ALL else r == self.relation for r in about.unique())

    @property
    def _listed_this_round(self) -> bool:
        """Whether a list of ties of this wave has this relation, and this city; true where there is one wave alone.

        Beside cities that lists alone describe, a list counts for a surveyed city only if it has ties of it.
        """
        beside = self.survey and bool(self.ecosystem.listed_cities)
        if not self.ecosystem.round and not beside:
            return True
        listed = self.ecosystem.tables["reports"]
        here = listed.take(self.ecosystem.rows_of("reports").get(self.site, NONE).places)
        if beside:
            here = listed = here[here["asked"] == "list"]
        return bool(len(here)) and (self.relation == ALL or bool(listed["relation"].eq(self.relation).any()))

    def was_asked(self, field: str) -> bool:
        """Return whether a form or a list asked the organizations here for this column, or one of them has a value.

        What is offered or needed now and what could be are one question.
        """
        asked, could = self.ecosystem.asked_fields, f"{field}_could"
        columns = [field, could] if could in self.members else [field]
        meant = (self.site,) if self.site in self.ecosystem.listed_cities else (self.site, "")  # a form asked not there
        here = any((site, column) in asked for site in meant for column in columns)
        return here or bool(self.members[columns].notna().to_numpy().any())

    @functools.cached_property
    def large(self) -> bool:
        """Whether it is too large for findings that take four times as long in twice the city (`limits`)."""
        ties = self.ecosystem.rows_of("ties").get(self.site, NONE)
        if self.size <= limits.MOST_ORGANIZATIONS and len(ties.places) <= limits.MOST_TIES:
            return False  # known without building the network
        return limits.is_large(self.network)

    @functools.cached_property
    def union(self) -> nx.Graph:
        """The undirected union of the organizations of which something is known."""
        network = self.network
        graph = nx.Graph()
        graph.add_nodes_from(o for o, seen in zip(network.ids, network.observed, strict=True) if seen)
        graph.add_edges_from((network.ids[a], network.ids[b]) for a, b in network.pairs.tolist())
        return graph

    @functools.cached_property
    def reports(self) -> pd.DataFrame:
        """The reports of its organizations about ties to each other, in this relation and wave."""
        reports = self.ecosystem.rows_within("reports", self.site)
        return reports[reports["relation"].isin(self.all_ties["relation"]) & (reports["wave"] == self.wave)]

    @functools.cached_property
    def nominations(self) -> pd.DataFrame:
        """Who names whom: reporter_id and named_id, one row per pair, in the order of both.

        In a survey only respondents name others; in a plain list the source of a tie names its target.
        """
        ends = self.reports[["reporter_id", "named_id"]]
        if self.survey:
            ends = ends[ends["reporter_id"].map(self.statuses) == "respondent"]
        return ends.drop_duplicates().sort_values(["reporter_id", "named_id"], ignore_index=True)

    @functools.cached_property
    def named_by(self) -> dict[str, int]:
        """organization_id -> by how many others here it is named (`nominations`), 0 included."""
        counts = self.nominations["named_id"].value_counts()
        return {o: int(counts.get(o, 0)) for o in self.members.index}

    @functools.cached_property
    def respondents(self) -> int:
        """How many of its organizations answered."""
        return int((self.members["status"] == "respondent").sum())

    def other_respondents(self, organization: str) -> int:
        """How many organizations answered, this one left out: the base of its `named_by`."""
        return self.respondents - int(self.statuses.get(organization) == "respondent")

    @functools.cached_property
    def invited(self) -> int:
        """How many of its organizations were asked, whether they answered or not; only where `invited_known`."""
        return int(self.members["status"].isin(["respondent", "invited"]).sum())

    @property
    def invited_known(self) -> bool:
        """Whether the source says who was invited; nobody was where only lists describe the city."""
        return self.survey and self.ecosystem.invited_known

    @property
    def response_rate(self) -> float | None:
        """Share of those invited who answered; None where nobody said who was invited, and in a plain list."""
        return self.respondents / self.invited if self.invited_known and self.invited else None


def cities(ecosystem: Ecosystem, site: str | None, relation: str = ALL, rule: str = "union") -> list[SiteNetwork]:
    """Return the site named, or every site, each in every wave; RequestError for an unknown site or relation.

    A relation may be called by its id, its label or another name the vocabulary knows, in any case.
    """
    entry = load_vocabulary("relations").entry(relation)
    meant = entry.id if entry and entry.id in ecosystem.relations else ecosystem.relation(relation)
    return [SiteNetwork(ecosystem, s, meant, rule, wave) for s in _sites(ecosystem, site) for wave in ecosystem.waves]


def cities_now(ecosystem: Ecosystem, site: str | None = None) -> list[SiteNetwork]:
    """Return the site named, or every site, in the last wave; RequestError for an unknown site."""
    return [SiteNetwork(ecosystem, s) for s in _sites(ecosystem, site)]


def _sites(ecosystem: Ecosystem, site: str | None) -> list[str]:
    return ecosystem.sites if site is None else [ecosystem.site(site)]
