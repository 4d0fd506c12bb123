import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest

from pos_app.demo.fault_proxy import FaultProxy
from pos_app.server.cards.sandbox.mood import Mood, set_mood
from pos_app.server.context import Context
from pos_app.server.ledger.invariants.check import check
from pos_app.server.seed_demo import pad_file
from pos_app.till.card_entry import CardEntry, EntryStep
from pos_app.till.card_sale import CardSale, CardStage
from pos_app.till.pads import PadChoice
from pos_app.till.payment import Payment, State
from pos_app.till.till import Till
from pos_app.till.voiding import VoidStage
from pos_app.wire.cards import CaptureWhen
from pos_app.wire.operations import NumberCheck, VoidReason
from pos_app.wire.staff import Role
from tests.scenarios.cards.keyers import Encrypting, Keyer, make
from tests.server.conftest import clock, context
from tests.server.live_server import LiveServer
from tests.till.conftest import database, server
from tests.till.counter import Counter

__all__ = ["clock", "context", "database", "server"]

GOOD = "4242424242424242"
EXPIRY = "1227"
"""As it is printed."""
PADS = ("encrypting-socket", "encrypting-pty", "serial", "keypad")


@dataclass
class Call:
    """Somebody on the telephone, staff at the till, a finger on a pad."""

    counter: Counter
    keyer: Keyer
    proxy: FaultProxy
    context: Context

    @property
    def till(self) -> Till:
        return self.counter.app.till

    @property
    def sale(self) -> CardSale:
        return self.till.card.sale

    @property
    def pad(self) -> Encrypting:
        assert isinstance(self.keyer, Encrypting)
        return self.keyer

    def plug_in(self, keyer: Keyer) -> None:
        self.keyer = keyer
        self.choose(keyer.choice)

    def choose(self, pad: PadChoice) -> None:
        choices = self.till.choices
        choices.set(replace(choices.now, pad=pad))

    # -- the order ----------------------------------------------------------------------------------------------------

    def form(self, amount: int = 12_000, capture: CaptureWhen = CaptureWhen.NOW) -> None:
        self.till.card.enter(amount)
        self.till.card.describe("ナカツガワ ハナ", "0573000135", "注文 1234", capture)

    def open(self) -> None:
        self.till.card.open_entry()
        self.until_step(EntryStep.KEYING)

    def key(self, number: str = GOOD, expiry: str = EXPIRY) -> None:
        self.keyer.type(number)
        self.keyer.press("enter")
        self.keyer.type(expiry)
        self.keyer.press("enter")

    def keyed(self, number: str = GOOD) -> None:
        """A form with a card that has a live token."""
        self.open()
        self.key(number)
        self.counter.until(lambda s: s.card_entry is None)
        assert self.sale.card is not None

    def authorised(self, amount: int = 12_000, capture: CaptureWhen = CaptureWhen.NOW, number: str = GOOD) -> Payment:
        """The confirmation page."""
        self.form(amount, capture)
        self.keyed(number)
        self.till.card.authorise()
        self.until_stage(CardStage.CONFIRM)
        return self.payment

    def sold(self, amount: int = 12_000) -> Payment:
        self.authorised(amount)
        self.till.card.confirm()
        self.until_stage(CardStage.DONE)
        return self.payment

    def held(self, amount: int = 12_000) -> Payment:
        """Confirmed, to be captured at 出荷・受渡; the next caller can be served."""
        payment = self.authorised(amount, CaptureWhen.DELIVERY)
        self.till.card.confirm()
        self.until_stage(CardStage.DONE)
        self.till.card.next_customer()
        assert self.again(payment).state is State.AUTHORISED
        return payment

    def half_keyed(self, digits: str = GOOD[:12]) -> None:
        """The pop-up, with these digits in it as dots."""
        self.open()
        self.keyer.type(digits)
        self.counter.until(lambda s: s.card_entry is not None and s.card_entry.count == len(digits))

    # -- what is to be seen -------------------------------------------------------------------------------------------

    def until_step(self, step: EntryStep) -> CardEntry:
        entry = self.counter.until(lambda s: s.card_entry is not None and s.card_entry.step is step).card_entry
        assert entry is not None
        return entry

    def until_stage(self, stage: CardStage) -> None:
        self.counter.until(lambda s: s.card.stage is stage)

    @property
    def payment(self) -> Payment:
        payment = self.counter.shown.card_payment
        assert payment is not None
        return payment

    def again(self, payment: Payment) -> Payment:
        return self.counter.payment(payment)

    def settled(self, payment: Payment) -> Payment:
        """What becomes of it once the network works."""
        self.proxy.off()
        self.counter.until(lambda s: s.status.unsent == 0)
        return self.again(payment)

    def books_are_whole(self) -> None:
        found = self.context.database.readers.submit(check).result(20)
        assert [verdict.violations for verdict in found if not verdict.holds] == []

    @property
    def processor(self) -> tuple[int, int, int, list[str]]:
        """What the card processor has: yen authorised, captured and returned, and the states, by its own books."""
        with closing(sqlite3.connect(self.context.database.path)) as books:
            rows = books.execute("SELECT amount, captured, returned, state FROM sandbox_authorisation").fetchall()
        return sum(r[0] for r in rows), sum(r[1] for r in rows), sum(r[2] for r in rows), [r[3] for r in rows]

    def mood(self, mood: Mood) -> None:
        self.context.database.writer.submit(lambda tx: set_mood(tx, mood)).result(20)

    def later(self, seconds: float) -> None:
        """So much later for the pop-up, and for nothing else."""
        entering = self.till.card_entering
        before = entering._surroundings.monotonic
        entering._surroundings = replace(entering._surroundings, monotonic=lambda: before() + seconds)

    def take_back(self, payment: Payment, amount: int | None = None) -> None:
        """取消, or 返金 of a part, by somebody who may."""
        voiding = self.till.voiding
        voiding.begin(payment.id)
        self.counter.until(lambda s: s.void is not None and s.void.stage is VoidStage.READY)
        voiding.confirm(VoidReason.CUSTOMER_WISH, NumberCheck.MATCHED, amount=amount)
        self.counter.until(lambda s: s.void is not None and s.void.stage in (VoidStage.DONE, VoidStage.REFUSED))
        voiding.dismiss()

    def as_manager(self) -> None:
        self.till.sessions.log_out()
        self.counter.log_in(Role.STORE_MANAGER)


NewCall = Callable[[str], Call]


@pytest.fixture
def new_call(server: LiveServer, context: Context, tmp_path: Path) -> Iterator[NewCall]:
    open_calls: list[Call] = []
    with FaultProxy(urlsplit(server.url).port or 0, random=Random(7), prefix="/v1/operations") as proxy:
        counter = Counter(tmp_path / "till", proxy.url).start()
        counter.activate()
        counter.log_in()

        def begin(kind: str) -> Call:
            injection = pad_file(context.database.path)
            keyer = make(kind, injection, lambda key: counter.app.till.card_entering.key_pressed(key))
            call = Call(counter, keyer, proxy, context)
            open_calls.append(call)
            call.plug_in(keyer)
            return call

        yield begin
        for call in open_calls:
            call.keyer.stop()
        counter.stop()


@pytest.fixture
def call(new_call: NewCall) -> Call:
    return new_call("encrypting-socket")
