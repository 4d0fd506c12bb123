"""A number while it is typed: places in groups of four, as it stands on the customer's screen (D-18, D-22)."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from pos_app.ui.look import fonts, theme

_GROUP = 4
_LARGEST, _LEAST = 56, 24
_GAP_SHARE = 0.7
"""The gap between two groups, as a share of one place."""
_SIDE = 24


class DigitsDisplay(QFrame):
    """``places`` digits; what is not typed yet is a line on the ground."""

    def __init__(self, places: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self._digits = ""
        self.setProperty("surface", "sheet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_digits(self, digits: str, name: str) -> None:
        """Show what was typed; ``name`` says what it is."""
        groups = [digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP)]
        self.setAccessibleName(name)
        self.setAccessibleDescription(" ".join(groups))
        if digits != self._digits:
            self._digits = digits
            self.update()

    def sizeHint(self) -> QSize:
        """Room for large figures."""
        return QSize(440, 120)

    def minimumSizeHint(self) -> QSize:
        """Room for all places at their smallest."""
        return QSize(280, 64)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One place beside the other; the next one to be typed is underlined in the accent."""
        super().paintEvent(event)
        colour = theme.colours()
        size = self._figure_size()
        letters = fonts.font(size, bold=True)
        metrics = QFontMetrics(letters)
        place = metrics.horizontalAdvance("0")
        gap = round(place * _GAP_SHARE)
        groups = -(-self._places // _GROUP)
        whole = self._places * place + (groups - 1) * gap
        left = (self.width() - whole) // 2
        line = (self.height() + metrics.capHeight()) // 2
        with QPainter(self) as painter:
            painter.setFont(letters)
            for at in range(self._places):
                x = left + at * place + (at // _GROUP) * gap
                if at < len(self._digits):
                    painter.setPen(QColor(colour.ink))
                    painter.drawText(x, line, self._digits[at])
                here = at == len(self._digits)
                ground = QRect(x + 3, line + 10, place - 6, 4 if here else 2)
                painter.fillRect(ground, QColor(colour.accent if here else colour.edge))

    def _figure_size(self) -> int:
        groups = -(-self._places // _GROUP)
        size = min(_LARGEST, max(self.height() - 40, _LEAST))
        metrics = QFontMetrics(fonts.font(size, bold=True))
        whole = metrics.horizontalAdvance("0") * (self._places + (groups - 1) * _GAP_SHARE)
        room = self.width() - 2 * _SIDE
        return max(_LEAST, size if whole <= room else int(size * room / whole))
