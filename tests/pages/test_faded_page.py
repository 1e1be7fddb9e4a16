"""Answers that are too old, on the page Responses: whom to ask again, under the limit that one sets there."""

from pathlib import Path

import pytest

from tests.pages.conftest import Run


@pytest.fixture
def dated(tmp_path: Path) -> Path:
    (tmp_path / "ties.csv").write_text("from,to,date\nBakery,Clinic,2009\nFerry,Clinic,2010\nClinic,Ferry,", "utf-8")
    return tmp_path


def test_whose_answers_have_faded_is_said_and_listed_under_a_limit_that_can_be_set(run_page: Run, dated: Path) -> None:
    app = run_page("responses", dated)
    said = [each.value.replace("\\", "") for each in app.markdown]
    assert "2 organizations last answered 24 months ago or earlier." in said
    assert "Of 1 organization no answer has a date that can be read." in said
    [listed] = [each.value for each in app.dataframe if "Ties it alone reports" in each.value]
    assert listed["Organization"].tolist() == ["Bakery", "Ferry", "Clinic"]
    app.number_input[0].set_value(600).run()
    assert not app.exception
    [listed] = [each.value for each in app.dataframe if "Ties it alone reports" in each.value]
    assert listed["Organization"].tolist() == ["Clinic"]


def test_where_nothing_has_a_date_nothing_is_said(run_page: Run, tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("from,to\nBakery,Clinic", "utf-8")
    app = run_page("responses", tmp_path)
    assert not app.exception
    assert len(app.number_input) == 0
    assert not [each.value for each in app.markdown if "months ago" in each.value or "has a date" in each.value]


def test_the_answers_of_all_rounds_count_which_is_said(run_page: Run, tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("from,to,wave\nBakery,Clinic,2009\nFerry,Clinic,2010", "utf-8")
    app = run_page("responses", tmp_path)
    [listed] = [each.value for each in app.dataframe if "Ties it alone reports" in each.value]
    assert listed["Organization"].tolist() == ["Bakery", "Ferry"]
    said = [each.value.replace("\\", "") for each in app.caption]
    assert "The last answer of each is sought in all 2 rounds: 2009, 2010." in said
