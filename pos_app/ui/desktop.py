"""The till on a desktop: opens it, shows its window, and says in words when it can't be opened."""

import logging
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.errors import Fault, Refusal
from pos_app.till.preview import Preview
from pos_app.till.till import Till
from pos_app.till.words import Words
from pos_app.ui import text
from pos_app.ui.bridge import Bridge
from pos_app.ui.look import theme
from pos_app.ui.screens.entrance.steps import entrance
from pos_app.ui.screens.sale.screen import SaleScreen
from pos_app.ui.screens.settings.sections import Door
from pos_app.ui.shell.appearance import Appearance
from pos_app.ui.shell.covering import Cover
from pos_app.ui.shell.memory import WindowMemory, bring_back
from pos_app.ui.shell.navigation import Entry
from pos_app.ui.shell.screen import Screen
from pos_app.ui.shell.stage import Build, Place
from pos_app.ui.shell.trouble import TroubleWindow
from pos_app.ui.shell.views import Aside
from pos_app.ui.shell.window import Window

Look = Callable[[], Preview | None]
"""Gives what the camera sees now."""

_LISTEN_MS = 500
_SCREEN_STANDS_MS = 300
"""After the window is shown: its first screen is painted, and nobody can have typed an amount."""

log = logging.getLogger(__name__)


def rail_screens(bridge: Bridge, till: Till, look: Look, door: Door | None = None) -> dict[Place, Build]:
    """How to make each screen of the rail; ``door`` leads to a section of 設定.

    Order, words and rights are in shell/navigation.py and shell/rail.py; what has no line here is not shown.
    """
    return {
        Entry.SALE: partial(SaleScreen, bridge, till, look),
        Entry.CARD_ORDER: partial(_card_order, bridge, till),
        Entry.HISTORY: partial(_history, bridge, till),
        Entry.SETTINGS: partial(_settings, bridge, till, look, door or Door()),
        Entry.HELP: partial(_help, bridge, till),
        Cover.CARD_ENTRY: partial(_card_entry, bridge, till),
    }


def asides(bridge: Bridge, till: Till, door: Door) -> dict[Place, Build]:
    """How to make what is looked into on the way: 開店前チェック, which comes by itself once a day, and the server."""
    return {
        Aside.CHECK: partial(_check, bridge, till, door),
        Aside.SERVER: partial(_server, bridge, till),
    }


# What doesn't stand between the start and the first sale is imported when somebody first opens it.


def _card_order(bridge: Bridge, till: Till) -> Screen:
    from pos_app.ui.screens.card.screen import CardScreen

    return CardScreen(bridge, till)


def _card_entry(bridge: Bridge, till: Till) -> Screen:
    from pos_app.ui.screens.card.entry_popup import EntryPopup

    return EntryPopup(bridge, till)


def _history(bridge: Bridge, till: Till) -> Screen:
    from pos_app.ui.screens.history.screen import HistoryScreen

    return HistoryScreen(bridge, till)


def _settings(bridge: Bridge, till: Till, look: Look, door: Door) -> Screen:
    from pos_app.ui.screens.settings.screen import SettingsScreen

    return SettingsScreen(bridge, till, look, door)


def _help(bridge: Bridge, till: Till) -> Screen:
    from pos_app.ui.screens.help.screen import HelpScreen

    return HelpScreen(bridge, till)


def _check(bridge: Bridge, till: Till, door: Door) -> Screen:
    from pos_app.ui.screens.check.screen import CheckScreen

    return CheckScreen(bridge, till, door)


def _server(bridge: Bridge, till: Till) -> Screen:
    from pos_app.ui.screens.settings.server_screen import ServerScreen

    return ServerScreen(bridge, till)


@dataclass(frozen=True, slots=True)
class OpenedTill:
    """A till whose records are open; ``notice`` is the code of what happened to them, if anything did."""

    till: Till
    look: Look
    start: Callable[[], None]
    stop: Callable[[], None]
    notice: str | None = None
    start_camera: Callable[[], None] = lambda: None
    """For what ``start`` does not start yet: called when the first screen stands."""


@dataclass(frozen=True, slots=True)
class Opener:
    """How to open the till. ``open`` raises Fault or Refusal; ``renew`` makes new secrets, or raises Fault."""

    open: Callable[[Bridge], OpenedTill]
    renew: Callable[[], None]
    folder: Path


class Desktop(QObject):
    """One till with its window, from :meth:`begin` to :meth:`end`.

    Until somebody logs in it speaks ``language``, else what 設定 says, else the ``surroundings``' language.
    """

    def __init__(self, app: QApplication, opener: Opener, language: str | None, surroundings: str) -> None:
        super().__init__()
        self._app = app
        self._opener = opener
        self._given, self._language = language, language or surroundings
        self._memory = WindowMemory(opener.folder)
        self._opened: OpenedTill | None = None
        self.bridge: Bridge | None = None
        self.window: Window | None = None
        self.trouble: TroubleWindow | None = None
        text.set_language(app, self._language)
        app.setQuitOnLastWindowClosed(False)
        app.screenRemoved.connect(self._screen_removed)

    def begin(self) -> None:
        """Open the till and show its window, or why that can't be."""
        bridge = Bridge(self._language)
        try:
            opened = self._opener.open(bridge)
        except Fault as fault:
            log.error("the till can't be opened: %s", fault)
            self._can_not(fault.reason)
            return
        except Refusal as refusal:
            self._can_not(refusal.code)
            return
        self.bridge, self._opened = bridge, opened
        opened.start()
        bridge.attach(opened.till, self._given or opened.till.choices.now.language)
        self._in_theme = Appearance(self._app, bridge)
        screens = entrance(bridge, opened.till, opened.notice)
        door = Door()
        screens |= rail_screens(bridge, opened.till, opened.look, door) | asides(bridge, opened.till, door)
        self.window = Window(bridge, opened.till, screens)
        self.window.closed.connect(self._window_closed)
        self._memory.restore(self.window)
        self.window.show()
        QTimer.singleShot(_SCREEN_STANDS_MS, self, self._start_camera)

    def end(self) -> None:
        """Stop the till and drop its window; what is open goes on at the next start."""
        _drop(self.window)
        _drop(self.trouble)
        self.window = self.trouble = None
        if self.bridge is not None:
            self.bridge.detach()
        if self._opened is not None:
            self._opened.stop()
            self._opened = None

    def bug_met(self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        """For ``sys.excepthook``: log what went wrong in the window, say so in the bar, and go on."""
        log.critical("a bug in the window", exc_info=(kind, bug, trace))
        if self.window is not None:
            self.window.bug_met()

    def _start_camera(self) -> None:
        if self._opened is not None:
            self._opened.start_camera()

    def _window_closed(self) -> None:
        if self.window is not None:
            self._memory.keep(self.window)
        self._app.quit()

    def _screen_removed(self, _: QScreen) -> None:
        # A moment later: now Qt itself still counts it.
        QTimer.singleShot(0, self, self._bring_back)

    def _bring_back(self) -> None:
        if self.window is not None:
            bring_back(self.window)

    def _can_not(self, reason: str) -> None:
        before, self.trouble = self.trouble, TroubleWindow(reason, Words(self._language))
        self.trouble.again.connect(self._try_again)
        self.trouble.renewal.connect(self._renew)
        self.trouble.closed.connect(self._app.quit)
        self._memory.restore(self.trouble)
        self.trouble.show()
        _drop(before)

    def _try_again(self) -> None:
        before, self.trouble = self.trouble, None
        self.begin()
        _drop(before)

    def _renew(self) -> None:
        try:
            self._opener.renew()
        except Fault as fault:
            log.error("no new secrets: %s", fault)
            self._can_not(fault.reason)
            return
        self._try_again()


def run(opener: Opener, language: str | None, surroundings: str) -> int:
    """Show the till until its window is closed; returns the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("pos-app")
    theme.apply(app, "light")
    desktop = Desktop(app, opener, language, surroundings)
    sys.excepthook = desktop.bug_met
    awake = _quit_on_signals(app)
    try:
        desktop.begin()
        return app.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        awake.stop()
        desktop.end()


def _quit_on_signals(app: QApplication) -> QTimer:
    """Ctrl-C and a polite kill close the till as its window does; Python hears them only while it runs now and then."""
    heard: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda heard_one, _: heard.append(heard_one))
    awake = QTimer(app)
    awake.timeout.connect(lambda: app.quit() if heard else None)
    awake.start(_LISTEN_MS)
    return awake


def _drop(window: QWidget | None) -> None:
    if window is not None:
        window.blockSignals(True)
        window.hide()
        window.deleteLater()
