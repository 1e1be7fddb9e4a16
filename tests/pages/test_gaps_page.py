"""What is missing? opens on what one can do this week, a few kinds first, and the table holds them all."""

from tests.pages.conftest import Run
from tests.pages.test_pages import text


def test_a_few_kinds_come_first_each_with_its_count_and_its_first_cards(run_page: Run) -> None:
    app = run_page("gaps", data="riverton")
    heads = [head.value for head in app.subheader]
    assert heads[:2] == ["A need and a matching offer (12)", "Named but not invited (4)"]
    assert heads[4:] == ["All gaps", "Who works for what"]
    assert "Also found: Connected through one tie (bridge) (4); Reported by one side (28);" in text(app)
    assert len(app.dataframe[0].value) == 170


def test_of_the_kind_that_is_chosen_there_are_more_cards(run_page: Run) -> None:
    app = run_page("gaps", data="riverton")
    few = text(app).count("→ ")
    app.selectbox(key="kind").select("introduction").run()
    assert few == 8
    assert text(app).count("→ ") == 12
    assert "Also found" not in text(app)


def test_a_city_of_one_organization_has_no_gap_and_no_table_of_none(run_page: Run, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "organizations.csv").write_text("name,city\nLibrary,Harbor\n", encoding="utf-8")
    app = run_page("gaps", tmp_path)
    assert "No gap was found in Harbor" in text(app)
    assert not app.subheader
