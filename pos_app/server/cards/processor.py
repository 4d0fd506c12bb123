"""The seam to a card processor: what it is asked, by our operation's id, and what it answers (docs/processor.md).

A real processor is a service on the network. So it is never called within a transaction of ours, every call can be
made again with the same id and has one effect, and what became of a call whose answer was lost can be asked.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto, unique
from typing import Protocol
from uuid import UUID

from pos_app.domain.card import Brand
from pos_app.errors import Fault
from pos_app.wire.cards import PadBlob, SealedBlob, SealingKey


class ProcessorFault(Fault):
    """The processor did not answer: nobody knows what became of the call. ``down`` or ``time_out``."""


@dataclass(frozen=True, slots=True)
class SealedCard:
    """A card as it came from a till, for a store that has a contract for the brands ``accepted``.

    ``blob`` can be opened by whoever has the keys: what a pad encrypted, or what a till sealed to ``sealing_key``.
    """

    blob: PadBlob | SealedBlob = field(repr=False)
    accepted: Collection[Brand]


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What may be known of a card outside of the processor; ``expiry`` as YYMM.

    ``reference`` is the processor's own: what it knows the card by from now on. Nobody else reads it.
    """

    reference: str = field(repr=False)
    brand: Brand
    last3: str
    expiry: str


@unique
class Unusable(Enum):
    """Why a sealed card can't be used. It is final for what was sent."""

    NOT_OPENED = auto()
    """Nothing came out: an unknown key, a damaged cipher. Never why. Of all, this alone uses up no key of a pad."""
    INVALID = auto()
    """A number that is none, or an expiry that can't be or is over: keying it once more may mend it."""
    NOT_ACCEPTED = auto()
    """A card of no brand that the store may take, or of none that anybody knows."""
    REPLAYED = auto()
    """The pad's key was used before, where the processor counts as well; the server counts for itself."""


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
    """All of them raise ProcessorFault, whereupon the same call may be made again; its text says nothing of a card.

    ``operation`` is the key of one effect: a second call with it changes nothing and gives the same answer.
    ``authorisation`` is the id that the amount was held by.
    """

    async def sealing_key(self) -> SealingKey | None:
        """Give the public key that plain pads' entries are sealed to from now on; None: it has none."""

    async def tokenise(self, request: UUID, card: SealedCard) -> CardFacts | Unusable:
        """Open a sealed card and say what may be known of it; its number stays inside. It moves no money.

        ``request`` is the key of it: a second call with the same gives the same answer.
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
