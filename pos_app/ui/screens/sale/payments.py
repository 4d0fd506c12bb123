"""Payments as lines beside the pad: the last five, the open ones, the last sale (D-13 d, D-24). Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pos_app.till.payment import ASKING, Method, Payment, State
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.sale.moments import clock
from pos_app.ui.tones import TONES

RECENT = 5
TOLD_FOR = timedelta(minutes=2)
"""How long what became of a doubtful payment stays in view."""
_LOOKED_AT = 50
"""Payments among which a result that has just come is looked for."""

_TOOK_MONEY = frozenset({State.APPROVED, State.VOIDING, State.VOIDED})


@dataclass(frozen=True, slots=True)
class Line:
    """One payment in words; ``seconds`` it has been open, None where its result is known."""

    payment: UUID
    time: str
    number: str
    amount: int
    state: str
    tone: Tone
    seconds: int | None = None
    can_be_taken_up: bool = False


def number(payment: Payment) -> str:
    """The 決済番号, 4-4-4 (D-18)."""
    digits = payment.number
    return f"{digits[:4]} {digits[4:8]} {digits[8:]}"


def line(payment: Payment, words: Words, now: datetime | None = None) -> Line:
    """A payment in words; ``now`` counts the seconds of an open one."""
    opened = now is not None and payment.state in ASKING
    return Line(
        payment.id,
        clock(payment.created_at),
        number(payment),
        payment.amount,
        words.label(payment.state),
        TONES.get(payment.state, Tone.QUIET),
        seconds_open(payment, now) if now is not None and opened else None,
        can_be_taken_up=opened and _can_be_taken_up(payment),
    )


def _can_be_taken_up(payment: Payment) -> bool:
    """On the pad; a card's is taken up where orders by card are taken."""
    by_code = payment.method is Method.WALLET
    return by_code and payment.state is State.IN_DOUBT and not payment.seen_by_cashier


def seconds_open(payment: Payment, now: datetime) -> int:
    """Whole seconds since it came into its state; never negative, whatever the clocks say."""
    return max(int((now - payment.changed_at).total_seconds()), 0)


def recent(snapshot: Snapshot, words: Words) -> tuple[Line, ...]:
    """The last five sales, newest first."""
    return tuple(line(payment, words) for payment in snapshot.today[:RECENT])


def last_sale(snapshot: Snapshot) -> Payment | None:
    """直前の会計, None where it is none any more that could be taken back: never an older one in its place."""
    newest = next((payment for payment in snapshot.today if payment.state in _TOOK_MONEY), None)
    return newest if newest is not None and newest.state is State.APPROVED else None


def in_view(snapshot: Snapshot, words: Words) -> tuple[Line, ...]:
    """Open payments other than the one on the pad, then doubtful ones whose result has just come."""
    on_pad = snapshot.sale.payment
    opened = [line(payment, words, snapshot.at) for payment in reversed(snapshot.open) if payment.id != on_pad]
    latest = {payment.id: payment for payment in (*snapshot.today[:_LOOKED_AT], *snapshot.recovered)}
    told = [
        line(payment, words)
        for payment in latest.values()
        if payment.id != on_pad and _was_just_told(payment, snapshot.at)
    ]
    return tuple(opened + told)


def _was_just_told(payment: Payment, now: datetime) -> bool:
    if payment.doubt is None or payment.state in ASKING or payment.attention is not None:
        return False
    return now - payment.changed_at <= TOLD_FOR
