"""The amount being typed: the largest thing in view (requirements rows D-15, E-28)."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from pos_app.domain.money import MAX_AMOUNT, kanji_reading
from pos_app.ui.look import figures, fonts, theme
from pos_app.ui.look.tokens import tokens
from pos_app.ui.text import ENGLISH, current, tr
from pos_app.ui.widgets.english_reading import english_reading

_DIGITS = len(str(MAX_AMOUNT))
_SIDE = 24
_FOOT = 44
_UNIT_GAP = 12
_UNIT_SHARE = 0.32
"""The unit's height, as a share of the figure's."""


class AmountDisplay(QFrame):
    """Shows whole yen: the figure, its reading, and how many of the seven digits are used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._yen = 0
        self.setProperty("surface", "sheet")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._name()

    def show_amount(self, yen: int) -> None:
        """Show ``yen`` (0 to 9,999,999); 0 is shown as nothing typed yet."""
        if yen != self._yen:
            self._yen = yen
            self._name()
            self.update()

    def sizeHint(self) -> QSize:
        """Room for the figure in full height."""
        return QSize(448, 160)

    def minimumSizeHint(self) -> QSize:
        """Room for seven digits at their smallest."""
        return QSize(300, 112)

    def texts(self) -> tuple[str, str, str, str]:
        """Figure, unit, reading, counter."""
        reading = ""
        if self._yen:
            reading = english_reading(self._yen) if current() == ENGLISH else kanji_reading(self._yen)
        used = len(str(self._yen)) if self._yen else 0
        return f"{self._yen:,}", tr("円"), reading, f"{used}/{_DIGITS}"

    def cut_off(self) -> list[str]:
        """Words of which not all can be read at the present size."""
        figure, _, reading, _ = self.texts()
        too_wide = self._figure_size(self.width() - 2 * _SIDE) < tokens().sizes.amount_least
        return ([figure] if too_wide else []) + ([reading] if self._reading_height(reading) > _FOOT else [])

    def changeEvent(self, event: QEvent) -> None:
        """Another language, another theme."""
        if event.type() is QEvent.Type.LanguageChange:
            self._name()
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Figure and unit on one base line, right; reading and counter below."""
        super().paintEvent(event)
        figure, unit, reading, counter = self.texts()
        colour = theme.colours()
        inner = self.rect().adjusted(_SIDE, 8, -_SIDE, -12)
        size = self._figure_size(inner.width())
        large, small = fonts.font(size, bold=True), _unit_font(size)
        with QPainter(self) as painter:
            above = QFontMetrics(large).capHeight()
            line = inner.top() + (inner.height() - _FOOT + above) // 2
            left = inner.right() - QFontMetrics(small).horizontalAdvance(unit)
            ink = QColor(colour.ink if self._yen else colour.ink_faint)
            painter.setPen(ink)
            painter.setFont(small)
            painter.drawText(left, line, unit)
            figures.draw(painter, left - _UNIT_GAP - figures.width(figure, large), line, figure, large, ink)
            painter.setPen(QColor(colour.ink_soft))
            painter.setFont(fonts.font(tokens().sizes.label))
            foot = QRect(inner.left(), inner.bottom() - _FOOT + 1, inner.width(), _FOOT)
            bottom = Qt.AlignmentFlag.AlignBottom
            painter.drawText(foot, bottom | Qt.AlignmentFlag.AlignRight, counter)
            wrapped = bottom | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            painter.drawText(foot.adjusted(0, 0, -_FOOT, 0), wrapped, reading)

    def _name(self) -> None:
        figure, unit, reading, _ = self.texts()
        self.setAccessibleName(tr("金額"))
        self.setAccessibleDescription(f"{figure} {unit} {reading}".strip())

    def _reading_height(self, reading: str) -> int:
        room = QRect(0, 0, self.width() - 2 * _SIDE - _FOOT, 1000)
        metrics = QFontMetrics(fonts.font(tokens().sizes.label))
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, reading).height()

    def _figure_size(self, width: int) -> int:
        """The largest height at which figure and unit stand side by side."""
        sizes = tokens().sizes
        figure, unit, _, _ = self.texts()
        wanted = min(sizes.amount, max(sizes.amount_least, self.height() - _FOOT - 32))
        whole = figures.width(figure, fonts.font(wanted, bold=True))
        whole += QFontMetrics(_unit_font(wanted)).horizontalAdvance(unit)
        return wanted if whole + _UNIT_GAP <= width else wanted * (width - _UNIT_GAP) // whole


def _unit_font(figure: int) -> QFont:
    return fonts.font(max(16, round(figure * _UNIT_SHARE)), bold=True)
