"""The measures of a whole network: the functions first, then what each one says and cannot say."""

from dataclasses import replace

import numpy as np

from ecosystem.findings.measures.measure_record import Measure
from ecosystem.findings.measures.undefined import (
    FEWER_THAN_THREE,
    FEWER_THAN_TWO,
    LIST_WITHOUT_SOME,
    NO_ANSWERED_TIE,
    NO_ORGANIZATION,
    NO_RESPONDENT,
    NO_SECTOR_TIE,
    NO_SHARED_PARTNER,
    NO_TIE,
    NOT_ALL_ANSWERED,
    NOTHING_OBSERVED,
    ONE_SECTOR,
    SINGLE,
)
from ecosystem.findings.structure.centralization import (
    centralization_betweenness,
    centralization_degree,
    centralization_in_degree,
    centralization_out_degree,
)
from ecosystem.findings.structure.expected_ei import EI_EXPECTED_OVERALL
from ecosystem.network.network import Floats, Network
from ecosystem.translation import gettext_noop as _


def organizations(network: Network) -> float:
    """How many organizations there are, answered or not."""
    return len(network)


def ties(network: Network) -> float:
    """How many ties there are: one for each arc of a directed tie, one for each pair of a mutual one."""
    # A pair with a directed relation counts its directed arcs; any other pair counts once.
    source, target = network.source[network.directed], network.target[network.directed]
    pairs_with_direction = np.unique(np.minimum(source, target) * len(network) + np.maximum(source, target))
    return len(source) + len(network.pairs) - len(pairs_with_direction)


def density(network: Network) -> float:
    """Share of the possible arcs from organizations that answered which are there."""
    possible = network.answered.sum() * (len(network) - 1)
    return float(network.answered[network.source].sum() / possible)


def mean_degree(network: Network) -> float:
    """Mean number of partners in the union, over the organizations that answered."""
    return float(network.degree[network.answered].mean())


def reciprocity(network: Network) -> float:
    """2M / (2M + A), for M mutual and A one-way pairs among the organizations that answered."""
    both = network.answered[network.source] & network.answered[network.target]
    source, target = network.source[both], network.target[both]
    return float(network.has_arc(target, source).mean())


def transitivity(network: Network) -> float:
    """3 x triangles / paths of two ties, in the union."""
    return float(network.union_graph.transitivity_undirected(mode="nan"))


def component_sizes(network: Network) -> list[int]:
    """How many observed organizations each separate part of the union has."""
    return list(network.union_graph.connected_components().sizes())


def components(network: Network) -> float:
    """How many separate parts the union has; an isolate is one."""
    return len(component_sizes(network))


def largest_component(network: Network) -> float:
    """How many organizations the largest separate part of the union has."""
    return max(component_sizes(network), default=0)


def isolates(network: Network) -> float:
    """How many observed organizations have no partner."""
    return int((network.degree[network.observed] == 0).sum())


def cut_points(network: Network) -> float:
    """How many organizations would, by leaving, split the part of the union they are in."""
    return len(network.union_graph.articulation_points())


def _observed_pairs(network: Network) -> float:
    observed = int(network.observed.sum())
    return observed * (observed - 1) / 2


def efficiency(network: Network) -> float:
    """Mean over all pairs of observed organizations of 1 / distance; 0 for pairs without a path."""
    counts = network.distances[1:]
    return float((counts / np.arange(1, len(counts) + 1)).sum() / _observed_pairs(network))


def mean_distance(network: Network) -> float:
    """Mean distance in the union, over the pairs that have a path."""
    return float(np.average(np.arange(len(network.distances)), weights=network.distances))


def within_two_steps(network: Network) -> float:
    """Share of the pairs of observed organizations with a tie or a shared partner."""
    return float(network.distances[:3].sum() / _observed_pairs(network))


def mixing(network: Network) -> Floats:
    """Share of the ends of ties in each pair of sectors, symmetric, where both sectors are known."""
    sectors = network.sector[network.pairs]
    known = sectors[(sectors >= 0).all(axis=1)]
    counts = np.zeros((len(network.sectors), len(network.sectors)))
    np.add.at(counts, (known[:, 0], known[:, 1]), 1)
    return (counts + counts.T) / (2 * len(known))


def ei_index(network: Network) -> float:
    """Share of ties across sectors minus share inside them, in the union."""
    return float(1 - 2 * np.trace(mixing(network)))


def assortativity_sector(network: Network) -> float:
    """Newman's coefficient: share of ties inside sectors beyond chance, 1 if all are inside."""
    shares = mixing(network)
    by_chance = (shares.sum(axis=0) ** 2).sum()
    return float((np.trace(shares) - by_chance) / (1 - by_chance))


_WASSERMAN = "Wasserman & Faust 1994, Social Network Analysis"
_FREEMAN = "Freeman 1979, Social Networks 1:215"
_COUNT = Measure(
    id="organizations",
    label=_("Organizations"),
    level="network",
    question=_("How many organizations are on the map?"),
    high=_("Many organizations are known here."),
    low=_("Few organizations are known here."),
    cannot_say=_("How many there are that nobody has named yet."),
    graph="undirected union",
    unit=_("organizations"),
    citation=_WASSERMAN,
    without=(),
    function=organizations,
    of_ties=False,
)
_OF_TIES = replace(_COUNT, of_ties=True)
_CENTRALIZATION = replace(
    _OF_TIES,
    id="centralization_degree",
    label=_("Concentration of partners (degree centralization)"),
    question=_("Are the ties concentrated on one organization?"),
    high=_("1: one organization has a tie with all others, and they only with it."),
    low=_("0: all have the same number of partners."),
    cannot_say=_("Which organization that is, or how well it fills this position."),
    unit=_("share, 0 to 1"),
    citation=_FREEMAN,
    without=(NO_ORGANIZATION, NOTHING_OBSERVED, FEWER_THAN_THREE),
    function=centralization_degree,
)

NETWORK_MEASURES: tuple[Measure, ...] = (
    _COUNT,
    replace(
        _OF_TIES,
        id="ties",
        label=_("Ties"),
        question=_("How many ties are known?"),
        high=_("Many ties were reported."),
        low=_("Few ties were reported."),
        cannot_say=_("How many ties actually exist. More answers bring more ties."),
        graph="directed",
        unit=_("ties"),
        without=(NOTHING_OBSERVED,),
        function=ties,
    ),
    replace(
        _OF_TIES,
        id="density",
        label=_("Share of possible ties (density)"),
        question=_("What share of all possible ties exists?"),
        high=_("Nearly all organizations name each other."),
        low=_("Each organization names only a few others."),
        cannot_say=_("How cities compare. It halves when a city has twice as many organizations."),
        graph="directed",
        unit=_("share, 0 to 1"),
        citation="Wasserman & Faust 1994; Anderson, Butts & Carley 1999, Social Networks 21:239",
        without=(NO_ORGANIZATION, NO_RESPONDENT, SINGLE),
        function=density,
    ),
    replace(
        _OF_TIES,
        id="mean_degree",
        label=_("Average number of partners"),
        question=_("How many partners does an organization that answered have on average?"),
        high=_("Organizations have many partners."),
        low=_("Organizations have few partners."),
        cannot_say=_("Whether ties are evenly distributed. A limit on names in the survey lowers it."),
        without=(NO_ORGANIZATION, NO_RESPONDENT),
        function=mean_degree,
    ),
    replace(
        _OF_TIES,
        id="reciprocity",
        label=_("Reciprocated ties"),
        question=_("What share of ties do both sides report?"),
        high=_("1: every organization names those who name it."),
        low=_("0: no organization is named by those it names."),
        cannot_say=_("That a tie reported by one side is false. People forget, and know different partners."),
        graph="directed",
        unit=_("share, 0 to 1"),
        without=(NO_ORGANIZATION, NO_RESPONDENT, NO_ANSWERED_TIE),
        function=reciprocity,
    ),
    replace(
        _OF_TIES,
        id="transitivity",
        label=_("Closed triangles (transitivity)"),
        question=_("How often do two partners of one organization work with each other?"),
        high=_("Near 1: partners of partners are mostly partners too."),
        low=_("Near 0: partners of one organization rarely work with each other."),
        cannot_say=_("Whether closed groups are good. They build trust and bring little new information."),
        unit=_("share, 0 to 1"),
        without=(NO_ORGANIZATION, NOTHING_OBSERVED, NO_SHARED_PARTNER),
        function=transitivity,
    ),
    replace(
        _OF_TIES,
        id="components",
        label=_("Separate parts (components)"),
        question=_("How many parts does the network have, with no tie between them?"),
        high=_("The network consists of many parts."),
        low=_("1: every organization is connected to every other by some path."),
        cannot_say=_("How strongly a part is connected inside."),
        unit=_("parts"),
        without=(NOTHING_OBSERVED,),
        function=components,
    ),
    replace(
        _OF_TIES,
        id="largest_component",
        label=_("Largest part"),
        question=_("How many organizations are in the largest connected part?"),
        high=_("Most organizations are connected by some path."),
        low=_("Even the largest part is small."),
        cannot_say=_("How long the paths inside it are."),
        without=(NOTHING_OBSERVED,),
        function=largest_component,
    ),
    replace(
        _OF_TIES,
        id="isolates",
        label=_("Isolates"),
        question=_("How many organizations have no known tie?"),
        high=_("Many organizations have no tie."),
        low=_("0: every organization has a tie."),
        cannot_say=_("Anything about organizations that have not answered and are not named."),
        without=(NOTHING_OBSERVED, LIST_WITHOUT_SOME),
        function=isolates,
    ),
    replace(
        _OF_TIES,
        id="cut_points",
        label=_("Only connections (cut points)"),
        question=_("How many organizations would cut others off if they left?"),
        high=_("Many connections depend on single organizations."),
        low=_("0: the network stays connected whichever one organization leaves."),
        cannot_say=_("Whether ties exist that nobody reported. With few answers, only connections look common."),
        citation="Hopcroft & Tarjan 1973, Communications of the ACM 16:372",
        without=(NOTHING_OBSERVED,),
        function=cut_points,
    ),
    replace(
        _OF_TIES,
        id="efficiency",
        label=_("Average closeness (efficiency)"),
        question=_("How close are two organizations to each other on average?"),
        high=_("1: every organization has a tie with every other."),
        low=_("0: no organization can reach another."),
        cannot_say=_("How cities of different size compare."),
        unit=_("share, 0 to 1"),
        citation="Latora & Marchiori 2001, Physical Review Letters 87:198701",
        without=(NO_ORGANIZATION, NOTHING_OBSERVED, FEWER_THAN_TWO),
        function=efficiency,
        any_size=False,
    ),
    replace(
        _OF_TIES,
        id="mean_distance",
        label=_("Average steps apart"),
        question=_("How many steps apart are two organizations on average, among those that are connected?"),
        high=_("Paths are long. A message passes through many organizations."),
        low=_("1: all connected organizations are connected directly."),
        cannot_say=_("How many pairs are not connected. Look at separate parts as well."),
        unit=_("steps"),
        without=(NO_ORGANIZATION, NOTHING_OBSERVED, NO_TIE),
        function=mean_distance,
        any_size=False,
    ),
    replace(
        _OF_TIES,
        id="within_two_steps",
        label=_("Within two steps"),
        question=_("What share of all pairs have a tie or a shared partner that could introduce them?"),
        high=_("Most pairs have a tie or are one introduction apart."),
        low=_("Most pairs have no partner in common."),
        cannot_say=_("Whether the shared partner would introduce them."),
        unit=_("share, 0 to 1"),
        without=(NO_ORGANIZATION, NOTHING_OBSERVED, FEWER_THAN_TWO),
        function=within_two_steps,
        any_size=False,
    ),
    replace(
        _CENTRALIZATION,
        id="centralization_in_degree",
        label=_("Concentration of incoming ties"),
        question=_("Do all organizations name the same one?"),
        high=_("1: all name one organization and no other."),
        low=_("0: all are named equally often."),
        graph="directed",
        without=(NO_ORGANIZATION, NO_RESPONDENT, SINGLE),
        function=centralization_in_degree,
    ),
    replace(
        _CENTRALIZATION,
        id="centralization_out_degree",
        label=_("Concentration of outgoing ties"),
        question=_("Does one organization report all the ties?"),
        high=_("1: one organization names all others, and no other names any."),
        low=_("0: all name the same number."),
        graph="directed",
        without=(NO_ORGANIZATION, NO_RESPONDENT, NOT_ALL_ANSWERED, SINGLE),
        function=centralization_out_degree,
    ),
    _CENTRALIZATION,
    replace(
        _CENTRALIZATION,
        id="centralization_betweenness",
        label=_("Concentration of paths (betweenness centralization)"),
        question=_("Do all shortest paths pass through one organization?"),
        high=_("1: every path between two others passes through the same organization."),
        low=_("0: all are on equally many paths between others."),
        function=centralization_betweenness,
        any_size=False,
    ),
    replace(
        _OF_TIES,
        id="ei_index",
        label=_("Ties across sectors (E-I)"),
        question=_("Do ties connect different sectors or stay within one?"),
        high=_("Near 1: most ties are between sectors."),
        low=_("Near -1: most ties are within a sector."),
        cannot_say=_("Whether that is a lot. With many small sectors most ties cross sectors by chance alone."),
        unit=_("-1 to 1"),
        citation="Krackhardt & Stern 1988, Social Psychology Quarterly 51:123",
        without=(NO_ORGANIZATION, NOTHING_OBSERVED, NO_SECTOR_TIE),
        function=ei_index,
    ),
    EI_EXPECTED_OVERALL,
    replace(
        _OF_TIES,
        id="assortativity_sector",
        label=_("Preference for the own sector (assortativity)"),
        question=_("Do organizations have more ties within their sector than expected by chance?"),
        high=_("1: all ties are within sectors."),
        low=_("Below 0: more ties connect different sectors than expected by chance."),
        cannot_say=_("The reason. It is unstable where a sector has only a few organizations."),
        unit=_("about -1 to 1"),
        citation="Newman 2003, Physical Review E 67:026126",
        without=(NO_ORGANIZATION, NOTHING_OBSERVED, NO_SECTOR_TIE, ONE_SECTOR),
        function=assortativity_sector,
    ),
)
