"""The book on a real journal, stepped by hand: what is durable, what is posted, and what falls together."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from pos_app.errors import Bug, JournalFault
from pos_app.sync.client import Client, Credential
from pos_app.sync.journal import Committed, Entry, Journal, OutboxRow
from pos_app.sync.recorder import NotRecorded, Recorded, Recorder
from pos_app.sync.sealing import Sealer
from pos_app.sync.worker import Worker
from pos_app.till import events as ev
from pos_app.till import recovery
from pos_app.till.book import Book
from pos_app.till.payment import Payment, State
from pos_app.till.requests import payment_request, renewed_request, reversal_request
from tests.sync.facts import payment_id
from tests.sync.test_http import line
from tests.till.test_payment import APPROVED, UNDONE
from tests.till.test_requests import CODE, STAFF
from tests.till.worlds import facts
from tests.till.worlds.facts import IDS, PAYMENT, Op


class FullDisk(Journal):
    refuses = False

    def append(self, entry: Entry) -> Committed:
        if self.refuses:
            raise JournalFault("disk_full")
        return super().append(entry)


class Desk:
    """A book with its journal, recorder and a worker that never sends by itself."""

    def __init__(self, folder: Path) -> None:
        self.journal = FullDisk(folder, Sealer(bytes(32)))
        self.changed: list[Payment] = []
        self.failed: list[str] = []
        self._told: list[object] = []
        self.recorder = Recorder(self.journal, self._told.append)
        client = Client(line("http://127.0.0.1:1"), Credential())
        self.worker = Worker(client, self._no_body, lambda _: None, lambda: 0.0, lambda: 0.0)
        self.book = Book(self.recorder, self.worker, self._read, self.changed.append)

    def _no_body(self, _: OutboxRow) -> bytes:
        raise JournalFault("body_unreadable")

    def _read(self, payment: UUID) -> Payment | None:
        return recovery.fold(self.journal.events_of([payment])).get(payment)

    def pump(self) -> None:
        """The journal thread's turn, then the control thread's."""
        for _ in range(20):
            self.recorder.step(0.0)
        told, self._told[:] = list(self._told), []
        for report in told:
            if isinstance(report, Recorded):
                self.book.recorded(report)
            elif isinstance(report, NotRecorded):
                self.book.not_recorded(report)

    def open_rows(self) -> dict[UUID, bool]:
        """What the worker has to do: operation -> whether its end was told."""
        return {operation: found.reported for operation, found in self.worker._rows.items()}

    def submitted(self) -> Payment:
        self.book.record(PAYMENT, facts.CREATED)
        created = self.book.latest(PAYMENT)
        assert created is not None
        send = payment_request(created, facts.SUBMITTED, CODE, 1, STAFF)
        self.book.record(PAYMENT, facts.SUBMITTED, send=send)
        self.pump()
        return self.shown()

    def shown(self) -> Payment:
        found = self.book.get(PAYMENT)
        assert found is not None
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_nothing_is_shown_before_it_is_durable(desk: Desk) -> None:
    heard: list[State] = []
    desk.book.record(PAYMENT, facts.CREATED, then=lambda p: heard.append(p.state))
    latest = desk.book.latest(PAYMENT)
    assert latest is not None
    assert latest.state is State.CREATED
    assert (desk.book.get(PAYMENT), desk.changed, heard, desk.book.all()) == (None, [], [], [])
    desk.pump()
    assert desk.shown() == latest
    assert (desk.changed, heard, desk.book.all()) == ([latest], [State.CREATED], [latest])


def test_an_event_builds_on_the_one_posted_before_it(desk: Desk) -> None:
    assert desk.submitted().state is State.SUBMITTED
    assert [payment.state for payment in desk.changed] == [State.CREATED, State.SUBMITTED]


def test_the_worker_hears_of_a_request_only_when_it_is_durable(desk: Desk) -> None:
    desk.book.record(PAYMENT, facts.CREATED)
    created = desk.book.latest(PAYMENT)
    assert created is not None
    desk.book.record(PAYMENT, facts.SUBMITTED, send=payment_request(created, facts.SUBMITTED, CODE, 1, STAFF))
    assert desk.open_rows() == {}
    assert (desk.book.row(PAYMENT), desk.book.waiting) == (None, 0)
    desk.pump()
    assert desk.open_rows() == {PAYMENT: False}
    assert desk.book.row(PAYMENT) == desk.journal.outbox()[0]
    assert desk.book.waiting == 1


def test_an_answer_and_the_end_of_its_request_are_one(desk: Desk) -> None:
    desk.submitted()
    desk.book.record(PAYMENT, APPROVED, done=(PAYMENT,), operation_read=PAYMENT)
    assert desk.book.waiting == 1
    desk.pump()
    assert (desk.shown().state, desk.book.waiting, desk.open_rows(), desk.journal.outbox()) == (
        State.APPROVED,
        0,
        {},
        [],
    )


def test_an_event_outside_the_table_leaves_everything_as_it_was(desk: Desk) -> None:
    before = desk.submitted()
    with pytest.raises(Bug):
        desk.book.record(PAYMENT, UNDONE)
    desk.pump()
    assert (desk.shown(), desk.book.latest(PAYMENT), desk.journal.head[0]) == (before, before, 2)


def test_what_cannot_be_written_is_taken_back_with_all_that_was_built_upon_it(desk: Desk) -> None:
    before = desk.submitted()
    desk.journal.refuses = True
    desk.book.record(PAYMENT, facts.DOUBTED, failed=desk.failed.append)
    desk.book.record(PAYMENT, facts.SEEN, failed=desk.failed.append)
    desk.pump()
    assert desk.failed == ["disk_full", "disk_full"]
    assert desk.book.latest(PAYMENT) == desk.shown() == before
    desk.journal.refuses = False
    desk.book.record(PAYMENT, facts.DOUBTED)
    desk.pump()
    assert desk.shown().state is State.IN_DOUBT
    assert desk.journal.verify() is None


def test_an_answer_that_cannot_be_written_is_asked_for_again(desk: Desk) -> None:
    desk.submitted()
    desk.worker._set(PAYMENT, reported=True)
    desk.journal.refuses = True
    desk.book.record(PAYMENT, APPROVED, done=(PAYMENT,), operation_read=PAYMENT)
    desk.pump()
    assert desk.open_rows() == {PAYMENT: False}
    assert desk.book.waiting == 1


def test_what_is_posted_between_a_failure_and_its_reading_falls_too_and_later_things_do_not(desk: Desk) -> None:
    desk.submitted()
    desk.journal.refuses = True
    desk.book.record(PAYMENT, facts.DOUBTED, failed=desk.failed.append)
    desk.recorder.step(0.0)
    desk.journal.refuses = False
    desk.book.record(PAYMENT, facts.SEEN, failed=desk.failed.append)
    desk.pump()
    assert desk.failed == ["disk_full", "disk_full"]
    desk.book.record(PAYMENT, APPROVED, done=(PAYMENT,))
    desk.pump()
    assert desk.shown().state is State.APPROVED


def test_an_undo_takes_the_place_of_the_payments_own_request(desk: Desk) -> None:
    desk.submitted()
    row = desk.book.row(PAYMENT)
    assert row is not None
    desk.book.record(PAYMENT, facts.DOUBTED)
    send = reversal_request(desk.shown(), facts.UNDO_REQUESTED, row.epoch, row.seq)
    desk.book.record(PAYMENT, facts.UNDO_REQUESTED, send=send, done=(PAYMENT,))
    desk.pump()
    assert desk.open_rows() == {IDS[Op.UNDO]: False}
    assert [found.seq for found in desk.journal.outbox()] == [row.seq]


def test_a_renewed_request_keeps_its_place_and_can_be_opened_again(desk: Desk) -> None:
    test_an_undo_takes_the_place_of_the_payments_own_request(desk)
    row = desk.book.row(IDS[Op.UNDO])
    assert row is not None
    send = renewed_request(desk.shown(), facts.UNDO_REQUESTED, row.epoch, row.seq)
    desk.book.record(PAYMENT, facts.RENEWED, send=send, done=(row.operation,), operation_read=row.operation)
    desk.pump()
    renewed = desk.book.row(row.operation)
    assert renewed is not None
    assert renewed.sealed != row.sealed
    assert Sealer(bytes(32)).open(row.operation, renewed.sealed) == Sealer(bytes(32)).open(row.operation, row.sealed)
    assert desk.open_rows() == {row.operation: False}


def test_a_report_on_a_ticket_that_was_never_given_is_a_bug(desk: Desk) -> None:
    with pytest.raises(Bug):
        desk.book.recorded(Recorded(99, Committed(1)))


def test_a_payment_that_is_not_in_memory_is_taken_from_the_journal(tmp_path: Path) -> None:
    first = Desk(tmp_path)
    first.submitted()
    first.journal.close()
    second = Desk(tmp_path)
    assert second.book.get(PAYMENT) is None
    found = second.book.latest(PAYMENT)
    assert found is not None
    assert found.state is State.SUBMITTED
    second.book.record(PAYMENT, facts.DOUBTED)
    second.pump()
    assert second.shown().state is State.IN_DOUBT
    assert second.book.latest(payment_id(55)) is None


@pytest.mark.parametrize("posted", range(5))
def test_a_till_killed_with_events_on_their_way_goes_on_from_what_is_durable(tmp_path: Path, posted: int) -> None:
    """So many of the events reach the disk; the rest was never shown to anybody."""
    moves: list[Callable[[Desk], None]] = [
        lambda d: d.book.record(PAYMENT, facts.CREATED),
        lambda d: d.book.record(
            PAYMENT,
            facts.SUBMITTED,
            send=payment_request(_latest(d), facts.SUBMITTED, CODE, 1, STAFF),
        ),
        lambda d: d.book.record(PAYMENT, facts.DOUBTED),
        lambda d: d.book.record(PAYMENT, APPROVED, done=(PAYMENT,)),
    ]
    first = Desk(tmp_path)
    for move in moves:
        move(first)
    for _ in range(posted):
        first.recorder.step(0.0)
    first.journal.close()
    second = Desk(tmp_path)
    payments = recovery.fold(second.journal.events())
    second.book.load(payments.values(), second.journal.outbox())
    states = [None, State.CREATED, State.SUBMITTED, State.IN_DOUBT, State.APPROVED]
    shown = second.book.get(PAYMENT)
    assert (shown.state if shown else None) is states[posted]
    assert second.book.waiting == (1 if posted in (2, 3) else 0)
    for payment, event in recovery.on_start(payments.values(), facts.AT):
        second.book.record(payment.id, event)
    second.pump()
    after = second.book.get(PAYMENT)
    assert after is None or after.state in (State.CANCELED, State.IN_DOUBT, State.APPROVED)


def _latest(desk: Desk) -> Payment:
    found = desk.book.latest(PAYMENT)
    assert found is not None
    return found


def test_the_feeds_position_becomes_durable_with_the_next_event(desk: Desk) -> None:
    desk.book.feed_position = 41
    desk.book.record(PAYMENT, facts.CREATED)
    desk.book.feed_position = 42
    desk.pump()
    assert desk.journal.counter("feed") == 41
    assert isinstance(facts.CREATED, ev.Created)
