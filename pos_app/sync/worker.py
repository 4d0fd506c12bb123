"""The sync worker: brings every outbox row to a definite answer, whatever the network does.

Two threads, one request at a time each: one sends what is new, the other asks for what is old, so that a server which
keeps an old question waiting holds no new customer up (D-13 d). What they learn they post; only the control thread
decides what that means.
"""

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from pos_app.errors import JournalFault, Refusal, ServerFault
from pos_app.sync import bugs
from pos_app.sync.attempt import Knowledge, Move, Outcome, after_ask, after_send, first_move
from pos_app.sync.backoff import Backoff
from pos_app.sync.client import Client, Result
from pos_app.sync.findings import AnswerRead, Finding, LineState, Unsendable, Unsure
from pos_app.sync.journal import OutboxRow
from pos_app.wire.operations import OperationAnswer
from pos_app.wire.problems import ProblemCode

IDLE_SECONDS = 30.0
NEW_AGAIN_SECONDS = 1.0
"""Somebody stands at the counter: what could not be sent yet is tried again so soon, however long the back-off is."""
ASK_SINGLY_UP_TO = 3
"""More open rows than this are asked for by the page."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Open:
    row: OutboxRow
    knowledge: Knowledge
    tried_at: float | None = None
    """When the server was last asked to take it, monotonic seconds; None: never."""
    reported: bool = False
    """An answer was posted and waits to be committed."""
    refused: bool = False
    """The server called the request itself wrong."""


class Worker:
    """``open_body`` unseals a row's bytes; ``report`` hands a value over and returns at once.

    ``chance`` and ``monotonic`` are its randomness and its clock (seconds). ``client`` sends what is new, ``asking``
    asks for what is old; without the latter one does both, driven by :meth:`step`.
    """

    def __init__(
        self,
        client: Client,
        open_body: Callable[[OutboxRow], bytes],
        report: Callable[[Finding], None],
        chance: Callable[[], float],
        monotonic: Callable[[], float],
        asking: Client | None = None,
    ) -> None:
        self._client = client
        self._asking = asking or client
        self._open_body = open_body
        self._report = report
        self._monotonic = monotonic
        self._backoff = Backoff(chance)
        self._guard = threading.Condition()
        self._rows: dict[UUID, _Open] = {}
        self._in_flight: set[UUID] = set()
        self._line: LineState | None = None
        self._stopping = False
        self._threads = (
            threading.Thread(target=self._run, args=(self.step_new, self._new_wait), name="sync", daemon=True),
            threading.Thread(target=self._run, args=(self.step_old, self._old_wait), name="sync-old", daemon=True),
        )

    # -- called by the control thread ---------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to send and to ask."""
        for thread in self._threads:
            thread.start()

    def stop(self, deadline_seconds: float = 15.0) -> None:
        """End after the requests under way."""
        with self._guard:
            self._stopping = True
            self._guard.notify_all()
        until = self._monotonic() + deadline_seconds
        for thread in self._threads:
            thread.join(max(0.1, until - self._monotonic()))

    def add(self, row: OutboxRow, *, renewed: bool = False) -> None:
        """A request became durable; somebody waits for it, so it is tried at once, unless it was tried before."""
        with self._guard:
            tried_at = self._monotonic() if renewed else None
            self._rows[row.operation] = _Open(row, Knowledge.FRESH, tried_at)
            if not renewed:
                self._backoff.hurry()
            self._guard.notify_all()

    def resume(self, rows: Iterable[OutboxRow]) -> None:
        """Rows of an earlier run: what became of them is not known."""
        with self._guard:
            for row in rows:
                self._rows[row.operation] = _Open(row, Knowledge.UNKNOWN)
            self._guard.notify_all()

    def withdraw(self, operation: UUID) -> bool:
        """Take a request back; True where surely no byte of it has left, and none will."""
        with self._guard:
            found = self._rows.get(operation)
            if found is None or found.knowledge is not Knowledge.FRESH or operation in self._in_flight:
                return False
            del self._rows[operation]
            return True

    def forget(self, operation: UUID) -> None:
        """The row is gone from the outbox."""
        with self._guard:
            self._rows.pop(operation, None)

    def again(self, operation: UUID) -> None:
        """Its answer could not be committed: ask once more, later."""
        with self._guard:
            if operation not in self._rows:
                return
            self._set(operation, reported=False)
            self._backoff.failed(self._monotonic())
            self._guard.notify_all()

    def hurry(self) -> None:
        """Try now, whatever the back-off says."""
        with self._guard:
            self._backoff.hurry()
            self._guard.notify_all()

    # -- the sync threads ---------------------------------------------------------------------------------------------

    def step(self) -> float:
        """Do the most urgent thing, as both threads would; returns the seconds to wait before the next step."""
        wait = self.step_new()
        return wait if wait == 0.0 else min(wait, self.step_old())

    def step_new(self) -> float:
        """Send one request that is surely not under way; returns the seconds to wait before the next step."""
        with self._guard:
            wait = self._new_wait()
            if wait > 0:
                return wait
            found = self._new()[0]
            self._in_flight.add(found.row.operation)
        self._send(self._client, found)
        return 0.0

    def step_old(self) -> float:
        """Ask for what may have arrived, and resend it; returns the seconds to wait before the next step."""
        with self._guard:
            wait = self._old_wait()
            if wait > 0:
                return wait
            unknown = self._old()
        if len(unknown) > ASK_SINGLY_UP_TO:
            self._ask_by_page(unknown)
        else:
            self._ask(unknown[0])
        return 0.0

    def _new(self) -> list[_Open]:
        """What can be sent, that which was never tried first."""
        rows = [found for found in self._waiting() if first_move(found.knowledge) is Move.SEND]
        return sorted(rows, key=lambda found: found.tried_at is not None)

    def _old(self) -> list[_Open]:
        return [found for found in self._waiting() if first_move(found.knowledge) is Move.ASK]

    def _waiting(self) -> list[_Open]:
        return [
            found for found in self._rows.values() if not found.reported and found.row.operation not in self._in_flight
        ]

    def _new_wait(self) -> float:
        """None where somebody waits for a request that was never tried; an old one's failure must not make it wait."""
        new = self._new()
        if not new:
            return IDLE_SECONDS
        now, tried_at = self._monotonic(), new[0].tried_at
        return (
            0.0 if tried_at is None else min(self._backoff.remaining(now), max(0.0, tried_at + NEW_AGAIN_SECONDS - now))
        )

    def _old_wait(self) -> float:
        return self._backoff.remaining(self._monotonic()) if self._old() else IDLE_SECONDS

    def _send(self, client: Client, found: _Open) -> None:
        operation = found.row.operation
        try:
            result = self._try(client, found)
            if result is not None:
                self._take(found, result)
        finally:
            with self._guard:
                self._in_flight.discard(operation)
                self._guard.notify_all()
        if result is None:
            return
        if result.outcome in (Outcome.REFUSED, Outcome.ID_REUSED):
            log.error("operation %s was refused as a request: %s", operation, result.code)
            self._set(operation, refused=True)
        elif found.knowledge is Knowledge.FRESH and result.outcome in (Outcome.UNKNOWN, Outcome.NOTHING_DONE):
            self._report(Unsure(operation))

    def _try(self, client: Client, found: _Open) -> Result | None:
        operation = found.row.operation
        with self._guard:
            # Checked again under the lock: the control thread may have forgotten it meanwhile.
            if operation not in self._rows:
                return None
            self._in_flight.add(operation)
        try:
            body = self._open_body(found.row)
        except JournalFault as fault:
            log.error("a request can't be opened any more: %s", fault)
            self._set(operation, knowledge=Knowledge.UNSENDABLE)
            return None
        # Should the sending itself break, the request may have left all the same.
        self._set(operation, knowledge=after_send(found.knowledge, Outcome.UNKNOWN))
        result = client.send(operation, body)
        self._set(operation, knowledge=after_send(found.knowledge, result.outcome), tried_at=self._monotonic())
        return result

    def _ask(self, found: _Open) -> None:
        self._to_the_end(found)
        result = self._asking.ask(found.row.operation)
        self._take(found, result)
        self._after_ask(found, result.outcome)

    def _to_the_end(self, found: _Open) -> None:
        """Of the line: one that never gets an answer must not block the others."""
        with self._guard:
            if found.row.operation in self._rows:
                self._rows[found.row.operation] = self._rows.pop(found.row.operation)

    def _after_ask(self, found: _Open, outcome: Outcome) -> None:
        if after_ask(found.knowledge, outcome) is Move.SEND:
            self._send(self._asking, found)
        elif outcome is Outcome.ABSENT:
            self._set(found.row.operation, reported=True)
            self._report(Unsendable(found.row.operation, found.refused))

    def _ask_by_page(self, unknown: list[_Open]) -> None:
        epoch = unknown[0].row.epoch
        asked = sorted((found for found in unknown if found.row.epoch == epoch), key=lambda found: found.row.seq)
        after: int | None = asked[0].row.seq - 1
        known: dict[UUID, OperationAnswer] = {}
        try:
            while after is not None and after < asked[-1].row.seq:
                page = self._asking.ask_page(epoch, after)
                known |= {operation.answer.id: operation.answer for operation in page.operations}
                after = page.next_after_seq
        except ServerFault as fault:
            self._heard(Result(Outcome.UNKNOWN, fault=fault.reason))
            return
        except Refusal as refusal:
            self._heard(Result(Outcome.NOTHING_DONE, code=ProblemCode(refusal.code)))
            return
        self._heard(Result(Outcome.ABSENT))
        for found in asked:
            answer = known.get(found.row.operation)
            if answer is not None:
                self._take(found, Result(Outcome.ANSWERED, answer))
        for found in unknown:
            if found.row.epoch != epoch or found.row.operation in known:
                continue
            if self._is_held_up():
                return
            self._to_the_end(found)
            self._after_ask(found, Outcome.ABSENT)

    def _is_held_up(self) -> bool:
        """The next customer comes before an old request, and a silent server is left alone."""
        with self._guard:
            return self._stopping or bool(self._new()) or self._backoff.remaining(self._monotonic()) > 0

    def _take(self, found: _Open, result: Result) -> None:
        self._heard(result)
        if result.answer is None:
            return
        self._set(found.row.operation, reported=True)
        self._report(AnswerRead(result.answer))

    def _heard(self, result: Result) -> None:
        silent = result.outcome in (Outcome.NOT_SENT, Outcome.UNKNOWN)
        with self._guard:
            if silent or result.outcome in (Outcome.NOTHING_DONE, Outcome.REFUSED, Outcome.ID_REUSED):
                self._backoff.failed(self._monotonic())
            elif result.outcome is not Outcome.ABSENT:
                # What is absent brings nothing to an end: a request that is refused each time must not spin.
                self._backoff.succeeded()
            state = LineState(not silent, result.code if result.outcome is Outcome.NOTHING_DONE else None)
            news, self._line = state != self._line, state
        if news:
            self._report(state)

    def _set(
        self,
        operation: UUID,
        knowledge: Knowledge | None = None,
        tried_at: float | None = None,
        reported: bool | None = None,
        refused: bool | None = None,
    ) -> None:
        with self._guard:
            found = self._rows.get(operation)
            if found is None:
                return
            if knowledge is not None:
                found = replace(found, knowledge=knowledge)
            if tried_at is not None:
                found = replace(found, tried_at=tried_at)
            if reported is not None:
                found = replace(found, reported=reported)
            if refused is not None:
                found = replace(found, refused=refused)
            self._rows[operation] = found

    def _run(self, step: Callable[[], float], wait_now: Callable[[], float]) -> None:
        while True:
            pause = 0.0
            try:
                step()
            except Exception:  # noqa: BLE001 - whatever it was, open payments are asked for
                bugs.met(threading.current_thread().name, self._report)
                pause = NEW_AGAIN_SECONDS
            with self._guard:
                # Worked out anew: while this thread was busy, the other one may have made something due, or put it off.
                if not self._stopping:
                    self._guard.wait(max(wait_now(), pause))
                if self._stopping:
                    return
