"""The live picture of the customer's phone, with a frame around the code that was found."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QBrush,
    QColor,
    QHideEvent,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.till.preview import Preview
from pos_app.ui.look import fonts
from pos_app.ui.look.tokens import tokens

_EVERY_MS = 34
"""At most thirty pictures a second, and none while nobody looks."""
_CROPPED = 1.25
"""The picture may be so much larger than what fits, where that fills the pane better."""
_CAPTION = 64
_FRAME = 5


class CameraView(QWidget):
    """``preview`` gives the newest picture, None while there is none."""

    def __init__(self, preview: Callable[[], Preview | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self._shown: Preview | None = None
        self._caption = ""
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY_MS)
        self._clock.timeout.connect(self._look)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_words(self, name: str, caption: str) -> None:
        """What this is, and what is said while a code is in view."""
        self.setAccessibleName(name)
        self._caption = caption
        self.update()

    def sizeHint(self) -> QSize:
        """A picture's usual shape."""
        return QSize(480, 360)

    def minimumSizeHint(self) -> QSize:
        """Small enough for the smallest window."""
        return QSize(240, 180)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to look."""
        self._look()
        self._clock.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep no picture of a customer's code."""
        self._clock.stop()
        self._shown = None
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Picture, frame, caption."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            corners = QPainterPath()
            corners.addRoundedRect(QRectF(self.rect()), tokens().sizes.sheet_radius, tokens().sizes.sheet_radius)
            painter.setClipPath(corners)
            painter.fillRect(self.rect(), QColor(tokens().dark.paper))
            if self._shown is not None:
                self._paint(painter, self._shown)

    def _paint(self, painter: QPainter, preview: Preview) -> None:
        place = self._place(preview)
        image = QImage(
            preview.pixels.data, preview.width, preview.height, 3 * preview.width, QImage.Format.Format_BGR888
        )
        painter.drawImage(place, image)
        if preview.outline is None:
            return
        scale = place.width() / preview.width
        corners = [QPointF(place.topLeft()) + QPointF(x * scale, y * scale) for x, y in preview.outline]
        pen = QPen(QColor(tokens().dark.ok), _FRAME, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(_widened(QPolygonF(corners)))
        self._paint_caption(painter)

    def _paint_caption(self, painter: QPainter) -> None:
        foot = QRect(0, self.height() - _CAPTION, self.width(), _CAPTION)
        shade = QLinearGradient(QPoint(0, foot.top()), QPoint(0, foot.bottom()))
        shade.setColorAt(0, QColor(0, 0, 0, 0))
        shade.setColorAt(0.4, QColor(0, 0, 0, 190))
        shade.setColorAt(1, QColor(0, 0, 0, 230))
        painter.fillRect(foot, QBrush(shade))
        painter.setPen(QColor(tokens().outcome.ink))
        painter.setFont(fonts.font(tokens().sizes.body, bold=True))
        painter.drawText(foot.adjusted(8, 12, -8, 0), Qt.AlignmentFlag.AlignCenter, self._caption)

    def _place(self, preview: Preview) -> QRect:
        """In the middle, whole or cut a little at two sides."""
        fits = min(self.width() / preview.width, self.height() / preview.height)
        fills = max(self.width() / preview.width, self.height() / preview.height)
        scale = min(fills, fits * _CROPPED)
        size = QSize(round(preview.width * scale), round(preview.height * scale))
        place = QRect(QPoint(0, 0), size)
        place.moveCenter(self.rect().center())
        return place

    def _look(self) -> None:
        newest = self._preview()
        before = self._shown
        if newest is None or before is None or newest.number != before.number or newest.outline != before.outline:
            self._shown = newest
            if newest is not before:
                self.update()


def _widened(polygon: QPolygonF) -> QPolygonF:
    """A little outside the code, so that the frame covers nothing of it."""
    middle = polygon.boundingRect().center()
    return QPolygonF([middle + (corner - middle) * 1.12 for corner in polygon])  # type: ignore[attr-defined]
