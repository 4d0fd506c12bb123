"""The journal thread: commits what the control thread posts, in order, and says so.

Never on the control thread: a commit takes a fraction of a millisecond as a rule, and a quarter of a second when the
disk is busy.
"""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

from pos_app.errors import Bug, JournalFault
from pos_app.sync import bugs
from pos_app.sync.bugs import BugMet
from pos_app.sync.journal import Committed, Entry, Journal

IDLE_SECONDS = 2.0
TIDY_UP_AFTER = 200
"""Entries (some 4 MB of log) after which the log is folded into the file even if no moment was idle."""
_QUEUE_LIMIT = 10_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The entry with this ticket is durable."""

    ticket: int
    committed: Committed


@dataclass(frozen=True, slots=True)
class NotRecorded:
    """The entry with this ticket, and every later one posted before this was read, is not in the journal."""

    ticket: int
    reason: str


class Recorder:
    """Owns the journal's writing. ``report`` is called on the journal thread and must only hand the value over.

    After a failure everything already posted fails too, until :meth:`resume`: what was built upon an event that is not
    there must not be there either.
    """

    def __init__(self, journal: Journal, report: Callable[[Recorded | NotRecorded | BugMet], None]) -> None:
        self._journal = journal
        self._report = report
        self._queue: queue.Queue[tuple[int, int, Entry] | None] = queue.Queue(_QUEUE_LIMIT)
        self._generation = 0
        self._failed_generation = -1
        self._untidied = 0
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)

    def start(self) -> None:
        """Begin committing."""
        self._thread.start()

    def stop(self, deadline_seconds: float = 5.0) -> None:
        """Commit what is queued, then end."""
        self._queue.put(None)
        self._thread.join(deadline_seconds)

    def post(self, ticket: int, entry: Entry) -> None:
        """Ask for a commit; the outcome comes through ``report``."""
        try:
            self._queue.put_nowait((ticket, self._generation, entry))
        except queue.Full:
            raise Bug("the journal thread stands still") from None

    def resume(self) -> None:
        """The poster has seen the failure and has taken its consequences back: go on with what comes now."""
        self._generation += 1

    def step(self, timeout: float) -> bool:
        """Commit one entry, or tidy up when there was none in time; False when asked to stop."""
        try:
            item = self._queue.get(timeout=timeout) if timeout > 0 else self._queue.get_nowait()
        except queue.Empty:
            self._tidy_up()
            return True
        if item is None:
            return False
        ticket, generation, entry = item
        if generation <= self._failed_generation:
            self._report(NotRecorded(ticket, "earlier_failure"))
            return True
        try:
            committed = self._journal.append(entry)
        except JournalFault as fault:
            log.error("the journal could not be written: %s", fault.reason)
            self._failed_generation = generation
            self._report(NotRecorded(ticket, fault.reason))
        except Exception:  # noqa: BLE001 - whoever posted it must learn that it is not in the journal
            bugs.met("journal", self._report)
            self._failed_generation = generation
            self._report(NotRecorded(ticket, "internal"))
        else:
            self._report(Recorded(ticket, committed))
            self._untidied += 1
            if self._untidied >= TIDY_UP_AFTER:
                self._tidy_up()
        return True

    def _tidy_up(self) -> None:
        if self._untidied == 0:
            return
        self._untidied = 0
        try:
            self._journal.checkpoint()
        except JournalFault as fault:
            log.warning("checkpoint put off: %s", fault.reason)
        except Exception:  # noqa: BLE001 - it can wait; the next sale can't
            bugs.met("journal", self._report)

    def _run(self) -> None:
        while self.step(IDLE_SECONDS):
            pass
