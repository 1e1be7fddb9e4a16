"""Long calculations, run once for all viewers: later requests share the running or finished one.

Each runs in a thread of its own, so that a click on the page does not interrupt it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Tell = Callable[[float], None]  # reports the share done, 0 to 1
_KEPT = 64  # results; the oldest are dropped first
_WORKERS = ThreadPoolExecutor(2, thread_name_prefix="background")
_tasks: OrderedDict[Hashable, "BackgroundTask[Any]"] = OrderedDict()
_lock = threading.Lock()


class BackgroundTask(Generic[T]):
    """A calculation that is running or done."""

    def __init__(self, make: Callable[[Tell], T]) -> None:
        self.share = 0.0
        self._future: Future[T] = _WORKERS.submit(make, self._tell)

    def _tell(self, share: float) -> None:
        self.share = share

    @property
    def done(self) -> bool:
        return self._future.done()

    @property
    def failed(self) -> bool:
        return self.done and self._future.exception() is not None

    def result(self) -> T:
        """Wait for the result and return it; an error of the calculation is raised here."""
        return self._future.result()

    def wait(self, seconds: float) -> bool:
        """Wait up to so many seconds; return whether it is done."""
        try:
            self._future.exception(seconds)
        except TimeoutError:
            return False
        return True


def run_once(key: Hashable, make: Callable[[Tell], T]) -> BackgroundTask[T]:
    """Return the task ``key``, started by the first request; one that failed is started again.

    ``key`` holds all that the result depends on, the fingerprint of the data too. Results are shared by all viewers
    and must not be changed.
    """
    with _lock:
        if key not in _tasks or _tasks[key].failed:
            _tasks[key] = BackgroundTask(make)
            while len(_tasks) > _KEPT:
                _tasks.popitem(last=False)
        _tasks.move_to_end(key)
        return _tasks[key]
