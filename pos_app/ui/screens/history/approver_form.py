"""A manager's number and 暗証番号, typed on somebody else's till or on their own (D-7, D-17)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.ui.text import tr
from pos_app.ui.widgets.field import Field

_NUMBER_DIGITS = 4
_PIN_DIGITS = 6


class ApproverForm(QWidget):
    """``with_number``: whoever approves is not the one who is logged in, and types a number first."""

    submitted = Signal()

    def __init__(self, *, with_number: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._with_number = with_number
        self._number = Field(digits=True)
        self._number.set_limit(_NUMBER_DIGITS)
        self._pin = Field(secret=True, digits=True)
        self._pin.set_limit(_PIN_DIGITS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._number, 1)
        row.addWidget(self._pin, 1)
        if not with_number:
            self._number.hide()
        for field in (self._number, self._pin):
            field.submitted.connect(self.submitted)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the labels again."""
        self._number.set_label(tr("承認する人の番号"))
        self._pin.set_label(tr("暗証番号(6桁)"))

    def begin(self) -> None:
        """Empty, with the focus where one begins."""
        self._number.clear()
        self._pin.clear()
        (self._number if self._with_number else self._pin).setFocus()

    def take(self) -> tuple[int, str] | None:
        """Number and PIN, and the PIN is gone from here; None: the focus goes to what is still missing."""
        number, pin = self._number.text(), self._pin.text()
        if self._with_number and not number:
            self._number.setFocus()
            return None
        if len(pin) != _PIN_DIGITS:
            self._pin.setFocus()
            return None
        self._pin.clear()
        self._pin.setFocus()
        return (int(number) if number else 0), pin
