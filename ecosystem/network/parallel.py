"""Many like tasks, on one core or several: the one door of joblib."""

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
    """The answer of ``task`` to each of ``inputs``, in their order, whoever worked them out.

    ``jobs`` cores work on them, -1 all there are; None is one core, or what `joblib.parallel_config` says, so that a
    cluster serves the same call unchanged. ``progress`` is told after each answer what share is done. What is random
    in a task must come from a seed in its input. An input should keep a core busy for 50 ms or more.
    """
    answers = []
    for answer in joblib.Parallel(n_jobs=jobs, return_as="generator")(joblib.delayed(task)(one) for one in inputs):
        answers.append(answer)
        if progress is not None:
            progress(len(answers) / len(inputs))
    return answers
