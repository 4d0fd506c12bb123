"""The amount pad: the amount, the keys, the last five sales, and one thing to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.sale.open_strip import OpenStrip
from pos_app.ui.screens.sale.pad_view import PadView
from pos_app.ui.screens.sale.recent_sales import RecentSales
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.amount import AmountDisplay
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.pad import NumberPad
from pos_app.ui.widgets.restyle import set_property

MARGIN = 24
PAD_WIDTH = 336
NARROW = 720
NARROW_PAD = 272
_WIDE = 1300
_WIDE_PAD = 512
_PAD_SHAPE = 1.43
"""The pad's greatest height, as a share of its width: larger keys would only be further apart."""
LOW = 560
LOW_MARGIN = 12


class PadPane(QWidget):
    """Left what one reads, right what one touches; the primary action is bottom right, below the keys."""

    void_last = Signal()
    attention = Signal()
    read = Signal()
    escape = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Label(Text.HEADING, wrap=True)
        self._note = Label(Text.NOTE, wrap=True)
        self._offline = Label(Text.TROUBLE, wrap=True)
        self.strip = OpenStrip(can_take_up=True)
        self.amount = AmountDisplay()
        self.amount.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._rest = Label(Text.STRONG, wrap=True)
        self._recent = RecentSales()
        self._attention = Action(Kind.DANGER, "F7")
        self._attention.clicked.connect(self.attention)
        self._void = Action(Kind.PLAIN, "F8")
        self._void.clicked.connect(self.void_last)
        self.pad = NumberPad()
        self.enter = Action(Kind.PRIMARY, "Enter")
        self.enter.clicked.connect(self.read)
        clear = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        clear.setAutoRepeat(False)
        clear.activated.connect(self.escape)
        self._lay_out()

    @property
    def home(self) -> QWidget:
        """Where the focus is while one types."""
        return self.amount

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._heading)
        words.addWidget(self._note)
        left.addLayout(words)
        for widget in (self._offline, self._attention, self.strip, self.amount, self._rest):
            left.addWidget(widget)
        left.addWidget(self._recent, 1)
        left.addWidget(self._void)
        right = QVBoxLayout()
        right.setSpacing(12)
        self.pad.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        right.addWidget(self.pad, 10)
        right.addStretch(1)
        right.addWidget(self.enter)
        self._outer = QHBoxLayout(self)
        self._outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._outer.setSpacing(MARGIN)
        self._outer.addLayout(left, 1)
        self._outer.addLayout(right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small window gets smaller keys and margins, never cut words."""
        width = NARROW_PAD if self.width() < NARROW else _WIDE_PAD if self.width() > _WIDE else PAD_WIDTH
        self.pad.setFixedWidth(width)
        self.pad.setMaximumHeight(round(width * _PAD_SHAPE))
        self.enter.setFixedWidth(width)
        margin = LOW_MARGIN if self.height() < LOW else MARGIN
        self._outer.setContentsMargins(MARGIN, margin, MARGIN, margin)
        super().resizeEvent(event)

    def show_view(self, view: PadView) -> None:
        """Draw it."""
        self._heading.setText(view.heading)
        self._note.setText(view.note)
        set_property(self._note, "part", _PARTS.get(view.tone, Text.NOTE).value)
        self._offline.setText(view.offline)
        self._offline.setVisible(bool(view.offline))
        self._attention.set_words(tr("要対応 {count}件", count=view.attention))
        self._attention.setVisible(view.attention > 0)
        self.strip.show_lines(view.lines)
        self.amount.show_amount(view.amount)
        set_property(self.amount, "surface", "attention" if view.asks else "sheet")
        self._rest.setText(view.rest)
        self._rest.setVisible(bool(view.rest))
        self._recent.show_lines(view.recent)
        self._void.set_words(tr("直前の会計を取り消す"))
        self._void.setEnabled(view.last_sale is not None)
        self.enter.set_words(view.read, view.read_note)
        self.enter.setEnabled(view.can_read)


_PARTS = {Tone.STOP: Text.TROUBLE, Tone.WAIT: Text.STRONG}
