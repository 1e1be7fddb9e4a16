"""The interval plot: names are data, labels are numbers, a range may cross 0."""

import pandas as pd

from ecosystem.show.interval_plot import CONFIRMED, RANGE, REPORTED, interval_option


def rows(**columns: list) -> pd.DataFrame:
    size = len(columns["organization"])
    empty = dict.fromkeys(["low", "high", "rank_low", "rank_high", "confirmed"], [pd.NA] * size)
    return pd.DataFrame({"band": [0] * size, "label": ["x"] * size, **empty, **columns})


def series(option: dict, name: str) -> dict:
    return next(s for s in option["series"] if s["name"] == name)


def test_the_first_row_stands_on_top_with_its_value_and_its_place() -> None:
    table = rows(organization=["A", "B"], value=[7, 3], label=["7 of 18", "3 of 19"], low=[8, 3], high=[9, 6],
                 rank_low=[1, 2], rank_high=[1, 4])  # fmt: skip
    option = interval_option(table, "organizations", "band")
    assert [axis["data"] for axis in option["yAxis"]] == [["B", "A"], ["B", "A"]]
    assert [item["label"]["formatter"] for item in option["series"][0]["data"]] == ["3 of 19 · 2–4", "7 of 18 · 1"]
    assert series(option, RANGE)["data"] == [3, 1]
    assert series(option, REPORTED)["data"] == [3, 7]


def test_a_place_is_written_only_where_places_are_ranges() -> None:
    table = rows(organization=["A"], value=[7], label=["7 of 18"], low=[8], high=[9], rank_low=[1], rank_high=[2])
    assert interval_option(table, "", "rank")["series"][0]["data"][0]["label"]["formatter"] == "7 of 18"


def test_the_shade_changes_with_the_band() -> None:
    option = interval_option(rows(organization=["A", "B", "C"], value=[3, 2, 1], band=[0, 0, 1]), "", "band")
    colors = [item["itemStyle"]["color"] for item in option["series"][0]["data"]]
    assert colors[1] == colors[2] != colors[0]


def test_without_ranges_or_confirmed_ties_there_is_no_such_mark() -> None:
    option = interval_option(rows(organization=["A"], value=[1]), "", "rank")
    assert option["legend"]["data"] == [REPORTED]
    assert (
        CONFIRMED in interval_option(rows(organization=["A"], value=[1], confirmed=[0]), "", "rank")["legend"]["data"]
    )


def test_a_range_that_crosses_0_begins_below_it() -> None:
    option = interval_option(rows(organization=["A"], value=[0.1], low=[-0.5], high=[0.25]), "", "band")
    base, width = (s for s in option["series"] if s.get("stack") == "range")
    assert (base["data"], width["data"], base["stackStrategy"]) == ([-0.5], [0.75], "all")
    assert option["xAxis"]["min"] == -0.5


def test_a_value_that_is_not_known_is_a_question_mark_and_never_0() -> None:
    option = interval_option(rows(organization=["A"], value=[pd.NA], low=[1], high=[2]), "", "band")
    assert series(option, REPORTED)["data"] == [None]
    assert option["series"][0]["data"][0]["label"]["formatter"] == "?"
