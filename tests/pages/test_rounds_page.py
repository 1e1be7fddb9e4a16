"""Rounds on the pages: one is chosen, said, and carried in the address; nothing of it where there is one alone."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Run

LAST, FIRST = "This is round 2024, the last of 2: 2021, 2024.", "This is round 2021 of 2: 2021, 2024."


@pytest.fixture
def two_rounds(tmp_path: Path) -> Path:
    (tmp_path / "organizations.csv").write_text("name,city\nBakery,X\nClinic,X\nFerry,X", "utf-8")
    ties = "from,to,relation,wave\nFerry,Bakery,funds,2021\nBakery,Clinic,advises,2024\nFerry,Pool,funds,2021"
    (tmp_path / "ties.csv").write_text(ties, "utf-8")
    return tmp_path


def said(app: AppTest) -> str:
    assert not app.exception
    return "\n".join(each.value.replace("\\", "") for each in (*app.caption, *app.markdown, *app.error))


@pytest.mark.parametrize("page", ["map", "gaps", "responses", "key_organizations", "compare", "reports"])
def test_a_page_says_which_round_it_shows(run_page: Run, two_rounds: Path, page: str) -> None:
    assert LAST in said(run_page(page, two_rounds))


def test_the_round_of_the_address_is_shown_whatever_its_capitals_and_spaces(run_page: Run, two_rounds: Path) -> None:
    app = run_page("map", two_rounds, round=" 2021 ")
    assert FIRST in said(app)
    assert "4 organizations and 2 ties in X." in said(app)


def test_another_round_is_chosen_in_the_sidebar(run_page: Run, two_rounds: Path) -> None:
    app = run_page("map", two_rounds)
    [choice] = [box for box in app.sidebar.selectbox if box.label == "Round"]
    assert (choice.options, choice.value) == (["2021", "2024"], "2024")
    assert FIRST in said(choice.select("2021").run())


def test_an_unknown_round_in_the_address_is_told_with_those_there_are(run_page: Run, two_rounds: Path) -> None:
    app = run_page("home", two_rounds, round="1999")
    assert "There is no round “1999” in this map. There are: 2021, 2024." in said(app)


@pytest.mark.parametrize("page", ["data", "names"])
def test_pages_about_all_data_say_nothing_of_a_round(run_page: Run, two_rounds: Path, page: str) -> None:
    assert "This is round" not in said(run_page(page, two_rounds))


def test_data_of_one_round_have_no_choice_and_no_sentence(run_page: Run) -> None:
    app = run_page("map", data="riverton")
    assert "This is round" not in said(app)
    assert "Round" not in [box.label for box in app.sidebar.selectbox]
