"""Whom to ask next, and why."""

from ecosystem.findings.response.reminders import reminder_table, reminders
from tests.tiny import city, plain_list, survey, tiny


def test_the_invited_are_reminded_and_the_uninvited_invited_those_named_by_most_first() -> None:
    table = reminders(city(survey("ABC", silent="DE", named="F", ties="AF BF CF AD BD")))
    assert table["organization"].tolist() == ["F", "D", "E"]
    assert table["step"].tolist() == ["Invite", "Remind", "Remind"]
    assert table["why"].tolist()[:2] == ["named by 3 of 3 who answered", "named by 2 of 3 who answered"]
    assert table["why"].iloc[2].startswith("nobody names it: only it")


def test_a_sector_of_which_less_than_half_answered_is_a_reason() -> None:
    listed = "name,sector,status\na,School,respondent\nb,School,invited\nc,School,invited\nd,Library,invited"
    table = reminders(city(tiny(organizations=listed, ties="source,target\na,b\na,d"))).set_index("organization")
    assert table.loc["b", "why"].endswith("of its sector only 1 of 3 have answered")
    assert table.loc["d", "why"].endswith("of its sector only 0 of 1 have answered")


def test_where_everybody_answered_or_nobody_was_asked_there_is_nobody_to_remind() -> None:
    assert reminder_table(survey("AB", ties="AB")).empty
    assert reminder_table(plain_list("AB")).empty
