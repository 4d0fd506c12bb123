"""What every route is given."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from pos_app.server.settings import ServerSettings
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.database import Database

T = TypeVar("T")


def system_now() -> datetime:
    """Give the system's time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Context:
    """The database, the clock, the source of random bytes, and the settings."""

    database: Database
    settings: ServerSettings
    now: Callable[[], datetime] = system_now
    random: Callable[[int], bytes] = field(default=os.urandom, repr=False)

    async def write(self, work: Callable[[Tx], T]) -> T:
        """Run a job on the writer's thread; gives its result after COMMIT, or raises what it raised."""
        return await asyncio.wrap_future(self.database.writer.submit(work))

    async def read(self, work: Callable[[Reader], T]) -> T:
        """Run a job on a reader's thread."""
        return await asyncio.wrap_future(self.database.readers.submit(work))
