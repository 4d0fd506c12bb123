"""The sandbox as a card processor: answers as a real one would, or fails as a real one does."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from pos_app.server.cards.processor import (
    CardFacts,
    Order,
    ProcessorAnswer,
    ProcessorFault,
    SealedCard,
    Unusable,
)
from pos_app.server.cards.reasons import APPROVED, NO_SUCH_THING, NOT_ALLOWED_NOW, TOO_LATE, WRONG_AMOUNT
from pos_app.server.cards.sandbox import books
from pos_app.server.cards.sandbox.issuer import code_for, new_approval_code
from pos_app.server.cards.sandbox.keys import KeyStore, erase_retired, is_any_due
from pos_app.server.cards.sandbox.mood import loses_this_answer, mood_of
from pos_app.server.cards.sandbox.opening import open_card
from pos_app.server.cards.sandbox.references import card_of
from pos_app.server.store.connection import Tx
from pos_app.server.store.database import Database
from pos_app.wire.cards import SealingKey

_MILLISECONDS = 1_000
_NO_CARD = ""


class _Call(NamedTuple):
    """What is asked, by which of our ids, about which authorisation. Yen."""

    kind: str
    operation: UUID
    authorisation: UUID
    amount: int = 0


class Sandbox:
    """Its books lie in the server's database, in tables that nothing else writes; each call is a transaction."""

    def __init__(self, database: Database, now: Callable[[], datetime], random: Callable[[int], bytes]) -> None:
        self._database = database
        self._now = now
        self._random = random
        self._keys = KeyStore(database.key)

    async def sealing_key(self) -> SealingKey | None:
        """Give the public half of the pair that is used now, also while it is told to be down."""
        return await self._database.readers.perform(lambda reader: self._keys.sealing_key(reader, self._now()))

    async def tokenise(self, request: UUID, card: SealedCard) -> CardFacts | Unusable:
        """Open a sealed card."""
        await self._patience()
        now = self._now()
        if await self._database.readers.perform(lambda reader: is_any_due(reader, now)):
            await self._database.writer.perform(lambda tx: erase_retired(tx, now))
        # On a reader's thread: it takes milliseconds, which neither the event loop nor the writer has.
        return await self._database.readers.perform(lambda reader: open_card(reader, self._keys, request, card, now))

    async def authorise(self, operation: UUID, order: Order) -> ProcessorAnswer:
        """Hold an amount on the card that a reference stands for."""
        call = _Call("authorise", operation, operation, order.amount)
        return await self._perform(call, lambda tx: self._authorise(tx, operation, order))

    async def capture(self, operation: UUID, authorisation: UUID, amount: int) -> ProcessorAnswer:
        """Take what is held, or less."""
        call = _Call("capture", operation, authorisation, amount)
        return await self._perform(call, lambda tx: self._capture(tx, call))

    async def release(self, operation: UUID, authorisation: UUID) -> ProcessorAnswer:
        """Let go what is held; what was never seen is refused when it comes later."""
        call = _Call("release", operation, authorisation)
        return await self._perform(call, lambda tx: self._release(tx, call))

    async def refund(self, operation: UUID, authorisation: UUID, amount: int) -> ProcessorAnswer:
        """Give back what was captured, or a part of it."""
        call = _Call("refund", operation, authorisation, amount)
        return await self._perform(call, lambda tx: _refund(tx, call))

    async def inquire(self, operation: UUID) -> ProcessorAnswer | None:
        """Say what was answered."""
        await self._patience()
        return await self._database.readers.perform(lambda reader: books.answered(reader, operation))

    async def _perform(self, call: _Call, act: Callable[[Tx], str]) -> ProcessorAnswer:
        await self._patience()

        def job(tx: Tx) -> tuple[ProcessorAnswer | None, bool]:
            if books.answered(tx, call.operation) is None:
                code = act(tx)
                books.record(tx, call.operation, call.kind, call.authorisation, call.amount, code, self._now())
            return books.answered(tx, call.operation), loses_this_answer(tx)

        answer, is_lost = await self._database.writer.perform(job)
        if is_lost or answer is None:
            raise ProcessorFault("time_out", "the sandbox was told to lose this answer")
        return answer

    async def _patience(self) -> None:
        mood = await self._database.readers.perform(mood_of)
        if mood.down:
            raise ProcessorFault("down", "the sandbox was told to be down")
        if mood.slow_milliseconds:
            await asyncio.sleep(mood.slow_milliseconds / _MILLISECONDS)

    def _authorise(self, tx: Tx, operation: UUID, order: Order) -> str:
        if books.held(tx, operation) is not None:
            return NOT_ALLOWED_NOW
        code = code_for(card_of(order.card), self._now())
        approval_code = new_approval_code(self._random) if code == APPROVED else None
        books.hold(tx, operation, order.card, order.amount, approval_code, order.expires_at)
        return code

    def _capture(self, tx: Tx, call: _Call) -> str:
        found = books.held(tx, call.authorisation)
        if found is None:
            return NO_SUCH_THING
        if found.state != "held":
            return NOT_ALLOWED_NOW
        if self._now() > found.expires_at:
            return TOO_LATE
        if not 0 < call.amount <= found.amount:
            return WRONG_AMOUNT
        books.change(tx, found, state="captured", captured=call.amount)
        return APPROVED

    def _release(self, tx: Tx, call: _Call) -> str:
        found = books.held(tx, call.authorisation)
        if found is None:
            books.hold(tx, call.authorisation, _NO_CARD, 0, None, self._now())
            return NO_SUCH_THING
        if found.state != "held":
            return NOT_ALLOWED_NOW
        books.change(tx, found, state="released")
        return APPROVED


def _refund(tx: Tx, call: _Call) -> str:
    found = books.held(tx, call.authorisation)
    if found is None:
        return NO_SUCH_THING
    if found.state != "captured":
        return NOT_ALLOWED_NOW
    if not 0 < call.amount <= found.captured - found.returned:
        return WRONG_AMOUNT
    books.change(tx, found, state="captured", returned=found.returned + call.amount)
    return APPROVED
