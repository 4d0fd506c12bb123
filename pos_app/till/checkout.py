"""A sale: amount, customer's code, outcome (E-28..E-30, D-12, D-13, D-15, D-21..D-24).

The cashier's moves come in as methods; what is durable comes in as :meth:`Checkout.payment_changed`. A move that can't
be made now raises :class:`~pos_app.errors.Refusal`, whose code has its words.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import UUID

from pos_app.domain import codes
from pos_app.domain.money import check_amount
from pos_app.errors import Bug, Refusal
from pos_app.till import events as ev
from pos_app.till import undoing
from pos_app.till.book import Book
from pos_app.till.notice import Notice, notice
from pos_app.till.numbers import PaymentNumbers
from pos_app.till.outlets import Place, Sending
from pos_app.till.payment import Payment, State
from pos_app.till.requests import payment_request
from pos_app.till.sale import UNDER_WAY, Sale, Stage
from pos_app.till.session import Sessions
from pos_app.till.surroundings import CodeReader, Surroundings
from pos_app.wire.operations import Decline, ReversalReason
from pos_app.wire.staff import Right
from pos_app.wire.store import TerminalInfo

EXECUTE_WITHIN = timedelta(seconds=60)
"""What the server first sees later than this it declines (D-13 a)."""
NOT_SENT_SECONDS = 5.0
"""Surely not sent for so long: the sale is given up (D-13 b)."""
LOOK_AGAIN_SECONDS = 1.5
"""After a code that can't be used, so that the same one is not reported thirty times a second."""
WRONG_NUMBERS_A_MINUTE = 5
"""D-22."""

log = logging.getLogger(__name__)


class Checkout:
    """The pad."""

    def __init__(
        self,
        book: Book,
        worker: Sending,
        terminal: Place,
        sessions: Sessions,
        surroundings: Surroundings,
        reader: CodeReader,
        numbers: PaymentNumbers,
    ) -> None:
        self._book = book
        self._worker = worker
        self._terminal = terminal
        self._sessions = sessions
        self._surroundings = surroundings
        self._reader = reader
        self._numbers = numbers
        self._sale = Sale()
        self._arming = 0
        self._look_again_at: float | None = None
        self._submitted_at = 0.0
        self._by_number = False
        self._wrong_numbers: deque[float] = deque(maxlen=WRONG_NUMBERS_A_MINUTE)

    @property
    def sale(self) -> Sale:
        """What the pad shows."""
        return self._sale

    @property
    def under_way(self) -> bool:
        """Whether a customer stands there."""
        return self._sale.stage in UNDER_WAY

    # -- amount -------------------------------------------------------------------------------------------------------

    def enter(self, amount: int) -> None:
        """金額: raises :class:`Refusal` for zero, above the limit, or while a customer is being served."""
        self._sessions.require(Right.SELL)
        if self.under_way:
            raise Refusal("sale_under_way")
        settings = self._info().settings
        problem = check_amount(amount, settings.limit)
        if problem is not None:
            raise Refusal(problem.value, limit=settings.limit)
        stage = Stage.CONFIRM_AMOUNT if amount > settings.confirm_above else Stage.AMOUNT
        self._sale = Sale(stage, amount)

    def confirm_amount(self) -> None:
        """One more Enter for a large amount (D-15)."""
        self._expect(Stage.CONFIRM_AMOUNT)
        self._sale = replace(self._sale, stage=Stage.AMOUNT)

    def read_code(self) -> None:
        """QRコード読取: fix the sale and wait for the customer's code."""
        self._sessions.require(Right.SELL)
        self._expect(Stage.AMOUNT)
        if self._surroundings.disk_is_low():
            raise Refusal("disk_low")
        self._begin(double_confirmed=False)

    def _begin(self, *, double_confirmed: bool) -> None:
        session = self._sessions.require(Right.SELL)
        number = self._numbers.next(self._info().terminal_number)
        event = ev.Created(
            at=self._surroundings.now(),
            number=number,
            amount=self._sale.amount,
            staff_session=session.session,
            staff_name=session.name,
        )
        payment = self._surroundings.new_id()
        self._sale = Sale(Stage.SCANNING, self._sale.amount, payment, double_confirmed)
        self._book.record(
            payment,
            event,
            counters=(("count", self._numbers.count),),
            then=lambda _: self._look(),
            failed=self._not_recorded,
        )

    # -- the customer's code ------------------------------------------------------------------------------------------

    def code_seen(self, payload: bytes, arming: int | None = None) -> None:
        """A scanner read a code; ``arming`` is the camera's, None for a hand scanner."""
        if self._sale.stage is not Stage.SCANNING:
            if not self.under_way:
                self._tell(notice("amount_first"))
            return
        if arming is not None and arming != self._arming:
            return  # Read before the last move of the cashier; that code may be gone.
        scanned = codes.read(payload, self._terminal.prefixes)
        if isinstance(scanned, codes.CustomerCode):
            self._submit(scanned)
        elif isinstance(scanned, codes.ForeignCode):
            self._not_this(notice("foreign_code", operator=scanned.operator_name))
        else:
            self._not_this(notice(f"code_{scanned.problem.value}"))

    def number_typed(self, text: str) -> None:
        """F6 番号で入力: the お支払い番号 under the customer's QR (D-22)."""
        self._expect(Stage.SCANNING)
        now = self._surroundings.monotonic()
        if len(self._wrong_numbers) == WRONG_NUMBERS_A_MINUTE and now - self._wrong_numbers[0] < 60.0:
            raise Refusal("too_many_wrong_numbers")
        typed = codes.read_typed(text, self._terminal.prefixes)
        if not isinstance(typed, codes.CustomerCode):
            raise Refusal("number_malformed")
        self._submit(typed)

    def two_codes_seen(self) -> None:
        """Two codes are in view."""
        if self._sale.stage is Stage.SCANNING:
            self._tell(notice("two_codes"))

    def unreadable_seen(self) -> None:
        """A code is in view that can't be read."""
        if self._sale.stage is Stage.SCANNING:
            self._tell(notice("code_unreadable"))

    def _submit(self, code: codes.CustomerCode) -> None:
        payment = self._latest()
        if payment.state is not State.CREATED:
            return
        session = self._sessions.require(Right.SELL)
        self._stop_looking()
        self._by_number = code.kind == "number"
        now = self._surroundings.now()
        event = ev.Submitted(
            at=now,
            code_hash=codes.code_hash(self._surroundings.code_key, code.token).hex(),
            code_last4=codes.last4(code.token),
            execute_until=now + EXECUTE_WITHIN,
            double_confirmed=self._sale.double_confirmed,
        )
        self._sale = replace(self._sale, stage=Stage.WAITING, notice=None)
        self._submitted_at = self._surroundings.monotonic()
        send = payment_request(payment, event, code, self._terminal.epoch, session.session)
        self._book.record(payment.id, event, send=send, failed=self._not_recorded)

    def _not_this(self, words: Notice) -> None:
        """Not a code to be paid with: said, nothing is recorded, and the camera looks again in a moment (D-23)."""
        self._tell(words)
        self._look_again_at = self._surroundings.monotonic() + LOOK_AGAIN_SECONDS

    def _look(self) -> None:
        if self._sale.stage is Stage.SCANNING and self._latest().state is State.CREATED:
            self._look_again_at = None
            self._arming = self._reader.arm()

    def _stop_looking(self) -> None:
        self._look_again_at = None
        self._reader.disarm()

    # -- the cashier's other moves ------------------------------------------------------------------------------------

    def cancel(self) -> None:
        """中止: before anything was sent nothing happened; afterwards the result must be known first."""
        stage = self._sale.stage
        if stage in (Stage.AMOUNT, Stage.CONFIRM_AMOUNT, Stage.DONE, Stage.ASKED_DOUBLE):
            self._sale = Sale()
        elif stage is Stage.SCANNING:
            self._stop_looking()
            self._cancel_payment(ev.CancelReason.CASHIER)
        elif stage is Stage.WAITING and not self._take_back(ev.CancelReason.CASHIER):
            self._doubt(ev.DoubtReason.CANCEL_PRESSED)

    def answer_double(self, another_sale: bool) -> None:
        """同じ金額の会計がもう一つありますか: yes reads the code anew, no ends the sale."""
        self._expect(Stage.ASKED_DOUBLE)
        if another_sale:
            self._begin(double_confirmed=True)
        else:
            self._sale = Sale()

    def seen_on_customers_screen(self, last4: str) -> None:
        """F2: 支払い完了 stands on the customer's screen; the last four of its 決済番号 must be this payment's."""
        payment = self._doubtful()
        if last4 != payment.number[-4:]:
            raise Refusal("number_differs")
        self._book.record(
            payment.id,
            ev.SeenByCashier(at=self._surroundings.now()),
            then=partial(self._settled, notice("seen_by_cashier")),
            failed=partial(self._still_in_doubt, payment.id),
        )

    def give_up(self) -> None:
        """F3: やめて現金などで受け取る; what may have been taken goes back by itself."""
        self._undo(ReversalReason.GIVEN_UP, partial(self._settled, notice("given_up")))

    def read_again(self) -> None:
        """F4: undo first; the code is read anew only when that is accepted."""
        self._undo(ReversalReason.READ_AGAIN)
        self._sale = replace(self._sale, stage=Stage.UNDOING)

    def next_customer(self) -> None:
        """Leave an outcome, or a payment in doubt, which goes on by itself (D-13 d, D-24)."""
        if self._sale.stage not in (Stage.DONE, Stage.IN_DOUBT, Stage.UNDOING, Stage.IDLE):
            raise Refusal("sale_under_way")
        self._sale = Sale()

    def say(self, words: Notice) -> None:
        """Tell the cashier something beside the pad."""
        self._tell(words)

    def take_up(self, payment: UUID) -> None:
        """Back to a payment in doubt that was left for the next customer, so that F2..F4 can be pressed after all.

        Raises :class:`Refusal` ``sale_under_way``, or ``not_now`` where its result is known or settled.
        """
        self._sessions.require(Right.SELL)
        if self.under_way:
            raise Refusal("sale_under_way")
        known = self._book.latest(payment)
        if known is None or known.state is not State.IN_DOUBT or known.seen_by_cashier:
            raise Refusal("not_now")
        self._sale = Sale(Stage.IN_DOUBT, known.amount, payment)

    # -- time and news ------------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Let time pass."""
        now = self._surroundings.monotonic()
        if self._look_again_at is not None and now >= self._look_again_at:
            self._look()
        if self._sale.stage is Stage.WAITING and now - self._submitted_at >= NOT_SENT_SECONDS:
            self._take_back(ev.CancelReason.NOT_SENT)

    def payment_changed(self, payment: Payment) -> None:
        """A payment is durable in a new version; follow it if it is the one on the pad."""
        if payment.id != self._sale.payment or self._sale.stage in (Stage.IDLE, Stage.DONE):
            return
        if payment.state is State.DECLINED:
            self._declined(payment)
        elif payment.state is State.REVERSED and self._sale.stage is Stage.UNDOING:
            self._begin(double_confirmed=self._sale.double_confirmed)
        elif payment.state is State.IN_DOUBT:
            self._sale = replace(self._sale, stage=Stage.IN_DOUBT, notice=None)
        elif payment.state not in (State.CREATED, State.SUBMITTED, State.REVERSING):
            self._sale = replace(self._sale, stage=Stage.DONE, notice=None)

    def _declined(self, payment: Payment) -> None:
        if self._by_number and payment.decline is Decline.CODE_NOT_FOUND:
            self._wrong_numbers.append(self._surroundings.monotonic())
        asked = payment.decline is Decline.POSSIBLE_DOUBLE
        self._sale = replace(self._sale, stage=Stage.ASKED_DOUBLE if asked else Stage.DONE, notice=None)

    # -- small change -------------------------------------------------------------------------------------------------

    def _take_back(self, why: ev.CancelReason) -> bool:
        payment = self._latest()
        row = self._book.row(payment.id)
        if payment.state is not State.SUBMITTED or row is None or not self._worker.withdraw(payment.id):
            return False
        event = ev.Canceled(at=self._surroundings.now(), why=why)
        # Where the journal can't say that it was taken back, it must be asked for after all.
        self._book.record(payment.id, event, done=(payment.id,), failed=lambda _: self._worker.resume([row]))
        return True

    def _cancel_payment(self, why: ev.CancelReason) -> None:
        payment = self._latest()
        if payment.state is State.CREATED:
            event = ev.Canceled(at=self._surroundings.now(), why=why)
            self._book.record(payment.id, event, failed=self._not_recorded)

    def _doubt(self, why: ev.DoubtReason) -> None:
        payment = self._latest()
        if payment.state is State.SUBMITTED:
            self._book.record(payment.id, ev.Doubted(at=self._surroundings.now(), why=why))

    def _doubtful(self) -> Payment:
        """The payment on the pad while F1..F4 may be pressed; its answer may be on its way to the screen already."""
        self._expect(Stage.IN_DOUBT)
        payment = self._latest()
        if payment.state is not State.IN_DOUBT or payment.seen_by_cashier:
            raise Refusal("not_now")
        return payment

    def _undo(self, why: ReversalReason, then: Callable[[Payment], None] = lambda _: None) -> None:
        payment = self._doubtful()
        failed = partial(self._still_in_doubt, payment.id)
        undoing.undo(self._book, self._surroundings, payment, why, failed=failed, then=then)

    def _settled(self, words: Notice, payment: Payment) -> None:
        """Goods or cash may change hands now, not before: what the cashier said is durable."""
        if self._sale.payment == payment.id and self._sale.stage is Stage.IN_DOUBT:
            self._sale = replace(self._sale, stage=Stage.DONE, notice=words)

    def _still_in_doubt(self, payment: UUID, _: str) -> None:
        """The journal can't be written: the payment is in doubt as before."""
        if self._sale.payment == payment:
            self._sale = replace(self._sale, stage=Stage.IN_DOUBT, notice=notice("not_recorded"))

    def _not_recorded(self, reason: str) -> None:
        """The journal can't be written: nothing was sent, the sale is over (design rule 1)."""
        log.error("the sale was stopped: %s", reason)
        self._stop_looking()
        self._sale = Sale(Stage.DONE, self._sale.amount, None, notice=notice("not_recorded"))

    def _latest(self) -> Payment:
        payment = self._book.latest(self._sale.payment) if self._sale.payment else None
        if payment is None:
            raise Bug("the pad shows a payment that is not in the book")
        return payment

    def _expect(self, stage: Stage) -> None:
        if self._sale.stage is not stage:
            raise Refusal("not_now")

    def _info(self) -> TerminalInfo:
        info = self._terminal.info
        if info is None or not self._terminal.is_active:
            raise Refusal("activate_first")
        if self._terminal.is_changing:
            raise Refusal("activation_under_way")
        return info

    def _tell(self, words: Notice) -> None:
        self._sale = replace(self._sale, notice=words)
