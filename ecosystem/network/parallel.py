"""Parallel map over independent tasks; the only module that imports joblib."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import joblib

Input = TypeVar("Input")
Answer = TypeVar("Answer")


def map_in_order(
    task: Callable[[Input], Answer],
    inputs: Sequence[Input],
    *,
    jobs: int | None = None,
    progress: Callable[[float], object] | None = None,
) -> list[Answer]:
    """Return the result of ``task`` for each of ``inputs``, in their order.

    The work is spread over ``jobs`` cores, -1 for all; None means one core, or what `joblib.parallel_config` sets, so
    that a cluster can be used without changing the call. ``progress`` receives the completed share after each result.
    Randomness in a task must come from a seed in its input. Each input should take 50 ms or more.
    """
    answers = []
    for answer in joblib.Parallel(n_jobs=jobs, return_as="generator")(joblib.delayed(task)(one) for one in inputs):
        answers.append(answer)
        if progress is not None:
            progress(len(answers) / len(inputs))
    return answers
