"""An amount to be typed or touched, with the most that it may be: 一部返金, and a capture of less than was held."""

import time
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.typed_digits import plain_digits
from pos_app.till.amount_guard import SAID, AmountGuard
from pos_app.till.words import Words
from pos_app.ui.screens.history.amount_typed import AmountTyped
from pos_app.ui.text import current, tr
from pos_app.ui.widgets.amount import AmountDisplay
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.pad import NumberPad
from pos_app.ui.widgets.restyle import set_property

_ERASES = frozenset("\b\x7f")
_PAD = QSize(216, 288)


class AmountForm(QWidget):
    """Whoever holds it hands typed keys to :meth:`press`; fingers have the pad beside the amount.

    A card number is refused, and where it belongs is said. ``monotonic`` gives seconds.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._typed, self._guard = AmountTyped(0), AmountGuard()
        self._display, self._pad = AmountDisplay(), NumberPad()
        self._limit, self._refusal = Label(Text.BODY, wrap=True), Label(Text.TROUBLE, wrap=True)
        self._pad.setFixedSize(_PAD)
        left = QVBoxLayout()
        left.setSpacing(8)
        for part in (self._refusal, self._display, self._limit):
            left.addWidget(part)
        left.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self._pad, 0, Qt.AlignmentFlag.AlignTop)
        self._pad.digit.connect(self._digits)
        self._pad.erased.connect(self._erase)
        self._pad.cleared.connect(self._clear)

    @property
    def typed(self) -> AmountTyped:
        """What stands there."""
        return self._typed

    def begin(self, typed: AmountTyped) -> None:
        """Begin with this."""
        self._typed, self._guard = typed, self._guard.entered(self._monotonic())
        self._draw()

    def press(self, key: str) -> bool:
        """Take a typed key; False where it is none of an amount's."""
        digits = plain_digits(key)
        if key in _ERASES:
            self._erase()
        elif digits and digits.isascii() and digits.isdecimal():
            self._digits(digits)
        else:
            return False
        return True

    def _digits(self, digits: str) -> None:
        guard = self._guard.typed(len(digits), self._monotonic())
        self._take(self._typed.cleared() if guard.swallows else self._typed.typed(digits), guard)

    def _erase(self) -> None:
        self._take(self._typed.erased(), self._guard.erased())

    def _clear(self) -> None:
        self._take(self._typed.cleared(), self._guard.entered(self._monotonic()))

    def _take(self, typed: AmountTyped, guard: AmountGuard) -> None:
        changed, self._typed, self._guard = typed != self._typed, typed, guard
        self._draw()
        if changed:
            self.changed.emit()

    def _draw(self) -> None:
        self._display.show_amount(self._typed.amount)
        self._refusal.setText(Words(current()).notice(SAID) if self._guard.swallows else "")
        self._refusal.setVisible(self._guard.swallows)
        self._limit.setText(tr("{most} 円までの金額を入力してください", most=f"{self._typed.most:,}"))
        set_property(self._limit, "tone", "stop" if self._typed.amount > self._typed.most else "quiet")
