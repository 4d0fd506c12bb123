"""A book of payments with the use cases upon it: once for real, once for practice; neither knows of the other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pos_app.sync.chain import StoredEvent
from pos_app.sync.recorder import NotRecorded, Recorded
from pos_app.till import events as ev
from pos_app.till import recovery
from pos_app.till.book import Book
from pos_app.till.card_checkout import CardCheckout, Entering
from pos_app.till.checkout import Checkout
from pos_app.till.held_sales import HeldSales
from pos_app.till.history import Details
from pos_app.till.inquiries import Inquiries
from pos_app.till.numbers import PaymentNumbers
from pos_app.till.outlets import Place, Recording, Sending
from pos_app.till.payment import Payment
from pos_app.till.receipts import Receipts
from pos_app.till.reports import Reports
from pos_app.till.session import Sessions
from pos_app.till.surroundings import CodeReader, Surroundings
from pos_app.till.voiding import Voiding


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a world's work goes: ``events_of`` reads a payment's events back from where ``recorder`` put them."""

    recorder: Recording
    worker: Sending
    inquiries: Inquiries
    events_of: Callable[[UUID], Iterable[StoredEvent]]


class World:
    """Only the control thread uses it. ``count`` is the highest count among its payment numbers so far.

    ``entering`` is where cards are keyed; None: no card is ever keyed here, for it is practice.
    """

    def __init__(
        self,
        ways: Ways,
        place: Place,
        sessions: Sessions,
        surroundings: Surroundings,
        reader: CodeReader,
        count: int,
        entering: Entering | None = None,
    ) -> None:
        self._events_of = ways.events_of
        self.book = Book(ways.recorder, ways.worker, self._read, self._changed)
        self.numbers = PaymentNumbers(count)
        self.checkout = Checkout(self.book, ways.worker, place, sessions, surroundings, reader, self.numbers)
        self.card = CardCheckout(self.book, ways.worker, place, sessions, surroundings, self.numbers, entering)
        self.held_sales = HeldSales(self.book, place, sessions, ways.inquiries, surroundings)
        self.voiding = Voiding(self.book, place, sessions, ways.inquiries, surroundings)
        self.receipts = Receipts(self.book, sessions, surroundings)
        self.details = Details(self.book, ways.inquiries, sessions)
        self.reports = Reports(self.book, ways.worker, surroundings, self._events)

    def recorded(self, report: Recorded) -> None:
        """An event is durable."""
        self.book.recorded(report)
        self.reports.journal_works()

    def not_recorded(self, report: NotRecorded) -> None:
        """An event is not durable, and neither is what was built upon it."""
        self.book.not_recorded(report)

    @property
    def under_way(self) -> bool:
        """Whether a sale is, by whatever it is paid."""
        return self.checkout.under_way or self.card.under_way

    def tick(self) -> None:
        """Let time pass."""
        self.checkout.tick()
        self.card.tick()
        self.voiding.tick()

    def forget_before(self, at: datetime, but: Iterable[UUID] = ()) -> None:
        """Leave what ended before a moment to the journal, but for these and what is on the screens."""
        looked_at = set(but)
        if self.voiding.case is not None:
            looked_at.add(self.voiding.case.payment)
        on_screens = (self.checkout.sale.payment, self.card.sale.payment)
        looked_at.update(payment for payment in on_screens if payment is not None)
        self.book.forget_before(at, looked_at)

    def _changed(self, payment: Payment) -> None:
        self.checkout.payment_changed(payment)
        self.card.payment_changed(payment)
        self.held_sales.payment_changed(payment)
        self.voiding.payment_changed(payment)

    def _read(self, payment: UUID) -> Payment | None:
        return recovery.fold(self._events_of(payment)).get(payment)

    def _events(self, payment: UUID) -> list[ev.Event]:
        return [ev.EVENT.validate_json(event.data) for event in self._events_of(payment)]
