"""The bodies of operations, made from what the journal holds: the same facts always give the same bytes."""

from uuid import UUID

from pos_app.domain.codes import CustomerCode
from pos_app.errors import Bug
from pos_app.sync.journal import Outgoing
from pos_app.till import events as ev
from pos_app.till.payment import Payment
from pos_app.wire.operations import (
    AuthoriseBody,
    CaptureBody,
    CustomerToken,
    PaymentBody,
    ReturnBody,
    ReversalBody,
    VoidBody,
)

_DRAFT_SEQ = 1
"""Replaced by the real one in the transaction that makes the request durable."""


def payment_request(
    payment: Payment, event: ev.Submitted, code: CustomerCode, epoch: int, staff_session: UUID
) -> Outgoing:
    """Charge; holds the customer's code, and is the only thing that does."""
    body = PaymentBody(
        epoch=epoch,
        seq=_DRAFT_SEQ,
        made_at=event.at,
        number=payment.number,
        amount=payment.amount,
        code=CustomerToken(operator=code.operator_id, kind=code.kind, token=code.token),
        execute_until=event.execute_until,
        double_confirmed=event.double_confirmed,
        staff_session=staff_session,
    )
    return Outgoing(payment.id, payment.id, body)


def authorise_request(event: ev.AuthoriseRequested, payment: UUID, token: str, epoch: int) -> Outgoing:
    """Hold the amount; carries the card's token, and is the only thing that does."""
    body = AuthoriseBody(
        epoch=epoch,
        seq=_DRAFT_SEQ,
        made_at=event.at,
        number=event.number,
        amount=event.amount,
        token=token,
        capture=event.capture,
        caller=event.caller,
        execute_until=event.execute_until,
        staff_session=event.staff_session,
    )
    return Outgoing(payment, payment, body)


def capture_request(payment: Payment, event: ev.CaptureRequested, epoch: int, seq: int | None = None) -> Outgoing:
    """Take what is held; ``seq`` only when the request is made anew."""
    body = CaptureBody(
        epoch=epoch,
        seq=seq or _DRAFT_SEQ,
        made_at=event.at,
        original=payment.id,
        amount=event.amount,
        staff_session=event.staff_session,
    )
    return Outgoing(event.capture, payment.id, body, numbered=seq is None)


def return_request(payment: Payment, event: ev.ReturnRequested, epoch: int, seq: int | None = None) -> Outgoing:
    """Give back what was captured, or a part; ``seq`` only when the request is made anew."""
    body = ReturnBody(
        epoch=epoch,
        seq=seq or _DRAFT_SEQ,
        made_at=event.at,
        original=payment.id,
        amount=event.amount,
        reason=event.reason,
        number_check=event.number_check,
        approval=event.approval,
        staff_session=event.staff_session,
    )
    return Outgoing(event.giving_back, payment.id, body, numbered=seq is None)


def void_request(payment: Payment, event: ev.VoidRequested, epoch: int, seq: int | None = None) -> Outgoing:
    """Take a captured payment back, or release what is held; ``seq`` only when the request is made anew."""
    body = VoidBody(
        epoch=epoch,
        seq=seq or _DRAFT_SEQ,
        made_at=event.at,
        original=payment.id,
        amount=payment.amount,
        reason=event.reason,
        number_check=event.number_check,
        approval=event.approval,
        staff_session=event.staff_session,
    )
    return Outgoing(event.void, payment.id, body, numbered=seq is None)


def reversal_request(payment: Payment, event: ev.UndoRequested, epoch: int, seq: int) -> Outgoing:
    """Undo; carries its original's ``epoch`` and ``seq``."""
    body = ReversalBody(epoch=epoch, seq=seq, made_at=event.at, original=payment.id, reason=event.why)
    return Outgoing(event.reversal, payment.id, body, numbered=False)


def renewed_request(payment: Payment, event: ev.Event, epoch: int, seq: int) -> Outgoing:
    """The request that this event once caused, to the same bytes."""
    match event:
        case ev.UndoRequested():
            return reversal_request(payment, event, epoch, seq)
        case ev.VoidRequested():
            return void_request(payment, event, epoch, seq)
        case ev.CaptureRequested():
            return capture_request(payment, event, epoch, seq)
        case ev.ReturnRequested():
            return return_request(payment, event, epoch, seq)
        case _:
            raise Bug(f"{event.kind} causes no request that could be made anew")
