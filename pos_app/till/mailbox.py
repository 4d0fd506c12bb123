"""Where the threads put what they saw, and the control thread takes it out."""

import queue
from collections.abc import Callable, Iterator

_LIMIT = 10_000


class Mailbox:
    """Thread-safe. ``wake`` is called after each post, on the poster's thread: it must only ring a bell."""

    def __init__(self, wake: Callable[[], None] = lambda: None) -> None:
        self._queue: queue.Queue[object] = queue.Queue(_LIMIT)
        self._wake = wake

    def post(self, value: object) -> None:
        """Hand over an immutable value."""
        self._queue.put(value, timeout=60.0)
        self._wake()

    def drain(self, wait_seconds: float = 0.0) -> Iterator[object]:
        """Everything that is there; waits for the first up to ``wait_seconds``."""
        try:
            yield self._queue.get(timeout=wait_seconds) if wait_seconds > 0 else self._queue.get_nowait()
            while True:
                yield self._queue.get_nowait()
        except queue.Empty:
            return
