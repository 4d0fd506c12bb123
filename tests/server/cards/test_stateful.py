"""Sales by card in any order, with a processor that is down, loses answers, or a server that begins anew.

What the tills were answered, in the end, adds up to what stands on the books, and the processor says the same.
"""

import asyncio
import os
import shutil
import tempfile
from collections import defaultdict
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pos_app.server.cards.desk import CardDesk
from pos_app.server.cards.intents import all_intents
from pos_app.server.cards.sandbox.mood import Mood
from pos_app.server.cards.sandbox.profiles import Profile
from pos_app.server.cards.taking import take
from pos_app.server.context import Context
from pos_app.server.ledger.card_sales import find_card_sale
from pos_app.server.ledger.invariants.check import check
from pos_app.server.ledger.operations import Answered
from pos_app.server.ledger.recorded import fingerprints
from pos_app.server.ledger.request import Request
from pos_app.server.problems import Refused
from pos_app.server.settings import ServerSettings
from pos_app.server.store.database import open_database
from pos_app.server.terminals import authenticate
from pos_app.wire.operations import (
    OPERATION_ANSWER,
    AnyBody,
    AuthoriseBody,
    CaptureApproved,
    OperationAnswer,
    ReturnApproved,
    ReversalDone,
    ReversalEffect,
    VoidApproved,
)
from pos_app.wire.payments import PaymentState
from pos_app.wire.problems import ProblemCode
from tests.server.cards.counter import CardCounter
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer
from tests.server.world import World

CHOICE = st.integers(0, 99)
AMOUNT = st.integers(1, 6)
"""Small ones, so that they are often equal or one too much."""


class Sales(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="cards-"))
        self.clock = FakeClock()
        database = open_database(self.folder / "server.sqlite")
        cheap = ServerSettings(database.path, argon2_passes=1, argon2_memory=64, argon2_lanes=1, argon2_at_once=1)
        self.context = Context(database, cheap, self.clock, os.urandom)
        self.counter = CardCounter(World(self.context), LiveServer(""))
        self.sales: dict[UUID, AuthoriseBody] = {}
        self.open: dict[UUID, AnyBody] = {}
        self.answers: dict[UUID, OperationAnswer] = {}

    def teardown(self) -> None:
        try:
            self.heal()
            assert self.context.database.readers.submit(all_intents).result(20) == []
            self.it_adds_up()
        finally:
            self.context.hasher.close()
            self.context.database.close()
            shutil.rmtree(self.folder)

    def take(self, operation: UUID, body: AnyBody) -> OperationAnswer | None:
        """Take an operation by a desk that knows nothing of earlier ones, as after a crash; None: unavailable."""
        key, credential = self.context.database.key, self.counter.till.credential

        async def one() -> Answered:
            desk = CardDesk(self.context.database, self.context.processor, self.clock)
            found: list[Request] = []

            def first(tx):  # type: ignore[no-untyped-def]
                request = Request(operation, authenticate(tx, credential), body, fingerprints(key)(body.to_json()), key)
                found.append(request)
                return take(tx, request, self.clock())

            pending = await self.context.database.writer.perform(first)
            return pending if isinstance(pending, Answered) else await desk.finish(pending, found[-1])

        try:
            answered = asyncio.run(one())
        except Refused as refused:
            if refused.problem is not ProblemCode.PROCESSOR_UNAVAILABLE:
                raise
            return None
        return OPERATION_ANSWER.validate_json(answered.answer)

    def send(self, operation: UUID, body: AnyBody) -> None:
        answer = self.take(operation, body)
        if answer is None:
            self.open[operation] = body
            return
        self.open.pop(operation, None)
        assert self.answers.setdefault(operation, answer) == answer, "the same for ever"

    def sale(self, choice: int) -> UUID:
        return list(self.sales)[choice % len(self.sales)]

    @initialize()
    def begin(self) -> None:
        self.authorise(6, Profile.OK)

    @rule(amount=AMOUNT, profile=st.sampled_from((Profile.OK, Profile.OK, Profile.DECLINED)))
    def authorise(self, amount: int, profile: Profile) -> None:
        operation = self.counter.world.new_id()
        self.sales[operation] = self.counter.authorise(amount, token=self.counter.token(profile))
        self.send(operation, self.sales[operation])

    @rule(choice=CHOICE, amount=AMOUNT)
    def capture(self, choice: int, amount: int) -> None:
        self.send(self.counter.world.new_id(), self.counter.capture(self.sale(choice), amount))

    @rule(choice=CHOICE, amount=AMOUNT)
    def give_back(self, choice: int, amount: int) -> None:
        self.send(self.counter.world.new_id(), self.counter.back(self.sale(choice), amount))

    @rule(choice=CHOICE)
    def release(self, choice: int) -> None:
        sale = self.sale(choice)
        self.send(self.counter.world.new_id(), self.counter.release(sale, self.sales[sale].amount))

    @rule(choice=CHOICE)
    def reverse(self, choice: int) -> None:
        sale = self.sale(choice)
        self.send(self.counter.world.new_id(), self.counter.reversal(sale, self.sales[sale].seq))

    @precondition(lambda self: self.answers)
    @rule(choice=CHOICE)
    def send_an_old_one_again(self, choice: int) -> None:
        known = [operation for operation in self.answers if operation in self.sales]
        if known:
            operation = known[choice % len(known)]
            self.send(operation, self.sales[operation])

    @precondition(lambda self: self.open)
    @rule()
    def send_what_is_open_again(self) -> None:
        for operation, body in list(self.open.items()):
            self.send(operation, body)

    @rule(mood=st.sampled_from((Mood(), Mood(down=True), Mood(lose_answers=1), Mood(lose_answers=2))))
    def the_processor_is(self, mood: Mood) -> None:
        self.counter.mood(mood)

    @rule(seconds=st.sampled_from((1, 61, 86_400 * 30)))
    def time_passes(self, seconds: int) -> None:
        self.clock.advance(timedelta(seconds=seconds))

    @rule()
    def heal(self) -> None:
        self.counter.mood(Mood())
        while self.open:
            self.send_what_is_open_again()

    @invariant()
    def the_books_hold(self) -> None:
        assert [one for one in self.context.database.readers.submit(check).result(20) if not one.holds] == []

    @precondition(lambda self: not self.open)
    @invariant()
    def it_adds_up(self) -> None:
        captured: dict[UUID, int] = defaultdict(int)
        returned: dict[UUID, int] = defaultdict(int)
        ended: dict[UUID, PaymentState] = {}
        for answer in self.answers.values():
            match answer:
                case CaptureApproved():
                    assert answer.original not in captured
                    captured[answer.original] += answer.amount
                case ReturnApproved():
                    returned[answer.original] += answer.amount
                case VoidApproved():
                    ended[answer.original] = PaymentState.VOIDED
                case ReversalDone(effect=ReversalEffect.COMPENSATED):
                    ended[answer.original] = PaymentState.REVERSED
        for sale in self.sales:
            found = self.context.database.readers.submit(partial(find_card_sale, payment=sale)).result(20)
            if found is None:
                assert (sale in captured, sale in ended) == (False, False)
                continue
            assert (found.captured, found.returned) == (captured[sale], returned[sale])
            if sale in ended:
                assert found.state(self.clock()) is ended[sale]
                assert not (ended[sale] is PaymentState.VOIDED and captured[sale])


TestSales = Sales.TestCase
TestSales.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
