"""The panes of a sale, one in view at a time; only that one is drawn."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from pos_app.till.preview import Preview
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.screens.sale.attention_pane import AttentionPane, cases
from pos_app.ui.screens.sale.code_pane import CodePane
from pos_app.ui.screens.sale.doubt_pane import DoublePane, DoubtPane
from pos_app.ui.screens.sale.doubt_view import double_view, doubt_view, last_four_view, wait_view
from pos_app.ui.screens.sale.draft import Draft
from pos_app.ui.screens.sale.entry import LAST_FOUR, PAYMENT_CODE
from pos_app.ui.screens.sale.outcome_pane import OutcomePane
from pos_app.ui.screens.sale.outcome_view import outcome_view
from pos_app.ui.screens.sale.pad_pane import PadPane
from pos_app.ui.screens.sale.pad_view import pad_view
from pos_app.ui.screens.sale.pane import Pane
from pos_app.ui.screens.sale.scan_pane import ScanPane
from pos_app.ui.screens.sale.scan_view import number_view, scan_view
from pos_app.ui.screens.sale.wait_pane import WaitPane
from pos_app.ui.shell.screen import Screen
from pos_app.ui.text import tr


class Panes:
    """All of them, in ``owner``; ``void`` is the panel that takes a sale back."""

    def __init__(self, owner: QWidget, preview: Callable[[], Preview | None], void: Screen | None = None) -> None:
        self._owner = owner
        self.pad = PadPane()
        self.scan = ScanPane(preview)
        self.number = CodePane(PAYMENT_CODE.room)
        self.wait = WaitPane()
        self.double = DoublePane()
        self.doubt = DoubtPane()
        self.last_four = CodePane(LAST_FOUR.room)
        self.outcome = OutcomePane()
        self.attention = AttentionPane()
        self._widgets: dict[Pane, QWidget] = {
            Pane.PAD: self.pad,
            Pane.SCAN: self.scan,
            Pane.NUMBER: self.number,
            Pane.WAIT: self.wait,
            Pane.DOUBLE: self.double,
            Pane.DOUBT: self.doubt,
            Pane.LAST_FOUR: self.last_four,
            Pane.OUTCOME: self.outcome,
            Pane.ATTENTION: self.attention,
        }
        self._void = void
        if void is not None:
            self._widgets[Pane.VOID] = void
        self._homes: dict[QWidget, QWidget] = {
            self.pad: self.pad.home,
            self.number: self.number.home,
            self.last_four: self.last_four.home,
            self.attention: self.attention.home,
        }
        self._stack = QStackedLayout(owner)
        for widget in self._widgets.values():
            self._stack.addWidget(widget)

    def retranslate(self) -> None:
        """Set what is not set with each drawing."""
        self.number.set_words(tr("お支払い番号で入力"), tr("この番号で支払う"), tr("QRコードの読み取りにもどる"))
        self.last_four.set_words(tr("決済番号の下4桁"), tr("一致を確認して完了"), tr("もどる"))
        if self._void is not None:
            self._void.retranslate()

    def show(self, pane: Pane, snapshot: Snapshot, draft: Draft, words: Words) -> None:
        """Draw this pane and bring it into view."""
        match pane:
            case Pane.PAD:
                self.pad.show_view(pad_view(snapshot, draft, words))
            case Pane.SCAN:
                self.scan.show_view(scan_view(snapshot, draft, words))
            case Pane.NUMBER:
                self.number.show_view(number_view(snapshot, draft, words))
            case Pane.WAIT:
                self.wait.show_view(wait_view(snapshot, words))
            case Pane.DOUBLE:
                self.double.show_view(double_view(snapshot, words))
            case Pane.DOUBT:
                self.doubt.show_view(doubt_view(snapshot, words))
            case Pane.LAST_FOUR:
                self.last_four.show_view(last_four_view(snapshot, draft, words))
            case Pane.OUTCOME:
                self.outcome.show_view(outcome_view(snapshot, draft, words))
            case Pane.ATTENTION:
                self.attention.show_cases(cases(snapshot, words))
            case Pane.VOID if self._void is not None:
                self._void.show_snapshot(snapshot)
        widget = self._widgets[pane]
        if self._stack.currentWidget() is not widget:
            self._stack.setCurrentWidget(widget)
            self.focus()

    def focus(self) -> None:
        """Put the focus where one begins in the pane in view."""
        widget = self._stack.currentWidget()
        if not self._owner.isVisible() or widget is None:
            return
        if widget is self._void:
            self._void.entered()
        else:
            self._homes.get(widget, widget).setFocus(Qt.FocusReason.OtherFocusReason)

    def press_enter(self, pane: Pane) -> None:
        """Enter came right behind a digit: do what the pane's primary action does."""
        match pane:
            case Pane.PAD:
                self.pad.enter.click()
            case Pane.NUMBER:
                self.number.enter.click()
            case Pane.LAST_FOUR:
                self.last_four.enter.click()
