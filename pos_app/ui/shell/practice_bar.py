"""While one practises (row D-28): stripes, what the customer holds out, and the way back to earnest."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.calendar import in_jst
from pos_app.till.practice import Practising
from pos_app.till.sample_codes import Sample
from pos_app.till.words import Words
from pos_app.ui.look import theme
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.label import Label, Text

_STRIPE_HEIGHT = 8
_STRIPE_WIDTH = 16


class PracticeBar(QFrame):
    """Hidden unless one practises. Choosing a code and pressing the action holds it out once."""

    held_out = Signal(object)
    """A :class:`Sample`."""
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("practiceBar")
        self._practising: Practising | None = None
        self._words = Label(Text.NOTE)
        self._codes = QComboBox()
        self._hold_out, self._end = Action(key="F11"), Action()
        self._hold_out.clicked.connect(self._chosen)
        self._end.clicked.connect(self.ended)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self._codes)
        row.addWidget(self._hold_out)
        row.addWidget(self._end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_Stripes())
        column.addLayout(row)
        self.hide()

    def show_practice(self, practising: Practising | None, words: Words, *, anew: bool = False) -> None:
        """Draw this practice, or none; ``anew``: in another language than before."""
        self.setVisible(practising is not None)
        if practising is None or (practising == self._practising and not anew):
            self._practising = practising
            return
        self._practising = practising
        until = in_jst(practising.until).strftime("%H:%M")
        self._words.setText(tr("練習中です。お金は動きません({time}まで)。", time=until))
        before = self._codes.currentData()
        self._codes.clear()
        for code in practising.samples:
            self._codes.addItem(words.label(code.sample), code.sample)
        self._codes.setCurrentIndex(max(0, self._codes.findData(before)))

    def set_narrow(self, narrow: bool) -> None:
        """The stripes and the tag above say enough where there is little room."""
        self._words.setVisible(not narrow)

    def retranslate(self) -> None:
        """Say everything again."""
        self._codes.setAccessibleName(tr("お客様のコード"))
        self._hold_out.set_words(tr("このコードをかざす"))
        self._end.set_words(tr("練習を終える"))

    def _chosen(self) -> None:
        sample = self._codes.currentData()
        if sample is not None:
            self.held_out.emit(Sample(sample))


class _Stripes(QWidget):
    """Slanting stripes: nobody takes practice for earnest."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_STRIPE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Amber and dark."""
        del event
        colours = theme.colours()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), QColor(colours.wait_soft))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.wait))
            for left in range(-_STRIPE_WIDTH, self.width(), 2 * _STRIPE_WIDTH):
                painter.drawPath(_slanted(QRectF(left, 0, _STRIPE_WIDTH, self.height())))


def _slanted(box: QRectF) -> QPainterPath:
    path = QPainterPath(box.bottomLeft())
    slant = box.height()
    path.lineTo(box.left() + slant, box.top())
    path.lineTo(box.right() + slant, box.top())
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path
