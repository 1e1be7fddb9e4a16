"""From tables to a graph: which arcs there are, and what is known of a pair nobody reported."""

import tomllib

import networkx as nx
import pytest

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.recipes import ColumnRecipe, Recipe, SheetRecipe
from ecosystem.collect.sheet import Source
from ecosystem.errors import RequestError
from ecosystem.network.graph import build_graph, pair_states
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem
from tests.tiny import RIVERTON_TRAPS, plain_list, sample, survey, tiny


def arcs(ecosystem: Ecosystem, **question: str) -> list[tuple[str, str]]:
    return sorted(build_graph(ecosystem, ecosystem.site(None), **question).edges())


def states(ecosystem: Ecosystem, relation: str = "works_with") -> dict[str, str]:
    table = pair_states(ecosystem, ecosystem.site(None), relation)
    return dict(zip(table["organization_a"] + table["organization_b"], table["state"], strict=True))


def test_a_mutual_tie_that_one_end_reports_is_one_arc_from_the_one_who_says_so() -> None:
    assert arcs(survey("ab", ties="ba")) == [("b", "a")]
    assert arcs(survey("ab", ties="ab")) == [("a", "b")]


def test_a_mutual_tie_that_both_ends_report_is_two_arcs() -> None:
    assert arcs(survey("ab", ties="ab ba")) == [("a", "b"), ("b", "a")]


def test_a_mutual_tie_of_a_plain_list_is_two_arcs() -> None:
    assert arcs(plain_list("ba")) == [("a", "b"), ("b", "a")]


def test_a_directed_tie_goes_from_the_one_who_gives_whoever_reports_it() -> None:
    organizations = "name,status\na,respondent\nb,respondent"
    for reporter in "ab":
        ties = f"source,target,relation,reporter\nb,a,funds,{reporter}"
        graph = build_graph(tiny(organizations=organizations, ties=ties), "all")
        assert list(graph.edges(keys=True)) == [("b", "a", "funds")]
        assert graph["b"]["a"]["funds"]["directed"] is True


def test_a_silent_hub_named_by_three_has_in_degree_three_and_gives_nothing() -> None:
    graph = build_graph(survey("abc", silent="h", ties="ah bh ch"), "all")
    assert (graph.in_degree("h"), graph.out_degree("h")) == (3, 0)
    assert {state for *_, state in graph.edges(data="state")} == {"pending"}


def test_the_silent_hub_of_riverton_is_named_by_as_many_as_its_key_says() -> None:
    key = tomllib.loads((RIVERTON_TRAPS / "answer_key.toml").read_text("utf-8"))["silent_hub"]
    riverton = sample("riverton_traps")
    hub = {name: organization for organization, name in riverton.names().items()}[key["organization"]]
    assert build_graph(riverton, "Riverton", relation="works_with").in_degree(hub) == key["works_with_named_by"] == 11


def test_each_arc_of_a_mutual_tie_has_the_strength_its_own_end_gives() -> None:
    graph = build_graph(
        tiny(
            organizations="name,status\na,respondent\nb,respondent\nc,invited",
            ties="source,target,relation,strength\na,b,works_with,1\nb,a,works_with,3\na,c,works_with,",
        ),
        "all",
    )
    assert {(u, v): s for u, v, s in graph.edges(data="strength")} == {("a", "b"): 1, ("b", "a"): 3, ("a", "c"): None}


def test_a_wish_is_no_tie_and_is_there_only_by_name() -> None:
    wish = survey("ab", ties="ab", relation="would_like")
    assert arcs(wish) == []
    assert arcs(wish, relation="would_like") == [("a", "b")]


def test_two_relations_of_one_pair_are_two_arcs_with_their_own_keys() -> None:
    ecosystem = tiny(organizations="name\na\nb", ties="source,target,relation\na,b,funds\na,b,advises")
    assert sorted(build_graph(ecosystem, "all")["a"]["b"]) == ["advises", "funds"]
    assert list(build_graph(ecosystem, "all", relation="funds")["a"]["b"]) == ["funds"]


def test_the_rule_confirmed_keeps_respondents_and_what_both_ends_say() -> None:
    ecosystem = survey("abc", silent="d", named="e", ties="ab ba ac ad ae")
    graph = build_graph(ecosystem, "all", rule="confirmed")
    assert sorted(graph) == ["a", "b", "c"]
    assert sorted(graph.edges()) == [("a", "b"), ("b", "a")]


def test_a_graph_holds_the_last_wave_unless_another_is_asked_for() -> None:
    ecosystem = tiny(
        organizations="name\na\nb\nc", ties="source,target,relation,wave\na,b,funds,9\na,c,funds,10\na,b,funds,10"
    )
    assert arcs(ecosystem) == [("a", "b"), ("a", "c")]
    assert arcs(ecosystem, wave="9") == [("a", "b")]


def test_a_tie_that_crosses_the_border_stays_outside_the_graph() -> None:
    ecosystem = tiny(
        organizations="id,name,site\n1,a,Here\n2,b,Here\n3,c,There",
        ties="source_id,target_id,relation\n1,2,funds\n2,3,funds",
    )
    graph = build_graph(ecosystem, "Here")
    assert (sorted(graph), list(graph.edges())) == (["1", "2"], [("1", "2")])


def test_nobody_can_change_a_graph_after_it_was_built() -> None:
    with pytest.raises(nx.NetworkXError, match="Frozen"):
        build_graph(survey("ab", ties="ab"), "all").remove_edge("a", "b")


def test_an_unknown_rule_is_answered_with_the_rules_there_are() -> None:
    with pytest.raises(RequestError, match="union, confirmed"):
        build_graph(survey("ab"), "all", rule="both")


def test_a_pair_nobody_reports_is_absent_open_or_unobserved_by_who_was_asked() -> None:
    assert states(survey("abx", silent="cd", ties="ax bx cx dx")) == {
        **{"ab": "absent", "ac": "open", "ad": "open", "bc": "open", "bd": "open", "cd": "unobserved"},
        **{"ax": "one-sided", "bx": "one-sided", "cx": "recorded", "dx": "recorded"},
    }


@pytest.mark.parametrize(
    ("relation", "state"), [("would_like", "absent"), ("shares_data", "open"), ("works_with", "unobserved")]
)
def test_a_pair_is_absent_only_where_each_was_asked_in_every_direction_in_which_it_could_say_so(
    relation: str, state: str
) -> None:
    columns = [
        ColumnRecipe(header="who", becomes="organization"),
        ColumnRecipe(header="wish", becomes="ties to several", relation="would_like", direction="gives"),
        ColumnRecipe(header="data", becomes="ties to several", relation="shares_data", direction="gives"),
    ]
    recipe = Recipe(sheet=(SheetRecipe(name="answers", kind="answers", column=tuple(columns)),))
    sheet = read_delimited(b"who,wish,data\na,c,c\nb,c,c\nc,,", "answers.csv", "answers")
    found = states(assemble(Source("answers", (sheet,)), recipe), relation)
    assert found["all/aall/b"] == state


def test_a_reported_pair_has_the_state_of_its_tie() -> None:
    found = states(survey("abc", silent="d", ties="ba ab bc cd"))
    assert [found[pair] for pair in ("ab", "bc", "cd", "ac")] == ["confirmed", "one-sided", "pending", "absent"]


def test_a_pair_no_plain_list_holds_is_unobserved() -> None:
    assert states(plain_list("ab", "c")) == {"ab": "recorded", "ac": "unobserved", "bc": "unobserved"}


def test_of_two_directions_the_surer_state_stands_for_the_pair() -> None:
    ecosystem = tiny(
        organizations="name,status\na,respondent\nb,respondent",
        ties="source,target,relation,reporter\na,b,funds,a\nb,a,funds,b\nb,a,funds,a",
    )
    assert states(ecosystem, "funds") == {"ab": "confirmed"}
