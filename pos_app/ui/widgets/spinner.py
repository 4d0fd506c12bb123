"""A ring that turns while one waits."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from pos_app.ui.look import theme

_SIZE = 48
_WIDTH = 4
_STEP_MS = 40
_STEP_DEGREES = 12
_ARC_DEGREES = 90


class Spinner(QWidget):
    """Turns only while it is in view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._angle = 90
        self._clock = QTimer(self)
        self._clock.setInterval(_STEP_MS)
        self._clock.timeout.connect(self._turn)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """As large as a pane's icon."""
        return QSize(_SIZE, _SIZE)

    def showEvent(self, event: QShowEvent) -> None:
        """Start to turn."""
        self._clock.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop."""
        self._clock.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet ring, and the part of it that moves."""
        colour = theme.colours()
        ring = QRectF(self.rect()).adjusted(_WIDTH, _WIDTH, -_WIDTH, -_WIDTH)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colour.line), _WIDTH))
            painter.drawEllipse(ring)
            painter.setPen(QPen(QColor(colour.accent), _WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(ring, self._angle * 16, -_ARC_DEGREES * 16)

    def _turn(self) -> None:
        self._angle = (self._angle - _STEP_DEGREES) % 360
        self.update()
