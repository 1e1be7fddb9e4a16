"""The measures of one organization: the functions first, then what each one says and cannot say."""

from dataclasses import replace

import numpy as np

from ecosystem.findings.measures.measure_record import Measure
from ecosystem.findings.measures.tie_strength import STRENGTH_MEASURES
from ecosystem.findings.measures.undefined import (
    ISOLATE,
    LONE,
    NO_PARTNER_SECTOR,
    NO_STRENGTHS,
    NOBODY_ANSWERED,
    NOBODY_WAS_ASKED,
    NOT_ANSWERED,
    OWN_SECTOR_UNKNOWN,
    SOME_STRENGTH_IN_UNKNOWN,
    SOME_STRENGTH_OUT_UNKNOWN,
    UNOBSERVED,
)
from ecosystem.findings.structure.boundary_spanning import CROSSING_MEASURES
from ecosystem.findings.structure.brokerage import BROKERAGE_MEASURES
from ecosystem.findings.structure.expected_ei import EI_EXPECTED
from ecosystem.network.network import Floats, Ints, Network
from ecosystem.translation import gettext_noop as _


def named_by(network: Network) -> Ints:
    """How many respondents name each organization, whatever the direction of the tie they tell of."""
    return np.zeros(len(network), dtype=np.int64) if network.named_by is None else network.named_by


def in_degree(network: Network) -> Ints:
    """How many organizations have an arc to each organization."""
    return np.bincount(network.target, minlength=len(network))


def out_degree(network: Network) -> Ints:
    """To how many organizations each organization has an arc."""
    return np.bincount(network.source, minlength=len(network))


def degree(network: Network) -> Ints:
    """How many partners each organization has, whoever reports the tie."""
    return network.degree


def in_strength(network: Network) -> Floats:
    """Sum of the strengths of the arcs that end at each organization."""
    return np.bincount(network.target, weights=network.strength, minlength=len(network)).astype(float)


def out_strength(network: Network) -> Floats:
    """Sum of the strengths of the arcs that start from each organization."""
    return np.bincount(network.source, weights=network.strength, minlength=len(network)).astype(float)


def betweenness(network: Network) -> Floats:
    """Number of pairs each organization stands between: the sum over pairs of the share of shortest paths."""
    return network.betweenness


def betweenness_directed(network: Network) -> Floats:
    """As `betweenness`, over ordered pairs and along arcs; over pairs where no tie has a direction (as sna does)."""
    values = np.array(network.arc_graph.betweenness(directed=True), dtype=float)
    return values if network.has_direction else values / 2


def harmonic(network: Network) -> Floats:
    """Mean over the other observed organizations of 1 / distance; 0 for one that cannot be reached."""
    others_at = network.others_at
    nearness = (others_at[:, 1:] / np.arange(1, others_at.shape[1])).sum(axis=1)
    return network.over_observed(nearness / (len(others_at) - 1))


def pagerank(network: Network) -> Floats:
    """Share of the steps of a walk along arcs, damping .85, unweighted; sums to 1."""
    return np.array(network.arc_graph.pagerank(damping=0.85) if len(network) else [], dtype=float)


def constraint(network: Network) -> Floats:
    """Burt's constraint on the unweighted union, summed over the organization's own partners."""
    return network.over_observed(network.union_graph.constraint())


def effective_size(network: Network) -> Floats:
    """k - 2t / k, for k partners with t ties among them."""
    # clustering is 2t / (k (k - 1)), so that 2t / k is clustering times k - 1
    return network.degree - clustering(network) * (network.degree - 1)


def core_number(network: Network) -> Floats:
    """The largest k for which the organization stands in a group where each has k partners inside."""
    return network.over_observed(network.union_graph.coreness())


def cut_point(network: Network) -> Floats:
    """1 where the network falls into more pieces without the organization, else 0."""
    cut = np.zeros(network.union_graph.vcount())
    cut[network.union_graph.articulation_points()] = 1
    return network.over_observed(cut)


def ei_index(network: Network) -> Floats:
    """(E - I) / (E + I), for E partners in other sectors and I in its own; from -1 to 1."""
    counts = network.partners_by_sector
    inside = np.zeros(len(network))
    known = np.flatnonzero(network.sector >= 0)
    inside[known] = counts[known, network.sector[known]]
    total = counts.sum(axis=1)
    return np.asarray(1 - 2 * inside / np.maximum(total, 1))


def participation(network: Network) -> Floats:
    """1 - the sum over sectors of the squared share of partners there; 0 is one sector only."""
    counts = network.partners_by_sector
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    return np.asarray(1 - (shares**2).sum(axis=1))


def clustering(network: Network) -> Floats:
    """Share of the pairs of partners that have a tie with each other; 0 with fewer than two partners."""
    return network.over_observed(network.union_graph.transitivity_local_undirected(mode="zero"))


_FREEMAN = "Freeman 1979, Social Networks 1:215"
_NAMED = Measure(
    id="in_degree",
    label=_("Incoming ties"),
    level="organization",
    question=_("How many organizations name it or give to it?"),
    high=_("Many organizations name it. It is well known here."),
    low=_("Few organizations name it."),
    cannot_say=_("Whether it is important. Long lists of names and well-known brands raise this number too."),
    graph="directed",
    unit=_("organizations"),
    citation=_FREEMAN,
    without=(NOBODY_ANSWERED,),
    function=in_degree,
)
_PARTNERS = Measure(
    id="degree",
    label=_("Partners"),
    level="organization",
    question=_("How many organizations does it have a tie with, whichever side reports it?"),
    high=_("It works with many organizations."),
    low=_("It works with few organizations, or its partners have not answered."),
    cannot_say=_("How good or how strong these ties are."),
    graph="undirected union",
    unit=_("organizations"),
    citation=_FREEMAN,
    without=(UNOBSERVED,),
    function=degree,
)

ORGANIZATION_MEASURES: tuple[Measure, ...] = (
    replace(
        _NAMED,
        id="named_by",
        label=_("Named by"),
        question=_("How many respondents name it?"),
        unit=_("organizations, of the others who answered"),
        without=(NOBODY_WAS_ASKED, NOBODY_ANSWERED),
        function=named_by,
    ),
    _NAMED,
    replace(
        _NAMED,
        id="out_degree",
        label=_("Outgoing ties"),
        question=_("How many organizations does it name?"),
        high=_("It names many partners."),
        low=_("It names few partners."),
        cannot_say=_("Whether it is active. Time spent on the survey and a limit on names affect this number."),
        without=(NOT_ANSWERED,),
        function=out_degree,
    ),
    _PARTNERS,
    replace(
        _NAMED,
        id="in_strength",
        label=_("Strength of incoming ties"),
        question=_("How strong are its incoming ties in total?"),
        high=_("Others report many or strong ties to it."),
        low=_("Others report few or weak ties to it."),
        cannot_say=_("Whether it has many weak ties or few strong ones. Look at incoming ties as well."),
        unit=_("steps of the strength scale, summed"),
        citation="Barrat et al. 2004, PNAS 101:3747",
        without=(NOBODY_ANSWERED, NO_STRENGTHS, SOME_STRENGTH_IN_UNKNOWN),
        function=in_strength,
    ),
    replace(
        _NAMED,
        id="out_strength",
        label=_("Strength of outgoing ties"),
        question=_("How strong are its outgoing ties in total?"),
        high=_("It reports many or strong ties."),
        low=_("It reports few or weak ties."),
        cannot_say=_("Whether it has many weak ties or few strong ones. Look at outgoing ties as well."),
        unit=_("steps of the strength scale, summed"),
        citation="Barrat et al. 2004, PNAS 101:3747",
        without=(NOT_ANSWERED, NO_STRENGTHS, SOME_STRENGTH_OUT_UNKNOWN),
        function=out_strength,
    ),
    *STRENGTH_MEASURES,
    replace(
        _PARTNERS,
        id="betweenness",
        label=_("Broker (betweenness)"),
        question=_("How many pairs of organizations have their shortest connection through it?"),
        high=_("Many short connections between others pass through it."),
        low=_("Other organizations reach each other without it."),
        cannot_say=_("Whether anything actually passes through it. A few missing answers can change it a lot."),
        unit=_("pairs of organizations"),
        function=betweenness,
        any_size=False,
    ),
    replace(
        _NAMED,
        id="betweenness_directed",
        label=_("Broker along the direction of ties"),
        question=_("How many ordered pairs have their shortest connection through it, following who names whom?"),
        high=_("Many short connections from one organization to another pass through it."),
        low=_("Few such connections pass through it."),
        cannot_say=_("Whether anything actually passes through it. A few missing answers can change it a lot."),
        unit=_("ordered pairs of organizations"),
        without=(NOT_ANSWERED,),
        function=betweenness_directed,
        any_size=False,
    ),
    *CROSSING_MEASURES,
    replace(
        _PARTNERS,
        id="harmonic",
        label=_("Closeness to all (harmonic)"),
        question=_("How close is it to all other organizations?"),
        high=_("It reaches most others directly or in a few steps. 1 is a tie with every organization."),
        low=_("It is many steps away from most others, or not connected to them."),
        cannot_say=_("How well news or requests travel along these steps."),
        unit=_("share, 0 to 1"),
        citation="Marchiori & Latora 2000, Physica A 285:539",
        without=(UNOBSERVED, LONE),
        function=harmonic,
        any_size=False,
    ),
    replace(
        _NAMED,
        id="pagerank",
        label=_("Influence of those who name it (PageRank)"),
        question=_("Do organizations that are often named themselves name it?"),
        high=_("Organizations that many others name also name it."),
        low=_("It is rarely named, or named by organizations that are rarely named."),
        cannot_say=_("Anything about one organization alone. The shares of a city add up to 1."),
        unit=_("share, all together 1"),
        citation="Brin & Page 1998, Computer Networks 30:107",
        without=(NOBODY_ANSWERED,),
        function=pagerank,
    ),
    replace(
        _PARTNERS,
        id="constraint",
        label=_("Redundant partners (constraint)"),
        question=_("Do its partners also work with each other?"),
        high=_("Its partners are few or tied to each other, so they tend to offer the same information."),
        low=_("Its partners are not tied to each other, so it reaches different groups."),
        cannot_say=_("Much by itself. It is always high with few partners, so read it together with partners."),
        unit=_("0 and more, usually up to about 1"),
        citation="Burt 1992, Structural Holes",
        without=(UNOBSERVED, ISOLATE),
        function=constraint,
    ),
    replace(
        _PARTNERS,
        id="effective_size",
        label=_("Non-redundant partners (effective size)"),
        question=_("How many partners does it have, not counting those it can reach through another partner?"),
        high=_("It has many partners that are not tied to each other."),
        low=_("It has few partners, or they are tied to each other."),
        cannot_say=_("Whether it uses this position."),
        unit=_("organizations"),
        citation="Burt 1992, Structural Holes; Borgatti 1997, Connections 20:35",
        without=(UNOBSERVED, ISOLATE),
        function=effective_size,
    ),
    replace(
        _PARTNERS,
        id="core_number",
        label=_("Depth in the core (k-core)"),
        question=_("Does it belong to a group whose members all have many partners inside the group?"),
        high=_("It belongs to the closely connected center of the network."),
        low=_("It is on the margin of the network."),
        cannot_say=_("Who is in its group. Several groups can have the same depth."),
        unit=_("partners inside the group"),
        citation="Seidman 1983, Social Networks 5:269",
        function=core_number,
    ),
    replace(
        _PARTNERS,
        id="cut_point",
        label=_("Only connection (cut point)"),
        question=_("Would other organizations be cut off if it left?"),
        high=_("1: without it, some organizations lose their only connection to the rest."),
        low=_("0: all others stay connected without it."),
        cannot_say=_("Whether ties exist that nobody reported. With few answers, only connections look common."),
        unit=_("1 yes, 0 no"),
        citation="Hopcroft & Tarjan 1973, Communications of the ACM 16:372",
        function=cut_point,
    ),
    replace(
        _PARTNERS,
        id="ei_index",
        label=_("Outward orientation (E-I)"),
        question=_("Are its partners in other sectors or in its own sector?"),
        high=_("Near 1: most partners are in other sectors."),
        low=_("Near -1: most partners are in its own sector."),
        cannot_say=_("Whether this is a choice. An organization of a small sector has few partners to find in it."),
        unit=_("-1 to 1"),
        citation="Krackhardt & Stern 1988, Social Psychology Quarterly 51:123",
        without=(UNOBSERVED, OWN_SECTOR_UNKNOWN, ISOLATE, NO_PARTNER_SECTOR),
        function=ei_index,
    ),
    EI_EXPECTED,
    replace(
        _PARTNERS,
        id="participation",
        label=_("Spread across sectors (participation)"),
        question=_("Are its partners spread across many sectors?"),
        high=_("Its partners are spread evenly across several sectors."),
        low=_("0: all its partners are in one sector."),
        cannot_say=_("Which sectors these are. With two or three partners it takes few values."),
        unit=_("0 to just under 1"),
        citation="Guimerà & Amaral 2005, Nature 433:895",
        without=(UNOBSERVED, ISOLATE, NO_PARTNER_SECTOR),
        function=participation,
    ),
    replace(
        _PARTNERS,
        id="clustering",
        label=_("Partners that work together (clustering)"),
        question=_("What share of the pairs of its partners have a tie?"),
        high=_("Near 1: nearly all its partners work with each other."),
        low=_("0: no two of its partners work with each other, or it has fewer than two."),
        cannot_say=_("Who introduced them to each other."),
        unit=_("share, 0 to 1"),
        citation="Watts & Strogatz 1998, Nature 393:440",
        function=clustering,
    ),
    *BROKERAGE_MEASURES,
)
