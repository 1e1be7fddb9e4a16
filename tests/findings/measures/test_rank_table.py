"""The table of ranks: what the page of key organizations shows, or why there is nothing to show."""

import pandas as pd

from ecosystem.findings.catalog import EXPORTED, one_table
from ecosystem.findings.measures.intervals import intervals
from ecosystem.findings.measures.rank_table import city_ranks
from tests.tiny import city, plain_list, sample, survey

EIGHT_OF_NINE = survey("abcdefgh", silent="x", ties="ab bc cd de ea ax bx fa ga hb")


def rows(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    return table[table["measure"] == measure].set_index("organization_id")


def test_it_is_a_table_of_its_own_and_part_of_every_export() -> None:
    assert "ranks" in EXPORTED
    table = one_table(plain_list("ab"), "ranks")
    columns = "site,wave,relation,measure,organization_id,organization,rank,low,high,top3,footing,reason"
    assert ",".join(table.columns) == columns


def test_ranks_and_their_ranges_are_those_of_the_simulation() -> None:
    found = intervals(city(EIGHT_OF_NINE)).organizations
    table = one_table(EIGHT_OF_NINE, "ranks")
    for measure in ("named_by", "degree", "clustering"):
        ours, theirs = rows(table, measure), rows(found, measure)
        assert ours["rank"].tolist() == theirs["rank"].tolist()
        assert ours["low"].tolist() == theirs["rank_low"].tolist()
        assert ours["high"].tolist() == theirs["rank_high"].tolist()
        assert ours["top3"].tolist() == theirs["top3"].tolist()
    assert rows(table, "degree")["reason"].isna().all()


def test_named_by_says_how_many_respondents_could_name_it_and_other_measures_how_many_are_ranked() -> None:
    table = one_table(EIGHT_OF_NINE, "ranks")
    assert rows(table, "named_by").loc[["a", "x"], "footing"].tolist() == ["of 7 respondents", "of 8 respondents"]
    assert rows(table, "out_degree").loc["a", "footing"] == "among 8 organizations"


def test_where_everybody_answered_or_nobody_was_asked_the_rank_stands_alone_with_the_reason() -> None:
    for ecosystem, reason in (
        (survey("abc", ties="ab bc"), intervals(city(survey("abc", ties="ab bc"))).reason),
        (plain_list("ab bc"), intervals(city(plain_list("ab bc"))).reason),
    ):
        degree = rows(one_table(ecosystem, "ranks"), "degree")
        assert degree["rank"].tolist() == [2, 1, 2]
        assert degree[["low", "high", "top3"]].isna().all(axis=None)
        assert degree["reason"].tolist() == [reason] * 3


def test_no_rank_is_printed_that_the_response_does_not_allow_to_report() -> None:
    table = one_table(sample("riverton"), "ranks")
    hidden = rows(table, "betweenness")
    assert hidden[["rank", "low", "high", "top3"]].isna().all(axis=None)
    assert hidden["reason"].str.startswith("31 of 44 invited").all()
    assert rows(table, "degree")["low"].notna().all()


def test_a_city_left_out_of_the_simulations_says_so() -> None:
    table = city_ranks(city(EIGHT_OF_NINE), None)
    degree = rows(table, "degree")
    assert degree["low"].isna().all()
    assert degree.loc["a", "reason"].startswith("Ranges are simulated for the 100 cities with the most ties")
