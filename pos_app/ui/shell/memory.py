"""Remembers where the window stood, in a file of its own: losing it costs nothing."""

from pathlib import Path

from PySide6.QtCore import QRect, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from pos_app.ui.shell.placement import USUAL, placed

_PLACE, _LARGEST = "place", "largest"


class WindowMemory:
    """``folder`` is the till's; what can't be read or written there is left out."""

    def __init__(self, folder: Path) -> None:
        self._kept = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def restore(self, window: QWidget) -> None:
        """Put a window where it was left, as far as that can be seen."""
        kept = self._kept.value(_PLACE)
        wanted = kept if isinstance(kept, QRect) else None
        window.setGeometry(placed(wanted or _middle(), screens()))
        if self._kept.value(_LARGEST) in (True, "true"):
            window.setWindowState(Qt.WindowState.WindowMaximized)

    def keep(self, window: QWidget) -> None:
        """Remember where it stands."""
        self._kept.setValue(_PLACE, window.normalGeometry() if window.isMaximized() else window.geometry())
        self._kept.setValue(_LARGEST, window.isMaximized())
        self._kept.sync()


def screens() -> list[QRect]:
    """The usable areas of the screens there are now, the main one first."""
    main = QGuiApplication.primaryScreen()
    others = [screen for screen in QGuiApplication.screens() if screen is not main]
    return [screen.availableGeometry() for screen in [main, *others] if screen is not None]


def bring_back(window: QWidget) -> None:
    """A screen has gone: bring the window to one that is there."""
    if not window.isMaximized() and not window.isFullScreen():
        window.setGeometry(placed(window.geometry(), screens()))


def _middle() -> QRect:
    area = next(iter(screens()), QRect(0, 0, USUAL.width(), USUAL.height()))
    wanted = QRect(area.topLeft(), USUAL)
    wanted.moveCenter(area.center())
    return wanted
