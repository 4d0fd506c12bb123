"""What the server holds of a store's cards, as a screen may know it: immutable values."""

from dataclasses import dataclass, field
from datetime import datetime

from pos_app.till.card_sale import CONFIRM_WITHIN
from pos_app.till.payment import Payment, State
from pos_app.wire.cards import CaptureWhen, StoreCard
from pos_app.wire.payments import PaymentRecord, PaymentState


def waits_for_capture(known: Payment | None, record: PaymentRecord | None, now: datetime) -> bool:
    """Whether anybody may capture it by hand here, by the journal, or by the server's books where that knows nothing.

    Of this till's own, what was confirmed for 出荷・受渡. The books don't say whether another till's caller was ever
    asked. One who was to be charged at 確定 never waits: that till captures in the same moment or lets go, be it when
    it is switched on again. One who orders for 出荷・受渡 is asked for ten minutes at the most; then whoever has the
    goods in hand decides (``now``: server time).
    """
    if known is not None:
        waits = known.state is State.AUTHORISED and known.held
        return waits and (known.own or _is_ripe(known.capture_when, known.created_at, now))
    if record is None or record.card is None or record.state is not PaymentState.AUTHORISED:
        return False
    return _is_ripe(record.card.capture, record.recorded_at, now)


def _is_ripe(when: CaptureWhen | None, since: datetime, now: datetime) -> bool:
    return when is CaptureWhen.DELIVERY and now - since >= CONFIRM_WITHIN


@dataclass(frozen=True, slots=True)
class Held:
    """与信済み(未計上): authorised sales of this store that wait for their capture, the nearest 期限 first (D-20).

    ``payments`` is None until it was asked for; ``trouble`` a code that has words.
    """

    payments: tuple[PaymentRecord, ...] | None = None
    busy: bool = False
    trouble: str | None = None
    whose: str = field(default="", repr=False)
    """The caller's name where ``trouble`` is that of a capture; empty where it is that of the list."""


@dataclass(frozen=True, slots=True)
class StoreCardsShown:
    """The store's own cards, two at the most (G-06); ``cards`` is None until they were asked for."""

    cards: tuple[StoreCard, ...] | None = None
    busy: bool = False
    trouble: str | None = None
