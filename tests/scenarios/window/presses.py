"""Counts what somebody at the till presses."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow


class Presses(QObject):
    """Every key press that reaches this window's handle, in order."""

    def __init__(self, handle: QWindow) -> None:
        super().__init__()
        self.keys: list[Qt.Key] = []
        handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        del watched
        # Each press first asks whether it is a shortcut; those that are come by only this once.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            self.keys.append(Qt.Key(event.key()))
        return False
