"""Who holds it together?, page by page: ranges beside scores, and sentences where there is nothing to score."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Run
from tests.pages.test_pages import KEY, folder, map_option, text

ONLY_ONE_SECTOR = (
    "name,sector,status\n" + "".join(f"{n},Library,respondent\n" for n in "ABCDEFGH") + "X,Library,invited"
)
TIES = "source,target\n" + "".join(f"{a},{b}\n" for a, b in ("AB", "BA", "BC", "CB", "CD", "DX", "EX", "EF", "GH"))
DEGENERATE = {
    "nobody answered": ("name,status\nA,invited\nB,invited", "source,target", "0 of 2 invited have answered"),
    "one answered": ("name,status\nA,respondent\nB,invited", "source,target\nA,B", "1 of 2 invited have answered"),
    "all answered": ("name,status\nA,respondent\nB,respondent", "source,target\nA,B\nB,A", "Everybody here has"),
    "one sector": (ONLY_ONE_SECTOR, TIES, "8 of 9 invited have answered"),
    "no ties": ("name,status\nA,respondent\nB,respondent\nC,invited", "source,target", "No tie inside"),
    "one organization": ("name\nA", "source,target", "This is a list of ties and not a survey"),
}  # fmt: skip


def opened(run_page: Run, where: Path, organizations: str, ties: str, page: str = "key_organizations") -> AppTest:
    app = run_page(page, folder(where, {"organizations": organizations, "ties": ties}))
    assert not app.exception
    assert not app.error
    return app


@pytest.mark.parametrize("kind", DEGENERATE)
def test_where_there_is_little_to_score_the_page_says_so(run_page: Run, tmp_path: Path, kind: str) -> None:
    organizations, ties, said = DEGENERATE[kind]
    assert said in text(opened(run_page, tmp_path, organizations, ties))


@pytest.mark.parametrize("kind", DEGENERATE)
def test_who_answered_has_sentences_for_the_same_maps(run_page: Run, tmp_path: Path, kind: str) -> None:
    organizations, ties, _ = DEGENERATE[kind]
    said = text(opened(run_page, tmp_path, organizations, ties, "responses"))
    asked = "status" in organizations
    assert ("invited organization" in said) == asked
    assert ("This is a list of ties, not a survey" in said) != asked


def test_each_score_has_its_range_and_its_place_in_words(run_page: Run) -> None:
    app = run_page("key_organizations", data="riverton")
    table = app.dataframe[0].value
    assert {"Named by", "Likely range", "Likely rank", "Confirmed ties only"} <= set(table)
    leader = table.set_index("Organization").loc["Riverton Data Collaborative"]
    assert leader["In words"].startswith("Named by 13 of 30 who answered; rank 1 to ")
    assert "Whether those missing are" in text(app) or "Most often in the top three, if" in text(app)


def test_brokers_are_not_ranked_where_a_sector_is_mostly_silent(run_page: Run) -> None:
    app = run_page("key_organizations", data="riverton")
    app.selectbox(key="measure").select("betweenness").run()
    assert "ranked by it once 80% of those invited, and half of each sector, have answered" in text(app)
    assert not app.get("echarts_chart")
    assert "betweenness" not in app.dataframe[0].value


def test_among_one_sector_everything_is_worked_out_anew(run_page: Run) -> None:
    app = run_page("key_organizations", data="riverton")
    app.multiselect(key="among").select("Government").run()
    assert "Among Government only, as if no others existed:" in text(app)
    invited, answered = KEY["invited_by_sector"]["Government"], KEY["respondents_by_sector"]["Government"]
    assert f"{answered} of {invited} invited have answered" in text(app)
    assert len(map_option(app)["yAxis"][0]["data"]) <= invited


def test_among_one_community_everything_is_worked_out_anew(run_page: Run) -> None:
    app = run_page("key_organizations", data="riverton")
    box = next(b for b in app.selectbox if b.label == "Community")
    box.select(box.options[0]).run()
    assert f"Among {box.options[0]} only, as if no others existed:" in text(app)
    assert len(app.dataframe[0].value) < KEY["organizations"]


def test_fields_show_values_ranges_or_places(run_page: Run) -> None:
    app = run_page("key_organizations", data="riverton")
    shown = []
    for cells in ("value", "range", "place"):
        app.segmented_control[0].set_value(cells).run()
        shown.append(app.dataframe[1].value["named_by"].iloc[0])
    assert shown[0] == 13
    assert len(set(shown)) == 3


def test_confirmed_ties_alone_have_no_range_and_the_page_says_why(run_page: Run) -> None:
    app = run_page("key_organizations", data="riverton", confirmed="true")
    assert "Likely range" not in app.dataframe[0].value
    assert "ranges are given for all reported ties" in text(app)


def test_under_half_the_page_sends_to_whom_to_ask_next(run_page: Run, tmp_path: Path) -> None:
    app = opened(run_page, tmp_path, "name,status\nA,respondent\nB,invited\nC,invited", "source,target\nA,B")
    assert not app.get("echarts_chart")
    assert not app.dataframe
    assert [link.label for link in app.get("page_link")] == ["Whom to ask next", "Next: What is missing?"]


@pytest.mark.parametrize("name", ["stage", "robustness", "communities"])
def test_a_question_about_the_whole_city_is_answered_when_somebody_asks(run_page: Run, name: str) -> None:
    app = run_page("key_organizations", data="civic-graph", site="New York")
    before = len(app.dataframe)
    app.selectbox(key="deeper").select(name).run()
    assert not app.exception
    assert len(app.dataframe) == before + 1
    assert "It cannot show" in text(app)
