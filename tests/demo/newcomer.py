"""Somebody with five minutes before the demo's windows: real clicks and keys, real frames, a real server."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from pos_app.demo.panel.hints import WORDS, Hint
from pos_app.demo.panel.window import PanelWindow
from pos_app.demo.phone import Show
from pos_app.demo.stage import DemoStage
from pos_app.demo.weather import Weather
from pos_app.demo.windowed import WindowedDemo
from pos_app.till.payment import Payment
from pos_app.till.sale import Stage
from pos_app.till.snapshot import Snapshot
from pos_app.ui import text
from pos_app.ui.shell.window import Window

PATIENCE_SECONDS = 40.0


class Newcomer:
    """Somebody with five minutes, before both windows."""

    def __init__(self, folder: Path, language: str = "ja") -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.demo = WindowedDemo(app, DemoStage(folder), language)

    def until(self, reached: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not reached():
            assert time.monotonic() < deadline, f"waited in vain; the panel says {self.panel.hint.text()!r}"
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)

    @property
    def panel(self) -> PanelWindow:
        assert self.demo.panel is not None
        return self.demo.panel

    @property
    def till(self) -> Window:
        assert self.demo.desktop is not None
        assert self.demo.desktop.window is not None
        return self.demo.desktop.window

    @property
    def seen(self) -> Snapshot:
        assert self.demo.desktop is not None
        assert self.demo.desktop.bridge is not None
        assert self.demo.desktop.bridge.seen is not None
        return self.demo.desktop.bridge.seen

    def click(self, control: QWidget) -> None:
        QTest.mouseClick(control, Qt.MouseButton.LeftButton)

    def show(self, what: Show) -> None:
        self.click(self.panel.shown.tiles.button(what))

    def make(self, weather: Weather) -> None:
        self.click(self.panel.weather.tiles.button(weather))

    def hears(self, hint: Hint) -> bool:
        return self.panel.hint.text() == text.tr(WORDS[hint], key="Ctrl+D")

    def press(self, *keys: Qt.Key) -> None:
        handle = self.till.windowHandle()
        assert handle is not None
        for key in keys:
            QTest.keyClick(handle, key)
            QTest.qWait(45)

    def type_amount(self, amount: int) -> None:
        self.press(*(Qt.Key(ord(digit)) for digit in str(amount)), Qt.Key.Key_Return)

    def begin(self) -> None:
        self.demo.begin()
        self.until(lambda: self.demo.panel is not None)
        self.until(lambda: self.hears(Hint.LOG_IN))
        self.click(self.panel.first_log_in)
        self.until(lambda: self.hears(Hint.CHECK) or self.hears(Hint.AMOUNT))
        if self.hears(Hint.CHECK):
            self.until(lambda: self.seen.check is not None and not self.seen.busy)
            QTest.qWait(300)
            self.press(Qt.Key.Key_Return)
        self.until(lambda: self.hears(Hint.AMOUNT))

    def sell(self, amount: int) -> Payment:
        self.type_amount(amount)
        self.until(lambda: self.seen.sale.stage is Stage.DONE and self.seen.sale.amount == amount)
        assert self.seen.payment is not None
        return self.seen.payment

    def phone_says(self, words: str) -> bool:
        return any(words in label.text() for label in self.panel.phone.findChildren(QLabel) if label.isVisible())

    def till_says(self, words: str) -> bool:
        return any(words in label.text() for label in self.till.findChildren(QLabel) if label.isVisible())

    def tidy(self) -> None:
        self.make(Weather.FINE)
        self.show(Show.GOOD)
        if self.seen.sale.stage is Stage.SCANNING:
            self.press(Qt.Key.Key_Escape)
        self.until(lambda: not self.seen.status.unsent and self.seen.sale.stage in (Stage.DONE, Stage.IDLE))
        self.press(Qt.Key.Key_Escape)
        self.until(lambda: self.seen.sale.stage is Stage.IDLE)
