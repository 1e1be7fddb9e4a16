"""One copy of a Google Sheet serves all viewers, outlives Google's faults, and says what the next one changed."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pandas as pd
import pytest

from ecosystem.collect.google_shared import SharedSheet
from ecosystem.collect.sheet import GOOGLE, Sheet, SheetOrigin
from ecosystem.errors import SourceError

NOON = datetime(2026, 3, 1, 12, 0)
LATER = NOON + timedelta(minutes=5)
Rows = list[list[str]]


def tab(rows: Rows, name: str = "Answers", number: int | None = 7) -> Sheet:
    origin = SheetOrigin("City", name, GOOGLE, "" if number is None else str(number))
    index = pd.RangeIndex(2, len(rows) + 1, name="row")
    return Sheet(origin, name, pd.DataFrame(rows[1:], columns=rows[0], index=index, dtype="str"))


HEADER = ["Timestamp", "organization", "zip"]


class Reading:
    """A sheet that counts how often it is fetched, and fails when told to."""

    def __init__(self) -> None:
        self.count, self.broken, self.during = 0, False, lambda: None

    during: Callable[[], object]

    def __call__(self) -> tuple[Sheet, ...]:
        self.count += 1
        self.during()
        if self.broken:
            raise SourceError("Google asks for a pause.")
        return (tab([HEADER, [str(self.count), "311", ""]]),)


class Line:
    """A lock that tells when someone has come to wait for it."""

    def __init__(self) -> None:
        self.lock, self.joined = threading.Lock(), threading.Semaphore(0)

    def __enter__(self) -> None:
        self.joined.release()
        self.lock.acquire()

    def __exit__(self, *_: object) -> None:
        self.lock.release()


@pytest.fixture
def reading() -> Reading:
    return Reading()


def test_viewers_share_one_fetch_and_see_when_it_was(reading: Reading) -> None:
    shared = SharedSheet(reading)
    first, second = shared.get(NOON), shared.get(LATER)
    assert reading.count == 1
    assert first is second
    assert (first.fetched_at, first.error) == (NOON, None)


def test_a_refresh_fetches_anew_but_not_within_the_pause(reading: Reading) -> None:
    shared = SharedSheet(reading, pause=timedelta(seconds=15))
    shared.get(NOON)
    assert shared.refresh(NOON + timedelta(seconds=14)).fetched_at == NOON
    assert shared.refresh(NOON + timedelta(seconds=15)).fetched_at == NOON + timedelta(seconds=15)
    assert reading.count == 2


def test_the_last_good_copy_stays_with_its_time_and_the_reason_until_a_fetch_succeeds(reading: Reading) -> None:
    shared = SharedSheet(reading)
    good = shared.get(NOON)
    reading.broken = True
    kept = shared.refresh(LATER)
    assert (kept.sheets, kept.fetched_at) == (good.sheets, NOON)
    assert str(kept.error) == "Google asks for a pause."
    assert shared.get(LATER) == kept
    reading.broken = False
    mended = shared.refresh(LATER + timedelta(minutes=1))
    assert (mended.fetched_at, mended.error) == (LATER + timedelta(minutes=1), None)


def test_without_a_good_copy_the_reason_is_told_and_google_asked_again_only_after_the_pause(reading: Reading) -> None:
    reading.broken = True
    shared = SharedSheet(reading, pause=timedelta(seconds=15))
    sheets, fetched_at, error = shared.get(NOON)
    assert (sheets, fetched_at, str(error)) == ((), None, "Google asks for a pause.")
    assert shared.get(NOON + timedelta(seconds=1)).error is error
    assert reading.count == 1
    reading.broken = False
    assert shared.get(LATER).fetched_at == LATER


def test_a_clock_set_back_does_not_stop_the_refresh(reading: Reading) -> None:
    shared = SharedSheet(reading)
    shared.get(LATER)
    assert shared.refresh(NOON).fetched_at == NOON


def test_a_mistake_of_ours_is_raised_and_leaves_the_next_fetch_free(reading: Reading) -> None:
    def mistake() -> None:
        raise KeyError("ours")

    reading.during = mistake
    shared = SharedSheet(reading)
    with pytest.raises(KeyError):
        shared.get(NOON)
    reading.during = lambda: None
    assert shared.get(NOON).fetched_at == NOON


def test_who_asks_during_a_fetch_waits_for_it_or_gets_the_copy_there_is(reading: Reading) -> None:
    shared = SharedSheet(reading, pause=timedelta(seconds=15))
    under_way, go_on = threading.Event(), threading.Event()

    def held() -> None:
        under_way.set()
        assert go_on.wait(10)

    before = shared.get(NOON)
    reading.during = held
    line = Line()
    shared._turn = line  # type: ignore[assignment]
    given: list[object] = []
    # both refreshes are asked for longer than the pause after the last, and the second long after the first
    threads = [
        threading.Thread(target=lambda moment=moment: given.append(shared.refresh(moment).fetched_at), daemon=True)
        for moment in (LATER, LATER + timedelta(minutes=1))
    ]
    threads[0].start()
    assert under_way.wait(10)
    assert line.joined.acquire(timeout=10)
    threads[1].start()
    assert shared.get(LATER) is before  # a viewer with a copy is not kept waiting
    assert line.joined.acquire(timeout=10)
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert given == [LATER, LATER]
    assert reading.count == 2
