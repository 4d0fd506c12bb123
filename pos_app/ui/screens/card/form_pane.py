"""The form of 電話注文(カード): what the caller orders and who it is; the card itself is keyed in the pop-up (D-20)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.screens.card.draft import MOST_LETTERS, MOST_PHONE_DIGITS, FormDraft, Part
from pos_app.ui.screens.card.form_view import FormView
from pos_app.ui.screens.sale.open_strip import OpenStrip
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.amount import AmountDisplay
from pos_app.ui.widgets.choice import Choice
from pos_app.ui.widgets.field import Field
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card, Page
from pos_app.ui.widgets.restyle import set_property
from pos_app.wire.cards import CaptureWhen

_AMOUNT_HEIGHT, _LOW_AMOUNT = 128, 112
_LOW = 500
"""Below this height, in pixels, everything stands closer, so that the card's row is still in view."""


class AmountField(AmountDisplay):
    """The amount, as a place that the keyboard can be at; a tenkey in AMOUNT mode types here, too."""

    came = Signal()
    went = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Digits are the amount's from now on."""
        super().focusInEvent(event)
        self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And no longer."""
        super().focusOutEvent(event)
        self.went.emit()


class FormPane(Page):
    """Amount, 売上計上 and card on the left, the caller on the right, what follows bottom right."""

    typed = Signal(object, str)
    """A :class:`Part` and what its field says now."""
    chosen = Signal(object)
    """A :class:`CaptureWhen`."""
    went_on = Signal()
    """Enter where the form is not complete."""
    key_card = Signal()
    proceed = Signal()
    cleared = Signal()
    settings = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = OpenStrip(can_take_up=True)
        self._why = _Why()
        self.amount = AmountField()
        self._amount_note = Label(Text.TROUBLE, wrap=True)
        self._capture_name = Label(Text.LABEL)
        self._capture = Choice()
        self._card = _CardRow()
        self.fields = {Part.NAME: Field(), Part.PHONE: Field(digits=True), Part.MEMO: Field()}
        self._clear = Action(Kind.PLAIN, "F4")
        self._set = Action(Kind.PLAIN, "F7")
        self.go = Action(Kind.PRIMARY, "Enter")
        self._low = False
        self._follows = "", ""
        self._lay_out()
        self._fit(low=False)
        self._connect()

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for widget in (self.amount, self._amount_note, self._capture_name, self._capture, self._card):
            left.addWidget(widget)
        left.addStretch(1)
        for field in self.fields.values():
            right.addWidget(field)
        right.addStretch(1)
        self._columns = (left, right)
        columns = QHBoxLayout()
        self._between = columns
        columns.addLayout(left, 11)
        columns.addLayout(right, 10)
        self.body.setSpacing(12)
        self.body.addWidget(self._why)
        self.body.addWidget(self.strip)
        self.body.addLayout(columns, 1)
        for action in (self._clear, self._set):
            self.add_quiet(action)
        self.set_primary(self.go)
        for part, limit in ((Part.NAME, MOST_LETTERS), (Part.PHONE, MOST_PHONE_DIGITS), (Part.MEMO, MOST_LETTERS)):
            self.fields[part].set_limit(limit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low pane has smaller gaps."""
        self._fit(low=event.size().height() < _LOW)
        super().resizeEvent(event)

    def _fit(self, *, low: bool) -> None:
        self._low = low
        self.amount.setMaximumHeight(_LOW_AMOUNT if low else _AMOUNT_HEIGHT)
        self._between.setSpacing(10 if low else 24)
        for column in self._columns:
            column.setSpacing(6 if low else 12)
        self._say_what_follows()

    def _say_what_follows(self) -> None:
        title, note = self._follows
        self.go.set_words(title, "" if self._low else note)

    def _connect(self) -> None:
        for part, field in self.fields.items():
            field.changed.connect(lambda text, part=part: self.typed.emit(part, text))
            field.submitted.connect(self.went_on)
        self._capture.chosen.connect(self.chosen)
        self._card.key.clicked.connect(self.key_card)
        self._clear.clicked.connect(self.cleared)
        self._set.clicked.connect(self.settings)
        self.go.clicked.connect(self.proceed)

    def part(self, part: Part) -> QWidget:
        """Where this part is typed."""
        return self.fields.get(part, self.amount)

    def write(self, draft: FormDraft) -> None:
        """Let the fields say what the draft does, and forget how they came to say something else."""
        for part, text in ((Part.NAME, draft.name), (Part.PHONE, draft.phone), (Part.MEMO, draft.memo)):
            if self.fields[part].text() != text:
                self.fields[part].set_text(text)

    def show_view(self, view: FormView) -> None:
        """Draw it."""
        self.set_heading(tr("電話注文(カード)"), tr("店頭でお預かりしたカードには使えません"))
        title, stop = view.stopped or view.trouble or view.warning, bool(view.trouble and not view.stopped)
        self._why.show_words(title, view.advice if stop else "", stop=stop)
        self.strip.show_lines(view.lines)
        self.amount.show_amount(view.amount)
        self._amount_note.setText(view.amount_note)
        self._amount_note.setVisible(bool(view.amount_note))
        self._name_fields(view)
        when = tr("売上計上")
        self._capture_name.setText(when)
        self._capture.set_answers(
            [(CaptureWhen.NOW, tr("確定時")), (CaptureWhen.DELIVERY, tr("出荷・受渡時"))],
        )
        self._capture.set_label(when)
        self._capture.choose(view.capture)
        self._card.show_card(view)
        self._clear.set_words(tr("すべて消す"))
        self._clear.setEnabled(view.can_clear)
        self._set.set_words(tr("設定を開く"))
        self._set.setVisible(view.can_set)
        self._follows = view.proceed, view.proceed_note
        self._say_what_follows()
        self.go.setEnabled(view.ready)

    def _name_fields(self, view: FormView) -> None:
        labels = {
            Part.NAME: tr("お名前(カナ)"),
            Part.PHONE: tr("電話番号"),
            Part.MEMO: tr("注文番号・メモ(任意)"),
        }
        for part, field in self.fields.items():
            field.set_label(labels[part])
            field.set_trouble(view.troubles[part] or None)
        self.fields[Part.NAME].set_placeholder(tr("例 ヤマダ ハナコ"))
        self.fields[Part.PHONE].set_placeholder(tr("例 0312345678"))


class _Why(Card):
    """Why the last 与信 led nowhere, or why no card can be taken now."""

    def __init__(self) -> None:
        super().__init__(attention=True)
        self._title = Label(Text.STRONG, wrap=True)
        self._advice = Label(Text.BODY, wrap=True)
        self.body.setSpacing(4)
        self.body.addWidget(self._title)
        self.body.addWidget(self._advice)
        self.hide()

    def show_words(self, title: str, advice: str, *, stop: bool) -> None:
        """Say it; nothing is there without words. ``stop``: something went wrong."""
        set_property(self._title, "tone", "stop" if stop else "wait")
        self._title.setText(title)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.setVisible(bool(title))
        self.setAccessibleName(title)


class _CardRow(Card):
    """The card, once one was keyed, and the key that opens the pop-up."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Label(Text.LABEL)
        self._said = Label(Text.STRONG, wrap=True)
        self.key = Action(Kind.PLAIN, "F6")
        row = QHBoxLayout()
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._said)
        row.addLayout(words, 1)
        row.addWidget(self.key)
        self.body.addLayout(row)

    def show_card(self, view: FormView) -> None:
        """Draw it."""
        self._name.setText(tr("カード"))
        self._said.setText(view.card or view.card_note)
        set_property(self._said, "tone", "ok" if view.card else None)
        self.key.set_words(tr("入力し直す") if view.card else tr("入力"))
        self.key.setEnabled(view.can_key)
