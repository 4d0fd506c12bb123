"""The till: takes out of the mailbox what the threads saw, lets the use cases act, publishes a snapshot."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from pos_app.devices.scanner.events import CameraBack, CameraLost, Reading, TwoCodes, Unreadable
from pos_app.devices.tenkey.events import (
    AmountKey,
    CardKeyed,
    KeysSoFar,
    PadBack,
    PadCancelled,
    PadFailed,
    PadReady,
)
from pos_app.errors import Bug, Refusal
from pos_app.sync.bugs import BugMet
from pos_app.sync.chain import StoredEvent
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
from pos_app.till.amount_pad import AmountPad
from pos_app.till.approvals import Approvals
from pos_app.till.book import Book
from pos_app.till.card_checkout import CardCheckout
from pos_app.till.card_entering import CardEntering
from pos_app.till.checking import Checking
from pos_app.till.checkout import Checkout
from pos_app.till.choices import Choices, Effects
from pos_app.till.fittings import Fittings
from pos_app.till.held_sales import HeldSales
from pos_app.till.history import Details, Search
from pos_app.till.inquiries import Inquiries
from pos_app.till.mailbox import Mailbox
from pos_app.till.notice import notice
from pos_app.till.opening_check import OpeningCheck
from pos_app.till.pad_settings import PadSettings, PortsFound
from pos_app.till.pads import PadChoice, PadTest
from pos_app.till.payment import Payment, State, is_overdue
from pos_app.till.practice import Practice
from pos_app.till.preferences import Preferences
from pos_app.till.receipts import Receipts
from pos_app.till.sample_codes import Sample
from pos_app.till.session import Sessions
from pos_app.till.snapshot import Activation, Snapshot, Staff, Status
from pos_app.till.sounds import Sound, sound_for
from pos_app.till.store_cards import StoreCards
from pos_app.till.surroundings import CodeReader, Surroundings
from pos_app.till.terminal import Terminal
from pos_app.till.voiding import Voiding
from pos_app.till.world import Ways, World

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
        fittings: Fittings,
        publish: Callable[[Snapshot], None] = lambda _: None,
    ) -> None:
        self._threads = threads
        self._mailbox = mailbox
        self._surroundings = surroundings
        self._reader = reader
        self._fittings = fittings
        self._publish = publish
        self._line = LineState(up=True)
        self._heard: Snapshot | None = None
        self._camera: str | None = None
        self._journal_trouble: str | None = None
        self._bug_met = False
        self._approvals_known = 0
        self._forget_at = surroundings.monotonic() + _FORGET_EVERY_SECONDS
        self._inquiries = Inquiries(threads.errands)
        self.terminal = Terminal(
            threads.journal,
            threads.credentials,
            threads.credential,
            self._inquiries,
            surroundings,
            self._terminal_changed,
            self._check_activation,
        )
        self.sessions = Sessions(self._inquiries, surroundings, self._may_leave)
        pad, inquiries = fittings.pad, self._inquiries
        self.card_entering = CardEntering(
            pad, inquiries, self.sessions, surroundings, lambda: self.choices.now.pad, self.terminal
        )
        ways = Ways(threads.recorder, threads.worker, inquiries, self._events_of)
        count = threads.journal.counter("count")
        self._real = World(ways, self.terminal, self.sessions, surroundings, reader, count, self.card_entering)
        self._practice: Practice | None = None
        self.approvals = Approvals(self._inquiries, self.sessions, surroundings)
        self.search = Search(self._inquiries, self.sessions)
        effects = Effects(fittings.use_camera, self._check_server_may_move, self._server_moved, self._pad_chosen)
        self.choices = Choices(fittings.chosen, self._inquiries, effects)
        self.checking = Checking(fittings.inspections, fittings.try_server, mailbox.post, self._inquiries)
        self._recovered: tuple[Payment, ...] = ()
        self.amount_pad = AmountPad(pad)
        self.pad_settings = PadSettings(fittings.pads, lambda: self.choices.now.pad, mailbox.post)
        self.pad_settings.may_test = lambda: self.card_entering.entry is None
        self.store_cards = StoreCards(inquiries, self.sessions, self.card_entering, surroundings)

    # -- what the screens act upon: in practice, the practice's -------------------------------------------------------

    @property
    def book(self) -> Book:
        """The real payments, also during a practice."""
        return self._real.book

    @property
    def checkout(self) -> Checkout:
        """The pad."""
        return self._world.checkout

    @property
    def card(self) -> CardCheckout:
        """電話注文(カード)."""
        return self._world.card

    @property
    def held_sales(self) -> HeldSales:
        """与信済み(未計上)."""
        return self._world.held_sales

    @property
    def voiding(self) -> Voiding:
        """取引の取消."""
        return self._world.voiding

    @property
    def receipts(self) -> Receipts:
        """領収書を渡した."""
        return self._world.receipts

    @property
    def details(self) -> Details:
        """取引履歴詳細."""
        return self._world.details

    @property
    def _world(self) -> World:
        return self._practice.world if self._practice else self._real

    # -- use cases of the whole till ----------------------------------------------------------------------------------

    def practise(self) -> None:
        """練習を始める (D-28).

        Raises :class:`Refusal` ``sale_under_way``, ``log_in_first``, ``activate_first``; ``not_now`` in a practice.
        """
        if self._practice is not None:
            raise Refusal("not_now")
        if self._real.under_way:
            raise Refusal("sale_under_way")
        self.card_entering.close()
        self._practice = Practice(self.terminal, self.sessions, self._surroundings, self._reader)

    def show_sample(self, sample: Sample) -> None:
        """In practice: the customer holds this code out; raises :class:`Refusal` ``not_now``."""
        if self._practice is None:
            raise Refusal("not_now")
        self._practice.show(sample)

    def stop_practising(self) -> None:
        """練習を終える, at any moment: there is nothing to lose. Harmless without a practice."""
        practice, self._practice = self._practice, None
        if practice is not None:
            practice.end()

    def start(self) -> None:
        """Recovery (design rule 8): take up what an earlier run left, and ask for it."""
        journal, now = self._threads.journal, self._surroundings.now()
        rows = journal.outbox()
        known = set(journal.payments_since(min(now, journal.last_at or now) - REMEMBERED))
        known |= {row.payment for row in rows}
        known |= {payment for kind in ("contradicted", "seen_by_cashier") for payment in journal.payments_with(kind)}
        payments = recovery.fold(journal.events_of(sorted(known)))
        self.book.load(payments.values(), rows)
        for payment, event in recovery.on_start(payments.values(), now):
            self.book.record(payment.id, event)
        open_states = (State.SUBMITTED, State.IN_DOUBT)
        self._recovered = tuple(p for p in payments.values() if p.state in open_states or p.is_unconfirmed)
        self._threads.worker.resume(rows)
        self._real.card.release_what_was_left()
        if self.terminal.info is not None:
            self._begin_to_listen()

    def pump(self, wait_seconds: float = 0.0) -> None:
        """Handle what has come in (waiting up to ``wait_seconds`` for the first), let time pass, publish."""
        for value in self._mailbox.drain(wait_seconds):
            self._handle(value)
        self._real.tick()
        self.card_entering.tick()
        self.store_cards.tick()
        self._go_on_practising()
        info = self.terminal.info
        self.sessions.tick(info.settings.lock_after_minutes if info else None)
        self.approvals.tick()
        self._forget_the_past()
        shown, before = self.snapshot(), self._heard
        self._heard = shown
        sound = sound_for(before, shown)
        if sound is not None:
            self.play(sound)
        self._publish(shown)

    def play(self, sound: Sound) -> None:
        """Let a sound be heard, if sounds are wanted: one that a window asks for, such as that of a wrong key."""
        self._fittings.play(sound)

    def attend(self, payment: Payment) -> None:
        """対応済み: somebody dealt with a contradiction (D-13 e)."""
        staff = self.sessions.current
        name = staff.name if staff else ""
        self._world.book.record(payment.id, ev.Attended(at=self._surroundings.now(), staff_name=name))

    def recovery_was_read(self) -> None:
        """The cashier has read what became of the payments before the stop."""
        self._recovered = ()

    def snapshot(self) -> Snapshot:
        """What a screen may know now."""
        world, practice = self._world, self._practice
        now, sale = self._surroundings.now(), world.checkout.sale
        lists = world.book.overview.lists(now)
        card = world.card.sale
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
            payment=world.book.get(sale.payment) if sale.payment else None,
            today=lists.today,
            recovered=tuple(self.book.get(payment.id) or payment for payment in self._recovered),
            attention=lists.attention,
            void=world.voiding.case,
            search=self.search.found,
            status=self._status(self.book.overview.lists(now).open),
            detail=world.details.detail,
            card=card,
            card_payment=world.book.get(card.payment) if card.payment else None,
            held=world.held_sales.held,
            approvals=self.approvals.waiting,
            open=lists.open,
            unconfirmed=tuple(payment for payment in lists.authorised if payment.is_unconfirmed),
            practice=practice.shown if practice else None,
            settings=self.choices.shown,
            server_test=self.checking.server_test,
            check=self.checking.check,
            card_entry=self.card_entering.entry,
            pad=self.pad_settings.shown,
            store_cards=self.store_cards.shown,
        )

    # -- what comes in ------------------------------------------------------------------------------------------------

    def _handle(self, value: object) -> None:  # noqa: C901 - one line per kind of value, nothing else
        match value:
            case Recorded():
                self._journal_trouble = None
                self._real.recorded(value)
            case NotRecorded():
                self._journal_trouble = value.reason
                self._real.not_recorded(value)
            case AnswerRead():
                self._real.reports.answer_read(value)
            case Unsure():
                self._real.reports.unsure(value)
            case Unsendable():
                self._real.reports.unsendable(value)
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
            case PadTest() | PortsFound():
                self.pad_settings.found(value)
            case AmountKey():
                self.sessions.touch()
                self.amount_pad.key(value)
            case PadBack() | PadReady() | KeysSoFar() | CardKeyed() | PadCancelled() | PadFailed():
                self.pad_settings.pad_event(value)
                self.card_entering.pad_event(value)
            case OpeningCheck():
                self.checking.went_on(value)
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
        self._real.forget_before(self._surroundings.now() - REMEMBERED, (payment.id for payment in self._recovered))

    def _go_on_practising(self) -> None:
        if self._practice is None:
            return
        if self._practice.is_over:
            self.stop_practising()
            self._real.checkout.say(notice("practice_over"))
        else:
            self._practice.pump()

    def _feed_read(self, news: FeedRead) -> None:
        info = self.terminal.info
        if info is not None:
            self._real.reports.feed_read(news.page, info.terminal_id)
        if news.page.approvals != self._approvals_known:
            self._approvals_known = news.page.approvals
            self._approvals_changed()

    def _approvals_changed(self) -> None:
        self.approvals.changed()
        self._real.voiding.look_for_answer()

    def _terminal_changed(self) -> None:
        """The server has ended every session here (D-3): whoever works on logs in again."""
        self.stop_practising()
        self.sessions.forget_everybody()
        self._real.numbers.start_after(self._threads.journal.counter("count"))
        self._begin_to_listen()

    def _check_activation(self, terminal_id: str) -> None:
        """What a terminal has sent, no other can ask for or undo: its payments must be known before this PC changes."""
        if self._real.under_way:
            raise Refusal("sale_under_way")
        info = self.terminal.info
        if info is not None and info.terminal_id != terminal_id and self.book.is_unsettled:
            raise Refusal("payments_open")

    def _check_server_may_move(self) -> None:
        """What one server was asked, no other can answer."""
        if self._real.under_way:
            raise Refusal("sale_under_way")
        if self.book.is_unsettled:
            raise Refusal("payments_open")
        if self._inquiries.busy or self.terminal.is_changing:
            raise Refusal("not_now")

    def _server_moved(self, preferences: Preferences) -> None:
        """Whoever was logged in was so at the other server."""
        self.stop_practising()
        self.sessions.forget_everybody()
        self._fittings.use_server(preferences)
        if self.terminal.info is not None:
            self._begin_to_listen()

    def _pad_chosen(self, choice: PadChoice) -> None:
        """A number that is half in must not go on in another pad."""
        self.card_entering.close()
        self.pad_settings.chosen(choice)

    def _begin_to_listen(self) -> None:
        info = self.terminal.info
        # Another terminal's place in the feed says nothing of what this one has missed.
        self.book.feed_name = f"feed.{info.terminal_id}" if info else "feed"
        read_until = self._threads.journal.counter(self.book.feed_name)
        self.book.feed_position = max(self.terminal.feed_from, read_until)
        self._threads.feed_wanted(self.book.feed_position)
        self.terminal.refresh()

    # -- small change -------------------------------------------------------------------------------------------------

    def _may_leave(self) -> bool:
        """A sale under way must not lose its screen."""
        return not self.checkout.under_way and self._real.card.may_leave

    def _events_of(self, payment: UUID) -> Iterator[StoredEvent]:
        return self._threads.journal.events_of([payment])

    def _staff(self) -> Staff | None:
        session = self.sessions.current
        if session is None:
            return None
        has_pin = session.pin_verifier is not None
        return Staff(session.name, session.staff_number, session.role, session.rights, has_pin)

    def _status(self, opened: tuple[Payment, ...]) -> Status:
        return Status(
            line_up=self._line.up,
            line_problem=self._line.problem,
            unsent=self.book.waiting,
            in_doubt=sum(payment.state is State.IN_DOUBT for payment in opened),
            overdue=sum(is_overdue(payment, self._surroundings.now()) for payment in opened),
            camera=self._camera,
            clock_is_skewed=self._surroundings.clock.is_skewed,
            disk_is_low=self._surroundings.disk_is_low(),
            journal_trouble=self._journal_trouble,
            bug_met=self._bug_met,
        )
