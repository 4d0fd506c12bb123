"""What the server holds of a store's cards, as a screen may know it: immutable values."""

from dataclasses import dataclass

from pos_app.wire.cards import StoreCard
from pos_app.wire.payments import PaymentRecord


@dataclass(frozen=True, slots=True)
class Held:
    """与信済み(未計上): authorised sales of this store that wait for their capture, the nearest 期限 first (D-20).

    ``payments`` is None until it was asked for; ``trouble`` a code that has words.
    """

    payments: tuple[PaymentRecord, ...] | None = None
    busy: bool = False
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class StoreCardsShown:
    """The store's own cards, two at the most (G-06); ``cards`` is None until they were asked for."""

    cards: tuple[StoreCard, ...] | None = None
    busy: bool = False
    trouble: str | None = None
