"""Rows of a repeated group belong to one answer: all partners are kept, with strength and kind of tie."""

import pytest

from ecosystem.collect.sources import open_upload
from ecosystem.columns.plan import propose
from ecosystem.tables.assemble import assemble, instruments_for
from ecosystem.tables.dataset import Ecosystem
from tests.tables.asked import reasons, rows

MAIN = "_index,_id,_uuid,_submission_time,Organization name\n1,7,u1,2026-03-01,Port\n2,8,u2,2026-03-02,Mill\n"


def proposed(**files: str) -> Ecosystem:
    """The map of these files, read by the setup that is proposed for them."""
    source = open_upload([(f"{name}.csv", text.encode()) for name, text in files.items()])
    return assemble(source, propose(source.sheets, instruments_for(source)))


def ties(found: Ecosystem) -> list[tuple]:
    return sorted(rows(found, "reports", "reporter_as_written", "named_as_written", "relation", "strength"))


@pytest.mark.parametrize(
    "repeat",
    [
        "Partner name,How often?,_index,_parent_index\nDam,weekly,1,1\nMill,monthly,2,1\nPort,weekly,3,2\n",
        "Partner name,How often?,_submission__uuid\nDam,weekly,u1\nMill,monthly,u1\nPort,weekly,u2\n",
        "Partner name,How often?,_submission__id\nDam,weekly,7\nMill,monthly,7\nPort,weekly,8\n",
    ],
)
def test_every_partner_of_an_answer_is_kept_with_its_strength(repeat: str) -> None:
    found = proposed(main=MAIN, partners=repeat)
    assert ties(found) == [
        ("Mill", "Port", "works_with", 2.0),
        ("Port", "Dam", "works_with", 2.0),
        ("Port", "Mill", "works_with", 1.0),
    ]
    assert rows(found, "responses", "status") == ["counted", "counted"]
    assert "repeat read as lists" in reasons(found)
    counts = found.counts.set_index("sheet").loc["partners.csv"]
    assert counts[["read_as", "rows_read", "rows_kept"]].tolist() == ["part of the answers", 3, 3]


def test_an_odk_pair_is_joined_by_key_and_its_relations_are_those_of_the_ties() -> None:
    main = "SubmissionDate,org,KEY\n2026-03-01,Port,uuid:1\n2026-03-02,Mill,uuid:2\n"
    repeat = (
        "partner_name,relationship,PARENT_KEY,KEY\nDam,funding,uuid:1,uuid:1/p[1]\n"
        '"Trees, Ponds",data sharing,uuid:1,uuid:1/p[2]\nPort,,uuid:2,uuid:2/p[1]\n'
    )
    found = proposed(**{"form": main, "form-partners": repeat})
    assert ties(found) == [
        ("Mill", "Port", "works_with", None),
        ("Port", "Dam", "funds", None),
        ("Port", "Trees, Ponds", "shares_data", None),
    ]
    assert {"funds", "shares_data", "works_with"} == set(found.table("asked")["relation"])


def test_several_repeats_belong_to_one_answer_and_one_within_another_is_not_used() -> None:
    found = proposed(
        main=MAIN,
        partners="name,strength,_index,_parent_table_name,_parent_index\nDam,3,1,main,1\nMill,1,2,main,1\n",
        coalitions="Coalition,_parent_table_name,_parent_index\nFlood Table,main,1\nFlood Table,main,2\n",
        projects="Project,_parent_table_name,_parent_index\nLevee,partners,1\n",
    )
    assert ties(found) == [("Port", "Dam", "works_with", 2.0), ("Port", "Mill", "works_with", 1.0)]
    assert sorted(rows(found, "memberships", "organization_id")) == ["all/mill", "all/port"]
    assert "repeat within a repeat" in reasons(found, "set aside")


def test_a_gap_in_one_column_of_a_repeat_shifts_no_other() -> None:
    repeat = "Partner,How often?,_parent_index\nDam,,1\nMill,weekly,1\n,monthly,2\n"
    found = proposed(main=MAIN, partners=repeat)
    assert ties(found) == [("Port", "Dam", "works_with", None), ("Port", "Mill", "works_with", 2.0)]
    assert "names nobody" in reasons(found, "set aside")


def test_a_repeat_about_no_partners_gives_no_ties() -> None:
    found = proposed(main=MAIN, programs="Program,Budget,_parent_index\nFood,20,1\nWater,30,1\n")
    assert (ties(found), "column not used" in reasons(found)) == ([], True)


@pytest.mark.parametrize(
    "text", [MAIN, "SubmissionDate,org,KEY,SET-OF-partners\n2026-03-01,Port,uuid:1,uuid:1/partners\n"]
)
def test_a_form_without_its_repeats_says_that_they_may_be_elsewhere(text: str) -> None:
    assert "repeat not in the file" in reasons(proposed(form=text))
