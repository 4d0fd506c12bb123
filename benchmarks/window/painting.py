"""When something was painted."""

import json
import statistics
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE_SECONDS = 60.0
KEYS = 140
PAUSE_MS = 45
"""Between two keys: what comes quicker may be a hand scanner's."""
_DIGITS = 7


class Painted(QObject):
    """Counts the paints of a class's widgets from now on; ``at`` is the last one's moment, monotonic seconds."""

    def __init__(self, app: QApplication, kind: type[QWidget]) -> None:
        super().__init__()
        self._kind = kind
        self.at = 0.0
        self.count = 0
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note paints; let everything through."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, self._kind):
            self.at = time.monotonic()
            self.count += 1
        return False


def until(reached: Callable[[], bool]) -> None:
    """Let Qt run until this holds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not reached():
        assert time.monotonic() < deadline, "waited in vain"
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)


def key_to_paint(widget: QWidget, painted: Painted, clear: Callable[[], None]) -> float:
    """Give how long it takes from a digit's key to its paint, in seconds; ``clear`` makes room after seven."""
    handle = widget.windowHandle()
    assert handle is not None
    took = []
    for number in range(KEYS):
        QTest.qWait(PAUSE_MS)
        before, began = painted.count, time.perf_counter()
        QTest.keyClick(handle, Qt.Key(ord(str(1 + number % 9))), Qt.KeyboardModifier.KeypadModifier)
        until(lambda before=before: painted.count > before)  # type: ignore[misc]
        took.append(time.perf_counter() - began)
        if number % _DIGITS == _DIGITS - 1:
            QTest.qWait(PAUSE_MS)
            clear()
    return statistics.median(took)


def tell(**facts: float) -> None:
    """Tell the parent. Durations are seconds, sizes bytes; all processes share the machine's monotonic clock."""
    print(json.dumps(facts), flush=True)
