"""The window of the child whose pad is a keypad: a widget that takes its keys, and dots."""

import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pos_app.devices.tenkey.keypad_key import KeypadKey
from pos_app.ui.screens.card.keypad import KeypadKeys


class TakesKeys(Protocol):
    """The pad."""

    def key(self, key: KeypadKey) -> None:
        """One press."""


class Dots(QWidget):
    """One dot more with each key, as the pop-up does it."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw them."""
        del event
        painter = QPainter(self)
        painter.setBrush(Qt.GlobalColor.black)
        for place in range(self.count):
            painter.drawEllipse(10 + 14 * place, 10, 10, 10)
        painter.end()


def run(obey: Callable[[str], bool], pad: TakesKeys, tell: Callable[..., None]) -> None:
    """Show it, and obey orders until the last."""
    app = QApplication([])
    dots = Dots()

    def pressed(key: KeypadKey) -> None:
        pad.key(key)
        dots.count += 1
        dots.update()

    window = QWidget()
    window.resize(640, 480)
    layout = QVBoxLayout(window)
    keys = KeypadKeys(lambda: True, pressed, window)
    layout.addWidget(dots)
    layout.addWidget(keys)
    window.show()
    keys.setFocus()

    def ordered() -> None:
        if not obey(sys.stdin.readline()):
            app.quit()

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(ordered)
    tell(window=int(window.winId()))
    app.exec()
