"""Who answered: counted by sector, and whom to ask next."""

import pandas as pd

from ecosystem.findings.comparison.comparison import compare
from ecosystem.findings.response.response import NO_SECTOR, answers_by_sector, confirmation, still_to_ask
from ecosystem.tables.summary import summary
from tests.tables.asked import asked, form
from tests.tiny import city, plain_list, sample, survey, tiny

WHO = "name,sector,status\na,Library,respondent\nb,Library,invited\nc,School,respondent\nd,,named only"


def test_answers_are_counted_by_sector_those_first_where_most_are_missing() -> None:
    table = answers_by_sector(city(tiny(organizations=WHO, ties="source,target\na,d"))).set_index("sector")
    assert table.index[0] == "Library"
    assert table.loc["Library", ["organizations", "invited", "answered", "waiting"]].tolist() == [2, 2, 1, 1]
    assert table.loc["School", "response_rate"] == 1


def test_a_sector_of_which_nobody_was_asked_has_no_response_rate() -> None:
    table = answers_by_sector(city(tiny(organizations=WHO, ties="source,target\na,d"))).set_index("sector")
    assert table.loc[NO_SECTOR, ["organizations", "invited", "named_only"]].tolist() == [1, 0, 1]
    assert pd.isna(table.loc[NO_SECTOR, "response_rate"])


def test_those_still_to_ask_stand_by_how_many_name_them() -> None:
    table = still_to_ask(city(survey("abc", silent="xz", named="y", ties="ax ay by cy")))
    assert table["name"].tolist() == ["y", "x", "z"]
    assert table["named_by"].tolist() == [3, 1, 0]


def test_in_a_plain_list_there_is_nobody_to_ask_and_no_response_rate() -> None:
    listed = city(plain_list("ab"))
    assert still_to_ask(listed).empty
    assert (listed.response_rate, listed.respondents, listed.invited) == (None, 0, 0)


def test_the_response_rate_is_the_share_of_those_invited() -> None:
    assert city(survey("abc", silent="x", named="y", ties="ay")).response_rate == 3 / 4


def test_confirmation_counts_only_ties_whose_two_ends_answered() -> None:
    assert confirmation(city(survey("abc", silent="x", ties="ab ba bc ax"))) == (1, 1)


def test_a_wish_is_no_tie_that_could_be_confirmed() -> None:
    wishes = "source,target,relation,directed\na,b,would_like,no\nb,a,would_like,no\na,b,works_with,no"
    ecosystem = tiny(organizations="name,status\na,respondent\nb,respondent", ties=wishes)
    assert confirmation(city(ecosystem)) == (0, 1)
    assert confirmation(city(ecosystem, relation="would_like")) == (0, 0)


def test_a_tie_of_which_one_end_was_never_asked_lowers_no_rate_of_confirmation() -> None:
    ecosystem = asked(form("A", gives_B="Often", works_B="Often"), form("B", works_A="Often"))
    assert confirmation(city(ecosystem)) == (1, 0)


def test_the_terminal_and_the_comparison_confirm_alike() -> None:
    ecosystem = survey("abc", silent="x", ties="ab ba bc ax")
    found = summary(ecosystem)["sites"][0]["confirmation"]
    assert found == {"both_ends": 1, "one_end": 1, "rate": 0.5}
    assert compare(ecosystem)["confirmation_rate"].tolist() == [found["rate"]]


def test_to_be_named_in_two_relations_counts_once() -> None:
    ecosystem = tiny(organizations="name\na\nb", ties="source,target,relation\na,b,funds\na,b,advises")
    assert city(ecosystem).named_by == {"a": 0, "b": 1}


def test_to_be_wished_for_is_not_to_be_named() -> None:
    assert city(survey("a", silent="b", ties="ab", relation="would_like")).named_by == {"a": 0, "b": 0}


def test_named_by_counts_the_last_wave_where_no_wave_is_asked_for() -> None:
    ecosystem = tiny(organizations="name\na\nb\nc", ties="source,target,relation,wave\na,c,funds,1\nb,c,funds,2")
    assert city(ecosystem).named_by["c"] == 1
    assert city(ecosystem, wave="1").named_by["c"] == 1
    assert city(ecosystem).nominations.values.tolist() == [["b", "c"]]


def test_answers_of_riverton_agree_with_its_key() -> None:
    # tests/data/riverton_traps/answer_key.toml, [invited_by_sector] and [respondents_by_sector]
    table = answers_by_sector(city(sample("riverton_traps"))).set_index("sector")
    assert table.loc["Community group", ["invited", "answered"]].tolist() == [12, 5]
    assert table.loc["Government", ["invited", "answered"]].tolist() == [9, 8]
    assert (table["invited"].sum(), table["answered"].sum()) == (44, 31)
