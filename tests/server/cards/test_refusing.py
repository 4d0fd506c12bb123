"""A processor that rejects what the books would allow: what tills are told, and what can still be done then."""

import os
from collections.abc import Iterator
from uuid import UUID

import pytest

from pos_app.server.app import build
from pos_app.server.cards.processor import Order, ProcessorAnswer, Rejected
from pos_app.server.cards.sandbox.processor import Sandbox
from pos_app.server.context import Context
from pos_app.wire.operations import Decline
from tests.server.cards.counter import CardCounter, reason
from tests.server.live_server import serve
from tests.server.world import World


class Refusing(Sandbox):
    """Rejects what ``codes`` has a response code for, by what is asked; an id that it rejected stays rejected."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.database, context.now, os.urandom)
        self.codes: dict[str, str] = {}
        self._rejected: dict[UUID, Rejected] = {}

    async def authorise(self, operation: UUID, order: Order) -> ProcessorAnswer:
        return self._rejection("authorise", operation) or await super().authorise(operation, order)

    async def release(self, operation: UUID, authorisation: UUID) -> ProcessorAnswer:
        return self._rejection("release", operation) or await super().release(operation, authorisation)

    async def refund(self, operation: UUID, authorisation: UUID, amount: int) -> ProcessorAnswer:
        return self._rejection("refund", operation) or await super().refund(operation, authorisation, amount)

    async def inquire(self, operation: UUID) -> ProcessorAnswer | None:
        return self._rejected.get(operation) or await super().inquire(operation)

    def _rejection(self, asks: str, operation: UUID) -> Rejected | None:
        if asks in self.codes:
            self._rejected.setdefault(operation, Rejected(self.codes[asks]))
        return self._rejected.get(operation)


@pytest.fixture
def processor(context: Context) -> Refusing:
    refusing = Refusing(context)
    object.__setattr__(context, "processor", refusing)
    return refusing


@pytest.fixture
def counter(context: Context, processor: Refusing) -> Iterator[CardCounter]:
    assert context.processor is processor
    with serve(build(context)) as live:
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
