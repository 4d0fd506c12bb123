"""The fixed facts of one payment by card, for tests of its rules; the ids and the instant are the walk's."""

from datetime import timedelta
from uuid import UUID

from pos_app.domain.card import Brand
from pos_app.till import events as ev
from pos_app.till.payment import Payment, apply
from pos_app.wire.cards import Caller, CaptureWhen
from pos_app.wire.operations import (
    Authorised,
    AuthoriseDeclined,
    CaptureApproved,
    CaptureDeclined,
    Decline,
    NumberCheck,
    ReturnApproved,
    ReturnDeclined,
    ReversalDone,
    ReversalEffect,
    ReversalReason,
    VoidApproved,
    VoidDeclined,
    VoidReason,
)
from pos_app.wire.payments import CardRecord
from tests.till.worlds.facts import AMOUNT, AT, DAY, EXECUTE_UNTIL, NUMBER, PAYMENT

STAFF = UUID(int=0x019600000000_7000_9000_000000000001)
CALLER = Caller(name="サトウ ハナコ", phone="0312345678", memo="A-17")
EXPIRES_AT = AT + timedelta(days=60)
RETURN_UNTIL = AT + timedelta(days=180)
PART = 300
_IDS = [UUID(int=0x019600000000_7000_8000_000000000100 + n) for n in range(10)]
CAPTURE_ID, CAPTURE_AGAIN_ID, GIVE_BACK_ID, GIVE_BACK_AGAIN_ID, RELEASE_ID, UNDO_ID = _IDS[:6]
THEIR_CAPTURE_ID, THEIR_RETURN_ID, THEIR_RELEASE_ID = _IDS[6:9]

REQUESTED = ev.AuthoriseRequested(
    at=AT,
    number=NUMBER,
    amount=AMOUNT,
    staff_session=STAFF,
    staff_name="山田",
    brand=Brand.JCB,
    last3="505",
    expiry="2712",
    capture=CaptureWhen.NOW,
    caller=CALLER,
    execute_until=EXECUTE_UNTIL,
)
ADOPTED_HELD = ev.CardAdopted(
    at=AT,
    number=NUMBER,
    amount=AMOUNT,
    staff_name="山田",
    card=CardRecord(
        brand=Brand.JCB,
        last3="505",
        approval_code="A1B2C3",
        caller=CALLER,
        capture=CaptureWhen.DELIVERY,
        expires_at=EXPIRES_AT,
        captured=0,
        returned=0,
        return_until=None,
    ),
)
ADOPTED_CAPTURED = ADOPTED_HELD.model_copy(
    update={"card": ADOPTED_HELD.card.model_copy(update={"captured": AMOUNT, "return_until": RETURN_UNTIL})}
)
AUTHORISED = ev.Answered(
    at=AT,
    epoch=1,
    seq=7,
    answer=Authorised(
        id=PAYMENT,
        recorded_at=AT,
        transaction_date=DAY,
        number=NUMBER,
        amount=AMOUNT,
        brand=Brand.JCB,
        last3="505",
        expiry="2712",
        approval_code="A1B2C3",
        expires_at=EXPIRES_AT,
    ),
)
NOT_AUTHORISED = ev.Answered(
    at=AT,
    answer=AuthoriseDeclined(id=PAYMENT, recorded_at=AT, transaction_date=DAY, reason=Decline.CARD_FUNDS_NOT_ENOUGH),
)
HELD = ev.Held(at=AT)
RAN_OUT = ev.RanOut(at=AT)
UNDO = ev.UndoRequested(at=AT, reversal=UNDO_ID, why=ReversalReason.GIVEN_UP)
UNDONE = ev.Undone(
    at=AT,
    answer=ReversalDone(
        id=UNDO_ID, recorded_at=AT, transaction_date=DAY, original=PAYMENT, effect=ReversalEffect.COMPENSATED
    ),
)
CAPTURE = ev.CaptureRequested(at=AT, capture=CAPTURE_ID, amount=AMOUNT, staff_session=STAFF)
RELEASE = ev.VoidRequested(
    at=AT,
    void=RELEASE_ID,
    reason=VoidReason.CUSTOMER_WISH,
    number_check=NumberCheck.NOT_POSSIBLE,
    staff_session=STAFF,
    approval=None,
)
RELEASED = ev.VoidAnswered(
    at=AT,
    answer=VoidApproved(
        id=RELEASE_ID,
        recorded_at=AT,
        transaction_date=DAY,
        original=PAYMENT,
        amount=AMOUNT,
        balance_after=None,
        expired=0,
    ),
)
THEIR_CAPTURE = ev.CapturedElsewhere(at=AT, operation=THEIR_CAPTURE_ID, amount=AMOUNT)
THEIR_RETURN = ev.ReturnedElsewhere(at=AT, operation=THEIR_RETURN_ID, amount=PART)
THEIR_RELEASE = ev.UndoneElsewhere(at=AT, operation=THEIR_RELEASE_ID, by="void")


def captured(amount: int = AMOUNT) -> ev.CaptureAnswered:
    """The capture took so much."""
    answer = CaptureApproved(
        id=CAPTURE_ID,
        recorded_at=AT,
        transaction_date=DAY,
        original=PAYMENT,
        amount=amount,
        return_until=RETURN_UNTIL,
    )
    return ev.CaptureAnswered(at=AT, answer=answer)


def not_captured(reason: Decline) -> ev.CaptureAnswered:
    """The capture was refused."""
    answer = CaptureDeclined(id=CAPTURE_ID, recorded_at=AT, transaction_date=DAY, original=PAYMENT, reason=reason)
    return ev.CaptureAnswered(at=AT, answer=answer)


def not_released(reason: Decline) -> ev.VoidAnswered:
    """The release was refused."""
    answer = VoidDeclined(id=RELEASE_ID, recorded_at=AT, transaction_date=DAY, original=PAYMENT, reason=reason)
    return ev.VoidAnswered(at=AT, answer=answer)


def give_back(amount: int = AMOUNT, operation: UUID = GIVE_BACK_ID) -> ev.ReturnRequested:
    """取消 or 返金 of so much."""
    return ev.ReturnRequested(
        at=AT,
        giving_back=operation,
        amount=amount,
        reason=VoidReason.RETURNED_GOODS,
        number_check=NumberCheck.NOT_POSSIBLE,
        staff_session=STAFF,
        approval=None,
    )


def given_back(amount: int = AMOUNT, returned: int | None = None, operation: UUID = GIVE_BACK_ID) -> ev.ReturnAnswered:
    """The return was done; ``returned`` is all that was returned so far."""
    answer = ReturnApproved(
        id=operation,
        recorded_at=AT,
        transaction_date=DAY,
        original=PAYMENT,
        amount=amount,
        returned=returned or amount,
    )
    return ev.ReturnAnswered(at=AT, answer=answer)


def not_given_back(reason: Decline = Decline.AMOUNT_TOO_HIGH) -> ev.ReturnAnswered:
    """The return was refused."""
    answer = ReturnDeclined(id=GIVE_BACK_ID, recorded_at=AT, transaction_date=DAY, original=PAYMENT, reason=reason)
    return ev.ReturnAnswered(at=AT, answer=answer)


def card_after(*events: ev.Event) -> Payment:
    """The payment by card after these."""
    payment = apply(None, REQUESTED, PAYMENT)
    for event in events:
        payment = apply(payment, event)
    return payment
