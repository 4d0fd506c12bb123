"""How many may wait for news at a time: who waits holds a connection and some memory, but no thread."""

from collections import Counter
from collections.abc import Hashable, Iterator
from contextlib import contextmanager

from pos_app.server.problems import Refused
from pos_app.wire.problems import ProblemCode

RETRY_SECONDS = 5


class WaitingRoom:
    """``seats`` for all together, ``each`` of them for one of those who wait; for coroutines of one event loop."""

    def __init__(self, seats: int, each: int) -> None:
        self._free = seats
        self._each = each
        self._taken: Counter[Hashable] = Counter()

    @contextmanager
    def seat(self, who: Hashable) -> Iterator[None]:
        """Keep a seat while entered; raises Refused ``rate_limited`` when there is none."""
        if self._free <= 0 or self._taken[who] >= self._each:
            raise Refused(ProblemCode.RATE_LIMITED, retry_after=RETRY_SECONDS)
        self._free -= 1
        self._taken[who] += 1
        try:
            yield
        finally:
            self._free += 1
            self._taken[who] -= 1
            if not self._taken[who]:
                del self._taken[who]
