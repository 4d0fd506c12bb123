"""A line of text that gives way: shortened with … where there is too little room, whole in its tool tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_app.ui.widgets.label import Label, Text

_LEAST = 40
"""Pixels that it keeps in any case."""


class Elided(Label):
    """A label of one line whose layout may take almost all its width."""

    def __init__(self, part: Text = Text.BODY, parent: QWidget | None = None) -> None:
        super().__init__(part, parent=parent)

    def set_text(self, text: str) -> None:
        """Say this."""
        self.setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """Hardly any width."""
        whole = super().minimumSizeHint()
        return QSize(min(_LEAST, whole.width()), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """As much as there is room for."""
        if self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width():
            super().paintEvent(event)
            return
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(room, self.alignment(), shown)
