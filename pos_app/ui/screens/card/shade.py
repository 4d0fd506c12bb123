"""The grey area around カード情報入力: what lies beneath can be seen and not be touched (T-05)."""

from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.screens.card.entry_sheet import EntrySheet
from pos_app.ui.widgets.scrolled import Scrolled

_WIDEST = 560
_LOW = 500
_SIDE, _LOW_SIDE = 16, 4
_GREY = QColor(0, 0, 0, 148)


class Shade(QWidget):
    """Holds the sheet in its middle, which scrolls where there is too little room; a click beside it does nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = EntrySheet()
        self.sheet.setMaximumWidth(_WIDEST)
        middle = QWidget()
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.sheet, 1000)
        row.addStretch(1)
        self._around = QVBoxLayout(middle)
        self._around.addStretch(1)
        self._around.addLayout(row)
        self._around.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scrolled(middle))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window leaves less grey."""
        low = self.height() < _LOW
        side = _LOW_SIDE if low else _SIDE
        self._around.setContentsMargins(_SIDE, side, _SIDE, side)
        self.sheet.set_low(low)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grey over whatever is beneath."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), _GREY)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Not a button: nothing, and nothing beneath is touched."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """As the press."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As the press."""
        event.accept()
