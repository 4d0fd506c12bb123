"""Taking a payment of the server's books into this till's journal, so that something can be done to it here."""

from uuid import UUID

from pos_app.errors import Refusal
from pos_app.till import events as ev
from pos_app.till.book import Book
from pos_app.till.payment import Payment
from pos_app.wire.payments import PaymentRecord, PaymentState


def known_or_adopted(book: Book, payment: UUID, record: PaymentRecord | None) -> Payment:
    """The payment as the next event finds it; another terminal's is adopted from what the server said of it.

    Raises :class:`Refusal` ``not_voidable`` for one that is neither captured nor held on a card, or of which nothing is
    known.
    """
    known = book.latest(payment)
    if known is not None:
        return known
    if record is None or record.id != payment:
        raise Refusal("not_voidable")
    book.record(payment, _beginning(record))
    adopted = book.latest(payment)
    if adopted is None:
        raise Refusal("not_voidable")
    return adopted


def _beginning(record: PaymentRecord) -> ev.Adopted | ev.CardAdopted:
    at, staff = record.recorded_at, record.staff_name
    if record.card is not None and record.state in (PaymentState.AUTHORISED, PaymentState.CAPTURED):
        return ev.CardAdopted(at=at, number=record.number, amount=record.amount, staff_name=staff, card=record.card)
    if record.card is not None or record.void_until is None:
        raise Refusal("not_voidable")
    return ev.Adopted(
        at=at,
        own=False,
        number=record.number,
        amount=record.amount,
        staff_name=staff,
        void_until=record.void_until,
    )
