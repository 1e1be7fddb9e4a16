"""The watch on a page is only worth something if it sees."""

from tests.browser import Watch


def test_the_watch_sees_a_request_to_another_machine_a_dialog_and_an_error(browser_page: Watch) -> None:
    page = browser_page.page
    page.set_content("<img src='http://elsewhere.example/p.png'><script>alert('hello'); nothing()</script>")
    page.wait_for_load_state("networkidle")
    assert browser_page.outside == ["http://elsewhere.example/p.png"]
    assert browser_page.dialogs == ["hello"]
    assert any("nothing is not defined" in error for error in browser_page.errors)
