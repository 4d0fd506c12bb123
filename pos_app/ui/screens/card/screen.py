"""電話注文(カード): draws what the till says, and turns keys into the till's moves (T-01, T-04..T-10, D-10, D-20)."""

import time
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from pos_app.domain.typed_digits import plain_digits
from pos_app.till.card_sale import CardStage
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.card.draft import FormDraft, Part, followed, limit_of
from pos_app.ui.screens.card.moves import CardMoves
from pos_app.ui.screens.card.pane import TAKES_DIGITS, CardPane, pane_of
from pos_app.ui.screens.card.panes import CardPanes
from pos_app.ui.screens.sale.amount_keys import press
from pos_app.ui.shell.navigation import Entry
from pos_app.ui.shell.screen import Screen
from pos_app.wire.cards import CaptureWhen

_ENTER = frozenset("\r\n")
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CardScreen(Screen):
    """Digits are the amount's wherever the focus is, but in a field.

    A :class:`pos_app.ui.key_filter.Typist`. ``monotonic`` gives seconds.
    """

    def __init__(
        self,
        bridge: Bridge,
        till: Till,
        parent: QWidget | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(bridge, till, parent)
        self._monotonic = monotonic
        self._moves = CardMoves(bridge.act, till)
        self._draft = FormDraft()
        self._stage = CardStage.FORM
        self._snapshot: Snapshot | None = None
        self._panes = CardPanes(self)
        self._connect()
        bridge.shown.connect(self._forget_at_log_out)

    def _connect(self) -> None:
        form, panes = self._panes.form, self._panes
        form.amount.came.connect(lambda: self.till.amount_pad.activate(self._pad_key))
        form.amount.went.connect(self.till.amount_pad.deactivate)
        form.typed.connect(self._field_says)
        form.chosen.connect(self._choose)
        form.went_on.connect(self._go_on)
        form.key_card.connect(self.key_card)
        form.proceed.connect(self.proceed)
        form.cleared.connect(self._begin_anew)
        form.settings.connect(lambda: self.wants.emit(Entry.SETTINGS))
        form.strip.taken_up.connect(self._take_up)
        panes.confirm.confirmed.connect(self._moves.confirm)
        panes.confirm.back.connect(self._moves.back)
        panes.doubt.wait.connect(self._begin_anew)
        panes.doubt.give_up.connect(self._moves.give_up)
        panes.outcome.go_on.connect(self._begin_anew)

    # -- what the window calls ----------------------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        self._snapshot = snapshot
        self._follow(snapshot)
        self._draw()

    def retranslate(self) -> None:
        """Every text is set with each drawing."""
        self._draw()

    def entered(self) -> None:
        """The focus is where one types: at the first part that is missing."""
        self._panes.focus(self._missing())

    def left(self) -> None:
        """What was typed stays; a tenkey's digits go nowhere."""
        self.typing("")
        self.till.amount_pad.deactivate()

    @property
    def pane(self) -> CardPane:
        """What is shown now."""
        return pane_of(self._snapshot, self._draft.held) if self._snapshot is not None else CardPane.FORM

    def _follow(self, snapshot: Snapshot) -> None:
        before, self._stage = self._stage, snapshot.card.stage
        self._put(followed(self._draft, before, snapshot))

    def _forget_at_log_out(self, snapshot: Snapshot) -> None:
        if snapshot.staff is None and not self._draft.is_empty:
            self._put(FormDraft())

    def _put(self, draft: FormDraft) -> None:
        self._draft = draft
        self._panes.form.write(draft)

    def _draw(self) -> None:
        if self._snapshot is not None:
            self._panes.show(self.pane, self._snapshot, self._draft, self.words)

    # -- typing -------------------------------------------------------------------------------------------------------

    def takes_typing(self) -> bool:
        """Whether typing is the amount's, not the focused field's."""
        return self.isVisible() and not isinstance(QApplication.focusWidget(), QLineEdit)

    def typing(self, held: str) -> None:
        """Show digits at once, before it is certain that no scanner typed them."""
        digits = _digits(held) if self.pane in TAKES_DIGITS else ""
        if digits != self._draft.held:
            self._draft = replace(self._draft, held=digits)
            self._draw()

    def typed(self, text: str) -> None:
        """A person typed this."""
        self._draft = replace(self._draft, held="")
        for character in text:
            if character in _ENTER:
                self.enter()
            elif digit := _digits(character):
                self.digits(digit)
        self._draw()

    def takes_keys(self, event: QKeyEvent) -> bool:
        """Backspace on the amount, and digits that came past the window's key filter."""
        if self.pane is not CardPane.FORM or not self.takes_typing():
            return False
        if event.key() == Qt.Key.Key_Backspace:
            self.erase()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no button wanted: to what is missing."""
        if event.key() in _ENTER_KEYS and self.pane is CardPane.FORM and not event.isAutoRepeat():
            self._go_on()
            return
        super().keyPressEvent(event)

    def digits(self, digits: str) -> None:
        """A digit of the amount; after an outcome it begins the next order (D-24)."""
        if self.pane is CardPane.OUTCOME and not self._begin_anew():
            return
        if self.pane is CardPane.FORM:
            self._change(self._draft.typed(digits, self._monotonic()))

    def erase(self) -> None:
        """Backspace."""
        if self.pane is CardPane.FORM:
            self._change(self._draft.erased())

    def clear(self) -> None:
        """クリア of a tenkey: the amount alone."""
        if self.pane is CardPane.FORM:
            self._change(self._draft.without_amount(self._monotonic()))

    def enter(self) -> None:
        """Enter right behind a digit."""
        if self.pane is CardPane.FORM:
            self._draw()
            self._go_on()

    def _pad_key(self, key: str) -> None:
        """A tenkey in AMOUNT mode."""
        press(key, self, self.enter)

    def _field_says(self, part: Part, text: str) -> None:
        self._put(self._draft.with_text(part, text))
        self._draw()

    def _choose(self, capture: CaptureWhen) -> None:
        self._change(replace(self._draft, capture=capture))

    def _change(self, draft: FormDraft) -> None:
        self._draft = draft
        self._draw()

    # -- moves --------------------------------------------------------------------------------------------------------

    def key_card(self) -> None:
        """カード情報を入力: with the amount that is certain."""
        missing = self._missing()
        if missing is not Part.AMOUNT:
            self._moves.key_card(self._draft, whole=missing is None)

    def proceed(self) -> None:
        """The form's primary action: key the card, then 確認画面に進む."""
        if self._snapshot is None or self._missing() is not None:
            return
        if self._snapshot.card.card is None:
            self.key_card()
        else:
            self._moves.authorise(self._draft)

    def _go_on(self) -> None:
        """To the first part that is missing; what is wrong with one that was left is said from now on."""
        self._draft = self._draft.entered(self._monotonic())
        missing = self._missing()
        if missing is None:
            self._panes.form.go.click()
            return
        part = self._panes.form.part(missing)
        was_here = part is QApplication.focusWidget() or part.focusProxy() is QApplication.focusWidget()
        self._change(replace(self._draft, asked=was_here))
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _missing(self) -> Part | None:
        return self._draft.missing(limit_of(self._snapshot)) if self._snapshot is not None else Part.AMOUNT

    def _begin_anew(self) -> bool:
        held = self._draft.held
        moved = self._moves.begin_anew()
        if moved:
            self._put(FormDraft(held=held))
            self._draw()
            self._panes.focus()
        return moved

    def _take_up(self, payment: UUID) -> None:
        if self._moves.take_up(payment):
            self._put(FormDraft())
            self._draw()


def _digits(text: str) -> str:
    """The digits in what was typed, half-width; anything else counts as nothing."""
    return "".join(digit for digit in map(plain_digits, text) if digit.isascii() and digit.isdecimal())
