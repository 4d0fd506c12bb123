"""A QR code as a phone shows it: black on white, its quiet zone around it, each module whole pixels."""

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_app.devices.scanner.simulated_phone import qr_matrix

QUIET_MODULES = 4
"""On each side (ISO/IEC 18004)."""
_CORNER = 8


class QrCode(QWidget):
    """Draws a text; nothing for an empty one. ``side`` is its edge in device-independent pixels."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._image: QImage | None = None
        self.setFixedSize(side, side)

    @property
    def text(self) -> str:
        """What it shows."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show this from now on."""
        if text == self._text:
            return
        self._text = text
        self._image = _drawn(text) if text else None
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """White paper, then the modules, none of them wider than another."""
        del event
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Qt.GlobalColor.white)
            painter.drawRoundedRect(self.rect(), _CORNER, _CORNER)
            if self._image is None:
                return
            ratio = self.devicePixelRatioF()
            modules = self._image.width()
            side = max(int(self.width() * ratio) // modules, 1) * modules / ratio
            place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.drawImage(place, self._image)


def _drawn(text: str) -> QImage:
    black = np.pad(qr_matrix(text), QUIET_MODULES)
    pixels = np.ascontiguousarray(255 - black)
    side = pixels.shape[0]
    return QImage(pixels.data, side, side, side, QImage.Format.Format_Grayscale8).copy()
