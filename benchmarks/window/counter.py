"""A till with its window, on a real server: what the measurements do at it."""

import gc
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.window.painting import Painted, until
from pos_app.app import App
from pos_app.config import TillSettings
from pos_app.devices.scanner import Image
from pos_app.errors import ScannerFault
from pos_app.sync.http import Line
from pos_app.till.card_entry import EntryStep
from pos_app.till.pads import PadChoice, PadKind
from pos_app.till.payment import State
from pos_app.till.sale import Stage
from pos_app.till.session import Phase
from pos_app.till.snapshot import Snapshot
from pos_app.ui import text
from pos_app.ui.bridge import Bridge
from pos_app.ui.desktop import rail_screens
from pos_app.ui.look import theme
from pos_app.ui.screens.entrance.steps import entrance
from pos_app.ui.shell.navigation import Entry
from pos_app.ui.shell.window import Window
from pos_app.wire.staff import Role

if TYPE_CHECKING:
    from pos_app.demo.customer import Customer
    from pos_app.server.seed_demo import DemoWorld

_PAGE = 4096
_STATM = Path("/proc/self/statm")


def _world() -> "DemoWorld":
    # Late, with the server's database behind it: no till imports it, and a till's start is measured here.
    from pos_app.server.seed_demo import WORLD

    return WORLD


class _Dark:
    """No camera: codes are handed in as texts."""

    interval = 1.0

    def open(self) -> None:
        raise ScannerFault("camera_missing")

    def read(self) -> Image:
        raise ScannerFault("camera_missing")

    def close(self) -> None:
        pass


class Counter:
    """From the making to :meth:`stop`; the terminal is activated at its first."""

    def __init__(self, app: QApplication, folder: Path, url: str) -> None:
        theme.apply(app, "light")
        text.set_language(app, text.JAPANESE)
        self.server_seconds = 0.0
        self._time_the_server()
        self._url = url
        self._bridge = Bridge("ja")
        settings = TillSettings(folder, url, use_keyring=False)
        self._app = App(settings, source=_Dark(), publish=self._bridge.publish, wake=self._bridge.wake)
        self._app.start()
        self._bridge.attach(self._app.till)
        screens = entrance(self._bridge, self._app.till)
        screens |= rail_screens(self._bridge, self._app.till, self._app.preview)
        self.window = Window(self._bridge, self._app.till, screens)
        self.window.resize(1024, 768)
        self._painted = Painted(app, Window)
        self._customer: Customer | None = None

    def stop(self) -> None:
        """Close."""
        self._bridge.detach()
        self._app.stop()

    @property
    def shown(self) -> Snapshot:
        """The newest snapshot."""
        assert self._bridge.seen is not None
        return self._bridge.seen

    def activate(self) -> None:
        """端末ID入力."""
        terminal, world = self._app.till.terminal, _world()
        self._bridge.act(lambda: terminal.preview(world.terminal, world.terminal_password))
        until(lambda: self.shown.activation.to_be_confirmed is not None)
        self._bridge.act(terminal.confirm)
        until(lambda: self.shown.terminal is not None and not self.shown.busy)

    def show(self) -> float:
        """Show the window; gives when its first screen was painted."""
        self.window.show()
        until(lambda: self._painted.count > 0)
        return self._painted.at

    def log_in(self) -> float:
        """Let a clerk log in and go to the pad; gives when the server's answer was there."""
        person = _world().person(Role.STORE_CLERK)
        answered: list[float] = []

        def look(snapshot: Snapshot) -> None:
            if snapshot.phase is Phase.OPEN:
                answered.append(time.monotonic())

        self._bridge.shown.connect(look)
        self._bridge.act(lambda: self._app.till.sessions.log_in(person.login_id, person.password))
        until(lambda: bool(answered))
        self._bridge.shown.disconnect(look)
        self.window.go(Entry.SALE)
        return answered[0]

    def ready(self, amount: int) -> str:
        """Type an amount in yen, press QRコード読取; gives the text that the customer shows."""
        checkout = self._app.till.checkout
        self._bridge.act(lambda: checkout.enter(amount))
        self._bridge.act(checkout.read_code)
        until(lambda: self.shown.payment is not None and self.shown.payment.state is State.CREATED)
        if self._customer is None:
            # Late, as no till imports it: it is not to be measured.
            from pos_app.demo.customer import Customer

            member = _world().members[0]
            self._customer = Customer(self._url, member.login_id, member.password)
        return self._customer.show_code().qr

    def scan(self, text: str) -> None:
        """The code is read."""
        self._bridge.act(lambda: self._app.till.checkout.code_seen(text.encode()))

    def is_done(self) -> bool:
        """Say whether the payment's outcome is there."""
        payment = self.shown.payment
        if self.shown.sale.stage is not Stage.DONE:
            return False
        assert payment is not None
        assert payment.state is State.APPROVED, payment
        return True

    def clear(self) -> None:
        """クリア."""
        handle = self.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, Qt.Key.Key_Escape)

    def key_a_card(self) -> None:
        """Open カード情報入力, with a keypad that is a keyboard, and wait until it takes keys."""
        choices, card, amount = self._app.till.choices, self._app.till.card, 1_000
        self._bridge.act(lambda: choices.set(replace(choices.now, pad=PadChoice(on=True, kind=PadKind.KEYPAD))))
        self.window.go(Entry.CARD_ORDER)
        self._bridge.act(lambda: card.enter(amount))
        self._bridge.act(card.open_entry)
        until(lambda: self.shown.card_entry is not None and self.shown.card_entry.step is EntryStep.KEYING)

    def clear_card(self) -> None:
        """All the digits of the card's number away."""
        handle = self.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, Qt.Key.Key_Asterisk, Qt.KeyboardModifier.KeypadModifier)

    @staticmethod
    def resident_bytes() -> int:
        """How much memory this process has."""
        gc.collect()
        return int(_STATM.read_text().split()[1]) * _PAGE

    def _time_the_server(self) -> None:
        exchange = Line.exchange

        def timed(line: Line, method: str, *given: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return exchange(line, method, *given, **named)
            finally:
                if method == "PUT":
                    self.server_seconds = time.perf_counter() - began

        Line.exchange = timed  # type: ignore[assignment]
