"""On or off."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from pos_app.ui.look import fonts, theme
from pos_app.ui.look.tokens import tokens
from pos_app.ui.text import tr

_TRACK = QSize(52, 30)
_GAP = 12
_STATE_GAP = 8


class Switch(QAbstractButton):
    """A sliding knob, what it switches, and its state in a word. Space toggles; ``toggled`` tells."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        """What it switches."""
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Track, state and words side by side, as high as a finger needs."""
        metrics = QFontMetrics(fonts.font(tokens().sizes.body))
        width = _TRACK.width() + _GAP + metrics.horizontalAdvance(self.text()) + _STATE_GAP
        return QSize(width + max(map(metrics.horizontalAdvance, _states())) + 4, tokens().sizes.target)

    def minimumSizeHint(self) -> QSize:
        """The same: words are not to be cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track and knob, then the words."""
        colour = theme.colours()
        is_on = self.isChecked()
        track = QRectF(1, (self.height() - _TRACK.height()) / 2, _TRACK.width(), _TRACK.height())
        knob = track.height() - 8
        left = track.right() - knob - 4 if is_on else track.left() + 4
        ground = colour.line if not self.isEnabled() else colour.accent if is_on else colour.edge
        letters = fonts.font(tokens().sizes.body)
        words = self.rect().adjusted(_TRACK.width() + _GAP, 0, 0, 0)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
            painter.setBrush(QColor(colour.surface))
            painter.drawEllipse(QRectF(left, track.top() + 4, knob, knob))
            painter.setFont(letters)
            painter.setPen(QColor(colour.ink if self.isEnabled() else colour.ink_faint))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
            painter.setPen(QColor(colour.ink_soft if self.isEnabled() else colour.ink_faint))
            state = words.adjusted(QFontMetrics(letters).horizontalAdvance(self.text()) + _STATE_GAP, 0, 0, 0)
            painter.drawText(state, Qt.AlignmentFlag.AlignVCenter, _states()[is_on])


def _states() -> tuple[str, str]:
    return tr("オフ"), tr("オン")
