"""Reads the store's feed: payments and undoings that other tills, the wallet or the desk brought about."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from pos_app.errors import Refusal, ServerFault
from pos_app.sync import bugs
from pos_app.sync.backoff import Backoff
from pos_app.sync.bugs import BugMet
from pos_app.sync.client import Client
from pos_app.sync.findings import LineState
from pos_app.wire.feed import FeedPage
from pos_app.wire.problems import ProblemCode

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FeedRead:
    """News from the store, in the server's commit order."""

    page: FeedPage


class FeedReader:
    """A thread that waits for news; ``report`` hands a value over and returns at once."""

    def __init__(
        self,
        client: Client,
        after: int,
        report: Callable[[FeedRead | LineState | BugMet], None],
        chance: Callable[[], float],
        monotonic: Callable[[], float],
    ) -> None:
        self._client = client
        self._after = after
        self._approvals = 0
        self._report = report
        self._monotonic = monotonic
        self._backoff = Backoff(chance)
        self._line: LineState | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="feed", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self, deadline_seconds: float = 0.1) -> None:
        """End; a long poll under way is left to the process's end, it changes nothing."""
        self._stopping.set()
        self._thread.join(deadline_seconds)

    def step(self) -> float:
        """Ask once; returns the seconds to wait before the next time."""
        try:
            page = self._client.feed(self._after, self._approvals)
        except (ServerFault, Refusal) as error:
            log.info("no news: %s", error)
            self._tell(LineState(isinstance(error, Refusal), _problem(error)))
            self._backoff.failed(self._monotonic())
            return self._backoff.remaining(self._monotonic())
        self._tell(LineState(up=True))
        self._backoff.succeeded()
        if page.position > self._after or page.approvals != self._approvals:
            self._after, self._approvals = max(page.position, self._after), page.approvals
            self._report(FeedRead(page))
        return 0.0

    def _tell(self, line: LineState) -> None:
        """An idle till sends nothing: only here does it notice that the server is gone, or back."""
        if line != self._line:
            self._line = line
            self._report(line)

    def _run(self) -> None:
        while not self._stopping.wait(self._guarded_step()):
            pass

    def _guarded_step(self) -> float:
        try:
            return self.step()
        except Exception:  # noqa: BLE001 - whatever it was, news is read again
            bugs.met("feed", self._report)
            self._backoff.failed(self._monotonic())
            return self._backoff.remaining(self._monotonic())


def _problem(error: ServerFault | Refusal) -> ProblemCode | None:
    return ProblemCode(error.code) if isinstance(error, Refusal) else None
