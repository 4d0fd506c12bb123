"""Takes operations about cards from the first step to the last, one at a time for each payment.

(1) in a transaction: what can be decided is, else what the processor is to be asked is written down. (2) The processor
is asked, outside of any transaction. (3) In a transaction: the operation with its answer. Whatever falls between, the
intent stays, and the processor is then asked first what became of it, never told again blindly.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid5

from pos_app.errors import Bug, StoreFault
from pos_app.server.cards.asking import ASK_SECONDS, asked
from pos_app.server.cards.facts import reference_of
from pos_app.server.cards.intents import Intent, all_intents
from pos_app.server.cards.processor import CardProcessor, Order, ProcessorAnswer
from pos_app.server.cards.settling import settle
from pos_app.server.cards.taking import Pending, take
from pos_app.server.ledger.operations import Answered
from pos_app.server.ledger.request import Request
from pos_app.server.problems import Refused
from pos_app.server.store.database import Database
from pos_app.wire.operations import AuthoriseBody
from pos_app.wire.problems import ProblemCode

_LOG = logging.getLogger(__name__)

AGAIN_SECONDS = 5.0
"""How long until the processor is asked again about what it left open."""

_NEVER = "never to be held"

_TURNS = 20
"""How often an operation waits for others on its payment before whoever sent it is asked to come again."""


class CardDesk:
    """For coroutines of one event loop. ``processor`` is asked for at most ``ask_seconds`` at a time."""

    def __init__(
        self,
        database: Database,
        processor: CardProcessor,
        now: Callable[[], datetime],
        ask_seconds: float = ASK_SECONDS,
    ) -> None:
        self._database = database
        self._processor = processor
        self._now = now
        self._ask_seconds = ask_seconds
        self._under_way: dict[UUID, asyncio.Task[Answered | None]] = {}
        self._again: asyncio.TimerHandle | None = None
        self._looking: asyncio.Task[None] | None = None

    async def finish(self, pending: Pending, request: Request) -> Answered:
        """Go on from what the first step gave, until ``request`` has its recorded answer.

        Raises Refused ``processor_unavailable``, which says that there is none yet, or none while the processor refuses
        to undo; those of ``take``; StoreFault.
        """
        for _ in range(_TURNS):
            answered = await self._resolved(pending.intent, is_new=pending.is_new)
            if pending.is_own:
                if answered is None:
                    break
                return answered
            found = await self._database.writer.perform(lambda tx: take(tx, request, self._now()))
            if isinstance(found, Answered):
                return found
            pending = found
        raise Refused(ProblemCode.PROCESSOR_UNAVAILABLE, retry_after=1)

    async def resolve_all(self) -> None:
        """Ask about everything that was left open, e.g. by a crash; what stays open is asked about again later."""
        try:
            left = await self._database.readers.perform(all_intents)
        except StoreFault:
            self._look_again()
            return
        for intent in left:
            try:
                await self._resolved(intent)
            except (Refused, StoreFault) as error:
                _LOG.info("a card operation is still open: %s", error)
            except Exception:  # noqa: BLE001 - one that can't be ended must not keep the others open
                _LOG.exception("card operation %s can't be ended", intent.operation)

    def wake(self) -> None:
        """Begin to ask about everything that was left open; from the event loop."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.get_running_loop().create_task(self.resolve_all())

    async def _resolved(self, intent: Intent, *, is_new: bool = False) -> Answered | None:
        """Give the answer to what is under way; whoever comes later waits for the one who was first.

        None: it is an undo, which the processor refuses; it is under way no more, and not on record.
        """
        task = self._under_way.get(intent.operation)
        if task is None:
            task = asyncio.get_running_loop().create_task(self._resolve(intent, is_new=is_new))
            self._under_way[intent.operation] = task
            task.add_done_callback(lambda done: self._ended(intent.operation, done))
        return await asyncio.shield(task)

    def _ended(self, operation: UUID, task: asyncio.Task[Answered | None]) -> None:
        self._under_way.pop(operation, None)
        if not task.cancelled():
            task.exception()  # whoever waited has it; without anybody, it was said in the log

    async def _resolve(self, intent: Intent, *, is_new: bool) -> Answered | None:
        database, now = self._database, self._now
        try:
            said = await asked(self._ask(intent, is_new=is_new), self._ask_seconds)
            answered = await database.writer.perform(lambda tx: settle(tx, intent, said, database.key, now()))
        except Exception:
            # Whatever it was: whoever sent it may not live to ask again, what is held must come into the books, and
            # nothing else can be done to the payment before.
            self._look_again()
            raise
        if answered is None:
            _LOG.warning("the card processor refuses to undo sale %s: %s", intent.payment, said)
            # Its till may have sent it again at this very moment, and then it is under way anew.
            self._look_again()
        return answered

    async def _ask(self, intent: Intent, *, is_new: bool) -> ProcessorAnswer | None:
        """Give the processor's word; None: an authorisation that it never saw, and that comes too late for it now."""
        if is_new:
            return await self._tell(intent)
        said = await self._processor.inquire(intent.operation)
        if said is not None:
            return said
        body = intent.body
        if isinstance(body, AuthoriseBody) and self._now() > body.execute_until:
            await self._processor.release(uuid5(intent.operation, _NEVER), intent.operation)
            return None
        return await self._tell(intent)

    async def _tell(self, intent: Intent) -> ProcessorAnswer:
        processor, operation, payment = self._processor, intent.operation, intent.payment
        match intent.asks:
            case "authorise":
                return await processor.authorise(operation, await self._order(intent))
            case "capture":
                return await processor.capture(operation, payment, intent.amount)
            case "release":
                return await processor.release(operation, payment)
            case "refund":
                return await processor.refund(operation, payment, intent.amount)

    async def _order(self, intent: Intent) -> Order:
        body, expires_at = intent.body, intent.expires_at
        if not isinstance(body, AuthoriseBody) or expires_at is None:
            raise Bug("no authorisation")
        card = await self._database.readers.perform(lambda reader: reference_of(reader, body.token))
        return Order(card, intent.amount, expires_at)

    def _look_again(self) -> None:
        if self._again is None:
            self._again = asyncio.get_running_loop().call_later(AGAIN_SECONDS, self._time_is_up)

    def _time_is_up(self) -> None:
        self._again = None
        self.wake()
