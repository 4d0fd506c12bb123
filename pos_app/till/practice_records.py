"""What stands in for the till's threads in practice: everything in memory, on the control thread (row D-28)."""

from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC
from uuid import UUID

from pos_app.sync.chain import GENESIS, StoredEvent
from pos_app.sync.client import Client
from pos_app.sync.errands import Errand, Errands
from pos_app.sync.journal import Committed, Entry, OutboxRow, Outgoing
from pos_app.sync.recorder import Recorded


class PracticeRecorder:
    """Says of each entry that it is recorded, and forgets it with the practice: no journal, no disk."""

    def __init__(self, report: Callable[[object], None]) -> None:
        self._report = report
        self._events: list[StoredEvent] = []
        self._seq = 0

    def post(self, ticket: int, entry: Entry) -> None:
        """Keep an entry in memory."""
        at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
        position = len(self._events) + 1
        self._events.append(StoredEvent(position, at, entry.payment, entry.kind, entry.data, GENESIS, GENESIS))
        row = self._row(entry.send) if entry.send else None
        self._report(Recorded(ticket, Committed(position, row)))

    def resume(self) -> None:
        """Nothing ever fails."""

    def events_of(self, payment: UUID) -> Iterator[StoredEvent]:
        """What happened to one payment."""
        return (event for event in self._events if event.payment == payment)

    def _row(self, outgoing: Outgoing) -> OutboxRow:
        body = outgoing.body
        if outgoing.numbered:
            self._seq += 1
            body = body.model_copy(update={"seq": self._seq})
        return OutboxRow(outgoing.operation, outgoing.payment, body.kind, body.epoch, body.seq, body.to_json())


class PracticeErrands:
    """Runs each errand at once, against the practice's own client."""

    def __init__(self, client: Client, report: Callable[[object], None]) -> None:
        self._errands = Errands(client, report)

    def run(self, ticket: int, errand: Errand) -> None:
        """Do it; its end is reported like every other."""
        self._errands.run(ticket, errand)
        self._errands.step()


class Post:
    """The practice's own mailbox: nothing of it meets what the real threads report."""

    def __init__(self) -> None:
        self._values: deque[object] = deque()

    def put(self, value: object) -> None:
        """Hand a value over."""
        self._values.append(value)

    def drain(self) -> Iterator[object]:
        """Everything that is there, also what comes meanwhile."""
        while self._values:
            yield self._values.popleft()
