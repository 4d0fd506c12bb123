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
    """Make the reversal durable; where the original's request is in the outbox, it leaves it in the same transaction.

    A payment in doubt, or an authorisation that nobody confirmed.

    ``then`` runs when it is durable, ``failed``, with a reason, where the journal can't be written;
    ``operation_read`` is the operation whose report this undo takes up.
    """
    epoch, seq, done = _place_of(book, payment)
    event = ev.UndoRequested(at=surroundings.now(), reversal=surroundings.new_id(), why=why)
    send = reversal_request(payment, event, epoch, seq)
    book.record(payment.id, event, send=send, done=done, operation_read=operation_read, then=then, failed=failed)


def _place_of(book: Book, payment: Payment) -> tuple[int, int, tuple[UUID, ...]]:
    """Epoch and ``seq`` of the original, and its row, if it waits."""
    if payment.is_unconfirmed:
        if payment.epoch is None or payment.seq is None:
            raise Bug("an authorisation's place among the operations was not kept")
        return payment.epoch, payment.seq, ()
    if payment.state is not State.IN_DOUBT:
        raise Bug(f"a payment that is {payment.state} is not undone by a reversal")
    row = book.row(payment.id)
    if row is None:
        raise Bug("a payment in doubt has no request in the outbox")
    return row.epoch, row.seq, (payment.id,)
