"""The detail beside the list: one payment, what to write on its 領収書, the way to void it (E-40, E-43, D-5, D-27)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.screens.history.detail_view import DetailView
from pos_app.ui.screens.history.facts import Facts
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.chip import Chip
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card, Line
from pos_app.ui.widgets.scrolled import Scrolled


class DetailPane(Card):
    """Facts scroll, the actions below stay in view; F4 対応済み, F7 領収書, F8 voids.

    Of a card, F2 売上計上 and F3 返金.
    """

    void = Signal()
    capture = Signal()
    partly = Signal()
    """返金: part of what was captured."""
    receipt = Signal(bool)
    """Whether it was handed over from now on."""
    attended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._view: DetailView | None = None
        self._chip = Chip()
        self._number = Label(Text.TITLE)
        self._number.setMinimumWidth(0)
        self._amount = Label(Text.FIGURE)
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._attention = Label(Text.TROUBLE, wrap=True)
        self._facts = Facts()
        self._until = Label(Text.LABEL, wrap=True)
        self._left = Label(Text.STRONG, wrap=True)
        self._line = Line()
        self._receipt_title = Label(Text.LABEL)
        self._receipt_facts = Facts()
        self._note = Label(Text.NOTE, wrap=True)
        self._void_note = Label(Text.NOTE, wrap=True)
        self._attend = Action(Kind.PLAIN, "F4")
        self._receipt = Action(Kind.PLAIN, "F7")
        self._void = Action(Kind.DANGER, "F8")
        self._capture, self._partly = Action(Kind.PLAIN, "F2"), Action(Kind.PLAIN, "F3")
        self._lay_out()
        self._attend.clicked.connect(self.attended)
        self._void.clicked.connect(self.void)
        self._receipt.clicked.connect(self._toggle)
        self._capture.clicked.connect(self.capture)
        self._partly.clicked.connect(self.partly)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._number, 1)
        head.addWidget(self._chip)
        self.body.addLayout(head)
        self.body.addWidget(self._amount)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        parts = (self._attention, self._facts, self._until, self._left, self._note, self._line)
        for part in (*parts, self._receipt_title, self._receipt_facts):
            inner.addWidget(part)
        inner.addStretch(1)
        self.body.addWidget(Scrolled(content, sideways=False, keys=True), 1)
        for action in (self._attend, self._capture, self._receipt, self._partly):
            self.body.addWidget(action)
        self.body.addWidget(self._void_note)
        self.body.addWidget(self._void)

    def show_view(self, view: DetailView) -> None:
        """Draw it; nothing happens where it is drawn already."""
        if view == self._view:
            return
        self._view = view
        self._number.setAccessibleName(tr("決済番号"))
        self._chip.show_state(view.state, view.tone)
        self._number.setText(view.number)
        self._amount.setText(tr("{amount} 円", amount=f"{view.amount:,}"))
        self._facts.show_facts(view.facts)
        texts = (
            (self._attention, view.attention),
            (self._until, view.until),
            (self._left, view.left),
            (self._note, view.note),
            (self._void_note, view.void_note if view.void else ""),
        )
        for label, text in texts:
            label.setText(text)
            label.setVisible(bool(text))
        self._show_receipt(view)
        self._attend.set_words(tr("対応済みにする"))
        self._attend.setVisible(bool(view.attention))
        self._void.set_words(view.void)
        self._void.setVisible(bool(view.void))
        self._void.setEnabled(view.can_void)
        for action, text in ((self._capture, view.capture), (self._partly, view.partly)):
            action.set_words(text)
            action.setVisible(bool(text))

    def _show_receipt(self, view: DetailView) -> None:
        receipt = view.receipt
        self._receipt_title.setText(tr("領収書に書くこと"))
        self._receipt_facts.show_facts(receipt.lines if receipt else ())
        for part in (self._line, self._receipt_title, self._receipt_facts):
            part.setVisible(receipt is not None)
        given = receipt is not None and receipt.given
        self._receipt.set_words(tr("✓ 領収書を渡した") if given else tr("領収書を渡した"))
        self._receipt.setVisible(receipt is not None and receipt.can_be_marked)

    def _toggle(self) -> None:
        if self._view is not None and self._view.receipt is not None:
            self.receipt.emit(not self._view.receipt.given)
