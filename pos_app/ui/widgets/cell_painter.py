"""Paints a table's cells: amounts in bold, numbers softer, states as chips."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pos_app.ui.look import fonts, theme
from pos_app.ui.look.tokens import Colours, tokens
from pos_app.ui.widgets.cells import CellKind, Column, Row, State, figure, written

_SIDE = 12
_CHIP_SIDE = 10
_CHIP_HEIGHT = 26


class _Rows(Protocol):
    columns: tuple[Column, ...]
    rows: Sequence[Row]


class CellPainter(QStyledItemDelegate):
    """Draws each kind of cell in its own way, all on the row's ground."""

    def __init__(self, rows: _Rows, parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows
        sizes = tokens().sizes
        self._plain = fonts.font(sizes.body)
        self._bold = fonts.font(sizes.body, bold=True)
        self._chip = fonts.font(sizes.small, bold=True)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, line below, and the cell's words."""
        column, row = self._rows.columns[index.column()], self._rows.rows[index.row()]
        value = row.cells.get(column.key)
        colour = theme.colours()
        area: QRect = option.rect
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_chosen:
            painter.fillRect(area, QColor(colour.accent_soft))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, QColor(colour.line))
        inner = area.adjusted(_SIDE, 0, -_SIDE, -1)
        if isinstance(value, State):
            self._paint_chip(painter, inner, column, value)
        elif column.kind is CellKind.AMOUNT and isinstance(value, int):
            self._paint_amount(painter, inner, value, _ink(colour, row, column))
        else:
            self._write(painter, inner, written(column.kind, value), column, _ink(colour, row, column))
        painter.restore()

    def _write(self, painter: QPainter, area: QRect, text: str, column: Column, ink: QColor) -> None:
        painter.setFont(self._plain)
        painter.setPen(ink)
        shown = QFontMetrics(self._plain).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, column.align.flag | Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_amount(self, painter: QPainter, area: QRect, amount: int, ink: QColor) -> None:
        bold = figure(amount)
        before, _, unit = written(CellKind.AMOUNT, amount).partition(bold)
        painter.setPen(ink)
        right = area
        for text, letters in ((unit, self._plain), (bold, self._bold), (before, self._plain)):
            painter.setFont(letters)
            painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
            right = right.adjusted(0, 0, -_advance(letters, text), 0)

    def _paint_chip(self, painter: QPainter, area: QRect, column: Column, state: State) -> None:
        ink, ground = theme.colours().of(state.tone)
        width = _advance(self._chip, state.text) + 2 * _CHIP_SIDE
        left = {
            Qt.AlignmentFlag.AlignRight: area.right() - width + 1,
            Qt.AlignmentFlag.AlignHCenter: area.center().x() - width // 2,
        }.get(column.align.flag, area.left())
        pill = QRectF(left, area.center().y() - _CHIP_HEIGHT / 2 + 1, width, _CHIP_HEIGHT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(pill, _CHIP_HEIGHT / 2, _CHIP_HEIGHT / 2)
        painter.setPen(QColor(ink))
        painter.setFont(self._chip)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, state.text)


def _ink(colour: Colours, row: Row, column: Column) -> QColor:
    return QColor(colour.ink_soft if row.faded or column.kind is CellKind.NUMBER else colour.ink)


def _advance(letters: QFont, text: str) -> int:
    return QFontMetrics(letters).horizontalAdvance(text)
