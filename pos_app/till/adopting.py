"""Taking a payment of the server's books into this till's journal, so that something can be done to it here."""

from uuid import UUID

from pos_app.errors import Refusal
from pos_app.till import events as ev
from pos_app.till.book import Book
from pos_app.till.payment import Payment
from pos_app.wire.payments import PaymentRecord


def known_or_adopted(book: Book, payment: UUID, record: PaymentRecord | None) -> Payment:
    """The payment as the next event finds it; another terminal's is adopted from what the server said of it.

    Raises :class:`Refusal` ``not_voidable`` for one that was never captured, or of which nothing is known.
    """
    known = book.latest(payment)
    if known is not None:
        return known
    if record is None or record.id != payment or record.void_until is None:
        raise Refusal("not_voidable")
    book.record(
        payment,
        ev.Adopted(
            at=record.recorded_at,
            own=False,
            number=record.number,
            amount=record.amount,
            staff_name=record.staff_name,
            void_until=record.void_until,
        ),
    )
    adopted = book.latest(payment)
    if adopted is None:
        raise Refusal("not_voidable")
    return adopted
