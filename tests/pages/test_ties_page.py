"""Who works with whom? A card for anybody on any map, and what the lines mean there."""

from tests.pages.conftest import Run
from tests.pages.test_pages import text


def test_a_card_opens_on_a_plain_list_where_nobody_has_a_standing_in_a_survey(run_page: Run) -> None:
    app = run_page("map", data="civic-graph", site="Boston")
    next(box for box in app.selectbox if box.label == "Find an organization").select("District Hall").run()
    assert not app.exception
    assert "District Hall · Nonprofit" in text(app)
    assert "2 partners in Boston." in text(app)


def test_a_map_says_that_some_names_show_only_nearer_by(run_page: Run) -> None:
    assert "are hidden; zoom in to see them" in text(run_page("map", data="riverton"))
    assert "A line is a tie recorded in the list." in text(run_page("map", data="civic-graph"))
