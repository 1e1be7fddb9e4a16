"""Sentences say what the tables hold, with their footing, and blame nobody."""

import pandas as pd
import pytest

from ecosystem.findings.response.response import answers_by_sector
from ecosystem.show import cities, phrases, sentences
from ecosystem.show.map_data import of_sectors
from tests.tables.asked import asked, form
from tests.tiny import city, plain_list, survey


def test_answers_are_counted_of_those_invited_and_the_most_named_are_asked_first() -> None:
    here = city(survey("ABC", silent="DE", ties="AD BD AB AE"))
    first, *rest = sentences.about_answers(here, answers_by_sector(here))
    assert first.startswith("3 of 5 invited organizations")
    assert rest[-1] == "2 answers would help most: D (named by 2) and E (named by 1)."


def test_where_no_list_says_who_was_invited_none_is_counted_as_asked() -> None:
    here = city(asked(form("A", works_B="Often"), form("B")))
    assert not here.invited_known
    first, *_ = sentences.about_answers(here, answers_by_sector(here))
    assert first == f"2 respondents in {here.place}; nobody said who was invited."
    assert phrases.answered(here) == "2 respondents; nobody said who was invited"
    assert city(survey("AB", ties="AB")).invited_known


def test_a_plain_list_is_said_to_be_no_survey() -> None:
    here = city(plain_list("AB BC"))
    (line,) = sentences.about_answers(here, answers_by_sector(here))
    assert line.startswith("This is a list of ties, not a survey")
    assert "2 ties among 3 organizations" in line


def test_ties_are_told_by_their_state_only_where_people_were_asked() -> None:
    assert "1 confirmed and 1 pending" in sentences.about_ties(city(survey("AB", silent="C", ties="AB BA AC")))
    assert "recorded" not in sentences.about_ties(city(plain_list("AB")))


def test_a_card_says_of_how_many_and_what_is_not_known() -> None:
    here = city(survey("AB", silent="C", ties="AC BC AB"))
    ids = {name: o for o, name in here.names.items()}
    silent = sentences.about_card(here, ids["C"])
    assert silent[0] == "C · sector not known"
    assert "Named by 2 of 2 other organizations that answered." in silent
    assert silent[-1] == "Which organizations it would name is not known."
    assert "Named by 1 of 1 other organization that answered." in sentences.about_card(here, ids["B"])


def test_spellings_are_counted_once_each() -> None:
    names = pd.DataFrame({"organization_id": ["a", "a", "a", "b"], "name_as_written": ["A", "A", "a", "B"]})
    said = sentences.about_names(names)
    assert said == "3 spellings stand for 2 organizations. 1 organization was written in more than one way."


def test_whoever_is_not_named_is_counted_beside_those_who_are() -> None:
    names = pd.DataFrame({"organization_id": ["a"], "name_as_written": ["A"]})
    said = sentences.about_names(names, ["a", "unnamed-1"])
    first = "1 spelling stands for 1 organization (and 1 not shown by name)."
    assert said == f"{first} No organization was written in more than one way."


def test_gaps_are_counted_and_none_is_no_praise() -> None:
    gaps = pd.DataFrame({"confidence": ["high", "low", "high"]})
    assert sentences.about_gaps(gaps, "Harbor") == "3 gaps in Harbor; 2 of them on good evidence."
    assert sentences.about_gaps(gaps.iloc[1:2], "Harbor") == "1 gap in Harbor; none on good evidence."
    assert "there is little to find" in sentences.about_gaps(gaps.head(0), "Harbor")


def test_further_kinds_of_gaps_are_told_with_how_many_there_are() -> None:
    assert sentences.also_found({"Stands alone": 2, "One side says so": 5}).startswith(
        "Also found: Stands alone (2); One side says so (5)."
    )


def test_a_map_that_names_no_city_is_called_this_map() -> None:
    here = city(plain_list("AB BC"))
    assert sentences.about_ties(here) == "3 organizations and 2 ties in this map."
    assert sentences.after_loading(here.ecosystem, here).startswith("This map: 3 organizations")
    assert "2 partners in this map." in sentences.about_card(here, next(o for o, n in here.names.items() if n == "B"))


def test_the_kinds_of_lines_are_told_apart_only_where_people_were_asked() -> None:
    assert "dotted" in sentences.about_lines(survey=True)
    assert "dotted" not in sentences.about_lines(survey=False)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(1.9, 1.5, "do not overlap"), (1.4, 1.5, "could reverse their order"), (pd.NA, pd.NA, "ranges are not known")],
)
def test_two_cities_are_told_apart_only_where_their_ranges_are(low: object, high: object, said: str) -> None:
    table = pd.DataFrame({"site": ["Hill", "Moor"], "note": "", "respondents": 9, "mean_degree": [2.0, 1.2]})
    table = table.assign(mean_degree_low=[low, 1.0], mean_degree_high=[2.5, high])
    _, line = cities.about_cities(table)
    assert line.startswith("Partners per organization range from 1.2 (Moor) to 2.0 (Hill). ")
    assert said in line


def test_a_map_of_chosen_sectors_says_how_many_organizations_are_drawn() -> None:
    organizations = pd.DataFrame({"sector": ["Library", "Library", "Zoo", "Zoo"], "ring": [False, False, False, True]})
    assert sentences.about_sectors(organizations, []) == []
    assert sentences.about_sectors(organizations, ["Library"]) == [
        "Only the chosen sectors are drawn: 2 of 3 organizations."
    ]
    assert of_sectors(organizations, ["Library"]).index.tolist() == [0, 1, 3]
