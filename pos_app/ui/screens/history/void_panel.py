"""One void from the question to its result; the history and the sale (F8) show the same panel (rows D-5, D-7, D-9)."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.till.voiding import VoidCase
from pos_app.ui.bridge import Bridge
from pos_app.ui.look.focus_ring import Ringless
from pos_app.ui.screens.history.amount_typed import AmountTyped
from pos_app.ui.screens.history.void_end import VoidEnd
from pos_app.ui.screens.history.void_form import VoidForm
from pos_app.ui.screens.history.void_steps import (
    CHECK_KEYS,
    REASON_KEYS,
    RECEIPT_KEYS,
    Answers,
    Step,
    amount_of,
    step_of,
)
from pos_app.ui.screens.history.void_view import VoidView, void_view
from pos_app.ui.shell.screen import Screen
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.panes import LoadingPane

_FORMS = frozenset({Step.AMOUNT, Step.REASON, Step.APPROVER, Step.ASKED, Step.NUMBER_CHECK, Step.RECEIPT, Step.CONFIRM})


class VoidPanel(Ringless, Screen):
    """Draws ``snapshot.void`` and nothing where there is none; whoever embeds it shows it while there is one.

    Digits answer wherever the focus is on it: an embedding screen that takes typing hands it to :meth:`press`.
    """

    put_aside = Signal()
    """The cashier goes on with other things; the void goes on by itself, or waits for a manager."""

    def __init__(self, bridge: Bridge, till: Till, parent: QWidget | None = None) -> None:
        super().__init__(bridge, till, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._snapshot: Snapshot | None = None
        self._answers = Answers()
        self._approver_is_here = self._partly = False
        self._step: Step | None = None
        self._form, self._end = VoidForm(), VoidEnd()
        self._back = Action(key="Esc")
        self._looking = LoadingPane(action=self._back)
        self._stack = QStackedLayout(self)
        for pane in (self._looking, self._form, self._end):
            self._stack.addWidget(pane)
        self._back.clicked.connect(self._keep)
        self._form.kept.connect(self._keep)
        self._form.done.connect(self._do)
        self._form.other.connect(self._other_way)
        self._form.answered.connect(self._answer)
        self._end.closed.connect(self._close)

    @property
    def step(self) -> Step | None:
        """What is shown; None where nothing is being voided."""
        return self._step

    def begin(self, *, partly: bool) -> None:
        """What is begun from now on takes back all that is left, or is 返金 of a part that is asked for."""
        self._partly = partly

    # -- drawing ------------------------------------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        self._snapshot = snapshot
        self._draw()

    def retranslate(self) -> None:
        """Set every text again."""
        self._form.approver.retranslate()
        self._draw()

    def entered(self) -> None:
        """The focus is where the step begins."""
        self._focus()

    def _draw(self) -> None:
        case = self._case
        self._answers = self._answers.about(case)
        if case is None or self._snapshot is None:
            self._step = None
            return
        before, self._step = self._step, self._next_step(case)
        view = void_view(case, self._step, self._answers, self.words, self._snapshot.at)
        self._show(view)
        if self._step is not before:
            self._begin_step()

    def _next_step(self, case: VoidCase) -> Step:
        step = step_of(case, self._answers, partly=self._partly)
        if step is not Step.ASKED:
            self._approver_is_here = False
        return Step.APPROVER if self._approver_is_here else step

    def _show(self, view: VoidView) -> None:
        if view.step in _FORMS:
            self._form.show_view(view)
            self._stack.setCurrentWidget(self._form)
        elif view.step is Step.LOOKING:
            self._looking.set_words(view.question)
            self._back.set_words(view.keep)
            self._stack.setCurrentWidget(self._looking)
        else:
            self._end.show_view(view)
            self._stack.setCurrentWidget(self._end)

    def _begin_step(self) -> None:
        if self._step is Step.APPROVER:
            self._form.approver.begin()
        elif self._step is Step.AMOUNT and self._case is not None:
            self._form.amount.begin(AmountTyped(amount_of(self._case, self._answers) or 0))
            self._draw()
        self._focus()

    def _focus(self) -> None:
        """On the panel itself, never on an action: Enter presses nothing that was not walked to."""
        if self.isVisible() and self._step is not Step.APPROVER:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _case(self) -> VoidCase | None:
        return self._snapshot.void if self._snapshot is not None else None

    # -- keys ---------------------------------------------------------------------------------------------------------

    def press(self, key: str) -> bool:
        """Answer by a key of the numpad; False where it answers nothing now."""
        return self._step in _FORMS and self._form.press(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit that no field took."""
        if event.isAutoRepeat() or not self.press(event.text()):
            super().keyPressEvent(event)

    # -- moves --------------------------------------------------------------------------------------------------------

    def _answer(self, key: str) -> None:
        match self._step:
            case Step.REASON:
                self._answers = replace(self._answers, reason=REASON_KEYS[key])
            case Step.NUMBER_CHECK:
                self._answers = replace(self._answers, number_check=CHECK_KEYS[key])
            case Step.RECEIPT:
                self._answers = replace(self._answers, receipt_back=RECEIPT_KEYS[key])
        self._draw()

    def _do(self) -> None:
        match self._step:
            case Step.APPROVER:
                self._approve()
            case Step.ASKED:
                self.put_aside.emit()
            case Step.AMOUNT if self._form.amount.typed.fits:
                self._answers = replace(self._answers, amount=self._form.amount.typed.amount)
                self._draw()
            case Step.CONFIRM:
                self._confirm()

    def _approve(self) -> None:
        typed = self._form.approver.take()
        if typed is not None:
            number, pin = typed
            self.bridge.act(lambda: self.till.voiding.approve(number, pin))

    def _confirm(self) -> None:
        answers = self._answers
        if answers.reason is None or answers.number_check is None:
            return
        reason, check, back = answers.reason, answers.number_check, answers.receipt_back
        self.bridge.act(lambda: self.till.voiding.confirm(reason, check, receipt_back=back, amount=answers.amount))

    def _other_way(self) -> None:
        if self._step is Step.ASKED:
            self._approver_is_here = True
            self._draw()
        elif self._step is Step.APPROVER and self._answers.reason is not None:
            reason = self._answers.reason
            self.bridge.act(lambda: self.till.voiding.ask_managers(reason))

    def _keep(self) -> None:
        """取り消さない; back from the form to the wait where another till is being asked."""
        if self._approver_is_here:
            self._approver_is_here = False
            self._draw()
        else:
            self.bridge.act(self.till.voiding.dismiss)

    def _close(self) -> None:
        if self._step is Step.SENT:
            self.put_aside.emit()
        else:
            self.bridge.act(self.till.voiding.dismiss)
