"""What is said of the round shown: nothing where there is one alone."""

from ecosystem.show.exports import ROUNDS, export_files, map_page, network_file
from ecosystem.show.map_data import linked_map
from ecosystem.show.rounds import about_round
from tests.tiny import plain_list, tiny

TIES = "from,to,wave\nFerry,Bakery,1\nBakery,Clinic,2"


def test_a_map_of_one_round_says_nothing_of_rounds() -> None:
    ecosystem = plain_list("AB")
    assert about_round(ecosystem) == []
    assert ROUNDS not in export_files(ecosystem)
    assert "This is round" not in map_page(ecosystem)


def test_the_round_shown_is_said_with_those_there_are() -> None:
    ecosystem = tiny(ties=TIES)
    assert about_round(ecosystem) == ["This is round 2, the last of 2: 1, 2."]
    assert about_round(ecosystem.in_round("1")) == ["This is round 1 of 2: 1, 2."]


def test_the_map_file_draws_one_round_and_says_which() -> None:
    ecosystem = tiny(ties=TIES)
    last, first = map_page(ecosystem), map_page(ecosystem.in_round("1"))
    assert "This is round 2, the last of 2" in last and "Ferry" not in last
    assert "This is round 1 of 2" in first and "Clinic" not in first


def test_the_network_file_and_the_picture_hold_the_organizations_of_the_round_alone() -> None:
    ecosystem = tiny(ties=TIES)
    assert b"Ferry" not in network_file(ecosystem)
    assert b"Clinic" not in network_file(ecosystem.in_round("1"))
    assert linked_map(ecosystem, 10)[0]["name"].tolist() == ["Bakery", "Clinic"]


def test_an_export_says_which_tables_hold_which_round() -> None:
    said = export_files(tiny(ties=TIES))[ROUNDS].decode()
    assert "Of round 2 alone are the network file and these tables: gaps, comparison, quality" in said
    assert export_files(tiny(ties=TIES).in_round("1"))[ROUNDS].decode() == "This is round 1 of 2: 1, 2.\n"
