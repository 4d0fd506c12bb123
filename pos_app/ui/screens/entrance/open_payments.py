"""Payments that go on while nobody is at the pad, amounts and times only (rows D-17, D-25)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.calendar import in_jst
from pos_app.till.payment import Payment, State
from pos_app.till.words import Words
from pos_app.ui.text import tr
from pos_app.ui.widgets.chip import Chip, Tone
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card

_TONES = {
    State.APPROVED: Tone.OK,
    State.DECLINED: Tone.STOP,
    State.VOIDED: Tone.QUIET,
    State.REVERSED: Tone.QUIET,
    State.CANCELED: Tone.QUIET,
}
"""Of a state that is over; while its result is awaited a payment is amber."""


def tone(state: State) -> Tone:
    """The colour of a state."""
    return _TONES.get(state, Tone.WAIT)


class OpenPayments(Card):
    """A heading and one line for each payment: time, amount, state. Hidden without any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(attention=True, parent=parent)
        self._heading = Label(Text.STRONG, wrap=True)
        self._lines: list[_Line] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addWidget(self._heading)
        self.body.addLayout(self._rows)
        self.hide()

    def show_payments(self, heading: str, payments: Sequence[Payment], words: Words) -> None:
        """Draw these."""
        self._heading.setText(heading)
        while len(self._lines) < len(payments):
            self._lines.append(_Line())
            self._rows.addWidget(self._lines[-1])
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(payments))
            if place < len(payments):
                line.show_payment(payments[place], words)
        self.setVisible(bool(payments))


class _Line(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._time, self._amount, self._state = Label(), Label(Text.STRONG), Chip(parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._time)
        row.addWidget(self._amount, 1, Qt.AlignmentFlag.AlignRight)
        row.addWidget(self._state)

    def show_payment(self, payment: Payment, words: Words) -> None:
        self._time.setText(in_jst(payment.created_at).strftime("%H:%M"))
        self._amount.setText(tr("{amount}円", amount=f"{payment.amount:,}"))
        self._state.show_state(words.label(payment.state), tone(payment.state))
