"""Who is who? Decisions made on the page: recorded, replayed, undone, and never written over by a second person."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ecosystem.names.decisions import Decision, now, to_file
from ecosystem.projects import project as projects
from ecosystem.projects import store
from ecosystem.show.files import csv_bytes
from tests.browser import Watch
from tests.pages.conftest import Run, serving, without_leftovers
from tests.pages.test_browser_pages import complaints, opened, settle, words
from tests.pages.test_pages import folder, text

FILES = {
    "organizations": "name,city,sector\nDept. of Parks,Harbor,\nDepartment of Parks,Harbor,Museum\nCity IT,Harbor,\n",
    "ties": "source,target,city\nDept. of Parks,City IT,Harbor\nDepartment of Parks,City IT,Harbor\n",
}
Person = Callable[..., AppTest]


@pytest.fixture
def person(run_page: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    """person("MK") -> the page as MK sees it, on one map that is served to all."""
    monkeypatch.setenv(store.FOLDER_VARIABLE, str(tmp_path / "store"))
    (tmp_path / "data").mkdir()
    data = folder(tmp_path / "data", FILES)

    def run(name: str, **address: str) -> AppTest:
        app = run_page("names", None if address else data, **address)
        app.text_input(key="who_decides").set_value(name).run()
        return app

    return run


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def show(app: AppTest, view: str) -> AppTest:
    return app.segmented_control(key="who_view").set_value(view).run()


def names(app: AppTest) -> list[str]:
    return sorted(app.session_state["ecosystem"].names().values())


def test_a_question_is_answered_and_undone_and_the_map_is_what_it_was(person: Person) -> None:
    app = person("MK")
    assert "1 pair of names to decide; it affects 2 ties." in text(app)
    before = app.session_state["ecosystem"].fingerprint
    press(app, "Merge these two")
    assert names(app) == ["City IT", "Department of Parks"]
    assert "No pairs to decide" in text(app)
    press(app, "Undo my last decision")
    assert names(app) == ["City IT", "Department of Parks", "Dept. of Parks"]
    assert app.session_state["ecosystem"].fingerprint == before


def test_nobody_decides_without_saying_who(person: Person) -> None:
    app = person("")
    assert all(
        button.disabled
        for button in app.button
        if button.label in ("Merge these two", "Keep apart", "Part of", "Later")
    )
    app.text_input(key="who_decides").set_value("mk@example.org").run()
    assert "no e-mail address" in text(app)
    assert next(button for button in app.button if button.label == "Merge these two").disabled


def test_of_two_facilitators_the_second_is_shown_what_the_first_decided_and_overwrites_nothing(person: Person) -> None:
    first, second = person("MK"), person("LO")
    press(first, "Merge these two")
    press(second, "Keep apart")
    assert "“Dept. of Parks” is “Department of Parks” (MK," in text(second)
    assert names(second) == names(first) == ["City IT", "Department of Parks"]


def test_a_press_is_about_the_pair_that_was_drawn_and_not_about_the_next_one(person: Person) -> None:
    more = FILES | {
        "organizations": FILES["organizations"] + "Public Libary,Harbor,\nPublic Library,Harbor,\n",
    }
    first = person("MK")
    folder(Path(first.session_state["served"][1]), more)
    first, second = person("MK"), person("LO")
    press(first, "Merge these two")
    press(second, "Merge these two")
    assert {"Public Libary", "Public Library"} < set(names(second))


def test_what_one_decides_is_on_the_others_map_at_the_next_click(person: Person) -> None:
    first, second = person("MK"), person("LO")
    press(first, "Keep apart")
    second.run()
    assert "No pairs to decide" in text(second)


@pytest.fixture
def visitor(run_page: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    """visitor("MK") -> the page on the sample Riverton, as MK sees it who has just come in."""
    monkeypatch.setenv(store.FOLDER_VARIABLE, str(tmp_path / "store"))

    def run(name: str) -> AppTest:
        app = run_page("names", data="riverton")
        app.text_input(key="who_decides").set_value(name).run()
        return app

    return run


def test_what_a_visitor_decides_about_a_sample_no_other_visitor_sees_and_no_store_keeps(
    visitor: Person, tmp_path: Path
) -> None:
    one, before = visitor("MK"), names(visitor("LO"))
    press(one, "Merge these two")
    assert len(names(one)) == len(before) - 1
    assert names(visitor("LO")) == before
    assert not (tmp_path / "store").exists()
    assert "Only you see" in text(one)


def test_a_decision_about_a_sample_lasts_while_another_sample_is_looked_at_and_is_undone(visitor: Person) -> None:
    app = visitor("MK")
    before = names(app)
    press(app, "Merge these two")
    app.switch_page("ecosystem/pages/home.py").run()
    press(app, "Open the map").switch_page("ecosystem/pages/home.py").run()
    without_leftovers(press(app, "Open Riverton"))
    app.switch_page("ecosystem/pages/names.py").run()
    assert len(names(app)) == len(before) - 1
    press(show(app, "decisions"), "Undo this decision")
    assert names(app) == before


def test_a_decision_that_contradicts_an_earlier_one_is_refused_in_a_sample_too(visitor: Person) -> None:
    app = press(visitor("MK"), "Merge these two")
    kept = csv_bytes(to_file(app.session_state["ecosystem"].decisions)).replace(b"same", b"different")
    show(app, "decisions").file_uploader(key="aliases_file").set_value(("aliases.csv", kept, "text/csv")).run()
    assert "it contradicts what was decided" in text(press(app, "Use these decisions"))


def test_a_person_who_comes_back_finds_the_decisions(person: Person) -> None:
    press(person("MK"), "Merge these two")
    assert names(person("LO")) == ["City IT", "Department of Parks"]


def test_the_log_lists_every_record_and_any_can_be_undone(person: Person) -> None:
    app = press(person("MK"), "Part of")
    show(app, "decisions")
    press(app, "Undo this decision")
    assert app.dataframe[0].value[["By", "State"]].to_numpy().tolist() == [["MK", ""], ["MK", "undone"]]
    assert app.session_state["ecosystem"].table("organizations")["part_of"].isna().all()


def test_where_one_name_says_a_part_the_other_is_the_whole(run_page: Run, tmp_path: Path) -> None:
    listed = "name,city,sector\nElm Hospital Outreach Program,Harbor,Health\nElm Hospital,Harbor,"
    app = run_page("names", folder(tmp_path, {"organizations": listed, "ties": "source,target\nElm Hospital,City IT"}))
    app.text_input(key="who_decides").set_value("MK").run()
    press(app, "Part of")
    found = app.session_state["ecosystem"].table("organizations").set_index("name")["part_of"].dropna().to_dict()
    assert found == {"Elm Hospital Outreach Program": "harbor/elm-hospital"}


def test_two_found_while_typing_are_joined_by_hand(person: Person) -> None:
    app = show(person("MK"), "edit")
    app.text_input(key="sought one").set_value("dept").run()
    app.text_input(key="sought other").set_value("city").run()
    press(app, "Merge these two")
    assert "City IT" not in names(app) or "Dept. of Parks" not in names(app)
    assert len(names(app)) == 2


def test_a_spelling_is_split_off_again(person: Person) -> None:
    app = show(press(person("MK"), "Merge these two"), "edit")
    press(app, "Split off")
    assert "Dept. of Parks" in names(app)


def test_a_new_name_holds_and_one_that_another_bears_is_refused(person: Person) -> None:
    app = show(person("MK"), "edit")
    box = next(box for box in app.text_input if box.label == "New name")
    box.set_value("City  it").run()
    chosen = next(box for box in app.selectbox if box.label == "Organization")
    chosen.select(chosen.options[[*chosen.options].index("Department of Parks")]).run()
    assert "Another organization is called “City IT”" in text(app)
    next(box for box in app.text_input if box.label == "New name").set_value("Parks and Trees").run()
    press(app, "Rename")
    assert "Parks and Trees" in names(app)


def test_two_people_who_open_the_same_project_decide_together(person: Person) -> None:
    made = projects.keep_files(projects.create("Names"), {f"{n}.csv": text.encode() for n, text in FILES.items()})
    again = projects.keep_files(projects.create("Others"), {f"{n}.csv": text.encode() for n, text in FILES.items()})
    first, second, stranger = (
        person(by, project=where.id) for by, where in zip("MLX", (made, made, again), strict=True)
    )
    press(first, "Merge these two")
    assert names(second.run()) == names(first) == ["City IT", "Department of Parks"]
    assert len(names(stranger.run())) == 3


def test_decisions_under_a_code_of_an_earlier_version_are_taken_over(person: Person) -> None:
    store.add("code ABCD-2345", [Decision("same", "Dept. of Parks", "Department of Parks", by="MK", at=now())])
    made = projects.keep_files(projects.create("Names"), {f"{n}.csv": text.encode() for n, text in FILES.items()})
    app = person("LO", project=made.id)
    app.text_input(key="earlier_code").set_value("abcd-2345").run()
    press(app, "Take over its decisions")
    assert names(app) == ["City IT", "Department of Parks"]


def test_decisions_of_a_file_are_taken_over_and_what_contradicts_is_said(person: Person) -> None:
    app = show(press(person("MK"), "Keep apart"), "decisions")
    rows = "name_as_written,organization\nDept. of Parks,Department of Parks\nCity IT,Town IT\n"
    app.file_uploader(key="aliases_file").set_value(("aliases.csv", rows.encode(), "text/csv")).run()
    press(app, "Use these decisions")
    assert "it contradicts what was decided" in text(app)
    assert names(app) == ["Department of Parks", "Dept. of Parks", "Town IT"]


def test_the_very_likely_ones_are_joined_at_once(person: Person) -> None:
    app = press(person("MK"), "Merge 1 pair")
    assert names(app) == ["City IT", "Department of Parks"]


def test_keys_answer_the_question_and_letters_typed_into_a_box_do_not(
    browser_page: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(store.FOLDER_VARIABLE, str(tmp_path / "store"))
    (tmp_path / "data").mkdir()
    with serving(folder(tmp_path / "data", FILES)) as address:
        page = opened(browser_page, f"{address}/names")
        box = page.locator("input[aria-label='Your initials']")
        box.fill("MK")
        box.press("Enter")
        settle(page)
        box.press("End")
        page.keyboard.type("km")
        settle(page)
        assert "1 pair of names to decide" in words(page)
        box.press("Enter")
        page.locator("h1").click()
        page.keyboard.press("m")
        page.get_by_text("1 of 1 decided").wait_for()
        page.get_by_role("button", name="Undo my last decision").wait_for()
        settle(page)
        page.keyboard.press("u")
        page.get_by_text("0 of 1 decided").wait_for()
        assert complaints(browser_page) == []


EASTGATE = {
    "organizations": "name\nEastgate Food Bank\nLegal Aid\nHarbor Church\n",
    "ties": "source,target\nEast Gate Food Bank,Legal Aid\nEastgate Foodbank,Harbor Church\nLegal Aid,Harbor Church\n",
}


def test_three_spellings_are_joined_one_by_one_or_kept_apart_and_the_queue_ends(person: Person) -> None:
    app = person("MK")
    folder(Path(app.session_state["served"][1]), EASTGATE)
    app = person("MK")
    seen = []
    for label in ("Later", "Later", "Merge these two", "Keep apart"):
        seen.append(app.subheader[0].value)
        press(app, label)
        assert not app.error
    assert "No pairs to decide" in text(app)
    assert len(set(seen)) > 2
    assert all(len(set(question.split("”")[:2])) == 2 for question in seen)
    assert len(names(app)) == 4
    press(app, "Undo my last decision")
    press(app, "Merge these two")
    assert len(names(app)) == 3


CLINICS = {
    "organizations": "id,name,website\n" + "".join(f"{at},Harbor Clinic,\n" for at in range(1, 5)),
    "ties": "source,target\nMuseum,Zoo\n",
}


def test_one_name_under_several_ids_is_one_question_with_a_button_for_all(person: Person) -> None:
    app = person("MK")
    folder(Path(app.session_state["served"][1]), CLINICS)
    app = person("MK")
    assert "“Harbor Clinic” stands under 4 ids: one organization?" in text(app)
    press(app, "Keep all apart")
    assert "No pairs to decide" in text(app)
    press(app, "Undo my last decision")
    press(app, "Merge 4 rows")
    assert names(app) == ["Harbor Clinic", "Museum", "Zoo"]
