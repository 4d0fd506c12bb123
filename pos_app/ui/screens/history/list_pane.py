"""The list with its search field: lines of any number, and what stands there when there is none (E-33, D-18)."""

import time
from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.domain.payment_number import LENGTH
from pos_app.till.amount_guard import QUIET_SECONDS
from pos_app.till.words import Words
from pos_app.ui.screens.history.entries import Entry, Totals
from pos_app.ui.text import current, tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.field import Field
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.lazy_rows import LazyRows
from pos_app.ui.widgets.panes import EmptyPane, ErrorPane, LoadingPane
from pos_app.ui.widgets.table import Align, CellKind, Column, Row, State, Table

_SEARCH_WIDTH = 208


class ListPane(QWidget):
    """Emits what a person did; what is shown is handed in. ``monotonic`` gives seconds."""

    typed = Signal(str)
    """The digits in the search field."""
    submitted = Signal()
    """Enter in the search field, or the retry of a search that went wrong."""
    chosen = Signal(object)
    opened = Signal(object)
    requests = Signal()
    """F6: what waits for approval."""
    held = Signal()
    """F5: 与信済み(未計上)."""

    def __init__(self, parent: QWidget | None = None, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._refused_at = float("-inf")
        self._rows = LazyRows((), _no_row)
        self._heading = Label(Text.HEADING)
        self._requests = Action(Kind.PLAIN, "F6")
        self._held = Action(Kind.PLAIN, "F5")
        self.search, self._refusal = Field(digits=True), Label(Text.TROUBLE, wrap=True)
        self._totals = Label(Text.NOTE, wrap=True)
        self.table = Table()
        self._empty, self._loading = EmptyPane(), LoadingPane()
        self._retry = Action()
        self._error = ErrorPane(action=self._retry)
        self._stack = QStackedWidget()
        self._lay_out()
        self._requests.clicked.connect(self.requests)
        self._held.clicked.connect(self.held)
        self.search.changed.connect(self._search_typed)
        self.search.submitted.connect(self.submitted)
        self._retry.clicked.connect(self.submitted)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._heading, 1, Qt.AlignmentFlag.AlignTop)
        self.search.setFixedWidth(_SEARCH_WIDTH)
        head.addWidget(self.search)
        for pane in (self.table, self._empty, self._loading, self._error):
            self._stack.addWidget(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._refusal)
        self._refusal.hide()
        column.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._totals, 1)
        foot.addWidget(self._held)
        foot.addWidget(self._requests)
        column.addLayout(foot)

    def _search_typed(self, digits: str) -> None:
        """No number here has so many digits as a card's; the rest of one is swallowed till nobody types any more."""
        swallows = bool(digits) and self._monotonic() - self._refused_at < QUIET_SECONDS
        if swallows or len(digits) > LENGTH:
            self.refuse_card()
        else:
            self._refusal.setVisible(not digits and self._refusal.isVisible())
            self.typed.emit(digits)

    def refuse_card(self) -> None:
        """Take a card number out of the search field, and say where it belongs: across the list, as it is long."""
        self._refused_at = self._monotonic()
        self.search.set_text("")  # Unlike clear(), it leaves nothing to be undone.
        self._refusal.setText(Words(current()).text("looks_like_card_number"))
        self._refusal.show()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was said is old when somebody comes back."""
        self._refusal.hide()
        super().hideEvent(event)

    def retranslate(self) -> None:
        """Set what does not change with each drawing."""
        self._heading.setText(tr("取引履歴"))
        self.search.set_label(tr("下4桁で検索"))
        self._retry.set_words(tr("もう一度検索"))
        self.table.setAccessibleName(tr("取引履歴"))
        self.table.set_columns(
            [
                Column("time", tr("日時"), kind=CellKind.TIME),
                Column("number", tr("決済番号"), kind=CellKind.NUMBER, stretch=True),
                Column("amount", tr("金額"), Align.RIGHT, CellKind.AMOUNT),
                Column("state", tr("状態"), Align.LEFT, CellKind.CHIP),
            ]
        )

    def show_requests(self, count: int, *, may_answer: bool) -> None:
        """How many wait for this person's approval."""
        self._requests.set_words(tr("承認待ち {count}件", count=count))
        self._requests.setVisible(may_answer)

    def show_held(self, *, has_cards: bool) -> None:
        """Whether there may be sales that wait for their 売上計上."""
        self._held.set_words(tr("与信済み(未計上)"))
        self._held.setVisible(has_cards)

    def show_totals(self, totals: Totals | None, found: int) -> None:
        """Of the day; None: of a search, how many were found."""
        if totals is None:
            self._totals.setText(tr("{count}件見つかりました", count=found))
            return
        said = tr("件数 {count}   合計 {amount} 円", count=f"{totals.count:,}", amount=f"{totals.amount:,}")
        if totals.voided_count:
            voided = tr("取消 {count}件 −{amount} 円", count=totals.voided_count, amount=f"{totals.voided_amount:,}")
            said = f"{said}   {voided}"
        self._totals.setText(said)

    def show_entries(self, ids: Sequence[UUID], entry: Callable[[int], Entry], empty: str, empty_note: str) -> None:
        """Draw the lines (``entry`` gives the one at a place when it comes into view), or say why there are none."""
        self._rows = LazyRows(ids, lambda place: _row(entry(place)))
        self.table.set_rows(self._rows)
        self._empty.set_words(empty, empty_note)
        self._stack.setCurrentWidget(self.table if ids else self._empty)

    def show_loading(self, words: str) -> None:
        """A search is under way."""
        self._totals.clear()
        self._loading.set_words(words)
        self._stack.setCurrentWidget(self._loading)

    def show_error(self, words: str, note: str) -> None:
        """A search went wrong."""
        self._totals.clear()
        self._error.set_words(words, note)
        self._stack.setCurrentWidget(self._error)

    @property
    def shows_rows(self) -> bool:
        """Whether the table is in view."""
        return self._stack.currentWidget() is self.table

    def walk(self, by: int) -> None:
        """Up or down by so many lines, wherever the focus is."""
        self.table.walk(by)

    def focus_list(self) -> None:
        """The list has the keyboard."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _no_row(_: int) -> Row:
    raise IndexError


def _row(entry: Entry) -> Row:
    state = State(entry.state, entry.tone)
    cells = {"time": entry.time, "number": entry.number, "amount": entry.amount, "state": state}
    return Row(entry.id, cells, faded=entry.faded)
