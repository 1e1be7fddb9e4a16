"""The page of answers in words: each figure with its footing, and hints where a form may have cut names short."""

import pandas as pd
import pytest

from ecosystem.findings.measures.intervals import intervals
from ecosystem.findings.response.answer_days import answer_days
from ecosystem.findings.response.quality import city_quality
from ecosystem.findings.response.reminders import reminders
from ecosystem.show import quality as words
from tests.tables.asked import asked, form
from tests.tiny import city, sample, survey


def test_three_who_stop_at_the_same_number_of_names_hint_at_a_form_that_allowed_no_more() -> None:
    said = words.about_names_given(city_quality(city(survey("ABCD", silent="E", ties="AE BE CE"))))
    assert said[0] == (
        "No question brought more than 1 name; 3 of 4 gave that many. "
        "If the form allowed no more, ties are missing: ask these organizations who else."
    )
    two = words.about_names_given(city_quality(city(survey("ABCD", silent="E", ties="AE BE"))))
    assert two[0] == "No question brought more than 1 name; 2 of 4 gave that many."


def test_names_written_freely_are_told_from_those_ticked() -> None:
    said = words.about_names_given(city_quality(city(asked(form("A", works_B="Often", else_="C"), form("B")))))
    assert said[1] == "Of 2 mentions, 50% were written freely; the others were chosen from a list."


def test_a_tie_of_one_end_is_not_called_false() -> None:
    said = words.about_agreement(city_quality(city(survey("ABC", ties="AB BA BC"))))
    assert said.startswith("Both ends report 1 of 2 ties about which both ends were asked (50%). A tie that one end")


@pytest.mark.parametrize("answered", ["", "A"])
def test_where_nothing_was_said_each_sentence_says_why(answered: str) -> None:
    quality = city_quality(city(survey(answered, silent="BC")))
    lines = [*words.about_names_given(quality), words.about_agreement(quality), *words.about_the_unmapped(quality)]
    assert all("cannot be said: n" in line for line in lines)
    assert words.headline(quality)[0][1] == f"{len(answered)} of {2 + len(answered)}"
    assert words.quality_in_words(quality)["Base"].notna().all()


def test_where_no_list_says_who_was_invited_the_headline_counts_answers_alone() -> None:
    quality = city_quality(city(survey("AB", ties="AB")))
    label, value, base = words.headline(quality, invited_known=False)[0]
    assert (label, value, base) == ("Answered", "2", "who was invited is not known")


def test_riverton_has_a_best_guess_of_what_is_off_the_map_within_its_range() -> None:
    _, missing, unseen = words.about_the_unmapped(city_quality(city(sample("riverton_traps"))))
    assert missing == (
        "By the best estimate, 1 organization that respondents know is not on the map yet (95% interval: 0 to 8)."
    )
    assert unseen.startswith("Groups that no respondent knows")


def test_an_upper_end_of_no_use_is_not_said() -> None:
    (_, line, _) = words.about_the_unmapped(
        city_quality(city(survey("ABCDEF", named="UVWXYZ", ties="AU BV CW DX EY FZ")))
    )
    assert "(95% interval: at least 2)" in line


def test_days_are_told_from_the_first_to_the_last_and_those_without_are_counted() -> None:
    three = [
        {"Timestamp": stamp, **form(name)} for name, stamp in zip("ABC", ["2026-03-04", "2026-03-09", ""], strict=True)
    ]
    here = city(asked(*three))
    assert words.about_days(here, answer_days(here)) == [
        "The first answer came on March 4, 2026, the latest on March 9, 2026.",
        "1 answer has no date: no time stamp came with it.",
    ]
    option = words.days_option(answer_days(here), here.invited)
    assert option["series"][0]["data"] == [["2026-03-04", 1], ["2026-03-09", 2]]


def test_names_all_asked_for_in_one_way_are_said_so() -> None:
    said = words.about_names_given(city_quality(city(asked(form("A", works_B="Often"), form("B")))))
    assert said[1] == "Every name was chosen from a list (1 mention)."


def test_whose_answer_would_narrow_the_map_most_is_told_by_the_range_of_its_partners() -> None:
    here = city(survey("ABCDEFGH", silent="XY", ties="AB BA AC CA BC CB AX BX CX DX EX FX GH"))
    ask, ranges = reminders(here), intervals(here, draws=40)
    table = words.unknown_partners(ask, ranges)
    assert table["width"].is_monotonic_decreasing
    assert set(table["organization"]) == {"X", "Y"}
    first = table.iloc[0]
    assert words.about_settling(ask, ranges).startswith(f"Least is known of {first['organization']} ({first['likely']}")
    assert "Likely number of partners" in words.reminders_in_words(ask, ranges)


def test_without_ranges_nothing_is_said_of_what_answers_would_settle() -> None:
    ask = reminders(city(survey("A", silent="X", ties="AX")))
    assert words.about_settling(ask, None) == ""
    assert "Likely number of partners" not in words.reminders_in_words(ask, None)


def test_the_list_to_phone_holds_organizations_and_no_ids() -> None:
    frame = pd.DataFrame(
        [
            {
                "site": "S",
                "organization_id": "x",
                "organization": "X",
                "sector": "School",
                "step": "Invite",
                "named_by": 2,
                "answered": 3,
                "why": "named by 2 of 3 who answered",
            }
        ]
    )
    assert words.reminders_in_words(frame).to_numpy().tolist() == [
        ["X", "Invite", 2, "named by 2 of 3 who answered", "School"]
    ]
