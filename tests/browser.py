"""A headless Chromium for tests: it records what a page asks for, says and breaks, and keeps it at home."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Dialog, Page, Route, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def chromium_path() -> str | None:
    """The first Chromium or Chrome on the path, or None."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@dataclass
class Watch:
    """A page, and everything it did that a quiet page does not do."""

    page: Page
    requests: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)  # asked of another machine: recorded, then refused
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)  # on the console, or thrown

    @property
    def complaints(self) -> list[str]:
        """Requests to other machines, dialogs and errors: empty for a quiet page."""
        return self.outside + self.dialogs + self.errors


def stays_at_home(address: str) -> bool:
    """Whether the address is this file system, this machine, or the page itself."""
    parts = urlsplit(address)
    return parts.scheme in {"file", "data", "blob", "about"} or parts.hostname in LOOPBACK


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """A running Chromium; closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def watched_page(browser: Browser, *, width: int = 1280, height: int = 800) -> Iterator[Watch]:
    """A fresh page, with cookies and storage of its own, whose doings are recorded."""
    context = browser.new_context(viewport={"width": width, "height": height})
    watch = Watch(context.new_page())

    def guard(route: Route) -> None:
        address = route.request.url
        watch.requests.append(address)
        if stays_at_home(address):
            route.continue_()
        else:
            watch.outside.append(address)
            route.abort()

    def refuse(dialog: Dialog) -> None:
        watch.dialogs.append(dialog.message)
        dialog.dismiss()

    context.route("**/*", guard)
    watch.page.on("websocket", lambda ws: None if stays_at_home(ws.url) else watch.outside.append(ws.url))
    watch.page.on("dialog", refuse)
    watch.page.on("pageerror", lambda error: watch.errors.append(str(error)))
    watch.page.on("console", lambda said: watch.errors.append(said.text) if said.type == "error" else None)
    try:
        yield watch
    finally:
        context.close()
