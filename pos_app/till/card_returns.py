"""Taking a payment by card back: what is held is released, what was captured is given back, all of it or a part.

取消 is all that is left, 返金 a part (D-26); who may do it is as for a wallet's payment (D-7).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pos_app.errors import Refusal
from pos_app.sync.journal import Outgoing
from pos_app.till import events as ev
from pos_app.till.payment import Method, Payment, State
from pos_app.till.requests import return_request, void_request
from pos_app.wire.operations import NumberCheck, VoidReason
from pos_app.wire.payments import PaymentRecord, PaymentState


@dataclass(frozen=True, slots=True)
class TakingBack:
    """What the cashier said, and what stands in the journal of it."""

    operation: UUID
    reason: VoidReason
    number_check: NumberCheck
    staff_session: UUID
    approval: UUID | None
    receipt_back: bool | None
    amount: int | None
    """None: all that is left."""
    left: int
    """How much the server said is left: of another till's returns this one may have missed some. Yen."""


def may_be_taken_back(payment: Payment) -> bool:
    """Whether money moved or is held: captured, or authorised and confirmed."""
    return payment.state is State.APPROVED or (payment.state is State.AUTHORISED and payment.held)


def left_of(payment: Payment | None, record: PaymentRecord | None) -> int:
    """How much can be taken back at most, in yen; what the server says counts."""
    if record is not None and record.card is not None:
        card = record.card
        return record.amount if record.state is PaymentState.AUTHORISED else card.captured - card.returned
    if record is not None:
        return record.amount
    if payment is None:
        return 0
    return payment.left_to_return if payment.method is Method.CARD and payment.captured else payment.amount


def taking_back(
    payment: Payment, said: TakingBack, at: datetime, epoch: int
) -> tuple[ev.VoidRequested | ev.ReturnRequested, Outgoing]:
    """The event and its request: a void of a wallet's payment or of what is held, a return of what was captured.

    Raises :class:`Refusal` ``not_voidable``; ``amount_zero`` or ``amount_too_high`` for a part that is none.
    """
    if not may_be_taken_back(payment):
        raise Refusal("not_voidable")
    if payment.method is Method.WALLET or payment.state is State.AUTHORISED:
        if said.amount not in (None, payment.amount):
            raise Refusal("whole_amount_only")
        return _void(payment, said, at, epoch)
    left = min(said.left, payment.left_to_return)
    amount = left if said.amount is None else said.amount
    if amount <= 0:
        raise Refusal("amount_zero")
    if amount > left:
        raise Refusal("amount_too_high")
    event = ev.ReturnRequested(
        at=at,
        giving_back=said.operation,
        amount=amount,
        reason=said.reason,
        number_check=said.number_check,
        staff_session=said.staff_session,
        approval=said.approval,
        receipt_back=said.receipt_back,
    )
    return event, return_request(payment, event, epoch)


def _void(payment: Payment, said: TakingBack, at: datetime, epoch: int) -> tuple[ev.VoidRequested, Outgoing]:
    event = ev.VoidRequested(
        at=at,
        void=said.operation,
        reason=said.reason,
        number_check=said.number_check,
        staff_session=said.staff_session,
        approval=said.approval,
        receipt_back=said.receipt_back,
    )
    return event, void_request(payment, event, epoch)
