"""電話注文(カード): amount, caller, keyed card, 与信, confirmation, 売上 (T-04 to T-10, D-20).

The cashier's moves come in as methods; what is durable comes in as :meth:`CardCheckout.payment_changed`. A move that
can't be made now raises :class:`~pos_app.errors.Refusal`, whose code has its words.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Protocol
from uuid import UUID

from pos_app.domain.money import check_amount
from pos_app.errors import Bug, Refusal
from pos_app.till import events as ev
from pos_app.till import undoing
from pos_app.till.book import Book
from pos_app.till.caller import caller_as_typed
from pos_app.till.card_entry import EntryText, KeyedCard
from pos_app.till.card_leftovers import Leftovers
from pos_app.till.card_sale import CONFIRM_WITHIN, CardSale, CardStage
from pos_app.till.card_texts import said_of, text_of
from pos_app.till.notice import Notice, notice
from pos_app.till.numbers import PaymentNumbers
from pos_app.till.outlets import Place, Sending
from pos_app.till.payment import Method, Payment, State
from pos_app.till.requests import authorise_request, capture_request
from pos_app.till.session import Sessions
from pos_app.till.surroundings import Surroundings
from pos_app.wire.cards import CaptureWhen
from pos_app.wire.operations import ReversalReason
from pos_app.wire.staff import Right, Session
from pos_app.wire.store import TerminalInfo

EXECUTE_WITHIN = timedelta(seconds=60)
"""What the server first sees later than this it declines."""
NOT_SENT_SECONDS = 5.0
"""Surely not sent for so long: the sale is given up, nothing is held."""
ANSWER_WITHIN = timedelta(seconds=20)
"""Longer than one try to send takes: where the sync thread's doubt could not be recorded, it is by then."""

_UNDER_WAY = frozenset({CardStage.WAITING, CardStage.CONFIRM, CardStage.IN_DOUBT})
_STAYS = frozenset({CardStage.WAITING, CardStage.IN_DOUBT})

log = logging.getLogger(__name__)


class Entering(Protocol):
    """カード情報入力; see :class:`pos_app.till.card_entering.CardEntering`."""

    def open(self, then: Callable[[KeyedCard], None]) -> None:
        """Key a card; ``then`` gets it with its live token."""


class CardCheckout:
    """One sale by card at a time; those that were left go on by themselves. ``entering`` is None in a practice."""

    def __init__(
        self,
        book: Book,
        worker: Sending,
        terminal: Place,
        sessions: Sessions,
        surroundings: Surroundings,
        numbers: PaymentNumbers,
        entering: Entering | None,
    ) -> None:
        self._book = book
        self._worker = worker
        self._terminal = terminal
        self._sessions = sessions
        self._surroundings = surroundings
        self._numbers = numbers
        self._entering = entering
        self._leftovers = Leftovers(book, surroundings)
        self._sale = CardSale()
        self._seller: UUID | None = None
        self._submitted_at = 0.0

    @property
    def sale(self) -> CardSale:
        """What the screen shows."""
        return self._sale

    @property
    def under_way(self) -> bool:
        """Whether a sale must not lose its screen, nor this PC its terminal: 与信 asked for, or to be confirmed."""
        return self._sale.stage in _UNDER_WAY

    @property
    def may_leave(self) -> bool:
        """Whether the cashier may log out or lock; whoever leaves an unconfirmed sale by logging out releases it."""
        return self._sale.stage not in _STAYS

    # -- the form -----------------------------------------------------------------------------------------------------

    def enter(self, amount: int) -> None:
        """お支払い金額.

        Raises :class:`Refusal` for zero or above the limit, ``no_card_contract``, ``no_cards_in_practice``,
        ``sale_under_way``.
        """
        self._seller_now()
        form, settings = self._form(), self._info().settings
        problem = check_amount(amount, settings.limit)
        if problem is not None:
            raise Refusal(problem.value, limit=settings.limit)
        self._sale = replace(form, amount=amount)

    def describe(self, name: str, phone: str, memo: str, capture: CaptureWhen) -> None:
        """お名前(カナ), 電話番号, 注文番号・メモ, 売上計上.

        Raises :class:`Refusal` ``looks_like_card_number``, ``caller_name``, ``caller_phone``, ``caller_memo``.
        """
        self._seller_now()
        self._sale = replace(self._form(), caller=caller_as_typed(name, phone, memo), capture=capture)

    def open_entry(self) -> None:
        """カード情報入力: open the pop-up. Raises :class:`Refusal` ``card_amount_first`` before the amount is fixed."""
        entering = self._seller_now()[1]
        form = self._form()
        if not form.amount:
            raise Refusal("card_amount_first")
        entering.open(self._keyed)
        self._sale = replace(form, card=None)

    def _keyed(self, card: KeyedCard) -> None:
        """The pop-up has closed itself; a sale that went on without it does not want the card."""
        if self._sale.stage is CardStage.FORM:
            self._sale = replace(self._sale, card=card, text=None, notice=None)

    def _form(self) -> CardSale:
        """The form, with nothing said on it; an empty one after an outcome."""
        if self._sale.stage is CardStage.DONE:
            return CardSale()
        if self._sale.stage is not CardStage.FORM:
            raise Refusal("sale_under_way")
        return replace(self._sale, text=None, notice=None)

    # -- 与信 and its confirmation -------------------------------------------------------------------------------------

    def authorise(self) -> None:
        """確認画面に進む: 与信; raises :class:`Refusal` where amount, caller or card is missing, and ``disk_low``."""
        session = self._seller_now()[0]
        form, info, now = self._form(), self._info(), self._surroundings.now()
        if not form.amount:
            raise Refusal("amount_zero")
        if form.caller is None:
            raise Refusal("caller_name")
        if form.card is None or form.card.valid_until <= now:
            raise Refusal("card_not_keyed")
        if self._surroundings.disk_is_low():
            raise Refusal("disk_low")
        event = ev.AuthoriseRequested(
            at=now,
            number=self._numbers.next(info.terminal_number),
            amount=form.amount,
            staff_session=session.session,
            staff_name=session.name,
            brand=form.card.brand,
            last3=form.card.last3,
            expiry=form.card.expiry,
            capture=form.capture,
            caller=form.caller,
            execute_until=now + EXECUTE_WITHIN,
        )
        payment = self._surroundings.new_id()
        send = authorise_request(event, payment, form.card.token, self._terminal.epoch)
        self._sale = replace(form, stage=CardStage.WAITING, payment=payment)
        self._seller, self._submitted_at = session.staff, self._surroundings.monotonic()
        counters = (("count", self._numbers.count),)
        self._book.record(payment, event, send=send, counters=counters, failed=self._not_recorded)

    def confirm(self) -> None:
        """確定: capture now, or hold for delivery; shown when it is durable."""
        session, payment = self._seller_now()[0], self._unconfirmed()
        at = self._surroundings.now()
        failed = partial(self._stays, payment.id, CardStage.CONFIRM)
        if payment.capture_when is CaptureWhen.DELIVERY:
            self._book.record(payment.id, ev.Held(at=at), failed=failed)
            return
        event = ev.CaptureRequested(
            at=at, capture=self._surroundings.new_id(), amount=payment.amount, staff_session=session.session
        )
        send = capture_request(payment, event, self._terminal.epoch)
        self._book.record(payment.id, event, send=send, failed=failed)

    def back(self) -> None:
        """戻る: what is held is released; the form stays filled, but for the card, whose token is spent."""
        self._release(self._unconfirmed(), notice("card_released"))

    def give_up(self) -> None:
        """In doubt: やめる; what may be held is released by itself."""
        self._expect(CardStage.IN_DOUBT)
        payment = self._latest()
        if payment.state is not State.IN_DOUBT:
            raise Refusal("not_now")
        self._release(payment, notice("card_given_up"))

    def take_up(self, payment: UUID) -> None:
        """Back to a sale that was left in doubt, or that was authorised after it was left.

        Raises :class:`Refusal` ``sale_under_way``, or ``not_now`` where there is nothing left to decide.
        """
        session = self._seller_now()[0]
        if self.under_way:
            raise Refusal("sale_under_way")
        known = self._book.latest(payment)
        if known is None or known.method is not Method.CARD or not known.own:
            raise Refusal("not_now")
        if not known.is_unconfirmed and known.state is not State.IN_DOUBT:
            raise Refusal("not_now")
        stage = CardStage.CONFIRM if known.is_unconfirmed else CardStage.IN_DOUBT
        capture = known.capture_when or CaptureWhen.NOW
        self._sale = CardSale(stage, known.amount, known.caller, capture, payment=payment)
        self._seller = session.staff

    def next_customer(self) -> None:
        """Leave a form, an outcome, a capture or a sale in doubt, which go on by themselves: an empty form.

        Raises :class:`Refusal` ``sale_under_way``.
        """
        if self._sale.stage in (CardStage.WAITING, CardStage.CONFIRM):
            raise Refusal("sale_under_way")
        self._sale = CardSale()

    # -- time and news ------------------------------------------------------------------------------------------------

    def release_what_was_left(self) -> None:
        """A start: what an earlier run had authorised and nobody confirmed is released (design rule 8)."""
        self._leftovers.release_all()

    def tick(self) -> None:
        """Let time pass."""
        sale, now = self._sale, self._surroundings.now()
        if sale.stage is CardStage.FORM and sale.card is not None and sale.card.valid_until <= now:
            self._sale = replace(sale, card=None, text=EntryText.C, notice=notice("card_token_gone"))
        if sale.stage is CardStage.WAITING and self._waited() >= NOT_SENT_SECONDS:
            self._take_back()
        if sale.stage is CardStage.CONFIRM:
            self._look_at_confirmation()
        if self._sessions.current is None and not self.under_way:
            self._sale = CardSale()  # A caller's name is nothing for whoever logs in next.
        on_screen = self._sale.payment if self._sale.stage is CardStage.CONFIRM else None
        self._leftovers.tick(now, CONFIRM_WITHIN, on_screen)

    def payment_changed(self, payment: Payment) -> None:
        """A payment is durable in a new version; follow it if it is the one on the screen."""
        if payment.id != self._sale.payment or self._sale.stage in (CardStage.FORM, CardStage.DONE):
            return
        match payment.state:
            case State.SUBMITTED | State.CREATED:
                pass
            case State.IN_DOUBT:
                self._sale = replace(self._sale, stage=CardStage.IN_DOUBT)
            case State.CANCELED:
                self._sale = replace(self._sale, stage=CardStage.FORM, notice=notice("cancel_not_sent"))
            case State.AUTHORISED:
                self._authorised(payment)
            case State.CAPTURING:
                self._sale = replace(self._sale, stage=CardStage.CAPTURING, notice=None)
            case State.DECLINED if payment.approval_code is None:
                self._declined(payment)
            case State.REVERSING:
                self._to_form(notice("card_released"))
            case _:
                self._sale = replace(self._sale, stage=CardStage.DONE, notice=None)

    def _authorised(self, payment: Payment) -> None:
        if payment.held:
            self._sale = replace(self._sale, stage=CardStage.DONE, notice=None)
        elif payment.capture_refused is not None:
            self._to_form(said_of(payment.capture_refused))  # The amount is released at the next tick.
        else:
            self._sale = replace(self._sale, stage=CardStage.CONFIRM, card=None)

    def _declined(self, payment: Payment) -> None:
        decline = payment.decline
        self._to_form(said_of(decline) if decline else None)
        self._sale = replace(self._sale, payment=payment.id, text=text_of(decline) if decline else None)

    # -- small change -------------------------------------------------------------------------------------------------

    def _look_at_confirmation(self) -> None:
        """Whoever began is gone, or nobody has decided for long: what is held is released."""
        payment, current = self._latest(), self._sessions.current
        if not payment.is_unconfirmed or self._leftovers.is_put_off:
            return
        if current is None or current.staff != self._seller:
            self._release(payment, notice("card_released"))
        elif self._surroundings.now() - payment.changed_at >= CONFIRM_WITHIN:
            self._release(payment, notice("card_released_by_time"))

    def _release(self, payment: Payment, words: Notice) -> None:
        stage = self._sale.stage
        undoing.undo(
            self._book,
            self._surroundings,
            payment,
            ReversalReason.GIVEN_UP,
            then=partial(self._released, words),
            failed=partial(self._not_released, payment.id, stage),
        )

    def _released(self, words: Notice, payment: Payment) -> None:
        """It is durable, and the screen may be another sale's by now."""
        if self._sale.payment == payment.id:
            self._to_form(words)

    def _not_released(self, payment: UUID, stage: CardStage, reason: str) -> None:
        self._leftovers.put_off()
        self._stays(payment, stage, reason)

    def _take_back(self) -> None:
        payment = self._latest()
        row = self._book.row(payment.id)
        if payment.state is not State.SUBMITTED or row is None:
            return
        if not self._worker.withdraw(payment.id):
            self._doubt_in_the_end(payment)
            return
        event = ev.Canceled(at=self._surroundings.now(), why=ev.CancelReason.NOT_SENT)
        # Where the journal can't say that it was taken back, it must be asked for after all.
        self._book.record(payment.id, event, done=(payment.id,), failed=lambda _: self._worker.resume([row]))

    def _doubt_in_the_end(self, payment: Payment) -> None:
        if self._waited() >= ANSWER_WITHIN.total_seconds() and not self._leftovers.is_put_off:
            event = ev.Doubted(at=self._surroundings.now(), why=ev.DoubtReason.NO_ANSWER)
            self._book.record(payment.id, event, failed=lambda _: self._leftovers.put_off())

    def _to_form(self, words: Notice | None) -> None:
        """The caller stays on the line: another card can be keyed for the same order."""
        self._sale = replace(self._sale, stage=CardStage.FORM, card=None, notice=words)

    def _not_recorded(self, reason: str) -> None:
        """The journal can't be written: nothing was sent (design rule 1); the token is as good as before."""
        log.error("the sale by card was stopped: %s", reason)
        self._sale = replace(self._sale, stage=CardStage.FORM, payment=None, notice=notice("not_recorded"))

    def _stays(self, payment: UUID, stage: CardStage, _: str) -> None:
        if self._sale.payment == payment:
            self._sale = replace(self._sale, stage=stage, notice=notice("not_recorded"))

    def _waited(self) -> float:
        return self._surroundings.monotonic() - self._submitted_at

    def _unconfirmed(self) -> Payment:
        """The payment on the confirmation page; its fate may be on its way to the disk already."""
        self._expect(CardStage.CONFIRM)
        payment = self._latest()
        if not payment.is_unconfirmed:
            raise Refusal("not_now")
        return payment

    def _latest(self) -> Payment:
        payment = self._book.latest(self._sale.payment) if self._sale.payment else None
        if payment is None:
            raise Bug("the card screen shows a payment that is not in the book")
        return payment

    def _expect(self, stage: CardStage) -> None:
        if self._sale.stage is not stage:
            raise Refusal("not_now")

    def _seller_now(self) -> tuple[Session, Entering]:
        session = self._sessions.require(Right.SELL)
        if self._entering is None:
            raise Refusal("no_cards_in_practice")
        return session, self._entering

    def _info(self) -> TerminalInfo:
        info = self._terminal.info
        if info is None or not self._terminal.is_active:
            raise Refusal("activate_first")
        if self._terminal.is_changing:
            raise Refusal("activation_under_way")
        if info.cards is None:
            raise Refusal("no_card_contract")
        return info
