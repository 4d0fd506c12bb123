"""How a sale ended, over the whole pane; no key is needed to leave it (D-24)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pos_app.ui.look.focus_ring import Ringless
from pos_app.ui.screens.sale.outcome_view import Next, OutcomeView
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.outcome import Outcome


class OutcomePane(Ringless, Outcome):
    """Enter does what helps now, F8 takes the sale back, Esc and every digit go on."""

    go_on = Signal()
    helped = Signal()
    """Enter: what the view's ``next`` says."""
    void_this = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._hint = _words()
        self._close = Action(key="Esc")
        self._close.clicked.connect(self.go_on)
        self._void = Action(key="F8")
        self._void.clicked.connect(self.void_this)
        self._help = Action(key="Enter", tile=True)
        self._help.clicked.connect(self.helped)
        self.footer.addWidget(self._hint, 1)
        for action in (self._close, self._void, self._help):
            self.footer.addWidget(action)

    @property
    def home(self) -> QWidget:
        """Where the focus is."""
        return self

    def show_view(self, view: OutcomeView) -> None:
        """Draw it."""
        said = [line for line in (view.detail, view.advice) if line]
        self.show_outcome(view.tone, view.icon, view.title, view.amount, said, view.lines)
        self._hint.setText(tr("金額を入力すると次の会計へ進みます"))
        self._close.set_words(tr("閉じる"))
        self._void.set_words(tr("この会計を取り消す"))
        self._void.setVisible(view.can_void)
        self._help.set_words(tr("金額を変更") if view.next is Next.CHANGE_AMOUNT else tr("もう一度読み取る"))
        self._help.setVisible(view.next is not Next.NOTHING)


def _words() -> Label:
    words = Label(wrap=True)
    words.setProperty("part", "outcome-line")
    return words
