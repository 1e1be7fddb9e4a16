"""A survey beside lists: whether a city was surveyed is a fact of the city."""

import pandas as pd
import pytest

from ecosystem.findings.response.quality import quality_table
from ecosystem.findings.response.reminders import reminder_table
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.show.exports import response_summary
from ecosystem.show.sentences import about_answers, about_card, about_unasked, after_loading
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.summary import summary
from tests.tables.asked import asked, form, reasons, rows
from tests.tiny import tiny

LISTS = {
    "organizations": "name,site\nMill,Brixham\nDock,Brixham\nPier,Corvale\nQuay,Corvale",
    "ties": "source,target\nMill,Dock\nPier,Quay",
}
INVITED = "name,site,status\nZoo,Riverton,invited\nBank,Riverton,invited\nPark,Riverton,invited"
ANSWERS = (form("Zoo", works_Bank="Often"), form("Bank", works_Zoo="Often"))


def beside(*, invited: bool = True, **lists: str) -> Ecosystem:
    """Two of three invited answered in Riverton, as its list of invited says; Brixham and Corvale are lists."""
    return asked(*ANSWERS, **(LISTS | lists), **({"invited": INVITED} if invited else {}))


@pytest.mark.parametrize("invited", [True, False])
def test_a_city_of_lists_beside_a_survey_was_not_surveyed(invited: bool) -> None:
    mixed = beside(invited=invited)
    assert [site for site in sorted(mixed.sites) if mixed.surveyed(site)] == ["Riverton"]
    found = dict(rows(mixed, "organizations", "name", "status"))
    assert {found[name] for name in ("Mill", "Dock", "Pier", "Quay")} == {None}
    assert found["Zoo"] == "respondent"
    assert mixed.listed_cities == {"Brixham", "Corvale"}


def test_a_list_of_ties_with_statuses_of_another_city_is_recorded_ties_and_no_answers() -> None:
    organizations = "name,site,status\nZoo,Riverton,respondent\nBank,Riverton,respondent"
    mixed = tiny(organizations=organizations, others=LISTS["organizations"], ties=LISTS["ties"] + "\nZoo,Bank")
    assert mixed.listed_cities == {"Brixham", "Corvale"}
    found = {name: mixed.ties_of(name)["state"].tolist() for name in ("Riverton", "Brixham")}
    assert found == {"Riverton": ["one-sided"], "Brixham": ["recorded"]}
    assert mixed.ties_of("Brixham")["source_says"].isna().all()


def test_nothing_is_counted_of_those_who_answered_where_nobody_was_asked() -> None:
    mixed = beside()
    here, there = SiteNetwork(mixed, "Riverton"), SiteNetwork(mixed, "Brixham")
    assert (here.survey, here.invited_known, here.response_rate) == (True, True, 2 / 3)
    assert (there.survey, there.invited_known, there.response_rate) == (False, False, None)
    [said] = [each for each in summary(mixed)["sites"] if each["site"] == "Brixham"]
    assert {said[key] for key in ("invited", "respondents", "not_answered", "named_only")} == {None}
    assert quality_table(mixed, "Brixham").empty
    assert reminder_table(mixed, "Brixham").empty


def test_no_sentence_on_a_city_of_lists_speaks_of_answers_there() -> None:
    mixed = beside()
    there = SiteNetwork(mixed, "Brixham")
    lines = [after_loading(mixed, there).split(".")[0], response_summary(there), *about_card(there, "brixham/mill")]
    lines += [*about_answers(there, pd.DataFrame()), *about_unasked(there)]
    assert not [line for line in lines if "invited" in line or "answered" in line or "respondent" in line]
    assert "2 answers about ties, 2 listed ties" in after_loading(mixed, there)


def test_the_measures_of_a_city_of_lists_are_those_of_the_lists_alone() -> None:
    mixed, alone = SiteNetwork(beside(), "Brixham"), SiteNetwork(tiny(**LISTS), "Brixham")
    for one, other in ((mixed.network, alone.network),):
        assert (one.answered.all(), one.complete, one.named_by) == (other.answered.all(), other.complete, None)


def test_lists_of_other_cities_do_not_say_who_was_invited_to_a_survey() -> None:
    assert not SiteNetwork(beside(invited=False), "Riverton").invited_known


def test_lists_of_ties_of_other_cities_do_not_say_that_a_surveyed_city_was_asked_about_ties() -> None:
    mixed = tiny(status="name,site,status\nZoo,Riverton,invited\nBank,Riverton,respondent", **LISTS)
    assert [SiteNetwork(mixed, site).ties_asked for site in ("Riverton", "Brixham")] == [False, True]


def test_that_no_organization_answered_is_not_said_of_lists_beside_answers() -> None:
    assert "nobody answered" not in reasons(beside())


def test_a_city_of_a_survey_where_nobody_has_answered_yet_stays_a_survey() -> None:
    several = asked(*ANSWERS, invited=INVITED + "\nMill,Brixham,invited\nDock,Brixham,invited")
    assert several.listed_cities == frozenset()
    there = SiteNetwork(several, "Brixham")
    assert (there.survey, there.invited, there.respondents) == (True, 2, 0)


def test_an_organization_that_answered_elsewhere_makes_no_survey_of_a_city_of_lists() -> None:
    lists = LISTS["organizations"] + "\nZoo,Riverton;Brixham"
    mixed = beside(organizations=lists)
    assert mixed.listed_cities == {"Brixham", "Corvale"}
    assert not SiteNetwork(mixed, "Brixham").survey
