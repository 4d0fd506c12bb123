"""The state table of one payment (design: "The way of a payment").

:func:`apply` is the only way from one state to another; a move that the table doesn't hold is a
:class:`~pos_app.errors.Bug`. There is no state "failed": it would not say whether money moved.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from pos_app.domain.calendar import transaction_date
from pos_app.errors import Bug
from pos_app.till import card_moves
from pos_app.till import events as ev
from pos_app.till.payment_facts import (
    ASKING,
    FINAL,
    OVERDUE,
    Attention,
    Method,
    Payment,
    State,
    after_undo_elsewhere,
    attention_to_undo_elsewhere,
)
from pos_app.wire.operations import Authorised, PaymentApproved, PaymentDeclined, VoidApproved

__all__ = ["ASKING", "FINAL", "OVERDUE", "Attention", "Method", "Payment", "State", "allows", "apply", "begin"]


def _approved(p: Payment, answer: PaymentApproved) -> Payment:
    facts = replace(
        p, approved_at=answer.recorded_at, transaction_date=answer.transaction_date, void_until=answer.void_until
    )
    if p.undone_elsewhere is None:
        return replace(facts, state=State.APPROVED)
    return replace(facts, state=after_undo_elsewhere(p.undone_elsewhere))


def _answered(p: Payment, e: ev.Answered) -> Payment:
    match e.answer:
        case PaymentApproved():
            return _approved(p, e.answer)
        case Authorised():
            return card_moves.authorised(p, e, e.answer)
        case PaymentDeclined():
            p = replace(p, earlier=e.answer.earlier)
        case _:
            pass
    return replace(p, state=State.DECLINED, decline=e.answer.reason, attention=_goods_left(p))


def _undone(p: Payment, e: ev.Undone) -> Payment:
    return replace(p, state=State.REVERSED, effect=e.answer.effect, attention=_goods_left(p))


def _goods_left(p: Payment) -> Attention | None:
    if p.capture_refused is not None:
        return Attention.CAPTURE_REFUSED
    return Attention.SEEN_BUT_DECLINED if p.seen_by_cashier else None


def _late_answer(p: Payment, e: ev.Answered) -> Payment:
    """A result that comes after the undo was made durable is recorded and changes nothing."""
    if isinstance(e.answer, PaymentApproved):
        return replace(p, approved_at=e.answer.recorded_at, transaction_date=e.answer.transaction_date)
    if isinstance(e.answer, Authorised):
        return replace(p, approval_code=e.answer.approval_code, expires_at=e.answer.expires_at)
    return p


def _void_answered(p: Payment, e: ev.VoidAnswered) -> Payment:
    if isinstance(e.answer, VoidApproved):
        return replace(p, state=State.VOIDED, expired_on_void=e.answer.expired, void_refused=None)
    if p.method is Method.CARD:
        return card_moves.release_refused(p, e.answer.reason)
    return replace(p, state=State.APPROVED, void_refused=e.answer.reason)


def _undone_elsewhere_while_asking(p: Payment, e: ev.UndoneElsewhere) -> Payment:
    """The feed was faster than our own answer: kept until that comes."""
    return replace(p, undone_elsewhere=e)


def _undone_elsewhere(p: Payment, e: ev.UndoneElsewhere) -> Payment:
    attention = attention_to_undo_elsewhere(p, e)
    return replace(p, state=after_undo_elsewhere(e), undone_elsewhere=e, attention=attention)


def _to(state: State) -> Callable[[Payment, Any], Payment]:
    return lambda p, _: replace(p, state=state)


def _same(p: Payment, _: ev.Event) -> Payment:
    return p


def _contradicted(p: Payment, _: ev.Event) -> Payment:
    return replace(p, attention=Attention.CAPTURED_AFTER_ALL)


def _attended(p: Payment, _: ev.Event) -> Payment:
    return replace(p, attention=None)


_S = State
_TABLE: dict[tuple[State, type], Callable[[Payment, Any], Payment]] = {
    (_S.CREATED, ev.Submitted): lambda p, e: replace(
        p, state=_S.SUBMITTED, code_last4=e.code_last4, execute_until=e.execute_until
    ),
    (_S.CREATED, ev.Canceled): lambda p, e: replace(p, state=_S.CANCELED, cancel=e.why),
    (_S.SUBMITTED, ev.Canceled): lambda p, e: replace(p, state=_S.CANCELED, cancel=e.why),
    (_S.SUBMITTED, ev.Answered): _answered,
    (_S.SUBMITTED, ev.Doubted): lambda p, e: replace(p, state=_S.IN_DOUBT, doubt=e.why),
    (_S.SUBMITTED, ev.UndoneElsewhere): _undone_elsewhere_while_asking,
    (_S.IN_DOUBT, ev.Answered): _answered,
    (_S.IN_DOUBT, ev.SeenByCashier): lambda p, _: replace(p, seen_by_cashier=True),
    (_S.IN_DOUBT, ev.UndoRequested): lambda p, e: replace(p, state=_S.REVERSING, reversal=e.reversal),
    (_S.IN_DOUBT, ev.UndoneElsewhere): _undone_elsewhere_while_asking,
    (_S.REVERSING, ev.Answered): _late_answer,
    (_S.REVERSING, ev.Undone): _undone,
    (_S.REVERSING, ev.UndoneElsewhere): _undone_elsewhere_while_asking,
    (_S.REVERSING, ev.Renewed): _same,
    (_S.REVERSED, ev.Answered): _late_answer,
    (_S.APPROVED, ev.VoidRequested): lambda p, e: replace(p, state=_S.VOIDING, void=e.void, void_refused=None),
    (_S.APPROVED, ev.ReceiptMarked): lambda p, e: replace(p, receipt_given=e.given),
    (_S.APPROVED, ev.UndoneElsewhere): _undone_elsewhere,
    (_S.VOIDING, ev.VoidAnswered): _void_answered,
    (_S.VOIDING, ev.Renewed): _same,
    (_S.VOIDING, ev.UndoneElsewhere): _undone_elsewhere,
    # Somebody else's void won; the answer to ours says so and changes nothing.
    (_S.VOIDED, ev.VoidAnswered): _same,
    (_S.REVERSED, ev.VoidAnswered): _same,
    # Ours still waits in the outbox then, and may have to be made anew before it can be answered.
    (_S.VOIDED, ev.Renewed): _same,
    (_S.REVERSED, ev.Renewed): _same,
    **{(state, ev.Contradicted): _contradicted for state in FINAL},
    **{(state, ev.Attended): _attended for state in FINAL},
}


def is_overdue(payment: Payment, now: datetime) -> bool:
    """Whether its result has been unknown for a quarter of an hour: a manager should know."""
    return payment.state in ASKING and now - payment.changed_at >= OVERDUE


_WALLET_ONLY = frozenset({ev.Submitted, ev.SeenByCashier})


def begin(payment: UUID, event: ev.Created | ev.Adopted | ev.AuthoriseRequested | ev.CardAdopted) -> Payment:
    """The first event of a payment."""
    match event:
        case ev.Created():
            return Payment(payment, event.number, event.amount, State.CREATED, event.at, event.at, event.staff_name)
        case ev.AuthoriseRequested():
            return card_moves.begin_authorisation(payment, event)
        case ev.CardAdopted():
            return card_moves.begin_adopted(payment, event)
        case _:
            return _begin_adopted(payment, event)


def _begin_adopted(payment: UUID, event: ev.Adopted) -> Payment:
    return Payment(
        payment,
        event.number,
        event.amount,
        State.APPROVED,
        event.at,
        event.at,
        event.staff_name,
        own=event.own,
        approved_at=event.at,
        transaction_date=transaction_date(event.at),
        void_until=event.void_until,
    )


def allows(payment: Payment, event: type) -> bool:
    """Whether the table holds a move for this kind of event."""
    return _move(payment, event) is not None


def _move(payment: Payment, event: type) -> Callable[[Payment, Any], Payment] | None:
    key = (payment.state, event)
    if payment.method is Method.WALLET:
        return _TABLE.get(key)
    if payment.state is State.APPROVED and event is ev.VoidRequested:
        return None  # What was captured is not released but returned.
    return card_moves.CARD_MOVES.get(key) or (None if event in _WALLET_ONLY else _TABLE.get(key))


def apply(payment: Payment | None, event: ev.Event, payment_id: UUID | None = None) -> Payment:
    """The payment after the event.

    ``payment_id`` names a payment that begins. Raises :class:`Bug` for a move outside the table.
    """
    if payment is None:
        beginning = ev.Created | ev.Adopted | ev.AuthoriseRequested | ev.CardAdopted
        if payment_id is None or not isinstance(event, beginning):
            raise Bug(f"a payment can't begin with {event.kind}")
        return begin(payment_id, event)
    move = _move(payment, type(event))
    if move is None:
        raise Bug(f"{event.kind} can't happen to a payment that is {payment.state}")
    return replace(move(payment, event), changed_at=event.at)
