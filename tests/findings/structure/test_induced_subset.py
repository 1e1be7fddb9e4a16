"""A city cut down to some of its organizations."""

from ecosystem.findings.measures.measures import organization_measures
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.findings.structure.induced_subset import induced_subset
from tests.tiny import city, tiny

LISTED = "name,sector,status\na,Library,respondent\nb,School,respondent\nc,School,invited\nd,,respondent"


def two() -> SiteNetwork:
    return induced_subset(city(tiny(organizations=LISTED, ties="source,target\na,b\na,c\nb,c\nb,d\nd,a")), ["b", "c"])


def test_those_left_out_are_as_if_never_mapped() -> None:
    here = two()
    assert sorted(here.names.values()) == ["b", "c"]
    assert (here.respondents, here.invited) == (1, 2)
    assert here.named_by == {"b": 0, "c": 1}


def test_measures_are_worked_out_anew_among_those_left() -> None:
    table = organization_measures(two().network, measures=["degree"])
    assert table["value"].tolist() == [1, 1]


def test_nobody_is_an_empty_city() -> None:
    empty = induced_subset(city(tiny(organizations=LISTED, ties="source,target\na,b")), [])
    assert (len(empty.members), empty.invited, len(empty.ties)) == (0, 0, 0)
