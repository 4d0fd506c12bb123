"""An outcome's amount, as large as its room allows."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui.look import figures, fonts
from pos_app.ui.look.tokens import tokens
from pos_app.ui.text import tr
from pos_app.ui.widgets.cells import figure

_GAP = 12
_UNIT = 0.35
"""The unit's height beside the figure's."""


class OutcomeAmount(QWidget):
    """Figure and unit on one line, shrinking with the pane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._yen: int | None = None
        self._size = tokens().sizes.outcome_amount
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_amount(self, yen: int | None) -> None:
        """Show yen, or nothing."""
        self._yen = yen
        self.setVisible(yen is not None)
        self.setAccessibleName(tr("金額"))
        self.setAccessibleDescription("" if yen is None else tr("{amount} 円", amount=figure(yen)))
        self.update()

    def set_size(self, size: int) -> None:
        """Be this high, in pixels, where the room is wide enough."""
        self._size = size
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the figure in full height."""
        return QSize(480, self._size + 16)

    def minimumSizeHint(self) -> QSize:
        """The same height, and room for the figure at its smallest."""
        return QSize(280, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Figure, then unit, on one base line."""
        if self._yen is None:
            return
        text, unit = figure(self._yen), tr("円")
        size, small = self._size, fonts.font(round(self._size * _UNIT), bold=True)
        room = self.width() - _GAP - QFontMetrics(small).horizontalAdvance(unit)
        wide = figures.width(text, fonts.font(size, bold=True))
        size = size if wide <= room else size * room // wide
        large = fonts.font(size, bold=True)
        line = (self.height() + QFontMetrics(large).capHeight()) // 2
        with QPainter(self) as painter:
            ink = QColor(tokens().outcome.ink)
            figures.draw(painter, 0, line, text, large, ink)
            painter.setPen(ink)
            painter.setFont(small)
            painter.drawText(figures.width(text, large) + _GAP, line, unit)
