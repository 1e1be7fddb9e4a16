"""Rounds of data collection: their order, the one shown, and which organizations were there."""

import pytest

from ecosystem.errors import RequestError
from ecosystem.tables.consent import for_public
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.rounds import in_order
from tests.tables.asked import asked, form, rows
from tests.tiny import plain_list, tiny

TWO = {
    "organizations": "name,city\nLibrary,X\nMuseum,X\nZoo,X",
    "ties": "from,to,relation,round\nLibrary,Museum,funds,Fall 2023\nMuseum,Clinic,advises,Fall 2024",
}


def members(ecosystem: Ecosystem) -> list[str]:
    return sorted(ecosystem.table("organizations")["name"])


@pytest.mark.parametrize(
    ("rounds", "ordered"),
    [
        (["10", "9", "100"], ["9", "10", "100"]),
        (["Round 2", "wave 1", "W10"], ["wave 1", "Round 2", "W10"]),
        (["2024-05-01", "2023-11", "2024-01-31"], ["2023-11", "2024-01-31", "2024-05-01"]),
        (["spring", "fall", "after"], ["spring", "fall", "after"]),
        (["later", "2024-05-01", "3"], ["3", "2024-05-01", "later"]),
    ],
)
def test_rounds_are_in_the_order_of_their_numbers_then_dates_then_as_they_appear(
    rounds: list[str], ordered: list[str]
) -> None:
    assert in_order(rounds) == ordered


def test_one_round_written_with_other_capitals_and_spaces_is_one() -> None:
    ecosystem = tiny(ties="from,to,wave\nA,B,Fall 2023\nB,C, fall  2023\nC,D,2024")
    assert ecosystem.rounds == ["2024", "Fall 2023"]


def test_a_round_holds_its_ties_and_the_organizations_that_are_listed_or_that_they_name() -> None:
    first, second = (tiny(**TWO).in_round(name) for name in ("Fall 2023", "Fall 2024"))
    assert (members(first), members(second)) == (
        ["Library", "Museum", "Zoo"],
        ["Clinic", "Library", "Museum", "Zoo"],
    )
    assert [each.table("ties")["relation"].tolist() for each in (first, second)] == [["funds"], ["advises"]]
    assert "Clinic" not in first.table("names")["name"].tolist()


def test_without_a_name_the_last_round_is_meant_and_in_a_round_that_round() -> None:
    ecosystem = tiny(**TWO)
    assert (ecosystem.in_round().round, ecosystem.in_round("Fall 2023").in_round().round) == ("Fall 2024", "Fall 2023")
    assert ecosystem.in_round("Fall 2023").in_round("Fall 2024") is ecosystem.in_round()
    assert ecosystem.in_round("Fall 2023").rounds == ["Fall 2023", "Fall 2024"]


def test_capitals_and_spaces_of_a_round_do_not_matter() -> None:
    assert tiny(**TWO).in_round(" fall2023 ").round == "Fall 2023"


def test_an_unknown_round_is_an_error_that_lists_those_there_are() -> None:
    with pytest.raises(RequestError, match=r"no round “2025” in this map\. There are: Fall 2023, Fall 2024\."):
        tiny(**TWO).in_round("2025")
    with pytest.raises(RequestError, match=r"There is one alone: 1\."):
        plain_list("AB").in_round("2")


def test_a_map_of_one_round_is_itself_in_that_round() -> None:
    ecosystem = plain_list("AB")
    assert ecosystem.in_round("1") is ecosystem
    assert (ecosystem.in_round().round, ecosystem.every_round) == ("", None)


def test_relations_and_cities_of_other_rounds_stay_known_after_those_of_this_one() -> None:
    ties = "from,to,relation,wave,city\nA,B,funds,1,P\nA,C,funds,1,P\nD,E,advises,2,Q"
    second = tiny(ties=ties).in_round("2")
    assert (second.sites, second.relations) == (["Q", "P"], ["advises", "funds"])


def test_a_name_withheld_in_one_round_is_withheld_in_the_text_of_another() -> None:
    ecosystem = tiny(
        organizations="name,consent,description\nMuseum,public,next to the Lighthouse\nHarbor,public,",
        ties="from,to,wave\nLighthouse,Museum,1\nMuseum,Harbor,2",
        consents="name,consent\nLighthouse,no",
    )
    for seen in (ecosystem.in_round("2"), for_public(ecosystem.in_round("2"))):
        assert seen.round == "2"
        assert (
            seen.table("organizations").set_index("name").loc["Museum", "description"]
            == "next to the Unnamed organization 1"
        )


def test_who_answered_a_form_in_another_round_alone_has_not_answered_in_this_one() -> None:
    lists = {"invited": "name,city\nA,Riverton\nB,Riverton", "ties": "from,to,relation,wave,city\nA,C,funds,0,Riverton"}
    ecosystem = asked(form("A", works_B="Often"), **lists)
    first, second = ecosystem.in_round("0"), ecosystem.in_round("1")
    assert rows(first, "organizations", "name", "status") == [("A", "invited"), ("B", "invited"), ("C", "named only")]
    assert rows(second, "organizations", "name", "status") == [("A", "respondent"), ("B", "invited")]
    assert first.table("asked").empty and len(second.table("asked")) == len(ecosystem.table("asked"))
