"""承認待ち: what other tills ask, and the two answers: by one's own 暗証番号, or no, by one key why not (D-7)."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.till.words import Words
from pos_app.ui.screens.history.approver_form import ApproverForm
from pos_app.ui.screens.history.facts import Facts
from pos_app.ui.screens.history.request_view import REFUSAL_KEYS, RequestLine, RequestView
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card, EmptyPane, Page
from pos_app.ui.widgets.table import Align, CellKind, Column, Row, Table


class RequestsPane(Page):
    """The list, the chosen request beside it; Enter approves, F3 asks why not."""

    approved = Signal(object, str)
    """The request and the PIN."""
    refused = Signal(object, object)
    """The request and the reason."""
    chosen = Signal(object)
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: RequestView | None = None
        self._lines: Sequence[RequestLine] | None = None
        self._refusing = False
        self._table = Table()
        self._empty = EmptyPane()
        self._stack = QStackedWidget()
        self._card = Card()
        self._number, self._amount = Label(Text.TITLE), Label(Text.FIGURE)
        self._facts = Facts()
        self._question = Label(Text.STRONG, wrap=True)
        self._trouble = Label(Text.TROUBLE, wrap=True)
        self._form = ApproverForm(with_number=False)
        self._reasons = {key: Action(Kind.PLAIN, key, tile=True) for key in REFUSAL_KEYS}
        self._why = QWidget()
        self._back = Action(Kind.PLAIN, "Esc")
        self._no = Action(Kind.PLAIN, "F3")
        self._yes = Action(Kind.PRIMARY, "Enter")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for pane in (self._table, self._empty):
            self._stack.addWidget(pane)
        tiles = QGridLayout(self._why)
        tiles.setContentsMargins(0, 0, 0, 0)
        tiles.setSpacing(8)
        for place, action in enumerate(self._reasons.values()):
            tiles.addWidget(action, place // 2, place % 2)
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        parts = (self._number, self._amount, self._question, self._form, self._trouble, self._why, self._facts)
        for part in parts:
            self._card.body.addWidget(part)
        self._card.body.addStretch(1)
        side = QVBoxLayout()
        side.addWidget(self._card)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._stack, 3)
        row.addLayout(side, 2)
        self.body.addLayout(row, 1)
        self.add_quiet(self._back)
        self.add_quiet(self._no)
        self.set_primary(self._yes)

    def _connect(self) -> None:
        self._table.chosen.connect(self.chosen)
        self._back.clicked.connect(self._leave)
        self._no.clicked.connect(self._ask_why)
        self._yes.clicked.connect(self._approve)
        self._form.submitted.connect(self._approve)
        for key, action in self._reasons.items():
            action.clicked.connect(lambda _=False, key=key: self.press(key))

    def retranslate(self, words: Words) -> None:
        """Set what does not change with each drawing."""
        self._form.retranslate()
        self._table.setAccessibleName(tr("承認待ち"))
        self._table.set_columns(
            [
                Column("time", tr("依頼"), kind=CellKind.TIME),
                Column("asked_by", tr("担当者"), stretch=True),
                Column("reason", tr("理由")),
                Column("amount", tr("金額"), Align.RIGHT, CellKind.AMOUNT),
            ]
        )
        for key, action in self._reasons.items():
            action.set_words(words.label(REFUSAL_KEYS[key]))

    def begin(self) -> None:
        """It comes into view."""
        self._refusing = False
        self._form.begin()

    def show_requests(self, lines: Sequence[RequestLine], view: RequestView | None) -> None:
        """Draw the list and the chosen request."""
        self.set_heading(tr("承認待ち"), tr("担当者が、取り消しの承認を待っています。"))
        if lines != self._lines:
            self._lines = lines
            self._table.set_rows([_row(line) for line in lines])
        self._empty.set_words(tr("承認待ちはありません"))
        self._stack.setCurrentWidget(self._table if lines else self._empty)
        if view is None or self._view is None or view.id != self._view.id:
            self._refusing = False
        self._view = view
        self._card.setVisible(view is not None)
        self._stack.setVisible(True)
        if view is not None:
            self._show(view)
        self._show_actions(view)

    def _show(self, view: RequestView) -> None:
        if self._table.chosen_id() != view.id:
            self._table.choose(view.id)
        self._number.setText(view.number)
        self._amount.setText(tr("{amount} 円", amount=f"{view.amount:,}"))
        self._facts.show_facts(view.facts)
        reason = tr("取り消す理由: {reason}", reason=view.reason)
        self._question.setText(tr("承認しない理由を選んでください") if self._refusing else reason)
        self._trouble.setText(view.trouble)
        self._trouble.setVisible(bool(view.trouble))
        self._facts.setVisible(not self._refusing)
        self._stack.setVisible(not self._refusing)
        self._form.setVisible(not self._refusing)
        self._why.setVisible(self._refusing)

    def _show_actions(self, view: RequestView | None) -> None:
        self._back.set_words(tr("もどる"))
        self._no.set_words(tr("承認しない"))
        self._yes.set_words(tr("承認する"))
        self._no.setVisible(view is not None and not self._refusing)
        self._yes.setVisible(view is not None and not self._refusing)
        self._yes.setEnabled(view is not None and not view.busy)
        self._no.setEnabled(view is not None and not view.busy)

    def press(self, key: str) -> bool:
        """Refuse by a key; False where that is not the question now."""
        if not self._refusing or self._view is None or key not in REFUSAL_KEYS:
            return False
        operation: UUID = self._view.id
        self._refusing = False
        self.refused.emit(operation, REFUSAL_KEYS[key])
        return True

    def walk(self, by: int) -> None:
        """Up or down by so many lines, wherever the focus is."""
        self._table.walk(by)

    def _ask_why(self) -> None:
        self._refusing = True
        self._redraw()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        if self._refusing:
            self._refusing = False
            self._redraw()
            self._form.begin()
        else:
            self.back.emit()

    def _redraw(self) -> None:
        if self._view is not None:
            self._show(self._view)
        self._show_actions(self._view)

    def _approve(self) -> None:
        if self._view is None or self._view.busy:
            return
        typed = self._form.take()
        if typed is not None:
            self.approved.emit(self._view.id, typed[1])


def _row(line: RequestLine) -> Row:
    cells = {"time": line.time, "asked_by": line.asked_by, "reason": line.reason, "amount": line.amount}
    return Row(line.id, cells)
