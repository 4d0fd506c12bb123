"""Calls that a person waits for (log-in, approval, history): made off the control thread, their ends posted to it."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from pos_app.errors import Fault, Refusal, ServerFault
from pos_app.sync import bugs
from pos_app.sync.bugs import BugMet
from pos_app.sync.client import Client

log = logging.getLogger(__name__)

Errand = Callable[[Client], object]


@dataclass(frozen=True, slots=True)
class ErrandDone:
    """The end of an errand: a value, or why there is none: a refusal's code, a fault's reason, ``offline``."""

    ticket: int
    value: object = field(default=None, repr=False)
    refusal: str | None = None


class Errands:
    """One thread, in order; ``report`` hands a value over and returns at once."""

    def __init__(self, client: Client, report: Callable[[ErrandDone | BugMet], None]) -> None:
        self._client = client
        self._report = report
        self._queue: queue.Queue[tuple[int, Errand] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, name="errands", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, deadline_seconds: float = 2.0) -> None:
        """End after the errand under way."""
        self._queue.put(None)
        self._thread.join(deadline_seconds)

    def run(self, ticket: int, errand: Errand) -> None:
        """Ask for an errand; its end is reported with this ticket."""
        self._queue.put((ticket, errand))

    def step(self) -> bool:
        """Do one errand; False when asked to stop."""
        item = self._queue.get()
        if item is None:
            return False
        ticket, errand = item
        try:
            self._report(ErrandDone(ticket, errand(self._client)))
        except Refusal as refusal:
            self._report(ErrandDone(ticket, refusal=refusal.code))
        except Fault as fault:
            log.warning("an errand failed: %s", fault)
            reason = "offline" if isinstance(fault, ServerFault) else fault.reason
            self._report(ErrandDone(ticket, refusal=reason))
        except Exception:  # noqa: BLE001 - whoever asked must not wait for ever
            bugs.met("errands", self._report)
            self._report(ErrandDone(ticket, refusal="internal"))
        return True

    def _run(self) -> None:
        while self.step():
            pass
