"""取引履歴: the day's list, the detail beside it, a void over both, what waits for approval (rows E-33, E-40..E-45).

And 与信済み(未計上), what is held on cards (D-20).
"""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QStackedLayout,
    QStackedWidget,
    QWidget,
)

from pos_app.domain.calendar import transaction_date
from pos_app.domain.payment_number import LENGTH
from pos_app.domain.typed_digits import plain_digits
from pos_app.till.history import asked_for, may_be_of_a_card
from pos_app.till.payment import Payment
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.history.detail_pane import DetailPane
from pos_app.ui.screens.history.detail_view import detail_view
from pos_app.ui.screens.history.entries import (
    Entry,
    entry_of,
    found,
    in_order,
    matching,
    totals,
)
from pos_app.ui.screens.history.held_pane import HeldPane
from pos_app.ui.screens.history.held_view import has_cards
from pos_app.ui.screens.history.list_pane import ListPane
from pos_app.ui.screens.history.request_view import may_answer, request_lines, request_view
from pos_app.ui.screens.history.requests_pane import RequestsPane
from pos_app.ui.screens.history.void_panel import VoidPanel
from pos_app.ui.shell.screen import Screen
from pos_app.ui.text import tr
from pos_app.ui.widgets.panes import EmptyPane
from pos_app.wire.approvals import RefusalReason
from pos_app.wire.payments import PaymentRecord

_MARGIN = 24
_WALKS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
_ENTER = frozenset("\r\n")
_SIGNS = {"-": -1, "+": 1}
"""The numpad alone walks, too."""


class HistoryScreen(Screen):
    """Digits go to the search field, arrows and the numpad's + and − walk down the list, wherever the focus is.

    A :class:`pos_app.ui.key_filter.Typist`.
    """

    def __init__(self, bridge: Bridge, till: Till, parent: QWidget | None = None) -> None:
        super().__init__(bridge, till, parent)
        self._snapshot: Snapshot | None = None
        self._drawn_from: object = None
        self._shows_requests = self._shows_held = False
        self._chosen_request: object = None
        self._looked_at: object = None
        self._aside: UUID | None = None
        self._list, self._detail, self._nothing = ListPane(), DetailPane(), EmptyPane()
        self._void, self._requests, self._held = VoidPanel(bridge, till), RequestsPane(), HeldPane()
        self._side = QStackedWidget()
        self._day = QWidget()
        self._stack = QStackedLayout(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._side.addWidget(self._nothing)
        self._side.addWidget(self._detail)
        row = QHBoxLayout(self._day)
        row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        row.setSpacing(16)
        row.addWidget(self._list, 3)
        row.addWidget(self._side, 2)
        for pane in (self._day, self._void, self._requests, self._held):
            self._stack.addWidget(pane)

    def _connect(self) -> None:
        self._list.typed.connect(self._search_typed)
        self._list.submitted.connect(self._search)
        self._list.chosen.connect(self._look_at)
        self._list.opened.connect(self._look_at)
        self._list.requests.connect(self._open_requests)
        self._list.held.connect(partial(self._open_held, None))
        self._detail.void.connect(lambda: self._begin_void(self._shown_payment()))
        self._detail.partly.connect(lambda: self._begin_void(self._shown_payment(), partly=True))
        self._detail.capture.connect(self._open_held_one)
        self._detail.receipt.connect(self._mark_receipt)
        self._detail.attended.connect(self._attend)
        self._void.put_aside.connect(self._put_aside)
        self._requests.back.connect(self._close_requests)
        self._requests.chosen.connect(self._choose_request)
        self._requests.approved.connect(self._approve)
        self._requests.refused.connect(self._refuse)
        self._held.back.connect(self._close_held)
        self._held.again.connect(self._look_for_held)
        self._held.chosen.connect(self._draw)
        self._held.void.connect(self._begin_void)
        self._held.captured.connect(self._capture)

    # -- what the window calls ----------------------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        before, self._snapshot = self._snapshot, snapshot
        case = snapshot.void
        if case is None or case.void != self._aside or not case.goes_on or case.is_allowed:
            self._aside = None
        if not may_answer(snapshot):
            self._shows_requests = False
        if before is not None and before.staff != snapshot.staff:
            self._forget_search()
            self._shows_held = False
        self._draw()

    def retranslate(self) -> None:
        """Set every text again."""
        self._list.retranslate()
        self._void.retranslate()
        self._requests.retranslate(self.words)
        self._held.retranslate()
        self._nothing.set_words(tr("取引を選んでください"))
        self._drawn_from = None
        if self._snapshot is not None:
            self._draw()

    def entered(self) -> None:
        """The list has the keyboard, its first line is looked at."""
        self._list.focus_list()
        self._looked_at = None

    def left(self) -> None:
        """A void that nobody asked about yet is given up; the search is forgotten."""
        self._forget_search()
        self._shows_requests = False
        self._close_held()
        self._aside = None
        case = self._snapshot.void if self._snapshot is not None else None
        if case is not None and not case.goes_on:
            self.bridge.act(self.till.voiding.dismiss)

    # -- drawing ------------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        if snapshot.void is not None and snapshot.void.void != self._aside:
            self._void.show_snapshot(snapshot)
            self._bring(self._void)
        elif self._shows_requests:
            self._draw_requests(snapshot)
            self._bring(self._requests)
        elif self._shows_held:
            self._held.show_snapshot(snapshot, self.words)
            self._bring(self._held)
        else:
            self._draw_list(snapshot)
            self._draw_detail(snapshot)
            self._bring(self._day)

    def _bring(self, pane: QWidget) -> None:
        if self._stack.currentWidget() is pane:
            return
        self._stack.setCurrentWidget(pane)
        if pane is self._void:
            self._void.entered()
        elif pane is self._held:
            self._held.take_focus()
        elif pane is self._requests:
            self._requests.begin()
        elif self.isVisible():
            self._list.focus_list()

    def _draw_list(self, snapshot: Snapshot) -> None:
        digits, search = self._list.search.text(), snapshot.search
        self._list.show_requests(len(snapshot.approvals.requests), may_answer=may_answer(snapshot))
        self._list.show_held(has_cards=has_cards(snapshot))
        if digits and search.busy:
            self._list.show_loading(tr("検索しています"))
            return
        if digits and search.trouble is not None:
            text = self.words.text("offline_set_up" if search.trouble == "offline" else search.trouble)
            self._list.show_error(tr("検索できません"), text)
            return
        drawn_from = (snapshot.today, snapshot.open, snapshot.attention, search, digits, transaction_date(snapshot.at))
        if drawn_from != self._drawn_from:
            self._drawn_from = drawn_from
            self._fill(snapshot, digits)
        if self._list.shows_rows and self._list.table.chosen_id() is None:
            self._list.walk(0)
        chosen = self._list.table.chosen_id() if self._list.shows_rows else None
        if chosen is not None and chosen != self._looked_at:
            self._look_at(chosen)

    def _fill(self, snapshot: Snapshot, digits: str) -> None:
        shown: Sequence[Payment | PaymentRecord] = in_order(snapshot)
        if digits:
            shown = found(snapshot) or matching(in_order(snapshot), digits)
        ids, words, now = [each.id for each in shown], self.words, snapshot.at

        def entry(place: int) -> Entry:
            return entry_of(shown[place], now, words)

        if digits:
            note = tr("4桁を入力して Enter を押すと、日付に関係なく店舗の取引を検索します。")
            self._list.show_totals(None, len(ids))
            self._list.show_entries(ids, entry, tr("見つかりません"), note)
        else:
            self._list.show_totals(totals(snapshot.today), len(ids))
            self._list.show_entries(ids, entry, tr("今日の取引はまだありません"), tr("会計をすると、ここに並びます。"))

    def _draw_detail(self, snapshot: Snapshot) -> None:
        view = detail_view(snapshot, self.words) if self._list.shows_rows else None
        if view is not None:
            self._detail.show_view(view)
        self._side.setCurrentWidget(self._nothing if view is None else self._detail)
        self._side.setVisible(self._list.shows_rows)

    def _draw_requests(self, snapshot: Snapshot) -> None:
        lines = request_lines(snapshot.approvals, self.words)
        view = request_view(snapshot.approvals, self._chosen_request, self.words, snapshot.at)
        self._requests.show_requests(lines, view)

    # -- typing -------------------------------------------------------------------------------------------------------

    def takes_typing(self) -> bool:
        """Whether typing is this screen's, not the focused field's."""
        return self.isVisible() and not isinstance(QApplication.focusWidget(), QLineEdit)

    def typing(self, held: str) -> None:
        """Nothing is shown before it is certain."""

    def typed(self, text: str) -> None:
        """A person typed this."""
        for character in text:
            self._key(character)

    def takes_keys(self, event: QKeyEvent) -> bool:
        """Arrows walk down the list from anywhere; digits and signs that came past the window's key filter."""
        pane, by = self._stack.currentWidget(), _WALKS.get(Qt.Key(event.key()))
        if by is not None and pane is not self._void and not _focus_moves_by_arrows():
            self._walk(by)
            return True
        if pane is self._day and event.key() == Qt.Key.Key_Escape and self._list.search.text():
            self._forget_search()
            self._list.focus_list()
            self._draw()
            return True
        return False

    def _walk(self, by: int) -> None:
        pane = self._stack.currentWidget()
        if pane is self._held:
            self._held.walk(by)
        else:
            (self._list if pane is self._day else self._requests).walk(by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no part under the focus wanted."""
        leaned_on = event.isAutoRepeat() and self._stack.currentWidget() is not self._day
        if leaned_on or not event.text() or not self._key(event.text()):
            super().keyPressEvent(event)

    def _key(self, character: str) -> bool:
        pane = self._stack.currentWidget()
        if pane is self._void:
            return self._void.press(plain_digits(character))
        if pane is self._requests:
            return self._requests.press(plain_digits(character))
        if pane is self._held:
            return self._held.press(character)
        if character in _SIGNS:
            self._list.walk(_SIGNS[character])
            return True
        if character in _ENTER:
            self._search()
            return True
        digit = plain_digits(character)
        if not (digit.isascii() and digit.isdecimal()):
            return False
        field = self._list.search
        field.set_text(field.text() + digit)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # -- moves --------------------------------------------------------------------------------------------------------

    def _search_typed(self, digits: str) -> None:
        del digits
        self.till.search.clear()
        self._list.search.set_trouble(None)
        self.bridge.pump()
        self._draw()

    def _search(self) -> None:
        digits = self._list.search.text()
        memos = self._snapshot is not None and has_cards(self._snapshot)
        if not digits:
            self._list.focus_list()  # What is said of a card number that was just taken out stays.
        elif asked_for(digits, memos=memos):
            self.bridge.act(partial(self.till.search.by_number, digits, memos=memos))
            self._list.search.set_trouble(None)
            self._list.focus_list()
        elif may_be_of_a_card(digits):
            self._list.refuse_card()
        else:
            whole = len(digits) == LENGTH
            said = tr("決済番号に誤りがあります") if whole else tr("下4桁、または12桁すべてを入力してください")
            self._list.search.set_trouble(said)

    def _forget_search(self) -> None:
        if self._list.search.text():
            self._list.search.clear()
            self.till.search.clear()
        self._list.search.set_trouble(None)

    def _look_at(self, payment: object) -> None:
        self._looked_at = payment
        if isinstance(payment, UUID):
            self.bridge.act(partial(self.till.details.look_at, payment))

    def _shown_payment(self) -> UUID | None:
        chosen = self._list.table.chosen_id()
        return chosen if isinstance(chosen, UUID) else None

    def _begin_void(self, payment: object, *, partly: bool = False) -> None:
        if isinstance(payment, UUID):
            self._aside = None
            self._void.begin(partly=partly)
            self.bridge.act(partial(self.till.voiding.begin, payment))

    def _open_held(self, payment: object) -> None:
        self._shows_held = True
        self._held.begin(payment)
        self._look_for_held()
        self._draw()

    def _open_held_one(self) -> None:
        payment = self._shown_payment()
        if payment is not None:  # Else the list would begin at its first one.
            self._open_held(payment)

    def _look_for_held(self) -> None:
        self.bridge.act(self.till.held_sales.look)

    def _close_held(self) -> None:
        if self._shows_held:
            self._shows_held = False
            self.till.held_sales.close()
            self._draw()

    def _capture(self, record: object, amount: int) -> None:
        if isinstance(record, PaymentRecord):
            self.bridge.act(partial(self.till.held_sales.capture, record, amount))

    def _put_aside(self) -> None:
        if self._snapshot is not None and self._snapshot.void is not None:
            self._aside = self._snapshot.void.void
            self._draw()

    def _mark_receipt(self, given: bool) -> None:
        payment, snapshot = self._shown_payment(), self._snapshot
        if payment is not None and snapshot is not None:
            record = snapshot.detail.record if snapshot.detail.payment == payment else None
            self.bridge.act(partial(self.till.receipts.mark, payment, record, given=given))

    def _attend(self) -> None:
        payment, snapshot = self._shown_payment(), self._snapshot
        found = next((each for each in snapshot.attention if each.id == payment), None) if snapshot else None
        if found is not None:
            self.bridge.act(partial(self.till.attend, found))

    def _open_requests(self) -> None:
        self._shows_requests, self._chosen_request = True, None
        self._draw()

    def _close_requests(self) -> None:
        self._shows_requests = False
        self._draw()

    def _choose_request(self, request: object) -> None:
        self._chosen_request = request
        self._draw()

    def _approve(self, request: object, pin: str) -> None:
        if isinstance(request, UUID):
            self.bridge.act(partial(self.till.approvals.approve, request, pin))

    def _refuse(self, request: object, why: object) -> None:
        if isinstance(request, UUID) and isinstance(why, RefusalReason):
            self.bridge.act(partial(self.till.approvals.refuse, request, why))


def _focus_moves_by_arrows() -> bool:
    """A list walks by itself, and what scrolls scrolls."""
    return isinstance(QApplication.focusWidget(), QAbstractScrollArea)
