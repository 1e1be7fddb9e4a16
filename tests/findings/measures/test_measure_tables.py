"""The tables of measures: a row for everybody, a number or the reason, under either rule."""

import tomllib

import pandas as pd
import pytest

from ecosystem.errors import RequestError
from ecosystem.findings.measures.intervals import intervals
from ecosystem.findings.measures.measure_tables import COLUMNS, city_measures, measure_table
from ecosystem.findings.measures.register import MEASURES
from tests.tiny import RIVERTON_TRAPS, city, plain_list, sample, survey, tiny

KEY = tomllib.loads((RIVERTON_TRAPS / "answer_key.toml").read_text("utf-8"))


def values(table: pd.DataFrame, measure: str) -> dict[str, object]:
    rows = table[table["measure"] == measure]
    return dict(zip(rows["organization"], rows["value"], strict=True))


def reasons(table: pd.DataFrame, measure: str) -> dict[str, object]:
    rows = table[table["measure"] == measure]
    return dict(zip(rows["organization"], rows["reason"], strict=True))


def test_the_columns_are_those_scripts_rely_on() -> None:
    assert ",".join(COLUMNS) == "site,wave,relation,measure,organization_id,organization,value,low,high,reason"
    for level in ("organization", "network"):
        assert measure_table(plain_list("ab"), level).columns.tolist() == COLUMNS


def test_rows_keep_the_order_of_sites_then_waves_then_the_register_then_ids() -> None:
    table = measure_table(
        tiny(
            organizations="id,name,site\n1,b,P\n2,a,P\n3,c,Q",
            ties="source_id,target_id,relation,wave\n1,2,funds,1\n2,1,funds,2",
        )
    )
    assert table.drop_duplicates(["site", "wave"])[["site", "wave"]].agg("".join, axis=1).tolist() == [
        "P1",
        "P2",
        "Q1",
        "Q2",
    ]
    first = table[(table["site"] == "P") & (table["wave"] == "1")]
    assert first["measure"].unique().tolist() == [measure for level, measure in MEASURES if level == "organization"]
    assert first["organization_id"].tolist()[:2] == ["1", "2"]


def test_what_one_who_has_not_answered_gives_is_empty_with_the_reason() -> None:
    table = measure_table(survey("ab", silent="x", ties="ab ax bx"))
    assert values(table, "in_degree") == {"a": 0, "b": 1, "x": 2}
    for measure in ("out_degree", "out_strength"):
        assert values(table, measure)["x"] is pd.NA
        assert reasons(table, measure)["x"] == "has not answered: whom it would name is unknown"
    assert values(table, "out_degree") == {"a": 2, "b": 1, "x": pd.NA}


def test_under_the_rule_confirmed_those_who_have_not_answered_keep_a_row_with_the_reason() -> None:
    table = measure_table(survey("ac", silent="b", ties="ac ca ab"), rule="confirmed")
    assert values(table, "degree") == {"a": 1, "b": pd.NA, "c": 1}
    assert list(values(table, "degree")) == ["a", "b", "c"]
    assert reasons(table, "degree")["b"] == "has not answered: none of its ties can be confirmed yet"
    assert len(table) == 3 * table["measure"].nunique()


@pytest.mark.parametrize("level", ["organization", "network"])
def test_nothing_in_a_plain_list_can_be_confirmed(level: str) -> None:
    table = measure_table(plain_list("ab bc"), level, rule="confirmed")
    assert table["value"].isna().all()
    assert table["reason"].unique().tolist() == [
        "a plain list of ties was not asked of both ends, so nothing in it can be confirmed"
    ]
    assert len(table) == len(measure_table(plain_list("ab bc"), level))


@pytest.mark.parametrize("rule", ["union", "confirmed"])
@pytest.mark.parametrize("level", ["organization", "network"])
def test_there_is_a_number_or_a_reason_where_there_is_no_tie_at_all(level: str, rule: str) -> None:
    for ecosystem in (tiny(organizations="name,site\na,P\nb,P\nc,Q"), survey("a", silent="b"), survey("", silent="ab")):
        table = measure_table(ecosystem, level, rule=rule)
        assert len(table)
        assert (table["value"].isna() == table["reason"].notna()).all()


def test_a_map_without_organizations_has_no_rows() -> None:
    table = measure_table(tiny(organizations="name,website\n"))
    assert (table.columns.tolist(), len(table)) == (COLUMNS, 0)


def test_relations_are_measured_apart_and_wishes_only_by_name() -> None:
    ecosystem = tiny(
        organizations="name\na\nb\nc", ties="source,target,relation\na,b,funds\nc,b,advises\na,c,would_like"
    )
    assert values(measure_table(ecosystem), "in_degree") == {"a": 0, "b": 2, "c": 0}
    assert values(measure_table(ecosystem, relation="funds"), "in_degree") == {"a": 0, "b": 1, "c": 0}
    assert values(measure_table(ecosystem, relation="would_like"), "in_degree") == {"a": 0, "b": 0, "c": 1}


@pytest.mark.parametrize("written", ["would_like", "WOULD LIKE", "would like to work with", "wishes to work with"])
def test_a_relation_may_be_called_by_id_label_or_other_name_in_any_case(written: str) -> None:
    table = measure_table(survey("ab", ties="ab", relation="would_like"), relation=written)
    assert table["relation"].unique().tolist() == ["would_like"]


def test_a_relation_the_vocabulary_knows_and_the_map_does_not_hold_is_unknown() -> None:
    with pytest.raises(RequestError, match="no relation “funds”"):
        measure_table(plain_list("ab"), relation="funds")


def test_a_relation_of_the_sources_own_may_be_written_in_any_case() -> None:
    table = measure_table(plain_list("ab", relation="Meets weekly"), relation="meets-weekly")
    assert table["relation"].unique().tolist() == ["Meets weekly"]


@pytest.mark.parametrize("ties", ["ab bc cd de", "ab bc ca cd de ef fd", "ab ac ad ae"])
def test_directed_betweenness_is_betweenness_on_a_purely_mutual_plain_list(ties: str) -> None:
    table = measure_table(plain_list(ties))
    assert values(table, "betweenness_directed") == pytest.approx(values(table, "betweenness"))
    assert max(values(table, "betweenness").values()) > 1


def test_the_broker_of_riverton_leads_in_betweenness_with_the_value_of_its_key() -> None:
    broker = KEY["broker"]
    found = values(city_measures(city(sample("riverton_traps"), relation=broker["relation"])), "betweenness")
    known = {name: value for name, value in found.items() if value is not pd.NA}
    assert max(known, key=known.__getitem__) == broker["organization"]
    assert known[broker["organization"]] == pytest.approx(broker["betweenness"], abs=1e-6)


def test_the_measures_of_a_city_are_those_of_the_whole_table_that_are_its_own() -> None:
    ecosystem = survey("ab", ties="ab")
    one = city(ecosystem)
    pd.testing.assert_frame_equal(city_measures(one, ranges=intervals(one)), measure_table(ecosystem))
    assert city_measures(one)[["low", "high"]].isna().all(axis=None)


@pytest.mark.parametrize("level", ["organization", "network"])
def test_where_everybody_answered_low_and_high_are_the_value(level: str) -> None:
    table = measure_table(survey("abc", ties="ab bc"), level)
    for end in ("low", "high"):
        pd.testing.assert_series_equal(table[end], table["value"], check_names=False)


@pytest.mark.parametrize("level", ["organization", "network"])
def test_in_a_plain_list_low_and_high_are_empty(level: str) -> None:
    assert measure_table(plain_list("ab bc"), level)[["low", "high"]].isna().all(axis=None)


@pytest.mark.parametrize("level", ["organization", "network"])
def test_where_some_have_not_answered_low_and_high_are_those_of_the_draws(level: str) -> None:
    ecosystem = survey("abcde", silent="x", ties="ab bc cd de ea ax")
    found = intervals(city(ecosystem))
    table = measure_table(ecosystem, level)
    expected = found.organizations if level[0] == "o" else found.network
    for end in ("low", "high"):
        assert table[end].tolist() == expected[end].tolist()
    assert (table["low"] < table["high"]).any()


def test_under_the_rule_confirmed_what_is_missing_leaves_low_and_high_empty() -> None:
    table = measure_table(survey("abcde", silent="x", ties="ab ba ax"), rule="confirmed")
    assert table[["low", "high"]].isna().all(axis=None)
