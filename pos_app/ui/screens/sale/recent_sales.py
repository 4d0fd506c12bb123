"""The last five sales beside the pad (D-24)."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from pos_app.ui.look.tokens import tokens
from pos_app.ui.screens.sale.payments import Line
from pos_app.ui.text import tr
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.table import Align, CellKind, Column, Row, State, Table

_WITH_NUMBER = 430
"""Pixels of width from which the 決済番号 has room, too."""
_TITLES = 40 + 2


class RecentSales(QWidget):
    """Only to be looked at: the history has the details."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] | None = None
        self._shown: tuple[object, ...] = ()
        self._empty = Label(Text.NOTE)
        self._table = Table()
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._table.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._table.setMinimumHeight(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty)
        column.addWidget(self._table)
        column.addStretch(1)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these, newest first."""
        self._lines = tuple(lines)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The number goes where there is no room for it."""
        super().resizeEvent(event)
        if self._lines is not None:
            self._draw()

    def minimumSizeHint(self) -> QSize:
        """None at all: what has no room is in the history."""
        return QSize(0, 0)

    def _draw(self) -> None:
        fits = max(self.height() - _TITLES, 0) // tokens().sizes.row
        lines = (self._lines or ())[:fits]
        wide = self.width() >= _WITH_NUMBER
        title = tr("直近の会計")
        shown = (lines, wide, title)
        if shown == self._shown:
            return
        self._shown = shown
        self._empty.setText(tr("今日の会計はまだありません"))
        self._empty.setVisible(not self._lines)
        self._table.setVisible(bool(lines))
        self._table.setFixedHeight(_TITLES + len(lines) * tokens().sizes.row)
        self._table.setAccessibleName(title)
        columns = [Column("time", title)]
        if wide:
            columns.append(Column("number", tr("決済番号"), kind=CellKind.NUMBER))
        columns.append(Column("amount", tr("金額"), Align.RIGHT, CellKind.AMOUNT, stretch=True))
        columns.append(Column("state", "", Align.RIGHT, CellKind.CHIP))
        self._table.set_columns(columns)
        self._table.set_rows([_row(line) for line in lines])


def _row(line: Line) -> Row:
    state = State(line.state, line.tone)
    return Row(line.payment, {"time": line.time, "number": line.number, "amount": line.amount, "state": state})
