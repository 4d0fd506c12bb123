"""A named thread around a ``step(now) -> seconds until the next one``."""

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)

AFTER_A_BUG = 1.0
"""Seconds to wait after a step that raised: it is logged and tried again, for a till must not go blind."""


class StepThread:
    """Runs ``step`` until stopped, then ``finish`` in the same thread."""

    def __init__(
        self,
        name: str,
        step: Callable[[float], float],
        monotonic: Callable[[], float],
        finish: Callable[[], None] = lambda: None,
    ) -> None:
        self._step = step
        self._monotonic = monotonic
        self._finish = finish
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin stepping."""
        self._thread.start()

    def wake(self) -> None:
        """Make the next step come at once."""
        self._wake.set()

    def stop(self) -> None:
        """Ask the thread to end after its present step."""
        self._stop.set()
        self._wake.set()

    def join(self, deadline: float) -> bool:
        """Wait for the end, at most ``deadline`` seconds; say whether it came."""
        self._thread.join(deadline)
        if self._thread.is_alive():
            log.error("thread %s did not end within %.1f s", self._thread.name, deadline)
            return False
        return True

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                try:
                    wait = self._step(self._monotonic())
                except Exception:
                    log.exception("a step of thread %s failed", self._thread.name)
                    wait = AFTER_A_BUG
                self._wake.wait(wait)
                self._wake.clear()
        finally:
            self._finish()
