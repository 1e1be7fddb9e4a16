"""Words for nothing are no needs, offers, goals, sectors or relations; names and terms of word lists stay."""

import pandas as pd
import pytest

from ecosystem.collect.answer_words import says_nothing
from ecosystem.findings.gaps.gaps import gap_table
from ecosystem.tables.said_nothing import without_nothing
from tests.tiny import tiny

NOTHING = ["NA", "n/a", "N/A.", "none", "None at this time", "Nothing right now", "-", "--", "?", "TBD", "nan", "NULL"]
NOTHING += ["No", "No needs", "ninguno", "Ninguna por el momento", "no aplica", "keine", "Keine Angabe", "nichts"]
NOTHING += ["aucun", "néant", "rien", "sans objet", "nenhum", "não se aplica", "don't know", "not sure", "Unknown"]
SOMETHING = [
    "Space",
    "No-code tools",
    "Norma Rae",
    "Notary",
    "None of your business plans",
    "311",
    "Nothing Bundt Cakes",
]
SOMETHING += ["Nonprofit", "Nana's recipes", "Other", "No wrong door program", "Data now", "C++", "R", "é"]


@pytest.mark.parametrize("text", NOTHING)
def test_a_word_for_nothing_is_no_need_offer_goal_or_sector(text: str) -> None:
    assert says_nothing(text)
    for column in ("needs", "offers", "goals", "sector", "roles"):
        assert without_nothing(column, text) == ""


@pytest.mark.parametrize("text", SOMETHING)
def test_what_only_begins_like_a_word_for_nothing_stays(text: str) -> None:
    assert not says_nothing(text)
    assert without_nothing("needs", text) == text


def test_a_word_for_nothing_goes_from_among_others() -> None:
    assert without_nothing("needs", "Space|N/A|Data") == "Space|Data"
    assert without_nothing("needs", "Space; none") == "Space"


def test_terms_of_a_word_list_names_and_consent_are_kept() -> None:
    assert without_nothing("level", "none") == "none"
    assert without_nothing("residents", "none") == "none"
    for column in ("name", "consent", "status", "part_of", "serves_low_income"):
        assert without_nothing(column, "No") == "No"


def test_lists_are_read_without_words_for_nothing_and_no_gap_is_about_them() -> None:
    ecosystem = tiny(
        organizations="name,needs,offers,sector\nNA,n/a,Space,none\n311,Money,No,Library\nMill,none,-,TBD",
        ties="source,target,relation\n311,NA,N/A\nMill,NA,none",
    )
    table = ecosystem.table("organizations").set_index("name")
    assert sorted(table.index) == ["311", "Mill", "NA"]
    assert table["needs"].dropna().to_dict() == {"311": "Money"}
    assert table["offers"].dropna().to_dict() == {"NA": "Space"}
    assert table["sector"].dropna().to_dict() == {"311": "Library"}
    gaps = gap_table(ecosystem)
    assert not gaps["statement"].str.contains("“(?:n/a|none|No|-|TBD)”", regex=True).any()


def test_a_relation_that_is_not_known_is_a_tie_and_one_that_reads_none_is_told_to_be_none() -> None:
    ecosystem = tiny(ties="source,target,relation\nMill,Oven,N/A\nOven,Dyer,unknown\nDyer,Mill,none\nMill,Barn,funds")
    ties = ecosystem.table("ties")
    assert sorted(ties["relation"]) == ["funds", "tie", "tie"]
    aside = ecosystem.table("issues")
    assert aside.loc[aside["reason"] == "says there is no tie", "row"].tolist() == [4]


def test_a_later_row_fills_what_an_earlier_one_said_nothing_about() -> None:
    ecosystem = tiny(organizations="organization_id,name,sector\n1,Mill,N/A\n1,Mill,Library")
    assert ecosystem.table("organizations")["sector"].tolist() == ["Library"]
    assert pd.isna(tiny(organizations="name,sector\nMill,Unknown").table("organizations")["sector"][0])
