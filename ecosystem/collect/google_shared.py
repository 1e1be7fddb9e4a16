"""One Google Sheet for all who look at it: fetched once, kept while Google cannot hand it out, and compared."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import pandas as pd

from ecosystem.collect.redaction import redacted
from ecosystem.collect.sheet import Sheet
from ecosystem.errors import EcosystemError

PAUSE = timedelta(seconds=15)  # between two fetches: however often viewers ask, 4 a minute of the 60 Google allows
NAMED = 5  # columns listed by name; the others are counted

Row = tuple[str, ...]


class Copy(NamedTuple):
    """The last good copy, when it was fetched, and why there is none that is newer (None where all is well)."""

    sheets: tuple[Sheet, ...]
    fetched_at: datetime | None
    error: EcosystemError | None


class SharedSheet:
    """The last good copy of one sheet, for any number of threads.

    ``read`` fetches it, as in ``lambda: open_source(address).sheets``. At most one fetch is under way, and from the
    beginning of one to the beginning of the next lies at least ``pause``: who asks sooner gets the copy there is.
    """

    def __init__(self, read: Callable[[], tuple[Sheet, ...]], *, pause: timedelta = PAUSE) -> None:
        self._read, self._pause = read, pause
        self._copy = Copy((), None, None)
        self._tried: datetime | None = None
        self._fetches = 0
        self._turn = threading.Lock()  # held by the one who fetches

    def get(self, now: datetime) -> Copy:
        """The copy there is; the first asker fetches it, and those who come meanwhile wait for him."""
        return self._copy if self._copy.sheets else self._fetch(now)

    def refresh(self, now: datetime) -> Copy:
        """A copy fetched anew, unless the last fetch is too fresh; one under way is waited for and shared."""
        return self._fetch(now)

    def _fetch(self, now: datetime) -> Copy:
        seen = self._fetches
        with self._turn:
            rested = self._tried is None or abs(now - self._tried) >= self._pause  # a clock may be set back
            if rested and self._fetches == seen:  # else one was under way when this one was asked for
                try:
                    self._copy = Copy(self._read(), now, None)
                except EcosystemError as error:
                    self._copy = self._copy._replace(error=error)
                self._tried = now
                self._fetches += 1
            return self._copy


def changes(before: Sequence[Sheet], after: Sequence[Sheet]) -> list[str]:
    """What is new, other or gone between two fetches, in words and in the order of the tabs; never a cell's content.

    Tabs are matched by number; without one by name, else by their headers. An answer counts as changed where it
    has the same first cell or the same row number as one that is no longer there as it was.
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
    """The tab without a number that had the same headers and whose name is gone."""
    if sheet.origin.whole_tab is not None:
        return None
    headers = list(sheet.frame.columns)
    gone = (old for identity, old in left.items() if identity not in later)
    return next((old for old in gone if list(old.frame.columns) == headers), None)


def _by_identity(sheets: Sequence[Sheet]) -> dict[str, Sheet]:
    return {sheet.origin.whole_tab or sheet.name: sheet for sheet in sheets}


def _renamed(old: pd.DataFrame, new: pd.DataFrame) -> dict[str, str]:
    """Headers that went, by the header that came with the same cells in the rows both have."""
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
    """Counts of answers that came, changed and went, by the columns both have."""
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
    """The rows that do not stand among the others, each other row standing for one."""
    there = Counter(row for _, row in others)
    left = []
    for number, row in rows:
        if there[row]:
            there[row] -= 1
        else:
            left.append((number, row))
    return left


def _paired(went: list[tuple[int, Row]], came: list[tuple[int, Row]]) -> int:
    """How many rows that went came back otherwise: with the same first cell, else with the same row number."""
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
