"""A counter: a whole till on a real server, driven by hand on the test's own thread."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pos_app.app import App
from pos_app.config import TillSettings
from pos_app.demo.customer import Customer
from pos_app.devices.scanner import Image
from pos_app.errors import ScannerFault
from pos_app.server.admin import places
from pos_app.server.context import Context
from pos_app.server.seed_demo import WORLD
from pos_app.server.staff.hashing import Cost, Hasher
from pos_app.server.store.connection import Tx
from pos_app.till.payment import Payment, State
from pos_app.till.sale import Sale, Stage
from pos_app.till.session import Phase
from pos_app.till.snapshot import Snapshot
from pos_app.wire.staff import Role

PATIENCE_SECONDS = 20.0
TERMINAL_PASSWORD = "40718293"


class Dark:
    """No camera is plugged in: codes come from a hand scanner in these tests."""

    interval = 1.0

    def open(self) -> None:
        raise ScannerFault("camera_missing")

    def read(self) -> Image:
        raise ScannerFault("camera_missing")

    def close(self) -> None:
        pass


@dataclass
class Counter:
    """``url`` may be changed between two starts: the till then finds the server elsewhere."""

    folder: Path
    url: str
    wall: Callable[[], datetime] = lambda: datetime.now(UTC)
    app: App = field(init=False)
    shown: Snapshot = field(init=False)

    def start(self) -> "Counter":
        settings = TillSettings(self.folder, self.url, use_keyring=False, feed_wait_seconds=1)
        self.app = App(settings, source=Dark(), publish=self._see, wall=self.wall)
        self.app.start()
        self.app.till.pump()
        return self

    def stop(self) -> None:
        self.app.stop()

    def _see(self, snapshot: Snapshot) -> None:
        self.shown = snapshot

    def until(self, reached: Callable[[Snapshot], bool], seconds: float = PATIENCE_SECONDS) -> Snapshot:
        deadline = time.monotonic() + seconds
        while True:
            self.app.till.pump(0.005)
            if reached(self.shown):
                return self.shown
            assert time.monotonic() < deadline, f"waited in vain; the pad shows {self.shown.sale}"

    # -- people -------------------------------------------------------------------------------------------------------

    def activate(self, terminal: str = WORLD.terminal, password: str = WORLD.terminal_password) -> None:
        self.app.till.terminal.preview(terminal, password)
        self.until(lambda s: s.activation.to_be_confirmed is not None)
        self.app.till.terminal.confirm()
        self.until(lambda s: s.terminal is not None and not s.busy)

    def log_in(self, role: Role = Role.STORE_CLERK) -> None:
        person = WORLD.person(role)
        self.app.till.sessions.log_in(person.login_id, person.password)
        self.until(lambda s: not s.busy)
        assert self.shown.phase is Phase.OPEN
        assert self.shown.staff is not None
        assert self.shown.staff.name == person.name

    # -- sales --------------------------------------------------------------------------------------------------------

    def ready(self, amount: int) -> None:
        """Amount typed, QRコード読取 pressed."""
        checkout = self.app.till.checkout
        checkout.enter(amount)
        if checkout.sale.stage is Stage.CONFIRM_AMOUNT:
            checkout.confirm_amount()
        checkout.read_code()
        self.until(lambda s: s.payment is not None and s.payment.state is State.CREATED)

    def scan(self, text: str) -> None:
        self.app.till.checkout.code_seen(text.encode())

    def outcome(self) -> Payment:
        payment = self.until(lambda s: s.sale.stage in (Stage.DONE, Stage.ASKED_DOUBLE)).payment
        assert payment is not None
        return payment

    def sell(self, amount: int, customer: Customer) -> Payment:
        self.ready(amount)
        self.scan(customer.show_code().qr)
        return self.outcome()

    @property
    def sale(self) -> Sale:
        return self.app.till.checkout.sale

    def payment(self, before: Payment) -> Payment:
        found = self.app.till.book.get(before.id)
        assert found is not None
        return found


def add_terminal(context: Context, name: str) -> tuple[str, str]:
    """Another terminal of the made-up store: its id and password."""

    def add(tx: Tx) -> str:
        store, _ = places.store_of(tx, WORLD.store)
        return places.add_terminal(tx, context.now(), os.urandom, store, name)[1]

    return reissue(context, context.database.writer.submit(add).result())


def reissue(context: Context, terminal_id: str = WORLD.terminal, password: str = TERMINAL_PASSWORD) -> tuple[str, str]:
    """A new password for a terminal, as the desk gives it: id and password."""
    hasher = Hasher(Cost(64, 1, 1), os.urandom(32), threads=1)
    encoded = hasher.hash(password)
    hasher.close()
    issue = partial(places.issue, key=context.database.key, now=context.now(), terminal_id=terminal_id, encoded=encoded)
    context.database.writer.submit(issue).result()
    return terminal_id, password
