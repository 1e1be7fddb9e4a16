"""What ECharts keeps as a key is never a word that JavaScript takes for its own."""

import pytest

from ecosystem.show.chart_text import OBJECT_MEMBERS, chart_text, safe_option
from ecosystem.show.text import JOINT


@pytest.mark.parametrize("member", OBJECT_MEMBERS)
def test_no_part_of_a_text_on_which_a_line_may_end_is_a_member_of_every_object(member: str) -> None:
    for text in (member, f"Friends of {member} and {member}", member * 2, member + member[2:], f"x{member}x"):
        drawn = chart_text(text)
        assert member not in drawn
        assert drawn.replace(JOINT, "") == text


@pytest.mark.parametrize("name", ["US$$ Fund", "a $& b", "it costs $'5", "{c} of {b0}"])
def test_a_name_says_nothing_to_a_template(name: str) -> None:
    drawn = chart_text(name)
    assert not any(mark in drawn for mark in ("$$", "$&", "$'", "{c}", "{b0}"))
    assert drawn.replace(JOINT, "") == name


@pytest.mark.parametrize("name", ["City of Riverton", "Peña", "$5 Fund", "{} & Co", "مرحبا", "👩‍👩‍👧"])
def test_an_ordinary_name_is_drawn_as_it_is(name: str) -> None:
    assert chart_text(name) == name


def test_only_texts_change_and_templates_and_keys_stay() -> None:
    option = {"formatter": "{b}", "data": [{"name": "toString", "value": 1.5, "show": True, "no": None}, ("a",)]}
    assert safe_option(option) == {
        "formatter": "{b}",
        "data": [{"name": f"t{JOINT}oString", "value": 1.5, "show": True, "no": None}, ["a"]],
    }


def test_a_name_of_ten_thousand_letters_leaves_room_for_the_chart() -> None:
    assert len(chart_text("long" * 2500)) < 500
