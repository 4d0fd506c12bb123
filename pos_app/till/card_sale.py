"""One sale on 電話注文(カード), from the typed amount to its outcome: immutable values (D-20, T-04 to T-10)."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from pos_app.till.card_entry import EntryText, KeyedCard
from pos_app.till.notice import Notice
from pos_app.wire.cards import Caller, CaptureWhen

CONFIRM_WITHIN = timedelta(minutes=10)
"""An authorisation that nobody confirms for so long is released (design: the state AUTHORISED)."""


class CardStage(StrEnum):
    """What 電話注文(カード) shows."""

    FORM = "form"
    """Amount, name, phone, memo, 売上計上; a card may have been keyed."""
    WAITING = "waiting"
    """与信 is under way."""
    CONFIRM = "confirm"
    """Authorised: amount, name, brand and last three, to be confirmed or released."""
    IN_DOUBT = "in_doubt"
    """確認中: nobody knows yet whether the amount is held."""
    CAPTURING = "capturing"
    """売上 is durable and asked for; the next customer can be served."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class CardSale:
    """``payment`` is the one that this sale made last; its facts stand in the snapshot's ``card_payment``."""

    stage: CardStage = CardStage.FORM
    amount: int = 0
    caller: Caller | None = None
    capture: CaptureWhen = CaptureWhen.NOW
    card: KeyedCard | None = None
    payment: UUID | None = None
    text: EntryText | None = None
    """Why the last 与信 led nowhere."""
    notice: Notice | None = None
