"""The log of what the program does: steps, counts and times, never a name, a header or a cell.

Every module logs by ``logging.getLogger(__name__)``; nothing is written unless somebody asks for it.
"""

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def to_standard_error() -> None:
    """Write what the package logs to standard error, with the time of day."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s", "%H:%M:%S"))
    package = logging.getLogger("ecosystem")
    package.handlers[:] = [handler]
    package.setLevel(logging.INFO)
    package.propagate = False


@contextmanager
def timed(logger: logging.Logger, step: str, *counts: object) -> Iterator[None]:
    """Log a step and how long it took once it is done; ``counts`` fill in ``step`` as logging does."""
    begun = time.perf_counter()
    yield
    logger.info(f"{step} in %.2f s", *counts, time.perf_counter() - begun)
