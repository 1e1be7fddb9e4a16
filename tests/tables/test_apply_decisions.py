"""Decisions replayed: organizations joined, split, renamed, made parts; undone, the map is what it was."""

import random

import pandas as pd
import pytest

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.sheet import Source
from ecosystem.collect.sources import open_source
from ecosystem.names.consistency import refusal
from ecosystem.names.decisions import Decision, to_file, undo
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.name_review import decision_about
from tests.tables.asked import QUESTIONNAIRE, form, reasons, rows, sheet_of
from tests.tiny import RIVERTON_TRAPS

WITH_IDS = "id,name,city,sector\n1,DoIT,Boston,Library\n2,City IT,Boston,Government\n3,Museum,Boston,"
TIES = "source_id,target_id,relation\n1,3,funds\n2,3,funds\n1,2,funds\n"
JOINED = Decision("same", "DoIT", "City IT", "Boston", "1", "2", "MK", "2026-03-14T09:05:00+00:00")


def replayed(*decisions: Decision, **sheets: str) -> Ecosystem:
    read = [read_delimited(text.encode(), f"{name}.csv", name) for name, text in sheets.items()]
    return assemble(Source("tiny", tuple(read)), decisions=decisions)


def surveyed(*forms: dict[str, str], decisions: tuple[Decision, ...] = (), **sheets: str) -> Ecosystem:
    read = [read_delimited(text.encode(), f"{name}.csv", name) for name, text in sheets.items()]
    return assemble(Source("napkin", (*read, sheet_of(forms)), (QUESTIONNAIRE,)), decisions=decisions)


def test_two_rows_with_ids_are_joined_under_the_name_that_is_kept() -> None:
    found = replayed(JOINED, organizations=WITH_IDS, ties=TIES)
    assert found.names() == {"2": "City IT", "3": "Museum"}
    assert rows(found, "ties", "source_id", "target_id", "reports") == [("2", "3", 2)]
    assert reasons(found, "set aside") == ["names itself"]


def test_an_undone_decision_gives_back_every_table_as_it_was() -> None:
    before = replayed(organizations=WITH_IDS, ties=TIES)
    joined = replayed(JOINED, organizations=WITH_IDS, ties=TIES)
    undone = replayed(JOINED, undo(JOINED, "MK", ""), organizations=WITH_IDS, ties=TIES)
    for name, table in before.tables.items():
        pd.testing.assert_frame_equal(undone.table(name), table)
    assert undone.fingerprint == before.fingerprint != joined.fingerprint


def test_a_row_of_an_alias_list_can_be_undone_too() -> None:
    sheets = {"aliases": "spelling,organization\nDoIT,City IT", "organizations": WITH_IDS}
    [row] = replayed(**sheets).decisions
    assert len(replayed(undo(row, "MK", ""), **sheets).names()) == 3


def test_an_alias_neither_name_of_which_is_in_the_data_is_a_doubt_with_a_near_name_and_still_stands() -> None:
    aliases = "spelling,organization\nRDCC,Data Collab.\nDoIT,City Hall\nCty IT,IT of the City"
    found = replayed(aliases=aliases, organizations="name\nRiverton DCC\nDoIT\nCity IT")
    assert rows(found, "issues", "reason", "row", "message") == [
        ("alias of nobody here", 2, "Neither “RDCC” nor “Data Collab.” appears in this data."),
        (
            "alias of nobody here",
            4,
            "Neither “Cty IT” nor “IT of the City” appears in this data; “City IT” does.",
        ),
    ]
    assert to_file(found.decisions)["name_as_written"].tolist() == ["RDCC", "DoIT", "Cty IT"]


@pytest.mark.parametrize("aliases", ["RDC,Riverton DC", "RDC,Data Club\nData Club,Riverton DC", "Zoo,RDC"])
def test_an_alias_one_name_of_which_is_written_or_comes_of_a_chain_is_no_doubt(aliases: str) -> None:
    found = replayed(aliases=f"spelling,organization\n{aliases}", ties="from,to\nRDC,A")
    assert "alias of nobody here" not in reasons(found)


def test_the_names_table_says_who_decided_and_when() -> None:
    found = replayed(JOINED, organizations=WITH_IDS)
    by_spelling = {row[0]: row[1:] for row in rows(found, "names", "name_as_written", "how", "by", "at", "decision")}
    assert by_spelling["DoIT"] == ("decided", "MK", JOINED.at, JOINED.decision_id)
    assert by_spelling["City IT"] == ("listed", None, None, None)


def test_joined_rows_that_differ_are_an_issue_that_says_which_stands() -> None:
    found = replayed(JOINED, organizations=WITH_IDS)
    assert rows(found, "organizations", "name", "sector")[0] == ("City IT", "Government")
    [message] = rows(found, "issues", "message")
    assert "“DoIT” and “City IT” are one; their sector differs" in message
    assert "“Library” does not" in message


def test_of_joined_rows_whoever_wants_less_shown_is_shown_less() -> None:
    found = replayed(
        Decision("same", "DoIT", "City IT"), organizations="name,city,consent\nDoIT,X,no\nCity IT,X,public\nA,X,"
    )
    assert sorted(found.names().values()) == ["A", "Unnamed organization 1"]
    assert found.decisions == ()


def test_decided_spellings_of_one_organization_answer_once() -> None:
    found = surveyed(
        form("City IT", works_Museum="Often"),
        form("DoIT", works_Museum="Rarely", works_Library="Often"),
        decisions=(Decision("same", "DoIT", "City IT", "Riverton"),),
    )
    assert rows(found, "responses", "organization_id", "status") == [
        ("riverton/city-it", "replaced"),
        ("riverton/city-it", "counted"),
    ]
    assert rows(found, "ties", "target_id", "source_id") == [
        ("riverton/library", "riverton/city-it"),
        ("riverton/museum", "riverton/city-it"),
    ]


def test_an_organization_that_names_its_other_spelling_names_itself() -> None:
    found = surveyed(form("City IT", else_="DoIT"), decisions=(Decision("same", "DoIT", "City IT"),))
    assert reasons(found) == ["names itself"]


def test_one_named_by_two_spellings_is_named_twice() -> None:
    found = surveyed(form("Museum", else_="DoIT; City IT"), decisions=(Decision("same", "DoIT", "City IT"),))
    assert reasons(found) == ["named twice"]


def test_a_listed_name_stands_for_its_answer_written_otherwise() -> None:
    found = surveyed(
        form("DoIT", works_Museum="Often"),
        organizations="name,city,status\nCity IT,Riverton,invited\nMuseum,Riverton,invited",
        decisions=(Decision("same", "DoIT", "City IT", "Riverton"),),
    )
    assert rows(found, "organizations", "name", "status") == [("City IT", "respondent"), ("Museum", "invited")]


def test_a_spelling_decided_apart_is_never_merged_again() -> None:
    split = Decision("different", "Parks Dept", "Parks dept.", "X")
    found = replayed(split, organizations="name,city\nParks Dept,X\nParks dept.,X\nPARKS DEPT,X")
    assert sorted(found.names().values()) == ["Parks Dept", "Parks dept."]
    assert len(replayed(organizations="name,city\nParks Dept,X\nParks dept.,X").names()) == 1


def test_names_decided_apart_stay_apart_where_an_alias_list_joins_them() -> None:
    found = replayed(
        JOINED,
        aliases="spelling,organization,verdict\nDoIT,City IT,different",
        organizations=WITH_IDS,
    )
    assert len(found.names()) == 3
    assert reasons(found) == ["decisions contradict"]


def test_rows_of_an_alias_list_that_contradict_each_other_are_set_aside_and_counted() -> None:
    found = replayed(
        aliases="spelling,organization,verdict\nDoIT,City IT,\nDoIT,City IT,different\nDoIT,Museum,huh",
        organizations=WITH_IDS,
    )
    assert reasons(found) == ["unknown verdict", "decisions contradict", "joined rows differ"]
    assert found.counts.loc[0, ["rows_read", "rows_kept", "rows_set_aside"]].tolist() == [3, 1, 2]


def test_two_words_for_one_sector_are_no_difference_between_merged_rows() -> None:
    found = replayed(JOINED, organizations="id,name,sector\n1,DoIT,Faith\n2,City IT,Faith group")
    assert "joined rows differ" not in reasons(found)


def test_a_part_names_its_whole_and_stays_an_organization() -> None:
    found = replayed(Decision("part of", "DoIT", "City IT", "Boston"), organizations=WITH_IDS)
    assert rows(found, "organizations", "name", "part_of") == [("DoIT", "2"), ("City IT", None), ("Museum", None)]


def test_a_list_may_say_itself_what_is_part_of_what() -> None:
    found = replayed(organizations="name,city,part of\nDoIT,X,City IT\nCity IT,X,\nMuseum,X,Nobody")
    assert rows(found, "organizations", "name", "part_of") == [
        ("City IT", None),
        ("DoIT", "x/city-it"),
        ("Museum", None),
    ]
    assert reasons(found) == ["part of nobody listed"]


def test_the_whole_may_be_in_another_city() -> None:
    found = replayed(organizations="name,city,part of\nDoIT,X,City IT\nCity IT,Y,")
    assert rows(found, "organizations", "name", "part_of") == [("DoIT", "y/city-it"), ("City IT", None)]


def test_a_renamed_organization_keeps_its_id_and_is_found_by_both_names() -> None:
    rename = Decision("rename", "DoIT", "Digital Office", "Boston", "1", "1")
    ties = "source,target,relation,city\nDigital Office,Museum,funds,Boston\nDoIT,City IT,funds,Boston"
    found = replayed(rename, organizations=WITH_IDS, ties=ties)
    assert found.names()["1"] == "Digital Office"
    assert rows(found, "ties", "source_id") == ["1", "1"]


def test_a_decision_about_a_name_borne_by_several_goes_by_its_id() -> None:
    listed = "id,name,city\n1,Library,X\n2,Library,X\n3,Public Library,X"
    with_id = Decision("same", "Library", "Public Library", "X", "1", "3")
    assert sorted(replayed(with_id, organizations=listed).names()) == ["2", "3"]
    unclear = replayed(Decision("same", "Library", "Public Library", "X"), organizations=listed)
    assert len(unclear.names()) == 3
    assert "decision not clear" in reasons(unclear)


def test_namesakes_that_were_decided_are_no_doubt_any_more() -> None:
    listed = "id,name,city\n1,Library,X\n2,Library,X"
    assert reasons(replayed(organizations=listed)) == ["one name, several ids"]
    for verdict in ("same", "different"):
        assert reasons(replayed(Decision(verdict, "Library", "Library", "X", "1", "2"), organizations=listed)) == []


def test_a_decision_of_one_city_leaves_the_other_alone() -> None:
    listed = "name,city\nDoIT,Boston\nCity IT,Boston\nDoIT,Lowell\nCity IT,Lowell"
    found = replayed(Decision("same", "DoIT", "City IT", "Boston"), organizations=listed)
    assert rows(found, "locations", "organization_id") == ["boston/city-it", "lowell/city-it", "lowell/doit"]


def test_a_decision_across_cities_makes_one_organization_in_both() -> None:
    listed = "name,city\nCode Net,Boston\nCodeNet,Lowell\nMuseum,Lowell"
    across = Decision("same", "Code Net", "CodeNet", "Boston | Lowell")
    found = replayed(across, organizations=listed, ties="source,target\nCode Net,Museum")
    assert len(found.table("ties")) == 1
    joined = rows(found, "locations", "organization_id", "site")[:2]
    assert joined == [("lowell/codenet", "Boston"), ("lowell/codenet", "Lowell")]


def test_organizations_placed_by_a_sheet_of_locations_are_joined_in_their_city() -> None:
    found = replayed(
        Decision("same", "DoIT", "City IT", "Lowell"),
        organizations="id,name\n1,DoIT\n2,City IT\n3,DoIT",
        locations="id,city\n1,Lowell\n2,Lowell\n3,Boston",
    )
    assert found.names() == {"2": "City IT", "3": "DoIT"}


def test_one_website_makes_one_organization_of_several_cities_where_the_recipe_says_so() -> None:
    listed = (
        "name,city,website\nCode Net,Boston,codenet.org\nCode Net,Lowell,https://www.codenet.org/\nParks,Boston,p.org\n"
        "Parks,Lowell,q.org\nDesk,Boston,d.org\nDesk,Lowell,d.org\n"
    )
    read = (read_delimited(listed.encode(), "organizations.csv", "organizations"),)
    apart = Decision("different", "Desk", "Desk", "Boston | Lowell")
    chosen = assemble(Source("tiny", read, ("recipe = 1\nacross_cities = true",)), decisions=(apart,))
    assert sorted(chosen.names().values()) == ["Code Net", "Desk", "Desk", "Parks", "Parks"]
    assert rows(chosen, "locations", "organization_id", "site")[:2] == [
        ("boston/code-net", "Boston"),
        ("boston/code-net", "Lowell"),
    ]
    assert reasons(chosen) == ["one organization in several cities"]
    assert len(assemble(Source("tiny", read)).names()) == 6


def test_the_next_wave_replays_what_was_decided() -> None:
    wave = "source,target,relation,city\nDoIT,Museum,funds,Boston\nCity IT,Museum,funds,Boston"
    aliases = to_file(replayed(JOINED, organizations=WITH_IDS).decisions).to_csv(index=False)
    found = replayed(aliases=aliases, ties=wave)
    assert sorted(found.names().values()) == ["City IT", "Museum"]


@pytest.mark.parametrize("name", ["names.csv", "people.csv"])
def test_a_list_with_a_column_alias_and_a_city_is_no_alias_list(name: str) -> None:
    read = read_delimited(b"name,alias,city\nCity IT,DoIT,Boston", name, "people")
    assert assemble(Source("tiny", (read,))).counts["read_as"].tolist() == ["organizations"]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_decided_and_undone_leaves_rivertons_tables_as_they_were(seed: int) -> None:
    source = open_source(RIVERTON_TRAPS)
    before = found = assemble(source)
    draw, log = random.Random(seed), []
    for turn in range(6):
        a, b = draw.sample([each for each in found.names() if not each.startswith("unnamed-")], 2)
        decision = decision_about(found, draw.choice(["same", "same", "different", "part of"]), a, b, by=f"P{turn}")
        if refusal(found.decisions, decision) is None:
            log.append(decision)
            found = assemble(source, decisions=log)
            counts = found.counts
            assert (counts["rows_read"] == counts["rows_kept"] + counts["rows_set_aside"]).all()
            assert len(found.table("reports")) == counts["reports_kept"].sum()
    assert len(found.names()) == len(before.names()) - sum(decision.verdict == "same" for decision in log)
    undone = assemble(source, decisions=[*log, *(undo(decision, "MK", "") for decision in log)])
    for name, table in before.tables.items():
        pd.testing.assert_frame_equal(undone.table(name), table)
