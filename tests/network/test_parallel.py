"""Tasks on one core or several: the same answers in the same order."""

import math
import threading

import joblib

from ecosystem.network.parallel import map_in_order


def test_answers_stand_in_the_order_of_the_inputs_on_one_core_and_on_two() -> None:
    inputs = [9, 4, 1, 16]
    assert map_in_order(math.isqrt, inputs) == [3, 2, 1, 4]
    assert map_in_order(math.isqrt, inputs, jobs=2) == [3, 2, 1, 4]


def test_progress_is_told_after_each_answer() -> None:
    told: list[float] = []
    map_in_order(math.isqrt, [1, 4, 9, 16], progress=told.append)
    assert told == [0.25, 0.5, 0.75, 1.0]


def test_where_the_work_is_done_can_be_chosen_outside_as_for_a_cluster() -> None:
    with joblib.parallel_config(backend="threading", n_jobs=2):
        found = map_in_order(lambda number: (number, threading.current_thread().name), [1, 2, 3])
    assert [number for number, _ in found] == [1, 2, 3]
    assert "MainThread" not in {name for _, name in found}
