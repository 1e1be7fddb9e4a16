"""The maps that ship, read whole, agree with what their makers counted."""

import tomllib

import pytest

from ecosystem.collect.vocabularies import load_relations
from ecosystem.tables.consent import for_public
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.summary import summary
from tests.tables.asked import rows
from tests.tiny import RIVERTON_TRAPS, SAMPLE_DATA, sample

# The key of the city with hard names; but for these it is the key of the city that ships, as a test holds.
KEY = tomllib.loads((RIVERTON_TRAPS / "answer_key.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=["riverton", "riverton_traps"])
def riverton(request: pytest.FixtureRequest) -> Ecosystem:
    return sample(request.param)


def test_the_city_that_ships_has_the_key_of_the_one_with_hard_names_but_for_these() -> None:
    shipped = tomllib.loads((SAMPLE_DATA / "riverton" / "answer_key.toml").read_text(encoding="utf-8"))
    assert {name: value for name, value in KEY.items() if name != "hard_names"} == shipped


def test_riverton_has_the_organizations_of_its_key(riverton: Ecosystem) -> None:
    found = summary(riverton)["organizations"]
    assert (found["total"], found["invited"]) == (KEY["organizations"], KEY["invited"])
    assert (found["respondents"], found["named_only"]) == (KEY["respondents"], len(KEY["named_only"]))
    statuses = rows(riverton, "organizations", "name", "status")
    assert sorted(name for name, status in statuses if status == "named only") == sorted(KEY["named_only"])
    assert riverton.sites == [KEY["site"]]


@pytest.mark.parametrize("relation", load_relations())
def test_riverton_has_the_reports_and_tie_states_of_its_key(riverton: Ecosystem, relation: str) -> None:
    reports, ties = riverton.table("reports"), riverton.table("ties")
    assert (reports["relation"] == relation).sum() == KEY["reports"][relation]
    states = ties.loc[ties["relation"] == relation, "state"].value_counts()
    found = {state.replace("-", "_"): int(states.get(state, 0)) for state in ("confirmed", "one-sided", "pending")}
    assert {"ties": int(states.sum()), **found} == KEY[f"ties_{relation}"]


def test_riverton_sets_aside_what_its_key_says_and_nothing_else(riverton: Ecosystem) -> None:
    found = summary(riverton)["set_aside_by_reason"]
    assert found.pop("about people, never read") == 3  # one note for each form
    assert found == {
        "replaced by a later answer": KEY["set_aside"]["earlier_submissions"],
        "names itself": KEY["set_aside"]["self_nominations"],
    }
    assert len(riverton.table("responses")) == KEY["submissions"]


def test_hard_names_are_organizations_like_any_other() -> None:
    assert set(sample("riverton_traps").names().values()) >= {*KEY["hard_names"]} >= {"311", "NA"}


def test_riverton_keeps_look_alikes_and_hides_who_asked_for_it(riverton: Ecosystem) -> None:
    names = set(riverton.names().values())
    assert names >= {*KEY["look_alikes"], *KEY["consent_group"]}
    assert not names & set(KEY["consent_no"])
    assert not set(for_public(riverton).names().values()) & {*KEY["consent_no"], *KEY["consent_group"]}


def test_riverton_knows_three_spellings_of_one_organization(riverton: Ecosystem) -> None:
    key = KEY["spellings"]
    found = rows(riverton, "names", "name", "name_as_written", "how")
    ways = {written: how for name, written, how in found if name == key["organization"]}
    assert ways == {
        key["organization"]: "listed",
        " ".join(key["equal_when_folded"].split()): "folded",
        key["only_through_aliases"]: "alias",
    }


# Counted in the source files with csv.reader and set(): issue "From a sheet of answers to a city's map".
def test_civic_graph_has_the_counts_of_its_source() -> None:
    civic = sample("civic_graph_2015")
    found = summary(civic)
    assert (found["organizations"]["total"], found["organizations"]["distinct_names"]) == (423, 414)
    assert found["reports"] == {"read": 394, "kept": 394, "set_aside": 0, "in_table": 394}
    assert found["ties"]["repeated_rows"] == 17
    sites = {site["site"]: site for site in found["sites"]}
    assert sites["Boston"]["organizations"] == 89
    new_york = sites["New York"]
    assert (new_york["organizations"], new_york["reports_inside"], new_york["reports_crossing"]) == (66, 48, 105)
    assert civic.sites[0] == "New York"
    assert civic.table("locations")["longitude"].notna().sum() > 400


# E. Kusch, BioDT network survey 2024: 77 countries of two infrastructures, of which 36 answered.
def test_a_foreign_survey_is_read_whole_by_the_questionnaire_beside_it() -> None:
    found = summary(sample("biodt_2024"))
    assert (found["organizations"]["total"], found["organizations"]["respondents"]) == (77, 36)
    assert found["reports"] == {"read": 769, "kept": 769, "set_aside": 0, "in_table": 769}
