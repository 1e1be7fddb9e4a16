"""What is typed on the page Data is on the map at once, is listed, and can be taken back."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from ecosystem.projects import by_hand, database
from ecosystem.projects import project as projects
from tests.pages.conftest import Run

LISTED = b"name,city,sector\nCity IT,Riverton,government\nLibrary,Riverton,business\n"


@pytest.fixture(autouse=True)
def _store(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ECOSYSTEM_STORE", str(tmp_path))
    database.forget()
    yield
    database.forget()


@pytest.fixture
def app(run_page: Run) -> AppTest:
    made = projects.keep_files(projects.create("River City"), {"members.csv": LISTED})
    found = run_page("data", project=made.id)
    assert not found.exception
    return found


def field(app: AppTest, kind: str, label: str):  # type: ignore[no-untyped-def]
    return next(each for each in app.get(kind) if each.label == label)


def press(app: AppTest, label: str) -> AppTest:
    app = field(app, "button", label).click().run()
    assert not app.exception
    return app


def typed() -> list[tuple[str, dict]]:
    return [(change.kind, change.value) for change in by_hand.typed(projects.called("river-city"))]


def test_an_organization_typed_in_is_on_the_map_and_undo_takes_it_off(app: AppTest) -> None:
    field(app, "text_input", "Name of the organization").set_value("Food Hub")
    field(app, "selectbox", "Sector").set_value("Nonprofit")
    app = press(app, "Add this organization")
    assert typed() == [("organization", {"name": "Food Hub", "site": "Riverton", "sector": "Nonprofit"})]
    assert "Food Hub" in app.session_state["ecosystem"].names().values()
    assert field(app, "text_input", "Name of the organization").value == ""
    app = press(app, "Undo").run()
    assert "Food Hub" not in app.session_state["ecosystem"].names().values()


def test_a_tie_typed_in_is_recorded(app: AppTest) -> None:
    field(app, "selectbox", "From").set_value("City IT")
    field(app, "selectbox", "To").set_value("Library")
    app = press(app, "Add this tie")
    [(kind, tie)] = typed()
    assert (kind, tie["source"], tie["target"], tie["site"]) == ("tie", "City IT", "Library", "Riverton")
    assert app.session_state["ecosystem"].tables["ties"]["state"].tolist() == ["recorded"]


def test_an_attribute_is_corrected_from_what_the_map_says_now(app: AppTest) -> None:
    found = app.session_state["ecosystem"].names()
    library = next(each for each, name in found.items() if name == "Library")
    app = field(app, "selectbox", "Organization").set_value(library).run()
    app = next(each for each in app.selectbox if each.label == "Sector" and each.value == "Business")
    app = app.set_value("Nonprofit").run()
    app = press(app, "Use this instead")
    assert [value["instead_of"] for _, value in typed()] == ["Business"]
    assert app.session_state["ecosystem"].tables["issues"].empty


def test_what_cannot_be_kept_is_said_beside_the_field_and_the_text_stays(app: AppTest) -> None:
    field(app, "text_input", "Name of the organization").set_value("Jo, jo@example.org")
    app = press(app, "Add this organization")
    assert any("contacts" in str(each.value) for each in app.error)
    assert field(app, "text_input", "Name of the organization").value == "Jo, jo@example.org"
    assert typed() == []


def test_what_another_person_types_empties_no_field(app: AppTest) -> None:
    app = field(app, "text_input", "Name of the organization").set_value("Food Hub").run()
    projects.record(projects.called("river-city"), by_hand.organization("Port", "Riverton"))
    app = app.run()
    assert "Port" in app.session_state["ecosystem"].names().values()
    assert field(app, "text_input", "Name of the organization").value == "Food Hub"


def test_a_project_of_what_was_typed_alone_opens(run_page: Run) -> None:
    made = projects.record(projects.create("Alone"), by_hand.organization("Port", "Riverton"))
    for page in ("data", "map", "home"):
        app = run_page(page, project=made.id)
        assert not app.exception
        assert list(app.session_state["ecosystem"].names().values()) == ["Port"]


def test_who_is_not_shown_by_name_is_neither_offered_nor_listed(run_page: Run) -> None:
    listed = b"name,city,consent\nCity IT,Riverton,public\nHidden Clinic,Riverton,no\n"
    made = projects.keep_files(projects.create("River City"), {"members.csv": listed})
    projects.record(made, by_hand.attribute("Hidden Clinic", "Riverton", "website", "https://clinic.example"))
    app = run_page("data", project=made.id)
    assert not app.exception
    assert field(app, "selectbox", "From").options == ["City IT"]
    assert "Hidden Clinic" not in "\n".join(str(each.value) for each in [*app.markdown, *app.caption])
    home = run_page("home", project=made.id)
    assert not home.exception
    assert "Hidden Clinic" not in "\n".join(each.value.to_string() for each in home.dataframe)
    assert not any("Hidden Clinic" in option for each in home.selectbox for option in each.options)
