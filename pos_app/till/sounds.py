"""Which sound goes with which change of the till: a pure function of two snapshots.

A customer must hear whether the payment went through: *approved* is heard only when money moved, *declined* only when
surely none did; whatever still needs somebody's eyes is *attention*.
"""

from enum import StrEnum
from pathlib import Path

from pos_app.config import RESOURCES
from pos_app.till.card_sale import CardSale, CardStage
from pos_app.till.payment import Payment, State
from pos_app.till.sale import Sale, Stage
from pos_app.till.snapshot import Snapshot
from pos_app.till.voiding import VoidStage


class Sound(StrEnum):
    """The till's sounds; each has its file in ``resources/sounds/``."""

    READ = "read"
    APPROVED = "approved"
    DECLINED = "declined"
    ATTENTION = "attention"
    WRONG_KEY = "wrong_key"
    """For a key that does nothing now: said by the window, as no snapshot shows it."""

    @property
    def file(self) -> Path:
        """The WAV file."""
        return RESOURCES / "sounds" / f"{self.value}.wav"


_NO_MONEY_MOVED = frozenset({State.DECLINED, State.CANCELED, State.REVERSED, State.EXPIRED})
_ASKED = frozenset({Stage.ASKED_DOUBLE, Stage.IN_DOUBT})


def sound_for(before: Snapshot | None, after: Snapshot) -> Sound | None:
    """What to play when the second snapshot follows the first; None: nothing is to be heard."""
    if before is None or (before.practice is None) != (after.practice is None):
        return None
    return (
        _of_sale(before.sale, after.sale, after.payment)
        or _of_card(before.card, after.card, after.card_payment)
        or _of_void(before, after)
        or _of_attention(before, after)
    )


def _of_sale(before: Sale, after: Sale, payment: Payment | None) -> Sound | None:
    if after.stage is not before.stage:
        if after.stage is Stage.WAITING:
            return Sound.READ
        if after.stage in _ASKED:
            return Sound.ATTENTION
        if after.stage is Stage.DONE:
            return _of_outcome(payment)
    if after.notice is not None and after.notice != before.notice:
        return Sound.ATTENTION
    return None


def _of_outcome(payment: Payment | None) -> Sound | None:
    if payment is None or payment.state not in _NO_MONEY_MOVED | {State.APPROVED}:
        return Sound.ATTENTION  # Not recorded, or settled by what the cashier saw: there are words to be read.
    if payment.state is State.APPROVED:
        return Sound.APPROVED
    by_the_cashier = payment.state is State.CANCELED and payment.code_last4 is None
    return None if by_the_cashier else Sound.DECLINED


def _of_card(before: CardSale, after: CardSale, payment: Payment | None) -> Sound | None:
    if after.stage is not before.stage:
        match after.stage:
            case CardStage.CONFIRM:
                return Sound.READ
            case CardStage.IN_DOUBT:
                return Sound.ATTENTION
            case CardStage.DONE:
                # What is held for delivery is no payment yet.
                held = payment is not None and payment.state is State.AUTHORISED
                return Sound.READ if held else _of_outcome(payment)
            case CardStage.FORM if after.text is not None:
                return Sound.DECLINED
            case _:
                pass
    if after.notice is not None and after.notice != before.notice:
        return Sound.ATTENTION
    return None


def _of_void(before: Snapshot, after: Snapshot) -> Sound | None:
    if after.void is None or (before.void is not None and before.void.stage is after.void.stage):
        return None
    return {VoidStage.DONE: Sound.READ, VoidStage.REFUSED: Sound.ATTENTION}.get(after.void.stage)


def _of_attention(before: Snapshot, after: Snapshot) -> Sound | None:
    known = {payment.id for payment in before.attention}
    return Sound.ATTENTION if any(payment.id not in known for payment in after.attention) else None
