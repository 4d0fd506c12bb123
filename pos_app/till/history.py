"""取引履歴: this till's own day from the journal, and the store's past from the server (E-33..E-35, E-40, D-5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from pos_app.domain.calendar import split_search
from pos_app.domain.card import begins_as_cards
from pos_app.domain.payment_number import LENGTH, parse
from pos_app.errors import Refusal
from pos_app.sync.client import Client
from pos_app.till.book import Book
from pos_app.till.inquiries import Inquiries
from pos_app.till.payment import Payment
from pos_app.till.session import Sessions
from pos_app.wire.payments import PaymentPage, PaymentRecord
from pos_app.wire.staff import Right

LAST_DIGITS = 4
"""So many of a 決済番号 are searched for (D-18), and so many of a 注文番号 find few enough sales."""


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


@dataclass(frozen=True, slots=True)
class Wish:
    """The parameters of one question, which stand in its URL; of the answer only payments of this ``number`` count."""

    params: Mapping[str, str] = field(repr=False)
    number: str | None = field(default=None, repr=False)


def may_be_of_a_card(digits: str) -> bool:
    """Whether they are as many as a 決済番号 has, or more, and begin as a card's number begins."""
    return len(digits) >= LENGTH and begins_as_cards(digits)


def asked_for(digits: str, *, memos: bool) -> tuple[Wish, ...]:
    """What the server is asked for digits that somebody typed; nothing where they are no 決済番号 nor the last of one.

    With ``memos`` they may be a 注文番号, too. What may be the first twelve digits of a card, its middle eight with
    them, is in no question, as whoever passes on a URL may log it: a 決済番号 like that is asked for by its last four.
    """
    of_a_card, number = may_be_of_a_card(digits), parse(digits)
    wishes: list[Wish] = []
    if number is not None:
        asked = number.last4 if of_a_card else number.digits
        wishes.append(Wish({"number": asked}, number.digits))
    elif len(digits) == LAST_DIGITS:
        wishes.append(Wish({"number": digits}))
    if memos and len(digits) >= LAST_DIGITS and not of_a_card:
        wishes.append(Wish({"memo": digits}))
    return tuple(wishes)


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
        wishes = [Wish({"first": str(part.first), "last": str(part.last)}) for part in reversed(ranges)]
        self._ask(wishes)

    def by_number(self, digits: str, *, memos: bool = False) -> None:
        """A payment by its 決済番号 or the last four of it, whatever the dates (E-35).

        With ``memos`` also sales by card whose 注文番号・メモ holds these digits (D-20). Where :func:`asked_for` gives
        nothing, nothing is found.
        """
        self._ask(asked_for(digits, memos=memos))

    def clear(self) -> None:
        """Back to the day: what was found is no longer looked at."""
        self._wish += 1
        self.found = Found()

    def _ask(self, wishes: Sequence[Wish]) -> None:
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


def _all_pages(client: Client, token: str, wishes: Iterable[Wish]) -> Iterable[PaymentRecord]:
    for wish in wishes:
        params: Mapping[str, str] | None = wish.params
        while params is not None:
            page = client.call("GET", "/v1/payments", PaymentPage, staff_token=token, params=params)
            yield from (each for each in page.payments if wish.number in (None, each.number))
            params = {**wish.params, "before": str(page.next_before)} if page.next_before else None
