"""A city cut down to some of its sectors."""

from ecosystem.findings.among import among
from ecosystem.findings.city import City
from ecosystem.findings.measures import organization_measures
from tests.tiny import city, tiny

LISTED = "name,sector,status\na,Library,respondent\nb,School,respondent\nc,School,invited\nd,,respondent"


def schools() -> City:
    return among(city(tiny(organizations=LISTED, ties="source,target\na,b\na,c\nb,c\nb,d\nd,a")), ["School"])


def test_those_of_other_sectors_are_as_if_never_mapped() -> None:
    here = schools()
    assert sorted(here.names.values()) == ["b", "c"]
    assert (here.respondents, here.invited) == (1, 2)
    assert here.named_by == {"b": 0, "c": 1}


def test_measures_are_worked_out_anew_among_those_left() -> None:
    table = organization_measures(schools().network, measures=["degree"])
    assert table["value"].tolist() == [1, 1]


def test_without_a_sector_the_city_is_itself() -> None:
    whole = city(tiny(organizations=LISTED))
    assert among(whole, []) is whole


def test_a_sector_of_nobody_leaves_an_empty_city() -> None:
    empty = among(city(tiny(organizations=LISTED, ties="source,target\na,b")), ["Faith group"])
    assert (len(empty.members), empty.invited, len(empty.ties)) == (0, 0, 0)
