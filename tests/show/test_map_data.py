"""What the map draws and lists: fixed places, sizes with their footing, ties in words."""

import numpy as np
import pandas as pd

from ecosystem.findings.measures.measure_tables import city_measures
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.show import map_data
from tests.tiny import city, plain_list, survey, tiny


def test_places_are_the_same_whatever_relation_and_rule_are_looked_at() -> None:
    ecosystem = survey("ABC", silent="D", ties="AB BA AC AD")
    whole = map_data.places(city(ecosystem))
    pd.testing.assert_frame_equal(map_data.places(city(ecosystem, relation="funds")), whole)
    pd.testing.assert_frame_equal(map_data.places(city(ecosystem, rule="confirmed")), whole)


def two_cities() -> SiteNetwork:
    ecosystem = tiny(
        organizations="name,city\nA,Harbor\nB,Harbor\nC,Harbor\nD,Hill\nE,Hill",
        ties="source,target,relation\nA,B,works_with\nB,C,works_with\nA,D,works_with\nE,C,works_with",
    )
    return SiteNetwork(ecosystem, "Harbor")


def test_partners_elsewhere_stand_around_the_map_and_move_nobody_inside() -> None:
    here = two_cities()
    inside, ringed = map_data.places(here), map_data.places(here, ring=True)
    pd.testing.assert_frame_equal(ringed.head(len(inside)), inside)
    reach = float(np.hypot(inside["x"], inside["y"]).max())
    around = ringed.tail(len(ringed) - len(inside))
    assert sorted(here.names[o] for o in around["organization_id"]) == ["D", "E"]
    assert (np.hypot(around["x"], around["y"]) > reach).all()


def test_only_partners_elsewhere_are_marked_as_the_ring() -> None:
    here = two_cities()
    drawn = map_data.map_organizations(here, map_data.places(here, ring=True)).set_index("name")
    assert drawn["ring"].to_dict() == {"A": False, "B": False, "C": False, "D": True, "E": True}


def test_the_largest_size_is_one_and_an_unknown_size_stays_unknown() -> None:
    here = city(survey("ABC", ties="AB CB BA"))
    a, b, c = sorted(here.members.index, key=lambda o: here.names[o])
    drawn = map_data.map_organizations(here, map_data.places(here), {a: 1.0, b: 2.0, c: float("nan")})
    sizes = drawn.set_index("organization_id")["size"]
    assert (sizes[a], sizes[b]) == (0.5, 1.0)
    assert pd.isna(sizes[c])


def test_a_survey_is_ranked_by_named_by_first_and_a_plain_list_by_partners() -> None:
    assert next(iter(map_data.choices(city(survey("AB", ties="AB"))))) == "named_by"
    listed = map_data.choices(city(plain_list("AB")))
    assert next(iter(listed)) == "degree"
    assert "named_by" not in listed


def test_ties_to_it_stand_beside_named_by_only_where_one_relation_has_a_direction() -> None:
    ecosystem = tiny(
        organizations="name,status\nA,respondent\nB,respondent",
        ties="source,target,relation\nA,B,funds\nA,B,works_with",
    )
    told = {r: "in_degree" in map_data.choices(city(ecosystem, relation=r)) for r in ("all", "works_with", "funds")}
    assert told == {"all": False, "works_with": False, "funds": True}
    assert "in_degree" in map_data.choices(city(plain_list("AB")))


def test_named_by_is_of_those_who_answered_without_the_organization_itself() -> None:
    here = city(survey("ABC", silent="D", ties="AD BD AB"))
    table = map_data.ranking(city_measures(here), here, "named_by")
    assert table[["organization", "label"]].values.tolist() == [
        ["D", "2 of 3"],  # D has not answered: all three could name it
        ["B", "1 of 2"],
        ["A", "0 of 2"],
        ["C", "0 of 2"],
    ]


def test_a_ranking_by_a_measure_keeps_the_reason_where_there_is_no_value() -> None:
    here = city(survey("AB", silent="C", ties="AB BA AC"))
    table = map_data.ranking(city_measures(here), here, "out_degree").set_index("organization")
    assert table.loc["A", "label"] == "2"
    assert pd.isna(table.loc["C", "value"])
    assert table.loc["C", "label"] == ""
    assert "has not answered" in table.loc["C", "reason"]


def test_the_wide_table_holds_the_number_of_the_ranking() -> None:
    here = city(survey("ABC", ties="AB CB BA"))
    measures = city_measures(here)
    wide = map_data.wide_measures(measures, here).set_index("organization_id")
    for measure in ("named_by", "degree"):
        ranked = map_data.ranking(measures, here, measure).set_index("organization_id")["value"]
        assert wide[measure].to_dict() == ranked.to_dict()


def test_ties_in_words_are_sorted_and_hide_a_strength_that_nobody_gave() -> None:
    table = map_data.ties_in_words(city(plain_list("BC AB AC")))
    assert table[["From", "To"]].values.tolist() == [["A", "B"], ["A", "C"], ["B", "C"]]
    assert "Strength" not in table


def test_a_card_lists_partners_elsewhere_too_and_says_so() -> None:
    here = two_cities()
    a = next(o for o, name in here.names.items() if name == "A")
    table = map_data.partners_in_words(here, a).set_index("Partner")
    assert table["In this city"].to_dict() == {"B": True, "D": False}


def test_facts_leave_out_what_is_not_known_and_blame_nobody() -> None:
    row = pd.Series({"goals": "Health|Jobs", "offers": pd.NA, "status": "invited"})
    assert map_data.facts(row) == ["Goals: Health, Jobs", "Survey: has not answered yet"]
