"""What the use cases put their work into, as they see it: the real things, or the practice's (row D-28)."""

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from pos_app.domain.codes import PrefixTable
from pos_app.sync.errands import Errand
from pos_app.sync.journal import Entry, OutboxRow
from pos_app.wire.store import TerminalInfo


class Recording(Protocol):
    """Makes events durable, in order; see :class:`pos_app.sync.recorder.Recorder`."""

    def post(self, ticket: int, entry: Entry) -> None:
        """Ask for a commit."""

    def resume(self) -> None:
        """Go on after a failure."""


class Sending(Protocol):
    """Brings requests to an answer; see :class:`pos_app.sync.worker.Worker`."""

    def add(self, row: OutboxRow, *, renewed: bool = False) -> None:
        """Send this."""

    def resume(self, rows: Iterable[OutboxRow]) -> None:
        """Find out about these."""

    def withdraw(self, operation: UUID) -> bool:
        """Take a request back; True where surely nothing of it has left."""

    def forget(self, operation: UUID) -> None:
        """It was answered."""

    def again(self, operation: UUID) -> None:
        """Its answer could not be kept: ask once more."""

    def hurry(self) -> None:
        """Try now."""


class Asking(Protocol):
    """Runs the errands of a person who waits; see :class:`pos_app.sync.errands.Errands`."""

    def run(self, ticket: int, errand: Errand) -> None:
        """Ask for one; its end is reported with this ticket."""


class Place(Protocol):
    """Which terminal it is that sells; see :class:`pos_app.till.terminal.Terminal`."""

    @property
    def info(self) -> TerminalInfo | None:
        """The store and its settings."""

    @property
    def is_active(self) -> bool:
        """Whether it can speak for the terminal."""

    @property
    def is_changing(self) -> bool:
        """Whether it is about to become another one."""

    @property
    def epoch(self) -> int:
        """Its activation."""

    @property
    def prefixes(self) -> PrefixTable:
        """Whose code starts how."""
