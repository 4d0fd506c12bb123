"""What every route is given."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from pos_app.server.cards.processor import CardProcessor
from pos_app.server.cards.sandbox.processor import Sandbox
from pos_app.server.feed.bell import Bell
from pos_app.server.settings import ServerSettings
from pos_app.server.staff.hashing import Cost, Hasher
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.database import Database

T = TypeVar("T")


def system_now() -> datetime:
    """Give the system's time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Context:
    """The database, the clock, the source of random bytes, the settings, and what is made from them.

    ``processor`` is the card processor: the sandbox.
    """

    database: Database
    settings: ServerSettings
    now: Callable[[], datetime] = system_now
    random: Callable[[int], bytes] = field(default=os.urandom, repr=False)
    hasher: Hasher = field(init=False, repr=False)
    bell: Bell = field(init=False, repr=False, default_factory=Bell)
    processor: CardProcessor = field(init=False, repr=False)

    def __post_init__(self) -> None:
        cost = Cost(self.settings.argon2_memory, self.settings.argon2_passes, self.settings.argon2_lanes)
        hasher = Hasher(cost, self.random(32), threads=self.settings.argon2_at_once)
        object.__setattr__(self, "hasher", hasher)
        # A real one plugs in here (docs/processor.md).
        object.__setattr__(self, "processor", Sandbox(self.database, self.now, self.random))

    async def write(self, work: Callable[[Tx], T]) -> T:
        """Run a job on the writer's thread; gives its result after COMMIT, or raises what it raised."""
        return await self.database.writer.perform(work)

    async def read(self, work: Callable[[Reader], T]) -> T:
        """Run a job on a reader's thread."""
        return await self.database.readers.perform(work)
