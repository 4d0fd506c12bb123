"""The payment is on its way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.look.focus_ring import Ringless
from pos_app.ui.screens.sale.doubt_view import WaitView
from pos_app.ui.screens.sale.pad_pane import MARGIN
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.amount import AmountDisplay
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card, LoadingPane


class WaitPane(Ringless, QWidget):
    """Nothing is to be done but to wait; Esc tries to stop it, and while an earlier one is undone leaves it."""

    stop = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._amount = AmountDisplay()
        self._number = Label(Text.NOTE)
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._loading = LoadingPane()
        card = Card(sheet=True)
        card.body.addStretch(1)
        card.body.addWidget(self._number)
        card.body.addWidget(self._loading)
        card.body.addStretch(1)
        self._stop = Action(Kind.PLAIN, "Esc")
        self._stop.clicked.connect(self.stop)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._stop)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        outer.setSpacing(16)
        outer.addWidget(self._amount)
        outer.addWidget(card, 1)
        outer.addLayout(foot)

    @property
    def home(self) -> QWidget:
        """Where the focus is."""
        return self

    def show_view(self, view: WaitView) -> None:
        """Draw it."""
        self._amount.show_amount(view.amount)
        self._number.setText(tr("決済番号 {number}", number=view.number) if view.number else "")
        self._loading.set_words(view.title, view.note)
        self._stop.set_words(tr("次のお客様へ") if view.undoing else tr("中止"))
