"""The till's payments: what is durable, what is being made durable, and who is told.

Only the control thread uses it. An event is applied at once to a *posted* version, so that the next event builds on it;
the version that anybody sees changes only when the journal thread has said that the event is on the disk.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from pos_app.errors import Bug
from pos_app.sync.journal import Entry, OutboxRow, Outgoing
from pos_app.sync.recorder import NotRecorded, Recorded
from pos_app.till import events as ev
from pos_app.till.outlets import Recording, Sending
from pos_app.till.overview import Overview
from pos_app.till.payment import ASKING, Payment, State, apply

_OPEN = ASKING | {State.AUTHORISED}


def _nothing(_: object) -> None:
    return


@dataclass(frozen=True, slots=True)
class _Pending:
    payment: Payment
    operation_read: UUID | None
    done: tuple[UUID, ...]
    then: Callable[[Payment], None] = field(repr=False)
    failed: Callable[[str], None] = field(repr=False)


class Book:
    """``read`` looks up an older payment in the journal; ``changed`` gets each that became durable in a new version."""

    def __init__(
        self,
        recorder: Recording,
        worker: Sending,
        read: Callable[[UUID], Payment | None],
        changed: Callable[[Payment], None],
    ) -> None:
        self._recorder = recorder
        self._worker = worker
        self._read = read
        self._changed = changed
        self._durable: dict[UUID, Payment] = {}
        self._posted: dict[UUID, Payment] = {}
        self._rows: dict[UUID, OutboxRow] = {}
        self._pending: dict[int, _Pending] = {}
        self._last_ticket = 0
        self.overview = Overview(self.all)
        self.feed_name = "feed"
        self.feed_position = 0
        """The feed is handled up to here: it becomes durable with the next event, as a counter of that name."""

    def load(self, payments: Iterable[Payment], rows: Iterable[OutboxRow]) -> None:
        """What an earlier run left in the journal."""
        self._durable = {payment.id: payment for payment in payments}
        self._posted = dict(self._durable)
        self._rows = {row.operation: row for row in rows}
        self.overview.forget()

    # -- reading ------------------------------------------------------------------------------------------------------

    def get(self, payment: UUID) -> Payment | None:
        """The durable version."""
        return self._durable.get(payment)

    def latest(self, payment: UUID) -> Payment | None:
        """The version that the next event applies to, perhaps not yet durable, never shown.

        One that is no longer in memory is taken from the journal.
        """
        if payment not in self._posted:
            found = self._read(payment)
            if found is not None:
                self._posted[payment] = self._durable[payment] = found
                self.overview.note(found)
        return self._posted.get(payment)

    def all(self) -> list[Payment]:
        """Every payment in memory, in the order in which they began."""
        return list(self._durable.values())

    def row(self, operation: UUID) -> OutboxRow | None:
        """The durable request with this id, while it waits."""
        return self._rows.get(operation)

    @property
    def waiting(self) -> int:
        """How many requests were not answered yet (未送信)."""
        return len(self._rows)

    @property
    def is_unsettled(self) -> bool:
        """Whether anything is open that only this terminal can bring to an end."""
        return bool(self._rows) or any(payment.is_unconfirmed for payment in self._posted.values())

    def forget_before(self, at: datetime, but: Collection[UUID]) -> None:
        """Leave what ended before a moment to the journal; ``but`` these, which somebody still looks at."""
        for payment in self.all():
            kept = payment.id in but or payment.attention is not None or payment.changed_at >= at
            if not kept and payment.state not in _OPEN and self._posted.get(payment.id) is payment:
                del self._durable[payment.id], self._posted[payment.id]
        self.overview.forget()

    # -- writing ------------------------------------------------------------------------------------------------------

    def record(
        self,
        payment: UUID,
        event: ev.Event,
        *,
        send: Outgoing | None = None,
        done: tuple[UUID, ...] = (),
        counters: tuple[tuple[str, int], ...] = (),
        operation_read: UUID | None = None,
        then: Callable[[Payment], None] = _nothing,
        failed: Callable[[str], None] = _nothing,
    ) -> None:
        """Make an event durable; ``then`` runs when it is, ``failed`` (with a reason) when it can't be.

        ``operation_read`` is the operation whose answer this event keeps: if that fails, the server is asked again.
        Raises :class:`Bug` for an event that the state table doesn't hold.
        """
        after = apply(self._posted.get(payment), event, payment)
        counters = (*counters, (self.feed_name, self.feed_position))
        entry = Entry(event.at, event.kind, event.model_dump_json(), payment, send, done, counters)
        self._last_ticket += 1
        self._pending[self._last_ticket] = _Pending(after, operation_read, done, then, failed)
        self._posted[payment] = after
        self._recorder.post(self._last_ticket, entry)

    def recorded(self, report: Recorded) -> None:
        """The journal thread made an entry durable."""
        pending = self._pending.pop(report.ticket, None)
        if pending is None:
            raise Bug(f"ticket {report.ticket} was never given")
        row = report.committed.row
        if row is not None:
            self._rows[row.operation] = row
            self._worker.add(row, renewed=row.operation in pending.done)
        for operation in pending.done:
            if row is None or operation != row.operation:
                self._rows.pop(operation, None)
                self._worker.forget(operation)
        self._durable[pending.payment.id] = pending.payment
        self.overview.note(pending.payment)
        self._changed(pending.payment)
        pending.then(pending.payment)

    def not_recorded(self, report: NotRecorded) -> None:
        """An entry could not be made durable; neither was anything that was posted after it."""
        if report.ticket not in self._pending:
            return  # Taken back together with the entry that failed first.
        lost = [ticket for ticket in sorted(self._pending) if ticket >= report.ticket]
        entries = [self._pending.pop(ticket) for ticket in lost]
        self._posted = dict(self._durable)
        self._recorder.resume()
        for pending in entries:
            if pending.operation_read is not None:
                self._worker.again(pending.operation_read)
            pending.failed(report.reason)
