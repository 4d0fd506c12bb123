"""A counter whose till is driven by Qt: the same verbs as :class:`Counter`, answered by the event loop."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from pos_app.app import App
from pos_app.config import TillSettings
from pos_app.devices.scanner import FrameSource
from pos_app.devices.scanner.wedge import CERTAIN, HICCUP, RESTART, RHYTHM
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.desktop import rail_screens
from pos_app.ui.screens.entrance.steps import entrance
from pos_app.ui.shell.screen import Screen
from pos_app.ui.shell.window import Window
from tests.till.counter import PATIENCE_SECONDS, Counter, Dark

TURN_MS = 10
_BETWEEN_KEYS_MS = 38
"""Slower than any hand scanner types."""
_AFTER_A_CODE_MS = round(HICCUP * 1000) + 10
"""Till then an Enter would be the second half of the scanner's own."""
_AFTER_STUMBLING_MS = round((RESTART + HICCUP) * 1000)
Some = TypeVar("Some", bound=Screen)


def turn() -> None:
    """Sleep until something comes, a moment at the most, and let Qt handle it.

    With a limit of its own Qt would not wait at all, and every test would burn the machine for all others.
    """
    QTimer.singleShot(TURN_MS, _awake)
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _awake() -> None:
    """The moment is over."""


@dataclass
class Desk(Counter):
    """``source`` is the camera; ``shown`` the newest snapshot that the bridge has shown."""

    source: FrameSource = field(default_factory=Dark)
    language: str = "ja"
    monotonic: Callable[[], float] = time.monotonic
    bridge: Bridge = field(init=False)

    def start(self) -> "Desk":
        self.bridge = Bridge(self.language)
        self.bridge.shown.connect(self._see)
        settings = TillSettings(self.folder, self.url, use_keyring=False, feed_wait_seconds=1)
        self.app = App(
            settings,
            source=self.source,
            publish=self.bridge.publish,
            wake=self.bridge.wake,
            wall=self.wall,
            monotonic=self.monotonic,
        )
        self.app.start()
        self.bridge.attach(self.app.till)
        return self

    def stop(self) -> None:
        self.bridge.detach()
        self.app.stop()

    @property
    def till(self) -> Till:
        return self.app.till

    def until(self, reached: Callable[[Snapshot], bool], seconds: float = PATIENCE_SECONDS) -> Snapshot:
        """Let Qt run until a snapshot shows what is waited for."""
        deadline = time.monotonic() + seconds
        self.bridge.pump()
        while not reached(self.shown):
            assert time.monotonic() < deadline, f"waited in vain; the pad shows {self.shown.sale}"
            turn()
        return self.shown

    def window(self) -> Window:
        """The whole window over this till, not shown yet."""
        screens = entrance(self.bridge, self.till)
        screens |= rail_screens(self.bridge, self.till, self.app.preview)
        return Window(self.bridge, self.till, screens)


@dataclass
class Hands:
    """A person at the window: keys go the way that real ones go, through the window's own handle."""

    desk: Desk
    window: Window

    @property
    def handle(self) -> QWindow:
        handle = self.window.windowHandle()
        assert handle is not None
        return handle

    def write(self, text: str, *keys: Qt.Key) -> None:
        """Type a text, as fast as people do, then press these keys."""
        for sign in text:
            QTest.keyClick(self.handle, ord(sign))
            QTest.qWait(_BETWEEN_KEYS_MS)
        QTest.qWait(_BETWEEN_KEYS_MS)  # Only then it is certain that the last one was no scanner's.
        self.press(*keys)

    def put(self, text: str, *keys: Qt.Key) -> None:
        """Have a text in the focused field at once, as pasted; then press these keys."""
        focused = QApplication.focusWidget()
        assert isinstance(focused, QLineEdit)
        focused.insert(text)
        self.press(*keys)

    def press(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.handle, key, modifiers)
            QApplication.processEvents()

    def scan(self, code: str) -> None:
        """What a hand scanner does: types a code at once, and Enter; where this machine stumbled over it, once more."""
        sorting = self.window._keyboard._sorting
        heard: list[bytes] = []
        pass_on = sorting._scanned

        def hear(payload: bytes) -> None:
            heard.append(payload)
            pass_on(payload)

        sorting._scanned = hear
        try:
            while not self._in_rhythm(code) and code.encode() not in heard:
                QTest.qWait(_AFTER_STUMBLING_MS)
        finally:
            sorting._scanned = pass_on
        QTest.qWait(_AFTER_A_CODE_MS)

    def _in_rhythm(self, code: str) -> bool:
        """Type it; whether every key surely came as fast as a scanner's do."""
        well, last = True, time.monotonic()
        for number, key in enumerate([*map(ord, code), Qt.Key.Key_Return]):
            QTest.keyClick(self.handle, key)
            now = time.monotonic()
            # The window takes the time within the click: two clicks hold what lies between two of its times.
            well = well and now - last < (RHYTHM if number <= CERTAIN else HICCUP) / 2
            last = now
        return well

    def until(self, reached: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
        deadline = time.monotonic() + seconds
        while not reached():
            assert time.monotonic() < deadline, f"waited in vain; the window says {self.words()}"
            turn()

    def until_in_view(self, kind: type[Some]) -> Some:
        """Wait until such a screen is in view."""
        found: list[Some] = []

        def in_view() -> bool:
            screen = self.window.screen_in_view
            found.extend([screen] if isinstance(screen, kind) else [])
            return bool(found)

        self.until(in_view)
        return found[0]

    def words(self) -> list[str]:
        """Every text that can be seen on labels now."""
        return [label.text() for label in self.window.findChildren(QLabel) if label.isVisible() and label.text()]

    def says(self, words: str) -> bool:
        return any(words in text for text in self.words())

    def focus(self) -> QWidget | None:
        return QApplication.focusWidget()
