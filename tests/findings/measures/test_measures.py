"""The register: every measure has words, stands every network, and says why where it has no number."""

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.errors import RequestError
from ecosystem.findings.measures.measures import network_measures, organization_measures
from ecosystem.findings.measures.register import MEASURES
from ecosystem.network.network import Network
from tests.network.test_network import graph_of, listed

ORGANIZATION_IDS = """named_by in_degree out_degree degree in_strength out_strength total_strength mean_strength
median_strength betweenness betweenness_directed betweenness_cross_sector bridging harmonic pagerank constraint
effective_size core_number cut_point ei_index ei_expected participation clustering
brokerage_coordinator brokerage_itinerant brokerage_representative brokerage_gatekeeper brokerage_liaison"""
NETWORK_IDS = """organizations ties density mean_degree reciprocity transitivity components largest_component
isolates cut_points efficiency mean_distance within_two_steps centralization_in_degree
centralization_out_degree centralization_degree centralization_betweenness ei_index ei_expected
assortativity_sector"""

NETWORKS = {
    "null": (graph_of([]), listed("")),
    "one organization": (graph_of([], names="a"), listed("a", ["x"])),
    "isolates only": (graph_of([], names="abc"), listed("abc", ["x", "y", None])),
    "two organizations": (graph_of([("a", "b", "r")]), listed("ab", ["x", "y"])),
    "two components": (
        graph_of([("a", "b", "r"), ("c", "d", "r")], names="abcde"),
        listed("abcde", [*"xxyy", None]),
    ),
    "no sector known": (graph_of([("a", "b", "r"), ("b", "c", "r")]), listed("abc")),
    "nobody answered": (graph_of([], names="abc"), listed("abc", [*"xyx"], status="invited")),
    "nobody answered, yet named": (graph_of([("a", "b", "r")], names="abc"), listed("abc", status="invited")),
    "one answered": (
        graph_of([("a", "b", "r"), ("a", "c", "r")], names="abcd"),
        listed("abcd", [*"xyyx"]).assign(status=["respondent", "invited", "named only", "invited"]),
    ),
}


def both(network: Network) -> tuple[pd.DataFrame, pd.Series]:
    """Values of organizations, one column a measure, and of the network."""
    wide = organization_measures(network).pivot(index="organization_id", columns="measure", values="value")
    return wide.astype(float), network_measures(network).set_index("measure")["value"].astype(float)


def reason(table: pd.DataFrame, measure: str, organization: str | None = None) -> object:
    row = table[table["measure"] == measure]
    if organization is not None:
        row = row[row["organization_id"] == organization]
    return row["reason"].item()


@st.composite
def surveys(draw: st.DrawFn) -> Network:
    """A small survey or list: any arcs, strengths, sectors and answers, some of them missing."""
    names = "abcdef"[: draw(st.integers(0, 6))]
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(names)
    for source in names:
        for target in names:
            if source != target and draw(st.booleans()):
                graph.add_edge(
                    source,
                    target,
                    draw(st.sampled_from(["r", "s"])),
                    state="recorded",
                    strength=draw(st.sampled_from([None, 1.0, 2.0])),
                    directed=draw(st.booleans()),
                )
    organizations = pd.DataFrame(
        {
            "organization_id": list(names),
            "sector": pd.array([draw(st.sampled_from(["x", "y", None])) for _ in names], dtype="string"),
            "status": pd.array(
                [draw(st.sampled_from(["respondent", "invited", "named only", None])) for _ in names],
                dtype="string",
            ),
        }
    )
    return Network.from_graph(nx.freeze(graph), organizations, survey=draw(st.booleans()))


def test_the_register_holds_exactly_the_measures_promised_in_their_order() -> None:
    assert list(MEASURES) == [
        *(("organization", name) for name in ORGANIZATION_IDS.split()),
        *(("network", name) for name in NETWORK_IDS.split()),
    ]


@pytest.mark.parametrize("key", MEASURES)
def test_every_measure_says_what_it_asks_how_to_read_it_and_what_it_cannot_say(key: tuple[str, str]) -> None:
    measure = MEASURES[key]
    texts = ["label", "question", "high", "low", "cannot_say", "unit", "citation", "undefined"]
    assert all(getattr(measure, text).strip() for text in texts)
    assert measure.question.endswith("?")


@pytest.mark.parametrize("key", MEASURES)
def test_words_for_people_use_no_jargon_of_networks(key: tuple[str, str]) -> None:
    measure = MEASURES[key]
    words = " ".join(
        [measure.label, measure.question, measure.high, measure.low, measure.cannot_say, measure.undefined]
    )
    assert not {"node", "edge", "alter", "nodes", "edges", "alters", "vertex", "arc"} & set(words.lower().split())


@pytest.mark.parametrize("key", MEASURES)
def test_no_two_measures_of_a_level_share_a_label(key: tuple[str, str]) -> None:
    same = [m.id for m in MEASURES.values() if m.level == key[0] and m.label == MEASURES[key].label]
    assert same == [key[1]]


@pytest.mark.parametrize("survey", [True, False])
@pytest.mark.parametrize("name", NETWORKS)
def test_there_is_a_number_or_a_reason_on_the_barest_networks(name: str, survey: bool) -> None:
    network = Network.from_graph(*NETWORKS[name], survey)
    each, whole = organization_measures(network), network_measures(network)
    assert len(each) == len(network) * len(ORGANIZATION_IDS.split())
    for table in (each, whole):
        assert (table["value"].isna() == table["reason"].notna()).all()
        assert table["value"].dropna().abs().lt(float("inf")).all()


@settings(max_examples=150, deadline=None, database=None)
@given(surveys())
def test_there_is_a_number_or_a_reason_never_both_never_neither(network: Network) -> None:
    for table in (organization_measures(network), network_measures(network)):
        assert (table["value"].isna() == table["reason"].notna()).all()
        assert table["value"].dropna().abs().lt(float("inf")).all()


@settings(max_examples=50, deadline=None, database=None)
@given(surveys())
def test_measures_given_as_shares_stay_between_0_and_1(network: Network) -> None:
    for level, table in (
        ("organization", organization_measures(network)),
        ("network", network_measures(network)),
    ):
        shares = [m.id for m in MEASURES.values() if m.level == level and m.unit == "share, 0 to 1"]
        values = table[table["measure"].isin(shares)]["value"].dropna()
        assert values.between(-1e-12, 1 + 1e-12).all()


def test_one_who_has_not_answered_has_no_out_degree_rather_than_none() -> None:
    table = organization_measures(Network.from_graph(*NETWORKS["one answered"], survey=True))
    unknown = "has not answered: whom it would name is unknown"
    for measure in ("out_degree", "out_strength", "betweenness_directed", "brokerage_liaison"):
        assert reason(table, measure, "b") == unknown
    assert table.query("measure == 'in_degree' and organization_id == 'b'")["value"].item() == 1


def test_one_nobody_knows_of_is_not_an_isolate() -> None:
    network = Network.from_graph(*NETWORKS["one answered"], survey=True)
    table = organization_measures(network)
    assert reason(table, "degree", "d") == "has not answered, and no tie of it is known"
    assert both(network)[1][["organizations", "isolates", "components"]].tolist() == [4, 0, 1]


def test_an_isolate_has_no_constraint_and_the_reason_says_so() -> None:
    table = organization_measures(Network.from_graph(*NETWORKS["two components"], survey=True))
    for measure in ("constraint", "effective_size", "participation"):
        assert reason(table, measure, "e") == "has no partner"
    assert reason(table, "ei_index", "e") == "its sector is not known"


def test_a_sum_of_strengths_is_empty_where_one_strength_was_not_given() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", "r", state="recorded", strength=None, directed=True)
    graph.add_edge("c", "b", "r", state="recorded", strength=2.0, directed=True)
    table = organization_measures(Network.from_graph(graph, listed("abc"), survey=True))
    assert reason(table, "in_strength", "b") == "no strength was given for some of its ties"
    assert reason(table, "out_strength", "a") == "no strength was given for some of its ties"
    out = table[table["measure"] == "out_strength"]["value"]
    assert out.isna().tolist() == [True, False, False]
    assert out.dropna().tolist() == [0, 2]


def test_out_degree_is_centralized_only_where_all_have_answered() -> None:
    table = network_measures(Network.from_graph(*NETWORKS["one answered"], survey=True))
    assert reason(table, "centralization_out_degree") == (
        "some organizations have not answered: whom they would name is unknown"
    )


def test_density_looks_only_at_the_rows_of_those_who_answered() -> None:
    _, whole = both(Network.from_graph(*NETWORKS["one answered"], survey=True))
    assert whole["density"] == pytest.approx(2 / 3)


def test_partners_are_averaged_over_those_who_answered() -> None:
    _, whole = both(Network.from_graph(*NETWORKS["one answered"], survey=True))
    assert whole["mean_degree"] == 2


def test_a_tie_to_one_who_has_not_answered_does_not_count_as_unreturned() -> None:
    graph = graph_of([("a", "b", "r"), ("b", "a", "r"), ("a", "c", "r")])
    organizations = listed("abc").assign(status=["respondent", "respondent", "invited"])
    _, whole = both(Network.from_graph(graph, organizations, survey=True))
    assert whole["reciprocity"] == 1


def test_a_pair_that_has_not_answered_on_both_sides_says_nothing_about_reciprocity() -> None:
    table = network_measures(Network.from_graph(*NETWORKS["one answered"], survey=True))
    assert reason(table, "reciprocity") == "there is no tie between two organizations that answered"


def test_with_one_sector_there_is_nothing_to_prefer() -> None:
    network = Network.from_graph(graph_of([("a", "b", "r")]), listed("ab", ["x", "x"]), survey=True)
    table = network_measures(network)
    assert reason(table, "assortativity_sector") == (
        "all ties between organizations of known sector are within one sector"
    )
    assert table.set_index("measure")["value"]["ei_index"] == -1


def test_mutual_ties_count_once_for_a_pair_and_directed_ties_once_for_a_direction() -> None:
    graph = nx.MultiDiGraph()
    for source, target, relation, directed in [
        ("a", "b", "works with", False),
        ("b", "a", "works with", False),
        ("b", "c", "funds", True),
        ("c", "b", "funds", True),
        ("b", "c", "works with", False),
    ]:
        graph.add_edge(source, target, relation, state="recorded", strength=None, directed=directed)
    _, whole = both(Network.from_graph(graph, listed("abc"), survey=False))
    assert whole["ties"] == 3


def test_renaming_organizations_and_shuffling_rows_changes_no_number() -> None:
    pairs = ["ab", "bc", "ca", "dc", "ef", "ce"]
    arcs = [(source, target, "r") for source, target in pairs]
    organizations = listed("abcdefg", [*"xyxyxy", None])
    new = dict(zip("abcdefg", "qzkwbym", strict=True))
    renamed = organizations.replace({"organization_id": new}).sample(frac=1, random_state=3)
    moved = graph_of([(new[s], new[t], r) for s, t, r in reversed(arcs)], names="mqzkwby")
    each, whole = both(Network.from_graph(graph_of(arcs, names="abcdefg"), organizations, survey=True))
    each_moved, whole_moved = both(Network.from_graph(moved, renamed, survey=True))
    pd.testing.assert_frame_equal(
        each.rename(index=new).sort_index(), each_moved, rtol=1e-12, check_names=False, check_index_type=False
    )
    pd.testing.assert_series_equal(whole, whole_moved, rtol=1e-12)


def test_measuring_leaves_graph_and_table_as_they_were() -> None:
    graph, organizations = NETWORKS["two components"]
    ties, table = list(graph.edges(keys=True, data=True)), organizations.copy()
    both(Network.from_graph(graph, organizations, survey=True))
    assert list(graph.edges(keys=True, data=True)) == ties
    pd.testing.assert_frame_equal(organizations, table)


def test_measures_can_be_chosen_and_keep_the_order_asked_for() -> None:
    network = Network.from_graph(*NETWORKS["two organizations"], survey=True)
    table = organization_measures(network, measures=["degree", "in_degree"])
    assert table["measure"].tolist() == ["degree", "degree", "in_degree", "in_degree"]
    assert table["value"].tolist() == [1, 1, 0, 1]
    assert organization_measures(network, measures=[]).empty


def test_a_misspelt_measure_is_answered_with_the_likely_one() -> None:
    network = Network.from_graph(*NETWORKS["null"], survey=True)
    with pytest.raises(RequestError, match="Did you mean 'betweenness'"):
        organization_measures(network, measures=["betweeness"])
