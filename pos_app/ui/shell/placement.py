"""Where the window stands: as it was left, but never where nobody can see it. Pure."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize

SMALLEST = QSize(640, 480)
USUAL = QSize(1024, 768)
_GRIP = 64
"""Pixels of the title bar that must be on a screen, so that it can be moved back by hand."""


def placed(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """The place for a window that wants ``wanted``; ``screens`` are the usable areas, the main one first.

    A window that would lie beyond every screen (a second one was unplugged) comes to the middle of the main one.
    """
    if not screens:
        return wanted
    home = next((screen for screen in screens if _can_be_gripped(wanted, screen)), screens[0])
    size = wanted.size().expandedTo(SMALLEST).boundedTo(home.size())
    found = QRect(wanted.topLeft(), size)
    if not _can_be_gripped(wanted, home):
        found.moveCenter(home.center())
    found.moveLeft(max(home.left(), min(found.left(), home.right() + 1 - size.width())))
    found.moveTop(max(home.top(), min(found.top(), home.bottom() + 1 - size.height())))
    return found


def _can_be_gripped(window: QRect, screen: QRect) -> bool:
    title_bar = QRect(window.left(), window.top(), max(window.width(), 1), 1)
    seen = title_bar.intersected(screen)
    return seen.width() >= min(_GRIP, window.width())
