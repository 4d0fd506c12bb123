"""A processor that rejects what the books would allow: what tills are told, and what can still be done then."""

import asyncio
import os
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import requests

from pos_app.server.cards import desk
from pos_app.server.cards.intents import all_intents
from pos_app.server.cards.processor import Order, ProcessorAnswer, ProcessorFault, Rejected
from pos_app.server.cards.sandbox.processor import Sandbox
from pos_app.server.context import Context
from pos_app.wire.operations import Decline, ReversalDone, ReversalEffect
from pos_app.wire.payments import PaymentRecord, PaymentState
from pos_app.wire.problems import Problem, ProblemCode
from tests.server.cards.counter import CardCounter, answer_of, reason
from tests.server.fake_clock import FakeClock
from tests.server.live_server import serve
from tests.server.world import Till, World


class Refusing(Sandbox):
    """Rejects what ``codes`` has a response code for, by what is asked; an id that it rejected stays rejected.

    ``loses_answers``: it rejects, and does not say so before it is inquired.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context.database, context.now, os.urandom)
        self.codes: dict[str, str] = {}
        self.loses_answers = False
        self.inquiries = 0
        self._rejected: dict[UUID, Rejected] = {}

    async def authorise(self, operation: UUID, order: Order) -> ProcessorAnswer:
        return self._rejection("authorise", operation) or await super().authorise(operation, order)

    async def release(self, operation: UUID, authorisation: UUID) -> ProcessorAnswer:
        return self._rejection("release", operation) or await super().release(operation, authorisation)

    async def refund(self, operation: UUID, authorisation: UUID, amount: int) -> ProcessorAnswer:
        return self._rejection("refund", operation) or await super().refund(operation, authorisation, amount)

    async def inquire(self, operation: UUID) -> ProcessorAnswer | None:
        self.inquiries += 1
        return self._rejected.get(operation) or await super().inquire(operation)

    def _rejection(self, asks: str, operation: UUID) -> Rejected | None:
        if asks in self.codes:
            self._rejected.setdefault(operation, Rejected(self.codes[asks]))
            if self.loses_answers:
                raise ProcessorFault("time_out")
        return self._rejected.get(operation)


@pytest.fixture
def processor(context: Context) -> Refusing:
    refusing = Refusing(context)
    object.__setattr__(context, "processor", refusing)
    return refusing


@pytest.fixture
def counter(context: Context, processor: Refusing) -> Iterator[CardCounter]:
    assert context.processor is processor
    with serve(context) as live:
        yield CardCounter(World(context), live)


@pytest.mark.parametrize("code", ["12", "13", "25", "33"])
def test_a_refused_authorisation_or_return_is_not_told_to_be_of_what_was_held(
    counter: CardCounter, processor: Refusing, code: str
) -> None:
    sale = counter.captured()
    processor.codes = {"authorise": code, "refund": code}
    assert reason(counter.send(counter.authorise())) is Decline.CARD_DECLINED
    wanted = Decline.AMOUNT_TOO_HIGH if code == "13" else Decline.CARD_DECLINED
    assert reason(counter.send(counter.back(sale))) is wanted
    assert counter.is_sound()


def unavailable(response: requests.Response) -> bool:
    problem = Problem.model_validate_json(response.content)
    return problem.code is ProblemCode.PROCESSOR_UNAVAILABLE and not problem.recorded


def open_intents(counter: CardCounter) -> int:
    return len(counter.world.context.database.readers.submit(all_intents).result(20))


def state(counter: CardCounter, sale: UUID) -> PaymentState:
    return PaymentRecord.model_validate_json(counter.get(f"/v1/payments/{sale}")).state


def captured_elsewhere(counter: CardCounter) -> tuple[UUID, Till]:
    """Give a sale that another till captured before its own could undo it, and that other till."""
    sale, colleague = counter.held(), counter.add_till()
    assert reason(counter.send(counter.capture(sale, till=colleague), colleague)) is None
    return sale, colleague


@pytest.mark.parametrize("code", ["57", "05", "12", "13", "25", "33"])
def test_a_reversal_whose_refund_is_rejected_is_not_on_record_and_blocks_no_return(
    counter: CardCounter, processor: Refusing, code: str
) -> None:
    sale, colleague = captured_elsewhere(counter)
    reversal, body = uuid4(), counter.reversal(sale)
    processor.codes = {"refund": code}
    for _ in range(2):
        assert unavailable(counter.put(reversal, body))
        assert (open_intents(counter), state(counter, sale)) == (0, PaymentState.CAPTURED)
    assert reason(counter.send(counter.back(sale, till=colleague), colleague)) is not None, "refused as well"
    processor.codes = {}
    assert unavailable(counter.put(reversal, body)), "what was rejected stays so, by the same id"
    assert reason(counter.send(counter.back(sale, till=colleague), colleague)) is None
    undone = answer_of(counter.put(reversal, body))
    assert isinstance(undone, ReversalDone)
    assert undone.effect is ReversalEffect.NOTHING
    assert state(counter, sale) is PaymentState.VOIDED
    assert counter.is_sound()


def test_a_return_waits_for_a_reversal_that_is_rejected_and_is_then_done(
    counter: CardCounter, processor: Refusing
) -> None:
    sale, colleague = captured_elsewhere(counter)
    processor.codes, processor.loses_answers = {"refund": "57"}, True
    assert unavailable(counter.put(uuid4(), counter.reversal(sale)))
    assert open_intents(counter) == 1
    processor.codes = {}
    assert reason(counter.send(counter.back(sale, till=colleague), colleague)) is None
    assert open_intents(counter) == 0
    assert counter.is_sound()


def test_a_rejected_reversal_that_was_left_open_is_left_alone_once_that_is_known(
    counter: CardCounter, processor: Refusing, monkeypatch: pytest.MonkeyPatch
) -> None:
    sale, _ = captured_elsewhere(counter)
    processor.codes, processor.loses_answers = {"refund": "57"}, True
    assert unavailable(counter.put(uuid4(), counter.reversal(sale)))
    monkeypatch.setattr(desk, "AGAIN_SECONDS", 0.01)
    processor.inquiries = 0
    context = counter.world.context

    async def look() -> None:
        own = desk.CardDesk(context.database, processor, context.now)
        own.wake()
        async with asyncio.timeout(10):
            while open_intents(counter):
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)

    asyncio.run(look())
    assert processor.inquiries == 1, "its till asks again, not the server"
    assert state(counter, sale) is PaymentState.CAPTURED
    assert counter.is_sound()


def test_a_reversal_whose_release_is_rejected_is_asked_again_until_nothing_is_held(
    counter: CardCounter, processor: Refusing, clock: FakeClock
) -> None:
    sale, reversal = counter.held(), uuid4()
    body = counter.reversal(sale)
    processor.codes = {"release": "05"}
    assert unavailable(counter.put(reversal, body))
    assert (open_intents(counter), state(counter, sale)) == (0, PaymentState.AUTHORISED)
    clock.advance(timedelta(days=61))
    undone = answer_of(counter.put(reversal, body))
    assert isinstance(undone, ReversalDone)
    assert undone.effect is ReversalEffect.NOTHING
    assert counter.is_sound()


@pytest.mark.parametrize("code", ["12", "25", "33"])
def test_a_reversal_of_what_is_not_held_any_more_is_done(counter: CardCounter, processor: Refusing, code: str) -> None:
    sale = counter.held()
    processor.codes = {"release": code}
    undone = counter.send(counter.reversal(sale))
    assert isinstance(undone, ReversalDone)
    assert undone.effect is ReversalEffect.NOTHING
