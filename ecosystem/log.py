"""The log of what the program does: steps, counts and times, never a name, a header or a cell.

Every module logs under its own name; nothing is written unless ``--verbose`` asks for it.
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
def timed(module: str, step: str) -> Iterator[None]:
    """Log how long a step took once it is done; also a decorator."""
    begun = time.perf_counter()
    yield
    logging.getLogger(module).info("%s in %.2f s", step, time.perf_counter() - begun)
