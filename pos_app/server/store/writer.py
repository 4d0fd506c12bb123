"""The one writer: takes whatever waits, runs it in ONE transaction, commits once, and answers only then.

A commit costs as much as several payments, so sharing it among all who wait is what makes the server fast. What a job
raises undoes it alone, as if each ran in a savepoint of its own. A fault of the database undoes the whole batch, and
nobody is told anything but that.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, NamedTuple, TypeVar

from pos_app.errors import StoreFault
from pos_app.server.store.connection import Tx, connect, translated

T = TypeVar("T")
Listener = Callable[[frozenset[Hashable]], None]
AfterCommit = Callable[[Tx], None]
Settle = Callable[[Any, BaseException | None], None]

_LOG = logging.getLogger(__name__)

COMMIT_UNKNOWN = "commit_unknown"
"""The one reason of a StoreFault that does not mean "this try did nothing"."""

MAX_BATCH = 256
MAX_WAITING = 4096
GATHER_SECONDS = 0.005
"""How long a batch waits at most for those who were in the last one."""

_JOIN_SECONDS = 30.0


class _Job(NamedTuple):
    """``settle`` gets the result, or the error: on ``loop``, or on the writer's thread where there is none.

    ``begin`` says whether anybody still waits.
    """

    work: Callable[[Tx], Any]
    settle: Settle
    loop: asyncio.AbstractEventLoop | None = None
    begin: Callable[[], bool] | None = None


class _Outcome(NamedTuple):
    job: _Job
    value: Any = None
    error: BaseException | None = None


class _HalfDone(Exception):
    """A job failed after it had written something."""


class Writer:
    """Runs jobs on its own thread and connection; ``close`` finishes what was submitted and ends it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._listeners: list[Listener] = []
        self._checks: list[AfterCommit] = []
        self._closed = False
        self._connection = connect(path)
        self._tx = Tx(self._connection)
        self._version = -1
        self._last_batch = 0
        self._wanted = MAX_WAITING
        self._enough = Event()
        self._thread = Thread(target=self._serve, name="store-writer", daemon=True)
        self._thread.start()

    async def perform(self, work: Callable[[Tx], T]) -> T:
        """Queue a job from a coroutine and wait for it: as ``submit``, but one wake-up of the event loop per batch."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def settle(value: Any, error: BaseException | None) -> None:
            if not future.done():
                _settle(future, value, error)

        self.call(work, settle)
        return await future

    def call(self, work: Callable[[Tx], T], settle: Settle) -> None:
        """Queue a job from the event loop; ``settle`` is called there with what ``submit`` would give or raise."""
        self._enqueue(_Job(work, settle, asyncio.get_running_loop()))

    def submit(self, work: Callable[[Tx], T]) -> Future[T]:
        """Queue a job; its future gets what it returns, after COMMIT, or raises what it raised.

        StoreFault: this try did nothing, unless its reason is ``commit_unknown``. The job asks for the time and for
        random numbers itself, when it runs; it must not wait for anything, and it may be run a second time after a
        neighbour's failure undid the first.
        """
        future: Future[T] = Future()
        self._enqueue(_Job(work, partial(_settle, future), begin=future.set_running_or_notify_cancel))
        return future

    def _enqueue(self, job: _Job) -> None:
        if self._closed:
            job.settle(None, StoreFault("closed"))
        elif self._queue.qsize() >= MAX_WAITING:
            job.settle(None, StoreFault("busy", "too many are waiting"))
        else:
            self._queue.put(job)
            if self._queue.qsize() >= self._wanted:
                self._enough.set()

    def listen(self, listener: Listener) -> None:
        """Have ``listener`` called, on the writer's thread, with the topics that a commit announced."""
        self._listeners.append(listener)

    def verify(self, check: AfterCommit) -> None:
        """Have ``check`` called after each commit, before anybody is answered."""
        self._checks.append(check)

    def close(self) -> None:
        """Finish what was submitted, then end the thread."""
        if self._closed:
            return
        self._closed = True
        self._queue.put(None)
        self._thread.join(_JOIN_SECONDS)

    def _serve(self) -> None:
        open_for_more = True
        while open_for_more:
            batch, open_for_more = self._take()
            self._last_batch = len(batch)
            if batch:
                self._settle(batch)
        self._connection.close()

    def _take(self) -> tuple[list[_Job], bool]:
        """Wait for one job, then take all that are there."""
        batch: list[_Job] = []
        job = self._queue.get()
        self._gather()
        while job is not None:
            if job.begin is None or job.begin():
                batch.append(job)
            if len(batch) == MAX_BATCH:
                return batch, True
            try:
                job = self._queue.get_nowait()
            except Empty:
                return batch, True
        return batch, False

    def _gather(self) -> None:
        """Give those who were in the last batch the time to come back, so that they share a commit again.

        Who comes alone waits for nobody. It also keeps two threads from taking the interpreter from each other at every
        statement, which would cost a third of all work.
        """
        wanted = self._last_batch - 1
        self._enough.clear()
        self._wanted = wanted
        if self._queue.qsize() < wanted:
            self._enough.wait(GATHER_SECONDS)
        self._wanted = MAX_WAITING

    def _settle(self, batch: Sequence[_Job]) -> None:
        try:
            outcomes = self._commit(batch)
        except Exception as error:  # noqa: BLE001 - whatever it was, nobody may wait for ever
            fault = self._recovered(error)
            outcomes = [_Outcome(job, error=fault) for job in batch]
        by_loop: dict[asyncio.AbstractEventLoop, list[_Outcome]] = {}
        for outcome in outcomes:
            if outcome.job.loop is None:
                outcome.job.settle(outcome.value, outcome.error)
            else:
                by_loop.setdefault(outcome.job.loop, []).append(outcome)
        for loop, theirs in by_loop.items():
            if not loop.is_closed():
                loop.call_soon_threadsafe(_settle_all, theirs)

    def _commit(self, batch: Sequence[_Job]) -> list[_Outcome]:
        """Run the batch without savepoints; only when a job failed after it had written, do all again with them.

        A savepoint costs half as much as a payment's own statements, and jobs nearly always refuse before they write.
        """
        try:
            return self._run_all(batch, self._run)
        except _HalfDone:
            self._connection.execute("ROLLBACK")
            self._tx.discard()
            return self._run_all(batch, self._run_in_savepoint)

    def _run_all(self, batch: Sequence[_Job], run: Callable[[_Job], _Outcome]) -> list[_Outcome]:
        tx = self._tx
        self._connection.execute("BEGIN IMMEDIATE")
        self._notice_others()
        outcomes = [run(job) for job in batch]
        for action in tx.take_before_commit():
            action()
        self._end(tx)
        topics = tx.take_topics()
        if topics:
            for listener in self._listeners:
                listener(topics)
        return outcomes

    def _end(self, tx: Tx) -> None:
        try:
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            fault = translated(error)
            if isinstance(fault, StoreFault) and fault.reason not in {"full", "busy"}:
                # The log may or may not hold the commit: nobody can be told that nothing was done.
                raise StoreFault(COMMIT_UNKNOWN, fault.reason) from error
            raise
        try:
            for check in self._checks:
                check(tx)
        except Exception as error:
            raise StoreFault(COMMIT_UNKNOWN, "what was committed does not read back") from error

    def _run(self, job: _Job) -> _Outcome:
        before = self._connection.total_changes
        try:
            return _Outcome(job, job.work(self._tx))
        except StoreFault:
            raise
        except Exception as error:
            if self._connection.total_changes != before:
                raise _HalfDone from error
            return _Outcome(job, error=error)

    def _run_in_savepoint(self, job: _Job) -> _Outcome:
        execute = self._connection.execute
        execute("SAVEPOINT job")
        try:
            value = job.work(self._tx)
        except StoreFault:
            raise
        except Exception as error:  # noqa: BLE001 - handed to whoever submitted the job
            execute("ROLLBACK TO job")
            execute("RELEASE job")
            self._tx.forget()
            return _Outcome(job, error=error)
        execute("RELEASE job")
        return _Outcome(job, value)

    def _notice_others(self) -> None:
        """Clear the memory when another connection, e.g. an admin command's, has written."""
        version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            self._version = version
            self._tx.forget()

    def _recovered(self, error: Exception) -> StoreFault:
        """Undo the batch and make ready for the next."""
        # A fault is the world's: its reason says it all. Everything else is a bug of ours.
        bug = None if isinstance(error, StoreFault | sqlite3.Error) else error
        _LOG.error("a batch was undone: %s", error, exc_info=bug)
        fault = translated(error) if isinstance(error, sqlite3.Error) else error
        self._tx.discard()
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if not (isinstance(fault, StoreFault) and fault.reason in {"full", "busy"}):
                self._reopen()
        except (sqlite3.Error, StoreFault) as worse:
            _LOG.error("the database can't be opened again yet", exc_info=worse)
        if isinstance(fault, StoreFault):
            return fault
        return StoreFault("unavailable", type(error).__name__)

    def _reopen(self) -> None:
        fresh = connect(self._path)
        self._connection.close()
        self._connection = fresh
        self._tx = Tx(fresh)
        self._version = -1


def _settle(future: Future[Any] | asyncio.Future[Any], value: Any, error: BaseException | None) -> None:
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(value)


def _settle_all(outcomes: Sequence[_Outcome]) -> None:
    for job, value, error in outcomes:
        try:
            job.settle(value, error)
        except Exception:  # noqa: BLE001 - one that fails must not keep the others waiting
            _LOG.exception("an answer could not be given")
