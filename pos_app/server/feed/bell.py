"""Wakes those who wait for something to happen in their store."""

import asyncio
from collections import defaultdict
from collections.abc import Hashable
from types import TracebackType


class Bell:
    """The writer's thread rings it after a commit; waiting is for coroutines of one event loop."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: dict[Hashable, set[asyncio.Event]] = defaultdict(set)
        self._closed = False

    def ring(self, topics: frozenset[Hashable]) -> None:
        """Wake whoever waits for one of ``topics``; from any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._wake, topics)

    def close(self) -> None:
        """Wake everybody, now and from now on, so that the server can stop; from any thread or signal."""
        self._closed = True
        self.ring(frozenset(self._waiting))

    def waiter(self, topic: Hashable) -> "Waiter":
        """Give what waits for ``topic``: made before looking, so that nothing falls between looking and waiting."""
        self._loop = asyncio.get_running_loop()
        return Waiter(self._waiting, topic, at_once=self._closed)

    def _wake(self, topics: frozenset[Hashable]) -> None:
        for topic in topics:
            for event in self._waiting.get(topic, ()):
                event.set()


class Waiter:
    """Listens for one topic while it is entered."""

    def __init__(self, waiting: dict[Hashable, set[asyncio.Event]], topic: Hashable, *, at_once: bool) -> None:
        self._waiting = waiting
        self._topic = topic
        self._event = asyncio.Event()
        if at_once:
            self._event.set()

    def __enter__(self) -> "Waiter":
        self._waiting[self._topic].add(self._event)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        others = self._waiting[self._topic]
        others.discard(self._event)
        if not others:
            del self._waiting[self._topic]

    async def rung(self, seconds: float) -> bool:
        """Wait until it rings; False when it did not within ``seconds``."""
        try:
            await asyncio.wait_for(self._event.wait(), seconds)
        except TimeoutError:
            return False
        return True
