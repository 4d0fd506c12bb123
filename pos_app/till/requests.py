"""The bodies of operations, made from what the journal holds: the same facts always give the same bytes."""

from uuid import UUID

from pos_app.domain.codes import CustomerCode
from pos_app.errors import Bug
from pos_app.sync.journal import Outgoing
from pos_app.till import events as ev
from pos_app.till.payment import Payment
from pos_app.wire.operations import CustomerToken, PaymentBody, ReversalBody, VoidBody

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


def void_request(payment: Payment, event: ev.VoidRequested, epoch: int, seq: int | None = None) -> Outgoing:
    """Take a captured payment back; ``seq`` only when the request is made anew."""
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
    if isinstance(event, ev.UndoRequested):
        return reversal_request(payment, event, epoch, seq)
    if isinstance(event, ev.VoidRequested):
        return void_request(payment, event, epoch, seq)
    raise Bug(f"{event.kind} causes no request that could be made anew")
