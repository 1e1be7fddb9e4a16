"""Fixtures shared by all rooms."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser import Watch


@pytest.fixture(scope="session", autouse=True)
def _store_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[None]":
    """Decisions that tests make are kept in a folder of theirs, never in the home of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ECOSYSTEM_STORE", str(tmp_path_factory.mktemp("store")))
        yield


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium for the whole run. Where none is installed: a failure in CI, a skip elsewhere."""
    from tests.browser import chromium, chromium_path

    path = chromium_path()
    if path is None:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up("needs Chromium: apt install chromium")
    with chromium(path) as running:
        yield running


@pytest.fixture
def browser_page(browser: "Browser") -> "Iterator[Watch]":
    """A fresh page of 1280 x 800 whose requests, dialogs and errors are recorded."""
    from tests.browser import watched_page

    with watched_page(browser) as watch:
        yield watch
