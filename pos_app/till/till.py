"""The till: takes out of the mailbox what the threads saw, lets the use cases act, publishes a snapshot."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from pos_app.devices.scanner.events import CameraBack, CameraLost, Reading, TwoCodes, Unreadable
from pos_app.errors import Bug, Refusal
from pos_app.sync.bugs import BugMet
from pos_app.sync.client import Credential
from pos_app.sync.credentials import Credentials
from pos_app.sync.errands import ErrandDone, Errands
from pos_app.sync.feed import FeedRead
from pos_app.sync.findings import AnswerRead, LineState, Unsendable, Unsure
from pos_app.sync.journal import Journal
from pos_app.sync.recorder import NotRecorded, Recorded, Recorder
from pos_app.sync.worker import Worker
from pos_app.till import events as ev
from pos_app.till import recovery
from pos_app.till.approvals import Approvals
from pos_app.till.book import Book
from pos_app.till.checkout import Checkout
from pos_app.till.history import Details, Search, today
from pos_app.till.inquiries import Inquiries
from pos_app.till.mailbox import Mailbox
from pos_app.till.payment import ASKING, Payment, State, is_overdue
from pos_app.till.receipts import Receipts
from pos_app.till.reports import Reports
from pos_app.till.session import Sessions
from pos_app.till.snapshot import Activation, Snapshot, Staff, Status
from pos_app.till.surroundings import CodeReader, Surroundings
from pos_app.till.terminal import Terminal
from pos_app.till.voiding import Voiding

REMEMBERED = timedelta(days=2)
"""Payments of so long ago are in memory; older ones only where they are open."""
_FORGET_EVERY_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Threads:
    """The sync side that the till works with; ``feed_wanted`` is called when a feed may be read."""

    journal: Journal
    recorder: Recorder
    worker: Worker
    errands: Errands
    credentials: Credentials
    credential: Credential
    feed_wanted: Callable[[int], None]


class Till:
    """Everything here runs on the control thread. ``publish`` gets each new snapshot."""

    def __init__(
        self,
        threads: Threads,
        mailbox: Mailbox,
        surroundings: Surroundings,
        reader: CodeReader,
        publish: Callable[[Snapshot], None] = lambda _: None,
    ) -> None:
        self._threads = threads
        self._mailbox = mailbox
        self._surroundings = surroundings
        self._publish = publish
        self._line = LineState(up=True)
        self._camera: str | None = None
        self._journal_trouble: str | None = None
        self._bug_met = False
        self._approvals_known = 0
        self._forget_at = surroundings.monotonic() + _FORGET_EVERY_SECONDS
        self._inquiries = Inquiries(threads.errands)
        self.book = Book(threads.recorder, threads.worker, self._read, self._changed)
        self.terminal = Terminal(
            threads.journal,
            threads.credentials,
            threads.credential,
            self._inquiries,
            surroundings,
            self._terminal_changed,
            self._check_activation,
        )
        self.sessions = Sessions(self._inquiries, surroundings, lambda: not self.checkout.under_way)
        self.checkout = Checkout(
            self.book,
            threads.worker,
            self.terminal,
            self.sessions,
            surroundings,
            reader,
            threads.journal.counter("count"),
        )
        self.voiding = Voiding(self.book, self.terminal, self.sessions, self._inquiries, surroundings)
        self.approvals = Approvals(self._inquiries, self.sessions, surroundings)
        self.receipts = Receipts(self.book, self.sessions, surroundings)
        self.search = Search(self._inquiries, self.sessions)
        self.details = Details(self.book, self._inquiries, self.sessions)
        self._reports = Reports(self.book, threads.worker, surroundings, self._events_of)
        self._recovered: tuple[Payment, ...] = ()

    def start(self) -> None:
        """Recovery (design rule 8): take up what an earlier run left, and ask for it."""
        journal, now = self._threads.journal, self._surroundings.now()
        rows = journal.outbox()
        known = set(journal.payments_since(now - REMEMBERED))
        known |= {row.payment for row in rows}
        known |= {payment for kind in ("contradicted", "seen_by_cashier") for payment in journal.payments_with(kind)}
        payments = recovery.fold(journal.events_of(sorted(known)))
        self.book.load(payments.values(), rows)
        for payment, event in recovery.on_start(payments.values(), now):
            self.book.record(payment.id, event)
        open_states = (State.SUBMITTED, State.IN_DOUBT)
        self._recovered = tuple(p for p in payments.values() if p.state in open_states)
        self._threads.worker.resume(rows)
        if self.terminal.info is not None:
            self._begin_to_listen()

    def pump(self, wait_seconds: float = 0.0) -> None:
        """Handle what has come in (waiting up to ``wait_seconds`` for the first), let time pass, publish."""
        for value in self._mailbox.drain(wait_seconds):
            self._handle(value)
        self.checkout.tick()
        info = self.terminal.info
        self.sessions.tick(info.settings.lock_after_minutes if info else None)
        self.voiding.tick()
        self.approvals.tick()
        self._forget_the_past()
        self._publish(self.snapshot())

    def attend(self, payment: Payment) -> None:
        """対応済み: somebody dealt with a contradiction (D-13 e)."""
        staff = self.sessions.current
        name = staff.name if staff else ""
        self.book.record(payment.id, ev.Attended(at=self._surroundings.now(), staff_name=name))

    def recovery_was_read(self) -> None:
        """The cashier has read what became of the payments before the stop."""
        self._recovered = ()

    def snapshot(self) -> Snapshot:
        """What a screen may know now."""
        payments, now, sale = self.book.all(), self._surroundings.now(), self.checkout.sale
        return Snapshot(
            at=now,
            terminal=self.terminal.info,
            activation=Activation(not self.terminal.is_active, self.terminal.to_be_confirmed, self.terminal.trouble),
            phase=self.sessions.phase,
            staff=self._staff(),
            language=self.sessions.language,
            login_trouble=self.sessions.trouble,
            busy=self._inquiries.busy,
            sale=sale,
            payment=self.book.get(sale.payment) if sale.payment else None,
            today=today(payments, now),
            recovered=tuple(self.book.get(payment.id) or payment for payment in self._recovered),
            attention=tuple(payment for payment in payments if payment.attention is not None),
            void=self.voiding.case,
            search=self.search.found,
            status=self._status(payments),
            detail=self.details.detail,
            approvals=self.approvals.waiting,
            open=tuple(payment for payment in payments if payment.state in ASKING),
        )

    # -- what comes in ------------------------------------------------------------------------------------------------

    def _handle(self, value: object) -> None:  # noqa: C901 - one line per kind of value, nothing else
        match value:
            case Recorded():
                self._journal_trouble = None
                self.book.recorded(value)
                self._reports.journal_works()
            case NotRecorded():
                self._journal_trouble = value.reason
                self.book.not_recorded(value)
            case AnswerRead():
                self._reports.answer_read(value)
            case Unsure():
                self._reports.unsure(value)
            case Unsendable():
                self._reports.unsendable(value)
            case LineState():
                self._line_changed(value)
            case FeedRead():
                self._feed_read(value)
            case ErrandDone():
                self._inquiries.done(value)
            case Reading():
                self.checkout.code_seen(value.payload, value.arming or None)
            case TwoCodes():
                self.checkout.two_codes_seen()
            case Unreadable():
                self.checkout.unreadable_seen()
            case BugMet():
                self._bug_met = True
            case CameraLost():
                self._camera = value.reason
            case CameraBack():
                self._camera = None
            case _:
                raise Bug(f"nobody takes a {type(value).__name__}")

    def _line_changed(self, line: LineState) -> None:
        back, self._line = line.up and not self._line.up, line
        if back and self.terminal.info is not None:
            self._approvals_changed()
            self.terminal.refresh()  # The settings may have changed while nobody could be asked.

    def _forget_the_past(self) -> None:
        """Once an hour: a till that runs for months holds some days in memory, and the rest in its journal."""
        now = self._surroundings.monotonic()
        if now < self._forget_at:
            return
        self._forget_at = now + _FORGET_EVERY_SECONDS
        case, on_the_pad = self.voiding.case, self.checkout.sale.payment
        looked_at = {payment.id for payment in self._recovered} | ({case.payment} if case else set())
        looked_at |= {on_the_pad} if on_the_pad else set()
        self.book.forget_before(self._surroundings.now() - REMEMBERED, looked_at)

    def _feed_read(self, news: FeedRead) -> None:
        info = self.terminal.info
        if info is not None:
            self._reports.feed_read(news.page, info.terminal_id)
        if news.page.approvals != self._approvals_known:
            self._approvals_known = news.page.approvals
            self._approvals_changed()

    def _approvals_changed(self) -> None:
        self.approvals.changed()
        self.voiding.look_for_answer()

    def _changed(self, payment: Payment) -> None:
        self.checkout.payment_changed(payment)
        self.voiding.payment_changed(payment)

    def _terminal_changed(self) -> None:
        self.checkout.numbers_start_after(self._threads.journal.counter("count"))
        self._begin_to_listen()

    def _check_activation(self, terminal_id: str) -> None:
        """What a terminal has sent, no other can ask for or undo: its payments must be known before this PC changes."""
        if self.checkout.under_way:
            raise Refusal("sale_under_way")
        info = self.terminal.info
        if info is not None and info.terminal_id != terminal_id and self.book.waiting:
            raise Refusal("payments_open")

    def _begin_to_listen(self) -> None:
        info = self.terminal.info
        # Another terminal's place in the feed says nothing of what this one has missed.
        self.book.feed_name = f"feed.{info.terminal_id}" if info else "feed"
        read_until = self._threads.journal.counter(self.book.feed_name)
        self.book.feed_position = max(self.terminal.feed_from, read_until)
        self._threads.feed_wanted(self.book.feed_position)
        self.terminal.refresh()

    # -- small change -------------------------------------------------------------------------------------------------

    def _read(self, payment: UUID) -> Payment | None:
        return recovery.fold(self._threads.journal.events_of([payment])).get(payment)

    def _events_of(self, payment: UUID) -> list[ev.Event]:
        stored = self._threads.journal.events_of([payment])
        return [ev.EVENT.validate_json(event.data) for event in stored]

    def _staff(self) -> Staff | None:
        session = self.sessions.current
        if session is None:
            return None
        has_pin = session.pin_verifier is not None
        return Staff(session.name, session.staff_number, session.role, session.rights, has_pin)

    def _status(self, payments: list[Payment]) -> Status:
        return Status(
            line_up=self._line.up,
            line_problem=self._line.problem,
            unsent=self.book.waiting,
            in_doubt=sum(payment.state is State.IN_DOUBT for payment in payments),
            overdue=sum(is_overdue(payment, self._surroundings.now()) for payment in payments),
            camera=self._camera,
            clock_is_skewed=self._surroundings.clock.is_skewed,
            disk_is_low=self._surroundings.disk_is_low(),
            journal_trouble=self._journal_trouble,
            bug_met=self._bug_met,
        )
