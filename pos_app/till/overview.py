"""What the screens always show of a book: today's sales, the open ones, 要対応. Kept payment by payment.

A snapshot is taken several times a second; with ten thousand sales in the book none of it may be looked through again.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from pos_app.domain.calendar import start_of_day, transaction_date
from pos_app.till.payment import ASKING, Method, Payment, State


@dataclass(frozen=True, slots=True)
class Lists:
    """``today`` newest first, in the order of the numbers; the others the oldest first.

    ``authorised``: held on a card, whether somebody confirmed it or not.
    """

    today: tuple[Payment, ...] = ()
    open: tuple[Payment, ...] = ()
    attention: tuple[Payment, ...] = ()
    authorised: tuple[Payment, ...] = ()


def is_shown(payment: Payment, day_began: datetime) -> bool:
    """Whether it belongs to this till's list of the day; what was never asked of the server is left out."""
    asked = payment.code_last4 is not None or payment.method is Method.CARD
    never_asked = payment.state is State.CREATED or (payment.state is State.CANCELED and not asked)
    return payment.own and payment.created_at >= day_began and not never_asked


class Overview:
    """``everything`` gives all payments; it is asked at the start, at midnight and after :meth:`forget` only."""

    def __init__(self, everything: Callable[[], Iterable[Payment]]) -> None:
        self._everything = everything
        self._day: date | None = None
        self._began = datetime.max.replace(tzinfo=UTC)
        self._order: list[tuple[str, UUID]] = []
        self._todays: dict[UUID, Payment] = {}
        self._open: dict[UUID, Payment] = {}
        self._attention: dict[UUID, Payment] = {}
        self._authorised: dict[UUID, Payment] = {}
        self._lists: Lists | None = None

    def forget(self) -> None:
        """Many payments came or went at once."""
        self._day = None

    def note(self, payment: Payment) -> None:
        """One payment has a new version."""
        if self._day is not None:
            self._sort_in(payment)
            self._lists = None

    def lists(self, now: datetime) -> Lists:
        """The lists at this moment; the same object as long as nothing has changed."""
        day = transaction_date(now)
        if day != self._day:
            self._begin(day)
        if self._lists is None:
            self._lists = Lists(
                tuple(self._todays[payment] for _, payment in reversed(self._order)),
                _oldest_first(self._open),
                _oldest_first(self._attention),
                _oldest_first(self._authorised),
            )
        return self._lists

    def _begin(self, day: date) -> None:
        self._day, self._began, self._lists = day, start_of_day(day), None
        for kept in (self._order, self._todays, self._open, self._attention, self._authorised):
            kept.clear()
        for payment in self._everything():
            self._sort_in(payment)

    def _sort_in(self, payment: Payment) -> None:
        _keep(self._open, payment, wanted=payment.state in ASKING)
        _keep(self._attention, payment, wanted=payment.attention is not None)
        _keep(self._authorised, payment, wanted=payment.state is State.AUTHORISED)
        place = (payment.number, payment.id)
        shown, known = is_shown(payment, self._began), payment.id in self._todays
        if shown and not known:
            insort(self._order, place)
        elif known and not shown:
            del self._order[bisect_left(self._order, place)]
        _keep(self._todays, payment, wanted=shown)


def _keep(kept: dict[UUID, Payment], payment: Payment, *, wanted: bool) -> None:
    if wanted:
        kept[payment.id] = payment
    else:
        kept.pop(payment.id, None)


def _oldest_first(kept: dict[UUID, Payment]) -> tuple[Payment, ...]:
    return tuple(sorted(kept.values(), key=lambda payment: (payment.created_at, payment.number)))
