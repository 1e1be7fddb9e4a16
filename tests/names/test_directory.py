"""Who is who: names are one where folding, an alias or an id says so, and nowhere else."""

import pytest

from tests.tables.asked import reasons, rows
from tests.tiny import tiny


def names_of(*spellings: str, aliases: str = "") -> list[str]:
    plain = {"organizations": "\n".join(["name,city", *(f'"{s}",Riverton' for s in spellings)])}
    if aliases:
        plain["aliases"] = "spelling,organization\n" + aliases
    return rows(tiny(**plain), "organizations", "name")


@pytest.mark.parametrize("other", ["CITY  IT", "City I.T.", "City–IT", "\u200bCity IT", "Ｃｉｔｙ IT"])
def test_spellings_equal_when_folded_are_one_organization(other: str) -> None:
    assert names_of("City IT", other) == ["City IT"]


@pytest.mark.parametrize(("one", "other"), [("C++", "C"), ("Peña", "Pena"), ("Край", "Краи"), ("NA", "N")])
def test_nothing_fuzzier_than_folding_merges(one: str, other: str) -> None:
    assert sorted(names_of(one, other)) == sorted([one, other])


def test_an_alias_makes_one_organization_of_two_spellings() -> None:
    assert names_of("RDC", "Riverton Data Collaborative", aliases="RDC,Riverton Data Collaborative") == [
        "Riverton Data Collaborative"
    ]


def test_an_alias_of_an_alias_leads_to_the_same_organization() -> None:
    ecosystem = tiny(
        aliases="spelling,organization\nRDC,Data Collab\nData Collab,Riverton Data Collaborative",
        organizations="name,website\nRiverton Data Collaborative,\nCity IT,",
        ties="from,to,relation\nRDC,City IT,funds\nData Collab,City IT,funds",
    )
    assert rows(ecosystem, "ties", "source_id", "reports") == [("riverton-data-collaborative", 2)]


def test_aliases_that_go_round_in_a_circle_are_one_under_the_first_rows_name() -> None:
    assert names_of("A", "B", aliases="A,B\nB,A") == ["B"]


def test_an_alias_to_a_name_nobody_listed_adds_that_name() -> None:
    ecosystem = tiny(aliases="spelling,organization\nRDC,Data Collab", ties="from,to,relation\nRDC,City IT,funds")
    assert rows(ecosystem, "organizations", "name") == ["City IT", "Data Collab"]


def test_an_alias_given_to_two_names_keeps_the_first_and_says_so() -> None:
    ecosystem = tiny(
        aliases="spelling,organization\nRDC,A\nrdc,B\nX,",
        organizations="name,website\nA,\nB,",
        ties="from,to,relation\nRDC,B,funds",
    )
    assert rows(ecosystem, "ties", "source_id", "target_id") == [("a", "b")]
    assert reasons(ecosystem, "set aside") == ["half an alias", "alias given twice"]


def test_every_spelling_is_kept_with_how_it_found_its_organization() -> None:
    ecosystem = tiny(
        aliases="spelling,organization\nDoIT,City IT",
        organizations="id,name\n1,City IT\n2,Library",
        ties="from_id,from,to,relation\n1,CITY IT,Library,funds\n,DoIT,Museum,funds\n1,Old IT,2,funds",
    )
    found = {written: how for written, how in rows(ecosystem, "names", "name_as_written", "how")}
    assert found == {
        "City IT": "listed",
        "CITY IT": "folded",
        "DoIT": "alias",
        "Old IT": "by id",
        "2": "by id",
        "Library": "listed",
        "Museum": "named",
    }
    times = dict(rows(ecosystem, "names", "name_as_written", "times"))
    assert (times["Library"], times["Museum"]) == (2, 1)  # once in the list, once in a tie


def test_the_same_name_in_two_sites_is_two_organizations() -> None:
    ecosystem = tiny(organizations="name,city\nPublic Library,Boston\nPublic Library,New York")
    assert rows(ecosystem, "locations", "organization_id", "site") == [
        ("boston/public-library", "Boston"),
        ("new-york/public-library", "New York"),
    ]
    assert reasons(ecosystem) == []


def test_the_same_name_in_two_sites_under_one_id_is_one_organization() -> None:
    ecosystem = tiny(organizations="id,name,city\n7,Public Library,Boston\n7,Public Library,New York")
    assert rows(ecosystem, "locations", "organization_id", "site", "position") == [
        ("7", "Boston", 1),
        ("7", "New York", 2),
    ]
    assert reasons(ecosystem) == []


def test_the_same_name_in_two_sites_is_one_where_a_row_lists_both_cities() -> None:
    ecosystem = tiny(organizations="name,city\nPublic Library,Boston; New York\nPublic Library,New York")
    assert rows(ecosystem, "locations", "site") == ["Boston", "New York"]
    assert len(ecosystem.table("organizations")) == 1


def test_locations_place_an_organization_in_further_sites() -> None:
    ecosystem = tiny(
        organizations="id,name,city\n7,Library,Boston",
        locations="org_id,city,lat,lon\n7,New York,40.7,-74.0\n8,New York,1,1\n7,,1,1",
    )
    found = rows(ecosystem, "locations", "site", "latitude", "longitude", "position")
    assert found == [("Boston", None, None, 1), ("New York", 40.7, -74.0, 2)]
    assert reasons(ecosystem, "set aside") == ["unknown organization", "no site"]


def test_one_name_under_two_ids_is_an_issue_and_not_a_merge() -> None:
    ecosystem = tiny(organizations="id,name,city\n1,Library,Boston\n2,library,Boston\n3,Library,New York")
    assert rows(ecosystem, "organizations", "organization_id") == ["1", "2", "3"]
    [message] = rows(ecosystem, "issues", "message")
    assert "“Library” has 3 ids (1, 2, 3)" in message


def test_namesakes_in_two_cities_are_an_issue_where_their_ids_hold_in_both() -> None:
    assert reasons(tiny(organizations="id,name,city\n1,Library,Boston\n2,Library,New York")) == [
        "one name, several ids"
    ]


def test_one_id_for_two_names_is_an_issue_and_such_an_id_decides_no_tie() -> None:
    ecosystem = tiny(
        organizations="id,name\n1,Library\n1,Museum\n2,City IT",
        ties="from_id,from,to_id,relation\n1,Museum,2,funds\n1,,2,funds",
    )
    names = ecosystem.names()
    assert sorted(names.values()) == ["City IT", "Library", "Museum"]
    assert [names[source] for source in rows(ecosystem, "ties", "source_id")] == ["Museum"]
    assert reasons(ecosystem) == ["one id, several names", "ambiguous name"]


# Ids that begin anew in each site, as in the EMON data of Drabek et al. (1981).
RESTARTING = "site,id,name\nCheyenne,1,Police\nCheyenne,2,Fire\nWichita,1,Fire\nWichita,2,Red Cross\nWichita,3,Police"


def test_ids_that_begin_anew_in_each_site_stand_for_an_organization_of_that_site() -> None:
    ecosystem = tiny(
        organizations=RESTARTING, ties="site,from_id,to_id,relation\nCheyenne,1,2,funds\nWichita,1,3,funds"
    )
    assert len(ecosystem.table("organizations")) == 5
    names = ecosystem.names()
    ties = [(names[a], names[b]) for a, b in rows(ecosystem, "ties", "source_id", "target_id")]
    assert ties == [("Police", "Fire"), ("Fire", "Police")]
    assert [ecosystem.ties_of(site)["inside"].tolist() for site in ("Cheyenne", "Wichita")] == [[True], [True]]
    assert reasons(ecosystem) == []


def test_an_id_that_begins_anew_is_never_looked_up_in_another_site() -> None:
    ecosystem = tiny(organizations=RESTARTING, ties="site,from_id,to_id,relation\nCheyenne,1,3,funds\n,1,3,funds")
    assert len(ecosystem.table("ties")) == 0
    assert reasons(ecosystem, "set aside") == ["no target", "ambiguous name"]


def test_the_same_name_and_id_in_two_sites_are_two_where_ids_begin_anew() -> None:
    organizations = RESTARTING + "\nWichita,4,Guard\nCheyenne,4,Guard"
    ecosystem = tiny(organizations=organizations)
    assert len(ecosystem.table("organizations")) == 7


def test_one_id_written_in_two_ways_does_not_make_all_ids_begin_anew() -> None:
    ecosystem = tiny(
        organizations="id,name,city\n1,Library,Boston\n1,Library NY,New York\n2,Park,Boston\n2,Park,New York"
        "\n3,Zoo,Boston\n3,Zoo,New York"
    )
    assert sorted(ecosystem.names().values()) == ["Library", "Library NY", "Park", "Zoo"]
    assert reasons(ecosystem) == ["one id, several names"]


def test_a_city_is_one_site_however_it_is_written() -> None:
    ecosystem = tiny(
        organizations="name,city\nA,New York\nB,new york\nC,\u00a0NEW  YORK", ties="from,to,city\nA,B,New-York"
    )
    assert ecosystem.sites == ["New York"]
    assert rows(ecosystem, "reports", "site") == ["New York"]
