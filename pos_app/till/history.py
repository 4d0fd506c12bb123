"""取引履歴: this till's own day from the journal, and the store's past from the server (E-33..E-35, E-40, D-5)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from pos_app.domain.calendar import split_search
from pos_app.errors import Refusal
from pos_app.sync.client import Client
from pos_app.till.book import Book
from pos_app.till.inquiries import Inquiries
from pos_app.till.payment import Payment
from pos_app.till.session import Sessions
from pos_app.wire.payments import PaymentPage, PaymentRecord
from pos_app.wire.staff import Right


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave, newest first; ``trouble`` where it gave nothing."""

    payments: tuple[PaymentRecord, ...] = ()
    trouble: str | None = None
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """取引履歴詳細 (E-40): what the server says of the payment that is looked at; ``trouble`` where it says nothing.

    ``known`` is what this till's journal has of it, however long ago it was made.
    """

    payment: UUID | None = None
    known: Payment | None = None
    record: PaymentRecord | None = None
    trouble: str | None = None
    busy: bool = False


class Details:
    """Looks up one payment at the server, the one looked at last: whoever walks down a list asks for few of them."""

    def __init__(self, book: Book, inquiries: Inquiries, sessions: Sessions) -> None:
        self._book = book
        self._inquiries = inquiries
        self._sessions = sessions
        self._asking: UUID | None = None
        self._detail = Detail()

    @property
    def detail(self) -> Detail:
        """What the pane shows."""
        looked_at = self._detail.payment
        return replace(self._detail, known=self._book.get(looked_at)) if looked_at else self._detail

    def look_at(self, payment: UUID | None) -> None:
        """Ask for a payment (again); None: none is looked at. Raises :class:`Refusal` as ``Sessions.require`` does."""
        if payment is None:
            self._detail = Detail()
            return
        self._sessions.require(Right.READ_HISTORY)
        self._book.latest(payment)  # An older one comes into memory by it.
        record = self._detail.record if self._detail.payment == payment else None
        self._detail = Detail(payment, record=record, busy=True)
        self._ask()

    def _ask(self) -> None:
        payment, session = self._detail.payment, self._sessions.current
        if self._asking is not None or payment is None or session is None:
            return
        self._asking, token = payment, session.token
        self._inquiries.ask(
            lambda client: client.call("GET", f"/v1/payments/{payment}", PaymentRecord, staff_token=token),
            lambda record: self._take(payment, Detail(payment, record=record)),
            lambda code: self._take(payment, Detail(payment, trouble=code)),
            quiet=True,
        )

    def _take(self, payment: UUID, detail: Detail) -> None:
        self._asking = None
        if self._detail.payment == payment:
            self._detail = replace(detail, record=detail.record or self._detail.record)
        elif self._detail.busy:
            self._ask()


class Search:
    """Looks up the store's payments at the server."""

    def __init__(self, inquiries: Inquiries, sessions: Sessions) -> None:
        self._inquiries = inquiries
        self._sessions = sessions
        self._wish = 0
        self.found = Found()

    def by_dates(self, first: date, last: date) -> None:
        """Every payment of these transaction dates; a wish longer than the server allows is split.

        Raises :class:`Refusal` ``search_range_reversed``.
        """
        if last < first:
            raise Refusal("search_range_reversed")
        ranges = split_search(first, last)
        wishes = [{"first": str(part.first), "last": str(part.last)} for part in reversed(ranges)]
        self._ask(wishes)

    def by_number(self, number: str) -> None:
        """A payment by its 決済番号 or the last four of it, whatever the dates (E-35)."""
        self._ask([{"number": number}])

    def by_order(self, text: str, number: str | None = None) -> None:
        """Sales by card whose 注文番号・メモ holds this text (D-20), and what there is of this ``number``."""
        wishes = [{"number": number}] if number else []
        self._ask([*wishes, {"memo": text}])

    def clear(self) -> None:
        """Back to the day: what was found is no longer looked at."""
        self._wish += 1
        self.found = Found()

    def _ask(self, wishes: list[dict[str, str]]) -> None:
        token = self._sessions.require(Right.READ_HISTORY).token
        self._wish += 1
        wish, self.found = self._wish, Found(busy=True)
        self._inquiries.ask(
            lambda client: tuple({each.id: each for each in _all_pages(client, token, wishes)}.values()),
            lambda payments: self._take(wish, Found(payments)),
            lambda code: self._take(wish, Found(trouble=code)),
        )

    def _take(self, wish: int, found: Found) -> None:
        if wish == self._wish:
            self.found = found


def _all_pages(client: Client, token: str, wishes: list[dict[str, str]]) -> Iterable[PaymentRecord]:
    for wish in wishes:
        params: dict[str, str] | None = wish
        while params is not None:
            page = client.call("GET", "/v1/payments", PaymentPage, staff_token=token, params=params)
            yield from page.payments
            params = {**wish, "before": str(page.next_before)} if page.next_before else None
