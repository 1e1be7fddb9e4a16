"""Projects on the pages: whatever is dropped or typed is kept, and the address leads back to it."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ecosystem.asking.access import SHARED_VARIABLE, Rights
from ecosystem.pages.session import access
from ecosystem.projects import database, links
from ecosystem.projects import project as projects
from ecosystem.projects.changes import Change
from tests.pages.conftest import Run, without_leftovers

TIES = b"from,to,kind\nCity IT,Library,shares data\nLibrary,Food Bank,works with\n"
LATER = TIES + b"Food Bank,Zoo,works with\n"


@pytest.fixture(autouse=True)
def _store(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ECOSYSTEM_STORE", str(tmp_path))
    database.forget()
    yield
    database.forget()


def dropped(app: AppTest, name: str, content: bytes, mime: str = "text/csv") -> AppTest:
    app.file_uploader[0].upload(name, content, mime).run()
    return app


def texts(app: AppTest) -> str:
    app = without_leftovers(app)
    drawn = [*app.title, *app.markdown, *app.caption, *app.subheader, *app.error, *app.info, *app.warning]
    return "\n".join(str(each.value) for each in drawn)


def test_a_dropped_file_becomes_a_project_that_its_address_leads_back_to(run_page: Run) -> None:
    first = dropped(run_page("home"), "river city.csv", TIES)
    assert not first.exception
    [made] = projects.every()
    assert made.name == "river-city"
    assert made.id in first.query_params["project"]
    again = run_page("home", project=made.id)
    assert sorted(again.session_state["ecosystem"].names().values()) == ["City IT", "Food Bank", "Library"]
    assert "river city" in texts(again)


def _field(app: AppTest) -> Any:
    return next(field for field in app.text_area if field.label.startswith("What is this map for"))


def test_what_is_typed_is_kept_at_once(run_page: Run) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES})
    app = run_page("home", project=made.id)
    _field(app).set_value("Who helps tenants?").run()
    assert projects.by_id(made.id).value(projects.PURPOSE) == "Who helps tenants?"
    assert _field(app).value == "Who helps tenants?"


def test_of_two_who_type_the_same_field_both_are_shown(run_page: Run) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES})
    app = run_page("home", project=made.id)
    projects.record(made, Change(projects.PURPOSE, "Theirs was first", by="AB"))
    _field(app).set_value("Mine came later").run()
    shown = texts(app)
    assert "Theirs was first" in shown
    assert "Mine came later" in shown
    next(button for button in app.button if button.label == "Use mine").click().run()
    assert projects.by_id(made.id).value(projects.PURPOSE) == "Mine came later"


def test_what_another_person_adds_is_shown_without_a_reload(run_page: Run) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES})
    app = run_page("home", project=made.id)
    projects.keep_files(made, {"ties.csv": LATER})
    app.run()
    assert "Zoo" in app.session_state["ecosystem"].names().values()


def test_a_step_is_taken_back(run_page: Run) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES})
    projects.keep_files(made, {"ties.csv": LATER})
    app = run_page("home", project=made.id)
    newest = projects.by_id(made.id).changes[-1]
    app.selectbox[-1].set_value(newest.number).run()
    app = press(app, "Undo")
    assert "Zoo" not in app.session_state["ecosystem"].names().values()
    assert any("Newer version of ties" in each.value for each in app.success)
    app.selectbox[-1].set_value(projects.by_id(made.id).changes[-1].number).run()
    app = press(app, "Undo")
    assert "Zoo" in app.session_state["ecosystem"].names().values()


def test_of_a_helper_no_click_removes_a_file_or_changes_what_describes_the_project(
    run_page: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES})
    organizer = run_page("home", project=made.id)
    assert "Remove" in [button.label for button in organizer.button]
    monkeypatch.setattr(access, "visitor", lambda: Rights({made.id: "helper"}))
    helper = run_page("home", project=made.id)
    assert not helper.exception
    assert not {"Remove", "Make a link", "Delete"} & {button.label for button in helper.button}
    assert not helper.text_area
    newest = projects.by_id(made.id).changes[-1]
    helper.selectbox[-1].set_value(newest.number).run()
    helper = press(helper, "Undo")
    assert "Your link does not allow this" in "".join(each.value for each in helper.error)
    assert projects.by_id(made.id).values(projects.SOURCE)


def test_cards_of_projects_with_one_title_show_their_names_too(run_page: Run) -> None:
    for name in ("first", "second"):
        projects.keep_files(projects.create(name, title="River City"), {"ties.csv": TIES})
    projects.create("empty")
    shown = texts(run_page("home"))
    assert "first" in shown and "second" in shown
    assert "Open it to see its map" in shown
    assert "It holds no data yet." in shown.replace("\\", "")


def test_files_of_several_cities_become_a_project_called_by_their_number(run_page: Run) -> None:
    app = run_page("home")
    troy, lima = b"name,city\nA,Troy\nB,Troy\n", b"name,city\nC,Lima\n"
    app.file_uploader[0].upload("Troy.csv", troy, "text/csv").upload("Lima.csv", lima, "text/csv").run()
    assert not app.exception
    assert [(each.title, each.name) for each in projects.every()] == [("2 cities", "2-cities")]


def test_a_project_without_data_says_what_to_do_on_every_page(run_page: Run) -> None:
    made = projects.create("River City")
    for page in ("home", "names", "responses", "map", "key_organizations", "gaps", "compare", "reports"):
        app = run_page(page, project=made.id)
        assert not app.exception
        assert "no data yet" in texts(app).lower()
    assert "an organization, a tie" in str([each.label for each in run_page("data", project=made.id).expander])


def test_columns_that_are_open_questions_wait_on_the_page_data_after_a_reload_too(run_page: Run) -> None:
    first = dropped(run_page("home"), "odd.csv", b"alpha,beta\n1,2\n3,4\n")
    assert not first.exception
    [made] = projects.every()
    again = run_page("data", project=made.id)
    assert not again.exception
    assert "not imported yet" in texts(again)


def test_a_column_setup_is_kept_with_the_project(run_page: Run) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES})
    app = run_page("data", project=made.id)
    next(button for button in app.button if button.label == "Import").click().run()
    assert not app.exception
    assert "sheet" in str(projects.by_id(made.id).value(projects.SETUP))


def test_an_address_of_no_project_says_so(run_page: Run) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES})
    assert "There is no project 0123456789abcdef" in texts(run_page("home", project="0123456789abcdef"))
    assert run_page("home", project="river-city").session_state["project"].id == made.id


def test_decisions_about_names_belong_to_the_project(run_page: Run) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES + b"City I.T. Dept,Zoo,works with\n"})
    app = run_page("names", project=made.id)
    assert not app.exception
    assert not [each for each in app.get("popover") if "Decide together" in str(each)]


def test_a_project_is_called_as_its_one_city(run_page: Run) -> None:
    dropped(run_page("home"), "list_final.csv", b"name,city\nCity IT,Riverton\nLibrary,Riverton\n")
    [made] = projects.every()
    assert made.title == "Riverton"


def test_the_list_of_projects_shows_the_figures_of_each(run_page: Run) -> None:
    dropped(run_page("home"), "river_city.csv", TIES)
    app = run_page("home", data="riverton")
    assert "river city" in texts(app)
    assert "3 organizations" in texts(app)
    next(button for button in app.button if button.label == "Open").click().run()
    assert app.session_state["map_label"] == "river city"


def test_an_address_leads_to_the_organization_that_was_looked_for(run_page: Run) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES})
    again = run_page("map", project=made.id, organization="Library")
    assert any(each.value.startswith("Library") for each in again.subheader)


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_a_deleted_project_is_brought_back(run_page: Run) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES})
    app = press(run_page("home", project=made.id), "Delete")
    assert "is deleted" in texts(app)
    assert not projects.every()
    press(app, "Bring back")
    assert [each.name for each in projects.every()] == ["river-city"]


def test_a_copy_of_a_project_is_a_project_of_its_own(run_page: Run) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES})
    app = press(run_page("home", project=made.id), "Make a copy")
    assert not app.exception
    assert sorted(each.title for each in projects.every()) == ["River City", "River City, a copy"]


def test_a_link_is_shown_once_and_revoked(run_page: Run) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES})
    app = press(run_page("home", project=made.id), "Make a link")
    [shown] = [block.value for block in app.code]
    assert links.role_of(shown.rpartition("/")[2]) == links.Access(made.id, "viewer")
    press(app, "Revoke")
    assert not app.code
    assert links.role_of(shown.rpartition("/")[2]) is None


def test_in_shared_use_only_a_role_opens_a_project(run_page: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES})
    monkeypatch.setenv(SHARED_VARIABLE, "1")
    app = run_page("home", project=made.id)
    assert "does not allow" in texts(app)
    assert "River City" not in texts(app)
    assert app.session_state["map_key"] != made.id


def test_a_store_that_is_deleted_while_the_app_runs_is_told_and_the_map_stays(
    run_page: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES})
    app = run_page("home", project=made.id)
    for file in tmp_path.glob("projects.sqlite*"):
        file.unlink()
    app.run()
    assert not app.exception
    assert "You can read on; nothing you change is kept" in texts(app).replace("\\", "")
    assert "Food Bank" in app.session_state["ecosystem"].names().values()
    app.text_input[0].set_value("Who helps tenants?").run()
    assert not app.exception
    assert "deleted" in texts(app)


def test_with_a_corrupt_store_every_page_can_still_be_read(run_page: Run, tmp_path: Path) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES})
    app = run_page("home", project=made.id)
    for file in tmp_path.glob("projects.sqlite*"):
        file.write_bytes(b"not a database" * 400)
    for page in ("home", "data", "names", "responses", "map", "key_organizations", "gaps", "compare", "reports"):
        app.switch_page(f"ecosystem/pages/{page}.py").run()
        assert not app.exception, page
        assert "You can read on; nothing you change is kept" in texts(app).replace("\\", ""), page


def test_a_view_is_saved_with_what_was_chosen(run_page: Run) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES})
    app = run_page("map", project=made.id, organization="Library")
    app.text_input(key="view name").set_value("The library's partners").run()
    press(app, "Save")
    assert projects.by_id(made.id).values(projects.VIEW) == {
        "The library's partners": {"page": "map", "chosen": {"organization": "Library"}}
    }
    assert not app.exception


def test_a_project_is_begun_without_a_file(run_page: Run) -> None:
    app = press(run_page("home"), "Start without a file")
    assert not app.exception
    assert [each.title for each in projects.every()] == ["New project"]


def test_what_is_chosen_about_a_column_is_kept_before_it_is_imported(run_page: Run) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES})
    app = run_page("data", project=made.id)
    next(box for box in app.selectbox if box.label == "This sheet holds").select("answers to a survey").run()
    assert projects.by_id(made.id).value(projects.DRAFT)
    again = run_page("data", project=made.id)
    assert next(box for box in again.selectbox if box.label == "This sheet holds").value == "answers"
    assert len(again.session_state["ecosystem"].table("ties")) == 2


def test_the_box_holds_the_contact_list_only_where_it_was_asked_for(
    run_page: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[Callable[[], bytes]] = []
    draw = st.download_button

    def drawn(label: str, data: Any, *further: Any, **options: Any) -> bool:
        if "box" in label:
            offered.append(data)
        return draw(label, data, *further, **options)

    monkeypatch.setattr(st, "download_button", drawn)
    listed = b"Organization,City,Contact person,Contact email\nFood Bank,Harbor,Ana Reyes,ana@food.org\n"
    made = projects.keep_files(projects.create("Harbor"), {"organizations.csv": listed, "ties.csv": TIES})
    app = run_page("home", project=made.id)
    assert "ana@food.org" not in unpacked(offered[-1]())
    next(box for box in app.checkbox if box.label.startswith("With the contact list")).check().run()
    assert "ana@food.org" in unpacked(offered[-1]())


def unpacked(box: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(box)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_a_copy_that_is_taken_along_is_kept_for_whoever_withdraws_later(run_page: Run) -> None:
    made = projects.keep_files(projects.create("River City"), {"ties.csv": TIES})
    app = press(run_page("reports", project=made.id), "Prepare the map file")
    app.download_button[0].click().run()
    assert not app.exception
    [left] = projects.by_id(made.id).values(projects.PUBLISHED).values()
    assert left == {"what": "map", "audience": "public", "city": app.session_state["seen"].sites[0]}
    assert "Copy taken along: map for public" in run_page("home", project=made.id).dataframe[0].value.to_string()


def test_a_city_of_the_address_that_is_none_is_told(run_page: Run) -> None:
    listed = b"name,city\nA,Troy\nB,Lima\n"
    made = projects.keep_files(projects.create("River City"), {"organizations.csv": listed})
    app = run_page("home", project=made.id, city="Paris")
    assert not app.exception
    assert "There is no city “Paris” in this map\\. There are\\: Lima and Troy\\." in [each.value for each in app.error]
    assert not run_page("home", project=made.id, city="Troy").error
