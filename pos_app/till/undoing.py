"""Undoing a payment whose result is unknown or unwanted: a reversal, asked for until it is accepted (design rule 5)."""

from collections.abc import Callable
from uuid import UUID

from pos_app.errors import Bug
from pos_app.till import events as ev
from pos_app.till.book import Book
from pos_app.till.payment import Payment, State
from pos_app.till.requests import reversal_request
from pos_app.till.surroundings import Surroundings
from pos_app.wire.operations import ReversalReason


def undo(
    book: Book,
    surroundings: Surroundings,
    payment: Payment,
    why: ReversalReason,
    failed: Callable[[str], None] = lambda _: None,
    then: Callable[[Payment], None] = lambda _: None,
    operation_read: UUID | None = None,
) -> None:
    """Make the reversal durable; the original's request leaves the outbox in the same transaction.

    ``then`` runs when it is durable, ``failed``, with a reason, where the journal can't be written;
    ``operation_read`` is the operation whose report this undo takes up.
    """
    if payment.state is not State.IN_DOUBT:
        raise Bug(f"a payment that is {payment.state} is not undone by a reversal")
    row = book.row(payment.id)
    if row is None:
        raise Bug("a payment in doubt has no request in the outbox")
    event = ev.UndoRequested(at=surroundings.now(), reversal=surroundings.new_id(), why=why)
    send = reversal_request(payment, event, row.epoch, row.seq)
    done = (payment.id,)
    book.record(payment.id, event, send=send, done=done, operation_read=operation_read, then=then, failed=failed)
