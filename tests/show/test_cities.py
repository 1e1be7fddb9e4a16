"""Cities side by side: what is known in few columns, which can be compared, one city alone in words."""

import pandas as pd

from ecosystem.findings.comparison.comparison import compare
from ecosystem.show import cities
from tests.tiny import plain_list, sample, survey


def test_one_city_is_told_in_words_and_what_to_do_to_compare_it() -> None:
    first, *rest, last = cities.one_city(compare(sample("riverton_traps")).iloc[0])
    assert first == "This map has one city, Riverton: 48 organizations and 165 ties among them."
    assert rest[:2] == [
        "31 of 44 invited organizations have answered.",
        "An organization that answered has 6.5 partners on average.",
    ]
    assert last.startswith("To compare: ask the same questions in other cities")


def test_what_is_not_known_of_one_city_is_not_told() -> None:
    first, *rest, _ = cities.one_city(compare(plain_list("", "ab")).iloc[0])
    assert first == "This map names no cities: 2 organizations and 0 ties among them."
    assert not [line for line in rest if "answered" in line or "sectors" in line or "report " in line]


def test_a_column_that_no_city_fills_is_left_out() -> None:
    assert "Answered" in cities.side_by_side(compare(survey("ab", ties="ab")))
    assert "Answered" not in cities.side_by_side(compare(plain_list("ab")))


def test_every_heading_has_its_meaning() -> None:
    assert list(cities.MEANINGS) == list(cities.COLUMNS.values())


def test_a_city_says_what_it_can_be_compared_with_or_why_it_cannot() -> None:
    table = pd.DataFrame(
        {
            "site": ["Harbor", "Hill"],
            "comparable_with": pd.array(["Marsh|Moor", pd.NA], dtype="string"),
            "note": pd.array([pd.NA, "too small"], dtype="string"),
        }
    )
    assert cities.comparability(table)["Can be compared with"].tolist() == ["Marsh, Moor", "too small"]


def test_a_range_is_read_from_low_to_high_and_is_empty_where_there_is_none() -> None:
    table = (
        compare(plain_list("ab"))
        .iloc[[0, 0]]
        .assign(mean_degree_low=[1.25, pd.NA], mean_degree_high=[2.5, pd.NA], within_two_steps_low=pd.NA)
    )
    assert cities.comparability(table)["Partners each, likely range"].tolist() == ["1.2 to 2.5", pd.NA]


def test_surveyed_cities_and_lists_are_told_apart_in_words_and_ranges() -> None:
    table = pd.DataFrame({"site": ["A", "B", "C", "D"], "note": "", "respondents": [9, 8, pd.NA, pd.NA]})
    lines = cities.about_cities(table.assign(mean_degree=[2.0, 1.2, 5.0, 4.0]))
    assert lines[1] == "2 cities were surveyed: they can be compared with each other only."
    assert lines[2].startswith("Partners per organization range from 1.2 (B) to 2.0 (A). ")
    assert lines[3] == "2 cities are lists, not surveys: they can be compared with each other only."
    assert lines[4].startswith("Partners per organization range from 4.0 (D) to 5.0 (C). ")
