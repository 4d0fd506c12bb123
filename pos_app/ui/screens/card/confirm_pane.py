"""The confirmation page: what was authorised is read out, then confirmed or released (T-06)."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.look.focus_ring import Ringless
from pos_app.ui.screens.card.sale_view import ConfirmView, Facts
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.amount import AmountDisplay
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card, Page

_NAME_WIDTH = 112
_BREATH_MS = 600
"""So long an Enter is still the one that went on to this page, pressed twice."""


class ConfirmPane(Ringless, Page):
    """Enter confirms, Esc releases what is held."""

    confirmed = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._amount = AmountDisplay()
        self._facts = _Order()
        self._trouble = Label(Text.TROUBLE, wrap=True)
        self._back = Action(Kind.PLAIN, "Esc")
        self.go = Action(Kind.PRIMARY, "Enter")
        card = Card()
        card.body.addWidget(self._facts)
        card.body.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self._amount, 2)
        columns.addWidget(card, 3)
        self.body.addWidget(self._trouble)
        self.body.addLayout(columns)
        self.body.addStretch(1)
        self._back.clicked.connect(self.back)
        self.go.clicked.connect(self._confirm)
        self.add_quiet(self._back)
        self.set_primary(self.go)
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(_BREATH_MS)

    @property
    def home(self) -> QWidget:
        """Where the focus is."""
        return self

    def showEvent(self, event: QShowEvent) -> None:
        """One press of Enter too many confirms nothing."""
        super().showEvent(event)
        self._breath.start()

    def _confirm(self) -> None:
        if not self._breath.isActive():
            self.confirmed.emit()

    def show_view(self, view: ConfirmView) -> None:
        """Draw it."""
        self.set_heading(tr("ご注文の確認"), view.note)
        self._trouble.setText(view.trouble)
        self._trouble.setVisible(bool(view.trouble))
        self._amount.show_amount(view.amount)
        self._facts.show_facts(view.facts)
        self._back.set_words(tr("もどる"), tr("与信を取り消します"))
        self.go.set_words(view.confirm, view.confirm_note)


class _Order(QWidget):
    """Names and values, large enough to be read out."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Facts = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        self._grid.setColumnStretch(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._grid)

    def show_facts(self, facts: Facts) -> None:
        """Draw them; nothing happens where they are drawn already."""
        if facts == self._shown:
            return
        self._shown = facts
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, (name, value) in enumerate(facts):
            self._grid.addWidget(Label(Text.NOTE, name, wrap=True), row, 0, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(Label(Text.TITLE, value, wrap=True), row, 1)
