"""The three steps when things go wrong between them: the processor is down, slow, or its answer is lost."""

import asyncio
import os
import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from pos_app.errors import Bug, StoreFault
from pos_app.server.cards import desk
from pos_app.server.cards.intents import all_intents
from pos_app.server.cards.processor import ProcessorAnswer
from pos_app.server.cards.sandbox.mood import Mood
from pos_app.server.cards.sandbox.processor import Sandbox
from pos_app.server.cards.taking import Pending
from pos_app.server.context import Context
from pos_app.server.ledger.request import Request
from pos_app.server.terminals import terminal_by_number
from pos_app.wire.operations import AuthoriseDeclined, Decline, ReversalDone, ReversalEffect
from pos_app.wire.problems import Problem, ProblemCode
from tests.server.cards.counter import CardCounter, answer_of, reason
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer
from tests.server.world import World

DOWN, LOSE_ONE = Mood(down=True), Mood(lose_answers=1)


@pytest.fixture
def counter(context: Context, server: LiveServer) -> CardCounter:
    return CardCounter(World(context), server)


def open_intents(counter: CardCounter) -> list[UUID]:
    found = counter.world.context.database.readers.submit(all_intents).result(20)
    return [intent.operation for intent in found]


def unavailable(response: object) -> bool:
    problem = Problem.model_validate_json(response.content)  # type: ignore[attr-defined]
    return problem.code is ProblemCode.PROCESSOR_UNAVAILABLE and not problem.recorded


def test_while_the_processor_is_down_nothing_is_recorded_and_the_intent_is_kept(counter: CardCounter) -> None:
    operation, body = uuid4(), counter.authorise()
    counter.mood(DOWN)
    assert unavailable(counter.put(operation, body))
    assert unavailable(counter.put(operation, body))
    assert counter.put(operation, body.model_copy(update={"amount": 7})).status_code == 409
    assert open_intents(counter) == [operation]
    assert (
        counter.server.request("GET", f"/v1/operations/{operation}", bearer=counter.till.credential).status_code == 404
    )
    counter.mood(Mood())
    assert answer_of(counter.put(operation, body)).outcome == "approved"
    assert open_intents(counter) == []
    assert counter.is_sound()


@pytest.mark.parametrize("what", ["authorise", "capture", "return", "void", "reversal"])
def test_a_lost_answer_is_asked_for_and_the_deed_done_once(counter: CardCounter, what: str) -> None:
    bodies: dict[str, Callable[[], object]] = {
        "authorise": counter.authorise,
        "capture": lambda: counter.capture(counter.held()),
        "return": lambda: counter.back(counter.captured(), 3_000),
        "void": lambda: counter.release(counter.held()),
        "reversal": lambda: counter.reversal(counter.held()),
    }
    operation, body = uuid4(), bodies[what]()
    counter.mood(LOSE_ONE)
    assert unavailable(counter.put(operation, body))  # type: ignore[arg-type]
    assert open_intents(counter) == [operation]
    assert answer_of(counter.put(operation, body)).outcome == "approved"  # type: ignore[arg-type]
    assert open_intents(counter) == []
    assert counter.is_sound()


def test_a_reversal_waits_for_what_is_under_way_and_then_undoes_it(counter: CardCounter) -> None:
    sale, body = uuid4(), counter.authorise()
    counter.mood(LOSE_ONE)
    assert unavailable(counter.put(sale, body))
    undone = counter.send(counter.reversal(sale, body.seq))
    assert isinstance(undone, ReversalDone)
    assert undone.effect is ReversalEffect.COMPENSATED
    assert answer_of(counter.put(sale, body)).outcome == "approved", "it was, before it was undone"
    assert counter.is_sound()


def test_a_reversal_of_what_the_processor_never_saw_undoes_nothing_or_what_was_held_late(
    counter: CardCounter, clock: FakeClock
) -> None:
    counter.mood(DOWN)
    early, late = uuid4(), uuid4()
    early_body, late_body = counter.authorise(), counter.authorise()
    for operation, body in ((early, early_body), (late, late_body)):
        assert unavailable(counter.put(operation, body))
    assert unavailable(counter.put(uuid4(), counter.reversal(early, early_body.seq)))
    counter.mood(Mood())
    undone = counter.send(counter.reversal(early, early_body.seq))
    assert isinstance(undone, ReversalDone)
    assert undone.effect is ReversalEffect.COMPENSATED
    clock.advance(timedelta(seconds=61))
    undone = counter.send(counter.reversal(late, late_body.seq))
    assert isinstance(undone, ReversalDone)
    assert undone.effect is ReversalEffect.NOTHING
    answer = answer_of(counter.put(late, late_body))
    assert isinstance(answer, AuthoriseDeclined)
    assert answer.reason is Decline.TOO_LATE
    assert counter.is_sound()


def test_the_same_request_while_it_is_under_way_waits_for_the_one_answer(counter: CardCounter) -> None:
    operation, body = uuid4(), counter.authorise()
    counter.mood(Mood(slow_milliseconds=300))
    answers: list[bytes] = []
    threads = [threading.Thread(target=lambda: answers.append(counter.put(operation, body).content)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(answers) == 4
    assert len(set(answers)) == 1
    assert reason(counter.send(counter.capture(operation))) is None
    assert counter.is_sound()


def test_two_tills_that_capture_at_once_capture_once(counter: CardCounter) -> None:
    sale, colleague = counter.held(), counter.add_till()
    counter.mood(Mood(slow_milliseconds=100))
    bodies = [(counter.capture(sale), counter.till), (counter.capture(sale, till=colleague), colleague)]
    found: list[Decline | None] = []
    threads = [
        threading.Thread(target=lambda body=body, till=till: found.append(reason(counter.send(body, till))))
        for body, till in bodies
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert set(found) == {None, Decline.ALREADY_CAPTURED}
    assert counter.is_sound()


def test_a_seq_that_was_taken_meanwhile_does_not_keep_a_sale_open(counter: CardCounter) -> None:
    sale, body = uuid4(), counter.authorise()
    counter.mood(LOSE_ONE)
    assert unavailable(counter.put(sale, body))
    wallet = counter.world.add_member()
    payment = counter.world.payment(counter.till, counter.world.code(wallet), 100, seq=body.seq)
    assert answer_of(counter.put(uuid4(), payment)).outcome == "declined"
    assert answer_of(counter.put(sale, body)).outcome == "approved"
    assert open_intents(counter) == []
    assert counter.is_sound()


def test_no_payment_by_wallet_takes_the_id_of_what_is_under_way(counter: CardCounter) -> None:
    sale, body = uuid4(), counter.authorise()
    counter.mood(LOSE_ONE)
    assert unavailable(counter.put(sale, body))
    code = counter.world.code(counter.world.add_member())
    paid = counter.put(sale, counter.world.payment(counter.till, code, 100))
    assert (paid.status_code, Problem.model_validate_json(paid.content).code) == (409, ProblemCode.ID_REUSED)
    assert answer_of(counter.put(sale, body)).outcome == "approved"
    assert open_intents(counter) == []
    assert counter.is_sound()


def test_nothing_that_is_under_way_is_undone_in_the_place_of_a_payment(counter: CardCounter) -> None:
    sale, capture = counter.held(), uuid4()
    body = counter.capture(sale)
    counter.mood(LOSE_ONE)
    assert unavailable(counter.put(capture, body))
    undone = counter.put(uuid4(), counter.reversal(capture, body.seq))
    assert (undone.status_code, Problem.model_validate_json(undone.content).code) == (409, ProblemCode.ID_REUSED)
    assert answer_of(counter.put(capture, body)).outcome == "approved"
    assert open_intents(counter) == []
    assert counter.is_sound()


def test_a_slow_processor_keeps_nobody_from_paying_by_wallet(counter: CardCounter) -> None:
    counter.mood(Mood(slow_milliseconds=1_000))
    operation, body = uuid4(), counter.authorise()
    asked = threading.Thread(target=lambda: counter.put(operation, body))
    asked.start()
    while operation not in open_intents(counter):
        asyncio.run(asyncio.sleep(0.01))
    wallet = counter.world.add_member()
    paid = counter.put(uuid4(), counter.world.payment(counter.till, counter.world.code(wallet), 100))
    assert paid.status_code == 200
    assert operation in open_intents(counter), "the card is still being asked about"
    asked.join(20)
    assert counter.is_sound()


def test_what_was_left_open_is_asked_about_until_it_is_known(
    counter: CardCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    operation, body = uuid4(), counter.authorise()
    counter.mood(DOWN)
    assert unavailable(counter.put(operation, body))
    context = counter.world.context
    monkeypatch.setattr(desk, "AGAIN_SECONDS", 0.02)

    async def until_known() -> None:
        own = desk.CardDesk(context.database, context.processor, context.now)
        own.wake()
        await asyncio.sleep(0.1)
        assert open_intents(counter) == [operation], "down: asked in vain, again and again"
        counter.mood(Mood())
        async with asyncio.timeout(10):
            while open_intents(counter):
                await asyncio.sleep(0.01)

    asyncio.run(until_known())
    again = counter.put(operation, body)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert answer_of(again).outcome == "approved"
    assert counter.is_sound()


class FailsOnce(Sandbox):
    """Fails for a moment by more than its own faults; its books lie where the server's do."""

    def __init__(self, context: Context, error: Exception) -> None:
        super().__init__(context.database, context.now, os.urandom)
        self._error: Exception | None = error

    async def inquire(self, operation: UUID) -> ProcessorAnswer | None:
        error, self._error = self._error, None
        if error is not None:
            raise error
        return await super().inquire(operation)


@pytest.mark.parametrize("error", [StoreFault("full"), Bug("a case that nobody thought of"), OSError("no such host")])
def test_what_failed_by_a_full_disk_or_by_a_bug_is_asked_about_though_its_till_never_comes_back(
    counter: CardCounter, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    operation, body = uuid4(), counter.authorise()
    counter.mood(DOWN)
    assert unavailable(counter.put(operation, body))
    counter.mood(Mood())
    context = counter.world.context
    monkeypatch.setattr(desk, "AGAIN_SECONDS", 0.02)
    [intent] = context.database.readers.submit(all_intents).result(20)
    terminal = context.database.readers.submit(lambda reader: terminal_by_number(reader, intent.terminal)).result(20)
    request = Request(operation, terminal, body, intent.fingerprint, context.database.key)

    async def until_known() -> None:
        own = desk.CardDesk(context.database, FailsOnce(context, error), context.now)
        with pytest.raises(type(error)):
            await own.finish(Pending(intent, is_own=True, is_new=False), request)
        async with asyncio.timeout(2):
            while open_intents(counter):
                await asyncio.sleep(0.01)

    asyncio.run(until_known())
    assert counter.put(operation, body).headers["Idempotent-Replayed"] == "true"
    assert counter.is_sound()


def test_a_processor_that_takes_too_long_is_not_waited_for(counter: CardCounter) -> None:
    operation, body = uuid4(), counter.authorise()
    counter.mood(DOWN)
    assert unavailable(counter.put(operation, body))
    counter.mood(Mood(slow_milliseconds=60_000))
    context = counter.world.context

    async def once() -> None:
        own = desk.CardDesk(context.database, context.processor, context.now, ask_seconds=0.05)
        await own.resolve_all()

    asyncio.run(once())
    assert open_intents(counter) == [operation]
    counter.mood(Mood())
    assert answer_of(counter.put(operation, body)).outcome == "approved"
    assert counter.is_sound()
