"""The demo with its windows: the till, and the panel beside it. Closing either, Ctrl-C and SIGTERM end all of it."""

import logging
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType, TracebackType

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.demo.pad.machine import Mode
from pos_app.demo.panel.hints import LOG_IN_KEY
from pos_app.demo.panel.placement import side_by_side
from pos_app.demo.panel.scene import Scene
from pos_app.demo.panel.waiting import WaitingWindow
from pos_app.demo.panel.window import Offers, PanelWindow
from pos_app.demo.phone import Show
from pos_app.demo.stage import DemoStage
from pos_app.demo.test_cards import EXPIRY
from pos_app.demo.weather import Weather
from pos_app.errors import Fault, Refusal
from pos_app.server.seed_demo import DemoPerson
from pos_app.till.session import Phase
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui import text
from pos_app.ui.bridge import Bridge
from pos_app.ui.desktop import Desktop, OpenedTill, Opener
from pos_app.ui.look import theme
from pos_app.ui.screens.check.screen import CheckScreen
from pos_app.ui.shell.window import Window

DRAW_MS = 150
"""The panel follows till and phone at this pace; a signal is heard as soon."""
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_SIGNALLED = 128
"""As shells say it: 128 and the signal's number."""

log = logging.getLogger(__name__)


class WindowedDemo(QObject):
    """From :meth:`begin` to :meth:`end`; ``stage`` is not started yet.

    It speaks ``language`` until somebody logs in. ``camera`` is what the stage was given.
    """

    _ready = Signal()
    _failed = Signal(str)

    def __init__(self, app: QApplication, stage: DemoStage, language: str, camera: str | None = None) -> None:
        super().__init__()
        self._app = app
        self.stage = stage
        self._language = language
        self._file = Path(camera).name if camera else ""
        self._waiting: WaitingWindow | None = None
        self.desktop: Desktop | None = None
        self.panel: PanelWindow | None = None
        self._left_by: int | None = None
        self._spoken_to: set[int] = set()
        self._thread = threading.Thread(target=self._set_up, name="demo-set-up", daemon=True)
        self._clock = QTimer(self)
        self._clock.setInterval(DRAW_MS)
        self._clock.timeout.connect(self._tick)
        self._ready.connect(self._open, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self._say_failed, Qt.ConnectionType.QueuedConnection)
        app.setQuitOnLastWindowClosed(False)
        text.set_language(app, language)

    def begin(self) -> None:
        """Say that it takes a moment, and set the world up meanwhile."""
        self._waiting = WaitingWindow()
        self._waiting.closed.connect(self._app.quit)
        self._waiting.show()
        self._clock.start()
        self._thread.start()

    def end(self) -> int:
        """Take everything down; the exit code."""
        self._clock.stop()
        if self._thread.ident is not None:
            self._thread.join()
        for window in (self._waiting, self.panel):
            _drop(window)
        self._waiting = self.panel = None
        if self.desktop is not None:
            self.desktop.end()
            self.desktop = None
        self.stage.stop()
        return 0 if self._left_by is None else _SIGNALLED + self._left_by

    def leave(self, number: int, frame: FrameType | None = None) -> None:
        """For ``signal.signal``: end at the next tick, whatever is going on."""
        del frame
        self._left_by = number

    def bug_met(self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        """For ``sys.excepthook``."""
        log.critical("a bug in the demo", exc_info=(kind, bug, trace))
        if self.desktop is not None and self.desktop.window is not None:
            self.desktop.window.bug_met()
        else:
            sys.__excepthook__(kind, bug, trace)
            self._app.exit(1)

    # -- setting up ---------------------------------------------------------------------------------------------------

    def _set_up(self) -> None:
        try:
            self.stage.venue.start()
        except Fault as fault:
            log.error("the demo can't be set up: %s", fault)
            self._failed.emit(fault.reason)
        except Refusal as refusal:
            self._failed.emit(refusal.code)
        else:
            self._ready.emit()

    def _say_failed(self, code: str) -> None:
        if self._waiting is not None:
            self._waiting.fail(Words(self._language).text(code))

    def _open(self) -> None:
        opener = Opener(self._open_till, lambda: None, self.stage.folder)
        self.desktop = Desktop(self._app, opener, self._language, self._language)
        self.desktop.begin()
        waiting, self._waiting = self._waiting, None
        _drop(waiting)
        window = self.desktop.window
        if window is None:
            return  # The till itself says why it can't be opened.
        venue = self.stage.venue
        self.panel = PanelWindow(
            Offers(venue.staff, venue.wallet_pages, lan=venue.lan), lambda: self.stage.app.preview()
        )
        self._connect(self.panel, window)
        screen = QGuiApplication.primaryScreen()
        if screen is not None:
            till_place, panel_place = side_by_side(screen.availableGeometry())
            window.setGeometry(till_place)
            self.panel.setGeometry(panel_place)
        self._tick()
        self.panel.show()
        window.raise_()
        window.activateWindow()

    def _open_till(self, bridge: Bridge) -> OpenedTill:
        self.stage.open_till(bridge.publish, bridge.wake)
        app = self.stage.app
        return OpenedTill(app.till, app.preview, lambda: None, self.stage.close_till)

    def _connect(self, panel: PanelWindow, window: QWidget) -> None:
        panel.shows.connect(self._show)
        panel.network.connect(self._change_weather)
        panel.log_in.connect(self._log_in)
        panel.card_told.connect(self._tell_card)
        panel.by_hand.connect(window.activateWindow)
        panel.closed.connect(self._close_till, Qt.ConnectionType.QueuedConnection)
        key = QShortcut(QKeySequence(LOG_IN_KEY), window)
        key.setAutoRepeat(False)
        key.activated.connect(lambda: self._log_in(self.stage.venue.staff[0]))

    # -- the panel's buttons ------------------------------------------------------------------------------------------

    def _show(self, what: Show, file: Path | None) -> None:
        self._file = file.name if file is not None else ""
        self.stage.show(what, file)
        self._tick()

    def _change_weather(self, weather: Weather) -> None:
        self.stage.fault(weather)
        self._tick()

    def _tell_card(self, number: str) -> None:
        self.stage.venue.pad.card(number, EXPIRY)
        self._tick()

    def _log_in(self, person: DemoPerson) -> None:
        bridge = self.desktop.bridge if self.desktop is not None else None
        if bridge is None or bridge.seen is None or bridge.seen.phase is not Phase.LOGGED_OUT:
            return
        sessions = self.stage.app.till.sessions
        bridge.act(partial(sessions.log_in, person.login_id, person.password))

    def _close_till(self) -> None:
        """The panel was closed: so is the till, unless it says that a customer waits."""
        window = self.desktop.window if self.desktop is not None else None
        if window is not None and self.panel is not None and not window.close():
            self.panel.show()

    # -- time ---------------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        if self._left_by is not None:
            self._app.exit(0)  # Not quit(): that asks the windows, and a till in mid-sale says no.
            return
        bridge = self.desktop.bridge if self.desktop is not None else None
        if self.panel is None or bridge is None or bridge.seen is None:
            return
        stage, window = self.stage, self.desktop.window if self.desktop is not None else None
        is_checking = window is not None and isinstance(window.screen_in_view, CheckScreen)
        if window is not None:
            self._speak(bridge.seen, window)
        face = stage.venue.pad.face
        waits = face.mode is Mode.NUMBER and face.count == 0
        self.panel.draw(Scene(bridge.seen, stage.phone, stage.showing, stage.weather, self._file, is_checking, waits))

    def _speak(self, till: Snapshot, window: Window) -> None:
        """Nobody of the demo has chosen a language yet: whoever logs in first goes on in the one that was asked for."""
        if till.phase is not Phase.OPEN or till.staff is None or till.staff.number in self._spoken_to:
            return
        self._spoken_to.add(till.staff.number)
        if till.language != self._language:
            window.speak_the_other_language()


def run(language: str, camera: str | None, *, lan: bool = False) -> int:
    """Show both windows until one is closed; returns the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("pos-app-demo")
    theme.apply(app, "light")
    with tempfile.TemporaryDirectory(prefix="pos-app-demo-", ignore_cleanup_errors=True) as name:
        demo = WindowedDemo(app, DemoStage(Path(name), camera=camera, lan=lan), language, camera)
        with _hearing(demo):
            try:
                demo.begin()
                code = app.exec()
            finally:
                left = demo.end()
    return code or left


@contextmanager
def _hearing(demo: WindowedDemo) -> Iterator[None]:
    """Signals and bugs go to the demo meanwhile."""
    before = {number: signal.signal(number, demo.leave) for number in _SIGNALS}
    sys.excepthook = demo.bug_met
    try:
        yield
    finally:
        sys.excepthook = sys.__excepthook__
        for number, action in before.items():
            signal.signal(number, action)


def _drop(window: QWidget | None) -> None:
    if window is not None:
        window.blockSignals(True)
        window.hide()
        window.deleteLater()
