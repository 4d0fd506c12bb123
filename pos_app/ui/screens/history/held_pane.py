"""与信済み(未計上): the list of what is held, the chosen one beside it, and its 売上計上 at 出荷・受渡 (row D-20)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from pos_app.domain.card import looks_like_card_number
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.screens.history.amount_form import AmountForm
from pos_app.ui.screens.history.amount_typed import whole
from pos_app.ui.screens.history.facts import Facts
from pos_app.ui.screens.history.held_view import HeldLine, HeldView, held_lines, held_trouble, held_view
from pos_app.ui.text import current, tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.field import Field
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card, EmptyPane, ErrorPane, LoadingPane, Page
from pos_app.ui.widgets.restyle import set_property
from pos_app.ui.widgets.table import Align, CellKind, Column, Row, Table


class HeldPane(Page):
    """Enter asks for the amount, all of it or less; Enter again captures. F8 lets go of what is held."""

    captured = Signal(object, int)
    """The record, and how much of it."""
    void = Signal(object)
    """The payment's id."""
    chosen = Signal()
    """Another one: the pane wants to be drawn again."""
    again = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: HeldView | None = None
        self._lines: Sequence[HeldLine] | None = None
        self._chosen: object = None
        self._captured: object = None
        self._sure = False
        self._table, self._empty, self._loading, self._error = Table(), EmptyPane(), LoadingPane(), ErrorPane()
        self._stack, self._card, self._search = QStackedWidget(), Card(), Field()
        self._side, self._none = QStackedWidget(), EmptyPane()
        self._number, self._amount = Label(Text.TITLE), Label(Text.FIGURE)
        self._until, self._facts = Label(Text.STRONG, wrap=True), Facts()
        self._trouble, self._why_not = Label(Text.TROUBLE, wrap=True), Label(Text.NOTE, wrap=True)
        self._question, self._form = Label(Text.TITLE, wrap=True), AmountForm()
        self._back, self._again = Action(Kind.PLAIN, "Esc"), Action(Kind.PLAIN, "F5")
        self._void, self._capture = Action(Kind.DANGER, "F8"), Action(Kind.PRIMARY, "Enter")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for pane in (self._table, self._empty, self._loading, self._error):
            self._stack.addWidget(pane)
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        for part in (self._number, self._amount, self._until, self._why_not, self._facts):
            self._card.body.addWidget(part)
        self._card.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._stack, 3)
        for side in (self._card, self._none):
            self._side.addWidget(side)
        row.addWidget(self._side, 2)
        self.body.setSpacing(12)
        for words in (self._trouble, self._search, self._question):
            self.body.addWidget(words)
        self.body.addWidget(self._form)
        self.body.addLayout(row, 1)
        for action in (self._back, self._again, self._void):
            self.add_quiet(action)
        self.set_primary(self._capture)

    def _connect(self) -> None:
        self._table.chosen.connect(self.choose)
        self._search.changed.connect(self._search_typed)
        self._back.clicked.connect(self._leave)
        self._again.clicked.connect(self.again)
        self._void.clicked.connect(lambda: self.void.emit(self._view.record.id if self._view else None))
        self._capture.clicked.connect(self._go_on)
        self._form.changed.connect(self._draw)

    def retranslate(self) -> None:
        """Set what does not change with each drawing."""
        self.set_heading(
            tr("与信済み(未計上)"), tr("出荷・受渡のときに売上計上します。期限を過ぎると、与信はなくなります。")
        )
        self._table.setAccessibleName(tr("与信済み(未計上)"))
        self._table.set_columns(
            [
                Column("until", tr("期限")),
                Column("name", tr("お名前(カナ)"), stretch=True),
                Column("amount", tr("金額"), Align.RIGHT, CellKind.AMOUNT),
            ]
        )
        self._search.set_label(tr("お名前・電話番号・注文番号・メモで探す"))
        self._loading.set_words(tr("調べています…"))
        self._back.set_words(tr("もどる"))
        self._again.set_words(tr("一覧を更新"))
        self._void.set_words(tr("与信を取り消す"))

    def begin(self, chosen: object = None) -> None:
        """It comes into view, with this one chosen."""
        self._search.clear()
        self._search.set_trouble(None)
        self._chosen, self._captured, self._sure = chosen, None, False

    def take_focus(self) -> None:
        """The list has the keyboard."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_snapshot(self, snapshot: Snapshot, words: Words) -> None:
        """Draw the list and the chosen one."""
        typed = self._search.text()
        before, self._view = self._view, held_view(snapshot, self._chosen, words, typed)
        if self._view is None or before is None or self._view.record.id != before.record.id:
            self._sure = False
        trouble = held_trouble(snapshot, words)
        unknown = snapshot.held.payments is None
        self._show_lines(held_lines(snapshot, typed))
        self._empty.set_words(tr("見つかりません") if typed else tr("売上計上を待つ取引はありません"))
        self._error.set_words(tr("一覧を調べられません"), trouble)
        pane: QWidget = self._table if self._lines else self._empty
        if unknown:
            pane = self._error if trouble and not snapshot.held.busy else self._loading
        self._stack.setCurrentWidget(pane)
        _say(self._trouble, "" if unknown else trouble)
        self._again.setEnabled(not snapshot.held.busy)
        self._draw()

    def press(self, key: str) -> bool:
        """Type the amount; False where it is not asked for."""
        return self._sure and self._form.press(key)

    def walk(self, by: int) -> None:
        """Up or down by so many lines, wherever the focus is."""
        if not self._sure:
            self._table.walk(by)

    def choose(self, payment: object) -> None:
        """Look at this one from now on; drawn with the next snapshot."""
        self._chosen = payment
        self.chosen.emit()

    # -- inside -------------------------------------------------------------------------------------------------------

    def _search_typed(self, text: str) -> None:
        if looks_like_card_number(text):
            self._search.set_text("")
            self._search.set_trouble(Words(current()).text("looks_like_card_number"))
            return
        if text:
            self._search.set_trouble(None)  # Empty, it may be so because a card number was just taken out.
        self._chosen = None  # Somebody looks for another one: the first that is found is shown.
        self.chosen.emit()

    def _show_lines(self, lines: tuple[HeldLine, ...]) -> None:
        if lines != self._lines:
            self._lines = lines
            self._table.set_rows([_row(line) for line in lines])
        if self._view is None:
            self._table.choose_none()
            return
        self._chosen = self._view.record.id
        if self._table.chosen_id() != self._chosen:
            self._table.choose(self._chosen)

    def _draw(self) -> None:
        view, sure = self._view, self._sure
        self._side.setVisible(bool(self._lines) and not sure)
        self._side.setCurrentWidget(self._none if view is None else self._card)
        self._draw_none()
        self._stack.setVisible(not sure)
        self._search.setVisible(not sure and bool(self._lines or self._search.text()))
        for part in (self._question, self._form):
            part.setVisible(sure)
        self._void.setVisible(view is not None and view.may_void and not sure)
        self._again.setVisible(not sure)
        self._capture.setVisible(view is not None)
        if view is None:
            return
        self._number.setText(view.number)
        self._number.setAccessibleName(tr("決済番号"))
        self._amount.setText(tr("{amount} 円", amount=f"{view.amount:,}"))
        self._until.setText(view.until)
        set_property(self._until, "tone", "wait" if view.soon else "quiet")
        _say(self._why_not, view.note)
        self._facts.show_facts(view.facts)
        name = view.record.card.caller.name if view.record.card else ""
        self._question.setText(tr("{name} 様の売上を計上します。よろしいですか？", name=name))
        amount = tr("{amount}円を売上計上する", amount=f"{self._form.typed.amount:,}")
        self._capture.set_words(amount if sure else tr("売上計上する"))
        self._capture.setEnabled(self._form.typed.fits if sure else view.may_capture)

    def _draw_none(self) -> None:
        """Why there is none: what was captured here has left the list, and so may have what somebody came for."""
        choose = tr("取引を選んでください")
        if self._chosen == self._captured:
            self._none.set_words(choose)
        else:
            self._none.set_words(tr("この取引は売上計上を待っていません"), choose)

    def _go_on(self) -> None:
        if self._view is None:
            return
        if not self._sure:
            self._sure = True
            self._form.begin(whole(self._view.amount))
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._form.typed.fits:
            self._sure = False
            self._captured = self._view.record.id
            self.captured.emit(self._view.record, self._form.typed.amount)
            self.take_focus()
        self._draw()

    def _leave(self) -> None:
        if self._sure:
            self._sure = False
            self._draw()
            self.take_focus()
        else:
            self.back.emit()


def _say(label: Label, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))


def _row(line: HeldLine) -> Row:
    return Row(line.id, {"until": line.until, "name": line.name, "amount": line.amount})
