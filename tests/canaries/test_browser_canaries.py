"""Whatever the server sends to a browser, writes to its log or keeps: no name that nobody may see, and no person."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocket

from tests.browser import Watch
from tests.canaries.sources import HIDDEN, OF_PEOPLE, answers, finds, plain_lists
from tests.pages.conftest import serving
from tests.pages.test_browser_pages import PAGES, opened, settle

NOBODY = (HIDDEN, *OF_PEOPLE)
MADE = {"lists": plain_lists, "answers": answers}
CLICKS = {  # what is looked at on a page beside what it opens with
    "names": ("Edit by hand", "Decisions", "All spellings"),
    "reports": ("Prepare the map file", "Prepare the tables"),
}


@pytest.fixture(scope="module", params=MADE)
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path, Path]]:
    """The address of a server of one source, the file of its log, and its store."""
    folder = tmp_path_factory.mktemp("served")
    data = MADE[request.param](folder / "data")
    log, kept = folder / "log.txt", folder / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ECOSYSTEM_STORE", str(kept))
        with serving(data, log) as address:
            yield address, log, kept


def listened_to(page: Page) -> list[str]:
    """Everything the server tells the page from now on, tables and charts too."""
    heard: list[str] = []

    def take(frame: str | bytes) -> None:
        heard.append(frame if isinstance(frame, str) else frame.decode("utf-8", "ignore"))

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", take)

    page.on("websocket", listen)
    return heard


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_told_a_name_that_nobody_may_see(
    browser_page: Watch, served: tuple[str, Path, Path], name: str
) -> None:
    address, log, kept = served
    heard = listened_to(browser_page.page)
    page = opened(browser_page, f"{address}/{name}")
    for summary in page.locator("[data-testid=stExpander] summary").all():
        summary.click()
    for label in CLICKS.get(name, ()):
        page.get_by_role("button", name=label).or_(page.get_by_text(label, exact=True)).first.click()
        settle(page)
    assert finds("".join(heard), [page.locator("h1").inner_text()])  # the page was heard
    assert not finds("".join(heard) + page.content() + page.url, NOBODY)
    stored = "".join(path.read_bytes().decode("latin-1") for path in kept.rglob("*") if path.is_file())
    assert not finds(log.read_text("utf-8", "replace") + stored, NOBODY)
