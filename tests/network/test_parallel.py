"""Tasks on one core or several: the same answers in the same order."""

import math

from ecosystem.network.parallel import answers_in_order


def test_answers_stand_in_the_order_of_the_inputs_on_one_core_and_on_two() -> None:
    inputs = [9, 4, 1, 16]
    assert answers_in_order(math.isqrt, inputs) == [3, 2, 1, 4]
    assert answers_in_order(math.isqrt, inputs, jobs=2) == [3, 2, 1, 4]


def test_progress_is_told_after_each_answer() -> None:
    told: list[float] = []
    answers_in_order(math.isqrt, [1, 4, 9, 16], progress=told.append)
    assert told == [0.25, 0.5, 0.75, 1.0]
