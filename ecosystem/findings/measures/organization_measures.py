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
    return 1 - 2 * inside / np.maximum(total, 1)


def participation(network: Network) -> Floats:
    """1 - the sum over sectors of the squared share of partners there; 0 is one sector only."""
    counts = network.partners_by_sector
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    return 1 - (shares**2).sum(axis=1)


def clustering(network: Network) -> Floats:
    """Share of the pairs of partners that have a tie with each other; 0 with fewer than two partners."""
    return network.over_observed(network.union_graph.transitivity_local_undirected(mode="zero"))


_FREEMAN = "Freeman 1979, Social Networks 1:215"
_NAMED = Measure(
    id="in_degree",
    label="Ties to it",
    level="organization",
    question="How many organizations name it, or give to it?",
    high="Many organizations name it: it is well known here.",
    low="Few organizations name it.",
    cannot_say="Whether it is important: long lists of names and well-known brands raise it too.",
    graph="directed",
    unit="organizations",
    citation=_FREEMAN,
    without=(NOBODY_ANSWERED,),
    function=in_degree,
)
_PARTNERS = Measure(
    id="degree",
    label="Partners",
    level="organization",
    question="With how many organizations does it have a tie, whoever reports it?",
    high="It works with many organizations.",
    low="It works with few organizations, or those it works with have not answered.",
    cannot_say="How good or how deep these ties are.",
    graph="undirected union",
    unit="organizations",
    citation=_FREEMAN,
    without=(UNOBSERVED,),
    function=degree,
)

ORGANIZATION_MEASURES: tuple[Measure, ...] = (
    replace(
        _NAMED,
        id="named_by",
        label="Named by",
        question="How many respondents name it?",
        unit="organizations, of the others who answered",
        without=(NOBODY_WAS_ASKED, NOBODY_ANSWERED),
        function=named_by,
    ),
    _NAMED,
    replace(
        _NAMED,
        id="out_degree",
        label="Ties from it",
        question="How many organizations does it name?",
        high="It names many partners.",
        low="It names few partners.",
        cannot_say="Whether it is active: patience with the survey, and a limit on names, shape it.",
        without=(NOT_ANSWERED,),
        function=out_degree,
    ),
    _PARTNERS,
    replace(
        _NAMED,
        id="in_strength",
        label="Strength of ties to it",
        question="How strong are the ties that others report to it, taken together?",
        high="Others report many or strong ties to it.",
        low="Others report few or weak ties to it.",
        cannot_say="Whether it has many weak ties or few strong ones: look at ties to it as well.",
        unit="steps of the strength scale, summed",
        citation="Barrat et al. 2004, PNAS 101:3747",
        without=(NOBODY_ANSWERED, NO_STRENGTHS, SOME_STRENGTH_IN_UNKNOWN),
        function=in_strength,
    ),
    replace(
        _NAMED,
        id="out_strength",
        label="Strength of ties it reports",
        question="How strong are the ties it reports, taken together?",
        high="It reports many or strong ties.",
        low="It reports few or weak ties.",
        cannot_say="Whether it has many weak ties or few strong ones: look at ties from it as well.",
        unit="steps of the strength scale, summed",
        citation="Barrat et al. 2004, PNAS 101:3747",
        without=(NOT_ANSWERED, NO_STRENGTHS, SOME_STRENGTH_OUT_UNKNOWN),
        function=out_strength,
    ),
    *STRENGTH_MEASURES,
    replace(
        _PARTNERS,
        id="betweenness",
        label="Stands between",
        question="How many pairs of organizations are linked most shortly through it?",
        high="Many short ways between others lead through it.",
        low="Others reach each other without it.",
        cannot_say="Whether anything really passes through it; a few missing answers can change it much.",
        unit="pairs of organizations",
        function=betweenness,
        any_size=False,
    ),
    replace(
        _NAMED,
        id="betweenness_directed",
        label="Stands between, along the direction of ties",
        question="How many ordered pairs are linked most shortly through it, following who names whom?",
        high="Many short ways from one organization to another lead through it.",
        low="Few such ways lead through it.",
        cannot_say="Whether anything really passes through it; a few missing answers can change it much.",
        unit="ordered pairs of organizations",
        without=(NOT_ANSWERED,),
        function=betweenness_directed,
        any_size=False,
    ),
    *CROSSING_MEASURES,
    replace(
        _PARTNERS,
        id="harmonic",
        label="Closeness to all",
        question="How near is it to all the others?",
        high="It reaches most others directly or in a few steps (1 is a tie with everybody).",
        low="It is many steps away from most others, or cut off from them.",
        cannot_say="How well news or requests travel along these steps.",
        unit="share, 0 to 1",
        citation="Marchiori & Latora 2000, Physica A 285:539",
        without=(UNOBSERVED, LONE),
        function=harmonic,
        any_size=False,
    ),
    replace(
        _NAMED,
        id="pagerank",
        label="Named by the well named",
        question="Is it named by organizations that are themselves named often?",
        high="Organizations that many others name also name it.",
        low="It is named seldom, or by organizations that are seldom named.",
        cannot_say="Anything about an organization by itself: the shares of one city add up to 1.",
        unit="share, all together 1",
        citation="Brin & Page 1998, Computer Networks 30:107",
        without=(NOBODY_ANSWERED,),
        function=pagerank,
    ),
    replace(
        _PARTNERS,
        id="constraint",
        label="Closed circle",
        question="Do its partners all work with each other?",
        high="Its partners are few, or tied to each other: it hears the same things from all.",
        low="Its partners are not tied to each other: it reaches different circles.",
        cannot_say="Much by itself: with few partners it is always high, so read it beside partners.",
        unit="0 and more, usually up to about 1",
        citation="Burt 1992, Structural Holes",
        without=(UNOBSERVED, ISOLATE),
        function=constraint,
    ),
    replace(
        _PARTNERS,
        id="effective_size",
        label="Separate partners",
        question="How many partners does it have, not counting those it could reach through one another?",
        high="It has many partners who do not know each other.",
        low="It has few partners, or they know each other.",
        cannot_say="Whether it makes use of standing between them.",
        unit="organizations",
        citation="Burt 1992, Structural Holes; Borgatti 1997, Connections 20:35",
        without=(UNOBSERVED, ISOLATE),
        function=effective_size,
    ),
    replace(
        _PARTNERS,
        id="core_number",
        label="Depth in the core",
        question="Does it belong to a group whose members all have many partners inside the group?",
        high="It stands in the closely tied middle of the network.",
        low="It stands at the rim.",
        cannot_say="Who is in its group: there can be several groups of the same depth.",
        unit="partners inside the group",
        citation="Seidman 1983, Social Networks 5:269",
        function=core_number,
    ),
    replace(
        _PARTNERS,
        id="cut_point",
        label="Single link",
        question="Would somebody be cut off from the network if it left?",
        high="1: without it, some organizations lose their only way to the others.",
        low="0: everybody stays linked without it.",
        cannot_say="Whether ties exist that nobody reported: with few answers single links look common.",
        unit="1 yes, 0 no",
        citation="Hopcroft & Tarjan 1973, Communications of the ACM 16:372",
        function=cut_point,
    ),
    replace(
        _PARTNERS,
        id="ei_index",
        label="Looks outward",
        question="Are its partners in other sectors or in its own?",
        high="Near 1: most partners are in other sectors.",
        low="Near -1: most partners are in its own sector.",
        cannot_say="Whether that is a choice: an organization of a small sector can hardly look inward.",
        unit="-1 to 1",
        citation="Krackhardt & Stern 1988, Social Psychology Quarterly 51:123",
        without=(UNOBSERVED, OWN_SECTOR_UNKNOWN, ISOLATE, NO_PARTNER_SECTOR),
        function=ei_index,
    ),
    EI_EXPECTED,
    replace(
        _PARTNERS,
        id="participation",
        label="Spread over sectors",
        question="Are its partners spread over many sectors?",
        high="Its partners are spread evenly over several sectors.",
        low="0: all its partners are in one sector.",
        cannot_say="Which sectors these are; with two or three partners it takes few values.",
        unit="0 to just under 1",
        citation="Guimerà & Amaral 2005, Nature 433:895",
        without=(UNOBSERVED, ISOLATE, NO_PARTNER_SECTOR),
        function=participation,
    ),
    replace(
        _PARTNERS,
        id="clustering",
        label="Partners know each other",
        question="What share of its partners' pairs have a tie with each other?",
        high="Near 1: its partners nearly all work with each other.",
        low="0: no two of its partners work with each other, or it has fewer than two.",
        cannot_say="Who brought them together.",
        unit="share, 0 to 1",
        citation="Watts & Strogatz 1998, Nature 393:440",
        function=clustering,
    ),
    *BROKERAGE_MEASURES,
)
