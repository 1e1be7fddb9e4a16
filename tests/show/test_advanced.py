"""What is asked of the whole city, as it is read."""

import pandas as pd
import pytest

from ecosystem.findings.response.reporting_rules import reporting_rules
from ecosystem.show.advanced import (
    ADVANCED_TABLES,
    AdvancedTable,
    attrition_option,
    is_reportable,
    meanings,
    readable_table,
    stage_sentence,
)
from tests.tiny import city, plain_list, survey

STAR = "AB AC AD AE AF AG AH AI AJ"
BY_NAME = {asked.table.name: asked for asked in ADVANCED_TABLES}


@pytest.mark.parametrize("asked", ADVANCED_TABLES, ids=lambda asked: asked.table.name)
def test_every_column_that_is_read_says_what_it_means_and_no_id_is_read(asked: AdvancedTable) -> None:
    table = asked.make(city(plain_list(STAR)))
    shown = readable_table(asked, table)
    assert set(shown) <= set(meanings(asked, table))
    assert len(shown.columns) or table.empty
    assert not [heading for heading in shown if heading.endswith((" id", " ids"))]


@pytest.mark.parametrize("asked", ADVANCED_TABLES, ids=lambda asked: asked.table.name)
def test_a_map_without_ties_can_be_read_too(asked: AdvancedTable) -> None:
    readable_table(asked, asked.make(city(plain_list("", "AB"))))


def test_who_stands_between_is_not_told_where_too_few_answered() -> None:
    few = reporting_rules(city(survey("ABC", silent="DEFGH", ties="AB BC CA AD")))
    all_of_them = reporting_rules(city(survey("ABCD", ties="AB BC CA AD")))
    ranked = [asked for asked in ADVANCED_TABLES if asked.ranks]
    assert ranked
    assert not any(is_reportable(asked, few) for asked in ranked)
    assert all(is_reportable(asked, all_of_them) for asked in ADVANCED_TABLES)


def test_a_star_is_said_to_hang_on_its_hub() -> None:
    said = stage_sentence(BY_NAME["stage"].make(city(plain_list(STAR))))
    assert said.startswith("Single hub: ")


def test_no_kind_is_said_without_the_reason() -> None:
    said = stage_sentence(BY_NAME["stage"].make(city(plain_list("AB"))))
    assert said.startswith("No kind of network is named: ")


def test_the_curve_of_losses_marks_one_and_three() -> None:
    table = BY_NAME["robustness"].make(city(plain_list(STAR)))
    option = attrition_option(table)
    assert [line["name"] for line in option["series"]] == list(pd.unique(table["order"]))
    first = {point["value"][0]: point for point in option["series"][0]["data"]}
    assert first[0]["value"][1] == 100
    assert first[1]["value"][1] == 10  # of a star of ten, one alone is linked to nobody
    assert {losses for losses, point in first.items() if point["symbolSize"] == 9} == {1, 3}
