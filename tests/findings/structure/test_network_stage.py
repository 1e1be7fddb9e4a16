"""The stage of a network: one city for each, and those of which none is named."""

import pandas as pd
import pytest

from ecosystem.findings.structure.network_stage import CORE, FRAGMENTS, HUBS, ONE_HUB, stage_table
from tests.tiny import city, plain_list, sample, survey

LEAVES = "bcdefghijk"
CITIES = {
    FRAGMENTS: "ab bc cd ef fg gh ij kl",
    ONE_HUB: " ".join(f"a{leaf}" for leaf in LEAVES),
    # three hubs who are partners, and four more of each who have no other
    HUBS: "ab bc ca ad ae af ag bh bi bj bk cl cm cn co",
    # five who are all partners, and five more with three partners among them
    CORE: "ab ac ad ae bc bd be cd ce de fa fb fc gb gc gd hc hd he id ie ia je ja jb",
}


def found(ties: str) -> pd.Series:
    return stage_table(city(plain_list(ties))).iloc[0]


@pytest.mark.parametrize("stage", CITIES)
def test_each_stage_is_known_by_a_city_drawn_for_it(stage: str) -> None:
    assert found(CITIES[stage])["stage"] == stage


def test_the_evidence_stands_beside_the_stage() -> None:
    row = found(CITIES[ONE_HUB])
    evidence = row[["organizations", "largest_part", "hub", "hub_partners", "losses_to_halve"]]
    assert evidence.tolist() == [11, 11, "a", 10, 1]
    assert row[["organizations_to_split", "ties_to_split"]].tolist() == [1, 1]
    assert row["because"].startswith("11 of 11 organizations are linked by some way; that part falls below half when ")
    assert "when the one with most partners leaves;" in row["because"]


def test_the_core_and_who_is_linked_to_it_are_counted() -> None:
    row = found(CITIES[CORE])
    assert row[["core", "core_density", "periphery_linked"]].tolist() == [5, 1, 1]
    assert row["because"].endswith("a core of 5, 100% are there, and 100% of the others have a partner in it.")


def test_a_network_that_is_like_none_of_the_four_is_called_none() -> None:
    row = found(" ".join(f"{a}{b}" for a in "abcdef" for b in "ghijkl"))  # each of six with each of six others
    assert (row["stage"], row["reason"]) == (pd.NA, "the evidence fits none of the four stages")
    assert row["because"].startswith("12 of 12")


def test_of_few_organizations_no_stage_is_named() -> None:
    row = found("ab ac ad ae")
    assert (row["stage"], row["reason"]) == (pd.NA, "fewer than 10 organizations whose ties are known")
    assert row["losses_to_halve"] == 1


def test_where_many_have_not_answered_no_stage_is_named() -> None:
    ties = " ".join(f"a{leaf}" for leaf in LEAVES)
    row = stage_table(city(survey("abcdef", silent="ghijk", ties=ties))).iloc[0]
    assert (row["stage"], row["reason"]) == (pd.NA, "only 6 of 11 invited have answered, under 70%")


def test_without_a_tie_there_is_no_stage_and_the_reason_says_so() -> None:
    row = stage_table(city(plain_list("", organizations="abc"))).iloc[0]
    assert (row["stage"], row["reason"]) == (pd.NA, "there is no tie")
    assert row[["organizations", "largest_part", "organizations_to_split"]].tolist() == [3, 1, 0]


def test_riverton_hangs_on_several_hubs() -> None:
    assert stage_table(city(sample("riverton_traps"))).iloc[0]["stage"] == HUBS
