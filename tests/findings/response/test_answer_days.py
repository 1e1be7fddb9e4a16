"""Answers by day: as the time stamps say, and never guessed."""

import pytest

from ecosystem.findings.response.answer_days import NO_STAMP, TWO_DAYS, answer_days, undated
from ecosystem.tables.dataset import Ecosystem
from tests.tables.asked import asked, form
from tests.tiny import city, sample, survey


def answered(*forms: str) -> Ecosystem:
    """A survey whose forms read: time stamp, organization."""
    return asked(*({"Timestamp": stamp, **form(name)} for stamp, name in (given.split(",") for given in forms)))


def test_an_organization_counts_on_the_day_of_its_first_answer() -> None:
    table = answer_days(city(answered("3/14/2026 9:00:00,A", "3/15/2026 9:00:00,B", "3/16/2026 9:00:00,A")))
    assert table[["day", "answers", "so_far"]].to_numpy().tolist() == [["2026-03-14", 1, 1], ["2026-03-15", 1, 2]]


@pytest.mark.parametrize(
    ("stamp", "day"),
    [("2026/03/04 9:00:00", "2026-03-04"), ("14.3.2026 9:00", "2026-03-14"), ("2026-03-04T09:00:00Z", "2026-03-04")],
)
def test_a_day_is_read_as_its_sheet_writes_days(stamp: str, day: str) -> None:
    assert answer_days(city(answered(f"{stamp},A")))["day"].tolist() == [day]


def test_a_date_that_can_be_read_two_ways_is_no_day() -> None:
    here = city(answered("3/4/2026 9:00:00,A", "5/6/2026 9:00:00,B"))
    assert answer_days(here).empty
    assert undated(here) == (2, TWO_DAYS)


def test_answers_without_stamps_say_so() -> None:
    assert undated(city(survey("AB", ties="AB"))) == (2, NO_STAMP)
    assert undated(city(survey("", silent="A"))) == (0, "")


def test_every_answer_of_riverton_has_its_day() -> None:
    # its maker spread 31 answers over 1 to 20 March 2026
    table = answer_days(city(sample("riverton_traps")))
    assert (table["day"].iloc[0], table["day"].iloc[-1], table["so_far"].iloc[-1]) == ("2026-03-01", "2026-03-20", 31)
