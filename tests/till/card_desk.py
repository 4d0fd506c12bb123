"""電話注文(カード) on a real journal, with answers read out by hand: no network, and a clock that the test moves."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from pos_app.domain.card import Brand
from pos_app.domain.codes import PrefixTable
from pos_app.sync.client import Client, Credential
from pos_app.sync.errands import Errand, ErrandDone
from pos_app.sync.findings import AnswerRead, Unsure
from pos_app.sync.journal import OutboxRow
from pos_app.sync.recorder import NotRecorded, Recorded, Recorder
from pos_app.sync.sealing import Sealer
from pos_app.sync.server_clock import ServerClock
from pos_app.sync.worker import Worker
from pos_app.till import recovery
from pos_app.till.card_checkout import CardCheckout
from pos_app.till.card_entry import KeyedCard
from pos_app.till.card_sale import CardStage
from pos_app.till.inquiries import Inquiries
from pos_app.till.payment import Payment
from pos_app.till.session import Sessions
from pos_app.till.surroundings import Surroundings
from pos_app.till.world import Ways, World
from pos_app.wire.cards import CaptureWhen, CardService, CardTerms
from pos_app.wire.operations import (
    OPERATION_BODY,
    AnyBody,
    Authorised,
    AuthoriseDeclined,
    CaptureApproved,
    CaptureDeclined,
    Decline,
    OperationAnswer,
    ReversalDone,
    ReversalEffect,
)
from pos_app.wire.staff import Right, Role, Session
from pos_app.wire.store import ClerkVoids, Environment, StoreSettings, TerminalInfo
from tests.sync.test_http import line
from tests.till.test_book import FullDisk
from tests.till.worlds.facts import DAY, OURS

AT = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
TOKEN = "tOkEn-0123456789_AbCdE"
KEY = bytes(32)
CARDS = CardTerms(
    services=(CardService(id="ena-card", name="えーなカード", brands=(Brand.JCB,)),), authorisation_days=60
)
INFO = TerminalInfo(
    terminal_id=OURS,
    terminal_number=12,
    terminal_name="レジ1",
    company_name="みどり商事",
    store_id="0000001",
    store_name="みどり食堂",
    store_phone="0300000000",
    environment=Environment.TEST,
    settings=StoreSettings(
        limit=300_000,
        confirm_above=50_000,
        clerk_voids=ClerkVoids.LAST_SALE,
        day_cut_minutes=0,
        lock_after_minutes=None,
    ),
    wallet_operator="00000008",
    wallet_name="えーなウォレット",
    prefixes=(),
    cards=CARDS,
)


class Place:
    """An activated terminal."""

    is_active, is_changing, epoch = True, False, 3

    def __init__(self) -> None:
        self.info: TerminalInfo | None = INFO
        self.prefixes = PrefixTable(INFO.wallet_operator)


class Nobody:
    """No scanner is plugged in."""

    def arm(self) -> int:
        return 0

    def disarm(self) -> None:
        pass


class Keyer:
    """カード情報入力, as far as the sale sees of it: opened, and closed with a card."""

    def __init__(self) -> None:
        self.then: Callable[[KeyedCard], None] | None = None

    def open(self, then: Callable[[KeyedCard], None]) -> None:
        self.then = then


class Errands:
    """Questions that the test answers."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def run(self, ticket: int, errand: Errand) -> None:
        self.asked.append(ticket)


def session_of(name: str, rights: tuple[Right, ...] = (Right.SELL, Right.READ_HISTORY, Right.VOID)) -> Session:
    return Session(
        session=uuid4(),
        token=name,
        staff=uuid4(),
        staff_number=1,
        name=name,
        role=Role.STORE_CLERK,
        rights=rights,
        language="ja",
        password_change_needed=False,
        pin_verifier=None,
        expires_at=AT + timedelta(days=99),
    )


class CardDesk:
    """One run of a till; another on the same folder is the next run."""

    def __init__(self, folder: Path, at: datetime = AT, *, practice: bool = False) -> None:
        self.at, self.monotonic, self.low = at, 1000.0, False
        self.journal = FullDisk(folder, Sealer(KEY))
        self._told: list[object] = []
        self.recorder = Recorder(self.journal, self._told.append)
        client = Client(line("http://127.0.0.1:1"), Credential())
        self.worker = Worker(client, lambda _: b"", lambda _: None, lambda: 0.0, lambda: self.monotonic)
        self.errands, self.keyer, self.place = Errands(), Keyer(), Place()
        self.inquiries = Inquiries(self.errands)
        clock = ServerClock(lambda: self.monotonic, lambda: self.at)
        clock.learn(self.at, self.monotonic, self.monotonic)
        self.surroundings = Surroundings(clock, lambda: self.monotonic, os.urandom, lambda: self.low, b"k" * 32)
        self.sessions = Sessions(self.inquiries, self.surroundings, lambda: self.card.may_leave)
        ways = Ways(self.recorder, self.worker, self.inquiries, lambda p: self.journal.events_of([p]))
        entering = None if practice else self.keyer
        self.world = World(ways, self.place, self.sessions, self.surroundings, Nobody(), 0, entering)
        self.log_in(session_of("恵那"))

    @property
    def card(self) -> CardCheckout:
        return self.world.card

    def start(self) -> None:
        """As the till starts on what an earlier run left."""
        rows = self.journal.outbox()
        payments = recovery.fold(self.journal.events())
        self.world.book.load(payments.values(), rows)
        for payment, event in recovery.on_start(payments.values(), self.at):
            self.world.book.record(payment.id, event)
        self.worker.resume(rows)
        self.card.release_what_was_left()
        self.pump()

    def answer(self, value: Any) -> None:
        """To the question asked last."""
        self.inquiries.done(ErrandDone(self.errands.asked.pop(), value))

    def log_in(self, session: Session) -> None:
        self.sessions.log_in(session.name, "password")
        self.answer(session)

    def pump(self) -> None:
        """The journal thread's turn, then the control thread's, until nothing is left to do."""
        for _ in range(4):
            while not self.recorder._queue.empty():
                self.recorder.step(0.0)
            told, self._told[:] = list(self._told), []
            for report in told:
                if isinstance(report, Recorded):
                    self.world.recorded(report)
                elif isinstance(report, NotRecorded):
                    self.world.not_recorded(report)
            self.world.tick()

    def wait(self, span: timedelta) -> None:
        self.at += span
        self.monotonic += span.total_seconds()
        self.pump()

    # -- the cashier --------------------------------------------------------------------------------------------------

    def key(self) -> None:
        """The caller's card is keyed."""
        self.card.open_entry()
        assert self.keyer.then is not None
        self.keyer.then(KeyedCard(Brand.JCB, "505", "2712", self.at + timedelta(minutes=15), TOKEN))

    def fill(self, amount: int = 4_800, capture: CaptureWhen = CaptureWhen.NOW) -> None:
        self.card.enter(amount)
        self.card.describe("サトウ ハナコ", "03-1234-5678", "A-17", capture)
        self.key()

    def authorise(self, capture: CaptureWhen = CaptureWhen.NOW) -> UUID:
        """Everything is filled in and 与信 is on its way; the sale's id."""
        self.fill(capture=capture)
        self.card.authorise()
        self.pump()
        assert self.card.sale.payment is not None
        return self.card.sale.payment

    def confirming(self, capture: CaptureWhen = CaptureWhen.NOW) -> UUID:
        """The confirmation page stands."""
        payment = self.authorise(capture)
        self.say(self.authorised(payment))
        return payment

    # -- the server ---------------------------------------------------------------------------------------------------

    def say(self, answer: OperationAnswer) -> None:
        self.world.reports.answer_read(AnswerRead(answer))
        self.pump()

    def no_answer(self, payment: UUID) -> None:
        self.world.reports.unsure(Unsure(payment))
        self.pump()

    def authorised(self, payment: UUID) -> Authorised:
        found = self.payment(payment)
        return Authorised(
            id=payment,
            recorded_at=self.at,
            transaction_date=DAY,
            number=found.number,
            amount=found.amount,
            brand=Brand.JCB,
            last3="505",
            expiry="2712",
            approval_code="A1B2C3",
            expires_at=self.at + timedelta(days=60),
        )

    def refused(self, payment: UUID, reason: Decline) -> AuthoriseDeclined:
        return AuthoriseDeclined(id=payment, recorded_at=self.at, transaction_date=DAY, reason=reason)

    def captured(self, payment: UUID, amount: int | None = None) -> CaptureApproved:
        found = self.payment(payment)
        assert found.capture is not None
        until = self.at + timedelta(days=180)
        return CaptureApproved(
            id=found.capture,
            recorded_at=self.at,
            transaction_date=DAY,
            original=payment,
            amount=amount or found.capturing,
            return_until=until,
        )

    def not_captured(self, payment: UUID, reason: Decline) -> CaptureDeclined:
        capture = self.payment(payment).capture
        assert capture is not None
        return CaptureDeclined(id=capture, recorded_at=self.at, transaction_date=DAY, original=payment, reason=reason)

    def undone(self, payment: UUID) -> ReversalDone:
        reversal = self.payment(payment).reversal
        assert reversal is not None
        effect = ReversalEffect.COMPENSATED
        return ReversalDone(id=reversal, recorded_at=self.at, transaction_date=DAY, original=payment, effect=effect)

    def stage(self) -> CardStage:
        """Asked anew each time, also in a type checker's eyes."""
        return self.card.sale.stage

    # -- what is there ------------------------------------------------------------------------------------------------

    def payment(self, payment: UUID) -> Payment:
        found = self.world.book.get(payment)
        assert found is not None
        return found

    def sent(self) -> list[AnyBody]:
        """The bodies that wait in the outbox."""
        return [self.body_of(row) for row in self.journal.outbox()]

    def body_of(self, row: OutboxRow) -> AnyBody:
        return OPERATION_BODY.validate_json(Sealer(KEY).open(row.operation, row.sealed))

    def events(self, payment: UUID) -> list[str]:
        return [stored.kind for stored in self.journal.events_of([payment])]

    def written(self) -> str:
        """All that the journal's events say."""
        return "".join(stored.data for stored in self.journal.events())
