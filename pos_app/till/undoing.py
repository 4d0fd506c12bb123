"""Undoing a payment whose result is unknown or unwanted: a reversal, asked for until it is accepted (design rule 5)."""

from collections.abc import Callable

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
) -> None:
    """Make the reversal durable; the original's request leaves the outbox in the same transaction.

    ``failed`` runs, with a reason, where the journal can't be written.
    """
    if payment.state is not State.IN_DOUBT:
        raise Bug(f"a payment that is {payment.state} is not undone by a reversal")
    row = book.row(payment.id)
    if row is None:
        raise Bug("a payment in doubt has no request in the outbox")
    event = ev.UndoRequested(at=surroundings.now(), reversal=surroundings.new_id(), why=why)
    send = reversal_request(payment, event, row.epoch, row.seq)
    book.record(payment.id, event, send=send, done=(payment.id,), failed=failed)
