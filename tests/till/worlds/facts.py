"""The fixed facts of the walk: one payment, its operations, one instant before the deadline and one after it.

The abstraction: ids, amounts and times never differ between two worlds, and reasons that no rule reads (why a payment
is in doubt, which of F3 and F4 undid it) are always the same one. So two worlds with the same future are equal.
"""

from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from functools import cache
from uuid import UUID

from pos_app.domain.codes import CustomerCode
from pos_app.till import events as ev
from pos_app.till.payment import Payment, apply
from pos_app.till.requests import payment_request, reversal_request, void_request
from pos_app.wire.operations import (
    Decline,
    NumberCheck,
    PaymentApproved,
    PaymentBody,
    PaymentDeclined,
    ReversalBody,
    ReversalDone,
    ReversalEffect,
    ReversalReason,
    VoidApproved,
    VoidBody,
    VoidDeclined,
    VoidReason,
)
from tests.till.worlds.server_model import Body, Outcome

AT = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
EXECUTE_UNTIL = AT + timedelta(seconds=60)
IN_TIME = AT + timedelta(seconds=1)
TOO_LATE = AT + timedelta(hours=1)
DAY = date(2026, 4, 1)
VOID_UNTIL = AT + timedelta(days=90)
NUMBER = "000123400018"
AMOUNT = 1000
OURS, THEIRS = "000000358002", "000000358010"
EPOCH, SEQ = 1, 1


class Op(IntEnum):
    """The operations that can concern the payment."""

    PAY = 0
    UNDO = 1
    VOID = 2
    VOID_ONCE_MORE = 3
    PAY_BY_NEW_ID = 4
    """Never made by this till; a broken one would."""
    VOID_ELSEWHERE = 5
    UNDO_ELSEWHERE = 6
    CAPTURE = 7
    """This and the following concern a card."""
    CAPTURE_ONCE_MORE = 8
    GIVE_BACK = 9
    GIVE_BACK_ONCE_MORE = 10
    CAPTURE_ELSEWHERE = 11
    GIVE_BACK_ELSEWHERE = 12


OUR_VOIDS = (Op.VOID, Op.VOID_ONCE_MORE)
ELSEWHERE = (Op.VOID_ELSEWHERE, Op.UNDO_ELSEWHERE)
IDS = {op: UUID(int=0x019600000000_7000_8000_000000000000 + op) for op in Op}
PAYMENT = IDS[Op.PAY]
_STAFF = UUID(int=0x019600000000_7000_9000_000000000001)

CREATED = ev.Created(at=AT, number=NUMBER, amount=AMOUNT, staff_session=_STAFF, staff_name="山田")
ADOPTED = ev.Adopted(at=AT, own=False, number=NUMBER, amount=AMOUNT, staff_name="山田", void_until=VOID_UNTIL)
SUBMITTED = ev.Submitted(
    at=AT, code_hash="0" * 64, code_last4="WXYZ", execute_until=EXECUTE_UNTIL, double_confirmed=False
)
CANCELED = ev.Canceled(at=AT, why=ev.CancelReason.CASHIER)
DOUBTED = ev.Doubted(at=AT, why=ev.DoubtReason.NO_ANSWER)
SEEN = ev.SeenByCashier(at=AT)
UNDO_REQUESTED = ev.UndoRequested(at=AT, reversal=IDS[Op.UNDO], why=ReversalReason.GIVEN_UP)
RENEWED = ev.Renewed(at=AT)


@cache
def void_requested(op: Op) -> ev.VoidRequested:
    return ev.VoidRequested(
        at=AT,
        void=IDS[op],
        reason=VoidReason.OTHER,
        number_check=NumberCheck.MATCHED,
        staff_session=_STAFF,
        approval=None,
    )


@cache
def undone_elsewhere(op: Op) -> ev.UndoneElsewhere:
    return ev.UndoneElsewhere(at=AT, operation=IDS[op], by="void" if op is Op.VOID_ELSEWHERE else "reversal")


def plain(event: ev.Event) -> ev.Event:
    """The same event with the reason and the time that all worlds share."""
    match event:
        case ev.Doubted():
            return DOUBTED
        case ev.Canceled():
            return CANCELED
        case _:
            return event


_FRESH = apply(None, CREATED, PAYMENT)
_CODE = CustomerCode("00000008", "qr", "A" * 22)


@cache
def body_of(op: Op) -> Body:
    """What the till sends, made by the till's own rules."""
    paid: Payment = apply(apply(_FRESH, SUBMITTED), ev.Answered(at=AT, answer=_approved()))
    match op:
        case Op.PAY | Op.PAY_BY_NEW_ID:
            body = payment_request(_FRESH, SUBMITTED, _CODE, EPOCH, _STAFF).body
            if op is Op.PAY_BY_NEW_ID:
                body = body.model_copy(update={"number": "000123400026", "seq": SEQ + 7})
        case Op.UNDO | Op.UNDO_ELSEWHERE:
            body = reversal_request(_FRESH, UNDO_REQUESTED, EPOCH, SEQ).body
        case _:
            body = void_request(paid, void_requested(op), EPOCH, SEQ + op).body
    assert isinstance(body, PaymentBody | VoidBody | ReversalBody)
    return body


def _approved() -> PaymentApproved:
    return PaymentApproved(
        id=PAYMENT,
        recorded_at=AT,
        transaction_date=DAY,
        number=NUMBER,
        amount=AMOUNT,
        balance_after=0,
        void_until=VOID_UNTIL,
    )


@cache
def event_of(op: Op, outcome: Outcome) -> ev.Event:
    """The event by which the journal keeps this answer."""
    who = {"id": IDS[op], "recorded_at": AT, "transaction_date": DAY}
    if op in (Op.PAY, Op.PAY_BY_NEW_ID):
        if outcome.status == "approved":
            return ev.Answered(at=AT, answer=_approved())
        return ev.Answered(
            at=AT,
            answer=PaymentDeclined.model_validate({**who, "reason": outcome.reason or Decline.TOO_LATE}),
        )
    if op is Op.UNDO:
        effect = outcome.effect or ReversalEffect.NOTHING
        return ev.Undone(at=AT, answer=ReversalDone.model_validate({**who, "original": PAYMENT, "effect": effect}))
    if outcome.status == "approved":
        money = {"original": PAYMENT, "amount": AMOUNT, "balance_after": 0, "expired": 0}
        return ev.VoidAnswered(at=AT, answer=VoidApproved.model_validate({**who, **money}))
    reason = outcome.reason or Decline.VOID_WINDOW_CLOSED
    return ev.VoidAnswered(at=AT, answer=VoidDeclined.model_validate({**who, "original": PAYMENT, "reason": reason}))


MADE_UP_DECLINE = Outcome("declined", Decline.TOO_LATE)
"""What a till would show that takes silence for a no."""
MADE_UP_UNDO = Outcome("approved", effect=ReversalEffect.NOTHING)
"""What a till would show that takes its own wish for the deed."""
