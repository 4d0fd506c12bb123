"""The contract of docs/processor.md, held against the sandbox."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import TypeVar
from uuid import UUID, uuid4

import pytest

from pos_app.server.cards.processor import CardProcessor, Done, Order, ProcessorAnswer, ProcessorFault, Rejected
from pos_app.server.cards.sandbox.mood import Mood
from pos_app.server.cards.sandbox.profiles import Profile
from pos_app.server.cards.sandbox.references import Card, written
from pos_app.server.context import Context
from tests.server.cards.counter import CardCounter
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer
from tests.server.world import World

T = TypeVar("T")


@pytest.fixture
def counter(context: Context) -> CardCounter:
    return CardCounter(World(context), LiveServer(""))


@pytest.fixture
def processor(context: Context) -> CardProcessor:
    return context.processor


def run(call: Coroutine[None, None, T]) -> T:
    return asyncio.run(call)


def order(counter: CardCounter, amount: int = 5_000, profile: Profile = Profile.OK) -> Order:
    return Order(written(Card(profile.value, "2912"), uuid4()), amount, counter.world.now + timedelta(days=60))


def held(processor: CardProcessor, counter: CardCounter, amount: int = 5_000) -> UUID:
    operation = uuid4()
    assert isinstance(run(processor.authorise(operation, order(counter, amount))), Done)
    return operation


def test_a_second_call_with_an_id_changes_nothing_and_gives_the_same_answer(
    processor: CardProcessor, counter: CardCounter
) -> None:
    sale, asked = uuid4(), order(counter)
    first = run(processor.authorise(sale, asked))
    assert run(processor.authorise(sale, asked)) == first
    assert isinstance(first, Done)
    assert first.approval_code is not None
    assert len(first.approval_code) == 6
    capture, refund = uuid4(), uuid4()
    assert run(processor.capture(capture, sale, 5_000)) == run(processor.capture(capture, sale, 5_000)) == Done()
    assert run(processor.refund(refund, sale, 3_000)) == run(processor.refund(refund, sale, 3_000)) == Done()
    assert run(processor.refund(uuid4(), sale, 2_001)) == Rejected("13")
    assert run(processor.refund(uuid4(), sale, 2_000)) == Done()


def test_an_inquiry_tells_what_was_answered_and_nothing_of_what_was_never_seen(
    processor: CardProcessor, counter: CardCounter
) -> None:
    sale, lost, asked = uuid4(), uuid4(), order(counter)
    answer = run(processor.authorise(sale, asked))
    rejected = run(processor.authorise(lost, order(counter, profile=Profile.LOST)))
    assert run(processor.inquire(sale)) == answer
    assert run(processor.inquire(lost)) == rejected == Rejected("41")
    assert run(processor.inquire(uuid4())) is None


def test_what_was_released_is_neither_captured_nor_released_again(
    processor: CardProcessor, counter: CardCounter
) -> None:
    sale = held(processor, counter)
    assert run(processor.release(uuid4(), sale)) == Done()
    assert run(processor.release(uuid4(), sale)) == Rejected("12")
    assert run(processor.capture(uuid4(), sale, 1)) == Rejected("12")
    taken = held(processor, counter)
    assert run(processor.capture(uuid4(), taken, 1)) == Done()
    assert run(processor.release(uuid4(), taken)) == Rejected("12")


def test_what_was_released_before_it_was_seen_is_refused_when_it_comes(
    processor: CardProcessor, counter: CardCounter
) -> None:
    late = uuid4()
    assert run(processor.release(uuid4(), late)) == Rejected("25")
    assert run(processor.authorise(late, order(counter))) == Rejected("12")
    assert run(processor.inquire(late)) == Rejected("12")


def test_no_more_is_captured_than_was_held_and_nothing_after_its_end(
    processor: CardProcessor, counter: CardCounter, clock: FakeClock
) -> None:
    sale = held(processor, counter, 5_000)
    assert run(processor.capture(uuid4(), sale, 5_001)) == Rejected("13")
    assert run(processor.capture(uuid4(), uuid4(), 1)) == Rejected("25")
    clock.advance(timedelta(days=60, milliseconds=1))
    assert run(processor.capture(uuid4(), sale, 1)) == Rejected("33")


def test_a_reference_that_nobody_made_holds_nothing(processor: CardProcessor, counter: CardCounter) -> None:
    unknown = Order("A" * 22, 1, counter.world.now)
    assert run(processor.authorise(uuid4(), unknown)) == Rejected("25")


def test_a_sandbox_that_is_down_does_nothing(processor: CardProcessor, counter: CardCounter) -> None:
    sale = uuid4()
    counter.mood(Mood(down=True))
    for call in (processor.authorise(sale, order(counter)), processor.inquire(sale)):
        with pytest.raises(ProcessorFault, match="down"):
            run(call)
    counter.mood(Mood())
    assert run(processor.inquire(sale)) is None


def test_a_lost_answer_was_given_and_can_be_asked_for(processor: CardProcessor, counter: CardCounter) -> None:
    sale = uuid4()
    counter.mood(Mood(lose_answers=1))
    with pytest.raises(ProcessorFault, match="time_out"):
        run(processor.authorise(sale, order(counter)))
    found: ProcessorAnswer | None = run(processor.inquire(sale))
    assert isinstance(found, Done)
