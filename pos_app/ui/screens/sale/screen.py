"""QRコード決済: draws what the till says, and turns keys into the till's moves (E-28..E-32, D-13, D-15, D-21..D-24)."""

import time
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from pos_app.domain.typed_digits import plain_digits
from pos_app.till.amount_guard import SAID, AmountGuard
from pos_app.till.preview import Preview
from pos_app.till.sale import Stage
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.history.void_panel import VoidPanel
from pos_app.ui.screens.sale.amount_keys import press
from pos_app.ui.screens.sale.draft import Draft, Panel, followed, was_returned
from pos_app.ui.screens.sale.entry import AMOUNT
from pos_app.ui.screens.sale.moves import Moves
from pos_app.ui.screens.sale.outcome_view import Next, outcome_view
from pos_app.ui.screens.sale.pane import TAKES_DIGITS, Pane, pane_of
from pos_app.ui.screens.sale.panes import Panes
from pos_app.ui.screens.sale.payments import last_sale
from pos_app.ui.shell.screen import Screen

_ENTER = frozenset("\r\n")
_AMOUNTS = frozenset({Pane.PAD, Pane.OUTCOME})
"""Where digits are an amount's."""


class SaleScreen(Screen):
    """``preview`` gives the camera's newest picture.

    A :class:`pos_app.ui.key_filter.Typist`: digits count wherever the focus is on this screen.
    """

    def __init__(
        self, bridge: Bridge, till: Till, preview: Callable[[], Preview | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, till, parent)
        self._moves = Moves(bridge.act, till)
        self._draft = Draft()
        self._guard = AmountGuard()
        self._listens = False
        self._held = ""
        self._held_for_digits = True
        self._snapshot: Snapshot | None = None
        self._void = VoidPanel(bridge, till)
        self._panes = Panes(self, preview, self._void)
        self._connect()
        bridge.shown.connect(self._forget_at_log_out)

    def _connect(self) -> None:
        panes, moves = self._panes, self._moves
        for pad in (panes.pad.pad, panes.number.pad, panes.last_four.pad):
            pad.digit.connect(self.digits)
            pad.erased.connect(self.erase)
            pad.cleared.connect(self.clear)
        panes.pad.read.connect(self.read)
        panes.pad.void_last.connect(self.void_last)
        panes.pad.escape.connect(self.clear)
        panes.pad.attention.connect(lambda: self._open(Panel.ATTENTION))
        panes.pad.strip.taken_up.connect(self._take_up)
        panes.scan.number.connect(lambda: self._open(Panel.NUMBER))
        panes.scan.back.connect(moves.cancel)
        panes.number.send.connect(self._send_number)
        panes.number.back.connect(lambda: self._open(Panel.NONE))
        panes.wait.stop.connect(self._stop)
        panes.double.same.connect(lambda: self._answer_double(another=False))
        panes.double.another.connect(lambda: self._answer_double(another=True))
        panes.doubt.wait.connect(self._begin_anew)
        panes.doubt.seen.connect(lambda: self._open(Panel.LAST_FOUR))
        panes.doubt.give_up.connect(moves.give_up)
        panes.doubt.read_again.connect(moves.read_again)
        panes.last_four.send.connect(self._send_last_four)
        panes.last_four.back.connect(lambda: self._open(Panel.NONE))
        panes.outcome.go_on.connect(self._begin_anew)
        panes.outcome.helped.connect(self._help)
        panes.outcome.void_this.connect(self.void_last)
        self._void.put_aside.connect(self._put_void_aside)
        panes.attention.attended.connect(self._attend)
        panes.attention.back.connect(lambda: self._open(Panel.NONE))

    # -- what the window calls ----------------------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        self._snapshot = snapshot
        self._draft = followed(self._draft, snapshot)
        if self._held and not self.takes_typing():
            self.typing("")  # It has gone elsewhere.
        self._draw()

    def retranslate(self) -> None:
        """Every text is set with each drawing."""
        self._panes.retranslate()
        self._draw()

    def entered(self) -> None:
        """The focus is where one types."""
        self._panes.focus()
        QTimer.singleShot(0, self, self._forget_old_notice)

    def _forget_old_notice(self) -> None:
        """What was said about a scan on another screen is old."""
        sale = self.till.checkout.sale
        if sale.stage is Stage.IDLE and sale.notice is not None:
            self._moves.begin_anew()

    def left(self) -> None:
        """Nothing is read, opened or undone out of view; a typed amount stays."""
        if self._listens:
            self._listens = False
            self.till.amount_pad.deactivate()
        self.typing("")
        snapshot, draft = self._snapshot, self._draft
        self._draft = draft.opened(Panel.NONE)
        if self.till.checkout.sale.stage is Stage.SCANNING:
            self._moves.cancel()
        if draft.void is not None and snapshot is not None and snapshot.void is not None:
            self._draft = replace(self._draft, void=None)
            if not snapshot.void.goes_on:
                self._moves.dismiss_void()

    def _forget_at_log_out(self, snapshot: Snapshot) -> None:
        if snapshot.staff is None:
            self._draft = Draft()

    def _draw(self) -> None:
        if self._snapshot is not None:
            self._panes.show(self.pane, self._snapshot, self._draft, self.words)
            self._listen_to_tenkey()

    def _listen_to_tenkey(self) -> None:
        """Its keys are an amount's only while one can be typed."""
        listens = self.isVisible() and self.pane in _AMOUNTS
        if listens == self._listens:
            return
        self._listens = listens
        if listens:
            self.till.amount_pad.activate(lambda key: press(key, self, lambda: self._panes.press_enter(self.pane)))
        else:
            self.till.amount_pad.deactivate()

    @property
    def pane(self) -> Pane:
        """What is shown now."""
        return pane_of(self._snapshot, self._draft) if self._snapshot is not None else Pane.PAD

    # -- typing -------------------------------------------------------------------------------------------------------

    def takes_typing(self) -> bool:
        """Whether typing is this screen's, not the focused field's."""
        typing_elsewhere = isinstance(QApplication.focusWidget(), QLineEdit)
        return self.isVisible() and self.pane is not Pane.VOID and not typing_elsewhere

    def typing(self, held: str) -> None:
        """Show digits at once, before it is certain that no scanner typed them."""
        if held and not self._held:
            self._held_for_digits = self.pane in TAKES_DIGITS
        self._held = held
        digits = _digits(held) if self._held_for_digits else ""
        if digits != self._draft.held:
            self._draft = replace(self._draft, held=digits)
            self._draw()

    def typed(self, text: str) -> None:
        """A person typed this; what was meant for a pane that takes none is not kept for the next one."""
        self._held, self._draft = "", replace(self._draft, held="")
        for character in text if self._held_for_digits else "":
            if character in _ENTER:
                self._panes.press_enter(self.pane)
            elif digit := _digits(character):
                self.digits(digit)
        self._draw()

    def takes_keys(self, event: QKeyEvent) -> bool:
        """Backspace, paste, and digits that came past the window's key filter."""
        if self.pane not in TAKES_DIGITS:
            return False
        if event.key() == Qt.Key.Key_Backspace:
            self.erase()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste(QGuiApplication.clipboard().text())
        elif not _is_plain(event) or not _digits(event.text()):
            return False
        elif not event.isAutoRepeat():
            self.digits(_digits(event.text()))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no button under the focus wanted."""
        if not self.takes_keys(event):
            super().keyPressEvent(event)

    def digits(self, digits: str) -> None:
        """One key of the pad, real or on the screen."""
        if self.pane not in TAKES_DIGITS:
            return
        if self.pane in _AMOUNTS and self._is_card_number(digits):
            return
        if not self._may_be_typed_now():
            return
        self._draft = self._draft.typed(digits)
        self._draw()

    def erase(self) -> None:
        """Backspace; an outcome has nothing to be erased."""
        if self.pane is Pane.OUTCOME or self.pane not in TAKES_DIGITS or not self._may_be_typed_now():
            return
        self._guard = self._guard.erased()
        self._draft = self._draft.with_entry(self._draft.entry.erased())
        self._draw()

    def clear(self) -> None:
        """クリア: an empty pad, or an empty number."""
        if self.pane in (Pane.NUMBER, Pane.LAST_FOUR):
            self._draft = self._draft.opened(self._draft.panel)
            self._draw()
        elif self.pane is Pane.PAD:
            self._guard = self._guard.entered(time.monotonic())
            self._begin_anew()

    def _is_card_number(self, digits: str) -> bool:
        """Too many digits for any amount: what is there of it is cleared, and where it belongs is said."""
        swallowed, self._guard = self._guard.swallows, self._guard.typed(len(digits), time.monotonic())
        if self._guard.swallows and not swallowed:
            self._draft = replace(self._draft, amount=AMOUNT)
            self._moves.say(SAID)
        return self._guard.swallows

    def _paste(self, text: str) -> None:
        entry = self._draft.entry.pasted(text)
        if entry != self._draft.entry and self._may_be_typed_now():
            self._draft = self._draft.with_entry(entry)
            self._draw()

    def _may_be_typed_now(self) -> bool:
        """An outcome, a question about the amount and a notice are over with the first digit (D-24)."""
        snapshot = self._snapshot
        if snapshot is None or self._draft.panel in (Panel.NUMBER, Panel.LAST_FOUR):
            return snapshot is not None
        sale, draft = snapshot.sale, self._draft
        if sale.stage is Stage.DONE and not was_returned(snapshot):
            return self._begin_anew()
        if sale.stage is Stage.IDLE and sale.notice is None:
            return True
        moved = self._moves.begin_anew()
        self._draft = draft
        return moved

    # -- moves --------------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """QRコード読取: with the amount that is certain."""
        self._guard = self._guard.entered(time.monotonic())
        if self.pane is Pane.PAD and self._draft.amount.digits:
            self._draft = replace(self._draft, amount=self._draft.amount.to_be_replaced())
            self._moves.read(self._draft.amount.amount, sure=False)

    def void_last(self) -> None:
        """F8 直前の会計を取り消す (D-7)."""
        last = last_sale(self._snapshot) if self._snapshot is not None else None
        if last is not None and self.pane in (Pane.PAD, Pane.OUTCOME) and self._moves.begin_void(last.id):
            self._draft = replace(self._draft, void=last.id)
            self._draw()

    def _put_void_aside(self) -> None:
        self._draft = replace(self._draft, void=None)
        self._draw()

    def _begin_anew(self) -> bool:
        moved = self._moves.begin_anew()
        if moved:
            self._draft = Draft(held=self._draft.held)
            self._draw()
        return moved

    def _open(self, panel: Panel) -> None:
        self._draft = self._draft.opened(panel)
        if self._snapshot is not None:
            self._draft = followed(self._draft, self._snapshot)
        self._draw()

    def _stop(self) -> None:
        if self._snapshot is not None and self._snapshot.sale.stage is Stage.UNDOING:
            self._begin_anew()
        else:
            self._moves.cancel()

    def _send_number(self) -> None:
        self._moves.number_typed(self._draft.code.digits)

    def _send_last_four(self) -> None:
        self._moves.seen(self._draft.code.digits)

    def _answer_double(self, *, another: bool) -> None:
        if self._moves.answer_double(another=another) and not another:
            self._draft = Draft()
            self._draw()

    def _take_up(self, payment: UUID) -> None:
        if self._moves.take_up(payment):
            self._draft = Draft()
            self._draw()

    def _help(self) -> None:
        snapshot = self._snapshot
        if snapshot is None or self.pane is not Pane.OUTCOME:
            return
        total, amount = self._draft.total, snapshot.sale.amount
        match outcome_view(snapshot, self._draft, self.words).next:
            case Next.CHANGE_AMOUNT if self._moves.begin_anew():
                self._draft = Draft(total=total).changing(amount)
                self._draw()
            case Next.READ_AGAIN:
                self._moves.read(amount, sure=True)

    def _attend(self, payment: UUID) -> None:
        snapshot = self._snapshot
        found = next((case for case in snapshot.attention if case.id == payment), None) if snapshot else None
        if found is not None:
            self._moves.attend(found)


def _digits(text: str) -> str:
    """The digits in what was typed, half-width; anything else counts as nothing."""
    return "".join(digit for digit in map(plain_digits, text) if digit.isascii() and digit.isdecimal())


def _is_plain(event: QKeyEvent) -> bool:
    allowed = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    return not event.modifiers() & ~allowed
