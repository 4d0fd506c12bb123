"""What is still open, in view while the next sale is made (D-13 d)."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos_app.ui.screens.sale.payments import Line
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.chip import Chip
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card

_ROWS = 2


class OpenStrip(Card):
    """Two payments at most, newest first, then how many more; the first that can be is taken up again by F5."""

    taken_up = Signal(object)
    """The id of the payment."""

    def __init__(self, *, can_take_up: bool, parent: QWidget | None = None) -> None:
        super().__init__(attention=True, parent=parent)
        self._can_take_up = can_take_up
        self._candidate: UUID | None = None
        self.body.setContentsMargins(12, 8, 12, 8)
        self.body.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._rows = [_OpenRow() for _ in range(_ROWS)]
        for row in self._rows:
            self.body.addWidget(row)
        self._more = Label(Text.SMALL)
        self.body.addWidget(self._more)
        self._take_up = Action(key="F5")
        self._take_up.clicked.connect(self._taken_up)
        self.body.addWidget(self._take_up)
        self.hide()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the strip is not there where nothing is open."""
        self.setVisible(bool(lines))
        for place, row in enumerate(self._rows):
            row.show_line(lines[place] if place < len(lines) else None)
        self._more.setText(tr("ほか{count}件", count=len(lines) - _ROWS))
        self._more.setVisible(len(lines) > _ROWS)
        candidate = next((line for line in lines if line.can_be_taken_up), None)
        self._candidate = candidate.payment if candidate else None
        self._take_up.setVisible(self._can_take_up and candidate is not None)
        if candidate is not None:
            self._take_up.set_words(tr("{time}の確認中の会計にもどる", time=candidate.time))
        self.setAccessibleName(tr("結果を確認している会計"))

    def _taken_up(self) -> None:
        if self._candidate is not None:
            self.taken_up.emit(self._candidate)


class _OpenRow(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._chip = Chip()
        self._sale = Label(Text.STRONG)
        self._number = Label(Text.SMALL)
        self._seconds = Label(Text.SMALL)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._chip)
        row.addWidget(self._sale)
        row.addWidget(self._number)
        row.addStretch(1)
        row.addWidget(self._seconds, 0, Qt.AlignmentFlag.AlignRight)

    def show_line(self, line: Line | None) -> None:
        self.setVisible(line is not None)
        if line is None:
            return
        self._chip.show_state(line.state, line.tone)
        self._sale.setText(tr("{time} {amount}円", time=line.time, amount=f"{line.amount:,}"))
        self._number.setText(line.number)
        self._seconds.setText("" if line.seconds is None else tr("{seconds}秒", seconds=line.seconds))
