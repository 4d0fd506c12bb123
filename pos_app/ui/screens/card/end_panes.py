"""What fills the screen while a sale by card is on its way, in doubt, or over (D-13, D-24)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_app.till.snapshot import Snapshot
from pos_app.ui.look.focus_ring import Ringless
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.card.sale_view import CardDoubtView, CardOutcomeView
from pos_app.ui.screens.sale.pad_pane import MARGIN
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.amount import AmountDisplay
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.outcome import Outcome
from pos_app.ui.widgets.panes import Card, LoadingPane


class CardWaitPane(Ringless, QWidget):
    """与信 is on its way; there is nothing to be done but to wait."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._amount = AmountDisplay()
        self._loading = LoadingPane()
        card = Card(sheet=True)
        card.body.addWidget(self._loading, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        outer.setSpacing(16)
        outer.addWidget(self._amount)
        outer.addWidget(card, 1)

    def show_wait(self, snapshot: Snapshot) -> None:
        """Draw it."""
        self._amount.show_amount(snapshot.card.amount)
        self._loading.set_words(tr("カード会社に確認しています"), tr("そのままお待ちください"))


class CardDoubtPane(Ringless, Outcome):
    """確認中: F1 leaves it to itself, F3 gives it up; other callers are never blocked."""

    wait = Signal()
    give_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._wait, self._give_up = Action(key="F1", tile=True), Action(key="F3", tile=True)
        self._wait.clicked.connect(self.wait)
        self._give_up.clicked.connect(self.give_up)
        grid = QGridLayout()
        grid.setSpacing(12)
        grid.addWidget(self._wait, 0, 0)
        grid.addWidget(self._give_up, 0, 1)
        self.body.addLayout(grid)

    def show_view(self, view: CardDoubtView) -> None:
        """Draw it."""
        self.show_outcome(Tone.WAIT, "clock", view.title, view.amount, view.lines, view.facts)
        self._wait.set_words(tr("このまま待つ"), tr("次の注文を始められます。結果は自動で確認します"))
        self._give_up.set_words(tr("やめて別のお支払い方法にする"), tr("確保されていた場合は自動で戻ります"))
        self._give_up.setEnabled(not view.settling)


class CardOutcomePane(Ringless, Outcome):
    """How it ended; Enter, Esc and every digit go on to the next order."""

    go_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._hint = Label(wrap=True)
        self._hint.setProperty("part", "outcome-line")
        self._close = Action(key="Esc")
        self._next = Action(key="Enter", tile=True)
        for action in (self._close, self._next):
            action.clicked.connect(self.go_on)
        self.footer.addWidget(self._hint, 1)
        self.footer.addWidget(self._close)
        self.footer.addWidget(self._next)

    def show_view(self, view: CardOutcomeView) -> None:
        """Draw it."""
        self.show_outcome(view.tone, view.icon, view.title, view.amount, view.lines, view.facts)
        self._hint.setText(tr("金額を入力すると次の注文へ進みます"))
        self._close.set_words(tr("閉じる"))
        self._next.set_words(tr("次の注文へ"))
