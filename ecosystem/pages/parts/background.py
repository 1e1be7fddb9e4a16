"""Long work that is done once for all viewers: who asks second finds it done, or waits for the same.

The work goes on in a thread of its own, so that a click on the page while it runs loses nothing of it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Tell = Callable[[float], None]  # what share is done, 0 to 1
_KEPT = 64  # results; the oldest are forgotten first
_WORKERS = ThreadPoolExecutor(2, thread_name_prefix="background")
_shelf: OrderedDict[Hashable, "BackgroundTask[Any]"] = OrderedDict()
_lock = threading.Lock()


class BackgroundTask(Generic[T]):
    """Something that is being worked out, or is done."""

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
        """What was worked out, once it is; an error of the work is raised here."""
        return self._future.result()

    def wait(self, seconds: float) -> bool:
        """Whether it is done within so many seconds."""
        try:
            self._future.exception(seconds)
        except TimeoutError:
            return False
        return True


def run_once(key: Hashable, make: Callable[[Tell], T]) -> BackgroundTask[T]:
    """The work called ``key``, begun by whoever asks first; one that failed is begun anew.

    ``key`` says all that the result depends on, the fingerprint of the data too: results are shared by all viewers,
    and must not be changed by any.
    """
    with _lock:
        if key not in _shelf or _shelf[key].failed:
            _shelf[key] = BackgroundTask(make)
            while len(_shelf) > _KEPT:
                _shelf.popitem(last=False)
        _shelf.move_to_end(key)
        return _shelf[key]
