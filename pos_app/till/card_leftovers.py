"""Authorisations that nobody looks at: unconfirmed ones are released, held ones run out (design: AUTHORISED)."""

from datetime import datetime, timedelta
from uuid import UUID

from pos_app.till import events as ev
from pos_app.till import undoing
from pos_app.till.book import Book
from pos_app.till.payment import Payment
from pos_app.till.surroundings import Surroundings
from pos_app.wire.operations import ReversalReason

AGAIN_SECONDS = 10.0
"""After a journal that could not be written."""


class Leftovers:
    """Only the control thread uses it."""

    def __init__(self, book: Book, surroundings: Surroundings) -> None:
        self._book = book
        self._surroundings = surroundings
        self._put_off_until = 0.0

    @property
    def is_put_off(self) -> bool:
        """Whether the journal could not be written a moment ago."""
        return self._surroundings.monotonic() < self._put_off_until

    def put_off(self) -> None:
        """The journal could not be written."""
        self._put_off_until = self._surroundings.monotonic() + AGAIN_SECONDS

    def release_all(self) -> None:
        """A start: nobody stands before any of them."""
        for payment in self._book.overview.lists(self._surroundings.now()).authorised:
            if payment.is_unconfirmed:
                self._release(payment)

    def tick(self, now: datetime, patience: timedelta, on_screen: UUID | None) -> None:
        """Let time pass (``now``: server time, UTC)."""
        if self.is_put_off:
            return
        for shown in self._book.overview.lists(now).authorised:
            payment = self._book.latest(shown.id)
            if payment is None or payment is not shown:
                continue  # Something is on its way to the disk.
            if payment.held:
                self._let_run_out(payment, now)
            elif payment.id != on_screen and self._is_left(payment, now - patience):
                self._release(payment)

    def _is_left(self, payment: Payment, since: datetime) -> bool:
        """Whoever left it in doubt may still take it up for a while; after a stop or a refusal there is no use."""
        stopped = payment.doubt is ev.DoubtReason.STOPPED
        return stopped or payment.capture_refused is not None or payment.changed_at <= since

    def _let_run_out(self, payment: Payment, now: datetime) -> None:
        # Until the server has told the time there is only this PC's clock, which may be months ahead.
        over = payment.expires_at is not None and payment.expires_at <= now
        if over and self._surroundings.clock.known:
            self._book.record(payment.id, ev.RanOut(at=now), failed=lambda _: self.put_off())

    def _release(self, payment: Payment) -> None:
        why = ReversalReason.GIVEN_UP
        undoing.undo(self._book, self._surroundings, payment, why, failed=lambda _: self.put_off())
