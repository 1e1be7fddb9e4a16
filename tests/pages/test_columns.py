"""What is in each column? An unknown sheet becomes a map, a recipe is kept, a Google Sheet is refreshed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ecosystem.collect.recipes import load_recipe
from ecosystem.collect.sheet import GOOGLE, Sheet, SheetOrigin
from ecosystem.errors import SourceError
from ecosystem.pages import session
from ecosystem.pages.parts import sources
from ecosystem.pages.parts.sources import shared_sheet
from tests.pages.conftest import Run

FORM = (
    "Your e-mail,Name of your organization,Who do you work with?\n"
    "ann@example.org,City IT,Food Bank\n"
    "bo@example.org,Food Bank,City IT; *Star*\n"
    ",,City IT\n"
)


def unknown_form(folder: Path) -> Path:
    (folder / "answers.csv").write_text(FORM, encoding="utf-8")
    return folder


def text(app: AppTest) -> str:
    blocks = (*app.markdown, *app.error, *app.caption, *app.warning, *app.info)
    return " ".join(block.value for block in blocks).replace("\\", "")


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def choose(app: AppTest, label: str, question: str, option: str) -> AppTest:
    """Choose an option by its words, in the selectbox with this label whose key ends in the question."""
    next(b for b in app.selectbox if b.label == label and str(b.key).endswith(question)).select(option).run()
    assert not app.exception
    return app


def shown(app: AppTest) -> list[pd.DataFrame]:
    return [frame.value for frame in app.dataframe]


def test_every_sheet_of_a_known_map_says_what_it_was_read_as(run_page: Run) -> None:
    app = run_page("data", data="riverton")
    assert not app.exception
    assert {e.label.replace("\\", "") for e in app.expander} >= {"invited.csv: a list of organizations, 44 rows"}


def test_an_unknown_sheet_waits_with_a_guess_and_becomes_a_map_by_one_click(run_page: Run, tmp_path: Path) -> None:
    app = run_page("data", folder=unknown_form(tmp_path))
    assert "a suggested column setup" in text(app)
    press(app, "Import")
    after = shown(app)[0].set_index("")["After"].to_dict()
    assert after == {"rows kept": 2, "rows set aside": 1, "organizations": 3, "reports": 3, "ties": 2}
    assert "Something in 1 row was not used" in text(app)
    assert "example.org" not in text(app)


def test_what_a_question_becomes_is_chosen_in_words_and_its_examples_follow(run_page: Run, tmp_path: Path) -> None:
    app = run_page("data", folder=unknown_form(tmp_path))
    assert "City IT works with Food Bank" in text(app)
    choose(app, "Kind of tie", "work with?", "shares_data")
    choose(app, "Who gives?", "work with?", "gets")
    assert "Food Bank gives data to City IT" in text(app)
    press(app, "Import")
    assert set(app.session_state["ecosystem"].table("ties")["relation"]) == {"shares_data"}


def test_what_looks_odd_is_said_before_the_import(run_page: Run, tmp_path: Path) -> None:
    app = run_page("data", folder=unknown_form(tmp_path))
    choose(app, "becomes", "your organization", "not used")
    assert "No column says who answers" in text(app)


def test_a_source_that_waits_says_so_on_every_page_with_one_button_to_go_on(run_page: Run, tmp_path: Path) -> None:
    app = run_page("responses", folder=unknown_form(tmp_path))
    assert "is open but not imported yet: check what its columns hold" in text(app)
    assert "These are still the earlier data" in text(app)
    assert "python -m" not in text(app)
    press(app, "Say what is in its columns")
    assert "a suggested column setup" in text(app)
    assert "check what its columns hold" not in text(app)


def test_a_renamed_column_is_asked_about_on_the_page_and_nothing_gets_smaller(run_page: Run, tmp_path: Path) -> None:
    app = press(run_page("data", folder=unknown_form(tmp_path)), "Import")
    (tmp_path / "recipe.toml").write_text(desk_dump(app.session_state["sources"]["own"].recipe), encoding="utf-8")
    (tmp_path / "answers.csv").write_text(FORM.replace("work with?", "work with now?"), encoding="utf-8")
    again = run_page("data", folder=tmp_path)
    assert "“Who do you work with now?” is new; it looks like “Who do you work with?”" in text(again)
    press(again, "Import")
    assert len(again.session_state["ecosystem"].table("ties")) == 2


def test_letters_and_separator_of_a_text_file_are_said_and_changed_and_kept(run_page: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes("name|city\nŁódź Łąka|Kraków\n".encode("cp1250"))
    app = run_page("data", folder=tmp_path)
    letters = next(box for box in app.selectbox if box.label == "Text encoding")
    assert (letters.value, next(b for b in app.selectbox if b.label == "Column separator").value) == (
        "cp1252",
        "|",
    )
    letters.select("cp1250").run()
    assert "Łódź Łąka" in text(app)
    press(app, "Import")
    assert app.session_state["ecosystem"].table("organizations")["name"].tolist() == ["Łódź Łąka"]
    assert app.session_state["sources"]["own"].recipe.sheet[0].encoding == "cp1250"


def test_a_word_no_list_knows_is_chosen_in_words(run_page: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name,sector\nCity IT,Governmnt\n", encoding="utf-8")
    app = run_page("data", folder=tmp_path)
    assert "“Governmnt” (sectors, 1 organization). It looks like Government." in text(app)
    choose(app, "means", "Governmnt", "Government")
    press(app, "Import")
    assert app.session_state["ecosystem"].table("organizations")["sector"].tolist() == ["Government"]


def test_the_recipe_that_is_kept_reads_the_sheet_again(run_page: Run, tmp_path: Path) -> None:
    app = run_page("data", folder=unknown_form(tmp_path))
    press(app, "Import")
    kept = app.session_state["sources"]["own"].recipe
    (tmp_path / "recipe.toml").write_text(desk_dump(kept), encoding="utf-8")
    again = run_page("responses", folder=tmp_path)
    assert not again.exception
    assert "2 respondents in this map; nobody said who was invited." in text(again)
    assert again.metric[0].value == "2"
    assert load_recipe(desk_dump(kept)) == kept


def desk_dump(recipe: object) -> str:
    from ecosystem.collect.recipes import Recipe, dump_recipe

    if not isinstance(recipe, Recipe):
        raise TypeError(recipe)
    return dump_recipe(recipe)


def tab(names: list[str]) -> tuple[Sheet, ...]:
    frame = pd.DataFrame({"name": names, "city": "Riverton"}, index=pd.RangeIndex(2, len(names) + 2, name="row"))
    return (Sheet(SheetOrigin("Map", "organizations", GOOGLE, "0"), "organizations", frame),)


def test_a_sheet_becomes_a_project_and_is_checked_for_new_answers_by_a_click(
    run_page: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [tab(["City IT"]), tab(["City IT", "Food Bank"])]
    monkeypatch.setattr(sources, "read_google", lambda _: answers.pop(0))
    shared_sheet.clear()
    address = "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-abcde"
    app = run_page("home", data="riverton")
    app.text_input[0].set_value(address).run()
    next(b for b in app.button if b.label == "Read this sheet").click().run()
    assert not app.exception
    assert len(app.session_state["ecosystem"].table("organizations")) == 1
    app = run_page("home", project=app.session_state["project"].id)
    shared_sheet(address)._tried = None
    next(b for b in app.button if b.label == "Check for new answers").click().run()
    assert "1 new row" in text(app)
    next(b for b in app.button if b.label == "Use the new version").click().run()
    assert not app.exception
    assert len(app.session_state["ecosystem"].table("organizations")) == 2


def test_a_sheet_that_cannot_be_fetched_again_stays_as_it_was_with_a_message(
    run_page: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[object] = [tab(["City IT"]), SourceError("Google is busy.")]

    def read(_: str) -> object:
        given = answers.pop(0)
        if isinstance(given, SourceError):
            raise given
        return given

    monkeypatch.setattr(sources, "read_google", read)
    shared_sheet.clear()
    address = "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-abcdf"
    app = run_page("home", data="riverton")
    app.text_input[0].set_value(address).run()
    next(b for b in app.button if b.label == "Read this sheet").click().run()
    app = run_page("home", project=app.session_state["project"].id)
    shared_sheet(address)._tried = None
    next(b for b in app.button if b.label == "Check for new answers").click().run()
    assert "Google is busy. What you see is the last good copy." in text(app).replace("\\", "")
    assert len(app.session_state["ecosystem"].table("organizations")) == 1


def test_the_address_to_share_a_closed_sheet_with_stands_there_to_be_copied(
    run_page: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not run_page("home", data="riverton").code
    key = {"client_email": "reader@project.iam.example.org", "token_uri": "https://oauth2.googleapis.com/token"}
    (tmp_path / "key.json").write_text(json.dumps(key), encoding="utf-8")
    monkeypatch.setenv("ECOSYSTEM_GOOGLE_SERVICE_ACCOUNT", str(tmp_path / "key.json"))
    app = run_page("home", data="riverton")
    assert [block.value for block in app.code] == ["reader@project.iam.example.org"]
    assert "share it with this address as a viewer" in text(app)


def test_while_a_file_is_read_the_page_says_what_is_being_done(
    run_page: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    @contextmanager
    def spinner(label: str, show_time: bool) -> Iterator[None]:
        said.append(label)
        yield

    monkeypatch.setattr("ecosystem.pages.session.loading.st.spinner", spinner)
    run_page("data", folder=unknown_form(tmp_path))
    assert len(said) == 1
    assert said[0].startswith("Opening ")


def test_the_order_of_a_scale_is_the_order_of_choosing(run_page: Run, tmp_path: Path) -> None:
    grid = "Organization,Work with? [City IT],Work with? [Library]\nCity IT,,Blue\nLibrary,Green,\nParks,Never,Blue\n"
    (tmp_path / "form.csv").write_text(grid, encoding="utf-8")
    app = run_page("data", folder=tmp_path)
    assert "ties have no strength" in text(app)
    no_tie, scale = app.multiselect
    assert (no_tie.value, scale.value, set(scale.options)) == (["Never"], [], {"Blue", "Green"})
    scale.set_value(["Green", "Blue"]).run()
    assert "ties have no strength" not in text(app)
    app.multiselect[0].set_value([]).run()
    assert not app.exception
    assert "Never" in app.multiselect[1].options
    app.multiselect[0].set_value(["Never"]).run()
    press(app, "Import")
    reports = app.session_state["ecosystem"].table("reports")
    assert reports.groupby("strength_as_written")["strength"].first().to_dict() == {"Blue": 2.0, "Green": 1.0}


def test_a_recipe_that_cannot_be_read_is_told_on_the_page_and_no_data_replace_the_sample(
    run_page: Run, tmp_path: Path
) -> None:
    (tmp_path / "ties.csv").write_text("source,target\nA,B\n", encoding="utf-8")
    (tmp_path / "recipe.toml").write_text('recipe = 1\n[[sheet]\nname = "ties"\nrow_aside = [2]\n', encoding="utf-8")
    app = run_page(folder=tmp_path)
    assert not app.exception
    assert "recipe.toml is not well-formed TOML" in text(app)
    assert "line 2" in text(app)
    assert app.session_state["map_key"] != session.OWN


def test_a_mistake_in_a_sheet_that_steers_is_told_on_every_page_until_it_is_mended(
    run_page: Run, tmp_path: Path
) -> None:
    (tmp_path / "ties.csv").write_text("source,target\nA,B\nA Inc.,B\n", encoding="utf-8")
    (tmp_path / "aliases.csv").write_text("name_as_writen,name\nA Inc.,A\n", encoding="utf-8")
    for page in ("home", "data"):
        app = run_page(page, folder=tmp_path)
        assert "“name_as_writen” looks like “name_as_written”" in text(app)
    assert "is open but not imported yet" not in text(app)


def test_a_text_with_commas_is_asked_about_and_the_setup_remembers_the_answer(run_page: Run, tmp_path: Path) -> None:
    form = 'Name of your organization,Who do you work with?\nPort,"Dam, Mill"\nQuay,"Elm, Oak"\n'
    (tmp_path / "answers.csv").write_text(form, encoding="utf-8")
    app = run_page("data", folder=tmp_path)
    assert "Is “Dam, Mill” one organization, or 2: “Dam” and “Mill”?" in text(app)
    assert "1 more once this is decided" in text(app)
    assert "Elm, Oak” one organization" not in text(app)
    choose(app, "one or several", " 0", "several")
    choose(app, "one or several", " 1", "one")
    press(app, "Import")
    assert sorted(app.session_state["ecosystem"].names().values()) == ["Dam", "Elm, Oak", "Mill", "Port", "Quay"]
    assert "one organization, or" not in text(app)
