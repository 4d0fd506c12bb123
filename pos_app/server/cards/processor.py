"""The seam to a card processor: what it is asked, by our operation's id, and what it answers (docs/processor.md).

A real processor is a service on the network. So it is never called within a transaction of ours, every call can be
made again with the same id and has one effect, and what became of a call whose answer was lost can be asked.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from pos_app.errors import Fault


class ProcessorFault(Fault):
    """The processor did not answer: nobody knows what became of the call. ``down`` or ``time_out``."""


@dataclass(frozen=True, slots=True)
class Order:
    """An amount to hold, in yen, until ``expires_at`` at the latest; it comes by mail or telephone (``moto``).

    ``card``: the processor's own reference.
    """

    card: str = field(repr=False)
    amount: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """It was done. ``approval_code`` is the issuer's, of six letters or digits; only an authorisation has one."""

    approval_code: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """Nothing was done, and nothing will be by this id; ``code`` is an ISO 8583 response code of two characters.

    It is final. What may be tried again is no answer but a ProcessorFault.
    """

    code: str


ProcessorAnswer = Done | Rejected


class CardProcessor(Protocol):
    """All of them raise ProcessorFault, whereupon the same call may be made again.

    ``operation`` is the key of one effect: a second call with it changes nothing and gives the same answer.
    ``authorisation`` is the id that the amount was held by.
    """

    async def authorise(self, operation: UUID, order: Order) -> ProcessorAnswer:
        """Hold an amount on a card."""

    async def capture(self, operation: UUID, authorisation: UUID, amount: int) -> ProcessorAnswer:
        """Take what is held, or less; what is above it is released. Once only."""

    async def release(self, operation: UUID, authorisation: UUID) -> ProcessorAnswer:
        """Let go what is held and was not captured.

        Where ``authorisation`` was never seen, it never will be: it is refused when it comes later.
        """

    async def refund(self, operation: UUID, authorisation: UUID, amount: int) -> ProcessorAnswer:
        """Give back what was captured, or a part of what is left of it."""

    async def inquire(self, operation: UUID) -> ProcessorAnswer | None:
        """Say what was answered to ``operation``; None: it was never seen."""
