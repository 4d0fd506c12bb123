"""How long to leave a silent server alone: 1, 2, 4, 8, 15, 15, ... seconds, each shortened by chance."""

from collections.abc import Callable

STEPS_SECONDS = (1.0, 2.0, 4.0, 8.0, 15.0)


class Backoff:
    """Belongs to the server, not to a request: the first answer ends it for all.

    ``chance`` gives a number in [0, 1), so that a hundred tills do not come back in the same instant.
    """

    def __init__(self, chance: Callable[[], float]) -> None:
        self._chance = chance
        self._failures = 0
        self._until = 0.0

    def failed(self, now: float) -> None:
        """No definite answer came."""
        step = STEPS_SECONDS[min(self._failures, len(STEPS_SECONDS) - 1)]
        self._failures += 1
        self._until = now + step * (0.5 + self._chance() / 2)

    def succeeded(self) -> None:
        """The server answered."""
        self._failures = 0
        self._until = 0.0

    def hurry(self) -> None:
        """Somebody stands at the counter: the next try may come at once."""
        self._until = 0.0

    def remaining(self, now: float) -> float:
        """Seconds until the next try."""
        return max(0.0, self._until - now)
