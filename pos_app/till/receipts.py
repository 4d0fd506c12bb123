"""領収書を渡した: a mark on a payment, kept in this till's journal (requirements row D-27)."""

from uuid import UUID

from pos_app.errors import Refusal
from pos_app.till import events as ev
from pos_app.till.adopting import known_or_adopted
from pos_app.till.book import Book
from pos_app.till.payment import State
from pos_app.till.session import Sessions
from pos_app.till.surroundings import Surroundings
from pos_app.wire.payments import PaymentRecord
from pos_app.wire.staff import Right


class Receipts:
    """Who wrote a 領収書 marks the payment; a void of a marked one asks whether it came back."""

    def __init__(self, book: Book, sessions: Sessions, surroundings: Surroundings) -> None:
        self._book = book
        self._sessions = sessions
        self._surroundings = surroundings

    def mark(self, payment: UUID, record: PaymentRecord | None = None, *, given: bool) -> None:
        """Set the mark or take it away; ``record`` is what the server said of a payment that this till did not make.

        Raises :class:`Refusal`: ``log_in_first``, ``forbidden``, ``not_now`` where no money was taken.
        """
        session = self._sessions.require(Right.READ_HISTORY)
        found = known_or_adopted(self._book, payment, record)
        if found.state is not State.APPROVED:
            raise Refusal("not_now")
        if found.receipt_given is not given:
            event = ev.ReceiptMarked(at=self._surroundings.now(), given=given, staff_name=session.name)
            self._book.record(payment, event)
