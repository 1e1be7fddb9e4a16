"""Shared copy of one Google Sheet for all viewers: fetched once, kept during outages, and compared with the next."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from ecosystem.collect.sheet import Sheet
from ecosystem.errors import EcosystemError

PAUSE = timedelta(seconds=15)  # seconds between two fetches: at most 4 a minute of the 60 that Google allows
NAMED = 5  # columns listed by name; the others are counted

Row = tuple[str, ...]


class Copy(NamedTuple):
    """Last good copy, when it was fetched, and why there is no newer one (None if the last fetch succeeded)."""

    sheets: tuple[Sheet, ...]
    fetched_at: datetime | None
    error: EcosystemError | None


class SharedSheet:
    """Last good copy of one sheet, safe for any number of threads.

    ``read`` fetches it, as in ``lambda: open_source(address).sheets``. At most one fetch runs at a time, and
    at least ``pause`` seconds pass between the starts of two fetches; until then, the existing copy is returned.
    """

    def __init__(self, read: Callable[[], tuple[Sheet, ...]], *, pause: timedelta = PAUSE) -> None:
        self._read, self._pause = read, pause
        self._copy = Copy((), None, None)
        self._tried: datetime | None = None
        self._fetches = 0
        self._turn = threading.Lock()  # held by the thread that fetches

    def get(self, now: datetime) -> Copy:
        """Return the existing copy; the first call fetches it, and concurrent calls wait for that fetch."""
        return self._copy if self._copy.sheets else self._fetch(now)

    def refresh(self, now: datetime) -> Copy:
        """Fetch the sheet again unless the last fetch is recent; a fetch in progress is awaited and shared."""
        return self._fetch(now)

    def _fetch(self, now: datetime) -> Copy:
        seen = self._fetches
        with self._turn:
            rested = self._tried is None or abs(now - self._tried) >= self._pause  # the system clock may be set back
            if rested and self._fetches == seen:  # otherwise a fetch was in progress when this call began
                try:
                    self._copy = Copy(self._read(), now, None)
                except EcosystemError as error:
                    self._copy = self._copy._replace(error=error)
                self._tried = now
                self._fetches += 1
            return self._copy
