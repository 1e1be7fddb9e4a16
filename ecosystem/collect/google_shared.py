"""Shared copy of one Google Sheet for all viewers: fetched once, kept during outages, and compared with the next."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import pandas as pd

from ecosystem.collect.redaction import redacted
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


def changes(before: Sequence[Sheet], after: Sequence[Sheet]) -> list[str]:
    """Return sentences on what was added, changed or removed between two fetches, by tab; never a cell's content.

    Tabs are matched by number; without one by name, else by their headers. An answer counts as changed if it has the
    same first cell or the same row number as an earlier answer that is no longer found unchanged.
    """
    found: list[str] = []
    several = max(len(before), len(after)) > 1
    left, later = _by_identity(before), _by_identity(after)
    for identity, sheet in later.items():
        old = left.pop(identity, None) or _under_another_name(sheet, left, later)
        if old is None:
            found.append(f'new tab: "{sheet.name}", with {_counted(len(sheet.frame), "answer")}')
            continue
        left = {key: other for key, other in left.items() if other is not old}
        if old.name != sheet.name:
            found.append(f'tab renamed: "{old.name}" is now "{sheet.name}"')
        inside = _columns_changed(old.frame, sheet.frame) + _answers_changed(old.frame, sheet.frame)
        found += [f'{change} (in "{sheet.name}")' if several else change for change in inside]
    found += [f'tab gone: "{sheet.name}"' for sheet in left.values()]
    return [redacted(said).text for said in found]


def _under_another_name(sheet: Sheet, left: dict[str, Sheet], later: dict[str, Sheet]) -> Sheet | None:
    """Return the earlier tab without a number that had the same headers and whose name is gone."""
    if sheet.origin.whole_tab is not None:
        return None
    headers = list(sheet.frame.columns)
    gone = (old for identity, old in left.items() if identity not in later)
    return next((old for old in gone if list(old.frame.columns) == headers), None)


def _by_identity(sheets: Sequence[Sheet]) -> dict[str, Sheet]:
    return {sheet.origin.whole_tab or sheet.name: sheet for sheet in sheets}


def _renamed(old: pd.DataFrame, new: pd.DataFrame) -> dict[str, str]:
    """Return removed headers by the new header that has the same cells in the rows both versions have."""
    rows = old.index.intersection(new.index)
    found: dict[str, str] = {}
    for header in old.columns.difference(new.columns, sort=False):
        cells = old.loc[rows, header].tolist()
        for other in new.columns.difference(old.columns, sort=False):
            if other not in found.values() and any(cells) and new.loc[rows, other].tolist() == cells:
                found[header] = other
                break
    return found


def _columns_changed(old: pd.DataFrame, new: pd.DataFrame) -> list[str]:
    renamed = _renamed(old, new)
    came = [header for header in new.columns if header not in old.columns and header not in renamed.values()]
    went = [header for header in old.columns if header not in new.columns and header not in renamed]
    stayed = [renamed.get(header, header) for header in old.columns if header not in went]
    moved = stayed != [header for header in new.columns if header not in came]
    return [
        *([f"{_counted(len(came), 'new column')}: {_listed(came)}"] if came else []),
        *([f"{_counted(len(went), 'column')} gone: {_listed(went)}"] if went else []),
        *(f'column renamed: "{header}" is now "{other}"' for header, other in renamed.items()),
        *(["columns stand in another order"] if moved else []),
    ]


def _answers_changed(old: pd.DataFrame, new: pd.DataFrame) -> list[str]:
    """Return sentences with the counts of answers added, changed and removed, by the columns both versions have."""
    renamed = _renamed(old, new)
    shared = [header for header in old.columns if renamed.get(header, header) in new.columns]
    before = _rows(old, shared)
    after = _rows(new, [renamed.get(header, header) for header in shared])
    if not shared:
        return []
    went = _beyond(before, after)
    came = _beyond(after, before)
    changed = _paired(went, came)
    counts = (
        (len(came) - changed, "new answer", ""),
        (changed, "answer", " changed"),
        (len(went) - changed, "answer", " gone"),
    )
    return [f"{_counted(count, what)}{done}" for count, what, done in counts if count]


def _rows(frame: pd.DataFrame, headers: list[str]) -> list[tuple[int, Row]]:
    return list(zip(frame.index.tolist(), map(tuple, frame[headers].to_numpy().tolist()), strict=True))


def _beyond(rows: list[tuple[int, Row]], others: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """Return the rows that have no equal among the others; each other row matches one row."""
    there = Counter(row for _, row in others)
    left = []
    for number, row in rows:
        if there[row]:
            there[row] -= 1
        else:
            left.append((number, row))
    return left


def _paired(went: list[tuple[int, Row]], came: list[tuple[int, Row]]) -> int:
    """Return how many removed rows were changed: the same first cell, else the same row number, is found again."""
    by_first: dict[str, list[int]] = {}
    for number, row in came:
        by_first.setdefault(row[0], []).append(number)
    taken, rest = set(), set()
    for number, row in went:
        if row[0] and by_first.get(row[0]):
            taken.add(by_first[row[0]].pop(0))
        else:
            rest.add(number)
    free = {number for number, _ in came} - taken
    return len(taken) + len(free & rest)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _listed(headers: list[str]) -> str:
    listed = ", ".join(f'"{header}"' for header in headers[:NAMED])
    return listed + (f" and {len(headers) - NAMED} more" if len(headers) > NAMED else "")
