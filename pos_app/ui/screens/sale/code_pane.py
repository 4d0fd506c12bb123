"""A number is typed: お支払い番号 (F6, D-22), or the last four of a 決済番号 (F2 of 確認中, D-13)."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.ui.screens.sale.amount_card import AmountCard
from pos_app.ui.screens.sale.digits_display import DigitsDisplay
from pos_app.ui.screens.sale.doubt_view import LastFourView
from pos_app.ui.screens.sale.pad_pane import LOW, LOW_MARGIN, MARGIN, NARROW, NARROW_PAD, PAD_WIDTH
from pos_app.ui.screens.sale.scan_view import NumberView
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.pad import NumberPad


class CodePane(QWidget):
    """The places to be filled, the keys, and what follows."""

    send = Signal()
    back = Signal()

    def __init__(self, places: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Label(Text.HEADING, wrap=True)
        self._note = Label(Text.NOTE, wrap=True)
        self._digits = DigitsDisplay(places)
        self._trouble = Label(Text.TROUBLE, wrap=True)
        self._amount = AmountCard()
        self._back = Action(Kind.PLAIN, "Esc")
        self._back.clicked.connect(self.back)
        self.pad = NumberPad()
        self.enter = Action(Kind.PRIMARY, "Enter")
        self.enter.clicked.connect(self.send)
        self._lay_out()

    @property
    def home(self) -> QWidget:
        """Where the focus is while one types."""
        return self._digits

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        for widget in (self._heading, self._note, self._digits, self._trouble):
            left.addWidget(widget)
        left.addStretch(1)
        left.addWidget(self._amount)
        left.addWidget(self._back)
        right = QVBoxLayout()
        right.setSpacing(12)
        self.pad.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.pad.setMaximumHeight(480)
        right.addWidget(self.pad, 10)
        right.addStretch(1)
        right.addWidget(self.enter)
        self._outer = QHBoxLayout(self)
        self._outer.setSpacing(MARGIN)
        self._outer.addLayout(left, 1)
        self._outer.addLayout(right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Smaller keys in a small window."""
        width = NARROW_PAD if self.width() < NARROW else PAD_WIDTH
        self.pad.setFixedWidth(width)
        self.enter.setFixedWidth(width)
        margin = LOW_MARGIN if self.height() < LOW else MARGIN
        self._outer.setContentsMargins(MARGIN, margin, MARGIN, margin)
        super().resizeEvent(event)

    def set_words(self, heading: str, send: str, back: str) -> None:
        """What is asked, and what both actions do."""
        self._heading.setText(heading)
        self.enter.set_words(send)
        self._back.set_words(back)

    def show_view(self, view: NumberView | LastFourView) -> None:
        """Draw it."""
        self._note.setText(view.note)
        self._digits.show_digits(view.digits, self._heading.text())
        self._trouble.setText(view.trouble)
        self._amount.show_amount(view.amount)
        self.enter.setEnabled(view.ready)
