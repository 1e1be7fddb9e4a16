"""Findings of one round: over every measure, gap and table, what was not asked in it has no number."""

import pandas as pd
import pytest

from ecosystem.findings.catalog import DESCRIPTIONS, one_table
from ecosystem.findings.comparison.comparison import compare
from ecosystem.findings.gaps.gaps import gap_table
from ecosystem.findings.measures.measure_record import NO_TIES_THIS_ROUND
from ecosystem.findings.measures.measure_tables import measure_table
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.summary import summary
from tests.tiny import city, tiny


@pytest.fixture
def two_rounds() -> Ecosystem:
    """P was mapped in both rounds, Q in the first alone; funds was a question of the first alone."""
    return tiny(
        organizations="name,city\nA,P\nB,P\nC,P\nQ1,Q\nQ2,Q",
        ties="from,to,relation,wave\nA,B,funds,1\nQ1,Q2,funds,1\nA,C,advises,2\nC,Guest,advises,2",
    )


def test_a_city_is_seen_in_the_last_round_or_in_the_one_asked_for(two_rounds: Ecosystem) -> None:
    assert city(two_rounds).ecosystem is two_rounds.in_round("2")
    assert city(two_rounds, wave="1").ecosystem is city(two_rounds.in_round("1")).ecosystem


def test_a_relation_that_was_not_asked_in_a_round_has_no_number_there(two_rounds: Ecosystem) -> None:
    table = measure_table(two_rounds.in_round("2"), "network", site="P", relation="funds")
    assert set(table["wave"]) == {"2"}
    assert table.set_index("measure")["value"].dropna().to_dict() == {"organizations": 3.0}
    assert set(table["reason"].dropna()) == {NO_TIES_THIS_ROUND}
    first = measure_table(two_rounds, "network", site="P", relation="funds").set_index(["wave", "measure"])
    assert first.loc[("1", "ties"), "value"] == 1


def test_a_city_that_was_not_mapped_in_a_round_has_no_number_and_no_gap_there(two_rounds: Ecosystem) -> None:
    second = two_rounds.in_round("2")
    row = compare(second).set_index("site").loc["Q"]
    assert pd.isna(row["ties"]) and pd.isna(row["mean_degree"])
    assert row["note"] == f"not comparable: {NO_TIES_THIS_ROUND}"
    assert "Q" not in set(gap_table(second)["site"])
    assert "Q" in set(gap_table(two_rounds.in_round("1"))["site"])


def test_every_table_of_a_round_can_be_made_and_has_rows_of_that_round_alone(two_rounds: Ecosystem) -> None:
    for name in DESCRIPTIONS:
        table = one_table(two_rounds.in_round("1"), name)
        assert set(table.get("wave", ())) <= {"1"}, name


def test_without_a_round_tables_hold_every_round_and_gaps_the_last(two_rounds: Ecosystem) -> None:
    assert set(one_table(two_rounds, "ties")["wave"]) == {"1", "2"}
    assert set(one_table(two_rounds, "network_measures")["wave"]) == {"1", "2"}
    assert gap_table(two_rounds).equals(gap_table(two_rounds.in_round("2")))


def test_an_organization_of_another_round_alone_is_neither_counted_nor_drawn() -> None:
    ecosystem = tiny(ties="from,to,wave\nA,B,1\nB,C,2")
    assert [len(SiteNetwork(ecosystem, "all", wave=wave).members) for wave in ("1", "2")] == [2, 2]
    assert SiteNetwork(ecosystem, "all", wave="1").network.ids == ("a", "b")


def test_the_report_of_a_check_lists_the_rounds_and_counts_the_last(two_rounds: Ecosystem) -> None:
    found = summary(two_rounds)
    assert found["rounds"] == ["1", "2"]
    assert [(each["site"], each["ties_inside"]) for each in found["sites"]] == [("P", 1), ("Q", 0)]
