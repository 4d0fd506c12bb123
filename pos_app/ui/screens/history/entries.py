"""The list: the day from the journal, or what a search found, each as one line (E-33, D-13 e, D-18). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pos_app.till.history import LAST_DIGITS
from pos_app.till.payment import Method, Payment, State
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.history.card_side import is_meant
from pos_app.ui.screens.history.writing import short
from pos_app.ui.text import tr
from pos_app.ui.tones import TONES
from pos_app.wire.payments import PaymentRecord, PaymentState

_FOUND_TONES = {
    PaymentState.CAPTURED: Tone.OK,
    PaymentState.AUTHORISED: Tone.ACCENT,
    PaymentState.DECLINED: Tone.STOP,
}
_TAKEN = frozenset({State.APPROVED, State.VOIDING})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list; ``faded``: no money stayed here."""

    id: UUID
    time: str
    number: str
    amount: int
    state: str
    tone: Tone
    faded: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """Of this till's day: sales that count, what they come to, and what was voided; amounts in yen."""

    count: int
    amount: int
    voided_count: int
    voided_amount: int


def state_of(payment: Payment, words: Words) -> tuple[str, Tone]:
    """What the chip says; a contradiction is 要対応, whatever the state."""
    if payment.attention is not None:
        return tr("要対応"), Tone.STOP
    if payment.state is State.APPROVED and payment.returned:
        return tr("一部返金"), TONES[State.APPROVED]
    return words.label(payment.state), TONES.get(payment.state, Tone.QUIET)


def state_of_record(record: PaymentRecord, words: Words) -> tuple[str, Tone]:
    """The same for what only the server knows."""
    if record.state is PaymentState.CAPTURED and record.card is not None and record.card.returned:
        some = record.card.returned < record.card.captured
        return (tr("一部返金"), Tone.OK) if some else (words.label(PaymentState.VOIDED), Tone.QUIET)
    return words.label(record.state), _FOUND_TONES.get(record.state, Tone.QUIET)


def entry_of(payment: Payment | PaymentRecord, now: datetime, words: Words) -> Entry:
    """A line of the journal, or of the server's books."""
    if isinstance(payment, PaymentRecord):
        return _entry_of_record(payment, now, words)
    text, tone = state_of(payment, words)
    faded = payment.attention is None and tone is Tone.QUIET
    return Entry(payment.id, short(payment.created_at, now), payment.number, _amount(payment), text, tone, faded)


def _entry_of_record(record: PaymentRecord, now: datetime, words: Words) -> Entry:
    text, tone = state_of_record(record, words)
    time, faded = short(record.recorded_at, now), tone is Tone.QUIET
    return Entry(record.id, time, record.number, _amount(record), text, tone, faded)


def _amount(payment: Payment | PaymentRecord) -> int:
    """What was taken, where that is less than was held."""
    if isinstance(payment, Payment):
        return payment.captured or payment.amount
    return (payment.card.captured if payment.card else 0) or payment.amount


def in_order(snapshot: Snapshot) -> tuple[Payment, ...]:
    """The day: first what somebody must attend to, then what is open, of whatever day; then the newest first."""
    wanted = (*snapshot.attention, *reversed(snapshot.open), *snapshot.today)
    return tuple({payment.id: payment for payment in wanted}.values())


def matching(payments: Iterable[Payment], digits: str) -> tuple[Payment, ...]:
    """Those whose number ends as typed: the last four digits from their first on, or a whole number.

    Of sales by card also those whose 電話番号 or 注文番号・メモ holds the digits (D-20).
    """
    return tuple(each for each in payments if _is_numbered(each, digits) or _is_callers(each, digits))


def _is_numbered(payment: Payment, digits: str) -> bool:
    if len(digits) <= LAST_DIGITS:
        return payment.number[-LAST_DIGITS:].startswith(digits)
    return payment.number.startswith(digits)


def _is_callers(payment: Payment, digits: str) -> bool:
    return payment.caller is not None and is_meant(payment.caller, digits)


def found(snapshot: Snapshot) -> tuple[Payment | PaymentRecord, ...]:
    """What the search gave; a payment that the journal has, too, is shown as the journal has it."""
    known = {payment.id: payment for payment in (*snapshot.today, *snapshot.attention, *snapshot.open)}
    return tuple(known.get(record.id, record) for record in snapshot.search.payments)


def totals(payments: Sequence[Payment]) -> Totals:
    """件数, 合計 and 取消 of the day; what was only held on a card, and let go, was never a sale."""
    taken = [_taken(payment) for payment in payments]
    back = [_given_back(payment) for payment in payments]
    return Totals(sum(map(bool, taken)), sum(taken), sum(map(bool, back)), sum(back))


def _taken(payment: Payment) -> int:
    if payment.method is Method.CARD:
        return payment.captured
    return payment.amount if payment.state in (*_TAKEN, State.VOIDED) else 0


def _given_back(payment: Payment) -> int:
    if payment.method is Method.CARD:
        return payment.returned
    return payment.amount if payment.state is State.VOIDED else 0
