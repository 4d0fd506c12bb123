"""Server time on the till: what the server's answers allow, plus the time that has passed since (D-14)."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

SKEW_WARNING = timedelta(seconds=60)


class ServerClock:
    """Thread-safe. Until the server has spoken, the PC's own clock is all there is (:attr:`known` is False).

    ``monotonic`` gives seconds that no change of the PC's clock can move; ``wall`` is the PC's clock, UTC.
    """

    def __init__(self, monotonic: Callable[[], float], wall: Callable[[], datetime]) -> None:
        self.monotonic = monotonic
        self._wall = wall
        self._guard = threading.Lock()
        self._base: tuple[datetime, float] | None = None

    @property
    def known(self) -> bool:
        """Whether the server has told the time since this program started."""
        return self._base is not None

    def now(self) -> datetime:
        """Server time, UTC."""
        with self._guard:
            base = self._base
        if base is None:
            return self._wall()
        return base[0] + timedelta(seconds=self.monotonic() - base[1])

    def learn(self, told: datetime, asked_at: float, answered_at: float) -> None:
        """Take the server's time from an answer: it was true at some moment of the exchange.

        What was believed is moved no further than that takes: the answer to a long poll, which says little, spoils
        nothing. The first answer is taken as of the middle of its exchange.
        """
        earliest, latest = told.astimezone(UTC), told.astimezone(UTC) + timedelta(seconds=answered_at - asked_at)
        with self._guard:
            if self._base is None:
                at = earliest + (latest - earliest) / 2
            else:
                at = self._base[0] + timedelta(seconds=answered_at - self._base[1])
            self._base = (min(max(at, earliest), latest), answered_at)

    def skew(self) -> timedelta:
        """How far the PC's clock is ahead of the server's; zero while unknown."""
        return self._wall() - self.now() if self.known else timedelta()

    @property
    def is_skewed(self) -> bool:
        """Worth a warning."""
        return abs(self.skew()) >= SKEW_WARNING
