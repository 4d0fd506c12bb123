"""What the use cases need of the world, as arguments: time, chance, room on the disk, a scanner."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from pos_app.domain.ids import uuid7
from pos_app.sync.server_clock import ServerClock


class CodeReader(Protocol):
    """A scanner, as the till uses it."""

    def arm(self) -> int:
        """Wait for one code; returns this arming's number."""

    def disarm(self) -> None:
        """Read nothing any more."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``monotonic`` gives seconds, ``random`` as many bytes as asked for, ``disk_is_low`` whether no sale may start."""

    clock: ServerClock
    monotonic: Callable[[], float]
    random: Callable[[int], bytes]
    disk_is_low: Callable[[], bool]
    code_key: bytes = field(repr=False)

    def now(self) -> datetime:
        """Server time, UTC."""
        return self.clock.now()

    def new_id(self) -> UUID:
        """A fresh id for a payment or an operation."""
        return uuid7(self.now(), self.random)
