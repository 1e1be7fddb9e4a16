"""What a newer export brings is said in words before it counts, and one click uses it."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from ecosystem.projects import database
from ecosystem.projects import project as projects

EARLIER = b"Timestamp,Organization,May we show you by name?\n1/2/2026 9:00,Food Hub,yes\n1/3/2026 9:00,Port,yes\n"
LATER = EARLIER + b"1/9/2026 8:00,Mill,yes\n"


@pytest.fixture(autouse=True)
def _store(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ECOSYSTEM_STORE", str(tmp_path))
    database.forget()
    yield
    database.forget()


def _script() -> None:
    from ecosystem.pages import session
    from ecosystem.pages.parts.new_export import show_arrivals
    from ecosystem.pages.session.projects import refresh
    from ecosystem.projects import project as held

    if session.project() is None:
        session.open_project(held.called("p"))
    refresh()
    show_arrivals(session.project())


def test_the_difference_is_said_and_one_click_uses_the_new_answers() -> None:
    made = projects.keep_files(projects.create("p"), {"answers.csv": EARLIER})
    projects.keep_files(made, {"answers (1).csv": LATER}, kind=projects.ARRIVED)
    app = AppTest.from_function(_script, default_timeout=60).run()
    assert not app.exception
    assert any("1 new answer" in each.value for each in app.markdown)
    assert app.dataframe[0].value["Organization"].tolist() == ["Mill"]
    assert [button.label for button in app.button] == ["Use the new answers", "Add as a further source", "Leave it"]
    app.button[0].click().run()
    assert not app.exception
    assert projects.files_of(projects.called("p")) == {"answers.csv": LATER}
    assert [button.label for button in app.button] == []
