"""The white sheet of カード情報入力: two boxes of dots, the amount, what to do; or what went wrong (T-05 to T-10)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.ui.screens.card.dots import Dots
from pos_app.ui.screens.card.entry_view import EntryView
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.chip import Chip
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card
from pos_app.ui.widgets.restyle import set_property

_MARGIN, _LOW_MARGIN = 32, 20


class EntrySheet(Card):
    """Draws an :class:`EntryView`; ``keyboard`` is the place of whatever takes the keys of a USB keypad."""

    given_up = Signal()
    extended = Signal()
    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(sheet=True, parent=parent)
        self._heading = Label(Text.HEADING)
        self._countdown = Chip()
        self._note = Label(Text.NOTE, wrap=True)
        self._number_name, self._expiry_name = Label(Text.LABEL), Label(Text.LABEL)
        self.number, self.expiry = Dots(), Dots(slash=True)
        self._example = Label(Text.NOTE)
        self._amount_name, self._amount = Label(Text.LABEL), Label(Text.FIGURE)
        self._trouble = Label(Text.TITLE, wrap=True)
        self._advice = Label(Text.BODY, wrap=True)
        self._retention = Label(Text.NOTE, wrap=True)
        self.cancel, self.extend = Action(Kind.PLAIN, "Esc"), Action(Kind.PLAIN, "F5")
        self.retry = Action(Kind.PRIMARY, "Enter")
        self._middle, self._boxes, self._failure = QStackedWidget(), QWidget(), QWidget()
        self._lay_out()
        self.cancel.clicked.connect(self.given_up)
        self.extend.clicked.connect(self.extended)
        self.retry.clicked.connect(self.again)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._countdown)
        self.body.setSpacing(8)
        self.body.addLayout(head)
        self.body.addWidget(self._note)
        self._lay_out_boxes()
        self._lay_out_failure()
        # As high whichever is in view, so that nothing jumps away under a finger.
        for part in (self._boxes, self._failure):
            self._middle.addWidget(part)
        self.body.addWidget(self._middle)
        self.body.addSpacing(4)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        for action in (self.cancel, self.extend, self.retry):
            foot.addWidget(action, 1)
        self.body.addLayout(foot)
        self.body.addWidget(self._retention)

    def _lay_out_boxes(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(24)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(6)
            below.addLayout(column, 1)
        left.addWidget(self._expiry_name)
        left.addWidget(self.expiry)
        left.addWidget(self._example)
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        right.addWidget(self._amount_name)
        right.addWidget(self._amount, 1)
        column = QVBoxLayout(self._boxes)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._number_name)
        column.addWidget(self.number)
        column.addSpacing(2)
        column.addLayout(below)

    def _lay_out_failure(self) -> None:
        column = QVBoxLayout(self._failure)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(12)
        column.addWidget(self._trouble)
        column.addWidget(self._advice)
        column.addStretch(1)

    @property
    def actions_in_order(self) -> tuple[Action, ...]:
        """What Tab walks along."""
        return self.cancel, self.extend, self.retry

    def set_low(self, low: bool) -> None:
        """Smaller margins where the window is low."""
        margin = _LOW_MARGIN if low else _MARGIN
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(4 if low else 8)
        for box in (self.number, self.expiry):
            box.set_low(low)

    def show_view(self, view: EntryView) -> None:
        """Draw it."""
        self._heading.setText(tr("カード情報入力"))
        self._countdown.show_state(view.countdown, view.tone)
        self._countdown.setVisible(bool(view.countdown))
        self._note.setText(view.warning or view.note)
        self._note.setVisible(bool(view.note))
        set_property(self._note, "tone", "stop" if view.warning else None)
        failed = bool(view.trouble)
        self._middle.setCurrentWidget(self._failure if failed else self._boxes)
        if failed:
            self._show_failure(view)
        else:
            self._show_boxes(view)
        self._retention.setText(view.retention)
        set_property(self._retention, "tone", "wait" if view.passes_here else None)
        self.cancel.set_words(tr("キャンセル"))
        self.extend.set_words(tr("時間を延長"))
        self.extend.setEnabled(view.can_extend)
        self.extend.setVisible(not failed)
        self.retry.set_words(tr("もう一度入力"))
        self.retry.setVisible(failed)

    def _show_boxes(self, view: EntryView) -> None:
        number, expiry = tr("カード番号"), tr("有効期限(月・年)")
        self._number_name.setText(number)
        self.number.show_places(view.number, number, view.brand)
        self._expiry_name.setText(expiry)
        self.expiry.show_places(view.expiry, expiry)
        self._example.setText(tr("例 12/27 → 1227"))
        self._amount_name.setText(tr("お支払い金額"))
        self._amount.setText("" if view.amount is None else tr("{amount} 円", amount=f"{view.amount:,}"))
        for label in (self._amount_name, self._amount):
            label.setVisible(view.amount is not None)

    def _show_failure(self, view: EntryView) -> None:
        self._trouble.setText(view.trouble)
        set_property(self._trouble, "tone", "stop")
        self._advice.setText(view.advice)
        self._advice.setVisible(bool(view.advice))
        self.setAccessibleName(view.trouble)
