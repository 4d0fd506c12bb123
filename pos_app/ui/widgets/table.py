"""A list of any length: only the rows in view are asked for."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QHeaderView, QTableView, QWidget

from pos_app.ui.look import fonts
from pos_app.ui.look.tokens import tokens
from pos_app.ui.widgets.cell_painter import CellPainter
from pos_app.ui.widgets.cells import Align, CellKind, Column, Row, State, written
from pos_app.ui.widgets.lazy_rows import place_of

__all__ = ["Align", "CellKind", "Column", "Row", "State", "Table"]

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_MEASURED = 200
"""So many rows decide how wide a column must be."""
_ROOM = 26
"""Beside a cell's words, in pixels: what the painter leaves, and one more on either side, for measures are rounded."""
_NO_INDEX = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """Rows as Qt wants to see them."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[Column, ...] = ()
        self.rows: Sequence[Row] = ()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """These columns from now on."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """These rows from now on."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's text, or the facts that its painter needs."""
        column = self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return written(column.kind, self.rows[index.row()].cells.get(column.key))
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.align.flag | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A column's title."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self.columns[section].align.flag | Qt.AlignmentFlag.AlignVCenter
        return None


class Table(QTableView):
    """Rows to walk through with the arrow keys; the chosen one stays chosen by its id when the rows change."""

    chosen = Signal(object)
    """The id of the row that was walked to or clicked."""
    opened = Signal(object)
    """The id of the row on which Enter was pressed, or that was double-clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = RowsModel()
        self._quiet = False
        self.setModel(self._rows)
        self.setItemDelegate(CellPainter(self._rows, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        rows, titles = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(tokens().sizes.row)
        titles.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        titles.setSectionsClickable(False)
        titles.setHighlightSections(False)
        titles.setFixedHeight(40)
        self.selectionModel().currentRowChanged.connect(self._walked)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._id(index)))

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns."""
        self._rows.show_columns(columns)
        self._share_width()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; ten thousand are shown as fast as ten. Says nothing by ``chosen``."""
        before, place = self.chosen_id(), self.verticalScrollBar().value()
        self._quiet = True
        self._rows.show_rows(rows)
        self.verticalScrollBar().setValue(place)
        if before is not None:
            self.choose(before)
        self._quiet = False
        self._share_width()

    def choose(self, row_id: object) -> None:
        """Walk to the row with this id, if there is one."""
        place = place_of(self._rows.rows, row_id)
        if place is not None:
            flags = QItemSelectionModel.SelectionFlag
            index = self._rows.index(place, 0)
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def walk(self, by: int) -> None:
        """Walk up or down by so many rows, no further than to the first and the last; to the first from none."""
        if self._rows.rows:
            now = self.currentIndex()
            place = now.row() + by if now.isValid() else 0
            self.selectRow(max(0, min(place, len(self._rows.rows) - 1)))

    def choose_none(self) -> None:
        """Let go of the chosen row."""
        self.selectionModel().clear()

    def chosen_id(self) -> object | None:
        """The id of the chosen row."""
        index = self.currentIndex()
        return self._id(index) if index.isValid() else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters and digits belong to the screen, not to a search in the list."""
        if event.key() in _ENTER:
            if not event.isAutoRepeat() and self.chosen_id() is not None:
                self.opened.emit(self.chosen_id())
            return
        if event.text().isprintable() and event.text():
            event.ignore()
            return
        if event.key() in _ENDS and self._rows.rows:
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else len(self._rows.rows) - 1)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """To come here chooses nothing, as a list of Qt's own would."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()

    def _walked(self, now: QModelIndex) -> None:
        if now.isValid() and not self._quiet:
            self.chosen.emit(self._id(now))

    def _id(self, index: QModelIndex) -> object:
        return self._rows.rows[index.row()].id

    def _share_width(self) -> None:
        columns = self._rows.columns
        if not columns:
            return
        widths = [self._wanted_width(column) for column in columns]
        left_over = self.viewport().width() - sum(widths)
        if left_over > 0:
            widths[_stretched(columns)] += left_over
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)

    def _wanted_width(self, column: Column) -> int:
        sizes = tokens().sizes
        title = QFontMetrics(fonts.font(sizes.small, bold=True)).horizontalAdvance(column.title)
        metrics = QFontMetrics(fonts.font(sizes.body, bold=column.kind is CellKind.AMOUNT))
        texts = {written(column.kind, row.cells.get(column.key)) for row in self._rows.rows[:_MEASURED]}
        return max([title, *map(metrics.horizontalAdvance, texts)]) + _ROOM + (4 if column.kind is CellKind.CHIP else 0)


def _stretched(columns: tuple[Column, ...]) -> int:
    asked = [place for place, column in enumerate(columns) if column.stretch]
    texts = [place for place, column in enumerate(columns) if column.kind is CellKind.TEXT]
    return (asked or texts or [len(columns) - 1])[-1]
