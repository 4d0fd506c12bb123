"""The outline around whatever has the keyboard: one for the application, drawn above everything.

A widget that wants the ring around another part of the screen, or none at the moment, says so by
``ring_around() -> QWidget | None``.
"""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import Shiboken

from pos_app.ui.look.tokens import Colours, tokens

_FOLLOWED = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})


@runtime_checkable
class _Ringed(Protocol):
    def ring_around(self) -> QWidget | None: ...


class Ringless:
    """Mixed into what takes the focus as a whole, where there is nothing to be typed: no ring around it."""

    def ring_around(self) -> QWidget | None:
        """None at all."""
        return None


class FocusRing(QObject):
    """Follows the application's focus."""

    def __init__(self, app: QApplication, colours: Callable[[], Colours]) -> None:
        super().__init__(app)
        self._colours = colours
        self._frame: Frame | None = None
        self._around: QWidget | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._focus_moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the ring where the widget goes."""
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            if Shiboken.isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        self._around = now.ring_around() if isinstance(now, _Ringed) else now
        if self._around is None or self._around.isWindow():
            self._put_away()
            return
        *self._watched, host = _up_to_host(self._around)
        for part in self._watched:
            part.installEventFilter(self)
        if self._frame is None or not Shiboken.isValid(self._frame):
            self._frame = Frame(host, self._colours)
        if self._frame.parentWidget() is not host:
            self._frame.setParent(host)
        self._place()

    def _put_away(self) -> None:
        if self._frame is not None and Shiboken.isValid(self._frame):
            self._frame.hide()

    def _place(self) -> None:
        around, frame = self._around, self._frame
        if around is None or frame is None or not (Shiboken.isValid(around) and Shiboken.isValid(frame)):
            return
        frame.surround(around)
        frame.setVisible(around.isVisible())


class Frame(QWidget):
    """The outline itself."""

    def __init__(self, host: QWidget, colours: Callable[[], Colours]) -> None:
        super().__init__(host)
        self._colours = colours
        sizes = tokens().sizes
        self._width, self._reach = sizes.focus_width, sizes.focus_width + sizes.focus_offset
        self._radius = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def surround(self, around: QWidget) -> None:
        """Lie around this widget, which must be on the frame's host."""
        self._radius = _corner(around) + tokens().sizes.focus_offset
        corner = self.mapToParent(self.mapFrom(around.window(), around.mapTo(around.window(), QPoint(0, 0))))
        inner = QRect(corner, around.size())
        self.setGeometry(inner.adjusted(-self._reach, -self._reach, self._reach, self._reach))
        # What lies inside is painted without asking this widget.
        hole = self.rect().adjusted(*((self._reach + self._radius,) * 2), *((-self._reach - self._radius,) * 2))
        self.setMask(QRegion(self.rect()) - QRegion(hole))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded line."""
        half = self._width / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._colours().accent), self._width))
            around = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(around, self._radius, self._radius)


def _corner(widget: QWidget) -> int:
    """How round the style sheet makes the widget's corners, in pixels."""
    sizes = tokens().sizes
    if isinstance(widget, QAbstractScrollArea):
        return sizes.card_radius
    return {"card": sizes.card_radius, "sheet": sizes.sheet_radius}.get(
        widget.property("surface"), sizes.control_radius
    )


def _up_to_host(widget: QWidget) -> list[QWidget]:
    """The widget, its parents, and last what scrolls it along, or its window.

    A ring on that last one moves with the one and is never cut by less.
    """
    way = [widget]
    while (parent := way[-1].parentWidget()) is not None:
        way.append(parent)
        viewport = parent.parentWidget()
        area = viewport.parentWidget() if viewport is not None else None
        if parent.isWindow() or (isinstance(area, QAbstractScrollArea) and area.viewport() is viewport):
            break
    return way
