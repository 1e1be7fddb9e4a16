"""Long work is done once for all, goes on while a page is clicked, and begins anew where it failed."""

import threading

import pytest

from ecosystem.pages.parts.background import run_once


def test_who_asks_second_gets_what_the_first_is_waiting_for() -> None:
    gate, calls = threading.Event(), []

    def slow(tell) -> str:  # type: ignore[no-untyped-def]
        calls.append(1)
        tell(0.5)
        gate.wait(10)
        return "done"

    first = run_once("shared", slow)
    second = run_once("shared", slow)
    assert not first.wait(0.01)
    assert not first.done
    gate.set()
    assert first.wait(10)
    assert (first.result(), second.result(), first.share, len(calls)) == ("done", "done", 0.5, 1)


def test_other_keys_are_other_work() -> None:
    assert [run_once(("own", n), lambda _, n=n: n).result() for n in (1, 2)] == [1, 2]


def test_work_that_failed_is_said_and_begun_anew() -> None:
    def fails(_) -> str:  # type: ignore[no-untyped-def]
        raise ValueError("no")

    broken = run_once("broken", fails)
    assert broken.wait(10)
    with pytest.raises(ValueError, match="no"):
        broken.result()
    assert run_once("broken", lambda _: "mended").result() == "mended"
