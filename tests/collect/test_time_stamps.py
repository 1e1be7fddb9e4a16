"""Time stamps: those of every survey tool are read, and what can mean two days is not guessed."""

from datetime import datetime

import pytest

from ecosystem.collect.forms.dates import Order, date_order
from ecosystem.collect.time_stamps import is_serial, last_of, read_stamp

MORNING, EVENING = datetime(2026, 3, 14, 9, 30), datetime(2026, 3, 14, 21, 30)


@pytest.mark.parametrize(
    ("tool", "text", "meant"),
    [
        ("Google Forms, US", "3/14/2026 9:30:00", MORNING),
        ("Google Forms, by link", "2026/03/14 9:30:00 AM EST", MORNING),
        ("Google Forms, by link, evening", "2026/03/14 9:30:00 PM GMT-5", EVENING),
        ("Google Forms, API", "2026/03/14 9:30:00", MORNING),
        ("Google Forms, UK", "14/03/2026 09:30:00", MORNING),
        ("Google Forms, Mexico", "14/3/2026 9:30:00 p. m.", EVENING),
        ("Google Forms, Germany", "14.03.2026 09:30:00", MORNING),
        ("Microsoft Forms", "3/14/26 21:30:00", EVENING),
        ("SurveyMonkey", "03/14/2026 09:30:00 PM", EVENING),
        ("Qualtrics", "2026-03-14 09:30:00", MORNING),
        ("KoboToolbox", "2026-03-14T09:30:00.123-05:00", MORNING),
        ("ODK", "2026-03-14T09:30:00.000Z", MORNING),
        ("LimeSurvey", "2026-03-14 21:30:00", EVENING),
        ("Excel, as a number", "46095.39583333", MORNING),
        ("a day alone", "2026-03-14", datetime(2026, 3, 14)),
    ],
)
def test_the_stamps_of_every_tool_are_read(tool: str, text: str, meant: datetime) -> None:
    stamp = read_stamp(text, date_order([text]).order)
    assert stamp is not None and stamp.clock == meant, tool


@pytest.mark.parametrize(
    ("text", "order"),
    [("3/4/2026 9:05", "unclear"), ("yesterday", "month first"), ("2/30/2026", "month first"), ("", "ISO")],
)
def test_what_is_no_day_or_can_be_two_is_not_read(text: str, order: Order) -> None:
    assert read_stamp(text, order) is None


def test_a_day_is_known_where_the_time_behind_it_is_not() -> None:
    stamp = read_stamp("3/14/2026 around noon", "month first")
    assert stamp is not None and (stamp.day.day, stamp.clock) == (14, None)


def test_the_latest_stamp_is_found_across_orders_and_zones() -> None:
    assert last_of([("3/14/2026 9:30", "month first"), ("13/3/2026 9:30", "day first")]) == 0
    assert last_of([("2026-03-14T09:30:00-08:00", "ISO"), ("2026-03-14T10:00:00-05:00", "ISO")]) == 0
    assert last_of([("2026-03-14 9:30", "ISO"), ("2026-03-14 9:30", "ISO")]) == 1


def test_where_day_and_month_are_unclear_the_latest_is_known_if_both_orders_agree() -> None:
    assert last_of([("3/4/2026 11:00", "unclear"), ("3/4/2026 9:00", "unclear")]) == 0
    assert last_of([("3/4/2026 9:00", "unclear"), ("4/3/2026 9:00", "unclear")]) is None


def test_a_number_of_excel_is_told_from_other_numbers() -> None:
    assert [is_serial(text) for text in ("46095.5", "46095", "15213-1", "2026", "311")] == [
        True,
        True,
        False,
        False,
        False,
    ]
