"""A whole sale without a window: activation, log-in, a customer's code through a camera, payment, void.

Everything is real but the light: a server process with its database, the till with its journal and threads, the scanner
on frames that show a rendered phone (or on a picture or video of your own).
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pos_app.app import App
from pos_app.config import TillSettings
from pos_app.demo.customer import Customer
from pos_app.demo.server_process import ServerProcess
from pos_app.demo.telling import Teller
from pos_app.devices.scanner import FrameSource
from pos_app.devices.scanner.simulated_camera import SimulatedCamera
from pos_app.domain.payment_number import PaymentNumber
from pos_app.errors import Refusal
from pos_app.server.seed_demo import WORLD
from pos_app.sync.client import Client
from pos_app.sync.http import Line, Whereabouts
from pos_app.till.payment import Payment, State
from pos_app.till.sale import Stage
from pos_app.till.session import Phase
from pos_app.till.snapshot import Snapshot
from pos_app.till.voiding import VoidStage
from pos_app.till.words import Words
from pos_app.wire.operations import NumberCheck, VoidReason
from pos_app.wire.staff import Role
from pos_app.wire.store import ChainHeads

AMOUNT = 1_000
"""Yen."""
PATIENCE_SECONDS = 30.0
_SEED = 20
"""Of the simulated camera: the same phone in the same hand each time."""


class Headless:
    """One run. ``camera`` replaces the simulated phone by a picture, a video or a device."""

    def __init__(self, teller: Teller, words: Words, camera: str | None = None) -> None:
        self._teller = teller
        self._words = words
        self._camera = camera
        self._snapshot: Snapshot | None = None

    def run(self) -> int:
        """Exit code: 0 when everything went as told."""
        with tempfile.TemporaryDirectory(prefix="pos-app-demo-") as name:
            folder = Path(name)
            with ServerProcess(folder / "server.db", log=folder / "server.log") as server:
                self._teller.step("server", url=server.url)
                return self._with_server(server, folder / "till")

    def _with_server(self, server: ServerProcess, folder: Path) -> int:
        member = WORLD.members[0]
        customer = Customer(server.url, member.login_id, member.password)
        settings = TillSettings(folder, server.url, self._camera or "0", use_keyring=False)
        app = App(settings, source=self._source(customer), publish=self._take)
        app.start()
        try:
            self._activate(app)
            self._log_in(app)
            return self._scan_only(app) if self._camera else self._story(app, customer, server)
        finally:
            app.stop()
            customer.close()

    def _source(self, customer: Customer) -> FrameSource | None:
        return None if self._camera else SimulatedCamera(lambda: customer.shown, seed=_SEED)

    # -- the steps ----------------------------------------------------------------------------------------------------

    def _activate(self, app: App) -> None:
        app.till.terminal.preview(WORLD.terminal, WORLD.terminal_password)
        shown = self._until(app, lambda s: s.activation.to_be_confirmed is not None).activation.to_be_confirmed
        if shown is not None:
            self._teller.step("activation", terminal=shown.terminal_id, store=shown.store_name, phone=shown.store_phone)
        app.till.terminal.confirm()
        self._until(app, lambda s: s.terminal is not None)
        self._teller.detail(f"credentials_{app.opened.credentials.kind}")

    def _log_in(self, app: App) -> None:
        clerk = WORLD.person(Role.STORE_CLERK)
        app.till.sessions.log_in(clerk.login_id, clerk.password)
        staff = self._until(app, lambda s: s.phase is Phase.OPEN).staff
        if staff is not None:
            self._teller.step("log_in", name=staff.name, role=self._words.text(f"role_{staff.role.value}"))

    def _story(self, app: App, customer: Customer, server: ServerProcess) -> int:
        before = customer.wallet()
        self._teller.step("balance", name=customer.name, balance=self._teller.yen(before.balance))
        payment = self._sell(app, customer)
        if payment.state is not State.APPROVED:
            self._teller.step("not_paid", why=self._words.text(payment.decline.value if payment.decline else "offline"))
            return 1
        number = PaymentNumber(payment.number).shown
        self._teller.step("paid", amount=self._teller.yen(payment.amount), number=number)
        seen = customer.wallet()
        self._teller.detail("paid_phone", store=seen.payments[0].store_name, balance=self._teller.yen(seen.balance))
        voided = self._void(app, payment)
        after = customer.wallet()
        self._teller.step("voided", number=number, state=self._words.text(f"state_{voided.state.value}"))
        self._teller.detail("balance", name=customer.name, balance=self._teller.yen(after.balance))
        self._heads(app, server)
        whole = voided.state is State.VOIDED and after.balance == before.balance and app.opened.journal.verify() is None
        self._teller.step("good_bye" if whole else "not_whole")
        return 0 if whole else 1

    def _sell(self, app: App, customer: Customer) -> Payment:
        checkout = app.till.checkout
        checkout.enter(AMOUNT)
        self._teller.step("amount", amount=self._teller.yen(AMOUNT))
        checkout.read_code()
        self._until(app, lambda s: s.sale.stage is Stage.SCANNING)
        customer.show_code()
        self._teller.step("code_shown", name=customer.name)
        began = time.monotonic()
        self._until(app, lambda s: s.sale.stage is not Stage.SCANNING)
        self._teller.step("code_read", milliseconds=round((time.monotonic() - began) * 1000))
        done = self._until(app, lambda s: s.sale.stage is Stage.DONE)
        customer.put_away()
        if done.payment is None:
            raise Refusal("not_recorded")
        return done.payment

    def _void(self, app: App, payment: Payment) -> Payment:
        voiding = app.till.voiding
        voiding.begin(payment.id)
        case = self._until(app, lambda s: s.void is not None and s.void.stage is not VoidStage.LOOKING).void
        if case is None or case.stage is not VoidStage.READY or case.preview is None:
            raise Refusal(case.trouble or "not_voidable" if case else "not_voidable")
        self._teller.step("void_asked", amount=self._teller.yen(payment.amount), days=case.preview.days_left)
        voiding.confirm(VoidReason.CUSTOMER_WISH, NumberCheck.MATCHED)
        ends = (VoidStage.DONE, VoidStage.REFUSED)
        self._until(app, lambda s: s.void is not None and s.void.stage in ends)
        return app.till.book.get(payment.id) or payment

    def _heads(self, app: App, server: ServerProcess) -> None:
        length, head = app.journal_head()
        self._teller.step("journal_head", length=length, head=head)
        client = Client(Line(Whereabouts(server.url), app.clock), app.credential)
        for chain in client.call("GET", "/v1/chain", ChainHeads).chains:
            self._teller.step("server_head", chain=chain.chain, length=chain.length, head=chain.head)
        client.close()

    def _scan_only(self, app: App) -> int:
        app.till.checkout.enter(AMOUNT)
        app.till.checkout.read_code()
        self._teller.step("camera", camera=self._camera)
        try:
            seen = self._until(
                app, lambda s: s.sale.notice is not None or s.sale.stage is Stage.DONE or bool(s.status.camera)
            )
        except Refusal as refusal:
            if refusal.code != "demo_waited_too_long":
                raise
            self._teller.step("nothing_read", seconds=round(PATIENCE_SECONDS))
            return 1
        if seen.status.camera:
            self._teller.say(self._words.text(seen.status.camera))
            return 1
        if seen.sale.notice is not None:
            self._teller.say(self._words.notice(seen.sale.notice))
        elif seen.payment is not None and seen.payment.decline is not None:
            self._teller.say(self._words.text(seen.payment.decline.value))
        return 0

    # -- the till's control thread is this one ------------------------------------------------------------------------

    def _take(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def _until(self, app: App, reached: Callable[[Snapshot], bool]) -> Snapshot:
        """Let the till run until it shows what is waited for; raises :class:`Refusal` with what it complains of."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            app.till.pump(0.02)
            shown = self._snapshot
            if shown is not None and reached(shown):
                return shown
            trouble = shown and (shown.activation.trouble or shown.login_trouble or shown.status.journal_trouble)
            if trouble:
                raise Refusal(trouble)
            if time.monotonic() > deadline:
                raise Refusal("demo_waited_too_long")
