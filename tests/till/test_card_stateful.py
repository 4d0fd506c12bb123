"""Whatever is pressed, answered or lost, in whatever order: only refusals, and each card charged once or let go."""

import shutil
import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from pos_app.domain.card import Brand
from pos_app.errors import Refusal
from pos_app.till.card_entry import KeyedCard
from pos_app.till.card_sale import CONFIRM_WITHIN
from pos_app.till.payment import Payment, State
from pos_app.wire.cards import CaptureWhen
from pos_app.wire.operations import AnyBody, AuthoriseBody, CaptureBody, Decline, OperationAnswer, ReversalBody
from tests.till.card_desk import TOKEN, CardDesk, session_of

PRESSED = ("authorise", "confirm", "back", "give_up", "next_customer", "open_entry")
SPANS = st.sampled_from([timedelta(seconds=1), timedelta(seconds=6), CONFIRM_WITHIN, timedelta(minutes=16)])


class Processor:
    """Answers each operation once, and the same again: holds, captures what is held, releases what is not captured."""

    def __init__(self) -> None:
        self.answers: dict[UUID, OperationAnswer] = {}
        self.held: set[UUID] = set()
        self.captured: set[UUID] = set()
        self.released: set[UUID] = set()

    def take(self, desk: CardDesk, operation: UUID, body: AnyBody, refuses: bool) -> OperationAnswer:
        if operation not in self.answers:
            self.answers[operation] = self._first(desk, operation, body, refuses)
        return self.answers[operation]

    def _first(self, desk: CardDesk, operation: UUID, body: AnyBody, refuses: bool) -> OperationAnswer:
        match body:
            case AuthoriseBody():
                if refuses or operation in self.released:
                    return desk.refused(operation, Decline.CARD_DECLINED)
                self.held.add(operation)
                return desk.authorised(operation)
            case CaptureBody():
                assert body.original not in self.released, "captured after it was released"
                if refuses:
                    return desk.not_captured(body.original, Decline.NOT_PERMITTED)
                assert body.original in self.held - self.captured, "captured twice, or what was never held"
                self.captured.add(body.original)
                return desk.captured(body.original)
            case ReversalBody():
                assert body.original not in self.captured, "a till undid what it had captured"
                self.released.add(body.original)
                return desk.undone(body.original)
            case _:
                raise AssertionError(body.kind)

    def is_charged(self, payment: UUID) -> bool:
        return payment in self.captured

    def is_held(self, payment: UUID) -> bool:
        return payment in self.held - self.captured - self.released


class CardSales(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.desk = CardDesk(self.folder)
        self.processor = Processor()

    def teardown(self) -> None:
        try:
            self._settle()
            for payment in self.desk.world.book.all():
                self._agrees(payment)
        finally:
            self.desk.journal.close()
            shutil.rmtree(self.folder)

    @rule(amount=st.sampled_from([0, 100, 4_800, 9_999_999]), capture=st.sampled_from(CaptureWhen))
    def fill(self, amount: int, capture: CaptureWhen) -> None:
        with suppress(Refusal):
            self.desk.card.enter(amount)
            self.desk.card.describe("エナ", "0573000135", "", capture)
            self.key()

    @rule()
    def key(self) -> None:
        if self.desk.keyer.then is None:
            with suppress(Refusal):
                self.desk.card.open_entry()
        then, self.desk.keyer.then = self.desk.keyer.then, None
        if then is not None:
            then(KeyedCard(Brand.JCB, "505", "2712", self.desk.at + timedelta(minutes=15), TOKEN))

    @rule(what=st.sampled_from(PRESSED), twice=st.booleans())
    def press(self, what: str, twice: bool) -> None:
        for _ in range(1 + twice):
            with suppress(Refusal):
                getattr(self.desk.card, what)()

    @rule()
    def sell(self) -> None:
        """Filled in, keyed, authorised: what a random hand hardly ever does in this order."""
        with suppress(Refusal):
            self.desk.fill()
            self.desk.card.authorise()
        self.desk.pump()

    @rule(data=st.data())
    def take_up(self, data: st.DataObject) -> None:
        payments = self.desk.world.book.all()
        if payments:
            with suppress(Refusal):
                self.desk.card.take_up(data.draw(st.sampled_from(payments)).id)

    @rule()
    def pump(self) -> None:
        self.desk.pump()

    @rule(span=SPANS)
    def wait(self, span: timedelta) -> None:
        self.desk.wait(span)

    @rule(data=st.data(), refuses=st.booleans(), heard=st.booleans())
    def answer(self, data: st.DataObject, refuses: bool, heard: bool) -> None:
        """The server takes what waits; its answer may be lost."""
        rows = self.desk.journal.outbox()
        if not rows:
            return
        self.desk.pump()
        row = data.draw(st.sampled_from(self.desk.journal.outbox() or rows))
        body = self.desk.body_of(row)
        self.desk.worker.resume([row])  # A byte has left.
        answer = self.processor.take(self.desk, row.operation, body, refuses)
        if heard:
            self.desk.say(answer)
        else:
            self.desk.no_answer(row.operation)

    @rule(full=st.booleans())
    def disk(self, full: bool) -> None:
        self.desk.journal.refuses = full

    @rule(name=st.sampled_from(["恵那", "別の人"]))
    def others_come(self, name: str) -> None:
        with suppress(Refusal):
            self.desk.sessions.log_out()
            self.desk.errands.asked.clear()
            self.desk.log_in(session_of(name))

    @rule()
    def killed(self) -> None:
        """And started again."""
        self.desk.journal.close()
        self.desk = CardDesk(self.folder, self.desk.at)
        self.desk.start()

    @invariant()
    def nobody_reads_the_token(self) -> None:
        assert TOKEN not in self.desk.written()

    def _settle(self) -> None:
        """Line and disk are well again, and nobody touches the till any more."""
        self.desk.journal.refuses = False
        for _ in range(6):
            self.desk.wait(CONFIRM_WITHIN)
            for row in self.desk.journal.outbox():
                answer = self.processor.take(self.desk, row.operation, self.desk.body_of(row), refuses=False)
                self.desk.say(answer)
        assert self.desk.journal.outbox() == []

    def _agrees(self, payment: Payment) -> None:
        charged, held = self.processor.is_charged(payment.id), self.processor.is_held(payment.id)
        if payment.state is State.APPROVED:
            assert charged
        elif payment.state is State.AUTHORISED:
            assert payment.held
            assert held
        else:
            assert payment.state in (State.REVERSED, State.DECLINED, State.CANCELED)
            assert not charged
            assert not held


def test_whatever_happens_each_sale_is_captured_once_or_released() -> None:
    machine_settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
    run_state_machine_as_test(CardSales, settings=machine_settings)
