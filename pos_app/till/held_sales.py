"""与信済み(未計上): what this store has authorised and not captured, and its 売上計上 at 出荷・受渡 (D-20)."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from pos_app.errors import Refusal
from pos_app.sync.client import Client
from pos_app.till import events as ev
from pos_app.till.adopting import known_or_adopted
from pos_app.till.book import Book
from pos_app.till.card_lists import Held, waits_for_capture
from pos_app.till.inquiries import Inquiries
from pos_app.till.outlets import Place
from pos_app.till.payment import Payment, State
from pos_app.till.requests import capture_request
from pos_app.till.session import Sessions
from pos_app.till.surroundings import Surroundings
from pos_app.wire.payments import PaymentPage, PaymentRecord
from pos_app.wire.staff import Right


class HeldSales:
    """The list is the server's, another till's sales too; asked for when somebody looks."""

    def __init__(
        self, book: Book, terminal: Place, sessions: Sessions, inquiries: Inquiries, surroundings: Surroundings
    ) -> None:
        self._book = book
        self._terminal = terminal
        self._sessions = sessions
        self._inquiries = inquiries
        self._surroundings = surroundings
        self._held = Held()
        self._capturing: dict[UUID, UUID] = {}
        self._wish = 0

    @property
    def held(self) -> Held:
        """What the list shows.

        Left out is what this till knows to have been decided since it asked, and of another till's what its caller
        may never have confirmed.
        """
        if self._held.payments is None:
            return self._held
        return replace(self._held, payments=tuple(filter(self._still_waits, self._held.payments)))

    def look(self) -> None:
        """Ask for the list (again). Raises :class:`Refusal` ``log_in_first``, ``forbidden``."""
        token = self._sessions.require(Right.READ_HISTORY).token
        self._wish += 1
        wish, self._held = self._wish, replace(self._held, busy=True, trouble=None, whose="")
        self._inquiries.ask(
            lambda client: tuple(_all_pages(client, token)),
            lambda payments: self._take(wish, Held(payments)),
            lambda code: self._take(wish, replace(self._held, busy=False, trouble=code, whose="")),
        )

    def close(self) -> None:
        """Nobody looks any more: what becomes of the captures is 要対応 where it needs somebody."""
        self._wish += 1
        self._held = Held()
        self._capturing.clear()

    def capture(self, record: PaymentRecord, amount: int) -> None:
        """売上計上 of what is held, or of less; the rest is released. Shown when it is durable.

        Raises :class:`Refusal` ``log_in_first``, ``forbidden``, ``amount_zero``, ``amount_too_high``, ``not_voidable``,
        ``not_now`` for what is not held any more, or may not have been confirmed where it was made.
        """
        session = self._sessions.require(Right.SELL)
        if amount <= 0:
            raise Refusal("amount_zero")
        if amount > record.amount:
            raise Refusal("amount_too_high")
        if not self._still_waits(record):
            raise Refusal("not_now")
        payment = known_or_adopted(self._book, record.id, record)
        if payment.state is not State.AUTHORISED or not payment.held:
            raise Refusal("not_now")
        event = ev.CaptureRequested(
            at=self._surroundings.now(),
            capture=self._surroundings.new_id(),
            amount=amount,
            staff_session=session.session,
        )
        send = capture_request(payment, event, self._terminal.epoch)
        self._capturing[payment.id] = event.capture
        self._held = replace(self._held, trouble=None, whose="")
        self._book.record(payment.id, event, send=send, failed=lambda _: self._not_recorded(payment))

    def payment_changed(self, payment: Payment) -> None:
        """A payment is durable in a new version."""
        ours = self._capturing.get(payment.id)
        if ours is None or payment.capture != ours or payment.state is State.CAPTURING:
            return
        del self._capturing[payment.id]
        if payment.capture_refused is not None:
            self._say(payment, payment.capture_refused.value)

    def _not_recorded(self, payment: Payment) -> None:
        if self._capturing.pop(payment.id, None) is not None:
            self._say(payment, "not_recorded")

    def _say(self, payment: Payment, code: str) -> None:
        """Whoever captured it may look at another one by now: it is said whose it was."""
        whose = payment.caller.name if payment.caller is not None else ""
        self._held = replace(self._held, trouble=code, whose=whose)

    def _still_waits(self, record: PaymentRecord) -> bool:
        return waits_for_capture(self._book.get(record.id), record, self._surroundings.now())

    def _take(self, wish: int, held: Held) -> None:
        if wish == self._wish:
            self._held = held


def _all_pages(client: Client, token: str) -> Iterable[PaymentRecord]:
    wanted = {"state": "authorised"}
    params: dict[str, str] | None = wanted
    while params is not None:
        page = client.call("GET", "/v1/payments", PaymentPage, staff_token=token, params=params)
        yield from page.payments
        params = {**wanted, "before": str(page.next_before)} if page.next_before else None
