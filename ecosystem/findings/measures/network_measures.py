"""The measures of a whole network: the functions first, then what each one says and cannot say."""

from dataclasses import replace

import numpy as np

from ecosystem.findings.measures import organization_measures as each
from ecosystem.findings.measures.measure_record import Measure
from ecosystem.findings.measures.undefined import (
    FEWER_THAN_THREE,
    FEWER_THAN_TWO,
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
from ecosystem.findings.structure.expected_ei import EI_EXPECTED_OVERALL
from ecosystem.network.network import Floats, Ints, Network


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


def _centralization(scores: Floats | Ints, largest: float) -> float:
    """Freeman's sum of differences from the highest score, over the `largest` such sum there can be."""
    return float((scores.max() - scores).sum() / largest)


def centralization_in_degree(network: Network) -> float:
    """Freeman's centralization of in-degree; largest for a star whose centre all name."""
    return _centralization(each.in_degree(network), (len(network) - 1) ** 2)


def centralization_out_degree(network: Network) -> float:
    """Freeman's centralization of out-degree; largest for a star whose centre names all."""
    return _centralization(each.out_degree(network), (len(network) - 1) ** 2)


def centralization_degree(network: Network) -> float:
    """Freeman's centralization of degree in the union."""
    observed = int(network.observed.sum())
    return _centralization(network.degree[network.observed], (observed - 1) * (observed - 2))


def centralization_betweenness(network: Network) -> float:
    """Freeman's centralization of betweenness in the union."""
    observed = int(network.observed.sum())
    scores = each.betweenness(network)[network.observed]
    return _centralization(scores, (observed - 1) ** 2 * (observed - 2) / 2)


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
    label="Organizations",
    level="network",
    question="How many organizations are on the map?",
    high="Many organizations are known here.",
    low="Few organizations are known here.",
    cannot_say="How many there are that nobody has named yet.",
    graph="undirected union",
    unit="organizations",
    citation=_WASSERMAN,
    without=(),
    function=organizations,
)
_CENTRALIZATION = replace(
    _COUNT,
    id="centralization_degree",
    label="Partners gather at one",
    question="Do the ties gather at one organization?",
    high="1: one organization has a tie with all, and the others only with it.",
    low="0: all have equally many partners.",
    cannot_say="Which organization that is, or whether it is good at it.",
    unit="share, 0 to 1",
    citation=_FREEMAN,
    without=(NO_ORGANIZATION, NOTHING_OBSERVED, FEWER_THAN_THREE),
    function=centralization_degree,
)

NETWORK_MEASURES: tuple[Measure, ...] = (
    _COUNT,
    replace(
        _COUNT,
        id="ties",
        label="Ties",
        question="How many ties are known?",
        high="Many ties were reported.",
        low="Few ties were reported.",
        cannot_say="How many ties there are in truth: more answers bring more ties.",
        graph="directed",
        unit="ties",
        without=(NOTHING_OBSERVED,),
        function=ties,
    ),
    replace(
        _COUNT,
        id="density",
        label="Share of possible ties",
        question="What share of the ties that could be there is there?",
        high="Nearly everybody names everybody.",
        low="Each names only a few of the others.",
        cannot_say="Anything across cities: it halves when a city has twice as many organizations.",
        graph="directed",
        unit="share, 0 to 1",
        citation="Wasserman & Faust 1994; Anderson, Butts & Carley 1999, Social Networks 21:239",
        without=(NO_ORGANIZATION, NO_RESPONDENT, SINGLE),
        function=density,
    ),
    replace(
        _COUNT,
        id="mean_degree",
        label="Partners on average",
        question="How many partners does an organization that answered have on average?",
        high="Organizations have many partners.",
        low="Organizations have few partners.",
        cannot_say="Whether ties are shared out evenly; a limit on names in the survey lowers it.",
        without=(NO_ORGANIZATION, NO_RESPONDENT),
        function=mean_degree,
    ),
    replace(
        _COUNT,
        id="reciprocity",
        label="Ties returned",
        question="How many of the ties are named from both ends?",
        high="1: whoever is named also names.",
        low="0: nobody is named by those it names.",
        cannot_say="That a tie named by one end is false: people forget, and see different people.",
        graph="directed",
        unit="share, 0 to 1",
        without=(NO_ORGANIZATION, NO_RESPONDENT, NO_ANSWERED_TIE),
        function=reciprocity,
    ),
    replace(
        _COUNT,
        id="transitivity",
        label="Partners of partners",
        question="How often do two partners of an organization work with each other?",
        high="Near 1: partners' partners are mostly partners.",
        low="Near 0: partners of one organization seldom work with each other.",
        cannot_say="Whether closed circles are good: they bring trust, and little news.",
        unit="share, 0 to 1",
        without=(NO_ORGANIZATION, NOTHING_OBSERVED, NO_SHARED_PARTNER),
        function=transitivity,
    ),
    replace(
        _COUNT,
        id="components",
        label="Separate parts",
        question="Into how many parts without a tie between them does the network fall?",
        high="The network falls into many parts.",
        low="1: everybody is linked to everybody by some way.",
        cannot_say="How firmly a part holds together.",
        unit="parts",
        without=(NOTHING_OBSERVED,),
        function=components,
    ),
    replace(
        _COUNT,
        id="largest_component",
        label="Largest part",
        question="How many organizations does the largest linked part have?",
        high="Most organizations are linked by some way.",
        low="Even the largest part is small.",
        cannot_say="How long the ways are inside it.",
        without=(NOTHING_OBSERVED,),
        function=largest_component,
    ),
    replace(
        _COUNT,
        id="isolates",
        label="Without a tie",
        question="How many organizations have no known tie?",
        high="Many organizations stand alone.",
        low="0: every organization has a tie.",
        cannot_say="Anything about organizations that have not answered and that nobody names.",
        without=(NOTHING_OBSERVED,),
        function=isolates,
    ),
    replace(
        _COUNT,
        id="cut_points",
        label="Single links",
        question="How many organizations would cut others off by leaving?",
        high="Much hangs on single organizations.",
        low="0: the network stays whole whoever leaves.",
        cannot_say="Whether ties exist that nobody reported: with few answers single links look common.",
        citation="Hopcroft & Tarjan 1973, Communications of the ACM 16:372",
        without=(NOTHING_OBSERVED,),
        function=cut_points,
    ),
    replace(
        _COUNT,
        id="efficiency",
        label="Nearness",
        question="How near are two organizations to each other on average?",
        high="1: everybody has a tie with everybody.",
        low="0: nobody can reach anybody.",
        cannot_say="Anything across cities of different size without a comparison.",
        unit="share, 0 to 1",
        citation="Latora & Marchiori 2001, Physical Review Letters 87:198701",
        without=(NO_ORGANIZATION, NOTHING_OBSERVED, FEWER_THAN_TWO),
        function=efficiency,
        any_size=False,
    ),
    replace(
        _COUNT,
        id="mean_distance",
        label="Steps apart",
        question="By how many steps are two organizations linked, among those that are linked at all?",
        high="Ways are long: a message passes through many hands.",
        low="1: everybody who is linked is linked directly.",
        cannot_say="How many pairs are not linked at all: look at separate parts as well.",
        unit="steps",
        without=(NO_ORGANIZATION, NOTHING_OBSERVED, NO_TIE),
        function=mean_distance,
        any_size=False,
    ),
    replace(
        _COUNT,
        id="within_two_steps",
        label="Could be introduced",
        question="What share of all pairs have a tie or a shared partner who could introduce them?",
        high="Most pairs are one introduction apart.",
        low="Most pairs have nobody to introduce them.",
        cannot_say="Whether the shared partner would do it.",
        unit="share, 0 to 1",
        without=(NO_ORGANIZATION, NOTHING_OBSERVED, FEWER_THAN_TWO),
        function=within_two_steps,
        any_size=False,
    ),
    replace(
        _CENTRALIZATION,
        id="centralization_in_degree",
        label="All name one",
        question="Do all name the same organization?",
        high="1: all name one organization and nobody else.",
        low="0: all are named equally often.",
        graph="directed",
        without=(NO_ORGANIZATION, NO_RESPONDENT, SINGLE),
        function=centralization_in_degree,
    ),
    replace(
        _CENTRALIZATION,
        id="centralization_out_degree",
        label="One names all",
        question="Does one organization do all the naming?",
        high="1: one organization names all and nobody else names anybody.",
        low="0: all name equally many.",
        graph="directed",
        without=(NO_ORGANIZATION, NO_RESPONDENT, NOT_ALL_ANSWERED, SINGLE),
        function=centralization_out_degree,
    ),
    _CENTRALIZATION,
    replace(
        _CENTRALIZATION,
        id="centralization_betweenness",
        label="All ways through one",
        question="Do all the ways between others lead through one organization?",
        high="1: every way between two others leads through the same one.",
        low="0: nobody stands between others more than anybody else.",
        function=centralization_betweenness,
        any_size=False,
    ),
    replace(
        _COUNT,
        id="ei_index",
        label="Ties across sectors",
        question="Do ties lead to other sectors or stay inside one?",
        high="Near 1: most ties are between sectors.",
        low="Near -1: most ties stay inside a sector.",
        cannot_say="Whether that is much: with many small sectors most ties cross by chance alone.",
        unit="-1 to 1",
        citation="Krackhardt & Stern 1988, Social Psychology Quarterly 51:123",
        without=(NO_ORGANIZATION, NOTHING_OBSERVED, NO_SECTOR_TIE),
        function=ei_index,
    ),
    EI_EXPECTED_OVERALL,
    replace(
        _COUNT,
        id="assortativity_sector",
        label="Like with like",
        question="Do organizations of one sector keep to each other more than chance would have it?",
        high="1: ties stay inside sectors.",
        low="Below 0: ties lead to other sectors more than chance would have it.",
        cannot_say="Why; it is unsteady where a sector has only a few organizations.",
        unit="about -1 to 1",
        citation="Newman 2003, Physical Review E 67:026126",
        without=(NO_ORGANIZATION, NOTHING_OBSERVED, NO_SECTOR_TIE, ONE_SECTOR),
        function=assortativity_sector,
    ),
)
